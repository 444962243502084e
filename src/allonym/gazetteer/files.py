r"""How does a compiled gazetteer lie on disk, and when is it to be trusted?

A folder with `manifest.json` and the file that it names, which holds all blocks end to end. There is no code in it, no
pickle and no time of day. Whoever writes a gazetteer adds a file, and then replaces the manifest by one rename; whoever
opens one reads the manifest, and then opens the file that it names. So a reader has the old gazetteer or the new one,
never half of each; where its file is gone by then, it has read a manifest that is replaced, and reads again.

    people.gazetteer/
      manifest.json                             format, what it was made of, its blocks, and a checksum over all that
      77a1...03.blocks                          where anything has changed since: what (`segments.py`)
      2f0c...e1.blocks                          named by its content:
        "allonym gazetteer\n"                    so that no other file is taken for it
        blocks, from multiples of 64 bytes on   any bytes; what is in them is the business of `blocks.py`
        sums                                    a CRC-32 for each 4 KiB of the above (`pieces.py`)

The manifest has the one form that `_canonical` gives it, so that no byte of it can change unseen.
"""

from __future__ import annotations

import errno
import json
import mmap
import os
import re
import stat
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sized
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, Protocol
from unicodedata import unidata_version
from zlib import crc32

from allonym.errors import IndexCorrupt, IndexNotWritten, IndexTooNew
from allonym.gazetteer.pieces import SUM, Block, Pieces, Sums, count_of
from allonym.gazetteer.publish import LOCK, PART, building, put, sweep, sync
from allonym.gazetteer.spill import Chain, Kept
from allonym.version import __version__

FORMAT = 4
BYTE_ORDER = "little"
MANIFEST = "manifest.json"
KIND = "allonym gazetteer"
MAGIC = f"{KIND}\n".encode()
# The parts of a manifest that tell of a file of blocks: the gazetteer, and what changed since.
SEGMENTS = ("segment", "delta")
BLOCKS_FILE = re.compile(r"[0-9a-f]{32}\.blocks")
# Blocks begin where any number may begin, and where a line of the processor's cache does.
ALIGNED = 64
# Far above any true manifest, and low enough that a hostile one takes no memory.
MOST_MANIFEST = 16 << 20
# A FIFO must not keep anybody waiting, and a link must not lead elsewhere unseen. Windows knows neither.
OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
READ_AT_ONCE = 1 << 24
ANEW = "build the gazetteer anew"


class Blocks(Mapping[str, memoryview]):
    """The blocks of a gazetteer on disk. `blocks[name]` is a whole block, all of it checked.

    `block(name)` gives a Block, for those who check each part before they read it, which is what keeps opening quick.
    """

    def __init__(
        self, path: Path, manifest: Mapping[str, Any], found: Mapping[str, Block], *, delta: Blocks | None = None
    ) -> None:
        self.path = path
        self.manifest = manifest
        # What changed since these blocks were written, where anything did.
        self.delta = delta
        self._found = found

    @property
    def fingerprint(self) -> str:
        """A checksum that tells this gazetteer from any other."""
        return str(self.manifest["checksum"])

    def block(self, name: str) -> Block:
        """Give a block whose parts are checked when they are asked for; raises IndexCorrupt where there is none."""
        try:
            return self._found[name]
        except KeyError:
            raise IndexCorrupt(f"{self.path}: it has no block {name!r}; {ANEW}") from None

    def __getitem__(self, name: str) -> memoryview:
        return self.block(name).whole()

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Summed(Protocol):
    """What a manifest tells of a table is made of."""

    @property
    def path(self) -> str:
        """Where it lies."""

    @property
    def facts(self) -> Mapping[str, object]:
        """What it tells of itself."""

    @property
    def entities(self) -> Sized:
        """Its entities, or as many of anything."""

    @property
    def names(self) -> Sized:
        """Its names, or as many of anything."""


# A block to be written: at hand, or given a chunk at a time.
Written = Kept | Chain | memoryview | bytes


