"""Which words is a name made of, and what does each do in it?

    >>> [(part.key, part.role) for part in parse(fold("Dr. Ursula von der Leyen"))]
    [('dr', 'title'), ('ursula', 'word'), ('von', 'particle'), ('der', 'particle'), ('leyen', 'word')]
    >>> [(part.key, part.number) for part in parse(fold("Zapad-2025"))]
    [('zapad', None), ('2025', 2025)]
"""

from __future__ import annotations

import re
import unicodedata

from attrs import frozen

from allonym.fold import Folded, fold, key_of
from allonym.parse.vocabulary import roles
from allonym.script import script_of

WORD, INITIAL, NUMBER = "word", "initial", "number"
# Longer digit strings are no numbers that anyone writes in a name; they are compared as text.
LONGEST_NUMBER = 12
_RUNS = re.compile(r"\d+|[^\d]+")
_ = fold  # the doctests' own name


@frozen
class Part:
    """One word of a name: as written, folded, its role, its script, and its value where it is a number."""

    text: str
    key: str
    role: str
    script: str
    number: int | None = None


def parse(folded: Folded) -> tuple[Part, ...]:
    """Part a folded name into words with their roles; a name made of nothing but titles or particles keeps them as words."""
    found = [part for word in folded.words for part in _parts_of(word)]
    if found and all(part.role not in (WORD, NUMBER) for part in found):
        found = [part if part.role == INITIAL else Part(part.text, part.key, WORD, part.script) for part in found]
    return tuple(found)


def _parts_of(word: str) -> list[Part]:
    """Part a word where letters and digits meet: Zapad2025, G7."""
    if not any(map(str.isdigit, word)):
        return [_part(word)] if key_of((word,)) else []
    return [_part(run) for run in _RUNS.findall(word) if key_of((run,))]


def _part(text: str) -> Part:
    key = key_of((text,))
    if text.isdecimal() and len(text) <= LONGEST_NUMBER:
        return Part(text, str(int(text)), NUMBER, "Zyyy", sum(unicodedata.digit(d) * 10**at for at, d in enumerate(reversed(text))))
    script = script_of(text)
    role = roles().get(key, WORD)
    if role == WORD and len(key) == 1 and script in ("Latn", "Cyrl", "Grek", "Armn"):
        role = INITIAL
    return Part(text, key, role, script)
