"""How well do two strings of sounds align?"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allonym.align import aligned, bits, columns, learned, likeliest, most_bits, plainly_weighed, refresh, weigh
from allonym.reading import sounds

ALPHABET = sorted(sounds())
SPOKEN = st.text(st.sampled_from(ALPHABET), max_size=12)
COMMON = st.text(st.sampled_from("aeioubdktnrlmsvx"), max_size=9)


@given(a=SPOKEN, b=SPOKEN)
def test_alignment_is_symmetric(a, b):
    """Two strings are as much alike in either order."""
    assert bits(a, b) == bits(b, a)
    assert weigh(a, b) == weigh(b, a)
    assert columns(a, b) == tuple((left, right) for right, left in columns(b, a))


@given(a=COMMON, b=COMMON)
def test_the_fast_form_is_the_textbook_form(a, b):
    """Taking off a common beginning and end loses no evidence against the full table."""
    costs = learned()
    assert bits(a, b) == aligned(a, b, costs)
    assert weigh(a, b) == plainly_weighed(a, b)


@given(a=SPOKEN, b=SPOKEN)
def test_nothing_is_more_alike_than_itself(a, b):
    """No string brings more evidence than the more telling of the two brings against itself."""
    assert bits(a, a) == most_bits(a)
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
    assert total / 100 == aligned(a, b, costs)


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
    assert bits(a, b) == aligned(a, b, learned())
    assert weigh(a, b) == plainly_weighed(a, b)


def test_near_sounds_are_nearer():
    """A name with x for k is nearer than one with wholly other sounds, and a lost sound costs."""
    assert bits("xrenin", "xrenin") > bits("xrenin", "krenin") > bits("xrenin", "petrov")
    assert bits("xrenin", "xrenin") > bits("xrenin", "xreni")


@given(a=COMMON, b=COMMON)
def test_the_worst_column_is_the_one_that_loses_most(a, b):
    """A column loses what its sounds bring against themselves, less what it brings; no column gains."""
    costs = learned()

    def own(sound):
        return costs.pairs[sound][sound] / 2 if sound else 0

    losses = [
        own(x) + own(y) - (costs.pairs[x][y] if x and y else costs.gaps[x or y])
        for x, y in columns(min(a, b), max(a, b))
    ]
    assert weigh(a, b) == (bits(a, b), pytest.approx(max([0, *losses]) / 100))


@given(a=SPOKEN)
def test_what_is_identical_loses_nothing(a):
    """A string against itself has no column that loses."""
    assert weigh(a, a) == (most_bits(a), 0.0)


def test_the_likeliest_readings_are_aligned():
    """Of all pairs of readings, the three whose broad forms are most alike are weighed, in the order given."""
    one, two = ("xrenin", "ʧrenin", "krenin"), ("xrenin", "petrov", "xrenina")
    found = likeliest(one, one, two, two, same=False)
    assert [(i, j) for i, j, *_ in found] == [(0, 0), (0, 2), (1, 0)]
    assert all((value, worst) == weigh(one[i], two[j]) for i, j, value, worst in found)
    assert [(i, j) for i, j, *_ in likeliest(one, one, two, two, same=True)] == [(0, 0)]
    assert likeliest(("xrenin",), ("xrenin",), ("gudu",), ("gudu",), same=False) == []


def test_costs_can_be_learned_anew():
    """After new costs were written, nothing that was computed under the old ones is answered."""
    before = learned(), weigh("xrenin", "krenin")
    refresh()
    assert learned() is not before[0]
    assert weigh("xrenin", "krenin") == before[1]


@pytest.mark.parametrize("strange", ["7", "x7", "\ud800", "\U0001f600"])
def test_what_is_no_sound_has_no_cost(strange):
    """A letter that is no sound is refused, not guessed."""
    for ask in (bits, weigh):
        with pytest.raises(KeyError):
            ask(strange, "xrenin")
    with pytest.raises(KeyError):
        most_bits(strange)
