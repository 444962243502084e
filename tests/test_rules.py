"""How is a text rewritten by a list of spelling rules?"""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.engine import MOST_ALTERNATIVES, PlainEngine, is_word
from allonym.errors import BadRules
from allonym.rules import Rules, flat

LETTERS = "abcs'-"
CLASSES = {"V": "ac", "W": "bs'", "U": ""}
pieces = st.text("abc", min_size=1, max_size=3) | st.text("abVWU", min_size=1, max_size=3)
single = st.text("abcV^$", min_size=1, max_size=2)
befores = single | st.lists(pieces | pieces.map("^".__add__), min_size=1, max_size=3)
afters = single | st.lists(pieces | pieces.map("{}$".format), min_size=1, max_size=3)
contexts = st.fixed_dictionaries(
    {}, optional={"before": befores, "after": afters, "not_before": befores, "not_after": afters}
)
rows = st.lists(
    st.tuples(
        st.text("abcs", min_size=1, max_size=3), st.lists(st.text("xyz", max_size=2), min_size=1, max_size=3), contexts
    ).map(list),
    min_size=1,
    max_size=8,
)
texts = st.text(LETTERS, max_size=20)


def test_the_longest_spelling_is_taken():
    """Of two rules that fit, the one with the longer spelling fires, wherever it stands in the file."""
    rules = [["s", "1"], ["sch", "3"], ["ch", "2"]]
    assert Rules.parse(rules).rewrite("schs") == Rules.parse(rules[::-1]).rewrite("schs") == "31"


def test_the_closer_context_is_taken():
    """Of two equally long spellings, the one with more contexts fires."""
    rules = Rules.parse([["e", "e"], ["e", "je", {"before": "^"}], ["e", "!", {"before": "^", "after": "$"}]])
    assert rules.rewrite("ebe e") == "jebe !"


@pytest.mark.parametrize(
    ("context", "text", "written"),
    [
        ({"before": "b"}, "ba a", "bX a"),
        ({"before": "^"}, "ab ba-a", "Xb ba-X"),
        ({"after": "b"}, "ab ac", "Xb ac"),
        ({"after": "$"}, "aa a.", "aX X."),
        ({"not_before": "b"}, "ba ca a", "ba cX X"),
        ({"not_after": "$"}, "aa a", "Xa a"),
        ({"before": ["cc", "d"]}, "ccadaca", "ccXdXca"),
        ({"after": ["bc"]}, "abc abd", "Xbc abd"),
        ({"before": "b", "after": "b"}, "bab baa abb", "bXb baa abb"),
        ({"before": "^'"}, "'a a", "'X X"),
        ({"before": ["^c"]}, "ca cca bca", "cX cca bca"),
        ({"after": ["c$"]}, "ac acc abc a", "Xc acc abc a"),
        ({"not_after": ["c$"]}, "ac acc a", "ac Xcc X"),
        ({"after": ["C$", "CC"]}, "ab abi abba abbi a", "Xb abi Xbba Xbbi a"),
        ({"before": ["^C", "VC"]}, "ba bba iba a", "bX bba ibX a"),
        ({"before": ["^CC"]}, "bba ba bbba", "bbX ba bbba"),
    ],
)
def test_contexts(context, text, written):
    """A rule fires only where what stands next to it fits; the edge of a word is ^ or $."""
    assert Rules.parse([["a", "X", context]], {"C": "bc", "V": "i"}).rewrite(text) == written


def test_classes_of_letters():
    """A capital letter in a context stands for the letters that the file defines for it."""
    rules = Rules.parse([["e", "je", {"before": "V^"}], ["e", "e"]], {"V": "aeiou"})
    assert rules.rewrite("eae be") == "jeaje be"


def test_what_no_rule_covers_stays():
    """Letters, spaces and signs without a rule stay as they are."""
    assert Rules.parse([["a", "x"]]).rewrite("ba, ß!") == "bx, ß!"


def test_several_values():
    """A spelling may stand for several things; the usual ones come first, and the limit holds."""
    rules = Rules.parse([["s", ["s", "z"]], ["c", ["k", "ts"]]])
    assert rules.alternatives("sc", limit=4) == ("sk", "zk", "sts", "zts")
    assert rules.alternatives("sc", limit=1) == ("sk",) == (rules.rewrite("sc"),)
    assert len(rules.alternatives("s" * 30, limit=1000)) == MOST_ALTERNATIVES


def test_steps_show_the_work():
    """The steps cover the text without gaps and name the rule that fired, or none."""
    steps = Rules.parse([["ch", "x"]]).steps("ach")
    assert [(step.start, step.end, step.value, step.rule and step.rule.spelling) for step in steps] == [
        (0, 1, "a", None),
        (1, 3, "x", "ch"),
    ]


