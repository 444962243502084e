"""How is a gazetteer changed without building it anew?

A small gazetteer of all entities that a change touches lies beside the large one, whose names of these entities are
left out. Asked together they are numbered, counted, ordered and searched as one (`union.py`): what they answer is what
a gazetteer would that was built of the changed tables. Only where a search is cut short (some thousands of strings of
sounds for one word, 250 words in the place of one, walks of 20,000 steps) may they cut it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain
from pathlib import Path

from attrs import frozen

from allonym.errors import BadTable
from allonym.fold import fold
from allonym.gazetteer.build import merged
from allonym.gazetteer.gazetteer import Candidate, Gazetteer, text
from allonym.gazetteer.union import BASE, DELTA, Entities, Index, Names, Parts, Places, Postings, Words
from allonym.records import Allonym, Entity
from allonym.tables import Table

NOTHING = Table("nothing", (), {}, {}, {})


@frozen
class Difference:
    """What must be added and removed so that some tables become others.

    An entity that changes is in both: as it was, and as it is to be.
    """

    added: Table = NOTHING
    removed: Table = NOTHING


def difference(before: Iterable[Table], after: Iterable[Table]) -> Difference:
    """Give what tells some tables from others."""
    was, now = _Contents.of(before), _Contents.of(after)
    return Difference(now.without(was, "added"), was.without(now, "removed"))


@frozen
class _Contents:
    """All that some tables say, as sets."""

    names: frozenset[Allonym]
    entities: Mapping[str, Entity]
    barred: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, tables: Iterable[Table]) -> _Contents:
        tables = tuple(tables)
        barred = {
            (key, fold(name).key): name for table in tables for key, some in table.not_same.items() for name in some
        }
        return cls(frozenset(chain.from_iterable(table.names for table in tables)), merged(tables), barred)

    def without(self, other: _Contents, title: str) -> Table:
        """Give what the others do not say, as a table."""
        names = tuple(sorted(self.names - other.names, key=_order))
        entities = {key: one for key, one in self.entities.items() if other.entities.get(key) != one}
        barred: dict[str, dict[str, str]] = {}
        for (key, folded), name in self.barred.items():
            if (key, folded) not in other.barred:
                barred.setdefault(key, {})[name] = ""
        return Table(title, names, entities, barred, {})


def _order(one: Allonym) -> tuple[str, ...]:
    return one.entity, one.name, one.tag, one.kind, one.scheme, one.source


def update(gazetteer: Gazetteer, change: Difference) -> Updated:
    """Give a gazetteer that answers as one built of the changed tables; the one that was given stays as it is.

    Raises BadTable where a name or an entity is to be removed that is not there.
    """
    base, gone, barred = (
        (gazetteer.base, gazetteer.gone, gazetteer.bars_changed)
        if isinstance(gazetteer, Updated)
        else (gazetteer, frozenset[str](), {})
    )
    added, removed = change.added, change.removed
    touched = {one.entity for one in chain(added.names, removed.names)} | {*added.entities, *removed.entities}
    names: list[Allonym] = []
    entities: dict[str, Entity] = {}
    for key in sorted(gone | touched):
        mine = {one.allonym for one in gazetteer.names_of(key)}
        entity = gazetteer.entities.get(key)
        if key in touched:
            entity, mine = _changed(key, entity, mine, change)
        names += mine
        if entity:
            entities[key] = entity
    barred = dict(barred)
    for key in {*added.not_same, *removed.not_same}:
        barred[key] = frozenset(
            (gazetteer.barred(key) - {fold(name).key for name in removed.not_same.get(key, ())})
            | {fold(name).key for name in added.not_same.get(key, ())}
        )
    delta = Gazetteer.of([Table("delta", tuple(names), entities, {}, {})])
    return Updated(base, delta, gone | touched, barred)


def _changed(
    key: str, entity: Entity | None, names: set[Allonym], change: Difference
) -> tuple[Entity | None, set[Allonym]]:
    """Give what becomes of an entity and its names."""
    gone = {one for one in change.removed.names if one.entity == key}
    if not gone <= names:
        missing = min(gone - names, key=_order)
        raise BadTable(f"{missing.name!r} of {key!r} is to be removed, and is not there; make the difference anew")
    if key in change.removed.entities and change.removed.entities[key] != entity:
        raise BadTable(f"entity {key!r} is to be removed, and is not there as it was; make the difference anew")
    after = names - gone | {one for one in change.added.names if one.entity == key}
    found = change.added.entities.get(key, None if key in change.removed.entities else entity)
    if after and found is None:
        raise BadTable(f"entity {key!r} is not there, and names of it are; add the entity, or remove all of its names")
    return found, after


class Updated(Gazetteer):
    """A gazetteer without some entities, and a small one of what became of them, asked as one."""

    def __init__(
        self, base: Gazetteer, delta: Gazetteer, gone: frozenset[str], barred: Mapping[str, frozenset[str]]
    ) -> None:
        self.base, self.delta, self.gone, self.bars_changed = base, delta, gone, barred
        places = self._places = Places(base, delta, gone)
        words = Words(base, delta, places)
        # In both, words weigh what they weigh in both together.
        members = self._members = tuple(one.weighing(words.counts_in(at)) for at, one in enumerate((base, delta)))
        # What a Gazetteer is made of; here each is a view of both.
        self._words = self._records = words  # type: ignore[assignment]
        self._parts = Parts(members, places, words)  # type: ignore[assignment]
        self._postings = Postings(members, places, words)  # type: ignore[assignment]
        self._index = Index(members, places, words)  # type: ignore[assignment]
        self.names, self.entities = Names(members, places), Entities(members, gone)  # type: ignore[assignment]
        self._begin()

    def bearer(self, index: int) -> Entity:
        """Give the entity that bears the name at this place, following redirects."""
        return self.entity(self.names[index].entity)

    @property
    def bars(self) -> bool:
        """Is there any name that must not resolve to some entity?"""
        return self.base.bars or any(self.bars_changed.values())

    def barred(self, entity: str) -> set[str]:
        """Give the folded names that must not resolve to an entity."""
        changed = self.bars_changed.get(entity)
        return self.base.barred(entity) if changed is None else set(changed)

    def words(self, index: int) -> tuple[int, ...]:
        """Give the numbers of the words of the name at this place."""
        return tuple(self._parts[index])

    def holder(self, index: int) -> object:
        """Give what the names of one entity have in common, as it stands in the tables."""
        return self.names[index].entity

    def borne_beside(self, index: int) -> Sequence[int]:
        """Give the places of all names of the entity that bears the name at this place."""
        return [one.index for one in self.names_of(self.names[index].entity)]

    def bearers(self, key: str) -> int:
        """Say how many names have the words of this key."""
        return sum(self._postings.size(word) for word in self._words_of(key))

    def _record(self, word: int) -> str:
        return text(self._words[word])

    def _told(self, number: int) -> tuple[str, int]:
        return self._record(number), self.bearers(self._key(number))

    def names_of(self, entity: str) -> tuple[Candidate, ...]:
        """Give all names of an entity."""
        member = DELTA if entity in self.gone else BASE
        own = (one.index for one in self._members[member].names_of(entity))
        return tuple(map(self.candidate, self._places.outward(member, own)))

    def spelling(self, key: str) -> Iterator[tuple[Entity, Allonym, int]]:
        """Go through the names of this spelling, folded: who bears each, the name, and its place."""
        for at in self.places(key):
            name = self.names[at]
            yield self.entity(name.entity), name, at

    def _drawn(self, key: str) -> Iterator[int]:
        """Go through the places of names that may look like this one."""
        return merge(*(self._places.outward(member, one._drawn(key)) for member, one in enumerate(self._members)))

    def compacted(self) -> Gazetteer:
        """Build one gazetteer of what both hold."""
        keys = {*self.base.all_barred(), *self.bars_changed}
        barred = {key: dict.fromkeys(sorted(some), "") for key in sorted(keys) if (some := self.barred(key))}
        return Gazetteer.of([Table("compacted", tuple(self.names), dict(self.entities), barred, {})])

    def write(self, path: str | Path, *, fingerprint: str = "", tables: Iterable[Table] = ()) -> None:
        """Write the gazetteer to a folder, as one that was built of the changed tables."""
        self.compacted().write(path, fingerprint=fingerprint, tables=tables)
