"""How much does one part of a name speak for another being the same?

Numbers, initials, translated words and given names of one group are told by what they are; all else by its sounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from attrs import evolve, frozen
from rapidfuzz.distance import Levenshtein

from allonym import align, endings
from allonym.align import likeliest, most_bits
from allonym.endings import common_start, declined, gendered, inflected, paired
from allonym.han import han_fold
from allonym.name import HABITS, Heard, beside, beside_them
from allonym.parse.parts import BYNAME, INITIAL, NUMBER, PATRONYMIC, TOPIC, WORD, Part
from allonym.parse.vocabulary import (
    GENERIC,
    KIND,
    LEGAL,
    QUALIFIER,
    SUFFIX,
    concepts,
    given_names,
    numbers,
    patronymic_endings,
)
from allonym.reading import HAN, broaden
from allonym.records import NEAR, SOUND, SPELLING, Reading
from allonym.slip import SHORTEST_SLIPPED, kept_share, slipped

# Parts whose meaning may be translated: Ministry, Министерство; Province, 省; Ltd, GmbH.
MEANT = frozenset({GENERIC, LEGAL, KIND, QUALIFIER, TOPIC, SUFFIX})
NO_CONCEPTS: frozenset[str] = frozenset()
# What a place or a body is, and which of several.
KINDS = frozenset({GENERIC, KIND, QUALIFIER, TOPIC})
INITIAL_BITS = 4.0
# A translated word brings so much, more where nothing but such words is the name: Ministry of Finance.
TRANSLATED_BITS, TOPIC_BITS = 6.0, 16.0
OTHER_NUMBER_BITS = -60.0
OTHER_INITIAL_BITS = -12.0
# What two forms of one given name bring, as a share of the lighter one's weight: Vladimir and Uladzimir are one name,
# Bill is short for William, Ivan is a cognate of John.
RELATED = {"full": 0.9, "short": 0.8, "cognate": 0.4}
# What another case ending costs.
INFLECTION_BITS = 1.5
# What another Han letter costs beside its sound, and how much it loses at least: 大村 is not 大川.
OTHER_LETTER_BITS, OTHER_LETTER_LOSS = 4.0, 8.0
# Years that are written with their last two digits.
FIRST_YEAR, LAST_YEAR, CENTURY = 1900, 2099, 100
# What a number beside a word brings.
NO_NUMBER_BITS = -10.0
# Two parts count as one word, spelled differently, from this share of the evidence that they could bring.
SAME_WORD = 0.4
# Two known given names that are not forms of one are not one word, however alike they sound.
OTHER_NAME = 0.3
HIGHEST = 1e9
# A slip of the hand is told from a way of spelling by its sounds: it loses more than so many bits in one column.
SLIP_COLUMN = 4.0
# What a patronymic may be made of.
GIVEN = frozenset({WORD, BYNAME})
# What a slip can befall: numbers, initials and ages are told by what they are, whatever they look like.
SLIPPING = frozenset({WORD, TOPIC})


@frozen
class Pair:
    """Two parts set beside each other: the evidence in bits, its share of the most possible, and how they met.

    `ending` says whether they differ in the ending of a case or of a gender alone, `slip` whether one slip of the hand
    makes them one and no way of spelling does.
    """

    bits: float
    share: float
    via: str
    readings: tuple[Reading | None, Reading | None] = (None, None)
    ending: str = ""
    worst: float = 0.0
    slip: bool = False


CASE, GENDER = "case", "gender"
UNLIKE = Pair(-20.0, -1.0, NEAR)


@lru_cache(maxsize=262144)
def pair(x: Heard, y: Heard) -> Pair:
    """Weigh one part against another."""
    one, two = x.part, y.part
    if one.key == two.key:
        return Pair(x.weight, 1.0, SPELLING)
    if NUMBER in (one.role, two.role) or (one.key in numbers() and two.key in numbers()):
        return _counting(x, y)
    if INITIAL in (one.role, two.role):
        return _initial(x, y)
    if one.role in MEANT and two.role in MEANT and not x.broad & y.broad:
        if concepts().get(one.key, NO_CONCEPTS) & concepts().get(two.key, NO_CONCEPTS):
            most = TOPIC_BITS if one.role == two.role == TOPIC else TRANSLATED_BITS
            return Pair(min(most, x.weight, y.weight), 1.0, NEAR)
        if one.role == two.role == SUFFIX:
            # The younger is not the elder, though Jr. and Sr. sound alike.
            return UNLIKE
    return _named(x, y)


def _named(x: Heard, y: Heard) -> Pair:
    """Weigh two words by their sounds, and by what is known of them as given names."""
    one, two = x.part, y.part
    found, related = _sounding(x, y), _related(one, two)
    if related:
        # What sounds the same needs no group: Наталья and Natalja.
        if found.share >= related:
            return found
        # Alexander and Александр also sound near, Bill and William do not.
        heard = found.readings if found.share >= SAME_WORD else (None, None)
        return Pair(max(min(x.weight, y.weight) * related, found.bits), max(related, SAME_WORD), NEAR, heard)
    if found.via == NEAR and found.share >= SAME_WORD and (is_father(one, two) or is_father(two, one)):
        return evolve(found, share=OTHER_NAME, ending="")
    # Jana may be a woman, or the genitive of Jan; Olga is no case of Oleg.
    case = found.ending and (one.key.startswith(two.key) or two.key.startswith(one.key))
    apart = (not case and distinct_names(one, two)) or (not found.ending and distinct_kinds(one, two))
    if found.via == NEAR and found.share >= SAME_WORD and apart:
        return evolve(found, share=OTHER_NAME, ending="")
    if found.via == NEAR and not found.ending and x.readings and y.readings and may_slip(one, two):
        return _slip(x, y, found)
    return found


def may_slip(one: Part, two: Part) -> bool:
    """Say whether one slip of the hand makes two words one; two known names are two: Maria, Mario."""
    return (
        one.script == two.script != HAN
        and not SLIPPING.isdisjoint((one.role, two.role))
        and SUFFIX not in (one.role, two.role)
        and slipped(one.key, two.key)
        and not distinct_names(one, two)
    )


def _slip(x: Heard, y: Heard, found: Pair) -> Pair:
    """Let a word count by its letters, however it is read, where a slip takes more from its sounds."""
    share = kept_share(x.part.key, y.part.key)
    if found.share >= share and found.worst <= SLIP_COLUMN:
        return found
    bits, share = max(found.bits, share * min(x.weight, y.weight)), max(found.share, share)
    return Pair(bits, share, NEAR, worst=SLIP_COLUMN, slip=True)


def distinct_names(one: Part, two: Part) -> bool:
    """Say whether both are known given names, and no forms of one: Maria and Marta, Oleg and Olga."""
    known = given_names()
    return one.key in known and two.key in known and known[one.key].keys().isdisjoint(known[two.key])


def distinct_kinds(one: Part, two: Part) -> bool:
    """Say whether both are general words of one script, and no forms of one: bank and Bahn, port and fort."""
    if one.script != two.script or one.role not in KINDS or two.role not in KINDS:
        return False
    start = common_start(one.key, two.key)
    known = concepts()
    return (
        start < min(len(one.key), len(two.key)) - 1
        and one.key in known
        and two.key in known
        and known[one.key].isdisjoint(known[two.key])
    )


def is_father(child: Part, parent: Part) -> bool:
    """Say whether a patronymic is made of a name, which is another's: Petr is the father of Petrovich.

    By its length the name is nearer to what stands before the ending than to the whole: a name that is written in
    another way is not.
    """
    if child.role != PATRONYMIC or parent.role not in GIVEN or parent.key.endswith(patronymic_endings()):
        return False
    ending = max([len(end) for end in patronymic_endings() if child.key.endswith(end)], default=0)
    size, whole = len(parent.key), len(child.key)
    return ending > 0 and abs(size - (whole - ending)) < abs(size - whole)


def _related(one: Part, two: Part) -> float:
    """Say how strongly two given names belong together, 0 to 1; 0 for names of no common group."""
    known = given_names()
    groups, others = known.get(one.key), known.get(two.key)
    if not groups or not others:
        return 0.0
    return max(
        (min(RELATED[how], RELATED[others[group]]) for group, how in groups.items() if group in others), default=0.0
    )


def _counting(x: Heard, y: Heard) -> Pair:
    """A number agrees with itself in words or other digits, and with nothing else."""
    one, two = number_of(x.part), number_of(y.part)
    if one is None or two is None:
        return Pair(NO_NUMBER_BITS, -1.0, NEAR)
    if one == two:
        return Pair(min(x.weight, y.weight), 1.0, SOUND)
    return Pair(min(x.weight, y.weight), 1.0, NEAR) if one_year(one, two) else Pair(OTHER_NUMBER_BITS, -1.0, NEAR)


def one_year(one: int, two: int) -> bool:
    """Say whether the one number is a year, and the other its last two digits: 2025 and 25.

    >>> one_year(2025, 25), one_year(25, 125)
    (True, False)
    """
    short, long = min(one, two), max(one, two)
    return FIRST_YEAR <= long <= LAST_YEAR and long % CENTURY == short


def number_of(part: Part) -> int | None:
    """Give the number that a part is, in digits or in words, or nothing."""
    return part.number if part.number is not None else numbers().get(part.key)


def _initial(x: Heard, y: Heard) -> Pair:
    """An initial agrees with any word that begins with its sound, and with itself in another script."""
    firsts = [{one.sounds[:1] for one in h.readings} | {h.part.key[:1]} for h in (x, y)]
    if firsts[0] & firsts[1]:
        return Pair(INITIAL_BITS, 1.0, NEAR)
    return Pair(OTHER_INITIAL_BITS, -1.0, NEAR)


def _sounding(x: Heard, y: Heard) -> Pair:
    """Weigh two words by the ways of reading them that align best."""
    if y.part.key < x.part.key:
        # One order for both directions: of equally likely ways the first few are aligned.
        found = _sounding(y, x)
        return evolve(found, readings=found.readings[::-1])
    if x.part.script != y.part.script:
        x, y = beside(x, y.part.script), beside(y, x.part.script)
    same = bool(x.broad & y.broad)
    # Letters may have no sound at all (ь alone): there is nothing to set beside each other.
    if not same and x.part.script == y.part.script and x.readings and y.readings:
        ending = _ending(x.part, y.part)
        if ending:
            most = max(min(x.weight, y.weight), 1.0)
            value = max(most - INFLECTION_BITS, 0.0)
            return Pair(value, value / most, NEAR, (x.readings[0], y.readings[0]), ending, INFLECTION_BITS)
    best, chosen = UNLIKE, -HIGHEST
    others = _other_letters(x.part.key, y.part.key) if x.part.script == y.part.script == HAN else 0
    via = SOUND if same and not others else NEAR
    for i, j, plain, loss in likeliest(x.sounds, x.wide, y.sounds, y.wide, same=same):
        one, two = x.readings[x.which[i]], y.readings[y.which[j]]
        value, worst, ending = (plain, loss, "") if same else _with_ending(x.sounds[i], y.sounds[j], plain, loss)
        if value > chosen:
            most = max(min(most_bits(x.sounds[i]), most_bits(y.sounds[j])), 1.0)
            if others:
                value, worst = value - OTHER_LETTER_BITS * others, max(worst, OTHER_LETTER_LOSS)
            best, chosen = Pair(value, value / most, via, (one, two), ending, worst), value
    return best


def _other_letters(a: str, b: str) -> int:
    """Count the Han letters that differ, whatever form they are written in."""
    return 0 if a == b else int(Levenshtein.distance(han_fold(a), han_fold(b)))


def _ending(one: Part, two: Part) -> str:
    """Say whether two words in one script are written like two cases, or a man's and a woman's form, of one word."""
    if paired(one.key, two.key, one.script):
        return GENDER
    return CASE if declined(one.key, two.key, one.script) else ""


def _with_ending(one: str, two: str, plain: float, worst: float) -> tuple[float, float, str]:
    """See whether two readings differ in the ending of a case or a gender alone."""
    wide = broaden(one), broaden(two)
    if gendered(*wide):
        return plain, worst, GENDER
    if inflected(*wide):
        stem = common_start(one, two)
        return max(plain, most_bits(one[:stem]) - INFLECTION_BITS), INFLECTION_BITS, CASE
    return plain, worst, ""


def _by_script(codes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Put codes of orthographies together that are for words of one script."""
    scripts = dict.fromkeys(code.split("-")[1] for code in codes)
    return {script: tuple([code for code in codes if code.split("-")[1] == script]) for script in scripts}


