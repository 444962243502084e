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
platform. A finder has no keys: it is a count, fingerprints of 4 bytes in order, and the numbers that they lead to, and
whoever asks checks what was found. A fingerprint is CRC-32 (ISO 3309).
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

from allonym.errors import IndexCorrupt
from allonym.gazetteer.pieces import Block

WORD = 4
LONG = 8
KEY = 2
# A fingerprint has so many bytes, and as many has the number beside it in a pair.
PRINT = 4
LOWER = (1 << 8 * PRINT) - 1


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


def pack_finder(pairs: Sequence[int]) -> bytes:
    """Pack pairs, sorted, of a fingerprint in the upper 32 bits and a number in the lower ones."""
    packed = array("Q", pairs)
    halves = array("I")
    halves.frombytes(packed.tobytes())
    low, high = (0, 1) if sys.byteorder == "little" else (1, 0)
    return numbers([len(packed)]) + numbers(halves[high::2]) + numbers(halves[low::2])


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
        block = as_block(source)
        count = int.from_bytes(block.part(0, min(WORD, len(block))), "little")
        if len(block) != WORD * (1 + 2 * count):
            raise IndexCorrupt("a finder is cut off: build the gazetteer anew")
        self._prints = Numbers(block, WORD, WORD * (1 + count))
        self._ids = Numbers(block, WORD * (1 + count))
        # Fingerprints lie evenly: within so many places of where one would be expected, it nearly always is.
        self._around = 4 * int(count**0.5) + 8

    def __len__(self) -> int:
        return len(self._prints)

    def find(self, print: int) -> memoryview:
        """Give all numbers under a fingerprint."""
        prints, none = self._prints, self._ids.view(0, 0)
        count = len(prints)
        guess = (print * count) >> (8 * PRINT)
        low, high = max(0, guess - self._around), min(count, guess + self._around)
        if low and prints[low - 1] >= print:
            low = 0
        if high < count and prints[high] <= print:
            high = count
        first = bisect_left(prints, print, low, high)
        if first == count or prints[first] != print:
            return none
        last = first + 1
        if last < count and prints[last] == print:
            last = bisect_right(prints, print, first, count)
        return self._ids.view(first, last)


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
