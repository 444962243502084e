"""How do tables become blocks that can be searched?

The same tables give the same bytes, whatever the order of their rows. Names lie in the order of their entities' ids;
what many names share (words, sounds, sources) is kept once, and pointed to.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from attrs import define, field

from allonym.collector import undisturbed
from allonym.comparison import TELLING, telling
from allonym.errors import AllonymError
from allonym.fold import Folded, fold, picture
from allonym.gazetteer.agree import check_agreement
from allonym.gazetteer.blocks import fingerprint, numbers, pack_finder, pack_grouped, pack_list, pack_map, pack_rows
from allonym.gazetteer.skeleton import shortened
from allonym.gazetteer.sounding import bones_of, index_of, left_by_slips, sort
from allonym.gazetteer.walk import FIELD, LONGER, LONGEST, NOT_JOINED, OWN
from allonym.name import Heard, heard_in
from allonym.parse import Part, alone, parse, side_of
from allonym.parse.vocabulary import LEGAL, TITLE
from allonym.processes import check_workers, in_processes
from allonym.reading import searched
from allonym.records import Allonym, Entity
from allonym.tables import Table

# Names of two and up to this many words are also kept as one word, since spaces are often lost.
MOST_JOINED = 4
# One field of a record never holds this character, nor FIELD or OWN: tables refuse control characters.
ITEM = "\x1e"
# The array types of numbers of so many bytes.
WIDTHS = {1: "B", 2: "H", 4: "I"}
# Names are taken in ranges of so many at most; where several processes share the work, in so many turns of each, but no
# fewer names at a time, since each process must hear the words for itself.
MOST_TAKEN, FEWEST_TAKEN, TURNS = 50_000, 5_000, 4
# Weight and telling of a word lie in one number: 16 bits each.
HALF = 16
MOST_WEIGHT = (1 << HALF) - 1
HUNDREDTHS, THOUSANDTHS = 100, 1000
PRINT_BITS = 32
# Parts that are left out where a name is written as one word: a company is known without its Ltd.
UNJOINED = frozenset({LEGAL, TITLE})
# Shorter words have too many neighbours, longer ones are no names.
SHORTEST_MISTYPED = 4
LONGEST_MISTYPED = 24

# What a gazetteer is made of.
BLOCKS = (
    "names",
    "keys",
    "odd",
    "manners",
    "manner",
    "entities",
    "firsts",
    "facts",
    "kinds",
    "barred",
    "spelled",
    "parts",
    "postings",
    "pairs",
    "words",
    "typed",
    "worth",
    "strings",
    "speakers",
    "groups",
    "bones",
    "usual",
    "joined",
)

Progress = Callable[[int, int], None]


def build(tables: Iterable[Table], *, progress: Progress | None = None, workers: int = 1) -> dict[str, bytes]:
    """Make the blocks of a gazetteer; `progress` is called with names done and names in all.

    `workers` processes, 1 to 64, part and read the names; the blocks are the same. Raises BadTable or BadOption.
    """
    with undisturbed():
        return _built(tuple(tables), progress, check_workers(workers))


def _built(tables: tuple[Table, ...], progress: Progress | None, workers: int) -> dict[str, bytes]:
    entities = merged(tables)
    names = [one for one, _ in groupby(sorted(chain.from_iterable(table.names for table in tables), key=_order))]
    asked = ([(one.name, one.tag, entities[one.entity].type) for one in some] for some in _ranges(names, workers))
    index = _Index()
    for taken in map(_taken, asked) if workers == 1 else in_processes(_taken, asked, workers):
        index.take(taken)
        if progress:
            progress(len(index), len(names))
    barred: dict[str, set[str]] = {}
    for table in tables:
        for key, some in table.not_same.items():
            barred.setdefault(key, set()).update(fold(name).key for name in some)
    return {
        **_naming(names),
        **_entities(names, entities),
        **index.blocks(),
        "barred": pack_map({key: record(*sorted(some)) for key, some in barred.items()}),
    }


def _ranges(names: Sequence[Allonym], workers: int) -> Iterator[Sequence[Allonym]]:
    """Cut names into ranges, few enough that each process meets most words again."""
    size = MOST_TAKEN if workers == 1 else min(MOST_TAKEN, max(FEWEST_TAKEN, -(-len(names) // (TURNS * workers))))
    return (names[at : at + size] for at in range(0, len(names), size))


def merged(tables: Iterable[Table]) -> dict[str, Entity]:
    """Give all entities by id. Where two tables name one, the first in order of content that tells its type counts.

    Raises BadTable where two contradict each other.
    """
    tables = tuple(tables)
    check_agreement(tables)
    found: dict[str, Entity] = {}
    several: dict[str, list[Entity]] = {}
    for table in tables:
        for entity in table.entities.values():
            first = found.setdefault(entity.id, entity)
            if first is not entity:
                several.setdefault(entity.id, [first]).append(entity)
    found.update((key, min(some, key=_telling)) for key, some in several.items())
    return found


def _telling(entity: Entity) -> tuple[bool, str]:
    return not entity.type, repr(entity)


def record(*fields: str) -> bytes:
    """Pack fields of text into one value."""
    return FIELD.join(fields).encode()


_order = attrgetter("entity", "name", "tag", "kind", "scheme", "source")
_manner = attrgetter("tag", "kind", "scheme", "source")


def _naming(names: Sequence[Allonym]) -> dict[str, bytes]:
    """Pack names as written, and the manners (tag, kind, scheme, source) that they share."""
    manners = sorted(set(map(_manner, names)))
    places = {manner: at for at, manner in enumerate(manners)}
    return {
        "names": pack_list([one.name.encode() for one in names]),
        "manners": narrow([places[manner] for manner in map(_manner, names)]),
        "manner": pack_list([record(*one) for one in manners]),
    }


def _entities(names: Sequence[Allonym], entities: Mapping[str, Entity]) -> dict[str, bytes]:
    """Pack entities in the order of their ids, and where the names of each begin."""
    ids = sorted(entities)
    kinds = sorted({(one.type, one.country) for one in entities.values()})
    places = {kind: str(at) for at, kind in enumerate(kinds)}
    firsts, facts = array("I", [0]), []
    first, end = 0, len(names)
    for key in ids:
        last = first
        while last < end and names[last].entity == key:
            last += 1
        own = [one.name for one in names[first:last]]
        entity = entities[key]
        # A heading that is one of the entity's own names is kept as its place among them.
        heading = OWN + str(own.index(entity.heading)) if entity.heading in own else entity.heading
        fields = (places[entity.type, entity.country], heading, ITEM.join(entity.same_as), entity.replaced_by)
        facts.append(FIELD.join(fields).rstrip(FIELD).encode())
        firsts.append(last)
        first = last
    return {
        "entities": pack_list([key.encode() for key in ids]),
        "firsts": numbers(firsts),
        "facts": pack_list(facts),
        "kinds": pack_list([record(*kind) for kind in kinds]),
    }


def narrow(values: Sequence[int]) -> bytes:
    """Pack numbers in as few bytes each as the greatest of them needs: 1, 2 or 4."""
    most = max(values, default=0)
    width = 1 if most < 1 << 8 else 2 if most < 1 << 16 else 4
    packed = array(WIDTHS[width], values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


class Word(NamedTuple):
    """A word, as far as a gazetteer keeps it: its record, its folded spelling and role, its weight, how it sounds."""

    record: bytes
    key: str
    role: str
    weight: float
    ways: tuple[bytes, ...]


class Taken(NamedTuple):
    """The words and names of a range, by numbers that count from its beginning.

    `parts` are the words of all names end to end, `ends` where each name's end; `looks` pairs of a fingerprint of how
    a name looks and the name; `odd` the names whose spelling is not their text in lower case, `keys` their spellings.
    """

    words: list[Word]
    parts: array[int]
    ends: array[int]
    looks: array[int]
    odd: array[int]
    keys: list[bytes]


def _taken(asked: Sequence[tuple[str, str, str]]) -> Taken:
    """Fold, part and read names, each with its tag and the type of who bears it."""
    with undisturbed():
        words, parts, ends = _Words(), array("I"), array("I")
        looks, odd, keys = array("Q"), array("I"), []
        for at, (name, tag, type_) in enumerate(asked):
            try:
                folded = fold(name)
                key, found = folded.key, words.of(folded, type_, tag)
            except AllonymError:
                # A table's name that no query may ask for cannot be found; `table check` says so.
                key, found = "", []
            if key != name.lower():
                odd.append(at)
                keys.append(key.encode())
            if key:
                looks.append(fingerprint(picture(key)) << PRINT_BITS | at)
            parts.extend(found)
            ends.append(len(parts))
        return Taken(words.told, parts, ends, looks, odd, keys)


class _Words:
    """The words of names, each numbered when it is first met."""

    def __init__(self) -> None:
        self.told: list[Word] = []
        # The numbers of parts of a tag; and of words of a type and tag that are parts whatever stands beside them.
        self._known: dict[tuple[Part, str], int] = {}
        self._plain: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def of(self, folded: Folded, type: str, tag: str) -> list[int]:
        """Give the numbers of the words of a name; those that were met before need not be parted nor read again."""
        side = side_of(type)
        plain = self._plain[f"{side} {tag}"]
        words = [plain[word] for word in folded.words if word in plain]
        if len(words) == len(folded.words):
            return words
        words = [self._number(part, tag) for part in parse(folded, type)]
        plain.update((word, self._number(part, tag)) for word in folded.words if (part := alone(word, side)))
        return words

    def _number(self, part: Part, tag: str) -> int:
        number = self._known.setdefault((part, tag), len(self.told))
        if number == len(self.told):
            self.told.append(_told(part, tag))
        return number


# Kept from range to range, some 500 bytes each.
@lru_cache(maxsize=65536)
def _told(part: Part, tag: str) -> Word:
    """Read a part of a name, and tell of it what a gazetteer keeps."""
    heard = heard_in(part, tag)
    return Word(_word_record(heard), part.key, part.role, heard.weight, searched(heard.sounds, LONGEST))


@define
class _Index:
    """The index while it grows."""

    words: dict[bytes, int] = field(factory=dict)
    told: list[Word] = field(factory=list)
    parts: array[int] = field(factory=lambda: array("I"))
    ends: array[int] = field(factory=lambda: array("I", [0]))
    spelled: array[int] = field(factory=lambda: array("Q"))
    odd: array[int] = field(factory=lambda: array("I"))
    keys: list[bytes] = field(factory=list)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def take(self, taken: Taken) -> None:
        """Take in the names that follow those of before."""
        first, before = len(self), len(self.parts)
        numbers_of = [self._number(word) for word in taken.words]
        self.parts.extend([numbers_of[word] for word in taken.parts])
        self.ends.extend([before + end for end in taken.ends])
        self.spelled.extend([look + first for look in taken.looks])
        self.odd.extend([first + at for at in taken.odd])
        self.keys += taken.keys

    def _number(self, word: Word) -> int:
        # Two languages may read a word alike; it is one word then.
        number = self.words.setdefault(word.record, len(self.told))
        if number == len(self.told):
            self.told.append(word)
        return number

    def _postings(self) -> array[int]:
        """Give pairs of a word and a name that has it, in order."""
        found, parts = array("Q"), self.parts
        for at, (start, end) in enumerate(pairwise(self.ends)):
            found.extend([word << PRINT_BITS | at for word in {*parts[start:end]}])
        sort(found)
        return found

    def blocks(self) -> dict[str, bytes]:
        """Pack all that was taken in."""
        sort(self.spelled)
        borne = self._postings()
        postings = pack_grouped(borne, len(self.told))
        counts = array("I", bytes(4 * len(self.told)))
        for pair in borne:
            counts[pair >> PRINT_BITS] += 1
        typed = array("Q")
        for at, one in enumerate(self.told):
            typed.extend([print_ << PRINT_BITS | at for print_ in mistyped(one.key)])
        sort(typed)
        blocks = {
            "keys": pack_list(self.keys),
            "odd": numbers(self.odd),
            "spelled": pack_finder(self.spelled),
            "parts": numbers(array("I", [len(self.ends) - 1]) + self.ends + self.parts),
            "postings": postings,
            "words": pack_list(self.words),
            "typed": pack_finder(typed),
            "worth": numbers(
                [worth(one.weight, one.role, count) for one, count in zip(self.told, counts, strict=True)]
            ),
            **self._sounds(),
        }
        none = {"joined": pack_finder(()), "pairs": pack_rows([()] * len(self.told))}
        index = index_of({**blocks, **none})
        joined = bytearray()
        index.joins(MOST_JOINED, joined)
        pairs = array("Q", bytes(joined))
        sort(pairs)
        return {**blocks, "joined": pack_finder(pairs), "pairs": index.couples()}

    def _sounds(self) -> dict[str, bytes]:
        """Pack the broad sounds of all words, the words that sound so, and the skeletons that lead to them."""
        spoken = sorted({way for one in self.told for way in one.ways if way})
        bare = list(map(bones_of, spoken))
        # Strings of one skeleton are searched together, so that they lie together.
        order = sorted(range(len(spoken)), key=[some[0] for some in bare].__getitem__)
        strings = {spoken[at]: place for place, at in enumerate(order)}
        speakers = array("Q")
        usual = array("I")
        for number, one in enumerate(self.told):
            speakers.extend([strings[way] << PRINT_BITS | number for way in {*one.ways} if way])
            # Counted from 1; 0 where nobody can read the word.
            first = strings[one.ways[0]] + 1 if one.ways and one.ways[0] else 0
            usual.append(NOT_JOINED if one.role in UNJOINED else first)
        sort(speakers)
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for way, some in zip(spoken, bare, strict=True):
            for skeleton in some:
                groups[skeleton].append(strings[way])
        bones = array("Q")
        for at, skeleton in enumerate(sorted(groups)):
            for key in dict.fromkeys((skeleton, *shortened(skeleton))):
                longer = 0 if key == skeleton else LONGER
                bones.append(fingerprint(key) << PRINT_BITS | longer | at)
        sort(bones)
        return {
            "strings": pack_list(strings),
            "speakers": pack_grouped(speakers, len(strings)),
            "groups": pack_rows([groups[skeleton] for skeleton in sorted(groups)]),
            "bones": pack_finder(bones),
            "usual": numbers(usual),
        }


def mistyped(key: str) -> list[int]:
    """Give the fingerprints of a spelling, and of it with each one of its letters left out: what one slip leaves."""
    return left_by_slips(key, SHORTEST_MISTYPED, LONGEST_MISTYPED)


def worth(weight: float, role: str, names: int) -> int:
    """Pack the weight of a word, and how much a word of its role and of so many names tells."""
    tells = round(THOUSANDTHS * TELLING[role] * telling(names))
    return min(MOST_WEIGHT, round(HUNDREDTHS * weight)) << HALF | tells


def _word_record(heard: Heard) -> bytes:
    part = heard.part
    number = "" if part.number is None else str(part.number)
    readings = [sounds + ITEM + code for sounds, code in zip(heard.spoken, heard.codes, strict=True)]
    return record(part.text, part.key, part.role, part.script, number, *readings)