def write_blocks(
    path: Path,
    blocks: Mapping[str, Written],
    *,
    fingerprint: str = "",
    tables: Iterable[Summed] = (),
    counts: Mapping[str, int] | None = None,
) -> None:
    """Write blocks to a folder, whole or not at all; an older gazetteer there is replaced.

    `fingerprint`, `counts` and what `tables` say of themselves are kept in the manifest. Raises IndexNotWritten.
    """
    manifest = {
        "allonym": __version__,
        "byte_order": BYTE_ORDER,
        "counts": dict(counts or {}),
        "fingerprint": fingerprint,
        "format": FORMAT,
        "kind": KIND,
        "tables": sorted(map(_told, tables), key=json.dumps),
        "unicode": unidata_version,
    }
    with building(Path(path)):
        _publish(Path(path), manifest, "segment", blocks)


def write_delta(base: Blocks, blocks: Mapping[str, Written], *, counts: Mapping[str, int]) -> None:
    """Write beside the blocks of a gazetteer what changed since, whole or not at all; an older change is replaced.

    `counts` are those of both together. Raises IndexNotWritten, also where the gazetteer is no longer what was opened.
    """
    with building(base.path):
        if read_manifest(base.path) != base.manifest:
            raise IndexNotWritten(f"{base.path}: somebody has changed it meanwhile; open it again, and change that")
        _publish(base.path, {**base.manifest, "counts": dict(counts)}, "delta", blocks)


def _publish(path: Path, manifest: dict[str, Any], part: str, blocks: Mapping[str, Written]) -> None:
    """Write a file of blocks, and then the manifest that leads to it; whatever that does not lead to goes."""
    old = _ours(path)
    sweep(path, (name for name in old if name.endswith(PART)))
    segment = _write_segment(path, blocks)
    manifest = {**manifest, part: segment}
    try:
        # First the names of the files must last, then the name of the manifest that leads to them.
        sync(path)
        put(path, MANIFEST, [_canonical(manifest)])
        sync(path)
        sync(path.absolute().parent)
    except BaseException:
        if segment["file"] not in old and not _leads_to(path, segment["file"]):
            sweep(path, [segment["file"]])
        raise
    needed = {MANIFEST, LOCK, *(manifest[one]["file"] for one in SEGMENTS if one in manifest)}
    sweep(path, (name for name in old if name not in needed))


def _told(table: Summed) -> dict[str, object]:
    """Give what a manifest tells of a table; not where it lay, since that tells of the machine."""
    facts = {key: str(table.facts[key]) for key in ("title", "version", "licence") if key in table.facts}
    return {"title": Path(table.path).name, **facts, "entities": len(table.entities), "names": len(table.names)}


def _ours(path: Path) -> list[str]:
    """Give the files of an older gazetteer; raises IndexNotWritten where there is anything else."""
    names = [one.name for one in path.iterdir()]
    known: set[str] = set()
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        # Format 1 had a file for each block.
        manifest = json.loads((path / MANIFEST).read_bytes())
        known = set(manifest["blocks"]) if manifest["format"] == 1 else set()
    ours = [
        name
        for name in names
        if name in known
        or name == MANIFEST
        or BLOCKS_FILE.fullmatch(name)
        or (name.startswith(".") and name.endswith(PART))
    ]
    # Systems leave hidden files of their own in any folder.
    if any(name not in ours and not name.startswith(".") for name in names):
        raise IndexNotWritten(
            f"{path}: there is something else than a gazetteer; choose another place or remove it first"
        )
    return ours


def _leads_to(path: Path, file: str) -> bool:
    """Does the manifest name a file, or might it?"""
    try:
        return file.encode() in (path / MANIFEST).read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _write_segment(path: Path, blocks: Mapping[str, Written]) -> dict[str, Any]:
    """Write the file of the blocks; give what the manifest must tell of it."""
    places: dict[str, dict[str, int]] = {}
    parts: list[Written] = [MAGIC]
    end = len(MAGIC)
    for name in sorted(blocks):
        gap = -end % ALIGNED
        places[name] = {"bytes": len(blocks[name]), "start": end + gap}
        parts += [bytes(gap), blocks[name]]
        end += gap + len(blocks[name])
    digest, sums = _digests(_chunks(parts))
    file = f"{digest}.blocks"
    put(path, file, chain(_chunks(parts), [sums]))
    return {"blocks": places, "body": end, "bytes": end + len(sums), "crc32": crc32(sums), "file": file}


def _chunks(parts: Iterable[Written]) -> Iterator[bytes | memoryview]:
    for part in parts:
        if isinstance(part, (Kept, Chain)):
            yield from part.chunks()
        else:
            yield part


