"""How do tables become blocks that can be searched?

The same tables give the same bytes, whatever the order of their rows. Names lie in the order of their entities' ids;
what many names share (words, sounds, sources) is kept once, and pointed to.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter

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
from allonym.name import Heard, hear
from allonym.parse import Part, alone, parse
from allonym.parse.vocabulary import LEGAL, TITLE
from allonym.reading import searched
from allonym.records import Allonym, Entity
from allonym.tables import Table

# Names of two and up to this many words are also kept as one word, since spaces are often lost.
MOST_JOINED = 4
# One field of a record never holds this character, nor FIELD or OWN: tables refuse control characters.
ITEM = "\x1e"
# The array types of numbers of so many bytes.
WIDTHS = {1: "B", 2: "H", 4: "I"}
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


def build(tables: Iterable[Table], *, progress: Progress | None = None) -> dict[str, bytes]:
    """Make the blocks of a gazetteer; `progress` is called with names done and names in all."""
    with undisturbed():
        return _built(tuple(tables), progress)


def _built(tables: tuple[Table, ...], progress: Progress | None) -> dict[str, bytes]:
    entities = merged(tables)
    names = [one for one, _ in groupby(sorted(chain.from_iterable(table.names for table in tables), key=_order))]
    index = _Index()
    for at, allonym in enumerate(names):
        index.add(at, allonym, entities[allonym.entity].type)
        if progress and at % 1000 == 0:
            progress(at, len(names))
    barred: dict[str, set[str]] = {}
    for table in tables:
        for key, some in table.not_same.items():
            barred.setdefault(key, set()).update(fold(name).key for name in some)
    blocks = {
        **_naming(names),
        **_entities(names, entities),
        **index.blocks(),
        "barred": pack_map({key: record(*sorted(some)) for key, some in barred.items()}),
    }
    if progress:
        progress(len(names), len(names))
    return blocks


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


@define
class _Index:
    """The index while it grows."""

    words: dict[bytes, int] = field(factory=dict)
    heard: list[Heard] = field(factory=list)
    # The numbers of parts of a tag; and of words that are parts whatever stands beside them.
    known: dict[tuple[Part, str], int] = field(factory=dict)
    plain: dict[str, dict[str, int]] = field(factory=dict)
    parts: array[int] = field(factory=lambda: array("I"))
    ends: array[int] = field(factory=lambda: array("I", [0]))
    postings: array[int] = field(factory=lambda: array("Q"))
    spelled: array[int] = field(factory=lambda: array("Q"))
    odd: list[int] = field(factory=list)
    keys: list[bytes] = field(factory=list)

    def add(self, at: int, allonym: Allonym, type: str) -> None:
        """Take in the name with this number, of an entity of this type."""
        name, tag = allonym.name, allonym.tag
        try:
            folded = fold(name)
            key, words = folded.key, self._words(folded, type, tag)
        except AllonymError:
            # A table's name that no query may ask for cannot be found; `table check` says so.
            key, words = "", []
        if key != name.lower():
            self.odd.append(at)
            self.keys.append(key.encode())
        if key:
            self.spelled.append(fingerprint(picture(key)) << PRINT_BITS | at)
        self.parts.extend(words)
        self.ends.append(len(self.parts))
        self.postings.extend([word << PRINT_BITS | at for word in dict.fromkeys(words)])

    def _words(self, folded: Folded, type: str, tag: str) -> list[int]:
        """Give the numbers of the words of a name; words that were met before need not be parted nor heard again."""
        plain = self.plain.setdefault(tag, {})
        words = [plain[word] for word in folded.words if word in plain]
        if len(words) == len(folded.words):
            return words
        words = [self._word(part, tag) for part in parse(folded, type)]
        plain.update((word, self._word(part, tag)) for word in folded.words if (part := alone(word)))
        return words

    def _word(self, part: Part, tag: str) -> int:
        number = self.known.get((part, tag))
        if number is None:
            heard = hear(part, tag)
            # Two languages may read a word alike; it is one word then.
            number = self.words.setdefault(_word_record(heard), len(self.heard))
            if number == len(self.heard):
                self.heard.append(heard)
            self.known[part, tag] = number
        return number

    def blocks(self) -> dict[str, bytes]:
        """Pack all that was taken in."""
        sort(self.postings)
        sort(self.spelled)
        postings = pack_grouped(self.postings, len(self.heard))
        counts = array("I", bytes(4 * len(self.heard)))
        for pair in self.postings:
            counts[pair >> PRINT_BITS] += 1
        typed = array("Q")
        for at, one in enumerate(self.heard):
            typed.extend([print_ << PRINT_BITS | at for print_ in mistyped(one.part.key)])
        sort(typed)
        blocks = {
            "keys": pack_list(self.keys),
            "odd": numbers(self.odd),
            "spelled": pack_finder(self.spelled),
            "parts": numbers(array("I", [len(self.ends) - 1]) + self.ends + self.parts),
            "postings": postings,
            "words": pack_list(self.words),
            "typed": pack_finder(typed),
            "worth": numbers([worth(one, count) for one, count in zip(self.heard, counts, strict=True)]),
            **self._sounds(),
        }
        none = {"joined": pack_finder(()), "pairs": pack_rows([()] * len(self.heard))}
        index = index_of({**blocks, **none})
        joined = bytearray()
        index.joins(MOST_JOINED, joined)
        pairs = array("Q", bytes(joined))
        sort(pairs)
        return {**blocks, "joined": pack_finder(pairs), "pairs": index.couples()}

    def _sounds(self) -> dict[str, bytes]:
        """Pack the broad sounds of all words, the words that sound so, and the skeletons that lead to them."""
        spoken = sorted({way for one in self.heard for way in searched(one.sounds, LONGEST) if way})
        bare = list(map(bones_of, spoken))
        # Strings of one skeleton are searched together, so that they lie together.
        order = sorted(range(len(spoken)), key=[some[0] for some in bare].__getitem__)
        strings = {spoken[at]: place for place, at in enumerate(order)}
        speakers = array("Q")
        usual = array("I")
        for number, one in enumerate(self.heard):
            ways = searched(one.sounds, LONGEST)
            speakers.extend([strings[way] << PRINT_BITS | number for way in {*ways} if way])
            # Counted from 1; 0 where nobody can read the word.
            first = strings[ways[0]] + 1 if ways and ways[0] else 0
            usual.append(NOT_JOINED if one.part.role in UNJOINED else first)
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


def worth(heard: Heard, names: int) -> int:
    """Pack the weight of a word, and how much a word of its role and of so many names tells."""
    weight = min(MOST_WEIGHT, round(HUNDREDTHS * heard.weight))
    tells = round(THOUSANDTHS * TELLING[heard.part.role] * telling(names))
    return weight << HALF | tells


def _word_record(heard: Heard) -> bytes:
    part = heard.part
    number = "" if part.number is None else str(part.number)
    readings = [sounds + ITEM + code for sounds, code in zip(heard.spoken, heard.codes, strict=True)]
    return record(part.text, part.key, part.role, part.script, number, *readings)
