"""How are two gazetteers numbered, counted and searched as one?

The base is large; the delta holds all names of the entities that changed since, whose names in the base are gone. Names
have the numbers that they would have in a gazetteer built of both: in the order of entities and names, without those
that are gone. Words count on from the base to the delta; a word of both has its number in the base.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import chain

from allonym.errors import IndexCorrupt
from allonym.gazetteer.gazetteer import Gazetteer
from allonym.gazetteer.numbered import Numbered
from allonym.gazetteer.scored import Packed, Pair, Scored, packed, unpacked
from allonym.records import Allonym, Entity

BASE, DELTA = 0, 1


class Places:
    """Where the names of both stand among all."""

    def __init__(self, base: Gazetteer, delta: Gazetteer, gone: Iterable[str]) -> None:
        # Runs of names: where each begins among all, whose it is, and where it begins there.
        runs: list[tuple[int, int, int]] = []
        self._dead: list[range] = []
        total = done = 0
        for key in sorted(gone):
            before, after = borne(base, key), borne(delta, key)
            for member, names in ((BASE, range(done, before.start)), (DELTA, after)):
                if names:
                    runs.append((total, member, names.start))
                    total += len(names)
            done = before.stop
            if before:
                self._dead.append(before)
        runs.append((total, BASE, done))
        self.size = total + len(base) - done
        self._runs = runs
        self._own = [[run for run in runs if run[1] == member] for member in (BASE, DELTA)]

    @cached_property
    def dead(self) -> tuple[int, ...]:
        """The places, in the base, of the names that are gone."""
        return tuple(chain.from_iterable(self._dead))

    def inward(self, at: int) -> tuple[int, int]:
        """Give whose name stands at a place, and its place there."""
        start, member, own = self._runs[bisect_right(self._runs, at, key=_start) - 1]
        return member, own + at - start

    def outward(self, member: int, places: Iterable[int]) -> Iterator[int]:
        """Give the places among all of those names of one that are not gone, in their order."""
        runs = self._own[member]
        for at in places:
            if member == BASE and self._is_dead(at):
                continue
            start, _, own = runs[bisect_right(runs, at, key=_own) - 1]
            yield start + at - own

    def scored(self, member: int, found: Scored) -> Scored:
        """Give what was found in one by the places among all."""
        alive = [(at, value) for at, value in found if member == DELTA or not self._is_dead(at)]
        return list(zip(self.outward(member, (at for at, _ in alive)), (value for _, value in alive), strict=True))

    def _is_dead(self, at: int) -> bool:
        which = bisect_right(self._dead, at, key=_first) - 1
        return which >= 0 and at in self._dead[which]


def _start(run: tuple[int, int, int]) -> int:
    return run[0]


def _own(run: tuple[int, int, int]) -> int:
    return run[2]


def _first(places: range) -> int:
    return places.start


def borne(gazetteer: Gazetteer, key: str) -> range:
    """Give the places of an entity's names; an empty range where they would be, if there are none."""
    low = bisect_left(range(len(gazetteer)), key, key=lambda at: gazetteer.names[at].entity)
    return range(low, low + len(gazetteer.names_of(key)))


