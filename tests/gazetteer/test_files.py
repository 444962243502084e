"""How does a compiled gazetteer lie on disk, and when is it to be trusted?"""

import json
import shutil

import pytest

from allonym import Allonym, Entity, Resolver
from allonym.errors import IndexCorrupt, IndexTooNew
from allonym.gazetteer import Gazetteer
from allonym.gazetteer.files import BLOCKS, MANIFEST
from allonym.tables import Table

NAMES = (
    Allonym("x:1", "Oleg Chmarin", "de-Latn"),
    Allonym("x:1", "Олег Хмарин", "ru-Cyrl"),
    Allonym("x:2", "Vera Tarnowska", "pl-Latn"),
    Allonym("x:3", "Burja-2025", "de-Latn"),
)


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


@pytest.mark.parametrize(
    "asked", ["Oleg Chmarin", "Oleg Khmarin", "Хмарин Олег", "Wera Tarnowskaja", "Burja 2025", "Nobody"]
)
def test_a_compiled_gazetteer_answers_as_the_one_in_memory(path, asked):
    """From disk or from memory, an answer is the same to the last bit."""
    assert Resolver.open(path, verify=True).resolve(asked) == Resolver(tables=[table()]).resolve(asked)


def test_the_same_table_gives_the_same_bytes(path, tmp_path):
    """Rows in another order, or twice, change no byte."""
    other = tmp_path / "other.gazetteer"
    Gazetteer.of([table(NAMES[::-1]), table()]).write(other, fingerprint="here")
    assert [(path / name).read_bytes() for name in (*BLOCKS, MANIFEST)] == [
        (other / name).read_bytes() for name in (*BLOCKS, MANIFEST)
    ]


def test_nothing_else_is_left_beside_it(path):
    """Writing, and writing again, leaves the gazetteer and no other file."""
    Gazetteer.of([table()]).write(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert sorted(one.name for one in path.iterdir()) == sorted((*BLOCKS, MANIFEST))


@pytest.mark.parametrize("name", BLOCKS)
def test_a_cut_file_is_refused(path, name):
    """A block that lost its last byte is refused when the gazetteer is opened."""
    whole = (path / name).read_bytes()
    (path / name).write_bytes(whole[:-1])
    with pytest.raises(IndexCorrupt, match=name):
        Gazetteer.open(path)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_flipped_bit_is_found(path, name):
    """A block with one bit changed is found by its checksum."""
    changed = bytearray((path / name).read_bytes())
    changed[len(changed) // 2] ^= 1
    (path / name).write_bytes(changed)
    with pytest.raises(IndexCorrupt, match="checksum"):
        Gazetteer.open(path, verify=True)


@pytest.mark.parametrize(
    "manifest", ["", "{", "[]", "null", '{"format": "1"}', '{"format": 1, "blocks": {}}', "[" * 100_000]
)
def test_a_broken_manifest_is_refused(path, manifest):
    """A manifest that is no manifest is a clear error."""
    (path / MANIFEST).write_text(manifest)
    with pytest.raises(IndexCorrupt):
        Gazetteer.open(path)


def test_a_later_format_is_refused_by_name(path):
    """A gazetteer of a later format says which, and what to do."""
    manifest = json.loads((path / MANIFEST).read_text())
    (path / MANIFEST).write_text(json.dumps({**manifest, "format": 99}))
    with pytest.raises(IndexTooNew, match="99"):
        Gazetteer.open(path)


def test_what_is_no_gazetteer_is_refused(tmp_path):
    """A missing folder, a file, and an empty folder are clear errors."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    for name in ("missing", "file", "empty"):
        with pytest.raises(IndexCorrupt):
            Gazetteer.open(tmp_path / name)


def test_another_folder_is_not_overwritten(tmp_path):
    """A folder that holds something else stays as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(IndexCorrupt):
        Gazetteer.of([table()]).write(tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"


def test_readers_keep_what_they_opened(path):
    """A reader answers on from the gazetteer that it opened, when it is replaced and when it is deleted."""
    reader = Resolver.open(path)
    Gazetteer.of([table(NAMES[2:])]).write(path)
    assert reader.resolve("Oleg Chmarin").id == "x:1"
    assert Resolver.open(path).resolve("Oleg Chmarin").id is None
    shutil.rmtree(path)
    assert reader.resolve("Олег Хмарин").id == "x:1"
