"""How are several gazetteers asked as one?

The bundled tables are compiled; a user's own table is read in memory. Asked together, they answer as one gazetteer of
all tables would, but that a word's rarity is counted in each by itself.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from attrs import evolve

from allonym.gazetteer.gazetteer import MOST_CANDIDATES, Candidate, Gazetteer, Weighable
from allonym.gazetteer.numbered import Numbered
from allonym.gazetteer.scored import Scored
from allonym.name import Name
from allonym.records import Allonym, Entity


class Names(Numbered):
    """All names of several gazetteers, one gazetteer after the other, as candidates are numbered."""

    def __init__(self, joint: JointGazetteer) -> None:
        self._joint = joint

    def __len__(self) -> int:
        return len(self._joint)

    def at(self, number: int) -> Allonym:
        """Give the name of a number."""
        return self._joint.candidate(number).allonym


class JointGazetteer:
    """Several gazetteers as one; a candidate's index counts on through all of them."""

    def __init__(self, members: Sequence[Gazetteer]) -> None:
        self.members = tuple(members)
        self._starts = (0, *accumulate(len(one) for one in self.members))
        self.entities: Mapping[str, Entity] = ChainMap(*(one.entities for one in self.members))  # type: ignore[arg-type]
        self.names: Sequence[Allonym] = Names(self)

    def __reduce__(self) -> tuple[type[JointGazetteer], tuple[tuple[Gazetteer, ...]]]:
        return JointGazetteer, (self.members,)

    def __len__(self) -> int:
        return self._starts[-1]

    def __repr__(self) -> str:
        return f"JointGazetteer({', '.join(map(repr, self.members))})"

    def entity(self, key: str) -> Entity:
        """Give an entity by its id, following redirects."""
        return next(one for one in self.members if key in one.entities).entity(key)

    @property
    def bars(self) -> bool:
        """Is there any name that must not resolve to some entity?"""
        return any(one.bars for one in self.members)

    def barred(self, entity: str) -> set[str]:
        """Give the folded names that must not resolve to an entity."""
        return set().union(*(one.barred(entity) for one in self.members))

    def names_of(self, entity: str) -> tuple[Candidate, ...]:
        """Give all names of an entity."""
        return tuple(self._shifted((start, one.names_of(entity)) for start, one in self._each()))

    def bearer(self, index: int) -> Entity:
        """Give the entity that bears the name at this place, following redirects."""
        return self.entity(self.candidate(index).allonym.entity)

    def candidate(self, index: int) -> Candidate:
        """Give the name at this place as a candidate."""
        start, member = self._member(index)
        return evolve(member.candidate(index - start), index=index)

    def words(self, index: int) -> tuple[int, ...]:
        """Give what all names of just these words, written just so, have in common."""
        start, member = self._member(index)
        return start, *member.words(index - start)

    def weighable(self, index: int, numbers: tuple[int, ...]) -> Weighable:
        """Give what is weighed of the name at this place, which has these words."""
        start, member = self._member(index)
        text, key, words, _ = member.weighable(index - start, numbers[1:])
        return text, key, words, tuple([self.rare(one.part.key) for one in member.heard(index - start)])

    def holder(self, index: int) -> object:
        """Give what the names of one entity have in common, as it stands in the tables."""
        return self.candidate(index).allonym.entity

    def rare(self, key: str) -> float:
        """Say how much a word tells: the least of what the gazetteers say."""
        return min(one.rare(key) for one in self.members)

    def bearers(self, key: str) -> int:
        """Say how many names have a word."""
        return sum(one.bearers(key) for one in self.members)

    def declines(self, name: Name) -> bool:
        """Say whether a part of a name may be a case of a word that some name has."""
        return any(one.declines(name) for one in self.members)

    def written(self, index: int) -> tuple[str, str]:
        """Give the name at this place as it is written, and its folded spelling."""
        start, member = self._member(index)
        return member.written(index - start)

    def borne_beside(self, index: int) -> Sequence[int]:
        """Give the places of all names of the entity that bears the name at this place."""
        return [one.index for one in self.names_of(self.candidate(index).allonym.entity)]

    def places(self, key: str) -> Iterator[int]:
        """Go through the places of the names of this spelling, folded."""
        return (start + at for start, one in self._each() for at in one.places(key))

    def nearest(self, name: Name, most: int = MOST_CANDIDATES) -> Scored:
        """Give the places of the names that sound like this one, with rough evidence, best first."""
        found = [(start + at, bits) for start, one in self._each() for at, bits in one.nearest(name, most)]
        return sorted(found, key=lambda row: (-row[1], row[0]))

    def stages(
        self, name: Name, most: int = MOST_CANDIDATES, *, found_one: Callable[[], bool] = bool
    ) -> Iterator[Scored]:
        """Give the names that sound like this one at once: each gazetteer has searched as far as it can."""
        del found_one
        yield self.nearest(name, most)

    def spelling(self, key: str) -> Iterator[tuple[Entity, Allonym, int]]:
        """Go through the names of this spelling, folded: who bears each, the name, and its place."""
        for start, one in self._each():
            for _, name, at in one.spelling(key):
                yield self.entity(name.entity), name, start + at

    def spelled(self, key: str) -> tuple[Candidate, ...]:
        """Give the names of this spelling, folded."""
        return tuple(self._shifted((start, one.spelled(key)) for start, one in self._each()))

    def pictured(self, key: str) -> tuple[Candidate, ...]:
        """Give the names whose letters look like these, but are others."""
        return tuple(self._shifted((start, one.pictured(key)) for start, one in self._each()))

    def sounding(self, name: Name) -> tuple[Candidate, ...]:
        """Give the names that sound like this one, likeliest first."""
        return tuple([self.candidate(at) for at, _ in self.nearest(name)])

    def name(self, candidate: Candidate) -> Name:
        """Give what is known of a candidate's name."""
        start, member = self._member(candidate.index)
        return member.name(evolve(candidate, index=candidate.index - start))

    def rarity(self, *names: Name) -> dict[str, float]:
        """Say how much each word of some names tells."""
        return {part.part.key: self.rare(part.part.key) for name in names for part in name.parts}

    def _member(self, index: int) -> tuple[int, Gazetteer]:
        return next((start, one) for start, one in reversed(tuple(self._each())) if start <= index)

    def _each(self) -> Iterator[tuple[int, Gazetteer]]:
        return zip(self._starts, self.members, strict=False)

    @staticmethod
    def _shifted(found: Iterator[tuple[int, tuple[Candidate, ...]]]) -> Iterator[Candidate]:
        return (evolve(one, index=one.index + start) for start, some in found for one in some)
