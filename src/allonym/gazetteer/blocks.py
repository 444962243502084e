"""How do large maps and lists lie in plain bytes, so that a file can be used as it is?

A block is bytes that never change, in memory or mapped from a file. A Lister gives the n-th value; a Mapper finds the
value of a key by the sorted hashes of keys. Nothing is decoded before it is asked for, and every offset is checked
before it is trusted.

    >>> block = Mapper(pack_map({"minsk": b"1", "mensk": b"2"}))
    >>> bytes(block.find("minsk")), block.find("pinsk")
    (b'1', None)
    >>> bytes(Lister(pack_list([b"a", b"bc"]))[1])
    b'bc'

    >>> Rows(pack_rows([[1, 2], [], [3]]))[0].tolist()
    [1, 2]
    >>> list(Finder(pack_finder([(7 << 32) + 1, (7 << 32) + 5, (9 << 32) + 2])).find(7))
    [1, 5]

Numbers are unsigned, little-endian, of 4 bytes (8 for hashes). A list is the count, count + 1 offsets, and the values
end to end; rows are the same with numbers as values. A map is a list of entries, each the length of its key (2 bytes),
its key and its value, with the keys' hashes before it. The hash is BLAKE2b of 8 bytes (RFC 7693), the same on every
platform. Texts are a list with lengths, of 1, 2 or 4 bytes, in the place of offsets: a count, how many bytes a length
has, the offset of each sixteenth text, all lengths, and the texts end to end. A finder has no keys: it is a count, of
how many bytes fingerprints and numbers are (2 bytes each), fingerprints in order, and the numbers that they lead to,
and whoever asks checks what was found. A fingerprint is CRC-32 (ISO 3309); of many, only the lower 2 or 3 bytes are
kept, and before them where those of each upper ones begin.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate, pairwise
from zlib import crc32

from allonym.errors import IndexCorrupt
from allonym.gazetteer.pieces import Block

WORD = 4
LONG = 8
KEY = 2
# A fingerprint has so many bytes, and as many has the number beside it in a pair.
PRINT = 4
LOWER = (1 << 8 * PRINT) - 1
# The places of texts are kept for so many together, the lengths for each.
TOGETHER = 16
# From so many fingerprints on a directory of their uppermost byte, or of two of these, takes less than it saves.
SOME, MANY = 1 << 11, 1 << 18


def hashed(key: bytes) -> int:
    """Give the 64-bit hash of a key."""
    return int.from_bytes(blake2b(key, digest_size=LONG).digest(), "little")


def fingerprint(key: str) -> int:
    """Give the 32-bit fingerprint of a key."""
    return crc32(key.encode("utf-8", "surrogatepass"))


def numbers(values: Iterable[int]) -> bytes:
    """Pack unsigned numbers under 2**32."""
    packed = array("I", values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack_numbers(value: memoryview | bytes) -> array[int]:
    """Give back what `numbers` packed."""
    if len(value) % WORD:
        raise IndexCorrupt(f"a list of numbers has {len(value)} bytes, no multiple of {WORD}: build the gazetteer anew")
    found = array("I")
    found.frombytes(bytes(value))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def pack_list(values: Iterable[bytes]) -> bytes:
    """Pack values end to end, with their offsets before them."""
    values = list(values)
    return numbers([len(values), 0, *accumulate(map(len, values))]) + b"".join(values)


def pack_map(values: Mapping[str, bytes]) -> bytes:
    """Pack values under keys, in the order of the keys' hashes."""
    rows = []
    for key, value in values.items():
        raw = key.encode()
        rows.append((hashed(raw), raw, value))
    rows.sort(key=lambda row: row[:2])
    hashes = array("Q", [row[0] for row in rows])
    if sys.byteorder == "big":
        hashes.byteswap()
    entries = pack_list(len(raw).to_bytes(KEY, "little") + raw + value for _, raw, value in rows)
    return len(rows).to_bytes(LONG, "little") + hashes.tobytes() + entries


def pack_rows(rows: Iterable[Sequence[int]]) -> bytes:
    """Pack rows of numbers end to end, with their offsets before them."""
    rows = list(rows)
    offsets = numbers([len(rows), 0, *accumulate(map(len, rows))])
    return offsets + b"".join([numbers(one) for one in rows])


