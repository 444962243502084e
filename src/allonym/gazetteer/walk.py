"""How are the arrays of a gazetteer searched?

The walk goes from sounds to words and from words to names. This is its textbook form; `_search` is the same in C, and
both give the same answers to the last bit, since all sums are whole numbers: likeness in thousandths, evidence in
hundredths of a bit.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from rapidfuzz.distance import Levenshtein

from allonym.errors import IndexCorrupt
from allonym.gazetteer.blocks import Finder, Lister, Numbers, Rows, Source, as_block, fingerprint

SOUNDS = 64
# Sounds of a string that are looked at: longer words are no names, and would take time that grows with their square.
LONGEST = 60
PERMILLE = 1000
# Skeletons, as in skeleton.py.
MOST_SKELETONS = 6
SHORTEST_TO_SHORTEN = 3
LONGEST_TO_SHORTEN = 24
NO_OPTION = 0xFF
# What stands for the usual sounds of a word that is left out where a name is written as one word.
NOT_JOINED = (1 << 32) - 1
# What parts the fields of a record, and what begins a heading that is one of the entity's own names.
FIELD, OWN = "\x1f", "\x1d"
# A share of less than a bit says nothing.
LEAST_BITS = 100

Scored = list[tuple[int, int]]


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
        self._parts, self._postings, self._speakers, self._groups = (
            Rows(blocks[name]) for name in ("parts", "postings", "speakers", "groups")
        )
        self._bones, self._joined = Finder(blocks["bones"]), Finder(blocks["joined"])
        self._strings = Lister(blocks["strings"])
        self._worth, self._usual = Numbers(blocks["worth"]), Numbers(blocks["usual"])
        self._words = len(self._postings)
        if not len(self._worth) == len(self._usual) == self._words or len(self._strings) != len(self._speakers):
            raise IndexCorrupt("blocks do not belong together: build the gazetteer anew")
        self._costs = [costs[at * (SOUNDS + 1) : (at + 1) * (SOUNDS + 1)] for at in range(SOUNDS)]
        self._options = [options[2 * at : 2 * at + 2] for at in range(SOUNDS)]

    def same(self, ways: Sequence[bytes], most_words: int) -> Scored:
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
        return list(found.items())

    def near(
        self, ways: Sequence[bytes], least: int, very: int, most_strings: int, least_share: int, most_words: int
    ) -> Scored:
        """Give the words that sound like one of the ways, likest first."""
        found: dict[int, int] = {}
        for string, _, which in self._strings_like(ways, least, very, most_strings):
            sounds, other = ways[which], self._string(string)
            bits = self._aligned(sounds, other)
            most = max(min(self._most(sounds), self._most(other)), LEAST_BITS)
            if bits * 100 < least_share * most:
                continue
            for word in self._speakers[string]:
                self._check(word)
                found[word] = max(bits, found.get(word, bits))
        return _best(found, most_words)

    def strings(self, ways: Sequence[bytes], least: int, very: int, most_strings: int) -> Scored:
        """Give the strings of sounds that are like one of the ways, with their likeness."""
        return [(string, like) for string, like, _ in self._strings_like(ways, least, very, most_strings)]

    def names(
        self,
        slots: Sequence[Scored],
        whole: bool,  # noqa: FBT001  (the compiled form takes no keywords)
        common: int,
        beside: int,
        most: int,
        enough: int,
        budget: int,
    ) -> Scored:
        """Give the names that bear the wanted words, best first.

        A slot has the words that may stand for one part of a query. Names are led to by words of at most `common`
        names, or else by two words that meet; `whole` asks for a word of every slot. A share of the weight of what only
        the name has counts against it: `beside` percent. The walk ends with `enough` names that have all parts and no
        others, or after `budget` steps.
        """
        return _Walk(self, slots, whole, common, beside, enough, budget).best(most)

    def joined(self, ways: Sequence[bytes], least: int, very: int, most: int, budget: int) -> Scored:
        """Give names that sound like one of the ways when they are written as one word, with their likeness.

        First those of one skeleton, then, if none is very like, those with a letter more, less or changed; in either
        round at most `budget` names are looked at.
        """
        found: dict[int, int] = {}
        spent = room = 0
        for edited in (False, True):
            room += budget
            for way in ways:
                for print_ in self._edits(way) if edited else self._prints(way):
                    for name in self._joined.find(print_):
                        if spent >= room:
                            break
                        spent += 1
                        like = max([_likeness(way, one) if one else 0 for one in self._orders(self._parts[name])])
                        if like >= least:
                            found[name] = max(like, found.get(name, 0))
            if max(found.values(), default=0) >= very:
                break
        return _best(found, most)

    def _edits(self, sounds: bytes) -> Iterator[int]:
        """Go through the fingerprints of the skeletons of some sounds with a letter more, less or changed."""
        letters = [bytes([one]) for one in sorted(set(b"".join(self._options)) - {0, NO_OPTION})]
        asked = set()
        for whole in self._skeletons(sounds):
            if not SHORTEST_TO_SHORTEN <= len(whole) <= LONGEST_TO_SHORTEN:
                continue
            for place in range(len(whole) + 1):
                for letter in (*letters, b""):
                    more = whole[:place] + letter + whole[place:] if letter else None
                    other = whole[:place] + letter + whole[place + 1 :] if place < len(whole) else None
                    for one in (more, other):
                        print_ = None if one is None else crc32(_once(one))
                        if print_ is not None and print_ not in asked:
                            asked.add(print_)
                            yield print_

    def joins(self, most: int, into: bytearray) -> None:
        """Append, for names of two and up to `most` words, the fingerprints of their skeletons as one word."""
        for name in range(len(self._parts)):
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

    def _strings_like(self, ways: Sequence[bytes], least: int, very: int, most: int) -> list[tuple[int, int, int]]:
        """Give strings that share a skeleton, and if none is very like, one with a letter more, less or changed."""
        found: dict[int, tuple[int, int]] = {}
        best = 0
        for shortened in (False, True):
            for which, way in enumerate(ways):
                for print_ in self._prints(way, shortened=shortened):
                    for group in self._bones.find(print_):
                        for string in self._groups[group]:
                            like = _likeness(way, self._string(string))
                            if like >= least:
                                best = max(best, like)
                                if string not in found or found[string][0] < like:
                                    found[string] = (like, which)
            if best >= very:
                break
        ranked = sorted(found.items(), key=lambda row: (-row[1][0], row[0]))[:most]
        return [(string, like, which) for string, (like, which) in ranked]

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
    """One walk from words to names."""

    def __init__(
        self,
        index: Index,
        slots: Sequence[Scored],
        whole: bool,  # noqa: FBT001  (the compiled form takes no keywords)
        common: int,
        beside: int,
        enough: int,
        budget: int,
    ) -> None:
        self._parts, self._postings, self._worth = index._parts, index._postings, index._worth  # noqa: SLF001
        self._slots, self._whole, self._common, self._beside = len(slots), whole, common, beside
        self._enough, self._budget = enough, budget
        self._values: dict[int, list[int]] = {}
        self._found: dict[int, int | None] = {}
        self._full = self._spent = 0
        wanted = []
        for slot, words in enumerate(slots):
            for word, bits in words:
                index._check(word)  # noqa: SLF001
                count = self._postings.size(word)
                value = max(1, bits * (self._worth[word] & 0xFFFF) // PERMILLE)
                row = self._values.setdefault(word, [0] * len(slots))
                row[slot] = max(row[slot], value)
                wanted.append((count, -value, word, slot))
        self._wanted = sorted(wanted)

    def best(self, most: int) -> Scored:
        """Walk, and give the best names."""
        totals = [sum(count for count, _, _, slot in self._wanted if slot == at) for at in range(self._slots)]
        rarest = totals.index(min(totals)) if totals else 0
        led = False
        if not self._whole or not totals or totals[rarest] <= self._common or self._slots == 1:
            for count, _, word, slot in self._wanted:
                if self._spent >= self._budget:
                    break
                if (slot != rarest) if self._whole else (count > self._common):
                    continue
                self._follow(word)
                led = True
        if (not led if self._whole else not self._full) and self._slots > 1:
            self._meet_all(rarest)
        if not self._whole and not any(value is not None for value in self._found.values()):
            for _, _, word, _ in self._wanted:
                if self._spent >= self._budget:
                    break
                self._follow(word, self._common)
        return _best({name: value for name, value in self._found.items() if value is not None}, most)

    def _follow(self, word: int, most: int | None = None) -> None:
        names = self._postings[word]
        for name in names[: len(names) if most is None else most]:
            if self._full >= self._enough or (most is None and self._spent >= self._budget):
                break
            self._spent += 1
            self._look_at(name)

    def _meet_all(self, rarest: int) -> None:
        for one, _, first, left in self._wanted:
            for two, _, second, right in self._wanted:
                if left >= right or self._spent >= self._budget or self._full >= self._enough:
                    continue
                if self._whole and rarest not in (left, right):
                    continue
                if not self._whole and (one <= self._common or two <= self._common):
                    continue
                self._meet(self._postings[first], self._postings[second])

    def _meet(self, a: Sequence[int], b: Sequence[int]) -> None:
        """Look at the names that two postings have in common."""
        i = j = 0
        while i < len(a) and j < len(b) and self._full < self._enough and self._spent < self._budget:
            self._spent += 1
            if a[i] == b[j]:
                self._look_at(a[i])
                i, j = i + 1, j + 1
            elif a[i] < b[j]:
                i = _gallop(a, i, b[j])
            else:
                j = _gallop(b, j, a[i])

    def _look_at(self, name: int) -> None:
        if name in self._found:
            return
        best = [0] * self._slots
        alone = extra = 0
        for word in self._parts[name]:
            if word >= len(self._worth):
                raise IndexCorrupt("a word is asked for that is not there: build the gazetteer anew")
            extra += (self._worth[word] >> 16) * (self._worth[word] & 0xFFFF) // PERMILLE
            values = self._values.get(word)
            if values is None:
                alone += 1
            else:
                best = [max(one, two) for one, two in zip(best, values, strict=True)]
        self._found[name] = None
        if self._whole and not all(best):
            return
        self._full += all(best) and not alone
        self._found[name] = sum(best) - extra * self._beside // 100


def _gallop(names: Sequence[int], start: int, sought: int) -> int:
    step, low = 1, start
    while low + step < len(names) and names[low + step] < sought:
        low, step = low + step, 2 * step
    high = min(low + step, len(names))
    while low < high:
        middle = (low + high) // 2
        if names[middle] < sought:
            low = middle + 1
        else:
            high = middle
    return low


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
            Lister(blocks[name]) for name in ("names", "keys", "entities", "facts")
        )
        self._odd, self._firsts = Numbers(blocks["odd"]), Numbers(blocks["firsts"])
        self._spelled, self._typed = Finder(blocks["spelled"]), Finder(blocks["typed"])
        self._parts, self._postings = Rows(blocks["parts"]), Rows(blocks["postings"])
        self._words = Lister(blocks["words"])
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

    def typed(self, prints: list[int], most: int) -> list[int]:
        """Give the words under the fingerprints of their spellings, whole or with a letter left out."""
        found: list[int] = []
        for print_ in prints:
            found += self._typed.find(print_)[: max(0, most - len(found))]
        return found

    def words(self, at: int) -> tuple[int, ...]:
        """Give the numbers of the words of a name."""
        return tuple(self._parts[at])

    def word(self, number: int) -> str:
        """Give the record of a word."""
        if not 0 <= number < len(self._words):
            raise IndexCorrupt("a word is asked for that is not there: build the gazetteer anew")
        return _text(self._words[number])

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
