"""How are rules tried quickly, and under many orthographies at once?"""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from allonym import engine
from allonym.engine import (
    APART,
    MOST_ALTERNATIVES,
    PlainEngine,
    PlainGroup,
    branched,
    heard_one_by_one,
    is_word,
    say_once,
)
from allonym.rules import Rules, flat

# Three small ways to read: they agree on most letters, differ on c and h, and the last one knows no x.
READINGS = (
    [["a", "a"], ["b", "b"], ["c", "k"], ["ch", "x"], ["h", "h"], ["x", "ks"]],
    [["a", "a"], ["b", "b"], ["c", ["s", "k"]], ["ch", "S"], ["h", ["", "h"]], ["x", ["ks", "gz"]]],
    [["a", ["a", "e"]], ["b", "b"], ["c", "ts"], ["h", "h", {"before": "a"}]],
)
ALPHABETS = ("abchx", "abchx", "abch")
SPARES = {letter: (letter, "a") for letter in "abchxq"}
words = st.text("abchx", min_size=1, max_size=12)


def engines() -> list[PlainEngine]:
    """The three readings as plain engines, which remember nothing yet."""
    listed = [Rules.parse(rows, {}).listed for rows in READINGS]
    return [PlainEngine(*flat(some), alphabet, None) for some, alphabet in zip(listed, ALPHABETS, strict=True)]


@given(some=st.lists(words, min_size=1, max_size=5), limit=st.integers(1, 2 * MOST_ALTERNATIVES))
def test_reading_together_is_reading_one_by_one(some, limit):
    """A group finds what its engines find by themselves, in their order, whatever it read before."""
    alone, group = engines(), PlainGroup(engines(), bytes(3))
    for word in some:
        given_ = ((word,), word, word, SPARES, min(limit, MOST_ALTERNATIVES))
        assert group.read(*given_) == heard_one_by_one(alone, bytes(3), *given_)


@given(word=words)
def test_what_is_remembered_changes_nothing(word):
    """An engine reads a word the second time as it did the first time, and when its memory is full."""
    first, full = engines()[1], engines()[1]
    full._room = 0
    said = first.ways(word, SPARES, 9)
    assert first.ways(word, SPARES, 9) == said == full.ways(word, SPARES, 9)


def test_memory_has_an_end(monkeypatch):
    """However many places a hostile text has, no more of them are kept than the bound says."""
    monkeypatch.setattr(engine, "MOST_KEPT", 5)
    one = engines()[2]
    for number in range(200):
        one.rewrite(f"{number:b}".replace("0", "ah").replace("1", "ch"))
    assert sum(len(choice.known) for choice in one.first.values()) <= 5


@given(word=words, more=words)
def test_going_on_is_going_through(word, more):
    """What was said so far stays, and the rest is said step by step, from any place where a rule begins."""
    one = engines()[0]
    text = "\0" * one.back + word + more
    for start, _, _ in one.spans(word + more):
        at, rest = one.back + start, ""
        while at < len(text):
            value, size, _, _ = one.step(text, at)
            at, rest = at + size, rest + value
        assert one.go_on(text, one.back + start, ["so far "], "", 1) == ["so far " + rest]


@given(letters=st.text("abchxq'- 1", max_size=8))
def test_an_alphabet_has_no_say_in_what_are_no_letters(letters):
    """A word fits where its letters are of the alphabet; digits, signs and spaces fit everywhere."""
    one = engines()[2]
    assert one.fits(letters) == (not set(letters) & set("xq"))


def test_letters_that_no_rule_knows_are_replaced():
    """The letter without its marks stands in for one that no rule knows, or else what is written for it."""
    one = engines()[0]
    assert one.nearest("äb", {**SPARES, "ä": ("a", "b")}) == "ab"
    assert one.nearest("яb", {**SPARES, "я": ("я", "ch")}) == "chb"


@given(ways=st.lists(st.text("xy", max_size=3), min_size=1, max_size=5), limit=st.integers(1, 9))
def test_branches_keep_the_usual_ways_first(ways, limit):
    """Each way goes on with each value, those with the usual value before all others, up to the limit."""
    found = branched(ways, "-", "u", ("v", "w"), limit)
    assert found == [f"{way}-{value}" for value in "uvw" for way in ways][:limit]


@given(sounds=st.text("abʃ", max_size=12))
def test_a_sound_is_said_once(sounds):
    """Of a sound that is repeated one is left; saying it again changes nothing, and no other sound is lost."""
    once = say_once(sounds)
    assert say_once(once) == once
    assert all(one != two for one, two in pairwise(once))
    assert set(once) == set(sounds)


def test_a_kind_has_a_text_and_a_bit():
    """The bit that marks letters taken apart leaves room for the number of any text."""
    assert APART & 0b1111 == 0
    assert is_word("а")
    assert not is_word(" ")
