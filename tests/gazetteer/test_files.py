"""How does a compiled gazetteer lie on disk, and when is it to be trusted?"""

import ast
import errno
import json
import os
import shutil
import stat
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from allonym import Allonym, Entity, Resolver, __version__
from allonym.errors import AllonymError, IndexCorrupt, IndexNotWritten, IndexTooNew
from allonym.gazetteer import Gazetteer, files
from allonym.gazetteer.files import FORMAT, MANIFEST, MOST_MANIFEST, open_blocks, read_manifest, write_blocks
from allonym.tables import Table

NAMES = (
    Allonym("x:1", "Oleg Chmarin", "de-Latn"),
    Allonym("x:1", "Олег Хмарин", "ru-Cyrl"),
    Allonym("x:2", "Vera Tarnowska", "pl-Latn"),
    Allonym("x:3", "Burja-2025", "de-Latn"),
)
ASKED = ("Oleg Chmarin", "Oleg Khmarin", "Хмарин Олег", "Wera Tarnowskaja", "Burja 2025", "Nobody")
# Blocks as any caller may choose them: an empty one, one of a byte, one of many pieces.
BLOCKS = {"none": b"", "one": b"1", "many": bytes(range(256)) * 100}


def table(names=NAMES) -> Table:
    """A small table of people and one exercise."""
    ids = {one.entity for one in names}
    return Table("small", tuple(names), {key: Entity(key, key) for key in ids}, {}, {})


@pytest.fixture
def path(tmp_path):
    """A gazetteer on disk."""
    place = tmp_path / "small.gazetteer"
    Gazetteer.of([table()]).write(place, fingerprint="here")
    return place


@pytest.fixture
def plain(tmp_path):
    """Plain blocks on disk."""
    place = tmp_path / "plain"
    write_blocks(place, BLOCKS)
    return place


def blocks_file(path):
    """The file of the blocks."""
    return path / json.loads((path / MANIFEST).read_text())["segment"]["file"]


def resign(path, **changes):
    """Write a manifest with other contents and a right checksum: what a faulty or hostile builder could do."""
    manifest = json.loads((path / MANIFEST).read_text())
    for key, value in changes.items():
        place = manifest["segment"] if key in manifest["segment"] else manifest
        place[key] = value
    (path / MANIFEST).write_bytes(files._canonical(manifest))


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("how", [{}, {"verify": True}, {"in_memory": True}], ids=["mapped", "verified", "in memory"])
def test_a_compiled_gazetteer_answers_as_the_one_in_memory(path, asked, how):
    """From disk or from memory, an answer is the same to the last bit."""
    gazetteer = Gazetteer.open(path, **how)
    resolver = Resolver.open(path)
    resolver._use(gazetteer)
    assert resolver.resolve(asked) == Resolver(tables=[table()]).resolve(asked)


@pytest.mark.parametrize("how", [{}, {"verify": True}, {"in_memory": True}], ids=["mapped", "verified", "in memory"])
def test_blocks_come_back_as_they_were(plain, how):
    """Blocks of any length are read as they were written, whole or by part."""
    found = open_blocks(plain, **how)
    assert {name: bytes(block) for name, block in found.items()} == BLOCKS
    assert bytes(found.block("many").part(4000, 5000)) == BLOCKS["many"][4000:5000]
    assert "many" in found
    assert "other" not in found
    with pytest.raises(IndexCorrupt, match="other"):
        found["other"]


def test_opening_checks_nothing_and_reading_checks_what_it_reads(plain):
    """Opening costs no reading of blocks; a part that is read has its pieces checked, and no others."""
    block = open_blocks(plain).block("many")
    assert set(block.pieces.seen) == {0}
    block.part(9000, 9001)
    assert sum(block.pieces.seen) == 1


def test_the_same_table_gives_the_same_bytes(path, tmp_path):
    """Rows in another order, or twice, change no byte and no file's name."""
    other = tmp_path / "other.gazetteer"
    Gazetteer.of([table(NAMES[::-1]), table()]).write(other, fingerprint="here")
    one, two = ({file.name: file.read_bytes() for file in place.iterdir()} for place in (path, other))
    assert one == two


