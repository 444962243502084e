"""How do tables become blocks that can be searched?

The same tables give the same bytes, whatever the order of their rows, the memory that there is, and the number of
processes. Names lie in the order of their entities' ids; what many names share (words, sounds, sources) is kept once,
and pointed to.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate, chain, groupby, islice, pairwise
from operator import itemgetter

from allonym.collector import undisturbed
from allonym.comparison import TELLING, telling
from allonym.errors import BadTable
from allonym.gazetteer.agree import check_agreement
from allonym.gazetteer.blocks import fingerprint, numbers, pack_finder, pack_list, pack_map, pack_rows, unpack_numbers
from allonym.gazetteer.gathered import AT_ONCE, Gathered, Named, Told, chosen
from allonym.gazetteer.packed import PackedList, PackedNumbers, PackedRows, PackedTexts, finder, grouped
from allonym.gazetteer.skeleton import shortened
from allonym.gazetteer.sounding import SEARCHED, bones_of, index_of, left_by_slips
from allonym.gazetteer.spill import Chain, Kept, Numbers, Room, Rows
from allonym.gazetteer.taken import PRINT_BITS, Taken, Word, record, take
from allonym.gazetteer.walk import FIELD, LONGER, NOT_JOINED, OWN
from allonym.parse.vocabulary import LEGAL
from allonym.processes import check_workers, in_processes
from allonym.records import Entity
from allonym.tables import Table

# Names of two and up to this many words are also kept as one word, since spaces are often lost.
MOST_JOINED = 4
# The array types of numbers of so many bytes.
WIDTHS = {1: "B", 2: "H", 4: "I"}
# Names are taken in ranges of so many at most; where several processes share the work, in so many turns of each, but no
# fewer names at a time, since each process must hear the words for itself.
MOST_TAKEN, FEWEST_TAKEN, TURNS = 50_000, 5_000, 4
# Weight and telling of a word lie in one number: 16 bits each.
HALF = 16
MOST_WEIGHT = (1 << HALF) - 1
HUNDREDTHS, THOUSANDTHS = 100, 1000
# Parts that are left out where a name is written as one word: a company is known without its Ltd.
UNJOINED = frozenset({LEGAL})
# Shorter words have too many neighbours, longer ones are no names.
SHORTEST_MISTYPED = 4
LONGEST_MISTYPED = 24
# Shares of the memory: what names and words lead to while they are taken in, and what is made of all of them at last.
LOOKS, POSTINGS, TYPED, SOUNDS, BONES = 1 / 16, 1 / 16, 1 / 32, 1 / 16, 1 / 32
JOINED, COUPLES = 1 / 4, 1 / 2
# A name by two of its words takes so many bytes while it is packed.
COUPLE = 16
# Words are told apart by so many bytes of the digest of their records.
DIGEST = 16

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
# A block, or the parts of one, in memory or in a file.
Made = Chain | Kept | bytes


def build(tables: Iterable[Table], *, progress: Progress | None = None, workers: int = 1) -> dict[str, bytes]:
    """Make the blocks of a gazetteer in memory; see `make`."""
    made = make(Gathered.of(tables, Room()), Room(), progress=progress, workers=workers)
    return {name: one if isinstance(one, bytes) else b"".join(one.chunks()) for name, one in made.items()}


def make(gathered: Gathered, room: Room, *, progress: Progress | None = None, workers: int = 1) -> dict[str, Made]:
    """Make the blocks of a gazetteer in the room that there is.

    `progress` is called with names done and names in all, about: some may stand twice in the tables. `workers`
    processes, 1 to 64, part and read the names. Raises BadTable or BadOption.
    """
    with undisturbed():
        naming, index = _Naming(gathered, room), _Index(room)
        asked = naming.ranges(_size(len(gathered), check_workers(workers)))
        for taken in map(take, asked) if workers == 1 else in_processes(take, asked, workers):
            index.take(taken)
            if progress:
                progress(len(index), max(len(gathered), len(index)))
        if progress:
            progress(len(index), len(index))
        barred = {key: record(*sorted(some)) for key, some in gathered.barred.items()}
        return {**naming.blocks(), **index.blocks(), "barred": pack_map(barred)}


def _size(names: int, workers: int) -> int:
    """Say how many names to take at a time, so many that each process meets most words again."""
    return MOST_TAKEN if workers == 1 else min(MOST_TAKEN, max(FEWEST_TAKEN, -(-names // (TURNS * workers))))


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
    found.update((key, chosen(some)) for key, some in several.items())
    return found


class _Naming:
    """The names and entities of a gazetteer, as they are shown, while they go by in order."""

    def __init__(self, gathered: Gathered, room: Room) -> None:
        self._gathered = gathered
        self._kinds = sorted({(told[1], told[2]) for _, told in gathered.entities()})
        self._manners = gathered.manners
        self._kind_at = {kind: str(at) for at, kind in enumerate(self._kinds)}
        self._names, self._ids, self._facts = PackedTexts(room), PackedTexts(room), PackedTexts(room)
        self._firsts, self._manner = PackedNumbers(room, [0]), Kept(room, 1 / 64)

    def ranges(self, size: int) -> Iterator[list[tuple[str, str, str]]]:
        """Go through all names, so many at a time: each with its tag and the type of who bears it."""
        names: list[Named] = []
        ids, facts, firsts, asked = [], [], array("I"), []
        tags = [manner[0] for manner in self._manners]
        for key, told, own in self._borne():
            names += own
            ids.append(key)
            facts.append(self._fact(told, own))
            firsts.append(len(self._names) + len(names))
            type = told[1]  # noqa: A001  (the field's own name)
            asked += [(name, tags[manner], type) for name, manner in own]
            if len(names) >= size or len(ids) >= size:
                self._pack(names, ids, facts, firsts)
                for at in range(0, len(asked) - size + 1, size):
                    yield asked[at : at + size]
                asked = asked[len(asked) // size * size :]
                names, ids, facts, firsts = [], [], [], array("I")
        self._pack(names, ids, facts, firsts)
        if asked:
            yield asked

    def _borne(self) -> Iterator[tuple[str, Told, list[Named]]]:
        """Go through the entities: the id of each, what is told of it, and its names."""
        named = self._gathered.named()
        bearer, own = next(named, ("", []))
        for key, told in self._gathered.entities():
            if own and key == bearer:
                yield key, told, own
                bearer, own = next(named, ("", []))
            else:
                yield key, told, []
        if own:
            raise BadTable(f"entity {bearer!r} has names, and no table says what it is; add it to the entities")

    def _fact(self, told: Told, own: Sequence[Named]) -> str:
        heading, type, country, others, replaced_by = told  # noqa: A001  (the field's own name)
        # A heading that is one of the entity's own names is kept as its place among them.
        names = [name for name, _ in own]
        shown = OWN + str(names.index(heading)) if heading in names else heading
        return FIELD.join((self._kind_at[type, country], shown, others, replaced_by)).rstrip(FIELD)

    def _pack(self, names: list[Named], ids: list[str], facts: list[str], firsts: array[int]) -> None:
        try:
            self._names.extend([name.encode() for name, _ in names])
            self._ids.extend(list(map(str.encode, ids)))
            self._facts.extend(list(map(str.encode, facts)))
        except UnicodeEncodeError as error:
            raise BadTable(f"{error.object!r:.200} has a lone surrogate, which is no letter; mend the table") from error
        self._manner.add(narrow([manner for _, manner in names], len(self._manners)))
        self._firsts.extend(firsts)

    def blocks(self) -> dict[str, Made]:
        """Give what went by."""
        return {
            "names": self._names.done(),
            "manners": self._manner,
            "manner": pack_list([_shared(*one) for one in self._manners]),
            "entities": self._ids.done(),
            "firsts": self._firsts.done(),
            "facts": self._facts.done(),
            "kinds": pack_list([_shared(*kind) for kind in self._kinds]),
        }


def _shared(*fields: str) -> bytes:
    """Pack what several names or entities share; raises BadTable where a field could not be told from the next."""
    packed = FIELD.join(fields)
    if packed.count(FIELD) != len(fields) - 1 or _has_surrogate(packed):
        raise BadTable(f"{fields!r:.200} has a control or a lone surrogate, which no field has; mend the table")
    return packed.encode()


def _has_surrogate(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)


def narrow(values: Sequence[int], count: int) -> bytes:
    """Pack numbers in as few bytes each as the greatest needs of so many, from 0: none of one alone, 1, 2 or 4."""
    if count <= 1:
        return b""
    width = 1 if count <= 1 << 8 else 2 if count <= 1 << 16 else 4
    packed = array(WIDTHS[width], values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


class _Index:
    """What leads to names: their looks, their words, and how these sound, while names are taken in."""

    def __init__(self, room: Room) -> None:
        self._room = room
        # Numbers of words by digests of their records; for each word its weight, its role, and how many names have it.
        self._known: dict[bytes, int] = {}
        self._weights, self._roles, self._counts = array("d"), list[str](), array("I")
        self._records, self._keys = PackedTexts(room), PackedTexts(room)
        self._parts, self._odd = PackedRows(room), PackedNumbers(room)
        # Pairs of a fingerprint or a word in the upper 32 bits, and the name or word that it leads to.
        self._spelled, self._postings = Numbers(room, LOOKS), Numbers(room, POSTINGS)
        self._typed = Numbers(room, TYPED)
        # Skeleton, sounds, the word, and whether it is usually said so.
        self._said = Rows(room, SOUNDS, 4)

    def __len__(self) -> int:
        return len(self._parts)

    def take(self, taken: Taken) -> None:
        """Take in the names that follow those of before."""
        first = len(self)
        places = self._numbered(taken.words)
        parts, counts = [places[word] for word in taken.parts], self._counts
        self._spelled.extend([look + first for look in taken.looks])
        pairs: list[int] = []
        for at, (start, end) in enumerate(pairwise((0, *taken.ends)), first):
            for word in {*parts[start:end]}:
                pairs.append(word << PRINT_BITS | at)
                counts[word] += 1
        self._postings.extend(pairs)
        self._parts.extend(taken.ends, parts)
        self._odd.extend([first + at for at in taken.odd])
        self._keys.extend(taken.keys)

    def _numbered(self, words: Sequence[Word]) -> list[int]:
        """Give the numbers of words; take in those that are new."""
        known, places = self._known, []
        new: list[tuple[int, Word]] = []
        for word in words:
            # Two languages may read a word alike; it is one word then.
            number = known.setdefault(blake2b(word.record, digest_size=DIGEST).digest(), len(known))
            places.append(number)
            if number == len(self._roles):
                self._roles.append(word.role)
                new.append((number, word))
        self._records.extend([word.record for _, word in new])
        self._weights.extend([word.weight for _, word in new])
        self._counts.extend([0] * len(new))
        self._typed.extend([print_ << PRINT_BITS | at for at, word in new for print_ in mistyped(word.key)])
        self._said.extend(
            [
                (bones_of(way)[0], way.decode("latin-1"), f"{at:010}", "1" if way == word.ways[0] else "")
                for at, word in new
                for way in dict.fromkeys(filter(None, word.ways))
            ]
        )
        return places

    def blocks(self) -> dict[str, Made]:
        """Pack all that was taken in."""
        room, counts = self._room, self._counts
        worths = zip(self._weights, self._roles, counts, strict=True)
        # What these hold is let go as soon as it is packed.
        spelled, self._spelled = finder(self._spelled, len(self), room), Numbers(room, LOOKS)
        typed, self._typed = finder(self._typed, len(counts), room), Numbers(room, TYPED)
        postings, self._postings = grouped(self._postings, counts, room), Numbers(room, POSTINGS)
        self._known = {}
        blocks: dict[str, Made] = {
            "keys": self._keys.done(),
            "odd": self._odd.done(),
            "spelled": spelled,
            "parts": self._parts.done(),
            "postings": postings,
            "words": self._records.done(),
            "typed": typed,
            "worth": numbers([worth(*one) for one in worths]),
            **self._sounds(),
        }
        return {**blocks, **self._whole_names(blocks)}

    def _whole_names(self, blocks: Mapping[str, Made]) -> dict[str, Made]:
        """Pack names as one word, and names by two of their words."""
        room, counts = self._room, self._counts
        none = {name: pack_finder(()) for name in ("joined", "bones", "typed")}
        none |= {"pairs": pack_rows([()] * len(counts)), "groups": pack_rows(())}
        given = {name: self._at_hand(blocks[name]) for name in SEARCHED if name not in none}
        index = index_of({**given, **none})
        joined, pairs = Numbers(room, JOINED), PackedRows(room)
        for at in range(0, len(self), MOST_TAKEN):
            some = bytearray()
            index.joins(MOST_JOINED, some, at, min(at + MOST_TAKEN, len(self)))
            joined.extend(array("Q", bytes(some)))
        packed, joined = finder(joined, len(self), room), Numbers(room, JOINED)
        for first, last in _cut(counts, room.share(COUPLES) / COUPLE):
            found = unpack_numbers(index.couples(first, last))
            count = found[0]
            pairs.extend(found[2 : count + 2], found[count + 2 :])
        return {"joined": packed, "pairs": pairs.done()}

    def _at_hand(self, block: Made) -> memoryview | bytes:
        """Give a whole block, mapped where it is in a file."""
        if isinstance(block, Chain):
            block = block.kept(self._room, 1 / 64)
        return block.whole() if isinstance(block, Kept) else block

    def _sounds(self) -> dict[str, Made]:
        """Pack the broad sounds of all words, the words that sound so, and the skeletons that lead to them."""
        room = self._room
        strings, speakers, groups = PackedList(room), PackedRows(room), PackedRows(room)
        usual = array("I", [NOT_JOINED if role in UNJOINED else 0 for role in self._roles])
        bared, bones = Rows(room, SOUNDS, 3), Numbers(room, BONES)
        # Strings of one skeleton are searched together, so that they lie together.
        said, at = groupby(self._said, key=itemgetter(0, 1)), 0
        while some := [(key[1], list(rows)) for key, rows in islice(said, AT_ONCE)]:
            ways = [way.encode("latin-1") for way, _ in some]
            words = [[int(row[2]) for row in rows] for _, rows in some]
            strings.extend(ways)
            speakers.extend(list(accumulate(map(len, words))), list(chain.from_iterable(words)))
            for place, ((_, rows), numbers_) in enumerate(zip(some, words, strict=True), at + 1):
                for row, word in zip(rows, numbers_, strict=True):
                    if row[3] and usual[word] != NOT_JOINED:
                        # Counted from 1; 0 where nobody can read the word.
                        usual[word] = place
            bared.extend(
                [
                    (skeleton, said_, f"{place:010}")
                    for place, ((said_, _), way) in enumerate(zip(some, ways, strict=True), at)
                    for skeleton in bones_of(way)
                ]
            )
            at += len(some)
        self._said = Rows(room, SOUNDS, 4)
        groups_of, at = groupby(bared, key=itemgetter(0)), 0
        while together := [(key, [int(row[2]) for row in rows]) for key, rows in islice(groups_of, AT_ONCE)]:
            groups.extend(
                list(accumulate(len(some) for _, some in together)),
                list(chain.from_iterable(some for _, some in together)),
            )
            for place, (skeleton, _) in enumerate(together, at):
                keys = dict.fromkeys((skeleton, *shortened(skeleton)))
                bones.extend([fingerprint(k) << PRINT_BITS | (0 if k == skeleton else LONGER) | place for k in keys])
            at += len(together)
        return {
            "strings": strings.done(),
            "speakers": speakers.done(),
            "groups": groups.done(),
            "bones": finder(bones, 1 << PRINT_BITS, room),
            "usual": numbers(usual),
        }


def _cut(counts: Sequence[int], most: float) -> Iterator[tuple[int, int]]:
    """Cut words into ranges in which not many more names have one of them than so many."""
    first, held = 0, 0
    for at, count in enumerate(counts):
        if held and held + count > most:
            yield first, at
            first, held = at, 0
        held += count
    yield first, len(counts)


def mistyped(key: str) -> list[int]:
    """Give the fingerprints of a spelling, and of it with each one of its letters left out: what one slip leaves."""
    return left_by_slips(key, SHORTEST_MISTYPED, LONGEST_MISTYPED)


def worth(weight: float, role: str, names: int) -> int:
    """Pack the weight of a word, and how much a word of its role and of so many names tells."""
    tells = round(THOUSANDTHS * TELLING[role] * telling(names))
    return min(MOST_WEIGHT, round(HUNDREDTHS * weight)) << HALF | tells