class Words:
    """The words of both, by number; as records, and as what leads to them by spelling."""

    def __init__(self, base: Gazetteer, delta: Gazetteer, places: Places) -> None:
        self._members = base, delta
        self._size = len(base._postings)
        self._outward = [self._number(at) for at in range(len(delta._postings))]
        self._inward = {number: at for at, number in enumerate(self._outward)}
        changes = Counter({number: delta._postings.size(at) for at, number in enumerate(self._outward)})
        for name in places.dead:
            changes.subtract(set(base._parts[name]))
        self.counts = {
            word: change + (base._postings.size(word) if word < self._size else 0) for word, change in changes.items()
        }

    def _number(self, at: int) -> int:
        """Find a word of the delta in the base, or count on."""
        base, delta = self._members
        same = [one for one in base._words_of(delta._key(at)) if base._words[one] == delta._words[at]]
        return same[0] if same else self._size + at

    def __getitem__(self, word: int) -> memoryview:
        """Give the record of a word."""
        return self._members[BASE]._words[word] if word < self._size else self._members[DELTA]._words[word - self._size]

    def counts_in(self, member: int) -> dict[int, int]:
        """Give, for words of one by their numbers there, how many names of both have them, where that differs."""
        found = ((self.inward(member, word), count) for word, count in self.counts.items())
        return {own: count for own, count in found if own is not None}

    def count(self, word: int) -> int:
        """Say how many names of both have a word."""
        known = self.counts.get(word)
        return self._members[BASE]._postings.size(word) if known is None else known

    def alive(self, word: int) -> bool:
        """Does any name have this word that is not gone?"""
        return self.counts.get(word, 1) > 0

    def outward(self, member: int, word: int) -> int:
        """Give the number among all of a word of one."""
        return word if member == BASE else self._outward[word]

    def inward(self, member: int, word: int) -> int | None:
        """Give the number in one of a word, None where it has none there."""
        return (word if word < self._size else None) if member == BASE else self._inward.get(word)

    def scored(self, found: Iterable[tuple[int, Scored]]) -> Scored:
        """Give words that were found in either by their numbers among all, without those that nobody has any more."""
        best: dict[int, int] = {}
        for member, some in found:
            for own, bits in some:
                word = self.outward(member, own)
                if self.alive(word):
                    best[word] = max(bits, best.get(word, bits))
        return list(best.items())

    def keyed(self, keys: Sequence[str], most: int) -> list[int]:
        """Give the words that are spelled like one of these."""
        found = dict.fromkeys(
            self.outward(member, word)
            for member, one in enumerate(self._members)
            for word in one._records.keyed(keys, most + len(self.counts))
        )
        return [word for word in found if self.alive(word)][:most]


class Parts:
    """The words of each name."""

    def __init__(self, members: Sequence[Gazetteer], places: Places, words: Words) -> None:
        self._members, self._places, self._words = members, places, words

    def __getitem__(self, at: int) -> array[int]:
        member, own = self._places.inward(at)
        return array("I", [self._words.outward(member, word) for word in self._members[member]._parts[own]])


class Postings:
    """The names of each word."""

    def __init__(self, members: Sequence[Gazetteer], places: Places, words: Words) -> None:
        self._members, self._places, self._words = members, places, words

    def __getitem__(self, word: int) -> list[int]:
        found = []
        for member, one in enumerate(self._members):
            own = self._words.inward(member, word)
            if own is not None:
                found.append(self._places.outward(member, one._postings[own]))
        return list(merge(*found))

    def size(self, word: int) -> int:
        """Say how many names have a word."""
        return self._words.count(word)


