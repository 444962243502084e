"""How are blocks packed whose values come one by one, more of them than memory has room for?

What comes out is byte for byte what `blocks.py` packs of all values at once.

    >>> from allonym.gazetteer.blocks import pack_list
    >>> some = PackedList(Room())
    >>> some.extend([b"a", b"bc"])
    >>> bytes(b"".join(some.done().chunks())) == pack_list([b"a", b"bc"])
    True
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from allonym.errors import BadTable
from allonym.gazetteer.blocks import (
    LOWER,
    PRINT,
    TOGETHER,
    directory,
    in_bytes,
    numbers,
    print_width,
    unpack_numbers,
    width_of,
)
from allonym.gazetteer.spill import Chain, Kept, Numbers, Room

# Each block in the making holds so much of the memory, at most.
PART = 1 / 64
# Offsets are of four bytes.
MOST_OFFSET = (1 << 32) - 1


def _after(end: int) -> int:
    if end > MOST_OFFSET:
        raise BadTable("the tables have more than a gazetteer can hold (4 GiB of one kind); compile them in parts")
    return end


class PackedNumbers:
    """Numbers of four bytes."""

    def __init__(self, room: Room, first: Sequence[int] = ()) -> None:
        self._kept = Kept(room, PART)
        self.extend(first)

    def extend(self, values: Sequence[int]) -> None:
        """Add some numbers."""
        self._kept.add(numbers(values))

    def __len__(self) -> int:
        return len(self._kept) // 4

    def done(self) -> Kept:
        """Give the block."""
        return self._kept


class PackedList:
    """Values of any length, as `pack_list` packs them."""

    def __init__(self, room: Room) -> None:
        self._offsets, self._values = PackedNumbers(room, [0]), Kept(room, PART)

    def extend(self, values: Sequence[bytes]) -> None:
        """Add some values."""
        before = len(self._values)
        self._values.add(b"".join(values))
        _after(len(self._values))
        self._offsets.extend([before + end for end in accumulate(map(len, values))])

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def done(self) -> Chain:
        """Give the block."""
        return Chain(numbers([len(self)]), self._offsets.done(), self._values)


class PackedTexts:
    """Values of any length, as `pack_texts` packs them."""

    def __init__(self, room: Room) -> None:
        self._room, self._count, self._most = room, 0, 0
        self._lengths, self._values = PackedNumbers(room), Kept(room, PART)

    def extend(self, values: Sequence[bytes]) -> None:
        """Add some values."""
        lengths = list(map(len, values))
        self._count += len(lengths)
        self._most = max(self._most, max(lengths, default=0))
        self._lengths.extend(lengths)
        self._values.add(b"".join(values))
        _after(len(self._values))

    def __len__(self) -> int:
        return self._count

    def done(self) -> Chain:
        """Give the block."""
        width, room, end = width_of(self._most), self._room, 0
        places, narrow = PackedNumbers(room), Kept(room, PART)
        # Chunks are of a multiple of sixteen numbers.
        for chunk in self._lengths.done().chunks():
            lengths = unpack_numbers(chunk)
            ends = list(accumulate(lengths, initial=end))
            places.extend(ends[:-1:TOGETHER])
            narrow.add(in_bytes(lengths, width))
            end = ends[-1]
        return Chain(numbers([self._count, width]), places.done(), narrow, self._values)


class PackedRows:
    """Rows of numbers, as `pack_rows` packs them."""

    def __init__(self, room: Room) -> None:
        self._offsets, self._values = PackedNumbers(room, [0]), PackedNumbers(room)

    def extend(self, ends: Sequence[int], values: Sequence[int]) -> None:
        """Add some rows: all their numbers end to end, and where each row ends among them."""
        before = len(self._values)
        self._values.extend(values)
        _after(len(self._values))
        self._offsets.extend([before + end for end in ends] if before else ends)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def done(self) -> Chain:
        """Give the block."""
        return Chain(numbers([len(self)]), self._offsets.done(), self._values.done())


def finder(pairs: Numbers, most: int, room: Room) -> Chain:
    """Pack pairs of a fingerprint and a number, in any order, as `pack_finder` packs them in order.

    `most` is how many things the numbers may count.
    """
    prints, ids = Kept(room, PART), Kept(room, PART)
    width, id_width = print_width(_after(len(pairs))), (max(0, most - 1).bit_length() + 7) // 8 or 1
    uppers: Counter[int] = Counter()
    for batch in pairs.batches():
        upper, lower = halves(batch)
        if width < PRINT:
            uppers.update([print_ >> 8 * width for print_ in upper])
        prints.add(in_bytes(upper, width))
        ids.add(in_bytes(lower, id_width))
    head = numbers([len(pairs), width | id_width << 16])
    return Chain(head, directory(uppers, width), prints, ids)


def grouped(pairs: Numbers, counts: Sequence[int], room: Room) -> Chain:
    """Pack pairs, in any order, as `pack_grouped` packs them in order; `counts` says how many each row has."""
    values = PackedNumbers(room)
    for batch in pairs.batches():
        values.extend(halves(batch)[1])
    _after(len(values))
    return Chain(numbers([len(counts), 0]), numbers(array("I", accumulate(counts))), values.done())


def halves(pairs: array[int]) -> tuple[array[int], array[int]]:
    """Part numbers of eight bytes into their upper and their lower halves.

    >>> halves(array("Q", [(7 << 32) + 1]))
    (array('I', [7]), array('I', [1]))
    """
    if array("Q", [1]).tobytes()[0]:
        both = array("I")
        both.frombytes(pairs.tobytes())
        return both[1::2], both[::2]
    return array("I", [pair >> 8 * PRINT for pair in pairs]), array("I", [pair & LOWER for pair in pairs])
