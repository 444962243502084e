"""By which short keys do names that sound alike find each other?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.gazetteer.skeleton import MOST_SKELETONS, shortened, skeletons
from allonym.reading import sounds

SPOKEN = st.text(st.sampled_from(sorted(sounds())), max_size=16)


@pytest.mark.parametrize(
    ("one", "other"),
    [("lukaʃenko", "lukaʃenka"), ("xmarin", "xamren"), ("petrov", "pitraf"), ("wales", "vals")],
)
def test_vowels_do_not_count(one, other):
    """Names that differ in vowels, or in sounds of one kind, share a skeleton."""
    assert set(skeletons(one)) & set(skeletons(other))


def test_consonants_count():
    """Names of other consonants share no skeleton."""
    assert not set(skeletons("petrov")) & set(skeletons("lukaʃenko"))


@given(spoken=SPOKEN)
def test_skeletons_are_few_and_short(spoken):
    """Any sounds have at least one skeleton and few in all, none twice, none longer than the sounds."""
    found = skeletons(spoken)
    assert 1 <= len(found) <= MOST_SKELETONS
    assert len(set(found)) == len(found)
    assert all(len(one) <= len(spoken) for one in found)
    assert all(a != b for one in found for a, b in pairwise(one))


@given(spoken=SPOKEN)
def test_one_letter_less(spoken):
    """A shortened skeleton has lost one letter, or two where their neighbours became one."""
    for one in skeletons(spoken):
        for less in shortened(one):
            assert len(one) - 2 <= len(less) <= len(one) - 1
