"""How does a compiled gazetteer lie on disk, and when is it to be trusted?

A folder with one file a block and `manifest.json`, which has the format, the version of allonym that wrote it, the
fingerprint of what it was made of, and the size and checksum of each block. There is no code in it and no pickle. It
is written beside its place and renamed into it, so that a reader sees the old one or the new one, never half of one.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import tempfile
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from allonym.errors import IndexCorrupt, IndexTooNew

FORMAT = 1
# The temporary folder is private; a gazetteer is for all who may read the place where it lies.
READABLE = 0o755
MANIFEST = "manifest.json"
BLOCKS = (
    "names",
    "parts",
    "entities",
    "barred",
    "spelled",
    "pictured",
    "words",
    "postings",
    "spoken",
    "bones",
    "joined",
    "counts",
)


def write_blocks(path: Path, blocks: Mapping[str, memoryview | bytes], *, fingerprint: str = "") -> None:
    """Write blocks to a folder, whole or not at all; an older gazetteer there is replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        files = {}
        for name in BLOCKS:
            _write(made / name, bytes(blocks[name]))
            files[name] = {"bytes": len(blocks[name]), "blake2b": checksum(blocks[name])}
        manifest = {"format": FORMAT, "fingerprint": fingerprint, "blocks": files}
        _write(made / MANIFEST, (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode())
        made.chmod(READABLE)
        _replace(made, path)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(made: Path, path: Path) -> None:
    """Put a new folder in the place of an old one; readers that have the old one open keep it."""
    _sync(made)
    if path.exists():
        if not (path / MANIFEST).is_file():
            raise IndexCorrupt(
                f"{path}: there is something else than a gazetteer; choose another place or remove it first"
            )
        old = Path(tempfile.mkdtemp(prefix=f".{path.name}.old.", dir=path.parent))
        path.rename(old / "was")
        made.rename(path)
        shutil.rmtree(old, ignore_errors=True)
    else:
        made.rename(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Make the names in a folder last through a loss of power, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_manifest(path: Path) -> dict[str, object]:
    """Read the manifest of a gazetteer; raises IndexCorrupt or IndexTooNew."""
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise IndexCorrupt(f"{path}: no readable {MANIFEST}; is this a compiled gazetteer?") from error
    if (
        not isinstance(manifest, dict)
        or not isinstance(manifest.get("format"), int)
        or not isinstance(manifest.get("blocks"), dict)
    ):
        raise IndexCorrupt(f"{path}: {MANIFEST} is not a gazetteer's; build it anew")
    if manifest["format"] > FORMAT:
        raise IndexTooNew(
            f"{path}: format {manifest['format']}, this version of allonym reads up to {FORMAT}: update allonym"
        )
    return manifest


def open_blocks(path: Path, *, verify: bool = False) -> dict[str, memoryview]:
    """Map the blocks of a gazetteer into memory; `verify` checks every byte. Raises IndexCorrupt or IndexTooNew."""
    manifest = read_manifest(path)
    found: dict[str, memoryview] = {}
    for name in BLOCKS:
        known = manifest["blocks"].get(name)  # type: ignore[attr-defined]
        if not isinstance(known, dict) or not isinstance(known.get("bytes"), int):
            raise IndexCorrupt(f"{path}: {MANIFEST} does not tell of block {name!r}; build the gazetteer anew")
        found[name] = _map(path / name, known["bytes"])
        if verify and checksum(found[name]) != known.get("blake2b"):
            raise IndexCorrupt(f"{path / name}: its checksum is wrong; build the gazetteer anew")
    return found


def _map(path: Path, size: int) -> memoryview:
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno()).st_size
            if found != size:
                raise IndexCorrupt(f"{path}: {found:,} bytes where {size:,} were written; build the gazetteer anew")
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise IndexCorrupt(f"{path}: cannot be opened ({error.strerror}); build the gazetteer anew") from error


def checksum(data: memoryview | bytes) -> str:
    """Give the checksum of a block."""
    return blake2b(data, digest_size=16).hexdigest()
