"""How are words kept that a search found, with what each brings?

Words go from one question to the next by hundreds. So they are bytes, eight of each: its number, and its evidence in
hundredths of a bit, in the machine's order. Two such lists are added as bytes are, and no record of a pair is made.

    >>> found = packed([(7, 250)]) + packed([(3, -1)])
    >>> len(found), unpacked(found)
    (16, [(7, 250), (3, -1)])
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

# A word or a name with its evidence.
Pair = tuple[int, int]
Scored = list[Pair]
# Words with their evidence, as bytes.
Packed = bytes

# Evidence may speak against a word: this much more stands for it. The number stands in the upper half.
NOTHING = 1 << 31
HALF = 32
LOWER_HALF = (1 << HALF) - 1


def packed(found: Iterable[Pair]) -> Packed:
    """Pack words with their evidence."""
    return array("Q", [word << HALF | bits + NOTHING for word, bits in found]).tobytes()


def unpacked(found: Packed) -> Scored:
    """Give words with their evidence, one pair of each."""
    return [(one >> HALF, (one & LOWER_HALF) - NOTHING) for one in array("Q", found)]