def _digests(chunks: Iterable[bytes | memoryview]) -> tuple[str, bytes]:
    """Give the digest of a file's body, and the sums of its pieces, however it is cut into chunks."""
    digest, sums = blake2b(digest_size=16), Sums()
    for chunk in chunks:
        digest.update(chunk)
        sums.add(chunk)
    return digest.hexdigest(), sums.done()


def read_manifest(path: Path) -> dict[str, Any]:
    """Read the manifest of a gazetteer; raises IndexCorrupt or IndexTooNew."""
    handle = _open(Path(path), MANIFEST, follow_links=True)
    try:
        return _manifest(Path(path), handle)
    finally:
        os.close(handle)


def _manifest(path: Path, handle: int) -> dict[str, Any]:
    raw = _read(path / MANIFEST, handle, min(os.fstat(handle).st_size, MOST_MANIFEST))
    try:
        manifest = json.loads(raw)
        whole = isinstance(manifest, dict) and raw == _canonical(manifest)
    except (ValueError, RecursionError) as error:
        raise IndexCorrupt(f"{path}: no readable {MANIFEST}; is this a compiled gazetteer?") from error
    if isinstance(manifest, dict) and manifest.get("format") in range(1, FORMAT):
        raise IndexCorrupt(f"{path}: format {manifest['format']}, which this version of allonym does not read; {ANEW}")
    if not whole or manifest.get("kind") != KIND or not isinstance(manifest.get("format"), int):
        raise IndexCorrupt(f"{path}: {MANIFEST} is damaged or not a gazetteer's; {ANEW}")
    if manifest["format"] > FORMAT:
        raise IndexTooNew(
            f"{path}: format {manifest['format']}, this version of allonym reads up to {FORMAT}: update allonym"
        )
    found: dict[str, Any] = manifest
    return found


def _canonical(manifest: Mapping[str, object]) -> bytes:
    """Write a manifest in its one form, with the checksum of all else in it."""
    rest = {key: value for key, value in manifest.items() if key != "checksum"}
    checksum = blake2b(json.dumps(rest, sort_keys=True).encode(), digest_size=16).hexdigest()
    return (json.dumps({**rest, "checksum": checksum}, indent=1, sort_keys=True) + "\n").encode()


def open_blocks(path: Path, *, verify: bool = False, in_memory: bool = False, follow_links: bool = False) -> Blocks:
    """Map the blocks of a gazetteer into memory; raises IndexCorrupt or IndexTooNew.

    `verify` checks every byte at once, and warns where anyone may change them; `in_memory` reads the file instead of
    mapping it, for file systems on which it may shrink or fail while it is used; `follow_links` lets the files be
    symbolic links, which may lead anywhere.
    """
    path = Path(path)
    while True:
        manifest_handle = _open(path, MANIFEST, follow_links=follow_links)
        handles: list[int] = []
        try:
            manifest = _manifest(path, manifest_handle)
            segments = _segments(path, manifest)
            try:
                handles += (_open(path, one["file"], follow_links=follow_links) for one in segments)
            except _Gone:
                # The open handle keeps the manifest's inode from being given to another file.
                if _is_still(path / MANIFEST, manifest_handle):
                    raise
                continue
            if verify:
                _warn_of_writers(path, manifest_handle, *handles)
            pieces = [
                _pieces(path / one["file"], handle, one, in_memory=in_memory)
                for one, handle in zip(segments, handles, strict=True)
            ]
        finally:
            for handle in (manifest_handle, *handles):
                os.close(handle)
        found: Blocks | None = None
        for one, mine in reversed(list(zip(segments, pieces, strict=True))):
            if verify:
                _verify(path / one["file"], mine)
            places = {name: Block(mine, place["start"], place["bytes"]) for name, place in one["blocks"].items()}
            found = Blocks(path, manifest, places, delta=found)
        assert found  # noqa: S101  (a manifest has one segment at least)
        return found


class _Gone(IndexCorrupt):
    """A file is not there, perhaps since another has taken its place."""


