"""Which names of the tables come into question for a name?

Three ways lead to a candidate, in this order, each taken only if the one before gave nothing: the same spelling, the
same sound, a near sound.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from pathlib import Path

from attrs import frozen
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from allonym.comparison import TELLING, telling
from allonym.errors import IndexCorrupt
from allonym.fold import picture
from allonym.gazetteer.blocks import Lister, Mapper, unpack_numbers
from allonym.gazetteer.build import FIELD, ITEM, JOINED_MARK, MOST_JOINED, NUMBER_MARK, WORD_MARK, Progress, build
from allonym.gazetteer.files import open_blocks, write_blocks
from allonym.gazetteer.skeleton import shortened, skeletons
from allonym.name import Heard, Name, heard_as
from allonym.pairing import pair
from allonym.parse import Part
from allonym.parse.parts import INITIAL
from allonym.records import Allonym, Entity, Reading
from allonym.tables import Table

# How many names are weighed in full for one query.
MOST_CANDIDATES = 40
# How many words of the gazetteer are weighed for one word of a query, and how many of them are followed to their names.
MOST_SOUNDINGS = 120
MOST_WORDS = 30
# A word of more names than this leads to candidates only together with a rarer word.
COMMON_WORD = 1500
# The least likeness of broad sounds, 0 to 1, for a word, or for a name written as one word, to be weighed.
LEAST_LIKENESS = 0.4
LEAST_JOINED = 0.6
# How many ways of reading a whole name as one word are searched.
MOST_WAYS = 6
# Sounds so much alike, 0 to 1, that no search for farther ones is needed.
VERY_LIKE = 0.85
# The share of a query's evidence from which a name is taken to have all of its parts.
ALMOST = 0.8
# How much of the weight of a candidate name counts against it, when candidates are chosen.
BESIDE = 0.35
# The least share of a word's evidence for it to lead to its names.
LEAST_SHARE = 0.3


@frozen
class Candidate:
    """A name of the gazetteer that comes into question; `index` is its place among all names."""

    index: int
    allonym: Allonym
    looks_alike: bool = False


class Names(Sequence[Allonym]):
    """All names of a gazetteer, in order of entity and name; each is decoded when it is asked for."""

    def __init__(self, block: Lister) -> None:
        self._block = block

    def __len__(self) -> int:
        return len(self._block)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        """Give one name, or a list of names for a slice."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return Allonym(*_fields(self._block[at], 7)[:6])

    def key(self, at: int) -> str:
        """Give the folded spelling of a name."""
        return _fields(self._block[at], 7)[6]


class Entities(Mapping[str, Entity]):
    """All entities of a gazetteer by id; each is decoded when it is asked for."""

    def __init__(self, block: Mapper) -> None:
        self._block = block
        self._known: dict[str, Entity] = {}

    def __len__(self) -> int:
        return len(self._block)

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        """Go through all ids, in no particular order."""
        return self._block.keys()

    def __getitem__(self, key: str) -> Entity:
        known = self._known.get(key)
        if known is None:
            found = self._block.find(key)
            if found is None:
                raise KeyError(key)
            facts = json.loads(bytes(found))
            known = self._known[key] = Entity(**{**facts, "same_as": tuple(facts["same_as"])})
        return known