def pack_grouped(pairs: Sequence[int], count: int) -> bytes:
    """Pack pairs, sorted, as rows: each is a row's number in its upper 32 bits and a value in its lower ones."""
    offsets, values = array("I", [0]), array("I")
    lengths = array("I", bytes(4 * count))
    for pair in pairs:
        lengths[pair >> 8 * PRINT] += 1
        values.append(pair & LOWER)
    offsets.extend(accumulate(lengths))
    return numbers([count]) + numbers(offsets) + numbers(values)


def pack_texts(values: Iterable[bytes]) -> bytes:
    """Pack values end to end, with their lengths before them, and the place of each sixteenth of them."""
    values = list(values)
    lengths = list(map(len, values))
    places = [0, *accumulate(lengths)][: len(values) : TOGETHER]
    width = width_of(max(lengths, default=0))
    return numbers([len(values), width, *places]) + in_bytes(lengths, width) + b"".join(values)


def width_of(most: int) -> int:
    """Say of how many bytes numbers up to this one are kept: 1, 2 or 4."""
    return 1 if most < 1 << 8 else 2 if most < 1 << 16 else 4


def in_bytes(values: Sequence[int], width: int) -> bytes:
    """Pack the lower bytes of numbers under 2**32, so many of each, little-endian."""
    whole = numbers(values)
    packed = bytearray(width * len(values))
    for at in range(width):
        packed[at::width] = whole[at::WORD]
    return bytes(packed)


def print_width(count: int) -> int:
    """Say how many bytes of each fingerprint are kept: the fewer, the more there are of them.

    Of many fingerprints in order, the upper bytes change seldom: a directory of all of these takes less.
    """
    return 2 if count >= MANY else 3 if count >= SOME else PRINT


def pack_finder(pairs: Sequence[int]) -> bytes:
    """Pack pairs, sorted, of a fingerprint in the upper 32 bits and a number in the lower ones."""
    prints, ids = [pair >> 8 * PRINT for pair in pairs], [pair & LOWER for pair in pairs]
    width, id_width = print_width(len(ids)), (max(ids, default=0).bit_length() + 7) // 8 or 1
    head = numbers([len(ids), width | id_width << 16])
    return (
        head
        + directory(Counter(one >> 8 * width for one in prints), width)
        + in_bytes(prints, width)
        + in_bytes(ids, id_width)
    )


def directory(counts: Mapping[int, int], width: int) -> bytes:
    """Pack where the fingerprints of each of the upper bytes begin, of which so many have the same ones."""
    if width == PRINT:
        return b""
    return numbers([0, *accumulate(counts.get(upper, 0) for upper in range(1 << 8 * (PRINT - width)))])


Source = Block | memoryview | bytes


def as_block(source: Source) -> Block:
    """See bytes as a block."""
    return source if isinstance(source, Block) else Block.of(source)


class Numbers(Sequence[int]):
    """Numbers of 4 bytes (or 8: "Q") from one place of a block up to another, checked when they are read."""

    __slots__ = ("_block", "_start", "_view", "_width")

    def __init__(self, source: Source, start: int = 0, stop: int | None = None, kind: str = "I") -> None:
        self._block = as_block(source)
        self._start = start
        self._view = cast(self._block.unchecked()[start : len(self._block) if stop is None else stop], kind)
        self._width = array(kind).itemsize

    def __len__(self) -> int:
        return len(self._view)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        """Give one number, or a view of those of a slice."""
        if isinstance(at, slice):
            return self.view(*at.indices(len(self._view))[:2])
        place = self._start + at * self._width
        self._block.check(place, place + self._width)
        return self._view[at]

    def view(self, first: int, last: int) -> memoryview:
        """Give the numbers from one place up to another."""
        self._block.check(self._start + first * self._width, self._start + max(first, last) * self._width)
        return self._view[first:last]


