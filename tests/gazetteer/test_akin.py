"""Which other words may stand in the place of a word, whatever they sound like?"""

import pytest

from allonym.gazetteer.akin import MOST_AKIN, akin
from allonym.parse.vocabulary import concepts, given_names

# Every so manieth word is asked for.
WORDS = [*sorted(concepts())[::37], *sorted(given_names())[::37]]


def test_being_akin_goes_both_ways():
    """Of two words the one leads to the other, and back, where neither list was cut off."""
    for word in WORDS:
        for other in akin(word)[:5]:
            assert word in akin(other) or len(akin(other)) == MOST_AKIN


def test_no_word_is_akin_to_itself_or_twice():
    """A list holds other words only, each once, and is never longer than its bound."""
    for word in WORDS:
        found = akin(word)
        assert word not in found
        assert len(set(found)) == len(found) <= MOST_AKIN


@pytest.mark.parametrize(("word", "other"), [("ministry", "министерство"), ("bank", "банк"), ("william", "bill")])
def test_meanings_and_short_forms_lead_on(word, other):
    """A generic word leads to its translations, a given name to its short forms."""
    assert other in akin(word)


@pytest.mark.parametrize("word", ["chmarin", "", "Ministry", "ministry "])
def test_what_is_no_known_word_leads_nowhere(word):
    """Words that mean nothing, or that are not folded, have no others in their place."""
    assert akin(word) == ()
