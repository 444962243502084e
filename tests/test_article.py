"""Is the article of an Arabic name said as the word behind it begins?"""

import pytest

from allonym.article import in_full, is_spoken_into, said, stands_alone
from allonym.parse.parts import WORD, Part
from allonym.parse.vocabulary import PARTICLE


def article(key: str, role: str = PARTICLE) -> Part:
    """Make a particle of a key."""
    return Part(key, key, role, "Latn")


def word(key: str) -> Part:
    """Make a word of a key."""
    return Part(key, key, WORD, "Latn")


@pytest.mark.parametrize(
    ("one", "other"),
    [("al", "din"), ("el", "shams"), ("ad", "din"), ("ur", "rahman"), ("abd al", "rahman"), ("abdul", "salam")],
)
def test_an_article_is_said_as_a_sun_letter(one, other):
    """Before t, d, r, z, s, l and n, and what is written with them, the l of an article is not heard."""
    assert is_spoken_into(article(one), word(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("al", "karim"), ("ad", "rahman"), ("bin", "nur"), ("de", "din"), ("al", ""), ("l", "din"), ("abd", "din")],
)
def test_other_particles_and_letters_stay(one, other):
    """Before k, m and other moon letters the l is heard; what is no article ends as it does anywhere."""
    assert not is_spoken_into(article(one), word(other))


def test_a_word_of_its_own_is_no_article():
    """Al Denton is a man's name where it is read as a word."""
    assert not is_spoken_into(article("al", WORD), word("denton"))


@pytest.mark.parametrize(("written", "heard", "full"), [("al", "a", "al"), ("ad", "a", "al"), ("ud", "u", "ul")])
def test_an_article_may_be_said_or_written_in_full(written, heard, full):
    """Al-Din and ad-Din are said a-Din, with a long d, and stand for al-Din."""
    assert (said(article(written), written, "din"), in_full(article(written), written, "din")) == (heard, full)


def test_what_is_not_heard_is_not_taken_off():
    """Where an orthography reads an article without its last letter, or not at all, nothing is left out."""
    assert [said(article("ud"), sounds, "din") for sounds in ("", "y")] == ["", "y"]


def test_a_servant_is_written_with_its_article():
    """Abdul is one word, al in Nur al-Din is one by itself."""
    assert [stands_alone(article(key)) for key in ("abdul", "al")] == [False, True]
