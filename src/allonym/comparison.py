"""What speaks for and against two names naming one thing?

Parts of the one name are paired with parts of the other so that the evidence is greatest. What is left over on one
side only was omitted, which costs little; what is left over on both sides contradicts, which costs much.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import log2

from attrs import evolve, frozen
from rapidfuzz.distance import Levenshtein

from allonym.align import bits, columns, most_bits
from allonym.endings import common_start, gendered, inflected
from allonym.fold import picture
from allonym.name import Heard, Name, beside
from allonym.parse.parts import INITIAL, NUMBER, WORD, Part
from allonym.parse.vocabulary import (
    GENERIC,
    KIND,
    LEGAL,
    PARTICLE,
    SUFFIX,
    TITLE,
    concepts,
    filial,
    given_names,
    numbers,
)
from allonym.reading import broaden
from allonym.records import NEAR, SOUND, SPELLING, WAYS, Evidence, Reading

# How much a part of each role tells of who is meant, beside a plain word: a province is told by its name, not by "province".
TELLING = {
    WORD: 1.0,
    INITIAL: 0.4,
    NUMBER: 1.0,
    TITLE: 0.1,
    PARTICLE: 0.15,
    SUFFIX: 1.0,
    LEGAL: 0.1,
    GENERIC: 0.3,
    KIND: 0.7,
}
# A number that one name leaves out (Zapad for Zapad-2025) makes it another or a wider name.
OMITTED_NUMBER = 3.0
# A word of many names tells less: this much less for each doubling, down to the least.
LESS_FOR_EACH_DOUBLING = 0.07
LEAST_TELLING = 0.2
# Parts that may differ without speaking against one name.
LOOSE = frozenset({TITLE, PARTICLE, LEGAL, GENERIC})
# Parts whose meaning may be translated: Ministry, Министерство; Province, 省; Ltd, GmbH.
MEANT = frozenset({GENERIC, LEGAL, KIND})
INITIAL_BITS = 4.0
TRANSLATED_BITS = 6.0
OTHER_NUMBER_BITS = -60.0
OTHER_INITIAL_BITS = -12.0
# Another word contradicts by at least so much, however short: Kim Jong-un is not Kim Jong-il.
LEAST_AGAINST = 12.0
OTHER_GENDER_BITS = 14.0
OTHER_PARENT_BITS = 20.0
# What two forms of one given name bring, as a share of the lighter one's weight: Vladimir and Uladzimir; Bill and William; Ivan and John.
RELATED = {"full": 0.8, "short": 0.6, "cognate": 0.4}
# What another case ending costs.
INFLECTION_BITS = 4.0
# Two parts count as one word, spelled differently, from this share of the evidence that they could bring.
SAME_WORD = 0.4
# At most this many ways of reading a pair of parts are aligned in full; the others are ruled out by a cheap measure.
MOST_ALIGNED = 3
# Sounds less alike than this, 0 to 1 by plain edit distance, are not aligned at all.
LEAST_LIKENESS = 0.3
# Names written as one word must agree in this share of the evidence; less is chance, since long strings always share some.
JOINED_SHARE = 0.75
JOINED_SHARE_ACROSS = 0.55
# Joining words costs time: names of more parts than this are compared word by word only.
MOST_JOINED = 5


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


@frozen
class Measures:
    """All evidence of a pair of names, in numbers.

    `matched` bits speak for one name, out of `possible`; `omitted` is the weight of parts that only one name has;
    `against` the weight of parts that contradict; `words` how many words match; `swaps` how many stand in another
    order; `via` the weakest way in which matched words met; `looks` says that the names only look alike; `crossed` that
    they are in different scripts; `joined` that spaces had to be lost for it. `pairs` are the indices of matched parts.
    """

    matched: float
    possible: float
    omitted: float
    against: float
    words: int
    swaps: int
    via: str
    looks: bool
    crossed: bool
    pairs: tuple[tuple[int, int], ...]
    joined: bool = False


Rarity = Mapping[str, float]
ALL_RARE: Rarity = {}


def telling(names: int) -> float:
    """How much a word tells that stands in so many names of a table, 0 to 1; 1 for a word of one name.

    >>> telling(1), telling(1024) < 0.5
    (1.0, True)
    """
    return max(LEAST_TELLING, 1.0 - LESS_FOR_EACH_DOUBLING * log2(max(1, names)))


def measure(a: Name, b: Name, rarity: Rarity = ALL_RARE) -> Measures:
    """Weigh two names; symmetric. `rarity` says how much a word, by its key, tells (see `telling`); others tell all."""
    best = _measure(a.parts, b.parts, rarity)
    parted = len(a.parts) != len(b.parts) or len(best.pairs) < len(a.parts)
    if parted and (len(a.parts) > 1 or len(b.parts) > 1) and max(len(a.parts), len(b.parts)) <= MOST_JOINED:
        for left, right in _joinings(a.parts, b.parts):
            other = _measure(left, right, rarity)
            if (
                _sum(other) > _sum(best)
                and other.matched >= (JOINED_SHARE_ACROSS if other.crossed else JOINED_SHARE) * other.possible
            ):
                best = evolve(other, pairs=(), joined=True)
    if a.key != b.key and picture(a.key) == picture(b.key):
        best = evolve(best, matched=best.possible, omitted=0.0, against=0.0, swaps=0, via=NEAR, looks=True)
    return best


def _sum(measures: Measures) -> float:
    return measures.matched - measures.omitted / 2 - measures.against


def _joinings(a: tuple[Heard, ...], b: tuple[Heard, ...]) -> list[tuple[tuple[Heard, ...], tuple[Heard, ...]]]:
    """Write neighbouring words as one, in the longer name or in both, since spaces are often lost or added."""
    found: list[tuple[tuple[Heard, ...], tuple[Heard, ...]]] = []
    # A number is never a part of a word: Zapad-2021 and Zapad-2025 would sound the same.
    if any(x.part.role == NUMBER for x in (*a, *b)):
        return found
    if len(a) != len(b):
        short, long = sorted((a, b), key=len)
        for at in range(len(long) - 1):
            merged = (*long[:at], join(long[at : at + 2]), *long[at + 2 :])
            found.append((merged, b) if long is a else (a, merged))
    if len(a) + len(b) > 2:
        found.append(((join(a),), (join(b),)))
        if len(a) == 2:
            found.append(((join(a[::-1]),), (join(b),)))
        if len(b) == 2:
            found.append(((join(a),), (join(b[::-1]),)))
    return found


def join(parts: tuple[Heard, ...]) -> Heard:
    """Write several parts as one word; its sounds are those of the parts, one after the other."""
    return _join(parts)


@lru_cache(maxsize=16384)
def _join(parts: tuple[Heard, ...]) -> Heard:
    if len(parts) == 1:
        return parts[0]
    text, key = "".join(p.part.text for p in parts), "".join(p.part.key for p in parts)
    # Each orthography reads the whole name; one that does not read a part lends the part's usual reading.
    codes = dict.fromkeys(r.orthography for part in parts for r in part.readings)
    ways = {"".join(_sounds_under(part, code) for part in parts): code for code in reversed(codes)}
    readings = tuple(Reading(way, code) for way, code in reversed(ways.items()) if way)
    weight = max((most_bits(r.sounds) for r in readings), default=0.0)
    return Heard(
        Part(text, key, WORD, parts[0].part.script), readings, frozenset(broaden(r.sounds) for r in readings), weight
    )


def _sounds_under(part: Heard, code: str) -> str:
    if not part.readings:
        return ""
    return next((r.sounds for r in part.readings if r.orthography == code), part.readings[0].sounds)


def _measure(a: tuple[Heard, ...], b: tuple[Heard, ...], rarity: Rarity) -> Measures:
    tells_a, tells_b = [_tells(x, rarity) for x in a], [_tells(y, rarity) for y in b]
    found = [(i, j, pair(x, y)) for i, x in enumerate(a) for j, y in enumerate(b)]
    taken: list[tuple[int, int, Pair]] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for i, j, one in sorted(found, key=lambda row: (-row[2].bits, abs(row[0] - row[1]), row[0], row[1])):
        if one.share >= SAME_WORD and i not in used_a and j not in used_b:
            taken.append((i, j, one))
            used_a.add(i)
            used_b.add(j)
    taken.sort()
    rest_a = [(x, tells) for i, (x, tells) in enumerate(zip(a, tells_a, strict=True)) if i not in used_a]
    rest_b = [(y, tells) for j, (y, tells) in enumerate(zip(b, tells_b, strict=True)) if j not in used_b]
    against, rest_a, rest_b = _contradictions(rest_a, rest_b)
    endings = {one.ending for _, _, one in taken}
    # A surname of the other gender beside a given name that is no other case: Sergei Ivanov is not Sergei Ivanova.
    if GENDER in endings and any(one.via != NEAR for _, _, one in taken):
        against += OTHER_GENDER_BITS
    # Son and father changed places: Salman bin Muhammad is not Muhammad bin Salman.
    if swapped_names(a, b, taken):
        against += OTHER_PARENT_BITS
    omitted = sum(
        x.weight * tells * (OMITTED_NUMBER if x.part.role == NUMBER else 1.0) for x, tells in (*rest_a, *rest_b)
    )
    order = [j for _, j, _ in taken]
    swaps = sum(1 for one, two in zip(order, order[1:], strict=False) if two < one)
    ways = {one.via for _, _, one in taken}
    via = NEAR if NEAR in ways or not taken or rest_a or rest_b or against else SOUND if SOUND in ways else SPELLING
    matched = sum(one.bits * min(tells_a[i], tells_b[j]) for i, j, one in taken)
    possible = sum(one.bits / one.share * min(tells_a[i], tells_b[j]) for i, j, one in taken)
    words = sum(1 for i, j, _ in taken if a[i].part.role == WORD and b[j].part.role == WORD)
    crossed = any(a[i].part.script != b[j].part.script for i, j, _ in taken)
    return Measures(
        matched, possible, omitted, against, words, swaps, via, False, crossed, tuple([(i, j) for i, j, _ in taken])
    )


def swapped_names(a: tuple[Heard, ...], b: tuple[Heard, ...], taken: list[tuple[int, int, Pair]]) -> bool:
    """Say whether names on either side of a filial particle stand on the other side in the other name."""
    bonds = [next((at for at, x in enumerate(side) if x.part.key in filial()), None) for side in (a, b)]
    if bonds[0] is None or bonds[1] is None:
        return False
    words = [(i, j) for i, j, _ in taken if a[i].part.role == WORD and b[j].part.role == WORD]
    return bool(words) and all((i < bonds[0]) != (j < bonds[1]) for i, j in words)


def _tells(x: Heard, rarity: Rarity) -> float:
    return TELLING[x.part.role] * rarity.get(x.part.key, 1.0)


Weighted = list[tuple[Heard, float]]


def _contradictions(rest_a: Weighted, rest_b: Weighted) -> tuple[float, Weighted, Weighted]:
    """Set what is left over on both sides against each other, heaviest first; give the weight, and what is still left."""
    against = 0.0
    left_a, left_b = [], []
    for kinds in ((NUMBER,), (WORD, INITIAL, SUFFIX, KIND), tuple(LOOSE)):
        some_a = sorted((x for x in rest_a if x[0].part.role in kinds), key=_heaviest)
        some_b = sorted((y for y in rest_b if y[0].part.role in kinds), key=_heaviest)
        both = 0 if kinds[0] in LOOSE else min(len(some_a), len(some_b))
        for (x, tells_x), (y, tells_y) in zip(some_a[:both], some_b[:both], strict=True):
            lost = max(min(x.weight, y.weight) * (1 - max(0.0, pair(x, y).share)), LEAST_AGAINST) * min(
                tells_x, tells_y
            )
            against += -OTHER_NUMBER_BITS if kinds == (NUMBER,) else lost
        left_a += some_a[both:]
        left_b += some_b[both:]
    return against, left_a, left_b


def _heaviest(row: tuple[Heard, float]) -> tuple[float, str]:
    return -row[0].weight * row[1], row[0].part.key


@lru_cache(maxsize=262144)
def pair(x: Heard, y: Heard) -> Pair:
    """Weigh one part against another."""
    one, two = x.part, y.part
    if one.key == two.key:
        return Pair(x.weight, 1.0, SPELLING)
    number_one, number_two = _number(one), _number(two)
    if number_one is not None and number_two is not None:
        same = number_one == number_two
        return Pair(min(x.weight, y.weight), 1.0, SOUND) if same else Pair(OTHER_NUMBER_BITS, -1.0, NEAR)
    if NUMBER in (one.role, two.role):
        return Pair(-10.0, -1.0, NEAR)
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


def _number(part: Part) -> int | None:
    return part.number if part.number is not None else numbers().get(part.key)


def _initial(x: Heard, y: Heard) -> Pair:
    """An initial agrees with any word that begins with its sound, and with itself in another script."""
    firsts = [{one.sounds[:1] for one in h.readings} | {h.part.key[:1]} for h in (x, y)]
    if firsts[0] & firsts[1]:
        return Pair(INITIAL_BITS, 1.0, NEAR)
    return Pair(OTHER_INITIAL_BITS, -1.0, NEAR)


def _sounding(x: Heard, y: Heard) -> Pair:
    if x.part.script != y.part.script:
        x, y = beside(x, y.part.script), beside(y, x.part.script)
    best, ending = -99.0, ""
    readings: tuple[Reading, Reading] | None = None
    common = x.broad & y.broad
    ways: list[tuple[float, Reading, Reading]] = []
    for one in x.readings:
        wide = broaden(one.sounds)
        for two in y.readings:
            other = broaden(two.sounds)
            if not common or (wide == other and wide in common):
                ways.append((-Levenshtein.normalized_similarity(wide, other), one, two))
    ways.sort(key=lambda way: way[0])
    if not ways or -ways[0][0] < LEAST_LIKENESS:
        return UNLIKE
    for _, one, two in ways[:MOST_ALIGNED]:
        value = bits(one.sounds, two.sounds)
        end = ""
        if not common:
            both = broaden(one.sounds), broaden(two.sounds)
            if inflected(*both):
                stem = common_start(one.sounds, two.sounds)
                value, end = max(value, most_bits(one.sounds[:stem]) - INFLECTION_BITS), CASE
            if gendered(*both):
                end = GENDER
        if value > best:
            best, readings, ending = value, (one, two), end
    if readings is None:
        return UNLIKE
    most = min(most_bits(readings[0].sounds), most_bits(readings[1].sounds))
    return Pair(best, best / max(most, 1.0), SOUND if common else NEAR, readings, ending)


def evidence(a: Name, b: Name, measures: Measures) -> tuple[Evidence, ...]:
    """Say each piece of evidence in a sentence."""
    if a.key == b.key:
        return (Evidence("both are written the same", measures.matched, (a.text, b.text)),)
    if measures.looks:
        return (
            Evidence(
                "the letters look the same, but are from different scripts or stand for each other",
                measures.matched,
                (a.text, b.text),
            ),
        )
    if measures.joined:
        words = "written as one word, they sound alike" if measures.via != SPELLING else "they differ in spaces only"
        return (Evidence(words, measures.matched - measures.against, (a.text, b.text)),)
    found = [_sentence(a.parts[i], b.parts[j]) for i, j in measures.pairs]
    rest_a = [(x, TELLING[x.part.role]) for i, x in enumerate(a.parts) if i not in {i for i, _ in measures.pairs}]
    rest_b = [(y, TELLING[y.part.role]) for j, y in enumerate(b.parts) if j not in {j for _, j in measures.pairs}]
    _, only_a, only_b = _contradictions(rest_a, rest_b)
    against = [x for x, _ in rest_a if x not in dict(only_a)], [y for y, _ in rest_b if y not in dict(only_b)]
    if against[0]:
        left, right = (" ".join(x.part.text for x in side) for side in against)
        found.append(Evidence(f"“{left}” in one is “{right}” in the other", -measures.against, (left, right)))
    for only, first in ((only_a, True), (only_b, False)):
        for x, tells in only:
            lost = -tells * x.weight
            where = (x.part.text, "") if first else ("", x.part.text)
            found.append(Evidence(f"“{x.part.text}” ({x.part.role}) is in one name only", round(lost, 1), where))
    return tuple(found)


def _sentence(x: Heard, y: Heard) -> Evidence:
    one = pair(x, y)
    left, right = x.part.text, y.part.text
    if one.via == SPELLING:
        words = f"“{left}” is written the same"
    elif (first := one.readings[0]) and (second := one.readings[1]):
        words = f"“{left}”, read as {first.orthography} [{first.sounds}], and “{right}”, read as {second.orthography} [{second.sounds}]: {WAYS[one.via]}"
    elif INITIAL in (x.part.role, y.part.role):
        words = f"“{left}” and “{right}” begin alike"
    else:
        words = f"“{left}” and “{right}” mean the same"
    return Evidence(words, round(one.bits, 1), (left, right), one.readings)


def drawing(a: Name, b: Name, measures: Measures) -> str:
    """Draw the sounds of matched parts under each other; dots mark sounds that differ."""
    blocks = []
    for i, j in measures.pairs:
        one = pair(a.parts[i], b.parts[j])
        first, second = one.readings
        if first and second:
            pairs = columns(first.sounds, second.sounds)
            top = " ".join(left or "-" for left, _ in pairs)
            middle = " ".join("|" if left == right else "." for left, right in pairs)
            bottom = " ".join(right or "-" for _, right in pairs)
            width = max(len(a.parts[i].part.text), len(b.parts[j].part.text))
            blocks.append(
                f"{a.parts[i].part.text:<{width}}  {top}\n{'':<{width}}  {middle}\n{b.parts[j].part.text:<{width}}  {bottom}"
            )
    return "\n\n".join(blocks)
