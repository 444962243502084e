"""What does a gazetteer keep of each name and each of its words?"""

from itertools import pairwise

from allonym.gazetteer.taken import take


def words_of(taken):
    """Give the spellings of the words of each name."""
    starts = [0, *taken.ends]
    return [[taken.words[at].key for at in taken.parts[a:b]] for a, b in pairwise(starts)]


def test_a_word_of_many_names_is_kept_once():
    """Two names of one surname share its word, and each has its own given name."""
    taken = take([("Oleg Chmarin", "en-Latn", "person"), ("Anna Chmarin", "en-Latn", "person")])
    assert words_of(taken) == [["oleg", "chmarin"], ["anna", "chmarin"]]
    assert len(taken.words) == 3


def test_a_word_is_kept_for_each_language():
    """What a word sounds like depends on the language of its name."""
    taken = take([("Chmarin", "de-Latn", "person"), ("Chmarin", "fr-Latn", "person")])
    assert words_of(taken) == [["chmarin"], ["chmarin"]]
    assert len({word.record for word in taken.words}) == 2


def test_a_spelling_is_kept_where_it_is_not_the_text_in_lower_case():
    """Most names need no spelling beside their text."""
    taken = take([("Oleg", "en-Latn", "person"), ("Oleg\u200b", "en-Latn", "person")])
    assert list(taken.odd) == [1]
    assert taken.keys == [b"oleg"]


def test_a_name_that_no_query_may_ask_for_is_kept_without_words():
    """A name of two thousand letters stands in the table, and cannot be found."""
    taken = take([("x" * 2000, "en-Latn", "person"), ("Chmarin", "en-Latn", "person")])
    assert words_of(taken) == [[], ["chmarin"]]
    assert len(taken.looks) == 1
