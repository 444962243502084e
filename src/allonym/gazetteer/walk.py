"""How are the arrays of a gazetteer searched?

The walk goes from sounds to words and from words to names. This is its textbook form; `_search` is the same in C, and
both give the same answers to the last bit, since all sums are whole numbers: likeness in thousandths, evidence in
hundredths of a bit.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappush, heappushpop
from itertools import chain, islice
from zlib import crc32

from rapidfuzz.distance import OSA, Levenshtein

from allonym.errors import IndexCorrupt
from allonym.gazetteer.blocks import Finder, Lister, Numbers, Rows, Source, Texts, as_block, fingerprint, pack_rows
from allonym.gazetteer.scored import Packed, Pair, Scored, packed, unpacked

SOUNDS = 64
# Sounds of a string that are looked at: longer words are no names, and would take time that grows with their square.
LONGEST = 60
PERMILLE = 1000
# Skeletons, as in skeleton.py.
MOST_SKELETONS = 6
SHORTEST_TO_SHORTEN = 3
LONGEST_TO_SHORTEN = 24
NO_OPTION = 0xFF
# In `bones`: the skeleton of the group has one letter more than the fingerprint's.
LONGER = 1 << 31
# What stands for the usual sounds of a word that is left out where a name is written as one word.
NOT_JOINED = (1 << 32) - 1
# What parts the fields of a record, and what begins a heading that is one of the entity's own names.
FIELD, OWN = "\x1f", "\x1d"
# A share of less than a bit says nothing.
LEAST_BITS = 100

# Weight and telling of a word lie in one number: 16 bits each.
HALF = 16
LOWER_HALF = (1 << HALF) - 1
# So many ways of reading are looked at for near sounds.
MOST_WAYS = 32
# A name is led to by its rarest words, so many of them.
LEADING = 3
# So many words of a name are looked at as parts of a query.
MOST_MATCHED = 16
# From so many times as many entries in a row as words are wanted, each of these is sought in it.
GALLOPING = 8


def sort(pairs: array[int]) -> None:
    """Order an array of numbers of eight bytes in place."""
    pairs[:] = array("Q", sorted(pairs))


def left_by_slips(key: str, shortest: int, longest: int, /) -> list[int]:
    """Give the fingerprints of a spelling, and of it without each of its letters if it is neither short nor long."""
    found = [key]
    if shortest <= len(key) <= longest:
        found += [key[:at] + key[at + 1 :] for at in range(len(key))]
    return list(dict.fromkeys(map(fingerprint, found)))


class Index:
    """The arrays of a gazetteer, ready to be searched.

    `costs` has 64 rows of 65: the evidence of each pair of sounds, and of a sound that stands alone, in hundredths of a
    bit; `options` the two letters that each sound may have in a skeleton, 0 for none and 255 where there is no second.
    """

    def __init__(self, blocks: Mapping[str, Source], costs: Sequence[int], options: bytes) -> None:
        if len(costs) != SOUNDS * (SOUNDS + 1) or len(options) != 2 * SOUNDS:
            raise ValueError("costs are 64 rows of 65, options two for each of 64 sounds")
        self._parts, self._postings, self._pairs, self._speakers, self._groups = (
            Rows(blocks[name]) for name in ("parts", "postings", "pairs", "speakers", "groups")
        )
        self._bones, self._joined, self._typed = (Finder(blocks[name]) for name in ("bones", "joined", "typed"))
        self._strings, self._records = Lister(blocks["strings"]), Texts(blocks["words"])
        self._worth, self._usual = Numbers(blocks["worth"]), Numbers(blocks["usual"])
        self._words = len(self._postings)
        if not len(self._worth) == len(self._usual) == len(self._pairs) == self._words or len(self._strings) != len(
            self._speakers
        ):
            raise IndexCorrupt("blocks do not belong together: build the gazetteer anew")
        self._costs = [costs[at * (SOUNDS + 1) : (at + 1) * (SOUNDS + 1)] for at in range(SOUNDS)]
        self._options = [options[2 * at : 2 * at + 2] for at in range(SOUNDS)]

    def same(self, ways: Sequence[bytes], most_words: int) -> Packed:
        """Give the words that sound the same under some way of reading, with their evidence."""
        found: dict[int, int] = {}
        for way in ways:
            at = self._place(way)
            if at is None:
                continue
            bits = self._most(way)
            for word in self._speakers[at]:
                if len(found) >= most_words:
                    break
                self._check(word)
                found[word] = max(bits, found.get(word, bits))
        return packed(found.items())

    def near(self, ways: Sequence[bytes], far: bool, least: int, most: Pair, budget: int) -> Packed:  # noqa: FBT001
        """Give the words that sound like one of the ways, likest first.

        Looked at are the strings of a way's skeletons, and those that have a letter more, or, `far` off, those with a
        letter less or another one; at most `budget`. `least` is the percentage that they must have of the evidence that
        they could bring. `most` says how many of the nearest strings count, and how many words that sound so are given.
        """
        most_strings, most_words = most
        near: dict[int, int] = {}
        for string, some in islice(self._led(ways[:MOST_WAYS], far=far), budget):
            for way in some:
                bits = self._heard(way, self._string(string), least)
                if bits is not None:
                    near[string] = max(bits, near.get(string, bits))
        found: dict[int, int] = {}
        for string, bits in _best(near, most_strings):
            for word in self._speakers[string]:
                self._check(word)
                found[word] = max(bits, found.get(word, bits))
        return packed(_best(found, most_words))

    def _led(self, ways: Sequence[bytes], *, far: bool) -> Iterator[tuple[int, list[bytes]]]:
        """Go through the strings that the skeletons of some ways lead to, each with the ways that do."""
        led: dict[int, list[bytes]] = {}
        longer: dict[int, bool] = {}
        for way in ways:
            for at in dict.fromkeys(at for p in self._prints(way, shortened=far) for at in self._bones.find(p)):
                group = at & ~LONGER
                longer[group] = longer.get(group, True) and at != group
                if way not in led.setdefault(group, []):
                    led[group].append(way)
        # Small groups first: the fewer strings have a skeleton, the more it tells.
        order = sorted(led, key=lambda group: (longer[group], self._groups.size(group), group))
        return ((string, led[group]) for group in order for string in self._groups[group])

    def _heard(self, way: bytes, other: bytes, least: int) -> int | None:
        """Say what a string brings beside a way, None where it is less than that percentage of what it could."""
        wanted = least * max(LEAST_BITS, min(self._most(way), self._most(other))) // 100
        if self._bound(way, other) < wanted:
            return None
        bits = self._aligned(way, other)
        return bits if bits >= wanted else None

    def _bound(self, way: bytes, other: bytes) -> int:
        """Say what a string can bring at best: each sound beside any of the way's, those that are left over alone."""
        rows = [self._costs[sound] for sound in way]
        best = [max([self._costs[sound % SOUNDS][SOUNDS], *(row[sound % SOUNDS] for row in rows)]) for sound in other]
        return sum(best) + max((row[SOUNDS] for row in rows), default=0) * max(0, len(way) - len(other))

    def slips(self, key: str, prints: Sequence[int], most: int) -> list[int]:
        """Give the words that are spelled so but for one slip of the hand, of the first `most` under fingerprints."""
        some = islice(dict.fromkeys(chain.from_iterable(self._typed.find(print_) for print_ in prints)), max(0, most))
        return [word for word in some if OSA.distance(key, self._key(word), score_cutoff=1) <= 1]

    def _key(self, word: int) -> str:
        """Give the spelling of a word: the second field of its record."""
        self._check(word)
        fields = _text(self._records[word]).split(FIELD)
        if len(fields) < 2:
            raise IndexCorrupt("a word's record is none: build the gazetteer anew")
        return fields[1]

    def shared(self, words: Sequence[int], weight: float, share: float) -> Packed:
        """Give words with a share of what they weigh, or of `weight`, where that is less; never nothing."""
        for word in words:
            self._check(word)
        weights = [self._worth[word] >> HALF for word in words]
        return packed((word, max(1, int(share * min(weight, own)))) for word, own in zip(words, weights, strict=True))

    def weight(self, word: int) -> int:
        """Say what a word weighs, by how much it tells."""
        self._check(word)
        worth: int = self._worth[word]
        return (worth >> HALF) * (worth & LOWER_HALF) // PERMILLE

    def names(
        self,
        slots: Sequence[Packed],
        asked: tuple[tuple[int, ...], int],
        whole: bool,  # noqa: FBT001  (the compiled form takes no keywords)
        costs: tuple[int, int, int, int],
        most: int,
        budgets: tuple[int, int],
    ) -> Scored:
        """Give the names that bear the wanted words, best first.

        A slot has the words that may stand for one part of a query; `asked` says for each what it costs that a name has
        none of them, and has a bit for each that is proper to a name. `whole` asks for a word of every slot. `costs`
        and `budgets` are explained in `_Walk`.
        """
        return _Walk(self, slots, asked, whole, costs, most, budgets).best()

    def alone(self, words: Packed, most: int) -> Scored:
        """Give the names that have one of some words and no other, with its value; of each word at most so many."""
        found = []
        for word, value in unpacked(words):
            others, names = _halves(self._pairs[word])
            first = bisect_left(others, word)
            last = bisect_right(others, word)
            found += [(name, value) for name in names[first:last][: max(0, most)]]
        return found

    def couples(self, first: int = 0, last: int = -1, /) -> bytes:
        """Pack, for each word, the names in which it is one of the three rarest words, by one that is less rare.

        A name of one word alone stands beside that word itself. A row has the other words, in order, then the names.
        Given are the rows of the words from the first up to the last.
        """
        last = self._words if last < 0 else last
        if not 0 <= first <= last <= self._words:
            raise IndexCorrupt("pairs are asked for of words that are not there: build the gazetteer anew")
        found: dict[int, list[Pair]] = {}
        for name in range(len(self._parts)):
            words = sorted(set(self._parts[name]), key=lambda word: (self._postings.size(word), word))
            for at, word in enumerate(words[:LEADING]):
                others = words[at + 1 :] if len(words) > 1 else words
                if first <= word < last:
                    found.setdefault(word, []).extend((other, name) for other in others)
        rows = [sorted(found.get(word, ())) for word in range(first, last)]
        return pack_rows([[*(other for other, _ in row), *(name for _, name in row)] for row in rows])

    def joined(self, ways: Sequence[bytes], least: int, far: bool, most: int, budget: int) -> Scored:  # noqa: FBT001
        """Give names that sound like one of the ways when they are written as one word, with their likeness.

        Looked at are those of one skeleton, or, `far` off, those with a letter more, less or changed. Each skeleton and
        each name is a step, and the search ends after `budget` of them.
        """
        found: dict[int, int] = {}
        asked: set[int] = set()
        seen: set[int] = set()
        for print_ in chain.from_iterable(self._edits(way) if far else self._prints(way) for way in ways):
            if len(asked) + len(seen) >= budget:
                break
            if print_ in asked:
                continue
            asked.add(print_)
            for name in self._joined.find(print_):
                if len(asked) + len(seen) >= budget:
                    break
                if name in seen:
                    continue
                seen.add(name)
                orders = [one for one in self._orders(self._parts[name]) if one]
                like = max([_likeness(way, one) for one in orders for way in ways], default=0)
                if like >= least:
                    found[name] = like
        return _best(found, most)

    def _edits(self, sounds: bytes) -> Iterator[int]:
        """Go through the fingerprints of the skeletons of some sounds with a letter more, less or changed."""
        letters = [bytes([one]) for one in sorted(set(b"".join(self._options)) - {0, NO_OPTION})]
        for whole in self._skeletons(sounds):
            if not SHORTEST_TO_SHORTEN <= len(whole) <= LONGEST_TO_SHORTEN:
                continue
            for place in range(len(whole) + 1):
                for letter in (*letters, b""):
                    if letter:
                        yield crc32(_once(whole[:place] + letter + whole[place:]))
                    if place < len(whole):
                        yield crc32(_once(whole[:place] + letter + whole[place + 1 :]))

    def joins(self, most: int, into: bytearray, first: int = 0, last: int = -1, /) -> None:
        """Append, for names of two and up to `most` words, the fingerprints of their skeletons as one word.

        Only the names from the first up to the last are looked at.
        """
        last = len(self._parts) if last < 0 else last
        if not 0 <= first <= last <= len(self._parts):
            raise IndexCorrupt("names are asked for that are not there: build the gazetteer anew")
        for name in range(first, last):
            parts = self._parts[name]
            if 2 <= len(parts) <= most:
                prints = dict.fromkeys(p for one in self._orders(parts) if one for p in self._prints(one))
                into += array("Q", [p << 32 | name for p in prints]).tobytes()

    def _orders(self, parts: Sequence[int]) -> list[bytes]:
        """Write the usual sounds of a name's words as one; two words also backwards."""
        orders = [list(parts), list(parts)[::-1]] if len(parts) == 2 else [list(parts)]
        found = []
        for order in orders:
            for word in order:
                self._check(word)
            usual = [one for word in order if (one := self._usual[word]) != NOT_JOINED]
            whole = b"".join([self._string(one - 1) for one in usual]) if all(usual) else b""
            found.append(whole if len(whole) <= LONGEST else b"")
        return found

    def _prints(self, sounds: bytes, *, shortened: bool = False) -> list[int]:
        """Give the fingerprints of the skeletons of some sounds, or of those with one letter less."""
        whole = self._skeletons(sounds)
        if shortened:
            whole = [
                _once(one[:at] + one[at + 1 :])
                for one in whole
                if SHORTEST_TO_SHORTEN <= len(one) <= LONGEST_TO_SHORTEN
                for at in range(len(one))
            ]
        return list(dict.fromkeys(map(crc32, whole)))

    def _skeletons(self, sounds: bytes) -> list[bytes]:
        """Give up to six skeletons of some sounds, as in skeleton.py."""
        ways = [b""]
        for sound in sounds:
            first, second = self._options[sound % SOUNDS]
            if second == NO_OPTION:
                ways = [way + bytes([first]) for way in ways] if first else ways
            else:
                options = [bytes([one]) if one else b"" for one in (first, second)]
                ways = [way + option for option in options for way in ways][:MOST_SKELETONS]
        return list(dict.fromkeys(map(_once, ways)))

    def _place(self, sounds: bytes) -> int | None:
        """Halve the strings of one skeleton, which stand in the order of their bytes."""
        for group in self._bones.find(self._prints(sounds)[0]):
            if group & LONGER:
                continue
            strings = self._groups[group]
            low, high = 0, len(strings)
            while low < high:
                middle = (low + high) // 2
                if self._string(strings[middle]) < sounds:
                    low = middle + 1
                else:
                    high = middle
            if low < len(strings) and self._string(strings[low]) == sounds:
                return strings[low]
        return None

    def _string(self, at: int) -> bytes:
        if not 0 <= at < len(self._strings):
            raise IndexCorrupt("a string of sounds is asked for that is not there: build the gazetteer anew")
        found = bytes(self._strings[at])
        if len(found) > LONGEST:
            raise IndexCorrupt("a string of sounds is too long: build the gazetteer anew")
        return found

    def _check(self, word: int) -> None:
        if word >= self._words:
            raise IndexCorrupt("a word is asked for that is not there: build the gazetteer anew")

    def _aligned(self, a: bytes, b: bytes) -> int:
        """Give the evidence of the best alignment: see align.py."""
        gaps = [self._costs[sound % SOUNDS][SOUNDS] for sound in b]
        line = [0]
        for gap in gaps:
            line.append(line[-1] + gap)
        for sound in a:
            costs = self._costs[sound % SOUNDS]
            gap, before = costs[SOUNDS], line[0]
            line[0] = here = before + gap
            for at, other in enumerate(b):
                best = max(before + costs[other % SOUNDS], line[at + 1] + gap, here + gaps[at])
                before = line[at + 1]
                line[at + 1] = here = best
        return line[-1]

    def _most(self, sounds: bytes) -> int:
        return sum(self._costs[sound % SOUNDS][sound % SOUNDS] for sound in sounds)