def test_no_clock_is_in_it(path, monkeypatch):
    """A clock that goes backwards changes no byte."""
    before = {file.name: file.read_bytes() for file in path.iterdir()}
    hour_ago = files.os.stat(path).st_mtime - 3600
    monkeypatch.setattr("time.time", lambda: hour_ago)
    Gazetteer.of([table()]).write(path, fingerprint="here")
    assert {file.name: file.read_bytes() for file in path.iterdir()} == before


def test_what_is_packed_is_what_was_unpacked(path, tmp_path):
    """A gazetteer that is compiled of the names and entities of a compiled one is the same, byte for byte."""
    opened = Gazetteer.open(path)
    again = Table("again", tuple(opened.names), dict(opened.entities), {}, {})
    Gazetteer.of([again]).write(tmp_path / "again", fingerprint="here")
    assert blocks_file(tmp_path / "again").read_bytes() == blocks_file(path).read_bytes()


def test_the_manifest_tells_what_it_was_made_of(path):
    """The manifest has the versions of format, library and Unicode, the fingerprint and the counts."""
    manifest = read_manifest(path)
    assert (manifest["format"], manifest["allonym"], manifest["fingerprint"]) == (FORMAT, __version__, "here")
    assert manifest["unicode"] == unicodedata.unidata_version
    assert manifest["counts"] == {"entities": 3, "names": 4}


