"""How is more kept and sorted than memory has room for?

What does not fit goes to a temporary file that has no name, so that nothing is left of a builder that dies. Sorting is
a merge: what fits is sorted and becomes a run; then, of all runs together, all that is not above the least of their
last numbers in hand is sorted again, and so on (D. E. Knuth, The Art of Computer Programming 3, 5.4).

    >>> some = Numbers(Room(None, 64), 1.0)
    >>> for number in (9, 3, 7, 1, 8, 2, 5, 6, 4, 0):
    ...     some.extend([number])
    >>> [number for batch in some.batches() for number in batch]
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
"""

from __future__ import annotations

import mmap
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from attrs import frozen

from allonym.errors import IndexNotWritten
from allonym.gazetteer.sounding import sort

# What is read of a file at a time, in bytes.
CHUNK = 1 << 20
# What a row of text takes in memory besides its letters, in bytes: a tuple, and, for about every other field, an object
# that no other row has.
ROW, FIELD = 100, 30
# Rows of a run that are read at a time; and the fewest and the most numbers.
ROWS = 1000
FEWEST, MOST = 1 << 10, 1 << 17
LONG = 8


@frozen
class Room:
    """Where there is room: in a folder for temporary files, and in so many bytes of memory; None is without end."""

    folder: Path | None = None
    memory: int | None = None

    def share(self, part: float) -> float:
        """Give a part of the memory, in bytes."""
        return float("inf") if self.memory is None else part * self.memory


class Kept:
    """Bytes that are added at the end, in memory up to a share of it, then in a file."""

    def __init__(self, room: Room, part: float = 1.0) -> None:
        self._room, self._most = room, room.share(part)
        self._held = bytearray()
        self._file: IO[bytes] | None = None
        self._filed = 0

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return self._filed + len(self._held)

    def add(self, data: bytes | bytearray | memoryview) -> None:
        """Add some bytes."""
        self._held += data
        if len(self._held) > self._most:
            self.spill()

    def spill(self) -> None:
        """Put all that is in memory into the file."""
        try:
            if self._file is None:
                self._file = TemporaryFile(dir=self._room.folder)  # noqa: SIM115  (closed when nobody needs it)
            self._file.seek(self._filed)
            self._file.write(self._held)
            self._file.flush()
        except OSError as error:
            raise IndexNotWritten(
                f"{self._room.folder or 'temporary files'}: no room to sort in ({error.strerror}); free some space, or "
                "choose another place"
            ) from error
        self._filed += len(self._held)
        self._held = bytearray()

    def part(self, start: int, stop: int) -> bytes:
        """Give the bytes from one place up to another."""
        if self._file is None:
            return bytes(memoryview(self._held)[start:stop])
        if self._held:
            self.spill()
        try:
            self._file.seek(start)
            return self._file.read(stop - start)
        except OSError as error:
            raise IndexNotWritten(f"a temporary file cannot be read ({error.strerror}); check the disk") from error

    def chunks(self) -> Iterator[bytes | memoryview]:
        """Go through all bytes."""
        if self._file is None:
            yield memoryview(self._held)
            return
        for at in range(0, len(self), CHUNK):
            yield self.part(at, min(at + CHUNK, len(self)))

    def whole(self) -> memoryview:
        """Give all bytes, mapped where they are in a file."""
        if self._file is None:
            return memoryview(self._held)
        if self._held:
            self.spill()
        return memoryview(mmap.mmap(self._file.fileno(), self._filed, access=mmap.ACCESS_READ))


class Chain:
    """Bytes in several parts, one after the other."""

    def __init__(self, *parts: Kept | bytes) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def chunks(self) -> Iterator[bytes | memoryview]:
        """Go through all bytes."""
        for part in self._parts:
            if isinstance(part, Kept):
                yield from part.chunks()
            else:
                yield part

    def kept(self, room: Room, part: float) -> Kept:
        """Give all bytes in one place."""
        whole = Kept(room, part)
        for chunk in self.chunks():
            whole.add(chunk)
        return whole


