"""How is more kept and sorted than memory has room for?"""

import os
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import IndexNotWritten
from allonym.gazetteer.spill import CHUNK, Chain, Kept, Numbers, Room, Rows, packed, unpacked

rooms = st.sampled_from([None, 0, 1, 100, 10_000])
numbers = st.integers(0, 2**64 - 1)
texts = st.text(max_size=8)


@given(memory=rooms, parts=st.lists(st.lists(numbers, max_size=40), max_size=12))
def test_numbers_are_sorted_in_any_room(memory, parts):
    """All numbers come out in order, each as often as it went in, however little memory there is."""
    some = Numbers(Room(None, memory), 1.0)
    for part in parts:
        some.extend(part)
    found = [number for batch in some.batches() for number in batch]
    assert found == sorted(number for part in parts for number in part)


@given(memory=rooms, parts=st.lists(st.lists(st.tuples(texts, texts, texts), max_size=20), max_size=8))
def test_rows_are_sorted_in_any_room(memory, parts):
    """All rows come out in order of their fields, by code points, however little memory there is."""
    some = Rows(Room(None, memory), 1.0, 3)
    for part in parts:
        some.extend(part)
    assert list(some) == sorted(row for part in parts for row in part)


@given(rows=st.lists(st.tuples(texts, st.text(st.characters(), max_size=3)), max_size=30))
def test_rows_come_back_as_they_were(rows):
    """Packed rows keep every field, whatever stands in it: separators, line feeds and lone surrogates."""
    assert unpacked(packed(rows), 2) == rows


@given(memory=rooms, parts=st.lists(st.binary(max_size=50), max_size=20), data=st.data())
def test_bytes_are_kept_in_any_room(memory, parts, data):
    """What is kept is what was added, whole, in chunks, in any part, and after another one."""
    kept, whole = Kept(Room(None, memory)), b"".join(parts)
    for part in parts:
        kept.add(part)
    assert len(kept) == len(whole)
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, len(whole)))
    assert kept.part(start, stop) == whole[start:stop]
    assert b"".join(kept.chunks()) == whole
    if whole:
        assert bytes(kept.whole()) == whole
    chained = Chain(b"before", kept, b"after")
    assert len(chained) == len(whole) + 11
    assert bytes(chained.kept(Room(None, memory), 1.0).whole()) == b"before" + whole + b"after"


def test_a_file_is_read_in_chunks(tmp_path):
    """More than a chunk comes in several, so that no file need fit into memory."""
    kept = Kept(Room(tmp_path, 10))
    kept.add(bytes(CHUNK + 5))
    assert [len(chunk) for chunk in kept.chunks()] == [CHUNK, 5]


def test_nothing_is_left_behind(tmp_path):
    """Temporary files have no name: nothing of them is to be seen, and nothing is left by who dies."""
    some = Numbers(Room(tmp_path, 8), 1.0)
    some.extend(array("Q", range(100)))
    assert os.name == "nt" or list(tmp_path.iterdir()) == []
    assert sum(map(len, some.batches())) == 100


def test_a_full_disk_is_told(tmp_path):
    """Where there is no folder for temporary files, or it cannot be written, the error says which and why."""
    with pytest.raises(IndexNotWritten, match="nowhere"):
        Kept(Room(tmp_path / "nowhere", 0)).add(b"1")
    kept = Kept(Room(tmp_path, 0))
    kept.add(b"1")

    class Full:
        def __init__(self, file):
            self.close = file.close

        def seek(self, place):
            raise OSError(28, "No space left on device", str(place))

    kept._file = Full(kept._file)
    with pytest.raises(IndexNotWritten, match="No space left"):
        kept.add(b"2")
    kept._held.clear()
    with pytest.raises(IndexNotWritten, match="cannot be read"):
        kept.part(0, 1)