class Gazetteer:
    """Tables made searchable, in memory or in a folder. It never changes after it is made."""

    def __init__(self, blocks: Mapping[str, memoryview | bytes]) -> None:
        self.names = Names(Lister(blocks["names"]))
        self.entities = Entities(Mapper(blocks["entities"]))
        self._blocks = blocks
        self._parts, self._words, self._postings = (Lister(blocks[name]) for name in ("parts", "words", "postings"))
        self._spelled, self._pictured, self._barred = (
            Mapper(blocks[name]) for name in ("spelled", "pictured", "barred")
        )
        self._spoken, self._bones, self._joined, self._counts = (
            Mapper(blocks[name]) for name in ("spoken", "bones", "joined", "counts")
        )
        self._heard: dict[int, Heard] = {}
        self._bare: dict[str, set[str]] = {}

    @classmethod
    def of(cls, tables: Iterable[Table], *, progress: Progress | None = None) -> Gazetteer:
        """Make a gazetteer of tables, in memory; `progress` is called with names done and names in all."""
        return cls(build(tables, progress=progress))

    @classmethod
    def open(
        cls, path: str | Path, *, verify: bool = False, in_memory: bool = False, follow_links: bool = False
    ) -> Gazetteer:
        """Open a compiled gazetteer; see `files.open_blocks`. Raises IndexCorrupt or IndexTooNew."""
        return cls(open_blocks(Path(path), verify=verify, in_memory=in_memory, follow_links=follow_links))

    def write(self, path: str | Path, *, fingerprint: str = "", tables: Iterable[Table] = ()) -> None:
        """Write the gazetteer to a folder, whole or not at all; the same tables give the same bytes.

        The manifest tells of `tables`: titles, versions, licences and counts. Raises IndexNotWritten.
        """
        counts = {"entities": len(self.entities), "names": len(self.names)}
        write_blocks(Path(path), self._blocks, fingerprint=fingerprint, tables=tables, counts=counts)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return f"Gazetteer({len(self.entities):,} entities, {len(self.names):,} names)"

    def entity(self, key: str) -> Entity:
        """Give an entity by its id, following redirects."""
        seen = set()
        entity = self.entities[key]
        while entity.replaced_by and entity.replaced_by in self.entities and entity.id not in seen:
            seen.add(entity.id)
            entity = self.entities[entity.replaced_by]
        return entity

    def barred(self, entity: str) -> set[str]:
        """Give the folded names that must not resolve to an entity."""
        if not len(self._barred):
            return set()
        known = self._bare.get(entity)
        if known is None:
            found = self._barred.find(entity)
            known = self._bare[entity] = set() if found is None else set(_fields(found))
        return known

    def names_of(self, entity: str) -> tuple[Candidate, ...]:
        """Give all names of an entity."""
        at = bisect_left(self.names, entity, key=_entity_of)
        found = []
        while at < len(self.names) and self.names[at].entity == entity:
            found.append(Candidate(at, self.names[at]))
            at += 1
        return tuple(found)

    def spelled(self, key: str) -> tuple[Candidate, ...]:
        """Give the names of this spelling, folded."""
        return tuple([Candidate(at, self.names[at]) for at in self._ids(self._spelled, key)])

    def pictured(self, key: str) -> tuple[Candidate, ...]:
        """Give the names whose letters look like these, but are others."""
        same = set(self._ids(self._spelled, key))
        found = self._ids(self._pictured, picture(key))
        return tuple([Candidate(at, self.names[at], looks_alike=True) for at in found if at not in same])

    def name(self, candidate: Candidate) -> Name:
        """Give what is known of a candidate's name: its parts and readings."""
        parts = tuple([self._word(word) for word in self._numbers(self._parts[candidate.index])])
        return Name(candidate.allonym.name, self.names.key(candidate.index), parts)

    def rarity(self, *names: Name) -> dict[str, float]:
        """Say how much each word of some names tells, by how many names of the gazetteer have it."""
        found = {}
        for name in names:
            for part in name.parts:
                count = self._ids(self._counts, part.part.key)
                if count:
                    found[part.part.key] = telling(count[0])
        return found

    def sounding(self, name: Name) -> tuple[Candidate, ...]:
        """Give the names that sound like this one, likeliest first, at most MOST_CANDIDATES.

        Names in which every part sounds the same go alone; only if there is none, near sounds are searched.
        """
        parts = [part for part in name.parts if part.part.role != INITIAL or len(name.parts) == 1]
        same = [self._words_same(part) for part in parts]
        if all(same):
            scores = self._names_with(same)
            whole = [{at for word in some for at in self._numbers(self._postings[word])} for some in same]
            both = set.intersection(*whole)
            if both:
                return self._likeliest({at: score for at, score in scores.items() if at in both})
        scores = self._names_with([self._words_like(part) for part in parts])
        if max(scores.values(), default=0.0) < ALMOST * sum(part.weight for part in parts):
            for at, value in self._joined_like(name).items():
                if scores.get(at, 0.0) < value:
                    scores[at] = value
        return self._likeliest(scores)

    def _likeliest(self, scores: Mapping[int, float]) -> tuple[Candidate, ...]:
        """Choose by evidence; of two names that share as much with the query, one with less beside it is likelier."""
        few = nlargest(4 * MOST_CANDIDATES, scores, key=lambda at: (scores[at], -at))
        beside = {at: BESIDE * sum(self._weight(word) for word in self._numbers(self._parts[at])) for at in few}
        best = nlargest(MOST_CANDIDATES, few, key=lambda at: (scores[at] - beside[at], -at))
        return tuple([Candidate(at, self.names[at]) for at in best])

    def _names_with(self, found: Sequence[Mapping[int, float]]) -> dict[int, float]:
        """Add up, for each name, the evidence of the words that it bears; rare words lead, common ones only add."""
        postings = [{word: self._numbers(self._postings[word]) for word in words} for words in found]
        scores: dict[int, float] = {}
        crowds: list[dict[int, float]] = []
        for which in sorted(range(len(found)), key=lambda which: sum(map(len, postings[which].values()))):
            share: dict[int, float] = {}
            crowd: dict[int, float] = {}
            for word, bits in found[which].items():
                names = postings[which][word]
                value = bits * TELLING[self._word(word).part.role] * telling(len(names))
                into = share if len(names) <= COMMON_WORD else crowd
                for at in names:
                    if into.get(at, 0.0) < value:
                        into[at] = value
            for at, value in share.items():
                scores[at] = scores.get(at, 0.0) + value
            crowds.append(crowd)
        for crowd in crowds:
            if scores:
                for at in scores:
                    scores[at] += crowd.get(at, 0.0)
            else:
                scores.update(crowd)
        return scores

    def _words_same(self, part: Heard) -> dict[int, float]:
        """Give the words of the gazetteer that sound the same as a part of a name under some reading."""
        if not part.broad:
            return dict.fromkeys(self._ids(self._spoken, NUMBER_MARK + part.part.key), part.weight)
        words = dict.fromkeys(word for wide in sorted(part.broad) for word in self._ids(self._spoken, wide))
        return {word: max(0.1, pair(part, self._word(word)).bits) for word in list(words)[:MOST_SOUNDINGS]}

    def _words_like(self, part: Heard) -> dict[int, float]:
        """Give the words of the gazetteer that sound like a part of a name, with their evidence in bits."""
        if not part.broad:
            return self._words_same(part)
        near = self._spoken_like(WORD_MARK, part.broad, LEAST_LIKENESS)
        words = dict.fromkeys(word for spoken in near for word in self._ids(self._spoken, spoken))
        weighed = ((word, pair(part, self._word(word))) for word in list(words)[:MOST_SOUNDINGS])
        likely = {word: one.bits for word, one in weighed if one.share >= LEAST_SHARE}
        return {word: likely[word] for word in nlargest(MOST_WORDS, likely, key=lambda word: (likely[word], -word))}

    def _joined_like(self, name: Name) -> dict[int, float]:
        """Give names that sound like this one when neither has spaces, with rough evidence in bits."""
        if len(name.parts) > MOST_JOINED:
            return {}
        ways = [""]
        for part in name.parts:
            ways = [way + wide for way in ways for wide in sorted(part.broad) or [""]][: 2 * MOST_WAYS]
        ways = list(filter(None, ways))[:MOST_WAYS]
        weight = sum(part.weight for part in name.parts)
        found: dict[int, float] = {}
        # The other side may have the spaces, or this one.
        for mark, where in ((JOINED_MARK, self._joined), (WORD_MARK, None)):
            if where is None and len(name.parts) == 1:
                continue
            for wide, likeness in self._spoken_like(mark, ways, LEAST_JOINED).items():
                names = self._ids(where, wide) if where else self._names_of_word(wide)
                value = likeness * weight
                for at in names:
                    if found.get(at, 0.0) < value:
                        found[at] = value
        return found

    def _names_of_word(self, wide: str) -> list[int]:
        """Give the names that are one word of these broad sounds."""
        names = (at for word in self._ids(self._spoken, wide) for at in self._numbers(self._postings[word]))
        return [at for at in names if len(self._parts[at]) == 4][:MOST_SOUNDINGS]

    def _spoken_like(self, mark: str, broad: Iterable[str], least: float) -> dict[str, float]:
        """Give broad sounds that share a skeleton, and if none is very like, one with a letter more, less or changed.

        The value is the likeness, 0 to 1; the most alike come first.
        """
        found: dict[str, float] = {}
        broad = sorted(broad)
        whole = [dict.fromkeys(skeletons(wide)) for wide in broad]
        less = [dict.fromkeys(short for skeleton in keys for short in shortened(skeleton)) for keys in whole]
        for level in (whole, less):
            for wide, keys in zip(broad, level, strict=True):
                for key in keys:
                    pool = self._bones.find(mark + key)
                    if pool is None:
                        continue
                    likely = process.extract(
                        wide,
                        _fields(pool),
                        scorer=Levenshtein.normalized_similarity,
                        score_cutoff=least,
                        limit=MOST_SOUNDINGS,
                    )
                    for other, likeness, _ in likely:
                        if found.get(other, 0.0) < likeness:
                            found[other] = likeness
            if max(found.values(), default=0.0) >= VERY_LIKE:
                break
        return {
            other: found[other] for other in sorted(found, key=lambda other: (-found[other], other))[:MOST_SOUNDINGS]
        }

    def _weight(self, number: int) -> float:
        word = self._word(number)
        return word.weight * TELLING[word.part.role] * telling(len(self._postings[number]) // 4)

    def _word(self, number: int) -> Heard:
        known = self._heard.get(number)
        if known is None:
            text, key, role, script, value, *readings = _fields(self._words[number])
            pairs = [one.split(ITEM) for one in readings]
            part = Part(text, key, role, script, int(value) if value else None)
            known = heard_as(part, tuple([Reading(sounds, code) for sounds, code in pairs]))
            # Another thread may have been faster; one and the same object must be given to all.
            known = self._heard.setdefault(number, known)
        return known

    def _ids(self, block: Mapper, key: str) -> Sequence[int]:
        found = block.find(key)
        return () if found is None else self._numbers(found)

    def _numbers(self, value: memoryview) -> Sequence[int]:
        return unpack_numbers(value)


def _entity_of(name: Allonym) -> str:
    return name.entity


def _fields(value: memoryview, count: int = 0) -> list[str]:
    try:
        fields = str(value, "utf-8").split(FIELD)
    except UnicodeDecodeError as error:
        raise IndexCorrupt("a record is not UTF-8: build the gazetteer anew") from error
    if count and len(fields) != count:
        raise IndexCorrupt(f"a record has {len(fields)} fields where {count} are expected: build the gazetteer anew")
    return fields
