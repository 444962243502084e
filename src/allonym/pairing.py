"""How much does one part of a name speak for another being the same?

Numbers, initials, translated words and given names of one group are told by what they are; all else by its sounds.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen
from rapidfuzz.distance import Levenshtein

from allonym.align import bits, most_bits
from allonym.endings import common_start, gendered, inflected
from allonym.name import Heard, beside
from allonym.parse.parts import INITIAL, NUMBER, Part
from allonym.parse.vocabulary import GENERIC, KIND, LEGAL, concepts, given_names, numbers
from allonym.reading import broaden
from allonym.records import NEAR, SOUND, SPELLING, Reading

# Parts whose meaning may be translated: Ministry, Министерство; Province, 省; Ltd, GmbH.
MEANT = frozenset({GENERIC, LEGAL, KIND})
INITIAL_BITS = 4.0
TRANSLATED_BITS = 6.0
OTHER_NUMBER_BITS = -60.0
OTHER_INITIAL_BITS = -12.0
# What two forms of one given name bring, as a share of the lighter one's weight: Vladimir and Uladzimir are one name,
# Bill is short for William, Ivan is a cognate of John.
RELATED = {"full": 0.8, "short": 0.6, "cognate": 0.4}
# What another case ending costs.
INFLECTION_BITS = 1.5
# What a number beside a word brings.
NO_NUMBER_BITS = -10.0
# Two parts count as one word, spelled differently, from this share of the evidence that they could bring.
SAME_WORD = 0.4
# At most this many ways of reading a pair of parts are aligned in full; the others are ruled out by a cheap measure.
MOST_ALIGNED = 3
# Sounds less alike than this, 0 to 1 by plain edit distance, are not aligned at all.
LEAST_LIKENESS = 0.3
HIGHEST = 1e9


@frozen
class Pair:
    """Two parts set beside each other: the evidence in bits, its share of the most possible, and how they met.

    `ending` says whether they differ in the ending of a case or of a gender alone.
    """

    bits: float
    share: float
    via: str
    readings: tuple[Reading | None, Reading | None] = (None, None)
    ending: str = ""


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
    meant = one.role in MEANT and two.role in MEANT and not x.broad & y.broad
    if meant and concepts()[one.key] & concepts()[two.key]:
        return Pair(min(TRANSLATED_BITS, x.weight, y.weight), 1.0, NEAR)
    related = _related(one, two)
    if related:
        return Pair(max(min(x.weight, y.weight) * related, _sounding(x, y).bits), max(related, SAME_WORD), NEAR)
    return _sounding(x, y)


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
    one, two = _number(x.part), _number(y.part)
    if one is None or two is None:
        return Pair(NO_NUMBER_BITS, -1.0, NEAR)
    return Pair(min(x.weight, y.weight), 1.0, SOUND) if one == two else Pair(OTHER_NUMBER_BITS, -1.0, NEAR)


def _number(part: Part) -> int | None:
    return part.number if part.number is not None else numbers().get(part.key)


def _initial(x: Heard, y: Heard) -> Pair:
    """An initial agrees with any word that begins with its sound, and with itself in another script."""
    firsts = [{one.sounds[:1] for one in h.readings} | {h.part.key[:1]} for h in (x, y)]
    if firsts[0] & firsts[1]:
        return Pair(INITIAL_BITS, 1.0, NEAR)
    return Pair(OTHER_INITIAL_BITS, -1.0, NEAR)


def _sounding(x: Heard, y: Heard) -> Pair:
    """Weigh two words by the ways of reading them that align best."""
    if x.part.script != y.part.script:
        x, y = beside(x, y.part.script), beside(y, x.part.script)
    same = bool(x.broad & y.broad)
    best, chosen = UNLIKE, -HIGHEST
    for one, two in _likeliest(x, y, same=same):
        value, ending = (bits(one.sounds, two.sounds), "") if same else _with_ending(one.sounds, two.sounds)
        if value > chosen:
            most = max(min(most_bits(one.sounds), most_bits(two.sounds)), 1.0)
            best, chosen = Pair(value, value / most, SOUND if same else NEAR, (one, two), ending), value
    return best


def _likeliest(x: Heard, y: Heard, *, same: bool) -> list[tuple[Reading, Reading]]:
    """Choose the pairs of readings that are worth aligning, by plain edit distance of their broad sounds."""
    ways = []
    for one in x.readings:
        wide = broaden(one.sounds)
        for two in y.readings:
            other = broaden(two.sounds)
            if not same or wide == other:
                ways.append((Levenshtein.normalized_similarity(wide, other), one, two))
    ways.sort(key=lambda way: -way[0])
    return [(one, two) for likeness, one, two in ways[:MOST_ALIGNED] if likeness >= LEAST_LIKENESS]


def _with_ending(one: str, two: str) -> tuple[float, str]:
    """Align two readings, and see whether they differ in the ending of a case or a gender alone."""
    value, wide = bits(one, two), (broaden(one), broaden(two))
    if gendered(*wide):
        return value, GENDER
    if inflected(*wide):
        stem = common_start(one, two)
        return max(value, most_bits(one[:stem]) - INFLECTION_BITS), CASE
    return value, ""
