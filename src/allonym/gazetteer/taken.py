"""What does a gazetteer keep of each name and each of its words?

A range of names is folded, parted and read by itself, perhaps in a process of its own; whoever puts ranges together
numbers their words anew.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from allonym.collector import undisturbed
from allonym.errors import AllonymError
from allonym.fold import Folded, fold, picture
from allonym.gazetteer.acronyms import MARK, Letters, has_initials, initials_of, letters_of
from allonym.gazetteer.blocks import fingerprint
from allonym.gazetteer.gathered import ITEM
from allonym.gazetteer.walk import FIELD, LONGEST
from allonym.name import Heard, heard_in
from allonym.parse import Part, alone, parse, side_of
from allonym.reading import searched

PRINT_BITS = 32


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
    a name looks, or of its initials, and the name; `odd` the names whose spelling is not their text in lower case,
    `keys` their spellings.
    """

    words: list[Word]
    parts: array[int]
    ends: array[int]
    looks: array[int]
    odd: array[int]
    keys: list[bytes]


def take(asked: Sequence[tuple[str, str, str]]) -> Taken:
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
                if has_initials(type_, len(found)):
                    for one in words.initials(found):
                        looks.append(fingerprint(picture(MARK + one)) << PRINT_BITS | at)
            parts.extend(found)
            ends.append(len(parts))
        return Taken(words.told, parts, ends, looks, odd, keys)


class _Words:
    """The words of names, each numbered when it is first met."""

    def __init__(self) -> None:
        self.told: list[Word] = []
        self._parts: list[Part] = []
        self._letters: dict[int, Letters] = {}
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
            self._parts.append(part)
        return number

    def initials(self, words: Sequence[int]) -> tuple[str, ...]:
        """Give what acronyms of a name of these words may be."""
        known, parts = self._letters, self._parts
        return initials_of([known.get(at) or known.setdefault(at, letters_of(parts[at])) for at in words])


# Kept from range to range, some 500 bytes each.
@lru_cache(maxsize=65536)
def _told(part: Part, tag: str) -> Word:
    """Read a part of a name, and tell of it what a gazetteer keeps."""
    heard = heard_in(part, tag)
    return Word(_word_record(heard), part.key, part.role, heard.weight, searched(heard.sounds, LONGEST))


def record(*fields: str) -> bytes:
    """Pack fields of text into one value."""
    return FIELD.join(fields).encode()


def _word_record(heard: Heard) -> bytes:
    part = heard.part
    number = "" if part.number is None else str(part.number)
    readings = [sounds + ITEM + code for sounds, code in zip(heard.spoken, heard.codes, strict=True)]
    return record(part.text, part.key, part.role, part.script, number, *readings)
