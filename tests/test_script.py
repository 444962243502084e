"""Which script is a text in?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.script import COMMON, script_of, script_of_letter, scripts_of

# The first word of a letter's Unicode name is its script's name.
NAMES = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "HANGUL": "Hang",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "THAI": "Thai",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "CJK": "Hani",
    "CHEROKEE": "Cher",
}
LETTERS = st.characters(categories=["Lu", "Ll", "Lo"])


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Khrenin", "Latn"),
        ("Хренин", "Cyrl"),
        ("Λουκασένκο", "Grek"),
        ("لوكاشينكو", "Arab"),
        ("לוקשנקו", "Hebr"),
        ("ლუკაშენკო", "Geor"),
        ("Լուկաշենկո", "Armn"),
        ("루카셴코", "Hang"),
        ("ルカシェンコ", "Kana"),
        ("ひろ", "Hira"),
        ("卢卡申科", "Hani"),
        ("ลูกาเชนโก", "Thai"),
        ("लुकाशेंको", "Deva"),
        ("2025!", COMMON),
        ("", COMMON),
        ("Zapad-Запад-Буря", "Cyrl"),
        ("abв", "Latn"),
    ],
)
def test_most_letters_decide(text, script):
    """A text is in the script of most of its letters; digits and signs have none."""
    assert script_of(text) == script


def test_all_scripts_of_a_text():
    """A text may be in several scripts; what belongs to all scripts does not count."""
    assert scripts_of("AP通信 2025, Хренин") == {"Latn", "Hani", "Cyrl"}
    assert scripts_of("12 !?") == frozenset()


@given(letter=LETTERS)
def test_scripts_agree_with_the_names_of_letters(letter):
    """A letter whose Unicode name begins with a script's name is of that script, but for letters common to many."""
    first = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    if first in NAMES:
        assert script_of_letter(letter) in {NAMES[first], COMMON}


@given(text=st.text(LETTERS, min_size=1, max_size=20))
def test_the_main_script_is_one_of_all(text):
    """The script of most letters is one of the scripts of a text."""
    assert script_of(text) in scripts_of(text) | {COMMON}


@given(text=st.one_of(st.text(max_size=12), st.text(st.sampled_from("aZб7 -·«éאあ山\u0301\ud800"), max_size=8)))
def test_the_main_script_has_the_most_letters(text):
    """Whatever signs stand between them, the script of most letters is told, and the first one where two are even."""
    scripts = [script for script in map(script_of_letter, text) if script != COMMON]
    assert script_of(text) == max(scripts, key=scripts.count, default=COMMON)
