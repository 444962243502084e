"""How well do two strings of sounds align?"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allonym.align import aligned, bits, columns, learned, most_bits
from allonym.reading import sounds

ALPHABET = sorted(sounds())
SPOKEN = st.text(st.sampled_from(ALPHABET), max_size=12)
COMMON = st.text(st.sampled_from("aeioubdktnrlmsvx"), max_size=9)


@given(a=SPOKEN, b=SPOKEN)
def test_alignment_is_symmetric(a, b):
    """Two strings are as much alike in either order."""
    assert bits(a, b) == pytest.approx(bits(b, a))


@given(a=COMMON, b=COMMON)
def test_the_fast_form_is_the_textbook_form(a, b):
    """Taking off a common beginning and end loses no evidence against the full table."""
    costs = learned()
    assert bits(a, b) == pytest.approx(aligned(a, b, costs), abs=1e-6)


@given(a=SPOKEN, b=SPOKEN)
def test_nothing_is_more_alike_than_itself(a, b):
    """No string brings more evidence than the more telling of the two brings against itself."""
    assert bits(a, a) == pytest.approx(most_bits(a))
    assert bits(a, b) <= max(most_bits(a), most_bits(b)) + 1e-6


@given(a=COMMON, b=COMMON)
def test_columns_are_both_strings(a, b):
    """The drawn columns hold both strings in order, no column is empty, and their bits add up to the best."""
    drawn = columns(a, b)
    costs = learned()
    assert "".join(left for left, _ in drawn) == a
    assert "".join(right for _, right in drawn) == b
    assert all(left or right for left, right in drawn)
    total = sum(costs.pairs[x][y] if x and y else costs.gaps[x or y] for x, y in drawn)
    assert total == pytest.approx(aligned(a, b, costs))


@pytest.mark.parametrize("sound", ALPHABET)
def test_every_sound_has_its_costs(sound):
    """Each sound has a cost against each sound and against none, and is rather itself than nothing."""
    costs = learned()
    assert set(costs.pairs[sound]) == set(ALPHABET)
    assert costs.gaps[sound] < 0
    assert costs.pairs[sound][sound] > 0


@given(a=SPOKEN, b=SPOKEN)
@example(a="·", b="·y")
@example(a="ɣ", b="ɣɡ")
def test_the_fast_form_gives_what_the_textbook_form_gives(a, b):
    """Setting aside what both strings begin and end with changes no alignment's worth."""
    assert bits(a, b) == pytest.approx(aligned(*sorted((a, b)), learned()))


def test_near_sounds_are_nearer():
    """A name with x for k is nearer than one with wholly other sounds, and a lost sound costs."""
    assert bits("xrenin", "xrenin") > bits("xrenin", "krenin") > bits("xrenin", "petrov")
    assert bits("xrenin", "xrenin") > bits("xrenin", "xreni")
