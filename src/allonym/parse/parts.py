"""Which words is a name made of, and what does each do in it?

>>> [(part.key, part.role) for part in parse(fold("Dr. Ursula von der Leyen"))]
[('dr', 'title'), ('ursula', 'word'), ('von', 'particle'), ('der', 'particle'), ('leyen', 'word')]
>>> [(part.key, part.number) for part in parse(fold("Zapad-2025"))]
[('zapad', None), ('2025', 2025)]
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from attrs import evolve, frozen

from allonym.fold import Folded, fold, key_of
from allonym.fold import plain as quick
from allonym.han import is_han
from allonym.parse.vocabulary import (
    GENERIC,
    KIND,
    LEGAL,
    PARTICLE,
    conjunctions,
    numbers,
    patronymic_endings,
    phrases,
    place_suffixes,
    roles,
)
from allonym.script import script_of, script_of_letter

WORD, INITIAL, NUMBER, PATRONYMIC = "word", "initial", "number", "patronymic"
# Han letters stand together without spaces.
HAN = "Hani"
# A patronymic stands beside a given and a family name; of two words the second is a surname, such as Petrović.
FULL_NAME = 3
# Longer digit strings are no numbers that anyone writes in a name; they are compared as text.
LONGEST_NUMBER = 12
TENS, UNITS = range(20, 100, 10), range(1, 10)
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
    plain = [part for word in folded.words if (part := alone(word))]
    if len(plain) == len(folded.words):
        return tuple(plain)
    found = _joined_phrases([part for word in folded.words for part in _parts_of(word)])
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


@lru_cache(maxsize=65536)
def alone(word: str) -> Part | None:
    """Give the part of a word that is a plain one whatever stands beside it, as most are; None for any other."""
    parts = _parts_of(word)
    if len(parts) != 1 or parts[0].role != WORD:
        return None
    key = parts[0].key
    return None if key in phrases() or key in numbers() or key.endswith(patronymic_endings()) else parts[0]


def _joined_phrases(found: list[Part]) -> list[Part]:
    """Take words that are one form together for one part: Open Joint Stock Company, vice president, forty-four."""
    known = phrases()
    found = _joined_numbers(found)
    if len(found) < 2 or known.keys().isdisjoint([part.key for part in found]):
        return found
    parts: list[Part] = []
    at = 0
    while at < len(found):
        longest = min(known.get(found[at].key, 1), len(found) - at)
        size, phrase = next(
            (
                (size, phrase)
                for size in range(longest, 1, -1)
                if (phrase := " ".join([part.key for part in found[at : at + size]])) in roles() or phrase in numbers()
            ),
            (1, ""),
        )
        text = " ".join([part.text for part in found[at : at + size]])
        parts.append(Part(text, phrase, roles().get(phrase, WORD), found[at].script) if phrase else found[at])
        at += size
    return parts


def _joined_numbers(found: list[Part]) -> list[Part]:
    """Add a unit to the ten before it: forty-four, сорок четыре."""
    values = [numbers().get(part.key, 0) for part in found]
    for at in range(len(found) - 2, -1, -1):
        if values[at] in TENS and values[at + 1] in UNITS:
            value = values[at] + values[at + 1]
            text = f"{found[at].text} {found[at + 1].text}"
            found[at : at + 2] = [Part(text, str(value), NUMBER, "Zyyy", value)]
    return found


@lru_cache(maxsize=65536)
def _parts_of(word: str) -> tuple[Part, ...]:
    """Part a word where letters and digits meet (Zapad2025, G7), and at an ampersand (AT&T)."""
    found = quick(word)
    if found and found[0] == (word,) and (script := script_of_letter(word[0])) != HAN:
        # Nothing but letters of one script.
        return (_named(word, found[1], script),)
    if "&" in word.strip("&"):
        return tuple([part for one in word.split("&") for part in _parts_of(one)])
    if not any(map(str.isdigit, word)):
        if not key_of((word,)):
            return ()
        return tuple(map(_part, _without_suffix(word) if script_of(word) == HAN else (word,)))
    return tuple([_part(run) for run in _RUNS.findall(word) if key_of((run,))])


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
    return _named(text, key, HAN if any(map(is_han, text)) else script_of(text))


def _named(text: str, key: str, script: str) -> Part:
    """Make the part of a word of letters, in the role that it usually plays."""
    role = roles().get(key, WORD)
    if len(key) == 1 and role != WORD and key not in conjunctions():
        role = WORD
    if role == WORD and len(key) == 1 and script in ("Latn", "Cyrl", "Grek", "Armn"):
        role = INITIAL
    return Part(text, key, role, script)
