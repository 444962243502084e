"""Do two readings, in broad sounds, differ only in a grammatical ending?"""

import pytest

from allonym.endings import common_start, declined, gendered, inflected, paired
from allonym.reading import broaden, read


def heard(word: str, code: str) -> str:
    """The usual reading of a word, in broad sounds."""
    return broaden(read(word, (code,))[0].sounds)


@pytest.mark.parametrize(
    ("lemma", "other", "code"),
    [
        ("Warszawa", "Warszawy", "pl-Latn"),
        ("Adam", "Adamowi", "pl-Latn"),
        ("Jacek", "Jackiem", "pl-Latn"),
        ("Москва", "Москвы", "ru-Cyrl"),
        ("Берлин", "Берлине", "ru-Cyrl"),
        ("Praha", "Prahy", "cs-Latn"),
    ],
)
def test_cases_of_one_word(lemma, other, code):
    """A name in another case is the same name, in either direction."""
    one, two = heard(lemma, code), heard(other, code)
    assert inflected(one, two)
    assert inflected(two, one)


@pytest.mark.parametrize(("one", "two"), [("adam", "adamson"), ("ivan", "ivo"), ("berlin", "bernin"), ("an", "ana")])
def test_other_words_are_no_cases(one, two):
    """What differs in more than an ending, or has too short a stem, is no other case."""
    assert not inflected(one, two)


@pytest.mark.parametrize(
    ("he", "she"), [("Петров", "Петрова"), ("Достоевский", "Достоевская"), ("Никитин", "Никитина")]
)
def test_surnames_of_man_and_woman(he, she):
    """The masculine and the feminine form of a surname are told from each other, and known to belong together."""
    one, two = heard(he, "ru-Cyrl"), heard(she, "ru-Cyrl")
    assert gendered(one, two)
    assert gendered(two, one)
    assert not gendered(one, one)


def test_a_common_start_is_counted_in_sounds():
    """Two strings of sounds begin alike as far as their sounds are the same."""
    assert [common_start(*pair) for pair in [("", "a"), ("abc", "abd"), ("abc", "abc"), ("xab", "ab")]] == [0, 2, 3, 0]


@pytest.mark.parametrize(
    ("one", "two", "script"),
    [
        ("katowicach", "katowice", "Latn"),
        ("krakowa", "kraków", "Latn"),
        ("węgrzech", "węgry", "Latn"),
        ("praze", "praha", "Latn"),
        ("львова", "львів", "Cyrl"),
        ("пакистане", "пакистану", "Cyrl"),
    ],
)
def test_cases_are_told_by_their_letters(one, two, script):
    """Two cases of one word are known by their letters, also where the stem's last vowel changes, in either order."""
    assert declined(one, two, script)
    assert declined(two, one, script)


@pytest.mark.parametrize(("one", "two"), [("berlin", "bernin"), ("adam", "adamson"), ("ivo", "ivan"), ("ja", "jan")])
def test_letters_of_other_words_are_no_cases(one, two):
    """What differs in more than an ending, or has too short a stem, is no other case by its letters either."""
    assert not declined(one, two, "Latn")


def test_scripts_without_case_endings_have_no_cases():
    """Where no endings are known, nothing is another case."""
    assert not declined("αθήνα", "αθήνας", "Grek")


def test_surnames_of_man_and_woman_by_letters():
    """The masculine and the feminine form of a surname are told by their letters, in either order."""
    assert paired("иванов", "иванова", "Cyrl")
    assert paired("ivanova", "ivanov", "Latn")
    assert not paired("ivanov", "petrova", "Latn")
    assert not paired("jan", "jana", "Latn")
