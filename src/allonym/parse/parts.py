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
from itertools import pairwise

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
    SHORTEST_ATTACHED,
    SHORTEST_MISTYPED,
    SUFFIX,
    TITLE,
    TITLED_BEFORE,
    TOLD_BEHIND,
    TOLD_BY_ONE,
    UNSPACED,
    abbreviated,
    adjectives,
    attached,
    born,
    bynames,
    children,
    concepts,
    conjunctions,
    forms,
    frequencies,
    legal_slip,
    numbers,
    ordinals,
    parents,
    patronymic_endings,
    phrases,
    roles,
    servants,
)
from allonym.script import script_of, script_of_letter

WORD, INITIAL, NUMBER, PATRONYMIC = "word", "initial", "number", "patronymic"
# A word inside a name that is a title of some and a name of others: Shah, Khan, Abdul.
BYNAME = "byname"
# Han letters stand together without spaces.
HAN = "Hani"
KANA = frozenset({"Hira", "Kana"})
# What tells most in a name of nothing but generic words: Ministry of Finance.
TOPIC = "topic"
TOPICS = frozenset({KIND, GENERIC, QUALIFIER})
# What one letter of a script without spaces may be: 주 is a state, and short for a joint-stock company.
ONE_LETTER = frozenset({GENERIC, LEGAL})
PERSON, THING = "person", "thing"
# In a script without spaces at least so many letters are the name; what is written onto it has at most so many,
# in a script of many signs, 14.
LEAST_LEFT, LONGEST_ATTACHED, LONGEST_OF_SIGNS = 2, 8, 14
# Endings of adjectives have so many letters, and leave a stem of at least so many: Курская is of Курск, not of Кур.
SHORTEST_ADJECTIVE, LONGEST_ADJECTIVE, SHORTEST_STEM = 2, 6, 4
# A patronymic stands beside a given and a family name; of two words the second is a surname, such as Petrović.
FULL_NAME = 3
# Longer digit strings are no numbers that anyone writes in a name; they are compared as text.
LONGEST_NUMBER = 12
TENS, UNITS = range(20, 100, 10), range(1, 10)
AGES = frozenset({"junior", "senior"})
# Scripts in which a single letter is an initial, and so many capitals without a vowel are as many initials: JP Chmarin.
WITH_INITIALS = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
FEWEST_INITIALS, MOST_INITIALS = 2, 3
# Three letters and up to so many with full stops are an abbreviation, or initials where all else is a person's.
MOST_DOTTED = 4
# A given name is shortened to so many letters: Ph., Chr., Yu.
FEWEST_SHORTENED, MOST_SHORTENED = 2, 3
BESIDE_INITIALS = frozenset({WORD, INITIAL, PATRONYMIC, PARTICLE, TITLE, SUFFIX})
# The one syllable without a vowel that people are called by (Jyutping ng4, ng5).
SYLLABIC = "ng"
VOWELS = frozenset("aeiouyаеёиоуыэюяіїєўαεηιουωաեէըիոօ")
_ROMAN = re.compile("[IVXLC]+")
# What is a form of companies, and with a hyphen the beginning of a word: Co-operation.
CO = "co"
# The number of a ship's hull or of an aircraft, behind its name: (ABC-45), (F 250).
_HULL = re.compile(r"\(([A-Z]{1,4})[ -]?([0-9]{1,4})\)")
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
    stopped = side != THING and "." in folded.text
    dotted = stopped and side == ""
    plain = [
        part
        for word in folded.words
        if (part := alone(word, side))
        and not (dotted and may_be_dotted(part))
        and not (stopped and (part.key in abbreviated() or may_be_shortened(part)))
    ]
    if len(plain) == len(folded.words):
        return tuple(plain)
    found = _without_ordinal_ends([part for word in folded.words for part in parts_of(word, side)], folded.text)
    if side != THING and any(map(has_small, found)):
        last = len(found) - 1
        found = [one for at, part in enumerate(found) for one in _initials(part, at, folded.text, side, last)]
    if dotted:
        found = _dotted(found, folded.text)
    if stopped:
        found = _abbreviated(found, folded.text)
    if side != PERSON and "-" in folded.text:
        found = _whole(found, folded.text, side)
    found = _joined_phrases(found, side)
    if side != PERSON and "(" in folded.text:
        found = _hull(found, folded.text)
    if side != PERSON:
        found = [found[0], *(_as_legal(part) for part in found[1:])] if found else found
    if side != PERSON:
        found = _as_of_a_thing(found, side)
    if found and all(part.role != WORD for part in found):
        found = _telling(found)
    found = _at_the_ends(found, side, folded.text)
    return tuple(found if side == THING else _fathers(_born(_bynames(found))))