def test_nothing_else_is_left_beside_it(path):
    """Writing, and writing again, leaves the gazetteer and no other file."""
    Gazetteer.of([table(NAMES[:1])]).write(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert sorted(one.name for one in path.iterdir()) == sorted([blocks_file(path).name, MANIFEST])


def test_writing_again_mends(path):
    """The same gazetteer, written over a damaged one, is whole."""
    blocks_file(path).write_bytes(b"")
    Gazetteer.of([table()]).write(path)
    assert Resolver.open(path, verify=True).resolve("Oleg Chmarin").id == "x:1"


def test_an_opened_gazetteer_may_be_written_to_its_own_place(path):
    """A gazetteer that is mapped from a folder can be written to that folder."""
    Gazetteer.open(path).write(path)
    assert Resolver.open(path, verify=True).resolve("Oleg Chmarin").id == "x:1"


@pytest.mark.parametrize("size", [0, 1, 63, -1], ids=["empty", "one byte", "no blocks", "a byte less"])
def test_a_cut_file_is_refused(path, size):
    """A file that was cut off is refused when the gazetteer is opened."""
    whole = blocks_file(path).read_bytes()
    blocks_file(path).write_bytes(whole[:size])
    with pytest.raises(IndexCorrupt, match=r"bytes where .* were written"):
        Gazetteer.open(path)


def test_a_grown_file_is_refused(path):
    """A file with anything behind its end is refused when the gazetteer is opened."""
    with blocks_file(path).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(IndexCorrupt, match=r"bytes where .* were written"):
        Gazetteer.open(path)


def test_a_flipped_bit_is_found(plain):
    """A bit that changed in a block is found at first touch, and at once by verify; one in the sums when opened."""
    whole = blocks_file(plain).read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    blocks_file(plain).write_bytes(changed)
    with pytest.raises(IndexCorrupt, match="checksum"):
        open_blocks(plain, verify=True)
    with pytest.raises(IndexCorrupt, match="checksum"):
        open_blocks(plain)["many"]
    changed = bytearray(whole)
    changed[-1] ^= 1
    blocks_file(plain).write_bytes(changed)
    with pytest.raises(IndexCorrupt, match="checksums"):
        open_blocks(plain)


def test_a_file_of_another_gazetteer_is_found(plain, tmp_path):
    """Where sums fit but contents do not give the name, verify says so."""
    write_blocks(tmp_path / "other", {**BLOCKS, "one": b"2"})
    shutil.copyfile(blocks_file(tmp_path / "other"), blocks_file(plain))
    other = read_manifest(tmp_path / "other")["segment"]
    resign(plain, crc32=other["crc32"])
    with pytest.raises(IndexCorrupt, match="name"):
        open_blocks(plain, verify=True)


@pytest.mark.parametrize("magic", [b"\x80\x04]\x94.", b"PK\x03\x04", b"\x93NUMPY"], ids=["pickle", "zip", "numpy"])
def test_a_foreign_file_is_refused(path, magic):
    """A file of another format under the right name is refused, and nothing in it is run."""
    size = blocks_file(path).stat().st_size
    blocks_file(path).write_bytes(magic.ljust(size, b"."))
    with pytest.raises(IndexCorrupt, match="not the file of a gazetteer"):
        Gazetteer.open(path)


def test_no_pickle_is_ever_loaded():
    """No module of the way from a file to an answer imports pickle, marshal or shelve."""
    package = Path(files.__file__).parent.parent
    imported = set()
    for module in (*package.glob("*.py"), *package.glob("gazetteer/*.py"), *package.glob("tables/*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module)
    assert "json" in imported
    assert imported.isdisjoint({"pickle", "cPickle", "marshal", "shelve", "dill", "joblib"})


@pytest.mark.parametrize(
    "manifest", ["", "{", "[]", "null", '{"format": "2"}', '{"format": 2, "segment": {}}', "[" * 100_000]
)
def test_a_broken_manifest_is_refused(path, manifest):
    """A manifest that is no manifest is a clear error."""
    (path / MANIFEST).write_text(manifest)
    with pytest.raises(IndexCorrupt):
        Gazetteer.open(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"body": 2**63 - 1},
        {"bytes": 2**63 - 1},
        {"body": 2**63 - 1, "bytes": 2**63 - 1 + 4 * 2**51},
        {"body": -1},
        {"body": 2**70, "bytes": 2**70 + 2**60},
        {"bytes": True},
        {"bytes": "12"},
        {"blocks": {"many": {"start": 64, "bytes": 2**63 - 1}}},
        {"blocks": {"many": {"start": 2**63, "bytes": -(2**63) + 100}}},
        {"blocks": {"many": {"start": 2**64 - 1, "bytes": 2}}},
        {"blocks": {"many": {"start": 0, "bytes": 10}}},
        {"blocks": {"many": {"start": 64.0, "bytes": 10}}},
        {"blocks": {"many": {}}},
        {"blocks": []},
        {"file": "../../etc/passwd"},
        {"file": "0" * 32 + ".blocks/../x"},
        {"file": 5},
        {"crc32": 0},
        {"segment": None},
    ],
    ids=str,
)
def test_numbers_of_a_manifest_are_not_trusted(plain, changes):
    """Lengths and places that overflow, lead outside or are no numbers are refused without any allocation."""
    resign(plain, **changes)
    for in_memory in (False, True):
        with pytest.raises(IndexCorrupt):
            open_blocks(plain, in_memory=in_memory)


def test_an_endless_manifest_is_not_read(path):
    """A manifest of more bytes than any has is refused after those."""
    os.truncate(path / MANIFEST, MOST_MANIFEST * 1000)
    with pytest.raises(IndexCorrupt):
        Gazetteer.open(path)


def test_a_later_format_is_refused_by_name(path):
    """A gazetteer of a later format says which, and what to do."""
    resign(path, format=99)
    with pytest.raises(IndexTooNew, match=r"99.*update"):
        Gazetteer.open(path)


@pytest.mark.parametrize("earlier", range(1, FORMAT))
def test_an_earlier_format_is_refused_by_name(path, earlier):
    """A gazetteer of an earlier format says which, and what to do."""
    (path / MANIFEST).write_text(f'{{"format": {earlier}, "fingerprint": "", "blocks": {{}}}}')
    with pytest.raises(IndexCorrupt, match=rf"format {earlier}.*anew"):
        Gazetteer.open(path)


def test_an_earlier_format_is_replaced(tmp_path):
    """The files of an earlier format go when a gazetteer is written in their place."""
    (tmp_path / "names").write_text("x")
    (tmp_path / MANIFEST).write_text('{"format": 1, "fingerprint": "", "blocks": {"names": {"bytes": 1}}}')
    write_blocks(tmp_path, BLOCKS)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([blocks_file(tmp_path).name, MANIFEST])


def test_the_order_of_bytes_is_declared(path, monkeypatch):
    """A machine of the other order of bytes is told so."""
    monkeypatch.setattr(sys, "byteorder", "big")
    with pytest.raises(IndexCorrupt, match="little-endian"):
        open_blocks(path)


def test_a_file_too_large_for_the_platform_is_refused(plain, monkeypatch):
    """Where addresses have 32 bits, a larger file is a clear error."""
    monkeypatch.setattr(sys, "maxsize", 1000)
    with pytest.raises(IndexCorrupt, match="platform"):
        open_blocks(plain)


def test_what_is_no_gazetteer_is_refused(tmp_path):
    """A missing folder, a file, an empty folder and a path that cannot be are clear errors."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    for name in ("missing", "file", "empty", "nul\0", "lone\ud83d", "l" * 5000):
        with pytest.raises(IndexCorrupt):
            Gazetteer.open(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
@pytest.mark.timeout(10)
def test_a_fifo_keeps_nobody_waiting(plain):
    """A FIFO, a device or a folder in the place of a file is an error, at once."""
    for name in (blocks_file(plain).name, MANIFEST):
        file = plain / name
        kept = file.read_bytes()
        file.unlink()
        os.mkfifo(file)
        with pytest.raises(IndexCorrupt, match="not a plain file"):
            open_blocks(plain)
        file.unlink()
        file.mkdir()
        with pytest.raises(IndexCorrupt):
            open_blocks(plain)
        file.rmdir()
        file.symlink_to("/dev/zero")
        with pytest.raises(IndexCorrupt, match="not a plain file"):
            open_blocks(plain, follow_links=True)
        file.unlink()
        file.write_bytes(kept)
    for device in ("/dev/zero", "/dev/null"):
        with pytest.raises(IndexCorrupt):
            open_blocks(Path(device))
    os.mkfifo(plain.parent / "fifo")
    with pytest.raises(IndexCorrupt):
        open_blocks(plain.parent / "fifo")


def test_links_are_followed_only_on_request(plain, tmp_path):
    """A file that is a symbolic link is refused, unless the caller allows it."""
    for name in (blocks_file(plain).name, MANIFEST):
        (plain / name).rename(tmp_path / name)
        (plain / name).symlink_to(tmp_path / name)
        with pytest.raises(IndexCorrupt, match="follow_links"):
            open_blocks(plain)
        assert bytes(open_blocks(plain, follow_links=True)["one"]) == b"1"


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights")
def test_a_gazetteer_that_anyone_may_change_is_told(plain):
    """Where anyone may write, verify warns; opening alone does not."""
    for place in (plain, plain / MANIFEST, blocks_file(plain)):
        mode = place.stat().st_mode
        place.chmod(mode | stat.S_IWOTH)
        with pytest.warns(UserWarning, match="anyone may write"):
            open_blocks(plain, verify=True)
        open_blocks(plain)
        place.chmod(mode & ~stat.S_IWOTH)
    open_blocks(plain, verify=True)


def test_a_path_may_be_any_bytes(tmp_path):
    """A path whose bytes are no UTF-8 works as any other."""
    place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.gazetteer"))
    write_blocks(place, BLOCKS)
    assert bytes(open_blocks(place, verify=True)["one"]) == b"1"
    with pytest.raises(IndexCorrupt) as refused:
        open_blocks(place / "not")
    assert str(refused.value).encode("utf-8", "backslashreplace")


def test_a_folder_that_cannot_be_written_can_be_read(plain):
    """Opening and reading need no right to write, and leave no trace."""
    plain.chmod(0o555)
    for file in plain.iterdir():
        file.chmod(0o444)
    before = {file.name: file.stat().st_mtime_ns for file in plain.iterdir()}
    try:
        assert bytes(open_blocks(plain, verify=True)["one"]) == b"1"
        assert {file.name: file.stat().st_mtime_ns for file in plain.iterdir()} == before
    finally:
        plain.chmod(0o755)


@pytest.mark.parametrize("how", [{}, {"in_memory": True}], ids=["mapped", "in memory"])
def test_a_disk_that_cannot_be_read_is_a_clear_error(plain, monkeypatch, how):
    """An I/O error when a file is read is told as what it is."""

    def fails(*_args, **_settings):
        raise OSError(errno.EIO, "Input/output error")

    if how:
        monkeypatch.setattr(files.os, "read", fails)
    else:
        monkeypatch.setattr(files.mmap, "mmap", fails)
    with pytest.raises(IndexCorrupt, match="Input/output error"):
        open_blocks(plain, **how)


def test_reading_goes_on_after_a_short_read(plain, monkeypatch):
    """A system that gives seven bytes at a time is asked until all are there; one that gives none, no longer."""
    read = os.read
    monkeypatch.setattr(files.os, "read", lambda handle, size: read(handle, min(size, 7)))
    assert bytes(open_blocks(plain, in_memory=True)["many"]) == BLOCKS["many"]
    monkeypatch.setattr(files.os, "read", lambda _handle, _size: b"")
    with pytest.raises(IndexCorrupt, match="too early"):
        open_blocks(plain)


def test_opening_leaves_no_file_open(plain):
    """Opening, and failing to open, leaves no file descriptor behind."""
    counted = Path("/proc/self/fd")
    if not counted.is_dir():
        pytest.skip("no /proc here")
    before = sum(1 for _ in counted.iterdir())
    for _ in range(5):
        open_blocks(plain, in_memory=True)
    resign(plain, crc32=0)
    for _ in range(5):
        with pytest.raises(IndexCorrupt):
            open_blocks(plain)
    assert sum(1 for _ in counted.iterdir()) == before


@pytest.mark.parametrize("name", ["letter.txt", "manifest.toml", "x.blocks"])
def test_another_folder_is_not_overwritten(tmp_path, name):
    """A folder that holds something else stays as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / name).write_text("dear")
    with pytest.raises(IndexNotWritten, match="something else"):
        Gazetteer.of([table()]).write(tmp_path / "mine")
    assert [(one.name, one.read_text()) for one in (tmp_path / "mine").iterdir()] == [(name, "dear")]