def _open(path: Path, name: str, *, follow_links: bool) -> int:
    """Open a plain file of a gazetteer for reading."""
    file = path / name
    try:
        handle = os.open(file, OPEN | (0 if follow_links else NO_LINKS))
    except FileNotFoundError as error:
        raise _Gone(f"{file}: no such file; is {path} a compiled gazetteer? If it was one, {ANEW}") from error
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK) and file.is_symlink():
            raise IndexCorrupt(
                f"{file}: a symbolic link, which may lead anywhere; open with follow_links=True if you trust it"
            ) from error
        raise IndexCorrupt(f"{file}: cannot be opened ({error.strerror}); is {path} a compiled gazetteer?") from error
    except ValueError as error:
        raise IndexCorrupt(f"no path to a gazetteer ({error}); give another one") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise IndexCorrupt(f"{file}: not a plain file; {ANEW}")
    return handle


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _segments(path: Path, manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what the manifest tells of the files of blocks, every number of it checked."""
    try:
        if manifest["byte_order"] != BYTE_ORDER or sys.byteorder != BYTE_ORDER:
            raise IndexCorrupt(f"{path}: its numbers are {manifest['byte_order']}-endian, which does not work here")
        segments = [manifest[one] for one in SEGMENTS if one in manifest or one == SEGMENTS[0]]
        sound = all(map(_is_sound, segments))
    except (KeyError, TypeError, AttributeError) as error:
        raise IndexCorrupt(f"{path}: {MANIFEST} does not tell of all blocks; {ANEW}") from error
    if not sound:
        raise IndexCorrupt(
            f"{path}: {MANIFEST} tells of blocks that cannot be, or of more bytes than fit this platform; {ANEW}"
        )
    return segments


def _is_sound(segment: Mapping[str, Any]) -> bool:
    body, size = segment["body"], segment["bytes"]
    return bool(
        BLOCKS_FILE.fullmatch(segment["file"])
        and all(type(one) is int and 0 <= one <= sys.maxsize for one in (body, size))
        and size == body + SUM * count_of(body)
        and all(
            type(one["start"]) is int
            and type(one["bytes"]) is int
            and len(MAGIC) <= one["start"] <= body
            and 0 <= one["bytes"] <= body - one["start"]
            for one in segment["blocks"].values()
        )
    )


def _pieces(file: Path, handle: int, segment: Mapping[str, Any], *, in_memory: bool) -> Pieces:
    """Map or read the file of the blocks, and check what is needed to check the rest."""
    size, body = segment["bytes"], segment["body"]
    found = os.fstat(handle).st_size
    if found != size:
        raise IndexCorrupt(f"{file}: {found:,} bytes where {size:,} were written; {ANEW}")
    try:
        view = memoryview(_read(file, handle, size) if in_memory else mmap.mmap(handle, size, access=mmap.ACCESS_READ))
    except (OSError, ValueError, OverflowError, MemoryError) as error:
        raise IndexCorrupt(f"{file}: {size:,} bytes cannot be mapped into memory ({error})") from error
    if view[: len(MAGIC)] != MAGIC:
        raise IndexCorrupt(f"{file}: not the file of a gazetteer; {ANEW}")
    if crc32(view[body:]) != segment["crc32"]:
        raise IndexCorrupt(f"{file}: its checksums are damaged; {ANEW}")
    return Pieces(view[:body], view[body:], str(file))


def _read(file: Path, handle: int, size: int) -> bytes:
    """Read so many bytes, however few the system gives at a time."""
    chunks = []
    while size:
        try:
            chunk = os.read(handle, min(size, READ_AT_ONCE))
        except OSError as error:
            raise IndexCorrupt(f"{file}: cannot be read ({error.strerror}); check the disk, or {ANEW}") from error
        if not chunk:
            raise IndexCorrupt(f"{file}: it ends too early; {ANEW}")
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def _verify(file: Path, pieces: Pieces) -> None:
    pieces.check(0, len(pieces.data))
    if blake2b(pieces.data, digest_size=16).hexdigest() != file.stem:
        raise IndexCorrupt(f"{file}: its contents do not give its name; {ANEW}")


def _warn_of_writers(path: Path, *handles: int) -> None:
    """Warn where anyone may change a gazetteer: its checksums tell damage, not malice."""
    if any(os.fstat(handle).st_mode & stat.S_IWOTH for handle in handles) or path.stat().st_mode & stat.S_IWOTH:
        warnings.warn(f"{path}: anyone may write to it; take that right away (chmod -R o-w)", stacklevel=4)
