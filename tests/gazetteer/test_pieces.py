"""May these bytes of a compiled gazetteer be trusted?"""

from itertools import pairwise
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import IndexCorrupt
from allonym.gazetteer.pieces import PIECE, SUM, Block, Pieces, Sums, count_of

DATA = bytes(range(256)) * 100


def sums_of(data):
    """The sums of the pieces of some bytes, by themselves."""
    return b"".join([crc32(data[at : at + PIECE]).to_bytes(SUM, "little") for at in range(0, len(data), PIECE)])


def pieces(data=DATA):
    """Some bytes with the sums of DATA."""
    return Pieces(memoryview(data), memoryview(sums_of(DATA)), "here")


@given(bit=st.integers(0, 8 * len(DATA) - 1), start=st.integers(0, len(DATA)), size=st.integers(0, 9000))
def test_a_flipped_bit_is_found_where_it_is_read(bit, start, size):
    """A changed bit is an error for whoever reads its piece, and nothing to whoever reads others."""
    changed = bytearray(DATA)
    changed[bit // 8] ^= 1 << bit % 8
    stop = min(start + size, len(DATA))
    block = Block(pieces(changed), 0, len(DATA))
    if start < stop and start // PIECE <= bit // 8 // PIECE <= (stop - 1) // PIECE:
        with pytest.raises(IndexCorrupt, match="checksum"):
            block.part(start, stop)
    else:
        assert bytes(block.part(start, stop)) == DATA[start:stop]


def test_a_piece_is_checked_once():
    """Only the pieces that were asked for are checked, and each of them once."""
    data = bytearray(DATA)
    found = pieces(data)
    Block(found, PIECE, 3 * PIECE).check(10, PIECE + 1)
    assert list(found.seen) == [0, 1, 1, 0, 0, 0, 0]
    data[PIECE + 5] ^= 1
    found.check(PIECE, 2 * PIECE)


@pytest.mark.parametrize(("start", "stop"), [(-1, 5), (5, 4), (0, 101), (2**63 - 1, 2**63), (0, 2**64)])
def test_no_part_lies_outside_its_block(start, stop):
    """An offset outside the block, however large, is an error before anything is read."""
    with pytest.raises(IndexCorrupt, match="outside"):
        Block(pieces(), 50, 100).part(start, stop)


def test_no_block_lies_outside_its_file():
    """A block that ends behind its file is an error when its end is read."""
    with pytest.raises(IndexCorrupt, match="outside"):
        Block(pieces(), len(DATA) - 5, 10).whole()


def test_bytes_of_this_process_need_no_sums():
    """A block that was made in memory is there at once."""
    assert bytes(Block.of(DATA).part(300, 302)) == DATA[300:302]
    assert len(Block.of(b"").whole()) == 0
    assert bytes(Block.of(DATA).unchecked()) == DATA


@given(cuts=st.lists(st.integers(0, len(DATA)), max_size=6))
def test_sums_do_not_depend_on_chunks(cuts):
    """However bytes are cut into chunks, the sums of their pieces are the same."""
    sums, ends = Sums(), [0, *sorted(cuts), len(DATA)]
    for start, stop in pairwise(ends):
        sums.add(DATA[start:stop])
    found = sums.done()
    assert found == sums_of(DATA)
    assert len(found) == SUM * count_of(len(DATA))
