"""How are words kept that a search found, with what each brings?"""

from hypothesis import given
from hypothesis import strategies as st

from allonym.gazetteer.scored import NOTHING, packed, unpacked

PAIRS = st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(-NOTHING, NOTHING - 1)))


@given(one=PAIRS, other=PAIRS)
def test_what_is_packed_comes_back(one, other):
    """Words with their evidence are the same after packing, and two lists are added as bytes."""
    assert unpacked(packed(one) + packed(other)) == one + other
    assert len(packed(one)) == 8 * len(one)