class _Walk:
    """One walk from words to names.

    A name's words stand for parts of the query, the word and the part first that bring most, as comparison.py pairs
    them. `costs`: a word that stands for a part costs a percentage of its weight, one that does not another; where a
    part is left over, if it is heavy, and a word of at least so much weight, the fourth of them, they contradict, and
    cost the third. So many names are kept as `most` says, and it is known of each word, and of each two, what a name
    can bring at best that has them: once there are enough names, only those are looked at that may be better.

    Names are looked at by two of their words; those with one wanted word alone come last. `budgets` are the steps of
    both: a word beside another, and a name, are one each.
    """

    def __init__(
        self,
        index: Index,
        slots: Sequence[Packed],
        asked: tuple[tuple[int, ...], int],
        whole: bool,  # noqa: FBT001  (the compiled form takes no keywords)
        costs: tuple[int, int, int, int],
        most: int,
        budgets: tuple[int, int],
    ) -> None:
        self._parts, self._postings, self._pairs = index._parts, index._postings, index._pairs  # noqa: SLF001
        self._weight = index.weight
        self._slots, self._whole, self._most = len(slots), whole, most
        self._lacks, self._heavy = asked
        self._budget, self._alone = budgets
        beside, self._apart, self._clash, self._light = costs
        self._values: dict[int, list[int]] = {}
        self._cost: dict[int, int] = {}
        for slot, words in enumerate(slots):
            for word, bits in unpacked(words):
                index._check(word)  # noqa: SLF001
                row = self._values.setdefault(word, [0] * len(slots))
                row[slot] = max(row[slot], 1, bits * (index._worth[word] & LOWER_HALF) // PERMILLE)  # noqa: SLF001
                self._cost[word] = self._weight(word) * beside // 100
        rows = [
            [row[slot] and row[slot] - self._cost[word] for word, row in self._values.items()]
            for slot in range(len(slots))
        ]
        self._best = [max([-lack, *some]) for lack, some in zip(self._lacks, rows, strict=True)]
        self._bound = {word: self._bound_of(word) for word in self._values}
        self._wanted = sorted(self._values)
        # A heap of the best names, the worst on top, and all names that were looked at.
        self._top: list[tuple[int, int]] = []
        self._seen: set[int] = set()
        self._spent = 0

    def best(self) -> Scored:
        """Walk, and give the best names."""
        order = sorted(self._values, key=lambda word: (-self._bound[word], word))
        for word in order:
            if self._spent >= self._budget or self._hopeless(self._bound[word]):
                break
            self._meet(word)
        if self._slots == 1 or (not self._whole and len(self._top) < self._most):
            self._spent = 0
            for word in order:
                self._follow(word)
        return sorted(((-name, value) for value, name in self._top), key=lambda row: (-row[1], row[0]))

    def _meet(self, word: int) -> None:
        """Look at the names of a word that have another of the words too, or no other at all."""
        others, names = _halves(self._pairs[word])
        count = len(others)
        # Where the row is long, each word is sought in it; else each of its words is sought among those wanted.
        galloping = count > len(self._wanted) * GALLOPING
        at = step = 0
        while at < count and self._spent < self._budget and not (galloping and step == len(self._wanted)):
            self._spent += 1
            if galloping:
                at = bisect_left(others, self._wanted[step], at)
                step += 1
                if at == count:
                    break
                if others[at] != self._wanted[step - 1]:
                    continue
            other = others[at]
            end = bisect_left(others, other + 1, at)
            bound = self._bound_of_two(word, other)
            while at < end and bound is not None and not self._hopeless(bound) and self._spent < self._budget:
                if len(self._top) == self._most and (bound, -names[at]) < self._top[0]:
                    break
                self._look_at(names[at])
                at += 1
            at = end

    def _follow(self, word: int) -> None:
        """Look at the names of a word, whatever else they have."""
        names = self._postings[word]
        for name in names:
            if self._spent >= self._alone or self._hopeless(self._bound[word]):
                break
            self._look_at(name)

    def _hopeless(self, bound: int) -> bool:
        """Can no name that brings at most so much be among the best any more?"""
        return len(self._top) == self._most and (not self._top or bound < self._top[0][0])

    def _look_at(self, name: int) -> None:
        """Take a name among the best, if it is one of them."""
        self._spent += 1
        if name in self._seen:
            return
        self._seen.add(name)
        value, missing = self._weigh(name)
        if self._whole and missing:
            return
        if len(self._top) < self._most:
            heappush(self._top, (value, -name))
        elif self._top:
            heappushpop(self._top, (value, -name))

    def _weigh(self, name: int) -> tuple[int, int]:
        """Say what a name brings, and for how many parts it has no word."""
        words = self._parts[name]
        wanted = [word for word in words if word in self._values][:MOST_MATCHED]
        taken: list[int] = []
        filled: set[int] = set()
        value = 0
        while True:
            best = max(
                ((self._values[word][slot], -at, -slot) for at, word in enumerate(wanted) if at not in taken
                 for slot in range(self._slots) if slot not in filled),
                default=(0, 0, 0),
            )  # fmt: skip
            if not best[0]:
                break
            taken.append(-best[1])
            filled.add(-best[2])
            value += best[0] - self._cost[wanted[-best[1]]]
        left = 0
        for word, count in _without(words, [wanted[at] for at in taken]).items():
            weight = self._weight(word)
            value -= count * (weight * self._apart // 100)
            left += count * (weight >= self._light)
        empty = [slot for slot in range(self._slots) if slot not in filled]
        value -= sum(self._lacks[slot] for slot in empty)
        return value - self._clash * min(left, sum(self._heavy >> slot & 1 for slot in empty)), len(empty)

    def _bound_of(self, word: int) -> int:
        """Say what a name can bring at most in which this word stands for a part: the one where that loses least."""
        return sum(self._best) - min(lost for _, lost in self._lost(word))

    def _bound_of_two(self, one: int, two: int) -> int | None:
        """Say the same of two words, which stand for two parts; None where they cannot."""
        if one == two or two not in self._values:
            return self._bound[one] if one == two else None
        least = min([a + b for s, a in self._lost(one) for t, b in self._lost(two) if s != t], default=None)
        return None if least is None else sum(self._best) - least

    def _lost(self, word: int) -> list[tuple[int, int]]:
        """Give for each part that a word may stand for how much less it brings there than the best word does."""
        return [
            (slot, best - (value - self._cost[word]))
            for slot, (best, value) in enumerate(zip(self._best, self._values[word], strict=True))
            if value
        ]


def _halves(row: memoryview) -> tuple[memoryview, memoryview]:
    """Part a row of pairs into the other words and the names."""
    if len(row) % 2:
        raise IndexCorrupt("a word's pairs are none: build the gazetteer anew")
    return row[: len(row) // 2], row[len(row) // 2 :]


def _without(words: Sequence[int], taken: Sequence[int]) -> Counter[int]:
    """Count words, without some of them."""
    left = Counter(words)
    left.subtract(taken)
    return left


def _likeness(a: bytes, b: bytes) -> int:
    most = max(len(a), len(b))
    return (most - Levenshtein.distance(a, b)) * PERMILLE // most if most else PERMILLE


def _once(way: bytes) -> bytes:
    return bytes([bone for at, bone in enumerate(way) if at == 0 or way[at - 1] != bone])


def _best(found: Mapping[int, int], most: int) -> Scored:
    return sorted(found.items(), key=lambda row: (-row[1], row[0]))[:most]


class Records:
    """What an answer shows of names and entities."""

    def __init__(self, blocks: Mapping[str, Source]) -> None:
        self._names, self._keys, self._entities, self._facts = (
            Texts(blocks[name]) for name in ("names", "keys", "entities", "facts")
        )
        self._odd, self._firsts = Numbers(blocks["odd"]), Numbers(blocks["firsts"])
        self._spelled, self._typed = Finder(blocks["spelled"]), Finder(blocks["typed"])
        self._parts, self._postings = Rows(blocks["parts"]), Rows(blocks["postings"])
        self._words = Texts(blocks["words"])
        self._manners = as_block(blocks["manners"])
        self._width = len(self._manners) // max(1, len(self._names))
        if self._width * len(self._names) != len(self._manners) or len(self._firsts) != len(self._entities) + 1:
            raise IndexCorrupt("names, manners and entities do not belong together: build the gazetteer anew")

    def name(self, at: int) -> tuple[str, str | None, int, int]:
        """Give a name's text, its spelling where that is not the text in lower case, its bearer and its manner."""
        if not 0 <= at < len(self._names):
            raise IndexCorrupt("a name is asked for that is not there: build the gazetteer anew")
        place, bearer = bisect_left(self._odd, at), bisect_left(self._firsts, at + 1)
        if not 0 < bearer <= len(self._entities):
            raise IndexCorrupt("a name has no bearer: build the gazetteer anew")
        odd = place < len(self._odd) and self._odd[place] == at
        key = _text(self._keys[place]) if odd else None
        manner = int.from_bytes(self._manners.part(at * self._width, (at + 1) * self._width), "little")
        return _text(self._names[at]), key, bearer - 1, manner

    def written(self, at: int) -> tuple[str, str]:
        """Give a name's text and its folded spelling."""
        text, key, _, _ = self.name(at)
        return text, text.lower() if key is None else key

    def bearer(self, at: int) -> int:
        """Give the number of the entity that bears a name."""
        return self.name(at)[2]

    def borne(self, at: int) -> range:
        """Give the places of the names of the entity that bears a name."""
        first, end = self._firsts.view(self.bearer(at), self.bearer(at) + 2)
        return range(first, end)

    def id(self, number: int) -> str:
        """Give an entity's id."""
        if not 0 <= number < len(self._entities):
            raise IndexCorrupt("an entity is asked for that is not there: build the gazetteer anew")
        return _text(self._entities[number])

    def entity(self, number: int) -> tuple[str, str, str, str, str]:
        """Give an entity's id, the number of its kind in figures, its heading, its other ids and what replaced it."""
        if not 0 <= number < len(self._facts):
            raise IndexCorrupt("an entity is asked for that is not there: build the gazetteer anew")
        kind, heading, same_as, replaced_by = (*_text(self._facts[number]).split(FIELD), "", "", "")[:4]
        if heading.startswith(OWN):
            heading = self._own_heading(number, heading.removeprefix(OWN))
        return self.id(number), kind, heading, same_as, replaced_by

    def _own_heading(self, entity: int, place: str) -> str:
        """Give the heading that is one of an entity's own names, by its place among them."""
        first, last = self._firsts.view(entity, entity + 2)
        if not place.isascii() or not place.isdigit() or first + int(place) >= last:
            raise IndexCorrupt("an entity's heading is not there: build the gazetteer anew")
        return _text(self._names[first + int(place)])

    def spelled(self, print: int, key: str, start: int, most: int) -> tuple[list[tuple[int, str, int, int]], bool]:
        """Look at the names under a fingerprint, from the start-th on and so many; say whether there are more.

        Gives those of this spelling, each with its place, its text, its bearer and its manner.
        """
        found = self._spelled.find(print)[start:]
        rows = []
        for at in found[:most]:
            text, other, bearer, manner = self.name(at)
            if key == (text.lower() if other is None else other):
                rows.append((at, text, bearer, manner))
        return rows, len(found) > most

    def drawn(self, print: int, start: int, most: int) -> list[int]:
        """Give the names under a fingerprint of how they look, from the start-th on."""
        return list(self._spelled.find(print)[start : start + most])

    def keyed(self, keys: Sequence[str], most: int) -> list[int]:
        """Give the words that are spelled like one of these, of the first so many under their fingerprints."""
        found = []
        for key in keys:
            some = self._typed.find(fingerprint(key))[: max(0, most)]
            most -= len(some)
            found += [word for word in some if self._key(word) == key]
        return found

    def words(self, at: int) -> tuple[int, ...]:
        """Give the numbers of the words of a name."""
        return tuple(self._parts[at])

    def word(self, number: int) -> str:
        """Give the record of a word."""
        if not 0 <= number < len(self._words):
            raise IndexCorrupt("a word is asked for that is not there: build the gazetteer anew")
        return _text(self._words[number])

    def told(self, number: int, most: int) -> tuple[str, int]:
        """Give the record of a word, and how many names have the words of its spelling, of the first so many."""
        key = self._key(number)
        return self.word(number), self.bearers(fingerprint(key), key, most)

    def bearers(self, print: int, key: str, most: int) -> int:
        """Say how many names have the words of a spelling, each word for itself, of so many under its fingerprint."""
        return sum(self._postings.size(word) for word in self._typed.find(print)[:most] if self._key(word) == key)

    def _key(self, word: int) -> str:
        told = self.word(word).split(FIELD, 2)
        if len(told) < 3:
            raise IndexCorrupt("a word's record is none: build the gazetteer anew")
        return told[1]


def _text(value: memoryview) -> str:
    try:
        return str(value, "utf-8")
    except UnicodeDecodeError as error:
        raise IndexCorrupt("a record is not UTF-8: build the gazetteer anew") from error
