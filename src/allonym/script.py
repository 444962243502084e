"""Which script is this text in? (ISO 15924)

    >>> script_of("Хренин"), script_of("Khrenin"), script_of("2025")
    ('Cyrl', 'Latn', 'Zyyy')
    >>> sorted(scripts_of("Zapad-Запад"))
    ['Cyrl', 'Latn']

Source: the Script property of the Unicode Character Database, as runs of code points in `data/scripts.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

# ISO 15924's code for what belongs to every script: digits, spaces, punctuation, marks.
COMMON = "Zyyy"


@cache
def _runs() -> tuple[list[int], list[int], list[str]]:
    """First code points, last code points and scripts of all runs, in order."""
    lines = files("allonym").joinpath("data/scripts.tsv").read_text(encoding="ascii").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [int(row[0], 16) for row in rows], [int(row[1], 16) for row in rows], [row[2] for row in rows]


@lru_cache(maxsize=65536)
def script_of_letter(letter: str) -> str:
    """Give the script of one code point, COMMON where it belongs to every script."""
    if letter.isascii():
        return "Latn" if letter.isalpha() else COMMON
    firsts, lasts, scripts = _runs()
    point = ord(letter)
    at = bisect_right(firsts, point) - 1
    return scripts[at] if at >= 0 and point <= lasts[at] else COMMON


@cache
def _only(script: str) -> Callable[[str], object]:
    """Make what tells quickly of most texts in one script that they are: of ASCII it knows all but letters."""
    runs = [
        f"{re.escape(chr(first))}-{re.escape(chr(last))}"
        for first, last, one in zip(*_runs(), strict=True)
        if one == script
    ]
    return re.compile(f"[\\x00-@\\[-`{{-\\x7f{''.join(runs)}]+").fullmatch


def scripts_of(text: str) -> frozenset[str]:
    """Give all scripts of a text, without COMMON."""
    return frozenset(map(script_of_letter, text)) - {COMMON}


def script_of(text: str) -> str:
    """Give the script that most letters of a text are in; the first one where two are even; COMMON for none."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else COMMON
    # Most texts are in one script.
    script = script_of_letter(text[0])
    if _only(script)(text):
        return script
    found = scripts_of(text)
    if len(found) == 1:
        return next(iter(found))
    counted = Counter(script for script in map(script_of_letter, text) if script != COMMON)
    return counted.most_common(1)[0][0] if counted else COMMON
