"""Which names of the tables come into question for a name?

Three ways lead to a candidate, in this order, each taken only if the one before gave nothing: the same spelling, the
same sound, a near sound. The index of sounds is made when the first name needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest

from attrs import define, field, frozen
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from allonym.errors import AllonymError
from allonym.fold import fold, picture
from allonym.gazetteer.skeleton import shortened, skeletons
from allonym.compare import pair, telling
from allonym.name import Heard, Name, broaden, listen
from allonym.parse.parts import INITIAL, NUMBER
from allonym.records import Allonym, Entity
from allonym.tables import Table

# How many names are weighed in full for one query.
MOST_CANDIDATES = 40
# How many words of the gazetteer are weighed for one word of a query, and how many of them are followed to their names.
MOST_SOUNDINGS = 120
MOST_WORDS = 30
# A word of more names than this leads to candidates only together with a rarer word.
COMMON_WORD = 1500
# The least likeness of broad sounds, 0 to 1, for a word to be weighed.
LEAST_LIKENESS = 0.4
# Names of up to this many words are also kept as one word, since spaces are often lost.
MOST_JOINED = 4
LEAST_JOINED = 0.6
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


@define
class _Sounds:
    """The index of sounds: words, the names that bear them, and the keys by which they are found."""

    words: list[Heard] = field(factory=list)
    postings: list[list[int]] = field(factory=list)
    spoken: dict[str, list[int]] = field(factory=dict)
    bones: dict[str, list[str]] = field(factory=dict)
    joined: dict[str, list[int]] = field(factory=dict)
    weights: list[float] = field(factory=list)
    counts: dict[str, int] = field(factory=dict)


class Gazetteer:
    """Tables made searchable. It never changes after it is made.

    Two tables may name one entity; if they tell different things of it, the first one that tells counts.
    """

    def __init__(self, tables: Iterable[Table]) -> None:
        self.tables = tuple(tables)
        self.entities: Mapping[str, Entity] = {}
        names: list[Allonym] = []
        not_same: dict[str, set[str]] = {}
        for table in self.tables:
            names += table.names
            for key, entity in table.entities.items():
                known = self.entities.get(key)
                if known is None or (entity.type and not known.type):
                    self.entities[key] = entity  # type: ignore[index]
            for key, barred in table.not_same.items():
                not_same.setdefault(key, set()).update(fold(name).key for name in barred)
        self.not_same: Mapping[str, set[str]] = not_same
        self.names: Sequence[Allonym] = sorted(dict.fromkeys(names), key=lambda one: (one.entity, one.name, one.tag, one.source))
        self._by_key: dict[str, list[int]] = {}
        for index, allonym in enumerate(self.names):
            key = _key(allonym.name)
            if key:
                self._by_key.setdefault(key, []).append(index)
        self._by_picture: dict[str, list[int]] | None = None
        self._sounds: _Sounds | None = None

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

    def spelled(self, key: str) -> tuple[Candidate, ...]:
        """Give the names of this spelling, folded."""
        return tuple([Candidate(index, self.names[index]) for index in self._by_key.get(key, ())])

    def pictured(self, key: str) -> tuple[Candidate, ...]:
        """Give the names whose letters look like these, but are others."""
        if self._by_picture is None:
            found: dict[str, list[int]] = {}
            for other, indices in self._by_key.items():
                found.setdefault(picture(other), []).extend(indices)
            self._by_picture = found
        same = set(self._by_key.get(key, ()))
        return tuple([Candidate(i, self.names[i], looks_alike=True) for i in self._by_picture.get(picture(key), ()) if i not in same])

    def sounding(self, name: Name) -> tuple[Candidate, ...]:
        """Give the names that sound like this one, likeliest first, at most MOST_CANDIDATES.

        Names in which every part sounds the same go alone; only if there is none, near sounds are searched.
        """
        index = self._heard()
        parts = [part for part in name.parts if part.part.role != INITIAL or len(name.parts) == 1]
        same = [self._words_same(index, part) for part in parts]
        if all(same):
            scores = self._names_with(index, same)
            most = sum(max(some.values()) for some in same)
            whole = {at: score for at, score in scores.items() if score > ALMOST * most}
            if whole:
                return self._likeliest(index, whole)
        scores = self._names_with(index, [self._words_like(index, part) for part in parts])
        if max(scores.values(), default=0.0) < ALMOST * sum(part.weight for part in parts):
            for at, value in self._joined_like(index, name).items():
                if scores.get(at, 0.0) < value:
                    scores[at] = value
        return self._likeliest(index, scores)

    def rarity(self, *names: Name) -> dict[str, float]:
        """Say how much each word of some names tells, by how many names of the gazetteer have it."""
        postings = self._heard().counts
        return {part.part.key: telling(postings.get(part.part.key, 1)) for name in names for part in name.parts}

    def _likeliest(self, index: _Sounds, scores: Mapping[int, float]) -> tuple[Candidate, ...]:
        """Choose by evidence; of two names that share as much with the query, the one with less beside it is likelier."""
        weights = index.weights
        best = nlargest(MOST_CANDIDATES, scores, key=lambda at: (scores[at] - BESIDE * weights[at], -at))
        return tuple([Candidate(at, self.names[at]) for at in best])

    def _names_with(self, index: _Sounds, found: Sequence[Mapping[int, float]]) -> dict[int, float]:
        """Add up, for each name, the evidence of the words that it bears; rare words lead, common ones only add."""
        scores: dict[int, float] = {}
        crowds: list[dict[int, float]] = []
        for words in sorted(found, key=lambda some: sum(len(index.postings[word]) for word in some)):
            share: dict[int, float] = {}
            crowd: dict[int, float] = {}
            for word, value in words.items():
                postings = index.postings[word]
                into = share if len(postings) <= COMMON_WORD else crowd
                for at in postings:
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

    def _words_same(self, index: _Sounds, part: Heard) -> dict[int, float]:
        """Give the words of the gazetteer that sound the same as a part of a name under some reading."""
        if not part.broad:
            return dict.fromkeys(index.spoken.get("#" + part.part.key, ()), part.weight)
        words = dict.fromkeys(word for wide in sorted(part.broad) for word in index.spoken.get(wide, ()))
        return {word: max(0.1, pair(part, index.words[word]).bits) for word in list(words)[:MOST_SOUNDINGS]}

    def _words_like(self, index: _Sounds, part: Heard) -> dict[int, float]:
        """Give the words of the gazetteer that sound like a part of a name, with their evidence in bits."""
        if not part.broad:
            return self._words_same(index, part)
        near = _spoken_like(index.bones, "", part.broad, LEAST_LIKENESS)
        words = dict.fromkeys(word for spoken in near for word in index.spoken.get(spoken, ()))
        weighed = ((word, pair(part, index.words[word])) for word in list(words)[:MOST_SOUNDINGS])
        likely = {word: one.bits for word, one in weighed if one.share >= LEAST_SHARE}
        return {word: likely[word] for word in nlargest(MOST_WORDS, likely, key=lambda word: (likely[word], -word))}

    def _joined_like(self, index: _Sounds, name: Name) -> dict[int, float]:
        """Give names that sound like this one when neither has spaces, with rough evidence in bits."""
        if len(name.parts) > MOST_JOINED:
            return {}
        ways = {""}
        for part in name.parts:
            ways = {way + wide for way in ways for wide in sorted(part.broad)[:4]}
        weight = sum(part.weight for part in name.parts)
        likely = _spoken_like(index.bones, "_", list(filter(None, sorted(ways)))[:MOST_WAYS], LEAST_JOINED)
        return {at: likeness * weight for wide, likeness in likely.items() for at in index.joined[wide]}

    def _heard(self) -> _Sounds:
        if self._sounds is None:
            self._sounds = _listen_to_all(self.names)
        return self._sounds


def _spoken_like(bones: Mapping[str, list[str]], mark: str, broad: Iterable[str], least: float) -> dict[str, float]:
    """Give broad sounds that share a skeleton, and if none of them is very like, one with a letter more, less or changed.

    The value is the likeness, 0 to 1; the most alike come first.
    """
    found: dict[str, float] = {}
    broad = sorted(broad)
    whole = [dict.fromkeys(skeletons(wide)) for wide in broad]
    less = [dict.fromkeys(short for skeleton in keys for short in shortened(skeleton)) for keys in whole]
    for level in (whole, less):
        for wide, keys in zip(broad, level, strict=True):
            for key in keys:
                pool = bones.get(mark + key)
                if pool:
                    likely = process.extract(
                        wide, pool, scorer=Levenshtein.normalized_similarity, score_cutoff=least, limit=MOST_SOUNDINGS
                    )
                    for other, likeness, _ in likely:
                        if found.get(other, 0.0) < likeness:
                            found[other] = likeness
        if max(found.values(), default=0.0) >= VERY_LIKE:
            break
    return {other: found[other] for other in sorted(found, key=lambda other: (-found[other], other))[:MOST_SOUNDINGS]}


def _key(name: str) -> str:
    try:
        return fold(name).key
    except AllonymError:
        # A table's name that no query may ask for can only be found by what it sounds like; it cannot be spelled.
        return ""


def _listen_to_all(names: Sequence[Allonym]) -> _Sounds:
    """Make the index of sounds."""
    index = _Sounds()
    numbered: dict[Heard, int] = {}
    bones: dict[str, dict[str, None]] = {}
    for at, allonym in enumerate(names):
        try:
            name = listen(allonym.name, allonym.tag)
        except AllonymError:
            index.weights.append(0.0)
            continue
        for part in name.parts:
            number = numbered.get(part)
            if number is None:
                number = numbered[part] = len(index.words)
                index.words.append(part)
                index.postings.append([])
                for wide in sorted(part.broad) or ("#" + part.part.key,):
                    index.spoken.setdefault(wide, []).append(number)
                    if not wide.startswith("#"):
                        _hang(bones, "", wide)
            index.counts[part.part.key] = index.counts.get(part.part.key, 0) + 1
            if not index.postings[number] or index.postings[number][-1] != at:
                index.postings[number].append(at)
        index.weights.append(sum(part.weight for part in name.parts))
        if 1 <= len(name.parts) <= MOST_JOINED and all(part.readings for part in name.parts):
            _join(index, bones, name, at)
    index.bones = {key: list(some) for key, some in bones.items()}
    return index


def _join(index: _Sounds, bones: dict[str, dict[str, None]], name: Name, at: int) -> None:
    usual = [broaden(part.readings[0].sounds) for part in name.parts]
    orders = (usual, usual[::-1]) if len(usual) == 2 else (usual,)  # noqa: PLR2004
    for order in orders:
        wide = "".join(order)
        index.joined.setdefault(wide, []).append(at)
        _hang(bones, "_", wide)


def _hang(bones: dict[str, dict[str, None]], mark: str, wide: str) -> None:
    """Note a string of broad sounds under its skeletons, whole and with one letter less; `mark` keeps kinds of index apart."""
    for skeleton in skeletons(wide):
        bones.setdefault(mark + skeleton, {})[wide] = None
        for short in shortened(skeleton):
            bones.setdefault(mark + short, {})[wide] = None
