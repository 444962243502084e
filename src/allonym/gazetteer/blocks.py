"""How do large maps and lists lie in plain bytes, so that a file can be used as it is?

A block is bytes that never change, in memory or mapped from a file. A Lister gives the n-th value; a Mapper finds the
value of a key by the sorted hashes of keys. Nothing is decoded before it is asked for, and every offset is checked
before it is trusted.

    >>> block = Mapper(pack_map({"minsk": b"1", "mensk": b"2"}))
    >>> bytes(block.find("minsk")), block.find("pinsk")
    (b'1', None)
    >>> bytes(Lister(pack_list([b"a", b"bc"]))[1])
    b'bc'

Numbers are unsigned, little-endian, of 4 bytes (8 for hashes). A list is the count, count + 1 offsets, and the values
end to end. A map is a list of entries, each the length of its key (2 bytes), its key and its value, with the keys'
hashes before it. The hash is BLAKE2b of 8 bytes (RFC 7693), the same on every platform.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from allonym.errors import IndexCorrupt

WORD = 4
LONG = 8
KEY = 2


def hashed(key: bytes) -> int:
    """Give the 64-bit hash of a key."""
    return int.from_bytes(blake2b(key, digest_size=LONG).digest(), "little")


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
    offsets, total = [0], 0
    for value in values:
        total += len(value)
        offsets.append(total)
    return numbers([len(values), *offsets]) + b"".join(values)


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


class Lister:
    """The values of a packed list, by number."""

    def __init__(self, block: memoryview | bytes) -> None:
        self._block = memoryview(block)
        if len(self._block) < 2 * WORD:
            raise IndexCorrupt("a list is cut off: build the gazetteer anew")
        self._count = int.from_bytes(self._block[:WORD], "little")
        self._start = (self._count + 2) * WORD
        if self._start > len(self._block):
            raise IndexCorrupt("a list's offsets are cut off: build the gazetteer anew")
        self._offsets = _cast(self._block[WORD : self._start], "I")
        self._size = len(self._block) - self._start

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> memoryview:
        if not 0 <= at < self._count:
            raise IndexError(at)
        first, last = self._offsets[at], self._offsets[at + 1]
        if not first <= last <= self._size:
            raise IndexCorrupt("an offset points outside its list: build the gazetteer anew")
        return self._block[self._start + first : self._start + last]


class Mapper:
    """The values of a packed map, by key."""

    def __init__(self, block: memoryview | bytes) -> None:
        view = memoryview(block)
        count = int.from_bytes(view[:LONG], "little")
        end = LONG * (count + 1)
        if len(view) < LONG or end > len(view):
            raise IndexCorrupt("a map's hashes are cut off: build the gazetteer anew")
        self._hashes = _cast(view[LONG:end], "Q")
        self._entries = Lister(view[end:])
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


def _cast(view: memoryview, kind: str) -> Sequence[int]:
    """See bytes as numbers; without a copy where the machine's byte order is the file's."""
    if sys.byteorder == "little":
        numbers: Sequence[int] = view.cast("Q" if kind == "Q" else "I")
        return numbers
    copied = array(kind)
    copied.frombytes(view.tobytes())
    copied.byteswap()
    return copied
