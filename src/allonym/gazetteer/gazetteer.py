"""Which names of the tables come into question for a name?

Three ways lead to a candidate, in this order, each taken only if the one before gave nothing: the same spelling, the
same sound, a near sound.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import frozen

from allonym.comparison import LETTER_BITS, LOOSE, TELLING, telling
from allonym.errors import BadOption, IndexCorrupt
from allonym.fold import picture
from allonym.gazetteer.acronyms import MARK, acronym_of, acronyms_of
from allonym.gazetteer.akin import akin
from allonym.gazetteer.blocks import WORD, Lister, Mapper, Numbers, Rows, Source, Texts, as_block, fingerprint, numbers
from allonym.gazetteer.build import (
    BLOCKS,
    HUNDREDTHS,
    LONGEST_MISTYPED,
    MOST_JOINED,
    SHORTEST_MISTYPED,
    Progress,
    build,
    mistyped,
    worth,
)
from allonym.gazetteer.files import Blocks, open_blocks, write_blocks
from allonym.gazetteer.gathered import ITEM
from allonym.gazetteer.numbered import Numbered
from allonym.gazetteer.order import check_order
from allonym.gazetteer.respelled import in_order, parted, spelled
from allonym.gazetteer.scored import Packed, Scored, packed, unpacked
from allonym.gazetteer.sounding import Records, index_of, records_of, ways_of
from allonym.gazetteer.unspaced import as_of_han, as_one, loosely_as_one
from allonym.gazetteer.walk import FIELD, PERMILLE
from allonym.lemmas import lemmas
from allonym.name import Heard, Name
from allonym.parse.parts import HAN, INITIAL
from allonym.records import Allonym, Entity
from allonym.tables import Table
from allonym.weighing import Word, plainly_read, read_word

# How many names are given as candidates for one query.
MOST_CANDIDATES = 60
# How many words of one sound may stand for one word of a query; how many strings of near sounds, and how many words of
# these: where one sound is written in many ways, as in Han letters, a string has many.
MOST_SOUNDINGS = 1000
MOST_NEAR = (250, 500)
# The same of words with other consonants, of which fewer are as near.
MOST_FAR = (50, 100)
# A query of more words than this is searched by its heaviest ones.
MOST_SLOTS = 8
# What counts against a name when candidates are chosen (see walk.py): 35% of the weight of a word that stands for a
# part of the query, 50% of one that does not, and 20 bits where both are left over, which is less than a contradiction
# costs in the end; titles, particles and legal forms, under 3.5 bits, contradict nobody. Of 600 queries over a million
# made names the right one was among the first 12 candidates for .897 without those 20 bits, and for .933 with them.
COSTS = (35, 50, 2000, 350)
# What it costs that a name has no word for a part of a query: so many hundredths of a bit for each bit of it.
LACKING = 50
# Names are looked at so many times at most by one word alone, where a query has no other.
ONLY = 1_000
# The least percentage of a word's evidence for it to lead to its names, with the same consonants or with others. Of
# kana and Latin spellings of foreign words two or three in a hundred share no more than a third.
LEAST_SHARE = 15
# The least likeness, in thousandths, of a name written as one word, and that from which no farther one is needed.
LEAST_JOINED, VERY_JOINED = 550, 850
# Is looked for what has the same consonants, or for what has one more, less or changed?
CLOSE, FAR = False, True
# The least percentage of evidence for a word to be taken for a whole name: less is heard in any name.
LEAST_SHARE_JOINED = 30
# So many ways of reading a whole name lead to words, and so many strings and words of these are taken for a whole name.
MOST_WAYS_UNSPACED, MOST_UNSPACED = 3, (50, 100)
# The percentage of a query's weight that a name brings which sounds just like it without spaces. Names of the same
# words bring about as much, since words of many names tell less.
JOINED = 40
# Scripts in which a whole name is often written without spaces.
UNSPACED = frozenset(("Hani", "Hira", "Kana", "Hang", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"))
# The share of a word's evidence that is left after one slip of the hand.
SLIP = 0.75
# Words of one meaning that are looked at, in all spellings together.
MOST_MEANT = 1000
# The share of the lighter one's evidence that is left where a word is translated, or a given name has another form.
AKIN = 0.6
# The share that is left where a word may be a case of the other: as much as after one slip of the hand.
CASE = 0.75
# Words of one spelling that are looked at: they differ in case and in how their languages read them.
MOST_SPELLED = 400
# Names of one look are fetched so many at a time.
CHUNK = 128
# How many words and entities are kept decoded; then all are forgotten.
MOST_KNOWN = 50_000
# For how many parts of names the words are remembered that may stand for them; then all are forgotten.
MOST_REMEMBERED = 20_000


@frozen
class Effort:
    """How far a search goes: at most so many strings of sounds are looked at for one part, and as many farther off.

    From words to names it takes so many steps by two words of a query, so that common names cost no more than rare
    ones, and so many by one word alone; it looks at so many skeletons and names for a name written as one word.
    """

    strings: int
    steps: int
    alone: int
    joined: int


# Where a name is found that is likely to stay the best, a little is done to find a better one.
FULL, LITTLE = Effort(3_000, 20_000, 60, 1_500), Effort(500, 3_000, 60, 300)


# What is weighed of a name: its text, its spelling, its words and how much each tells.
Weighable = tuple[str, str, tuple[Word, ...], tuple[float, ...]]


@frozen
class Candidate:
    """A name of the gazetteer that comes into question; `index` is its place among all names."""

    index: int
    allonym: Allonym


class Names(Numbered):
    """All names of a gazetteer, in order of entity and name; each is decoded when it is asked for."""

    def __init__(self, blocks: Mapping[str, Source], records: Records) -> None:
        self._size = len(Texts(blocks["names"]))
        self._manners = Lister(blocks["manner"])
        self._firsts = Numbers(blocks["firsts"])
        self._records = records
        self._known: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return self._size

    def at(self, number: int) -> Allonym:
        """Give the name of a number."""
        name, _, bearer, manner = self._records.name(number)
        return Allonym(self._records.id(bearer), name, *self.manner(manner))

    def text(self, at: int) -> str:
        """Give a name as it is written."""
        return self._records.name(at)[0]

    def key(self, at: int) -> str:
        """Give the folded spelling of a name."""
        return self._records.written(at)[1]

    def written(self, at: int) -> tuple[str, str]:
        """Give a name as it is written, and its folded spelling."""
        return self._records.written(at)

    def bearer(self, at: int) -> int:
        """Give the number of the entity that bears a name."""
        return self._records.bearer(at)

    def borne(self, entity: int) -> range:
        """Give the places of the names of an entity, by its number."""
        return range(self._firsts[entity], self._firsts[entity + 1])

    def manner(self, number: int) -> tuple[str, ...]:
        """Give a tag, a kind, a scheme and a source that some names share."""
        known = self._known.get(number)
        if known is None:
            if number >= len(self._manners):
                raise IndexCorrupt("a name's manner is not there: build the gazetteer anew")
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[number] = tuple(fields(self._manners[number], 4))
        return known


class Entities(Mapping[str, Entity]):
    """All entities of a gazetteer by id; each is decoded when it is asked for."""

    def __init__(self, blocks: Mapping[str, Source], names: Names, records: Records) -> None:
        self._size, self._kinds = len(Texts(blocks["entities"])), Lister(blocks["kinds"])
        self._records, self._names = records, names
        self._known: dict[int, Entity] = {}
        self._kind: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        """Go through all ids, sorted."""
        return map(self.id, range(self._size))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.number(key) is not None

    def __getitem__(self, key: str) -> Entity:
        number = self.number(key)
        if number is None:
            raise KeyError(key)
        return self.at(number)

    def id(self, number: int) -> str:
        """Give the id of an entity by its number."""
        return self._records.id(number)

    def number(self, key: str) -> int | None:
        """Give the number of an entity by its id, None where there is none."""
        at = bisect_left(range(self._size), key, key=self.id)
        return at if at < self._size and self.id(at) == key else None

    def at(self, number: int) -> Entity:
        """Give an entity by its number."""
        known = self._known.get(number)
        if known is None:
            id, kind, heading, same_as, replaced_by = self._records.entity(number)  # noqa: A001  (the field's own name)
            type, country = self._kind_of(kind)  # noqa: A001  (the field's own name)
            others = tuple(same_as.split(ITEM)) if same_as else ()
            known = Entity(id, heading, type, country, others, replaced_by)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[number] = known
        return known

    def _kind_of(self, kind: str) -> list[str]:
        known = self._kind.get(kind)
        if known is None:
            if not kind.isdigit() or int(kind) >= len(self._kinds):
                raise IndexCorrupt("an entity's type is not there: build the gazetteer anew")
            known = self._kind[kind] = fields(self._kinds[int(kind)], 2)
        return known


class Gazetteer:
    """Tables made searchable, in memory or in a folder. It never changes after it is made."""

    def __init__(self, given: Mapping[str, memoryview | bytes]) -> None:
        self._blocks = given
        blocks: Mapping[str, Source] = (
            {name: given.block(name) for name in BLOCKS} if isinstance(given, Blocks) else given
        )
        self._records = records_of(blocks)
        self.names = Names(blocks, self._records)
        self.entities = Entities(blocks, self.names, self._records)
        self._words, self._barred = Texts(blocks["words"]), Mapper(blocks["barred"])
        self._bars = len(self._barred) > 0
        self._parts, self._postings, self._speakers = (Rows(blocks[name]) for name in ("parts", "postings", "speakers"))
        self._index = index_of(blocks)
        self._begin()

    def _begin(self) -> None:
        """Remember nothing yet of what was decoded."""
        self._heard: dict[int, Heard] = {}
        self._tells: dict[str, float] = {}
        self._weighable: dict[int, tuple[Word, float]] = {}
        self._bare: dict[str, set[str]] = {}
        # The words that may stand for a part: names share their parts, so that these are asked again and again.
        self._same: dict[Heard, Packed] = {}
        self._typed: dict[Heard, Packed] = {}
        self._lemmas: dict[Heard, Packed] = {}
        self._close: dict[Heard, Packed] = {}
        self._far: dict[Heard, Packed] = {}

    @classmethod
    def of(cls, tables: Iterable[Table], *, progress: Progress | None = None, workers: int = 1) -> Gazetteer:
        """Make a gazetteer of tables, in memory; see `build.build`."""
        return cls(build(tables, progress=progress, workers=workers))

    @classmethod
    def open(
        cls, path: str | Path, *, verify: bool = False, in_memory: bool = False, follow_links: bool = False
    ) -> Gazetteer:
        """Open a compiled gazetteer; see `files.open_blocks`. Raises IndexCorrupt or IndexTooNew."""
        blocks = open_blocks(Path(path), verify=verify, in_memory=in_memory, follow_links=follow_links)
        if blocks.delta is not None:
            raise BadOption(f"{path}: it was changed since it was compiled; open it with open_gazetteer, or compact it")
        found = cls(blocks)
        if verify:
            found.check_order()
        return found

    def weighing(self, counts: Mapping[int, int]) -> Gazetteer:
        """Give the same gazetteer, but that these words weigh as those of so many names."""
        given = self._blocks
        blocks: dict[str, Any] = (
            {name: given.block(name) for name in BLOCKS} if isinstance(given, Blocks) else dict(given)
        )
        weights = bytearray(as_block(blocks["worth"]).whole())
        for word, count in counts.items():
            one = self._word(word)
            weights[WORD * word : WORD * (word + 1)] = numbers([worth(one.weight, one.part.role, count)])
        return Gazetteer({**blocks, "worth": bytes(weights)})

    def ways(self, word: int) -> tuple[bytes, ...]:
        """Give the ways that a word may sound."""
        return _ways(self._word(word))

    def speakers(self, string: int) -> Sequence[int]:
        """Give the words that sound like a string of sounds."""
        return self._speakers[string]

    def check_order(self) -> None:
        """Raise IndexCorrupt where a block is not in the order that searching relies on."""
        given = self._blocks
        check_order({name: given.block(name) for name in BLOCKS} if isinstance(given, Blocks) else given)

    @property
    def blocks(self) -> Mapping[str, memoryview | bytes]:
        """What it was made of."""
        return self._blocks

    def all_barred(self) -> Iterator[str]:
        """Go through the entities that some names must not resolve to."""
        return self._barred.keys()

    def write(self, path: str | Path, *, fingerprint: str = "", tables: Iterable[Table] = ()) -> None:
        """Write the gazetteer to a folder, whole or not at all; the same tables give the same bytes.

        The manifest tells of `tables`: titles, versions, licences and counts. Raises IndexNotWritten.
        """
        counts = {"entities": len(self.entities), "names": len(self.names)}
        write_blocks(Path(path), self._blocks, fingerprint=fingerprint, tables=tables, counts=counts)

    @property
    def source(self) -> tuple[str, str] | None:
        """Give the folder that was opened, with the fingerprint of what it held; None for what is only in memory."""
        blocks = self._blocks
        if type(self) is not Gazetteer or not isinstance(blocks, Blocks) or blocks.delta is not None:
            return None
        return str(blocks.path.absolute()), blocks.fingerprint

    def __reduce__(self) -> tuple[Callable[[str, str], Gazetteer], tuple[str, str]]:
        if self.source is None:
            raise BadOption("a gazetteer that is only in memory cannot be pickled: write it to a folder, and open that")
        return reopened, self.source

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return f"Gazetteer({len(self.entities):,} entities, {len(self.names):,} names)"

    def entity(self, key: str) -> Entity:
        """Give an entity by its id, following redirects."""
        return self._followed(self.entities[key])

    def bearer(self, index: int) -> Entity:
        """Give the entity that bears the name at this place, following redirects."""
        return self._followed(self.entities.at(self.names.bearer(index)))

    def _followed(self, entity: Entity) -> Entity:
        seen = set()
        while entity.replaced_by and entity.replaced_by in self.entities and entity.id not in seen:
            seen.add(entity.id)
            entity = self.entities[entity.replaced_by]
        return entity

    @property
    def bars(self) -> bool:
        """Is there any name that must not resolve to some entity?"""
        return self._bars

    def barred(self, entity: str) -> set[str]:
        """Give the folded names that must not resolve to an entity."""
        if not self._bars:
            return set()
        known = self._bare.get(entity)
        if known is None:
            found = self._barred.find(entity)
            known = self._bare[entity] = set() if found is None else set(fields(found))
        return known

    def borne_beside(self, index: int) -> Sequence[int]:
        """Give the places of all names of the entity that bears the name at this place."""
        return self._records.borne(index)

    def written(self, index: int) -> tuple[str, str]:
        """Give the name at this place as it is written, and its folded spelling."""
        return self.names.written(index)

    def names_of(self, entity: str) -> tuple[Candidate, ...]:
        """Give all names of an entity."""
        number = self.entities.number(entity)
        return () if number is None else tuple(map(self.candidate, self.names.borne(number)))

    def candidate(self, index: int) -> Candidate:
        """Give the name at this place as a candidate."""
        return Candidate(index, self.names[index])

    def spelled(self, key: str) -> tuple[Candidate, ...]:
        """Give the names of this spelling, folded."""
        return tuple(map(self.candidate, self.places(key)))

    def places(self, key: str) -> Iterator[int]:
        """Go through the places of the names of this spelling, folded."""
        return (at for at in self._drawn(key) if self.names.key(at) == key)

    def spelling(self, key: str) -> Iterator[tuple[Entity, Allonym, int]]:
        """Go through the names of this spelling, folded: who bears each, the name, and its place."""
        start, more = 0, bool(key)
        look = fingerprint(picture(key))
        while more:
            found, more = self._records.spelled(look, key, start, CHUNK)
            for at, name, bearer, manner in found:
                entity = self.entities.at(bearer)
                allonym = Allonym(entity.id, name, *self.names.manner(manner))
                yield (self._followed(entity) if entity.replaced_by else entity), allonym, at
            start += CHUNK

    def pictured(self, key: str) -> tuple[Candidate, ...]:
        """Give the names whose letters look like these, but are others."""
        found = [(at, self.names.key(at)) for at in self._drawn(key)]
        look = picture(key) if found else ""
        return tuple([self.candidate(at) for at, other in found if other != key and picture(other) == look])

    def _drawn(self, key: str) -> Iterator[int]:
        """Go through the places of names that may look like this one."""
        start, found = 0, [0] * CHUNK if key else []
        look = fingerprint(picture(key))
        while len(found) == CHUNK:
            found = self._records.drawn(look, start, CHUNK)
            yield from found
            start += CHUNK

    def name(self, candidate: Candidate) -> Name:
        """Give what is known of a candidate's name: its parts and readings."""
        return Name(candidate.allonym.name, self.names.key(candidate.index), self.heard(candidate.index))

    def heard(self, index: int) -> tuple[Heard, ...]:
        """Give the parts of the name at this place with their readings."""
        return tuple([self._word(word) for word in self._parts[index]])

    def words(self, index: int) -> tuple[int, ...]:
        """Give the numbers of the words of the name at this place: names of just these words are written just so."""
        return self._records.words(index)

    def weighable(self, index: int, numbers: tuple[int, ...]) -> Weighable:
        """Give what is weighed of the name at this place, which has these words."""
        known = self._weighable
        words, rare = zip(*[known.get(one) or self._made(one) for one in numbers], strict=True) if numbers else ((), ())
        text, key = self.names.written(index)
        return text, key, words, rare

    def holder(self, index: int) -> object:
        """Give what the names of one entity have in common, as it stands in the table."""
        return self._records.bearer(index)

    def _made(self, number: int) -> tuple[Word, float]:
        """Make a word ready to be weighed."""
        record, bearers = self._told(number)
        try:
            word = read_word(record, FIELD, ITEM)
        except (ValueError, KeyError) as error:
            raise IndexCorrupt("a word's record is none: build the gazetteer anew") from error
        if len(self._weighable) >= MOST_KNOWN:
            self._weighable.clear()
        # Another thread may have been faster; one and the same object must be given to all.
        return self._weighable.setdefault(number, (word, telling(bearers)))

    def _told(self, number: int) -> tuple[str, int]:
        """Give the record of a word, and how many names have the words of its key."""
        return self._records.told(number, MOST_SPELLED)

    def rare(self, key: str) -> float:
        """Say how much a word tells, by how many names of the gazetteer have it, 0 to 1."""
        tells = self._tells.get(key)
        if tells is None:
            if len(self._tells) >= MOST_KNOWN:
                self._tells.clear()
            tells = self._tells[key] = telling(self.bearers(key))
        return tells

    def rarity(self, *names: Name) -> dict[str, float]:
        """Say how much each word of some names tells."""
        return {part.part.key: self.rare(part.part.key) for name in names for part in name.parts}

    def sounding(self, name: Name) -> tuple[Candidate, ...]:
        """Give the names that sound like this one, likeliest first, at most MOST_CANDIDATES."""
        return tuple([self.candidate(at) for at, _ in self.nearest(name)])

    def nearest(self, name: Name, most: int = MOST_CANDIDATES) -> Scored:
        """Give the places of the names that sound like this one, with rough evidence in hundredths of a bit."""
        found: dict[int, int] = {}
        for stage in self.stages(name, most):
            for at, bits in stage:
                found[at] = max(bits, found.get(at, bits))
        return sorted(found.items(), key=lambda row: (-row[1], row[0]))[:most]

    def stages(
        self, name: Name, most: int = MOST_CANDIDATES, *, found_one: Callable[[], bool] = bool
    ) -> Iterator[Scored]:
        """Search ever farther for names that sound like this one; whoever has found enough need not go on.

        Names in which every part sounds the same come first; then those with one slip of the hand in a word; with words
        of the same consonants, or of the same meaning, in the place of any; with words of other consonants; and names
        that sound alike without spaces. Before all of these come the names that it may be the acronym of, last those
        that may be acronyms of it. Each stage gives places of names with rough evidence, in hundredths of a bit. Before
        other consonants are looked for, `found_one` says whether a name was found that is likely to stay the best.
        """
        parts = [part for part in name.parts if part.part.role != INITIAL or len(name.parts) == 1]
        if len(parts) > MOST_SLOTS:
            parts = sorted(parts, key=lambda part: -part.weight)[:MOST_SLOTS]
        if not parts:
            return
        expanded = self._expanded(name, most)
        if expanded:
            yield expanded
        lacks = tuple([int(LACKING * TELLING[part.part.role] * part.weight) for part in parts])
        asked = lacks, sum(1 << at for at, part in enumerate(parts) if part.part.role not in LOOSE)
        same = [self._words_same(part) for part in parts]
        whole = self._names(same, asked, most, whole=True) if all(same) else []
        if whole:
            yield whole
        respelled = self._respelled(parts, same, most)
        if respelled:
            yield respelled
        # A word may stand in a slot more than once: the most that it brings counts.
        typed = [some + self._words_typed(part) for part, some in zip(parts, same, strict=True)]
        if typed != same and all(typed):
            yield self._names(typed, asked, most, whole=True)
        close = [some + self._words_close(part) for part, some in zip(parts, typed, strict=True)]
        if len(parts) > 1:
            yield self._names(close, asked, most, whole=True)
        effort = LITTLE if found_one() else FULL
        far = [some + self._words_far(part, effort) for part, some in zip(parts, close, strict=True)]
        found = self._names(far, asked, most, effort)
        unspaced = len(parts) == 1 and parts[0].part.script in UNSPACED
        if not unspaced:
            yield found
            found = []
        joined = self._joined_near(name, int(HUNDREDTHS * sum(part.weight for part in parts)), effort)
        yield sorted(_merged(found, joined), key=lambda row: (-row[1], row[0]))[:most]
        shortened = self._shortened(name, most)
        if shortened:
            yield shortened

    def _expanded(self, name: Name, most: int) -> Scored:
        """Give the names that a name may be the acronym of, with rough evidence."""
        key = acronym_of(name)
        bits = int(HUNDREDTHS * LETTER_BITS * len(key))
        return [(at, bits) for at in islice(self._drawn(MARK + key), most)] if key else []

    def _shortened(self, name: Name, most: int) -> Scored:
        """Give the names that may be acronyms of a name, with rough evidence."""
        some = self._words_of_any(acronyms_of(name))
        bits = int(JOINED * sum(one.weight for one in name.parts))
        found = [(word, bits) for word in some if self._word(word).part.text.isupper()]
        return self._names([packed(found)], ((0,), 0), most) if found else []

    def _respelled(self, parts: list[Heard], same: list[Packed], most: int) -> Scored:
        """Give the names that are spelled as schemes write the Han letters of a name, with rough evidence."""
        places = [at for at, part in enumerate(parts) if part.part.script == HAN and part.part.role not in LOOSE]
        if len(places) != 1:
            return []
        (at,) = places
        word, weight = parts[at].part.text, HUNDREDTHS * parts[at].weight
        beside = [some + self._words_meant(one) for one, some in zip(parts, same, strict=True)]
        found: Scored = []
        for way in ((spelled(word),), *parted(word)):
            bits = max(1, int(weight / len(way)))
            slots = [[(number, bits) for number in self._words_of_any(keys)] for keys in way]
            if all(slots):
                others = [some for some in (*beside[:at], *beside[at + 1 :]) if some]
                asked = (0,) * (len(slots) + len(others)), 0
                some = self._names([*map(packed, slots), *others], asked, most, whole=True)
                found += [one for one in some if in_order(self.words(one[0]), slots, len(word))]
        return sorted(found, key=lambda row: (-row[1], row[0]))[:most]

    def _names(
        self,
        slots: list[Packed],
        asked: tuple[tuple[int, ...], int],
        most: int,
        effort: Effort = FULL,
        *,
        whole: bool = False,
    ) -> Scored:
        alone = effort.alone if len(slots) > 1 else ONLY
        return self._index.names(slots, asked, whole, COSTS, most, (effort.steps, alone))

    def _words_typed(self, part: Heard) -> Packed:
        """Give the words that are written like a part of a name but for a slip, or of which it is a case."""
        known = self._typed.get(part)
        if known is None:
            key = part.part.key
            found: list[int] = []
            if SHORTEST_MISTYPED - 1 <= len(key) <= LONGEST_MISTYPED:
                found = self._index.slips(key, mistyped(key), MOST_SPELLED)
            known = kept(self._typed, part, self._shared(found, part, SLIP) + self._words_declined(part))
        return known

    def _shared(self, words: list[int], part: Heard, share: float) -> Packed:
        """Give words with a share of the evidence of the lighter one of a word and a part."""
        return self._index.shared(words, HUNDREDTHS * part.weight, share)

    def _words_same(self, part: Heard) -> Packed:
        """Give the words of the gazetteer that sound the same as a part of a name under some reading."""
        known = self._same.get(part)
        if known is None:
            ways = _ways(part)
            if ways:
                found = self._index.same(ways, MOST_SOUNDINGS)
            else:
                weight = max(1, int(HUNDREDTHS * part.weight))
                words = [word for word in self._words_of(part.part.key) if not self._word(word).broad]
                found = packed((word, weight) for word in words)
            known = kept(self._same, part, found)
        return known

    def _words_close(self, part: Heard) -> Packed:
        """Give the words that sound like a part of a name, with the same consonants, or mean the same."""
        known = self._close.get(part)
        if known is None:
            found = self._index.near(_ways(part), CLOSE, LEAST_SHARE, MOST_NEAR, FULL.strings)
            known = kept(self._close, part, found + self._words_meant(part))
        return known

    def _words_far(self, part: Heard, effort: Effort) -> Packed:
        """Give the words that sound like a part of a name, but for a consonant."""
        known = self._far.get(part)
        if known is None or effort is LITTLE:
            found = self._index.near(_ways(part), FAR, LEAST_SHARE, MOST_FAR, effort.strings)
            known = found if effort is LITTLE else kept(self._far, part, found)
        return known

    def _words_declined(self, part: Heard) -> Packed:
        """Give the words of which a part of a name may be a case, however many others sound nearer."""
        known = self._lemmas.get(part)
        if known is None:
            found = self._words_of_any(lemmas(part.part.key, part.part.script))
            known = kept(self._lemmas, part, self._shared(found, part, CASE))
        return known

    def declines(self, name: Name) -> bool:
        """Say whether a part of a name may be a case of a word that some name has; of words with a hyphen, always."""
        return any("-" in part.part.key or self._words_declined(part) for part in name.parts)

    def _words_meant(self, part: Heard) -> Packed:
        """Give the words that mean the same in another language, and other forms of a given name."""
        return self._shared(self._words_of_any(akin(part.part.key)), part, AKIN)

    def _words_of_any(self, keys: Sequence[str]) -> list[int]:
        """Give the numbers of the words of any of these keys, which are all different."""
        return self._records.keyed(keys, MOST_MEANT) if keys else []

    def _joined_near(self, name: Name, weight: int, effort: Effort) -> Scored:
        """Give names that sound like this one when neither has spaces, with rough evidence."""
        if len(name.parts) > MOST_JOINED:
            return []
        ways = as_one(name)
        loose = [*ways, *loosely_as_one(name)]
        found = self._index.joined(loose, LEAST_JOINED, CLOSE, MOST_CANDIDATES, effort.joined)
        if len(name.parts) == 1 and (not found or found[0][1] < VERY_JOINED):
            found += self._index.joined(loose, LEAST_JOINED, FAR, MOST_CANDIDATES, effort.joined)
        if len(name.parts) > 1:
            # The other name may have been written without spaces.
            some = ways[:MOST_WAYS_UNSPACED]
            near = [
                row
                for far in (CLOSE, FAR)
                for row in unpacked(self._index.near(some, far, LEAST_SHARE_JOINED, MOST_UNSPACED, effort.strings))
            ]
            like = [(word, min(PERMILLE, (PERMILLE + bits * PERMILLE // max(1, weight)) // 2)) for word, bits in near]
            like += [(word, PERMILLE) for word, _ in unpacked(self._index.same(as_of_han(name), MOST_SOUNDINGS))]
            found += self._index.alone(packed(like), MOST_CANDIDATES)
        scores: dict[int, int] = {}
        for at, value in found:
            scores[at] = max(value, scores.get(at, 0))
        # Half of the sounds of two names are alike by chance.
        half = [(at, (2 * value - PERMILLE) * weight * JOINED // (100 * PERMILLE)) for at, value in scores.items()]
        return sorted(half, key=lambda row: (-row[1], row[0]))

    def _words_of(self, key: str) -> list[int]:
        """Give the numbers of the words of this key."""
        return self._records.keyed((key,), MOST_SPELLED)

    def bearers(self, key: str) -> int:
        """Say how many names have the words of this key, each word for itself."""
        return self._records.bearers(fingerprint(key), key, MOST_SPELLED)

    def _record(self, word: int) -> str:
        return self._records.word(word)

    def _key(self, word: int) -> str:
        return self._record(word).split(FIELD, 2)[1]

    def _word(self, number: int) -> Heard:
        known = self._heard.get(number)
        if known is None:
            word = word_of(self._record(number))
            if len(self._heard) >= MOST_KNOWN:
                self._heard.clear()
            # Another thread may have been faster; one and the same object must be given to all.
            known = self._heard.setdefault(number, word)
        return known


def reopened(path: str, fingerprint: str) -> Gazetteer:
    """Open the gazetteer of a folder again; raises IndexCorrupt where another one lies there by now."""
    found = Gazetteer.open(path, follow_links=True)
    if found.source is None or found.source[1] != fingerprint:
        raise IndexCorrupt(f"{path}: not the gazetteer that was open when this was pickled; open it by its path")
    return found


@lru_cache(maxsize=16384)
def _ways(part: Heard) -> tuple[bytes, ...]:
    return ways_of(part)


def kept(known: dict[Heard, Packed], part: Heard, found: Packed) -> Packed:
    """Keep what was found for a part."""
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[part] = found
    return found


def _merged(one: Scored, other: Scored) -> Scored:
    """Put words together, each with the most evidence."""
    found = dict(one)
    for word, bits in other:
        found[word] = max(bits, found.get(word, bits))
    return list(found.items())


def text(value: memoryview) -> str:
    """Read a value as text."""
    try:
        return str(value, "utf-8")
    except UnicodeDecodeError as error:
        raise IndexCorrupt("a record is not UTF-8: build the gazetteer anew") from error


def word_of(record: str) -> Heard:
    """Give a word with its readings, as its record tells of it."""
    try:
        return plainly_read(record, FIELD, ITEM)
    except (ValueError, KeyError) as error:
        raise IndexCorrupt("a word's record is none: build the gazetteer anew") from error


def fields(value: memoryview, count: int = 0) -> list[str]:
    """Read a value as fields of text; `count` is how many there must be."""
    found = text(value).split(FIELD)
    if count and len(found) != count:
        raise IndexCorrupt(f"a record has {len(found)} fields where {count} are expected: build the gazetteer anew")
    return found