@given(listed=rows, text=texts)
def test_the_fast_form_is_the_plain_form(listed, text):
    """Rewriting in a hurry gives what the steps, one by one, give."""
    rules = Rules.parse(listed, CLASSES)
    steps = rules.steps(text)
    assert rules.spans(text) == [(step.start, step.end, step.value) for step in steps]
    assert rules.rewrite(text) == "".join(step.value for step in steps)
    assert "".join(text[step.start : step.end] for step in steps) == text
    assert all(one.end == two.start for one, two in pairwise(steps))


@given(listed=rows, text=texts, limit=st.integers(1, 20))
def test_the_usual_way_is_the_first(listed, text, limit):
    """Of all ways, the first is the usual one, none stands twice, and there are no more than asked for."""
    rules = Rules.parse(listed, CLASSES)
    ways = rules.alternatives(text, limit=limit)
    assert ways[0] == rules.rewrite(text)
    assert len(set(ways)) == len(ways) <= limit


@given(listed=rows, text=texts, limit=st.integers(1, 20))
def test_the_plain_engine_is_the_engine(listed, text, limit):
    """Whether or not the core is there, the same rules rewrite alike."""
    rules = Rules.parse(listed, CLASSES)
    plain = PlainEngine(*flat(rules.listed), "abc", None)
    assert plain.rewrite(text) == rules.rewrite(text)
    assert plain.alternatives(text, limit) == rules.alternatives(text, limit=limit)
    assert plain.spans(text) == rules.engine.spans(text)
    assert plain.covers(text) == rules.covers(text)


@given(listed=rows, one=texts, two=texts)
def test_words_do_not_reach_over_spaces(listed, one, two):
    """What stands in another word changes nothing in this one."""
    rules = Rules.parse(listed, CLASSES)
    assert rules.rewrite(f"{one} {two}") == f"{rules.rewrite(one)} {rules.rewrite(two)}"


@given(listed=rows, text=texts)
def test_covering_is_knowing_each_letter(listed, text):
    """Rules cover a text where each of its letters begins some rule."""
    rules = Rules.parse(listed, CLASSES)
    assert rules.covers(text) == all(rules.knows(letter) for letter in text)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["a"], "expected [spelling, value]"),
        (["a", "b", {}, 1], "expected [spelling, value]"),
        ("ab", "expected [spelling, value]"),
        (["", "b"], "at least one letter"),
        ([1, "b"], "at least one letter"),
        (["a", []], "a string or a list of strings"),
        (["a", ["b", 1]], "a string or a list of strings"),
        (["a", 1], "a string or a list of strings"),
        (["a", None], "a string or a list of strings"),
        (["a", "b", {"behind": "c"}], "unknown context"),
        (["a", "b", "c"], "context must be a table"),
        (["a", "b", {"before": "V"}], "class 'V' is not defined"),
        (["a", "b", {"before": 1}], "context"),
        (["a", "b", {"before": [1]}], "context"),
        (["a", "b", {"before": [""]}], "context"),
        (["a", "b", {"before": ["xV"]}], "class 'V' is not defined"),
        (["a", "b", {"before": ["x^"]}], "may only begin"),
        (["a", "b", {"before": ["x$"]}], "may only begin"),
        (["a", "b", {"after": ["^x"]}], "may only begin"),
        (["a", "b", {"after": ["$x"]}], "may only begin"),
        (["a", "b", {"after": ["^$"]}], "may only begin"),
    ],
)
def test_a_bad_rule_is_named(row, said):
    """A malformed rule is refused with its number, itself and what was expected."""
    with pytest.raises(BadRules) as refused:
        Rules.parse([["x", "y"], row])
    assert "rule 2" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("letter", "inside"),
    [
        ("a", True),
        ("я", True),
        ("'", True),
        ("ʹ", True),
        ("\u0301", True),
        ("7", True),
        (" ", False),
        ("-", False),
        (".", False),
    ],
)
def test_what_a_word_is_made_of(letter, inside):
    """Letters, digits, marks and apostrophes are inside a word; spaces, hyphens and stops part words."""
    assert is_word(letter) == inside


@pytest.mark.parametrize("text", ["s", "sc", "schs", "a", "s "])
def test_time_is_linear(text):
    """Four times the text takes about four times as long, however the rules overlap."""
    rules = Rules.parse(
        [["s" * n + "ch", "x"] for n in range(1, 9)] + [["s", ["s", "z"]], ["c", "k", {"after": ["hhhh"]}]]
    )

    def seconds(size):
        spent = []
        for _ in range(5):
            start = time.process_time()
            rules.alternatives(text * (size // len(text)), limit=4)
            spent.append(time.process_time() - start)
        return min(spent)

    assert seconds(16_000) <= max(seconds(4_000), 0.001) * 4 * 3
