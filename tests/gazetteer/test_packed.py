"""How are blocks packed whose values come one by one?"""

from itertools import accumulate, chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import BadTable
from allonym.gazetteer import packed
from allonym.gazetteer.blocks import numbers, pack_finder, pack_grouped, pack_list, pack_rows
from allonym.gazetteer.packed import PackedList, PackedNumbers, PackedRows, finder, grouped
from allonym.gazetteer.spill import Numbers, Room

rooms = st.sampled_from([Room(), Room(None, 0), Room(None, 500)])
small = st.integers(0, 2**32 - 1)


def whole(block):
    """All bytes of a block."""
    return b"".join(block.chunks())


@given(room=rooms, parts=st.lists(st.lists(st.binary(max_size=9), max_size=9), max_size=9))
def test_lists(room, parts):
    """A list that comes in parts has the bytes of one that comes at once."""
    made = PackedList(room)
    for part in parts:
        made.extend(part)
    assert whole(made.done()) == pack_list(chain.from_iterable(parts))


@given(room=rooms, parts=st.lists(st.lists(st.lists(small, max_size=5), max_size=5), max_size=5))
def test_rows(room, parts):
    """Rows that come in parts have the bytes of rows that come at once, and so have their numbers."""
    made, flat = PackedRows(room), PackedNumbers(room)
    for part in parts:
        made.extend(list(accumulate(map(len, part))), list(chain.from_iterable(part)))
        flat.extend(list(chain.from_iterable(part)))
    rows = list(chain.from_iterable(parts))
    assert whole(made.done()) == pack_rows(rows)
    assert whole(flat.done()) == numbers(chain.from_iterable(rows))


@given(room=rooms, pairs=st.lists(st.integers(0, 2**64 - 1), max_size=60))
def test_finders(room, pairs):
    """Pairs in any order make the finder of these pairs in order."""
    some = Numbers(room, 1.0)
    some.extend(pairs)
    assert whole(finder(some, room)) == pack_finder(sorted(pairs))


@given(room=rooms, pairs=st.lists(st.tuples(st.integers(0, 9), small), max_size=60))
def test_groups(room, pairs):
    """Pairs of a row and a value, in any order, make these rows."""
    some, counts = Numbers(room, 1.0), [0] * 10
    for row, value in pairs:
        some.extend([row << 32 | value])
        counts[row] += 1
    assert whole(grouped(some, counts, room)) == pack_grouped(sorted(row << 32 | value for row, value in pairs), 10)


def test_what_offsets_cannot_reach_is_refused(monkeypatch):
    """More than offsets of four bytes can point to is told as too much for one gazetteer, and never cut off."""
    monkeypatch.setattr(packed, "MOST_OFFSET", 100)
    made = PackedList(Room())
    with pytest.raises(BadTable, match="in parts"):
        made.extend([bytes(60), bytes(60)])