class Rows:
    """Rows of numbers, by number of the row."""

    def __init__(self, source: Source) -> None:
        block = as_block(source)
        count, start = _counted(block, "rows of numbers")
        if len(block) % WORD:
            raise IndexCorrupt("rows of numbers are cut off: build the gazetteer anew")
        self._count = count
        self._offsets = Numbers(block, WORD, start)
        self._values = Numbers(block, start)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> memoryview:
        first, last = self._bounds(at)
        return self._values.view(first, last)

    def size(self, at: int) -> int:
        """Say how many numbers a row has."""
        first, last = self._bounds(at)
        return last - first

    def _bounds(self, at: int) -> tuple[int, int]:
        if not 0 <= at < self._count:
            raise IndexCorrupt(f"row {at} is asked for, of {self._count}: build the gazetteer anew")
        first, last = self._offsets.view(at, at + 2)
        if not first <= last <= len(self._values):
            raise IndexCorrupt("an offset points outside its rows: build the gazetteer anew")
        return first, last


class Finder:
    """The numbers that fingerprints lead to."""

    def __init__(self, source: Source) -> None:
        block = self._block = as_block(source)
        head = block.part(0, min(2 * WORD, len(block)))
        self._count = int.from_bytes(head[:WORD], "little")
        self._width = int.from_bytes(head[WORD : WORD + 2], "little")
        self._id_width = int.from_bytes(head[WORD + 2 :], "little")
        if not 2 <= self._width <= PRINT or not 1 <= self._id_width <= WORD:
            raise IndexCorrupt("a finder's fingerprints are of no size that there is: build the gazetteer anew")
        uppers = 0 if self._width == PRINT else (1 << 8 * (PRINT - self._width)) + 1
        self._prints = 2 * WORD + WORD * uppers
        self._ids = self._prints + self._width * self._count
        if len(block) != self._ids + self._id_width * self._count:
            raise IndexCorrupt("a finder is cut off: build the gazetteer anew")
        self._starts = Numbers(block, 2 * WORD, self._prints)

    def __len__(self) -> int:
        return self._count

    def find(self, print: int) -> list[int]:
        """Give all numbers under a fingerprint."""
        low, high = 0, self._count
        if self._width < PRINT:
            upper = print >> 8 * self._width
            low, high = self._starts.view(upper, upper + 2)
            if not low <= high <= self._count:
                raise IndexCorrupt("block 'finder' points outside what it holds: build the gazetteer anew")
        lower = print & ((1 << 8 * self._width) - 1)
        first = bisect_left(range(high), lower, low, key=self._print)
        last = first
        while last < high and self._print(last) == lower:
            last += 1
        return [self._number(self._ids + at * self._id_width, self._id_width) for at in range(first, last)]

    def prints(self) -> Iterator[int]:
        """Go through all fingerprints as they stand; raises IndexCorrupt where the directory does not lead to them."""
        starts = list(self._starts.view(0, len(self._starts))) or [0, self._count]
        if starts[0] or starts[-1] != self._count or any(low > high for low, high in pairwise(starts)):
            raise IndexCorrupt("a finder's directory does not lead to all: build the gazetteer anew")
        for upper, (low, high) in enumerate(pairwise(starts)):
            yield from (upper << 8 * self._width | self._print(at) for at in range(low, high))

    def _print(self, at: int) -> int:
        return self._number(self._prints + at * self._width, self._width)

    def _number(self, place: int, width: int) -> int:
        return int.from_bytes(self._block.part(place, place + width), "little")


