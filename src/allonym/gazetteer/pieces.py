"""May these bytes of a compiled gazetteer be trusted?

The file is cut into pieces of 4 KiB, the page that disks and memory move, and has a CRC-32 of each. A piece is checked
when it is first touched, so that opening costs nothing and a query pays only for what it reads: some 5 us a piece, once
in a process. CRC-32 finds every change of up to 32 bits in a row, and misses other damage once in 4 thousand million.

    >>> data = bytearray(b"abc" * 5000)
    >>> sums = Sums()
    >>> sums.add(data)
    >>> pieces = Pieces(memoryview(data), memoryview(sums.done()), "where")
    >>> block = Block(pieces, 100, 12000)
    >>> bytes(block.part(2, 8))
    b'abcabc'
    >>> data[9000] ^= 1
    >>> block.check(0, 4000)
    >>> block.check(0, 12000)
    Traceback (most recent call last):
    ...
    allonym.errors.IndexCorrupt: where: damaged at byte 8,192 (its checksum is wrong); build the gazetteer anew
"""

from __future__ import annotations

from zlib import crc32

from allonym.errors import IndexCorrupt

# A piece is 2 ** SHIFT bytes; of 4 KiB to 1 MiB this let the first query of a process read and check least.
SHIFT = 12
PIECE = 1 << SHIFT
SUM = 4


class Pieces:
    """The pieces of one file, and which of them were checked.

    `seen` has one byte a piece, 1 where it was checked, so that a search in another language may look for itself and
    call `check` only where it finds a 0. Two threads that check one piece at once do no harm.
    """

    __slots__ = ("_sums", "_where", "data", "seen")

    def __init__(self, data: memoryview, sums: memoryview | None, where: str) -> None:
        self.data = data
        # Bytes without sums were made by this very process.
        self.seen = bytearray(count_of(len(data))) if sums is not None else bytearray(b"\1") * count_of(len(data))
        self._sums = sums
        self._where = where

    @property
    def untrusted(self) -> bool:
        """Were these bytes made elsewhere, so that they must be checked?"""
        return self._sums is not None

    def check(self, start: int, stop: int) -> None:
        """Check the pieces from one byte up to another; raises IndexCorrupt."""
        if not 0 <= start <= stop <= len(self.data):
            raise IndexCorrupt(f"{self._where}: an offset points outside the file; build the gazetteer anew")
        last = ((stop - 1) >> SHIFT) + 1
        at = self.seen.find(0, start >> SHIFT, last) if start < stop else -1
        while at >= 0:
            found = crc32(self.data[at << SHIFT : (at + 1) << SHIFT])
            if self._sums is None or found != int.from_bytes(self._sums[at * SUM : (at + 1) * SUM], "little"):
                raise IndexCorrupt(
                    f"{self._where}: damaged at byte {at << SHIFT:,} (its checksum is wrong); build the gazetteer anew"
                )
            self.seen[at] = 1
            at = self.seen.find(0, at + 1, last)


class Block:
    """A part of a file that has a name. `pieces.data[start + n]` is its n-th byte."""

    __slots__ = ("pieces", "size", "start")

    def __init__(self, pieces: Pieces, start: int, size: int) -> None:
        self.pieces = pieces
        self.start = start
        self.size = size

    @classmethod
    def of(cls, data: bytes | memoryview) -> Block:
        """Make a block of bytes that this very process made, and that need no checking."""
        return cls(Pieces(memoryview(data), None, "memory"), 0, len(data))

    def __len__(self) -> int:
        return self.size

    def check(self, start: int, stop: int) -> None:
        """Make sure that these bytes may be read; raises IndexCorrupt where they are damaged or none of the block's."""
        if not 0 <= start <= stop <= self.size:
            raise IndexCorrupt("an offset points outside its block: build the gazetteer anew")
        self.pieces.check(self.start + start, self.start + stop)

    def part(self, start: int, stop: int) -> memoryview:
        """Give some bytes, checked."""
        self.check(start, stop)
        return self.pieces.data[self.start + start : self.start + stop]

    def whole(self) -> memoryview:
        """Give all bytes, checked."""
        return self.part(0, self.size)

    def unchecked(self) -> memoryview:
        """Give all bytes; whoever reads them calls `check` before."""
        return self.pieces.data[self.start : self.start + self.size]


class Sums:
    """The checksums of the pieces of some bytes, which may come in chunks of any length."""

    def __init__(self) -> None:
        self._done = bytearray()
        self._sum = self._filled = 0

    def add(self, chunk: bytes | bytearray | memoryview) -> None:
        """Go on with these bytes."""
        view = memoryview(chunk)
        while view:
            part = view[: PIECE - self._filled]
            view = view[len(part) :]
            self._sum = crc32(part, self._sum)
            self._filled += len(part)
            if self._filled == PIECE:
                self._next()

    def done(self) -> bytes:
        """Give the checksums, end to end, little-endian."""
        if self._filled:
            self._next()
        return bytes(self._done)

    def _next(self) -> None:
        self._done += self._sum.to_bytes(SUM, "little")
        self._sum = self._filled = 0


def count_of(size: int) -> int:
    """Give how many pieces so many bytes have."""
    return (size + PIECE - 1) >> SHIFT
