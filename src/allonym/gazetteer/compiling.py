"""How do tables become a compiled gazetteer, however many names they have?

Rows are read one by one, sorted in the memory that there is, and what does not fit lies in temporary files beside the
gazetteer; so do its blocks, until they are written in one piece. The bytes are those of a gazetteer built in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from allonym.errors import BadOption
from allonym.gazetteer.blocks import WORD
from allonym.gazetteer.build import Made, Progress, make
from allonym.gazetteer.files import write_blocks
from allonym.gazetteer.gathered import Gathered
from allonym.gazetteer.spill import Room
from allonym.processes import check_workers
from allonym.tables import Table, find_streamed

# Bytes of rows and numbers that are held in memory. Up to a million names hardly anything is spilled.
MEMORY = 256 << 20
LEAST_MEMORY = 1 << 20


@frozen
class _Sum:
    """What a manifest tells of a table: counts in the place of what is counted."""

    path: str
    facts: Mapping[str, object]
    names: range
    entities: range


def compile_tables(
    tables: Iterable[str | Path | Table],
    path: str | Path,
    *,
    memory: int = MEMORY,
    scratch: str | Path | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> None:
    """Compile tables, given as `find_tables` takes them, into the gazetteer of a folder, whole or not at all.

    `memory` is how many bytes rows and numbers may take, 1 MiB at least, before they go to temporary files in the
    folder `scratch`; without one they lie beside the gazetteer. Besides, each different word takes some 200 bytes, and
    Python with its data some 100 MB. `workers` and `progress` are as for `make`. Raises UnknownTable, BadTable,
    BadPackage, BadOption or IndexNotWritten.
    """
    if not _is_memory(memory):
        raise BadOption(f"memory={memory!r}: expected a number of bytes, {LEAST_MEMORY:,} at least")
    if isinstance(tables, (str, Path, Table)):
        raise BadOption(f"tables={tables!r}: expected a list of tables, such as [{tables!r}]")
    check_workers(workers)
    room = Room(Path(scratch) if scratch else _beside(Path(path)), memory)
    gathered = Gathered.of(find_streamed(tables), room)
    blocks = make(gathered, room, progress=progress, workers=workers)
    sums = [
        _Sum(table.path, table.facts, range(names), range(entities))
        for table, (names, entities) in zip(gathered.tables, gathered.counts, strict=True)
    ]
    counts = {name: _count(blocks[name]) for name in ("entities", "names")}
    write_blocks(Path(path), blocks, tables=sums, counts=counts)


def _is_memory(memory: object) -> bool:
    return isinstance(memory, int) and not isinstance(memory, bool) and memory >= LEAST_MEMORY


def _count(block: Made) -> int:
    """Give the count that a list begins with."""
    first = block if isinstance(block, bytes) else next(iter(block.chunks()))
    return int.from_bytes(first[:WORD], "little")


def _beside(path: Path) -> Path:
    """Give the folder that a gazetteer is to lie in, or the nearest one above it that there is by now."""
    return next((one for one in path.absolute().parents if one.is_dir()), Path())