def knowledge() -> Mapping[str, Any]:
    """What the compiled twin (`_compare.c`) must know to weigh one part against another."""
    cases, genders = endings.case_forms(), endings.gender_forms()
    none: frozenset[tuple[str, str]] = frozenset()
    return {
        "most_aligned": align.MOST_ALIGNED,
        "least_likeness": align.LEAST_LIKENESS,
        "habits": {script: _by_script(codes) for script, codes in HABITS.items()},
        "ways": beside_them,
        "numbers": numbers(),
        "concepts": concepts(),
        "given_names": given_names(),
        "patronymics": patronymic_endings(),
        "han": HAN,
        "han_fold": han_fold,
        "script_endings": {
            script: (list(cases.get(script, none)), list(genders.get(script, none)))
            for script in sorted({*cases, *genders})
        },
        "endings": list(endings.endings()),
        "genders": list(endings.genders()),
        "changing": endings.CHANGING,
        "vowels": endings.VOWELS,
        "shortest_stem": endings.SHORTEST_STEM,
        "longest_ending": endings.LONGEST_ENDING,
        "longest_change": endings.LONGEST_CHANGE,
        "fleeting": endings.FLEETING,
        "initial_bits": INITIAL_BITS,
        "translated_bits": TRANSLATED_BITS,
        "topic_bits": TOPIC_BITS,
        "other_number_bits": OTHER_NUMBER_BITS,
        "other_initial_bits": OTHER_INITIAL_BITS,
        "inflection_bits": INFLECTION_BITS,
        "other_letter_bits": OTHER_LETTER_BITS,
        "other_letter_loss": OTHER_LETTER_LOSS,
        "no_number_bits": NO_NUMBER_BITS,
        "unlike_bits": UNLIKE.bits,
        "same_word": SAME_WORD,
        "first_year": FIRST_YEAR,
        "last_year": LAST_YEAR,
        "other_name": OTHER_NAME,
        "shortest_slipped": SHORTEST_SLIPPED,
        "slip_column": SLIP_COLUMN,
        "slipping": SLIPPING,
        "meant": MEANT,
        "related": RELATED,
    }