@pytest.mark.parametrize("name", ["file", "link", "file/below", "nul\0", "lone\ud83d", "l" * 5000])
def test_a_place_that_cannot_be_is_refused(tmp_path, name):
    """A file in the way, or a path that cannot be, is a clear error of one line."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(IndexNotWritten) as refused:
        write_blocks(tmp_path / name, BLOCKS)
    assert "\n" not in str(refused.value)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "link"]


def test_readers_keep_what_they_opened(path):
    """A reader answers on from the gazetteer that it opened, when it is replaced and when it is deleted."""
    reader = Resolver.open(path)
    Gazetteer.of([table(NAMES[2:])]).write(path)
    assert reader.resolve("Oleg Chmarin").id == "x:1"
    assert Resolver.open(path).resolve("Oleg Chmarin").id is None
    shutil.rmtree(path)
    assert reader.resolve("Олег Хмарин").id == "x:1"


def test_in_memory_outlives_its_file(plain):
    """A gazetteer that was read into memory answers on when its file is cut in place, which no builder does."""
    found = open_blocks(plain, in_memory=True)
    os.truncate(blocks_file(plain), 0)
    assert bytes(found["many"]) == BLOCKS["many"]


def test_a_reader_in_between_gets_the_new_one(plain, monkeypatch):
    """Who read the manifest just before it was replaced opens the new gazetteer, since the old file is gone."""
    opened, replaced = files._open, []

    def slow(path, name, *, follow_links):
        if name != MANIFEST and len(replaced) < 3:
            replaced.append(name)
            write_blocks(path, {"one": str(len(replaced)).encode()})
        return opened(path, name, follow_links=follow_links)

    monkeypatch.setattr(files, "_open", slow)
    assert bytes(open_blocks(plain)["one"]) == b"3"
    assert len(set(replaced)) == 3


def test_a_lost_file_is_an_error(plain):
    """Where the manifest stands and its file does not, nobody waits for it."""
    blocks_file(plain).unlink()
    with pytest.raises(IndexCorrupt, match="no such file"):
        open_blocks(plain)


@pytest.mark.slow
def test_a_million_names_open_at_once(tmp_path):
    """A gazetteer of 150 MB, what a million names take, opens within 20 ms (the quickest of five)."""
    write_blocks(tmp_path / "large", {"large": bytes(150_000_000)})
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        open_blocks(tmp_path / "large").block("large").part(70_000_000, 70_000_100)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.02


def test_errors_are_values_at_fault():
    """All errors of files are caught as AllonymError."""
    assert {issubclass(one, AllonymError) for one in (IndexCorrupt, IndexTooNew, IndexNotWritten)} == {True}