def has_small(part: Part) -> bool:
    """Say whether a word has a small letter: in a name of capitals alone, capitals tell nothing."""
    return any(map(str.islower, part.text))


def _initials(part: Part, at: int, text: str, side: str, last: int) -> tuple[Part, ...]:
    """Take a word of capitals for initials where it is no other: И. between two, JP Chmarin."""
    if at and part.role == PARTICLE and len(part.key) == 1 and part.text.isupper():
        # What joins names is a small letter, or at least has no full stop; E may be a name, where it is the last.
        alone = f"{part.text}." in text or (side == PERSON and at < last)
        return (evolve(part, role=INITIAL),) if alone else (part,)
    # JR Chmarin is no junior, Chmarin JR may be.
    aged = not at and tells_ages(part.key)
    if side != PERSON or not are_initials(evolve(part, role=WORD) if aged else part):
        return (part,)
    return _letters(part)


def _letters(part: Part) -> tuple[Part, ...]:
    """Give each letter of a word as an initial."""
    return tuple([Part(text, key_of((text,)), INITIAL, part.script) for text in part.text])


def _dotted(found: list[Part], text: str) -> list[Part]:
    """Take capitals with full stops for initials, where nothing beside them is a part of what bodies are called by."""
    if len(found) == 1 or any(part.role not in BESIDE_INITIALS for part in found):
        return found
    dotted = [may_be_dotted(part) and "".join(f"{one}." for one in part.text) in text for part in found]
    return [one for part, is_so in zip(found, dotted, strict=True) for one in (_letters(part) if is_so else (part,))]


def _abbreviated(found: list[Part], text: str) -> list[Part]:
    """Take words with a full stop for the titles and given names that they shorten: Sen. Chmarin, Yu. Chmarin.

    A title stands before the name, or before the name of birth. Beside what bodies are called by it may be a word of
    theirs: Min. of Finance.
    """
    parts: list[Part] = []
    for at, part in enumerate(found):
        beside = {one.role for one in (*found[:at], *found[at + 1 :])}
        if at == len(found) - 1 or f"{part.text}." not in text or not beside <= BESIDE_INITIALS:
            parts.append(part)
            continue
        pair = f"{parts[-1].key} {part.key}" if parts and f"{parts[-1].text} {part.text}." in text else ""
        if pair in abbreviated() and part.text.islower():
            parts[-1] = Part(f"{parts[-1].text} {part.text}", pair, TITLE, part.script)
        elif part.key in abbreviated() and (part.key in born() or all(one.role == TITLE for one in parts)):
            parts.append(evolve(part, role=TITLE))
        else:
            parts.append(evolve(part, role=INITIAL) if may_be_shortened(part) else part)
    return parts


def may_be_shortened(part: Part) -> bool:
    """Say whether a word is so short that with a full stop it is the beginning of a given name: Ph., Chr., Yu."""
    return (
        part.role == WORD
        and part.script in WITH_INITIALS
        and FEWEST_SHORTENED <= len(part.key) <= MOST_SHORTENED
        and part.text.istitle()
    )


def _whole(found: list[Part], text: str, side: str) -> list[Part]:
    """Take a word that a hyphen parts from its beginning for one: Co-operation."""
    for at in range(len(found) - 2, -1, -1):
        one, two = found[at : at + 2]
        if one.key == CO and two.text.islower() and f"{one.text}-{two.text}" in text:
            found[at : at + 2] = parts_of(one.text + two.text, side)
    return found