class Numbers:
    """Numbers of eight bytes, to be sorted."""

    def __init__(self, room: Room, part: float) -> None:
        # Sorting takes as much again.
        self._most = room.share(part) / (2 * LONG)
        self._held = array("Q")
        self._runs: list[range] = []
        self._file = Kept(room, 0)

    def __len__(self) -> int:
        return len(self._held) + sum(map(len, self._runs))

    def extend(self, numbers: Iterable[int]) -> None:
        """Add some numbers, in any order."""
        self._held.extend(numbers)
        if len(self._held) > self._most:
            sort(self._held)
            start = len(self._file)
            self._file.add(memoryview(self._held))
            self._runs.append(range(start, len(self._file), LONG))
            self._held = array("Q")

    def batches(self) -> Iterator[array[int]]:
        """Go through all numbers, sorted, some at a time."""
        sort(self._held)
        if not self._runs:
            yield self._held
            return
        size = max(FEWEST, min(MOST, int(self._most) // len(self._runs)))
        runs = [self._read(run, size) for run in self._runs]
        yield from merged([*runs, iter([self._held])], lambda: array("Q"), sort)

    def _read(self, run: range, size: int) -> Iterator[array[int]]:
        for at in range(run.start, run.stop, LONG * size):
            found = array("Q")
            found.frombytes(self._file.part(at, min(at + LONG * size, run.stop)))
            yield found


Row = tuple[str, ...]


class Rows:
    """Rows of so many fields of text, to be sorted by all of them."""

    def __init__(self, room: Room, part: float, width: int) -> None:
        self._most, self._width = room.share(part), width
        self._held: list[Row] = []
        self._bytes = 0
        self._runs: list[list[tuple[int, int]]] = []
        self._file = Kept(room, 0)

    def extend(self, rows: Sequence[Row]) -> None:
        """Add some rows, in any order."""
        self._held += rows
        self._bytes += (ROW + FIELD * self._width) * len(rows) + sum(map(len, chain.from_iterable(rows)))
        if self._bytes > self._most:
            self._held.sort()
            run = []
            for at in range(0, len(self._held), ROWS):
                start = len(self._file)
                self._file.add(packed(self._held[at : at + ROWS]))
                run.append((start, len(self._file)))
            self._runs.append(run)
            self._held, self._bytes = [], 0

    def batches(self) -> Iterator[list[Row]]:
        """Go through all rows, sorted, some at a time."""
        self._held.sort()
        if not self._runs:
            yield self._held
            return
        runs = [(unpacked(self._file.part(*place), self._width) for place in run) for run in self._runs]
        yield from merged([*runs, iter([self._held])], list, list.sort)

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self.batches())


def packed(rows: Sequence[Row]) -> bytes:
    """Pack rows: how many fields there are, their lengths in code points, and all text, in UTF-8."""
    fields = [field for row in rows for field in row]
    lengths = array("I", map(len, fields))
    return len(lengths).to_bytes(LONG, "little") + lengths.tobytes() + "".join(fields).encode("utf-8", "surrogatepass")


def unpacked(data: bytes, width: int) -> list[Row]:
    """Give back what `packed` packed."""
    end = LONG + int.from_bytes(data[:LONG], "little") * array("I").itemsize
    lengths = array("I")
    lengths.frombytes(data[LONG:end])
    text = data[end:].decode("utf-8", "surrogatepass")
    fields = iter([text[start:stop] for start, stop in pairwise(accumulate(lengths, initial=0))])
    return list(zip(*[fields] * width, strict=True))


def merged(runs: Iterable[Iterator[Any]], empty: Callable[[], Any], order: Callable[[Any], object]) -> Iterator[Any]:
    """Merge sorted runs, each given in pieces; gives all in order, some at a time."""
    heads = [[piece, 0, run] for run in runs if (piece := next(filter(len, run), None)) is not None]
    while heads:
        bound = min(piece[-1] for piece in map(itemgetter(0), heads))
        batch = empty()
        for head in heads:
            piece, at, run = head
            end = bisect_right(piece, bound, at)
            batch += piece[at:end]
            head[1] = end
            if end == len(piece):
                head[0], head[1] = next(filter(len, run), None), 0
        heads = [head for head in heads if head[0] is not None]
        order(batch)
        yield batch
