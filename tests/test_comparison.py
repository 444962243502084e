"""What speaks for and against two names naming one thing?"""

import pytest

from allonym import compare
from allonym.comparison import telling


def score(one, other):
    """The probability that two names are one."""
    return compare(one, other).score


@pytest.mark.parametrize(
    ("one", "other", "via"),
    [
        ("Oleg Chmarin", "OLEG  CHMARIN", "spelling"),
        ("Chrenin", "Хренин", "sound"),
        ("Oleg Chmarin", "Oleg Chmarina", "near"),
        ("Oleg Chmarin", "Boris Petrow", "near"),
        ("Putin", "Рutin", "near"),
    ],
)
def test_how_two_names_meet(one, other, via):
    """Names meet by spelling where they are written the same, by sound where they read the same, else nearly."""
    assert compare(one, other).via == via


@pytest.mark.parametrize(
    ("likelier", "less"),
    [
        (("Dr. Oleg Chmarin", "Oleg Chmarin"), ("Boris Oleg Chmarin", "Oleg Chmarin")),
        (("Oleg Chmarin", "Chmarin"), ("Oleg Chmarin", "Oleg")),
        (("O. Chmarin", "Oleg Chmarin"), ("B. Chmarin", "Oleg Chmarin")),
        (("Oleg Chmarin", "Chmarin Oleg"), ("Oleg Chmarin", "Tarnow Oleg")),
        (("Samir al-Hamdani", "Samir Hamdani"), ("Samir Omar Hamdani", "Samir Hamdani")),
        (("Tarnow GmbH", "Tarnow"), ("Tarnow Bau", "Tarnow")),
        (("Burja-2025", "Burja 2025"), ("Burja-2025", "Burja")),
        (("Burja-2025", "Burja"), ("Burja-2025", "Burja-2024")),
        (("Oleg Chmarin", "Oleg Khmarin"), ("Oleg Chmarin", "Oleg Tarmin")),
        (("Wüstenmüller", "Wüsten Müller"), ("Wüstenmüller", "Müller")),
    ],
)
def test_what_weighs_more(likelier, less):
    """Titles, particles, legal forms and spaces weigh less than names; what is missing less than what differs."""
    assert score(*likelier) > score(*less)


def test_evidence_is_said_in_sentences():
    """A comparison says for each pair of words how they were read, with letters set under each other."""
    found = compare("Oleg Chrenin", "Олег Хренин")
    told = found.explain()
    assert all(sentence in told for sentence in (item.sentence for item in found.evidence))
    assert "[xrenin]" in told
    assert "x r e n i n" in found.drawing
    assert sum(item.bits for item in found.evidence) > 0


def test_evidence_against():
    """Where two names differ, some evidence speaks against, and the words that differ are named."""
    found = compare("Oleg Pawlowitsch Chmarin", "Oleg Gertrud Chmarin")
    against = [item for item in found.evidence if item.bits < 0]
    assert against
    assert any({"Pawlowitsch", "Gertrud"} & set(item.parts) for item in against)


def test_a_word_of_many_names_tells_less():
    """The more names have a word, the less it tells; it always tells something."""
    told = [telling(count) for count in (1, 2, 16, 1024, 10**9)]
    assert told[0] == 1.0
    assert told == sorted(told, reverse=True)
    assert told[-1] > 0
