"""What does an alias table say, a row at a time, so that it need not fit into memory?

The same as `read.py` reads at once, and the same is refused; but what can only be told of all rows of an entity (that
it stands twice, that it has too many names) is told by whoever puts them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from pathlib import Path

from attrs import frozen

from allonym.errors import BadTable
from allonym.records import Entity
from allonym.tables.read import (
    ENTITIES,
    NAMES,
    SINGLE,
    Table,
    allonym_of,
    entity_of,
    read_facts,
    read_not_same,
    read_rows,
    told_beside,
)

# The fields of a name, an entity, or both; and the line where entities.tsv states the entity, else 0.
Row = tuple[tuple[str, ...] | None, Entity | None, int]
_fields = attrgetter("entity", "name", "tag", "kind", "scheme", "source")


@frozen
class StreamedTable:
    """A table that lies in a folder or a file, and is read row by row, as often as somebody asks."""

    path: str
    not_same: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, object]

    @classmethod
    def of(cls, path: str | Path) -> StreamedTable:
        """Make ready to read a table; raises BadTable where there is none, or where its small files are bad."""
        path = Path(path)
        if path.is_dir() and not (path / "names.tsv").is_file():
            raise BadTable(f"{path}: no names.tsv in this folder; a table needs one with the columns entity and name")
        if not path.is_dir() and not path.is_file():
            raise BadTable(f"{path}: no such file or folder")
        barred, facts = path / "not_same.tsv", path / "table.toml"
        return cls(
            str(path),
            read_not_same(barred) if barred.is_file() else {},
            read_facts(facts) if facts.is_file() else {},
        )

    def rows(self) -> Iterator[Row]:
        """Go through entities and names in the order of the files; raises BadTable.

        Of an entity that several rows tell of, the first counts; names tell of their entity where another one begins.
        """
        path = Path(self.path)
        single = not path.is_dir()
        if (path / "entities.tsv").is_file():
            for line, row in read_rows(path / "entities.tsv", ENTITIES):
                yield None, entity_of(row), line
        before = None
        for _, row in read_rows(path if single else path / "names.tsv", SINGLE if single else NAMES):
            one = allonym_of(row)
            begins = one.entity != before
            before = one.entity
            yield _fields(one), (told_beside(row, one) if begins else None), 0
        if before is None:
            raise BadTable(f"{path}: the table has no names; write a header line and at least one row")


def rows_of(table: Table | StreamedTable) -> Iterable[Row]:
    """Go through the rows of a table, wherever it is."""
    if isinstance(table, StreamedTable):
        return table.rows()
    entities: Iterator[Row] = ((None, one, 1) for one in table.entities.values())
    return chain(entities, ((_fields(one), None, 0) for one in table.names))
