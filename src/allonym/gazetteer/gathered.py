"""Which names and entities do some tables have, each once, in order?

Rows come as they stand in the tables, in any order, and are sorted in the room that there is. What several tables say
of one entity is one entity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter

from attrs import field, frozen

from allonym.errors import BadTable
from allonym.fold import fold
from allonym.gazetteer.agree import check_both
from allonym.gazetteer.spill import Room, Row, Rows
from allonym.gazetteer.walk import FIELD
from allonym.records import Entity
from allonym.tables.read import MOST_NAMES, Table
from allonym.tables.streamed import StreamedTable, rows_of

# Shares of the memory: rows of names, and of entities.
NAMES, ENTITIES = 1 / 2, 1 / 4
# Rows are taken so many at a time.
AT_ONCE = 1000
# Other ids lie in one field, parted by this; tables refuse control characters.
ITEM = "\x1e"
# The number of a table has so many figures; and what stands behind it where a row states an entity, or tells of it
# beside a name.
TABLE = 6
STATED, BESIDE = "0", "1"
TOLD_FIELDS = 5


# What a table says of an entity: heading, type, country, other ids, what replaced it. And a name: its text, its manner.
Told = list[str]
Named = tuple[str, int]


@frozen
class Gathered:
    """The rows of some tables, sorted when somebody goes through them, as often as needed."""

    tables: Sequence[Table | StreamedTable]
    barred: Mapping[str, frozenset[str]]
    # How many names and entities each table has.
    counts: list[list[int]]
    # Entity, name, and its table and manner; id, table and place, and all else.
    _names: Rows
    _entities: Rows
    # What names share (tag, kind, scheme, source), numbered as they were met.
    _manners: dict[Row, int] = field(factory=dict)

    @classmethod
    def of(cls, tables: Iterable[Table | StreamedTable], room: Room) -> Gathered:
        """Read all rows; raises BadTable."""
        tables = tuple(tables)
        names, entities = Rows(room, NAMES, 3), Rows(room, ENTITIES, 3)
        found = cls(tables, _barred(tables), [[0, 0] for _ in tables], names, entities)
        for number, table in enumerate(tables):
            found._read(number, table)
        return found

    def _read(self, number: int, table: Table | StreamedTable) -> None:
        where, rows, first, manners = f"{number:0{TABLE}}", iter(rows_of(table)), 0, self._manners
        while some := list(islice(rows, AT_ONCE)):
            names = [
                (one[0], one[1], f"{where}{manners.setdefault(one[2:], len(manners))}")
                for one, _, _ in some
                if one is not None
            ]
            self._names.extend(names)
            self.counts[number][0] += len(names)
            self._entities.extend(
                [_row_of(one, where, line, at) for at, (_, one, line) in enumerate(some, first) if one is not None]
            )
            first += len(some)

    def __len__(self) -> int:
        """Say how many rows of names there are, about: repeated ones among them."""
        return sum(names for names, _ in self.counts)

    @property
    def manners(self) -> list[Row]:
        """What names share: tag, kind, scheme and source, sorted."""
        return sorted(self._manners)

    def entities(self) -> Iterator[tuple[str, Told]]:
        """Go through all entities in the order of their ids; raises BadTable where tables contradict each other."""
        for counts in self.counts:
            counts[1] = 0
        for key, rows in groupby(self._entities, key=itemgetter(0)):
            some = list(rows)
            if len(some) > 1:
                yield key, self._merged(some)
            else:
                _, place, told = some[0]
                self.counts[int(place[:TABLE])][1] += 1
                yield key, told.split(FIELD)

    def _merged(self, rows: list[Row]) -> Told:
        """Give what rows say of an entity: of each table what it states, else what stands beside the first name."""
        said: list[tuple[Entity, str]] = []
        for where, some in groupby(rows, key=lambda row: row[1][:TABLE]):
            (key, place, told), *others = some
            path = self.tables[int(where)].path
            self.counts[int(where)][1] += 1
            if others and place[TABLE] == others[0][1][TABLE] == STATED:
                line = int(others[0][1][TABLE + 1 :])
                raise BadTable(f"{path}/entities.tsv:{line}:1: entity {key!r} stands twice; merge the two rows")
            entity = _entity_of(key, told.split(FIELD))
            for other, there in said:
                check_both(other, there, entity, path)
            said.append((entity, path))
        return _told(chosen(entity for entity, _ in said))

    def named(self) -> Iterator[tuple[str, list[Named]]]:
        """Go through the names of each entity, in order: its id, and each name with the place of its manner."""
        place = {manner: at for at, manner in enumerate(self.manners)}
        places = [place[manner] for manner in self._manners]
        for key, rows in groupby(self._names, key=itemgetter(0)):
            some = [(name, places[int(code[TABLE:])], code) for _, name, code in rows]
            if len(some) > 1:
                self._check_crowd(key, [code for _, _, code in some])
                yield key, sorted({(name, manner) for name, manner, _ in some})
            else:
                yield key, [some[0][:2]]

    def _check_crowd(self, key: str, codes: list[str]) -> None:
        if len(codes) <= MOST_NAMES:
            return
        for where, count in Counter(code[:TABLE] for code in codes).items():
            table = self.tables[int(where)]
            if count > MOST_NAMES and isinstance(table, StreamedTable):
                raise BadTable(
                    f"{table.path}: entity {key!r} has {count:,} names, more than {MOST_NAMES:,}; "
                    "is the column `entity` right?"
                )


def _row_of(entity: Entity, where: str, line: int, at: int) -> Row:
    told = FIELD.join(_told(entity))
    if told.count(FIELD) != TOLD_FIELDS - 1:
        raise BadTable(f"entity {entity.id!r} has the control U+{ord(FIELD):04X} in what is told of it; delete it")
    return entity.id, f"{where}{STATED}{line:012}" if line else f"{where}{BESIDE}{at:012}", told


def _told(entity: Entity) -> Told:
    return [entity.heading, entity.type, entity.country, ITEM.join(entity.same_as), entity.replaced_by]


def _entity_of(key: str, told: Told) -> Entity:
    heading, type, country, others, replaced_by = told  # noqa: A001  (the field's own name)
    return Entity(key, heading, type, country, tuple(others.split(ITEM)) if others else (), replaced_by)


def chosen(entities: Iterable[Entity]) -> Entity:
    """Of what several tables say of an entity, give the first in order of content that tells its type."""
    return min(entities, key=lambda entity: (not entity.type, repr(entity)))


def _barred(tables: Iterable[Table | StreamedTable]) -> dict[str, frozenset[str]]:
    """Give the folded names that must not resolve to an entity, by its id."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for key, some in table.not_same.items():
            found.setdefault(key, set()).update(fold(name).key for name in some)
    return {key: frozenset(some) for key, some in found.items()}
