"""How do large maps and lists lie in plain bytes?"""

from struct import unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import IndexCorrupt
from allonym.gazetteer.blocks import Lister, Mapper, numbers, pack_list, pack_map, unpack_numbers


@given(st.lists(st.binary(max_size=20), max_size=30))
def test_lists_come_back(values):
    """A packed list gives each value back, and no more."""
    block = Lister(pack_list(values))
    assert [bytes(block[at]) for at in range(len(block))] == values
    with pytest.raises(IndexError):
        block[len(values)]


@given(st.dictionaries(st.text(max_size=12), st.binary(max_size=20), max_size=30), st.text(max_size=12))
def test_maps_come_back(values, other):
    """A packed map gives the value of each key, and nothing for any other."""
    block = Mapper(pack_map(values))
    assert {key: bytes(block.find(key)) for key in values} == values
    assert sorted(block.keys()) == sorted(values)
    assert (block.find(other) is None) == (other not in values)


@given(st.dictionaries(st.text(max_size=8), st.binary(max_size=8), max_size=12), st.randoms())
def test_the_order_of_keys_changes_no_byte(values, chance):
    """A map is the same bytes in whatever order its keys came."""
    rows = list(values.items())
    chance.shuffle(rows)
    assert pack_map(dict(rows)) == pack_map(values)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=20))
def test_numbers_are_four_bytes_each(values):
    """A packed number is four bytes, the least first, on every machine."""
    assert list(unpack(f"<{len(values)}I", numbers(values))) == values
    assert list(unpack_numbers(numbers(values))) == values


def test_numbers_of_broken_length_are_refused():
    """Bytes that are no whole numbers are an error."""
    with pytest.raises(IndexCorrupt):
        unpack_numbers(b"12345")


@given(st.dictionaries(st.text(max_size=8), st.binary(max_size=8), min_size=1, max_size=12), st.data())
def test_a_cut_block_is_an_error_or_a_right_answer(values, data):
    """A map that was cut off anywhere says so, at once or at the touch, and never gives a wrong value."""
    whole = pack_map(values)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    key = data.draw(st.sampled_from(sorted(values)))
    try:
        found = Mapper(cut).find(key)
    except IndexCorrupt:
        return
    assert found is not None
    assert bytes(found) == values[key]
