"""Which words is a name made of, and what does each do in it?

>>> [(part.key, part.role) for part in parse(fold("Dr. Ursula von der Leyen"))]
[('dr', 'title'), ('ursula', 'word'), ('von', 'particle'), ('der', 'particle'), ('leyen', 'word')]
>>> [(part.key, part.number) for part in parse(fold("Zapad-2025"))]
[('zapad', None), ('2025', 2025)]
"""

from __future__ import annotations

import re
import unicodedata

from attrs import evolve, frozen

from allonym.fold import Folded, fold, key_of
from allonym.han import is_han
from allonym.parse.vocabulary import (
    GENERIC,
    KIND,
    LEGAL,
    PARTICLE,
    conjunctions,
    patronymic_endings,
    place_suffixes,
    roles,
)
from allonym.script import script_of

WORD, INITIAL, NUMBER, PATRONYMIC = "word", "initial", "number", "patronymic"
# A patronymic stands beside a given and a family name; of two words the second is a surname, such as Petrović.
FULL_NAME = 3
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


def parse(folded: Folded, type: str = "") -> tuple[Part, ...]:
    """Part a folded name into words with their roles; a name made of nothing but titles keeps them as words.

    `type` is the type of what is named, "" where unknown: people have no legal forms, all else has no patronymics.
    """
    found = [part for word in folded.words for part in _parts_of(word)]
    if type == "person":
        found = [evolve(part, role=WORD) if part.role in (LEGAL, GENERIC, KIND) else part for part in found]
    if found and all(part.role not in (WORD, NUMBER) for part in found):
        found = [part if part.role == INITIAL else evolve(part, role=WORD) for part in found]
    elif found and found[-1].role == PARTICLE:
        # A particle binds what follows; at the end there is nothing to bind: Park Il.
        found[-1] = evolve(found[-1], role=WORD)
    if len(found) > 1 and len(found[0].key) == 1 and found[0].role == PARTICLE:
        # What joins names does not stand before the first: I. Chmarin.
        found[0] = evolve(found[0], role=INITIAL)
    words = [at for at, part in enumerate(found) if part.role == WORD]
    if len(words) >= FULL_NAME and type in ("", "person"):
        for at in words[1:]:
            if found[at].key.endswith(patronymic_endings()):
                found[at] = evolve(found[at], role=PATRONYMIC)
    return tuple(found)


def _parts_of(word: str) -> list[Part]:
    """Part a word where letters and digits meet: Zapad2025, G7."""
    if not any(map(str.isdigit, word)):
        if not key_of((word,)):
            return []
        return [_part(run) for run in _without_suffix(word)] if script_of(word) == "Hani" else [_part(word)]
    return [_part(run) for run in _RUNS.findall(word) if key_of((run,))]


def _without_suffix(word: str) -> tuple[str, ...]:
    """Part a word of Han letters before a suffix that says what it names: 科索沃州 is Kosovo, and a 州."""
    for size in (3, 2, 1):
        suffix = word[-size:]
        if len(word) >= size + 2 and suffix in place_suffixes():
            return word[:-size], suffix
    return (word,)


def _part(text: str) -> Part:
    key = key_of((text,))
    if text.isdecimal() and len(text) <= LONGEST_NUMBER:
        return Part(
            text,
            str(int(text)),
            NUMBER,
            "Zyyy",
            sum(unicodedata.digit(d) * 10**at for at, d in enumerate(reversed(text))),
        )
    script = "Hani" if any(map(is_han, text)) else script_of(text)
    role = roles().get(key, WORD)
    if len(key) == 1 and role != WORD and key not in conjunctions():
        role = WORD
    if role == WORD and len(key) == 1 and script in ("Latn", "Cyrl", "Grek", "Armn"):
        role = INITIAL
    return Part(text, key, role, script)