class Texts:
    """The values that `pack_texts` has packed, by number."""

    def __init__(self, source: Source) -> None:
        self._block = as_block(source)
        if len(self._block) < 2 * WORD:
            raise IndexCorrupt("a list of texts is cut off: build the gazetteer anew")
        head = self._block.part(0, 2 * WORD)
        self._count, self._width = (int.from_bytes(head[at : at + WORD], "little") for at in (0, WORD))
        self._lengths = 2 * WORD + WORD * -(-self._count // TOGETHER)
        self._start = self._lengths + self._width * self._count
        if self._width not in (1, 2, 4) or self._start > len(self._block):
            raise IndexCorrupt("the lengths of texts are cut off: build the gazetteer anew")
        self._places = Numbers(self._block, 2 * WORD, self._lengths)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> memoryview:
        if not 0 <= at < self._count:
            raise IndexError(at)
        group = at // TOGETHER
        lengths = self.lengths(group * TOGETHER, at + 1)
        last = self._places[group] + sum(lengths)
        if self._start + last > len(self._block):
            raise IndexCorrupt("a length leads outside its texts: build the gazetteer anew")
        return self._block.part(self._start + last - lengths[-1], self._start + last)

    def lengths(self, first: int, last: int) -> list[int]:
        """Give the lengths of the texts from one up to another."""
        width = self._width
        some = self._block.part(self._lengths + width * first, self._lengths + width * last)
        return [int.from_bytes(some[at : at + width], "little") for at in range(0, len(some), width)]

    def check_places(self) -> None:
        """Raise IndexCorrupt where the texts do not lie one behind the other."""
        end = 0
        for first in range(0, self._count, TOGETHER):
            if self._places[first // TOGETHER] != end:
                raise IndexCorrupt("texts do not lie one behind the other: build the gazetteer anew")
            end += sum(self.lengths(first, min(first + TOGETHER, self._count)))
        if self._start + end != len(self._block):
            raise IndexCorrupt("there is more or less than the lengths of texts say: build the gazetteer anew")


class Lister:
    """The values of a packed list, by number."""

    def __init__(self, source: Source) -> None:
        self._block = as_block(source)
        self._count, self._start = _counted(self._block, "a list")
        self._offsets = Numbers(self._block, WORD, self._start)
        self._size = len(self._block) - self._start

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> memoryview:
        if not 0 <= at < self._count:
            raise IndexError(at)
        first, last = self._offsets.view(at, at + 2)
        if not first <= last <= self._size:
            raise IndexCorrupt("an offset points outside its list: build the gazetteer anew")
        return self._block.part(self._start + first, self._start + last)


class Mapper:
    """The values of a packed map, by key."""

    def __init__(self, source: Source) -> None:
        block = as_block(source)
        if len(block) < LONG:
            raise IndexCorrupt("a map's hashes are cut off: build the gazetteer anew")
        count = int.from_bytes(block.part(0, LONG), "little")
        end = LONG * (count + 1)
        if end > len(block):
            raise IndexCorrupt("a map's hashes are cut off: build the gazetteer anew")
        self._hashes = Numbers(block, LONG, end, "Q")
        self._entries = Lister(Block(block.pieces, block.start + end, len(block) - end))
        if len(self._entries) != count:
            raise IndexCorrupt("a map has not as many entries as hashes: build the gazetteer anew")

    def __len__(self) -> int:
        return len(self._entries)

    def keys(self) -> Iterator[str]:
        """Go through all keys, in the order of their hashes."""
        for at in range(len(self._entries)):
            entry = self._entries[at]
            yield str(entry[KEY : KEY + int.from_bytes(entry[:KEY], "little")], "utf-8")

    def find(self, key: str) -> memoryview | None:
        """Give the value of a key, or None."""
        raw = key.encode("utf-8", "surrogatepass")
        wanted = hashed(raw)
        hashes = self._hashes
        at = bisect_left(hashes, wanted)
        while at < len(hashes) and hashes[at] == wanted:
            entry = self._entries[at]
            end = KEY + int.from_bytes(entry[:KEY], "little")
            if end <= len(entry) and entry[KEY:end] == raw:
                return entry[end:]
            at += 1
        return None


def _counted(block: Block, what: str) -> tuple[int, int]:
    """Read the count at the beginning of a block, and give it with the place behind its offsets."""
    if len(block) < 2 * WORD:
        raise IndexCorrupt(f"{what}: the block is cut off: build the gazetteer anew")
    count = int.from_bytes(block.part(0, WORD), "little")
    start = (count + 2) * WORD
    if start > len(block):
        raise IndexCorrupt(f"{what}: the offsets are cut off: build the gazetteer anew")
    return count, start


def cast(view: memoryview | bytes, kind: str = "I") -> memoryview:
    """See bytes as numbers of 4 bytes, or of 8 ("Q"); without a copy where the machine's byte order is the file's."""
    view = memoryview(view)
    if len(view) % array(kind).itemsize:
        raise IndexCorrupt(f"a block of numbers has {len(view)} bytes: build the gazetteer anew")
    if sys.byteorder == "little":
        return view.cast("Q" if kind == "Q" else "I")
    copied = array(kind)
    copied.frombytes(view.tobytes())
    copied.byteswap()
    return memoryview(copied)
