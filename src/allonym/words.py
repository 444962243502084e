"""Which words does a running text have?

A word knows how it hangs together with the one before it, which tells how far a name may reach. Runs of letters in
scripts written without spaces stay whole, and are parted into letters with their marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category, normalize

from attrs import frozen

from allonym.fold import APOSTROPHES, DASHES, HARDENED, MOST_MARKS, SEPARATORS, fold, key_of
from allonym.script import script_of_letter

# Longer runs of letters are no words; they are skipped.
LONGEST_WORD = 100
# A full stop after a word of up to so many letters may be that of an initial or of St.; after a longer one it ends a
# sentence.
LONGEST_SHORTENED = 3
# In scripts without spaces, shorter names are mostly parts of other words.
FEWEST_HAN, FEWEST_SYLLABIC = 2, 4
# How many words are remembered.
MOST_REMEMBERED = 65536

BICAMERAL = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Copt", "Glag", "Adlm", "Osge", "Dsrt", "Zyyy", "Zinh"})
HAN, KANA = "Hani", "Kana"
# Letters of scripts written without spaces: kana with its dot between names, Han, Thai, Lao, Tibetan, Burmese, Khmer.
_UNSPACED = (
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
    "\u0e01-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
)
_WORD = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?:(?![{_UNSPACED}])[^\W_])+")
SIGNS = frozenset(APOSTROPHES)
_APOSTROPHE = f"[{re.escape(APOSTROPHES)}]"
_JOINT = re.compile(
    rf"(?P<space>[^\S\n]{{1,4}}|[^\S\n]{{0,2}}\r?\n[^\S\n]{{0,4}})|(?P<dash>[{re.escape(DASHES)}])|(?P<apostrophe>{_APOSTROPHE})"
    rf"|(?P<dot>\.[^\S\n]?)|(?P<other>[{re.escape(SEPARATORS)}]|[^\S\n]?[&+][^\S\n]?)"
)


@frozen
class Word:
    """A word of a text, with offsets in code points, and how it hangs together with the word before it.

    `joint` is space, dash, apostrophe, dot or other, or "" where no name can reach back over it; `capital` says
    whether it begins with a capital letter, and `cased` whether its script has capitals at all.
    """

    start: int
    end: int
    text: str
    key: str
    joint: str
    capital: bool
    cased: bool
    script: str
    unspaced: bool = False

    @property
    def number(self) -> bool:
        """Is it written in digits?"""
        return self.text[0].isdigit()


def words_of(text: str) -> list[Word]:
    """Part a text into words.

    >>> [(word.text, word.joint) for word in words_of("Sapad-2025, St. Gallen")]
    [('Sapad', ''), ('2025', 'dash'), ('St', ''), ('Gallen', 'dot')]
    """
    found: list[Word] = []
    start = end = 0
    unspaced = False
    for run in _WORD.finditer(text):
        if run.start() < end:
            continue
        glued = end > start and not unspaced and not run["unspaced"] and run.start() == end
        if end > start and not glued:
            _add(found, text, start, end, unspaced=unspaced)
        start = start if glued else run.start()
        unspaced = bool(run["unspaced"])
        end = over_marks(text, run.end())
        if text[end - 1] in HARDENED:
            end = over_hardening(text, start, end)
    if end > start:
        _add(found, text, start, end, unspaced=unspaced)
    return found


def over_hardening(text: str, start: int, end: int) -> int:
    """Give the end of a word with the geresh behind its last letter, which makes another sound of that: see fold.

    Where the word stands in a quotation, the sign closes that.

    >>> text = "ג'ורג' 'דג'"
    >>> over_hardening(text, 0, 5), over_hardening(text, 8, 10)
    (6, 10)
    """
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    quoted = before[-1:] in SIGNS and not before[:-1].isalnum()
    return end + 1 if after[:1] in SIGNS and not after[1:].isalnum() and not quoted else end


def over_marks(text: str, at: int) -> int:
    """Give the end of the marks that follow a letter, and of what is invisible inside a word."""
    end = at
    while (
        at < len(text)
        and not text[at].isascii()
        and (kind := category(text[at]))[0] in "MC"
        and kind not in ("Cc", "Cs")
    ):
        at += 1
        if kind[0] == "M" or (at < len(text) and text[at].isalnum()):
            end = at
    return end


def _add(found: list[Word], text: str, start: int, end: int, *, unspaced: bool) -> None:
    raw = text[start:end]
    if sum(1 for c in raw if category(c)[0] == "M") > MOST_MARKS or (len(raw) > LONGEST_WORD and not unspaced):
        return
    joint = ""
    if found and not found[-1].unspaced and not unspaced:
        between = _JOINT.fullmatch(text, found[-1].end, start)
        joint = (between.lastgroup or "") if between else ""
        if joint == "dot" and not (found[-1].capital and found[-1].end - found[-1].start <= LONGEST_SHORTENED):
            joint = ""
    if unspaced:
        found.append(Word(start, end, raw, "", "", capital=False, cased=False, script=HAN, unspaced=True))
    else:
        found.append(_word(raw, start, end, joint))


def _word(raw: str, start: int, end: int, joint: str) -> Word:
    key, capital, cased, script = _looks(raw)
    return Word(start, end, raw, key, joint, capital=capital, cased=cased, script=script)


@lru_cache(maxsize=MOST_REMEMBERED)
def _looks(raw: str) -> tuple[str, bool, bool, str]:
    """Give a word's folded key, whether it begins with a capital, whether its script has capitals, and the script."""
    script = script_of_letter(next((c for c in raw if c.isalpha()), raw[0]))
    return fold(raw).key, raw[0].isupper() or raw[0].istitle(), script in BICAMERAL, script


def clusters_of(run: str) -> list[tuple[int, str]]:
    """Part a run without spaces into letters with their marks: offset and folded key of each."""
    found: list[tuple[int, str]] = []
    start = 0
    for at in range(1, len(run) + 1):
        if at == len(run) or not (
            category(run[at])[0] == "M" or run[at] in "\uff9e\uff9f" or category(run[at]) == "Cf"
        ):
            cluster = run[start:at]
            found.append((start, " " if cluster[0] in SEPARATORS else key_of((normalize("NFKC", cluster),)) or cluster))
            start = at
    return found


def stands_alone(keys: Sequence[str], at: int, stop: int) -> bool:
    """Can letters from `at` to `stop` be a name, and not a piece of a longer word?"""
    scripts = [script_of_letter(key[0]) for key in keys[at:stop]]
    if " " in (keys[at], keys[stop - 1]):
        return False
    if scripts[0] == KANA and at and script_of_letter(keys[at - 1][0]) == KANA:
        return False
    if scripts[-1] == KANA and stop < len(keys) and script_of_letter(keys[stop][0]) == KANA:
        return False
    return stop - at >= (FEWEST_HAN if set(scripts) <= {HAN, KANA, "Hira", "Zyyy"} else FEWEST_SYLLABIC)
