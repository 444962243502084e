"""Are two words one, but for a slip of the hand?"""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from allonym import compare, slip
from allonym.name import listen
from allonym.pairing import GENDER, pair
from allonym.slip import SHORTEST_SLIPPED, slipped


def weigh(one: str, two: str):
    """Weigh the only words of two names."""
    (x,), (y,) = listen(one).parts, listen(two).parts
    return pair(x, y)


def test_examples_hold():
    """The examples in the docstrings are true."""
    assert doctest.testmod(slip).failed == 0


@given(one=st.text("abcß", max_size=7), two=st.text("abcß", max_size=7))
def test_a_slip_is_one_edit(one, two):
    """A slip is one letter more, less, another one or two swapped, in a word of four letters or more."""
    wanted = OSA.distance(one, two) == 1 and max(len(one), len(two)) >= SHORTEST_SLIPPED
    assert slipped(one, two) == slipped(two, one) == wanted


@pytest.mark.parametrize("wrong", ["Kowalskki", "Kowlski", "Kowaldki", "Kowlaski", "Qowalski"])
def test_a_slip_leaves_a_word_that_counts(wrong):
    """A word with a slip in any place, the first not left out, keeps most of what it tells."""
    assert weigh("Kowalski", wrong).share > 0.8


def test_what_may_be_a_way_of_spelling_is_no_slip():
    """A letter that romanizations exchange is heard as such."""
    assert weigh("Kowalski", "Kowalskij").slip is False
    assert weigh("Kowalski", "Kowalpki").slip is True


@pytest.mark.parametrize(("one", "two"), [("Maria", "Mario"), ("Anna", "Hanna"), ("Oleg", "Olga")])
def test_two_known_names_are_no_slip(one, two):
    """Given names of two groups that one letter tells apart are two names."""
    assert not weigh(one, two).slip


def test_an_ending_is_no_slip():
    """A letter more that is the ending of a gender contradicts as before."""
    assert weigh("Хмарин", "Хмарина").ending == GENDER
    assert compare("Oleg Chmarin", "Oleg Chmarina").score < 0.5


@pytest.mark.parametrize(("one", "two"), [("Zapad 2021", "Zapad 2025"), ("Brigade 1044", "Brigade 1045")])
def test_a_figure_is_never_a_slip(one, two):
    """One figure of a number makes another number."""
    assert compare(one, two).score < 0.1


@pytest.mark.parametrize("wrong", ["Anton Kowlaski", "Anton Kowalskk", "Anotn Kowalski", "Anton Owalski"])
def test_a_mistyped_name_is_likelier_than_another(wrong):
    """A name with one slip is likelier the name than one with another slip beside it, or with another word."""
    once = compare("Anton Kowalski", wrong).score
    assert once > compare("Anton Kowalski", wrong.replace("l", "t", 1)).score
    assert once > compare("Anton Kowalski", "Anton Nowakowski").score
