"""Which words may be Chinese names in Pinyin, and which of them differ in n and ng alone?"""

import pytest

from allonym.han import han_spellings
from allonym.pinyin import are_other_syllables, differ_in_nasals, is_pinyin


@pytest.mark.parametrize("key", ["zhang", "min", "xiaoming", "yonglin", "er", "lu", "xiong", "shuang"])
def test_syllables_are_pinyin(key):
    """One syllable or several, without marks."""
    assert is_pinyin(key)


@pytest.mark.parametrize("key", ["", "chmarin", "prasong", "kim", "nguyen", "tran", "hon", "мин", "ch"])
def test_other_words_are_not(key):
    """Thai, Korean, Vietnamese and Cantonese words mostly have an end or a beginning that Pinyin has not."""
    assert not is_pinyin(key)


def test_readings_of_letters_are_pinyin():
    """What the bundled table says that letters sound like in Mandarin is found to be Pinyin."""
    found = han_spellings("張明", limit=4)
    assert all(is_pinyin(way) for way, code in found if code == "zh-Latn-pinyin")


@pytest.mark.parametrize(("one", "two"), [("min", "ming"), ("xinmin", "xingming"), ("minhua", "minghua")])
def test_words_that_differ_in_nasals(one, two):
    """A g behind an n is all that one of them has."""
    assert differ_in_nasals(one, two)
    assert differ_in_nasals(two, one)


@pytest.mark.parametrize(("one", "two"), [("min", "min"), ("min", "mim"), ("gu", "u"), ("ming", "mingg")])
def test_words_that_do_not(one, two):
    """The same word, or another letter, is another matter."""
    assert not differ_in_nasals(one, two)


def test_a_word_in_common_is_needed():
    """Who writes Zhang as in Pinyin writes n and ng as in Pinyin; of one word alone that is not known."""
    assert are_other_syllables(["zhang", "min"], ["zhang", "ming"])
    assert not are_other_syllables(["min"], ["ming"])
    assert not are_other_syllables(["chang", "min"], ["zhang", "ming"])
    assert not are_other_syllables(["nguyen", "min"], ["nguyen", "ming"])
    assert not are_other_syllables([], [])
