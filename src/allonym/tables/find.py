"""Where does the table of this name lie?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from allonym import plugins
from allonym.errors import BadTableId, UnknownTable
from allonym.tables.read import Table, read_table
from allonym.tables.streamed import StreamedTable

Found = TypeVar("Found")
BUNDLED = "bundled"
TABLE_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
# Names that Windows keeps for devices: a file of such a name cannot be opened there.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def bundled_tables() -> tuple[str, ...]:
    """The names of the tables that come with allonym, sorted."""
    return tuple(sorted(entry.name for entry in files("allonym").joinpath("data/tables").iterdir() if entry.is_dir()))


def check_table_id(name: object) -> str:
    """Give the name back where it is a plain identifier (`[a-z0-9][a-z0-9_-]{0,63}`); raises BadTableId."""
    if not isinstance(name, str) or not TABLE_ID.fullmatch(name) or name in RESERVED:
        raise BadTableId(
            f"{name!r:.80} cannot name a table: use 1 to 64 of a-z, 0-9, - and _, beginning with a letter or digit"
        )
    return name


def find_tables(wanted: Iterable[str | Path | Table]) -> tuple[Table, ...]:
    """Read tables given as "bundled", a bundled or installed table's name, a path, or a Table.

    Raises UnknownTable, BadTable or BadPackage.
    """
    return tuple(_found(wanted, read_table))


def find_streamed(wanted: Iterable[str | Path | Table]) -> tuple[Table | StreamedTable, ...]:
    """Find tables as `find_tables` does, but let those that are files of the caller's be read row by row."""
    return tuple(_found(wanted, StreamedTable.of))


def _found(wanted: Iterable[str | Path | Table], read: Callable[[Path], Found]) -> Iterator[Table | Found]:
    for one in wanted:
        if isinstance(one, Table):
            yield one
        elif one == BUNDLED:
            yield from (_read_bundled(name) for name in bundled_tables())
        elif Path(one).exists():
            yield read(Path(one))
        elif str(one) in bundled_tables():
            yield _read_bundled(str(one))
        elif folder := plugins.find_folder(plugins.TABLES, str(one)):
            yield read(folder)
        else:
            known = ", ".join((BUNDLED, *bundled_tables(), *plugins.names(plugins.TABLES)))
            raise UnknownTable(f"no table {str(one)!r:.200}: not a file or folder, and not one of {known}")


def _read_bundled(name: str) -> Table:
    with as_file(files("allonym").joinpath("data/tables", check_table_id(name))) as folder:
        return read_table(folder)
