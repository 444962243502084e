"""Which words does a running text have?"""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from allonym.words import LONGEST_WORD, clusters_of, stands_alone, words_of


def test_words_reach_over_initials_but_not_over_sentences():
    """A full stop joins after an initial, and parts sentences."""
    assert [word.joint for word in words_of("J. Mayer kam. Rudnja")] == ["", "dot", "space", ""]


def test_runs_of_scripts_without_spaces_stay_whole():
    """Thai, kana and Han letters that touch are one run, which a Latin word beside it does not join."""
    words = words_of("ถึงมอสโก und 東京タワー")
    assert [(word.text, word.unspaced) for word in words] == [("ถึงมอสโก", True), ("und", False), ("東京タワー", True)]


def test_capitals_are_told_where_a_script_has_them():
    """A Cyrillic word may begin with a capital; an Arabic or Georgian one has no case to tell by."""
    told = [(word.capital, word.cased) for word in words_of("Минск минск مينسك მინსკი")]
    assert told == [(True, True), (False, True), (False, False), (False, False)]


def test_a_geresh_behind_the_last_letter_is_of_the_word():
    """What makes another sound of a Hebrew letter belongs to its word, and what closes a quotation does not."""
    assert [word.text for word in words_of("ג׳ורג׳ 'דג' דוד' O'Neal'")] == ["ג", "ורג׳", "דג", "דוד", "O", "Neal"]


def test_longer_runs_of_letters_are_no_words():
    """A word has at most a hundred letters."""
    assert words_of("a" * LONGEST_WORD) != []
    assert words_of("a" * (LONGEST_WORD + 1)) == []


def test_a_cluster_keeps_its_marks():
    """Burmese letters are parted from each other, never from their signs."""
    assert [start for start, _ in clusters_of("မြန်မာ")] == [0, 2, 4]


def test_a_piece_of_a_longer_katakana_word_does_not_stand_alone():
    """タイ, Thailand, is no name inside タイヤ, a tyre; before a particle it is."""
    assert not stands_alone(list("タイヤ"), 0, 2)
    assert stands_alone(list("タイの"), 0, 2)


@given(text=st.text(max_size=60))
def test_words_stand_at_their_offsets(text):
    """Words are sorted, do not overlap, and are the text between their offsets."""
    words = words_of(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(one.end <= two.start for one, two in pairwise(words))
