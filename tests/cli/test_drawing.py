"""How do the letters of two names stand under each other?"""

import pytest

import allonym
from allonym.cli.drawing import drawing, pieces


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Chruschtschow", "Хрущёв"),
        ("Lukaschenko", "لوكاشينكو"),
        ("Alexander", "Александр"),
        ("Łukaszenka", "Лукашэнка"),
    ],
)
def test_no_letter_is_lost(a, b):
    """The pieces of both words make up the words, and the drawing holds each of them."""
    comparison = allonym.compare(a, b)
    item, *_ = comparison.evidence
    for word, reading in zip((a, b), item.readings, strict=True):
        assert "".join(letters for letters, _ in pieces(word, reading)) == word
        assert "".join(sounds for _, sounds in pieces(word, reading)) == reading.sounds
    (block,) = drawing(comparison)
    assert set(a + b) <= set(block)


def test_right_to_left_letters_stand_one_a_line():
    """A line with several right-to-left letters would be turned round by a terminal."""
    (block,) = drawing(allonym.compare("Lukaschenko", "لوكاشينكو"))
    assert max(sum("\u0600" <= c <= "\u06ff" for c in line) for line in block.splitlines()) == 1