class Index:
    """The search of both: each question is put to both, and the answers are made one."""

    def __init__(self, members: Sequence[Gazetteer], places: Places, words: Words) -> None:
        self._members, self._places, self._words = members, places, words
        # So many more are asked for as may be gone.
        self._more_names, self._more_words = len(places.dead), sum(not count for count in words.counts.values())

    def same(self, ways: tuple[bytes, ...], most_words: int) -> Packed:
        """Give the words that sound the same under some way of reading, with their evidence."""
        most = most_words + self._more_words
        found = ((member, unpacked(one._index.same(ways, most))) for member, one in self._each())
        return packed(self._words.scored(found)[:most_words])

    def near(self, ways: Sequence[bytes], far: bool, least: int, most: Pair, budget: int) -> Packed:  # noqa: FBT001
        """Give the words that sound like one of the ways, likest first."""
        more = most[0] + self._more_words, most[1] + self._more_words
        found = ((at, unpacked(one._index.near(ways, far, least, more, budget))) for at, one in self._each())
        return packed(_best(self._words.scored(found), most[1]))

    def slips(self, key: str, prints: list[int], most: int) -> list[int]:
        """Give the words that are spelled so but for one slip of the hand."""
        more = most + self._more_words
        found = [(at, [(word, 0) for word in one._index.slips(key, prints, more)]) for at, one in self._each()]
        return [word for word, _ in self._words.scored(found)][:most]

    def shared(self, words: Sequence[int], weight: float, share: float) -> Packed:
        """Give words with a share of what they weigh, or of `weight`, where that is less."""
        return packed((word, self._share(word, weight, share)) for word in words)

    def _share(self, word: int, weight: float, share: float) -> int:
        for member, one in self._each():
            own = self._words.inward(member, word)
            if own is not None:
                return unpacked(one._index.shared([own], weight, share))[0][1]
        raise IndexCorrupt("a word is asked for that is not there: build the gazetteer anew")

    def names(
        self,
        slots: Sequence[Packed],
        asked: tuple[tuple[int, ...], int],
        whole: bool,  # noqa: FBT001
        costs: tuple[int, int, int, int],
        most: int,
        budgets: tuple[int, int],
    ) -> Scored:
        """Give the names that bear the wanted words, best first."""
        found: Scored = []
        more = self._more_names
        for member, one in self._each():
            own = [
                [(at, bits) for word, bits in slot if (at := self._words.inward(member, word)) is not None]
                for slot in map(unpacked, slots)
            ]
            if all(own) if whole else any(own):
                wider = (budgets[0] + more, budgets[1] + more)
                some = one._index.names([*map(packed, own)], asked, whole, costs, most + more, wider)
                found += self._places.scored(member, some)
        return _best(found, most)

    def alone(self, words: Packed, most: int) -> Scored:
        """Give the names that have one of some words and no other, with its value; of each word at most so many."""
        found: Scored = []
        for word, value in unpacked(words):
            names: list[int] = []
            for member, one in self._each():
                own = self._words.inward(member, word)
                if own is not None:
                    some = one._index.alone(packed([(own, 0)]), most + self._more_names)
                    names += self._places.outward(member, [at for at, _ in some])
            found += [(at, value) for at in sorted(names)[:most]]
        return found

    def joined(self, ways: Sequence[bytes], least: int, far: bool, most: int, budget: int) -> Scored:  # noqa: FBT001
        """Give names that sound like one of the ways when they are written as one word, with their likeness."""
        more = self._more_names
        found = (
            self._places.scored(member, one._index.joined(ways, least, far, most + more, budget + more))
            for member, one in self._each()
        )
        return _best(chain.from_iterable(found), most)

    def _each(self) -> Iterator[tuple[int, Gazetteer]]:
        return enumerate(self._members)


def _best(found: Iterable[tuple[int, int]], most: int) -> Scored:
    return sorted(found, key=lambda row: (-row[1], row[0]))[:most]


class Names(Numbered):
    """All names, in order of entity and name."""

    def __init__(self, members: Sequence[Gazetteer], places: Places) -> None:
        self._members, self._places = members, places

    def __len__(self) -> int:
        return self._places.size

    def at(self, number: int) -> Allonym:
        """Give the name of a number."""
        member, own = self._places.inward(number)
        return self._members[member].names.at(own)

    def written(self, at: int) -> tuple[str, str]:
        """Give a name as it is written, and its folded spelling."""
        member, own = self._places.inward(at)
        return self._members[member].names.written(own)

    def key(self, at: int) -> str:
        """Give the folded spelling of a name."""
        member, own = self._places.inward(at)
        return self._members[member].names.key(own)


class Entities(Mapping[str, Entity]):
    """All entities by id."""

    def __init__(self, members: Sequence[Gazetteer], gone: frozenset[str]) -> None:
        self._members, self._gone = members, gone
        self._size = len(members[DELTA].entities) + len(members[BASE].entities)
        self._size -= sum(key in members[BASE].entities for key in gone)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        """Go through all ids, sorted."""
        base, delta = self._members
        return merge((key for key in base.entities if key not in self._gone), delta.entities)

    def __contains__(self, key: object) -> bool:
        return key in self._members[key in self._gone].entities

    def __getitem__(self, key: str) -> Entity:
        return self._members[key in self._gone].entities[key]