def _hull(found: list[Part], text: str) -> list[Part]:
    """Let the number of a hull in brackets be left out, as a byname may be: USS Chmarin (ABC-45)."""
    for letters, digits in _HULL.findall(text):
        for at, (one, two) in enumerate(pairwise(found)):
            if one.text == letters and two.text == digits and at:
                found[at : at + 2] = [evolve(one, role=TITLE), evolve(two, role=BYNAME)]
    return found


def _born(found: list[Part]) -> list[Part]:
    """Let the name of birth be left out, as a byname may be: Anna Tarnova, née Chmarina."""
    at = next((at for at, part in enumerate(found) if at and part.role == TITLE and part.key in born()), len(found))
    return [evolve(part, role=BYNAME) if place > at and part.role == WORD else part for place, part in enumerate(found)]


def may_be_dotted(part: Part) -> bool:
    """Say whether a word may be initials that are written together, each with a full stop: J.R.R."""
    return MOST_INITIALS <= len(part.key) <= MOST_DOTTED and _is_capitals(part)


def are_initials(part: Part) -> bool:
    """Say whether a word is nothing but capitals that nobody can speak: JP. Ng is a name."""
    return (
        FEWEST_INITIALS <= len(part.key) <= MOST_INITIALS
        and _is_capitals(part)
        and VOWELS.isdisjoint(part.key)
        and part.key != SYLLABIC
        and part.key not in frequencies()
    )


def _is_capitals(part: Part) -> bool:
    """Say whether a plain word is all capitals of a script that has initials."""
    return part.role == WORD and part.script in WITH_INITIALS and part.text.isupper() and part.text.isalpha()


def _as_legal(part: Part) -> Part:
    """Take a word for the legal form that a slip of the hand made it of: Limted."""
    form = legal_slip(part.key) if part.role == WORD else ""
    long = max(len(form), len(part.key)) >= SHORTEST_MISTYPED
    return evolve(part, key=form, role=LEGAL) if long and form in forms() else part


def _bynames(found: list[Part]) -> list[Part]:
    """Take a title that stands behind a name for a name, where others are called so: Imran Khan, Omar Shah Chmarin.

    Behind Abdul it is no title at all: Abdul Aziz.
    """
    served = [
        evolve(part, role=BYNAME)
        if part.role == TITLE and before.role == PARTICLE and before.key in servants() and part.key in bynames()
        else part
        for before, part in pairwise(found)
    ]
    found = [*found[:1], *served]
    names = (WORD, INITIAL, BYNAME)
    first = next((at for at, part in enumerate(found) if part.role in names), len(found))
    return [
        evolve(part, role=BYNAME) if at > first and part.role in (TITLE, PARTICLE) and part.key in bynames() else part
        for at, part in enumerate(found)
    ]


def _fathers(found: list[Part]) -> list[Part]:
    """Find the fathers' names in a full name: by their ending, behind bin, before oglu; the last name is its own."""
    words = [at for at, part in enumerate(found) if part.role in (WORD, BYNAME)]
    if len(words) < FULL_NAME:
        return found
    fathers = {at for at in words[1:] if found[at].role == WORD and found[at].key.endswith(patronymic_endings())}
    fathers.update(at for at in words[1:-1] if found[at - 1].key in children())
    fathers.update(at for at in words[1:-1] if found[at + 1].key in parents())
    return [evolve(part, role=PATRONYMIC) if at in fathers else part for at, part in enumerate(found)]


def _as_of_a_thing(found: list[Part], side: str) -> list[Part]:
    """Take what stands in the name of a thing as it is meant there: nouns of its adjectives, Roman numerals."""
    if any(part.role == GENERIC for part in found):
        found = _nouns(found)
    if side == THING or any(part.role in TOPICS for part in found):
        found = [*found[:1], *map(_numeral, found[1:])]
    return found


