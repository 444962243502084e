"""How are blocks packed whose values come one by one?"""

from itertools import accumulate, chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym.errors import BadTable
from allonym.gazetteer import blocks, packed
from allonym.gazetteer.blocks import Finder, Texts, numbers, pack_finder, pack_grouped, pack_list, pack_rows, pack_texts
from allonym.gazetteer.packed import PackedList, PackedNumbers, PackedRows, PackedTexts, finder, grouped
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


@given(room=rooms, parts=st.lists(st.lists(st.binary(max_size=300), max_size=30), max_size=5))
def test_texts(room, parts):
    """Texts that come in parts have the bytes of texts that come at once, and are read as they were."""
    made = PackedTexts(room)
    for part in parts:
        made.extend(part)
    texts = list(chain.from_iterable(parts))
    assert whole(made.done()) == pack_texts(texts)
    read = Texts(whole(made.done()))
    read.check_places()
    assert [bytes(read[at]) for at in range(len(read))] == texts


@pytest.mark.parametrize(("some", "many"), [(1 << 11, 1 << 18), (3, 1 << 18), (1, 2)])
@given(room=rooms, prints=st.lists(st.integers(0, 2**32 - 1), min_size=2, max_size=40), most=st.integers(1, 2**32))
@settings(max_examples=20)
def test_finders(some, many, room, prints, most):
    """Pairs in any order make the finder of these pairs in order, and each fingerprint leads to all of its numbers."""
    pairs = [print_ << 32 | at * (most - 1) // len(prints) for at, print_ in enumerate(prints + prints[:2])]
    kept, blocks.SOME, blocks.MANY = (blocks.SOME, blocks.MANY), some, many
    try:
        held = Numbers(room, 1.0)
        held.extend(pairs)
        made = whole(finder(held, max(pair & 0xFFFFFFFF for pair in pairs) + 1, room))
        assert made == pack_finder(sorted(pairs))
    finally:
        blocks.SOME, blocks.MANY = kept
    read = Finder(made)
    assert list(read.prints()) == sorted(pair >> 32 for pair in pairs)
    for print_ in (*prints, 0, 2**32 - 1, prints[0] ^ 1, prints[0] ^ 1 << 16):
        assert read.find(print_) == sorted(pair & 0xFFFFFFFF for pair in pairs if pair >> 32 == print_)


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
