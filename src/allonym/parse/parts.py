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
    QUALIFIER,
    SUFFIX,
    TITLE,
    TITLED_BEFORE,
    UNSPACED,
    adjectives,
    attached,
    concepts,
    conjunctions,
    numbers,
    ordinals,
    patronymic_endings,
    phrases,
    roles,
)
from allonym.script import script_of, script_of_letter

WORD, INITIAL, NUMBER, PATRONYMIC = "word", "initial", "number", "patronymic"
# Han letters stand together without spaces.
HAN = "Hani"
# What tells most in a name of nothing but generic words: Ministry of Finance.
TOPIC = "topic"
TOPICS = frozenset({KIND, GENERIC, QUALIFIER})
# What one letter of a script without spaces may be: 주 is a state, and short for a joint-stock company.
ONE_LETTER = frozenset({GENERIC, LEGAL})
PERSON, THING = "person", "thing"
# In a script without spaces at least so many letters are the name; what is written onto it has at most so many.
LEAST_LEFT, LONGEST_ATTACHED = 2, 8
# Endings of adjectives have so many letters, and leave a stem of at least so many: Курская is of Курск, not of Кур.
SHORTEST_ADJECTIVE, LONGEST_ADJECTIVE, SHORTEST_STEM = 2, 6, 4
# A patronymic stands beside a given and a family name; of two words the second is a surname, such as Petrović.
FULL_NAME = 3
# Longer digit strings are no numbers that anyone writes in a name; they are compared as text.
LONGEST_NUMBER = 12
TENS, UNITS = range(20, 100, 10), range(1, 10)
AGES = frozenset({"junior", "senior"})
_ROMAN = re.compile("[IVXLC]+")
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

    `type` is the type of what is named, "" where unknown: people have no legal forms, all else has neither ranks nor
    patronymics.
    """
    side = side_of(type)
    plain = [part for word in folded.words if (part := alone(word, side))]
    if len(plain) == len(folded.words):
        return tuple(plain)
    found = _without_ordinal_ends([part for word in folded.words for part in parts_of(word, side)], folded.text)
    found = _joined_phrases(found, side)
    if side != PERSON:
        found = _as_of_a_thing(found, side)
    if found and all(part.role != WORD for part in found):
        found = _telling(found)
    found = _at_the_ends(found)
    words = [at for at, part in enumerate(found) if part.role == WORD]
    if len(words) >= FULL_NAME and side != THING:
        for at in words[1:]:
            if found[at].key.endswith(patronymic_endings()):
                found[at] = evolve(found[at], role=PATRONYMIC)
    return tuple(found)


def _as_of_a_thing(found: list[Part], side: str) -> list[Part]:
    """Take what stands in the name of a thing as it is meant there: nouns of its adjectives, Roman numerals."""
    if any(part.role == GENERIC for part in found):
        found = _nouns(found)
    if side == THING or any(part.role in TOPICS for part in found):
        found = [*found[:1], *map(_numeral, found[1:])]
    return found


def _at_the_ends(found: list[Part]) -> list[Part]:
    """Give another role to what cannot have its usual one where it stands: first, or last."""
    if len(found) > 1 and found[-1].role == TITLE and tells_ages(found[-1].key):
        # Sr. Peralta is a gentleman, Peralta Sr. a father.
        found[-1] = evolve(found[-1], role=SUFFIX)
    if found and found[-1].role == PARTICLE:
        # A particle binds what follows; at the end there is nothing to bind: Park Il.
        found[-1] = evolve(found[-1], role=WORD)
    if found and len(found[0].key) == 1 and found[0].role in ONE_LETTER:
        # What a place is stands behind its name: 구 is a surname where it comes first.
        found[0] = evolve(found[0], role=WORD)
    if len(found) > 1 and len(found[0].key) == 1 and found[0].role == PARTICLE:
        # What joins names does not stand before the first: I. Chmarin.
        found[0] = evolve(found[0], role=INITIAL)
    return found


def tells_ages(key: str) -> bool:
    """Say whether a title may tell a son from a father behind their name."""
    return not AGES.isdisjoint(concepts().get(key, ()))


def side_of(type: str) -> str:
    """Say by what a word of a name of this type is known: a person, a thing, or "" where nobody knows."""
    return type if type in ("", PERSON) else THING


@lru_cache(maxsize=65536)
def alone(word: str, side: str) -> Part | None:
    """Give the part of a word that is a plain one whatever stands beside it, as most are; None for any other."""
    parts = parts_of(word, side)
    if len(parts) != 1 or parts[0].role != WORD:
        return None
    key = parts[0].key
    return None if key in phrases(side) or key in numbers() or key.endswith(patronymic_endings()) else parts[0]


def _telling(found: list[Part]) -> list[Part]:
    """Let a name without any word of its own be told by what it has: Ministry of Finance, 44th Brigade, Von der."""
    if any(part.role in TOPICS for part in found):
        return [evolve(part, role=TOPIC) if part.role in TOPICS else part for part in found]
    if any(part.role == NUMBER for part in found):
        return found
    # What joins two names goes on doing so: AT and T.
    inner = found[1:-1]
    return [
        part if part.role == INITIAL or (part in inner and part.key in conjunctions()) else evolve(part, role=WORD)
        for part in found
    ]


def _numeral(part: Part) -> Part:
    """Take a word that is written like a Roman numeral for one: World War I. A person may be Malcolm X."""
    value = numbers().get(part.key) if _ROMAN.fullmatch(part.text) else None
    return part if value is None else evolve(part, role=NUMBER, number=value)


def _nouns(found: list[Part]) -> list[Part]:
    """Make nouns of the adjectives beside what a place is: Тарновская область is the region of Tarnov."""
    beside = [False, *(part.role == GENERIC for part in found), False]
    return [
        _noun(part) if part.role == WORD and (before or after) else part
        for part, before, after in zip(found, beside, beside[2:], strict=False)
    ]


def _noun(part: Part) -> Part:
    for size in range(LONGEST_ADJECTIVE, SHORTEST_ADJECTIVE - 1, -1):
        stays = adjectives().get(part.key[-size:])
        if stays is None:
            continue
        stem = part.key[:-size] + stays
        if len(stem) >= SHORTEST_STEM:
            return evolve(part, text=stem.title(), key=stem)
    return part


def _without_ordinal_ends(found: list[Part], text: str) -> list[Part]:
    """Leave out what is written behind digits to make them an ordinal: the я of 44-я."""
    return [
        part
        for before, part in zip([None, *found], found, strict=False)
        if before is None
        or before.role != NUMBER
        or part.key not in ordinals()
        or f"{before.text}-{part.text}" not in text
    ]


def _joined_phrases(found: list[Part], side: str) -> list[Part]:
    """Take words that are one form together for one part: Open Joint Stock Company, vice president, forty-four."""
    known, known_roles = phrases(side), roles(side)
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
                if (phrase := " ".join([part.key for part in found[at : at + size]])) in known_roles
                or phrase in numbers()
            ),
            (1, ""),
        )
        text = " ".join([part.text for part in found[at : at + size]])
        parts.append(Part(text, phrase, known_roles.get(phrase, WORD), found[at].script) if phrase else found[at])
        at += size
    return parts


def _joined_numbers(found: list[Part]) -> list[Part]:
    """Add a unit to the ten before it: forty-four, сорок четыре."""
    values = [part.number or numbers().get(part.key, 0) for part in found]
    for at in range(len(found) - 2, -1, -1):
        if values[at] in TENS and values[at + 1] in UNITS:
            value = values[at] + values[at + 1]
            text = f"{found[at].text} {found[at + 1].text}"
            found[at : at + 2] = [Part(text, str(value), NUMBER, "Zyyy", value)]
    return found


@lru_cache(maxsize=65536)
def parts_of(word: str, side: str) -> tuple[Part, ...]:
    """Part a word where letters and digits meet (Zapad2025, G7), and at an ampersand (AT&T)."""
    found = quick(word)
    script = script_of_letter(word[0])
    if found and found[0] == (word,) and script not in UNSPACED and script not in TITLED_BEFORE:
        # Nothing but letters of one script.
        return (_named(word, found[1], script, side),)
    if "&" in word.strip("&"):
        return tuple([part for one in word.split("&") if one for part in parts_of(one, side)])
    if not any(map(str.isdigit, word)):
        if not key_of((word,)):
            return ()
        return _unattached(word, side)
    runs = [run for run in _RUNS.findall(word) if key_of((run,))]
    ends = [before.isdigit() and key_of((run,)) in ordinals() for before, run in zip(("", *runs), runs, strict=False)]
    return tuple([_part(run, side) for run, end in zip(runs, ends, strict=True) if not end])


def _unattached(word: str, side: str) -> tuple[Part, ...]:
    """Part a word of a script without spaces from what is written onto it: 科索沃州 is Kosovo, and a 州."""
    script = script_of(word)
    bare = script not in UNSPACED and script not in TITLED_BEFORE
    known = {} if bare or key_of((word,)) in roles(side) else attached(side)
    for size in range(min(LONGEST_ATTACHED, len(word) - LEAST_LEFT), 0, -1) if known else ():
        start, end = word[:size], word[-size:]
        if script in UNSPACED and end in known:
            return (*_unattached(word[:-size], side), Part(end, key_of((end,)), known[end], script))
        if start in known and (known[start] == LEGAL or script in TITLED_BEFORE):
            return (Part(start, key_of((start,)), known[start], script), *_unattached(word[size:], side))
    return (_part(word, side),)


def _part(text: str, side: str) -> Part:
    key = key_of((text,))
    if text.isdecimal() and len(text) <= LONGEST_NUMBER:
        return Part(
            text,
            str(int(text)),
            NUMBER,
            "Zyyy",
            sum(unicodedata.digit(d) * 10**at for at, d in enumerate(reversed(text))),
        )
    return _named(text, key, HAN if any(map(is_han, text)) else script_of(text), side)


def _named(text: str, key: str, script: str, side: str) -> Part:
    """Make the part of a word of letters, in the role that it usually plays."""
    role = roles(side).get(key, WORD)
    if len(key) == 1 and role != WORD and key not in conjunctions():
        # A syllable or a Han letter is a whole word: 주, 島.
        spoken = script in UNSPACED and role in ONE_LETTER
        role = TITLE if attached(side).get(key) == TITLE else role if spoken else WORD
    if role == WORD and len(key) == 1 and script in ("Latn", "Cyrl", "Grek", "Armn"):
        role = INITIAL
    return Part(text, key, role, script)