def _at_the_ends(found: list[Part], side: str, text: str) -> list[Part]:
    """Give another role to what cannot have its usual one where it stands: first, or last."""
    if len(found) > 1 and found[-1].role == TITLE and tells_ages(found[-1].key):
        # Sr. Peralta is a gentleman, Peralta Sr. a father.
        found[-1] = evolve(found[-1], role=SUFFIX)
    if found and found[-1].role == PARTICLE:
        # A particle binds what follows; at the end there is nothing to bind: Park Il, Tarn AB.
        legal = side != PERSON and len(found) > 1 and found[-1].key in forms()
        found[-1] = evolve(found[-1], role=LEGAL if legal else WORD)
    if found and len(found[0].key) == 1 and found[0].role in ONE_LETTER and f"({found[0].text})" not in text:
        # What a place is stands behind its name: 구 is a surname where it comes first; (주) is a form there too.
        found[0] = evolve(found[0], role=WORD)
    if side != PERSON and len(found) > 1 and found[0].role == PARTICLE and found[0].key in forms():
        # In capitals what stands first is a form, and no article: AS Tarn, АТ Тарн.
        lead = found[0].text.isupper() and any(map(has_small, found))
        found[0] = evolve(found[0], role=LEGAL) if lead else found[0]
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
    if key in phrases(side) or key in numbers() or key.endswith(patronymic_endings()):
        return None
    beyond = are_initials(parts[0]) if side == PERSON else legal_slip(key)
    return None if beyond else parts[0]


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
    # In a form of several words one may be mistyped: Joynt Stock Company.
    keys = [(part.role == WORD and side != PERSON and legal_slip(part.key)) or part.key for part in found]
    if len(found) < 2 or known.keys().isdisjoint(keys):
        return found
    parts: list[Part] = []
    at = 0
    while at < len(found):
        longest = min(known.get(keys[at], 1), len(found) - at)
        size, phrase = next(
            (
                (size, phrase)
                for size in range(longest, 1, -1)
                if (phrase := " ".join(keys[at : at + size])) in known_roles or phrase in numbers()
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
    longest = LONGEST_OF_SIGNS if script in TITLED_BEFORE else LONGEST_ATTACHED
    for size in range(min(longest, len(word) - LEAST_LEFT), 0, -1) if known else ():
        start, end = word[:size], word[-size:]
        if end in known and _stands_behind(known[end], script) and not _ends_in_kana(word[:-size], end):
            return (*_unattached(word[:-size], side), Part(end, key_of((end,)), known[end], script))
        if start in known and _stands_before(known[start], script) and not is_sign(word[size]):
            return (Part(start, key_of((start,)), known[start], script), *_unattached(word[size:], side))
    return (_part(word, side),)


def _stands_behind(role: str, script: str) -> bool:
    """Say whether what is written onto a name in this script may follow it."""
    return script in UNSPACED or (script in TOLD_BEHIND and role == GENERIC)


def _stands_before(role: str, script: str) -> bool:
    """Say whether what is written onto a name in this script may precede it."""
    return role == LEGAL or (script in TITLED_BEFORE and (role == TITLE or script not in TOLD_BEHIND))


def is_sign(letter: str) -> bool:
    """Say whether a letter belongs to the one before it: a vowel sign, or a vowel that nothing begins with."""
    return unicodedata.category(letter)[0] == "M" or letter in "ะาำະາຳ"


def _ends_in_kana(name: str, end: str) -> bool:
    """Say whether two kana belong to the name before them, as 山 does where they are やま.

    Behind kana of the other kind they say what it is: シェクスナがわ is a river.
    """
    short = len(end) == SHORTEST_ATTACHED and script_of_letter(end[0]) in KANA
    kinds = concepts().get(key_of((end,)), frozenset()) if short else frozenset()
    return bool(kinds) and kinds.isdisjoint(TOLD_BY_ONE) and script_of_letter(name[-1]) == script_of_letter(end[0])


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
    if role == WORD and len(key) == 1 and script in WITH_INITIALS:
        role = INITIAL
    return Part(text, key, role, script)
