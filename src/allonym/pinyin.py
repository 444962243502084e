"""Which words may be Chinese names in Pinyin, and which of them differ in n and ng alone?

Min and Ming are two names. Elsewhere n and ng are often two spellings of one: in Russian letters Chinese ng is written
н, which is spelled n again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# Scheme of the Chinese Phonetic Alphabet (ISO 7098:2015, annex A), its marks left out as folding leaves them out. Which
# initial stands with which final is not asked.
INITIALS = "zh ch sh b p m f d t n l g k h j q x r z c s y w"
FINALS = "iang iong uang ueng ang eng ing ong ian iao uai uan ai ei ao ou an en in un ia ie iu ua ue ui uo er a o e i u"
NASAL, HARD = "n", "g"
MOST_WORDS = 4096
_SYLLABLES = re.compile(f"(?:(?:{INITIALS.replace(' ', '|')})?(?:{FINALS.replace(' ', '|')}))+")


@lru_cache(maxsize=MOST_WORDS)
def is_pinyin(key: str) -> bool:
    """Say whether a folded word may be syllables in Pinyin, one or more.

    >>> is_pinyin("ming"), is_pinyin("xiaoming"), is_pinyin("chmarin")
    (True, True, False)
    """
    return _SYLLABLES.fullmatch(key) is not None


def differ_in_nasals(one: str, two: str) -> bool:
    """Say whether two words are written alike but for a g behind an n.

    >>> differ_in_nasals("min", "ming"), differ_in_nasals("min", "min"), differ_in_nasals("gin", "in")
    (True, False, False)
    """
    return one != two and one.replace(NASAL + HARD, NASAL) == two.replace(NASAL + HARD, NASAL)


def are_other_syllables(one: Sequence[str], two: Sequence[str]) -> bool:
    """Say whether names of folded words in Pinyin differ in n and ng alone, beside a word that both have.

    Zhang Min is not Zhang Ming; but Si Min, where nobody writes Xi as in Pinyin, may be Xi Ming.

    >>> are_other_syllables(["zhang", "min"], ["zhang", "ming"]), are_other_syllables(["si", "min"], ["xi", "ming"])
    (True, False)
    """
    left, right = sorted({*one} - {*two}), sorted({*two} - {*one})
    return (
        len(one) == len(two)
        and 0 < len(left) == len(right) < len({*one})
        and all(map(differ_in_nasals, left, right))
        and all(map(is_pinyin, {*one, *two}))
    )
