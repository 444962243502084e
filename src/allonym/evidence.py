"""Which sentences and which picture explain a comparison?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from attrs import frozen

from allonym.align import columns
from allonym.comparison import (
    OMITTED,
    OTHER_GENDER_BITS,
    OTHER_PARENT_BITS,
    Measures,
    Rarity,
    contradictions,
    crosswise,
    left_over,
    one_of_each,
    other_gender,
    other_parent,
    swapped_names,
    tells,
)
from allonym.name import Heard, Name
from allonym.pairing import CASE, GENDER, Pair, pair
from allonym.parse.parts import INITIAL, WORD
from allonym.parse.vocabulary import GENERIC, KIND, LEGAL
from allonym.records import NEAR, SOUND, SPELLING, WAYS, Evidence, Reading

# What readers call the role of a part; the others are named as they are, and a word is one.
SAID = {LEGAL: "legal form", GENERIC: "general word", KIND: "kind of place or body"}
# What a reason is: words that agree, one that is missing, words that contradict, agreeing ones that mean another man or
# woman all the same, their order or their endings, or the names as a whole.
AGREES, MISSING, CONTRADICTS, ANOTHER = "agrees", "missing", "contradicts", "another"
ORDER, ENDINGS, WHOLE = "order", "endings", "whole"
# What counts all of a score that a rule decided.
DECIDED = "decided"
# What the numbers of a score count that are not about words that agree (see `features` in `score.py`).
COUNTED = {
    "omitted": {MISSING}, "omitted_bits": {MISSING}, "omitted_beside": {MISSING}, "omitted_inner": {MISSING},
    "against": {CONTRADICTS, ANOTHER}, "against_bits": {CONTRADICTS, ANOTHER}, "clashes": {CONTRADICTS, ANOTHER},
    "swaps": {ORDER}, "ends": {ENDINGS},
}  # fmt: skip
# Of words that agree, what counts the evidence that they lack; the other numbers count the evidence that they bring.
LACKING = frozenset({
    "lost", "lost_bits", "lost_across", "unlike", "worst", "worst_within", "worst_beside", "worst_bad", "column",
    "column_within", "column_hard", "slips", "slip_alone", "slip_common",
})  # fmt: skip


@frozen
class Reason:
    """A reason for or against two names being one: what it is, its sentence, the parts that it is about.

    `bits` say how much of all evidence of its kind it is, `lack` how much its words lack of what they could bring.
    """

    kind: str
    sentence: str
    parts: tuple[str, str]
    bits: float = 1.0
    lack: float = 0.0
    readings: tuple[Reading | None, Reading | None] = (None, None)


def evidence(
    a: Name, b: Name, measures: Measures, rarity: Rarity, counted: Mapping[str, float]
) -> tuple[Evidence, ...]:
    """Say each piece of evidence in a sentence, with its share of the log odds of the score.

    `counted` are the log odds that each number of the score adds. Each is shared by the reasons that the number counts,
    in proportion to their bits, so that the weights of all sentences add up to the log odds.
    """
    told = reasons(a, b, measures, rarity)
    weights = [0.0] * len(told)
    for name, odds in counted.items():
        for at, share in _shares(told, name):
            weights[at] += odds * share
    return tuple(
        [
            Evidence(one.sentence, in_bits(weight), one.parts, one.readings)
            for one, weight in zip(told, weights, strict=True)
        ]
    )


def in_bits(odds: float) -> float:
    """Give log odds in bits, in hundredths: one bit more makes the odds twice as high.

    >>> in_bits(log(8))
    3.0
    """
    return round(odds / log(2), 2) + 0.0


def _shares(told: Sequence[Reason], name: str) -> list[tuple[int, float]]:
    """Say which reasons a number of the score counts, and what share each is of it."""
    kinds = {WHOLE, *COUNTED.get(name, {AGREES})} if name != DECIDED else {one.kind for one in told}
    meant = [at for at, one in enumerate(told) if one.kind in kinds] or list(range(len(told)))
    for shares in ([told[at].lack for at in meant if name in LACKING], [told[at].bits for at in meant]):
        if sum(shares) > 0:
            return [(at, share / sum(shares)) for at, share in zip(meant, shares, strict=True)]
    return [(at, 1 / len(meant)) for at in meant]


def reasons(a: Name, b: Name, measures: Measures, rarity: Rarity) -> tuple[Reason, ...]:
    """Give the reasons for and against two names being one, each with its sentence."""
    words = _as_a_whole(a, b, measures)
    if words:
        return (Reason(WHOLE, words, (a.text, b.text)),)
    taken = [(a.parts[i], b.parts[j], pair(a.parts[i], b.parts[j])) for i, j in measures.pairs]
    found = [_agreeing(x, y, one, min(tells(x, rarity), tells(y, rarity))) for x, y, one in taken]
    rest_a = left_over(a.parts, {i for i, _ in measures.pairs})
    rest_b = left_over(b.parts, {j for _, j in measures.pairs})
    against, only_a, only_b = contradictions(rest_a, rest_b)
    clashing = [
        [x for x, *_ in rest if x not in {one.heard for one in only}]
        for rest, only in ((rest_a, only_a), (rest_b, only_b))
    ]
    if clashing[0]:
        left, right = (" ".join(x.part.text for x in side) for side in clashing)
        found.append(Reason(CONTRADICTS, f"“{left}” in one is “{right}” in the other", (left, right), against))
    found += _otherwise(a, b, measures, taken)
    for only, first in ((only_a, True), (only_b, False)):
        for x, weight, _ in only:
            where = (x.part.text, "") if first else ("", x.part.text)
            what = f" ({SAID.get(x.part.role, x.part.role)})" if x.part.role != WORD else ""
            lost = weight * x.weight * OMITTED.get(x.part.role, 1.0)
            found.append(Reason(MISSING, f"“{x.part.text}”{what} is in one name only", where, lost))
    return tuple(found)


def _as_a_whole(a: Name, b: Name, measures: Measures) -> str:
    """Say how two names are one as a whole, "" where they are compared word by word."""
    if not a.key or not b.key:
        return "there is no word to compare"
    if a.key == b.key:
        return "both are written the same"
    if measures.looks:
        return "the letters look the same, but are from different scripts or stand for each other"
    if measures.acronym:
        some = "capitals in the one are the first letters of words in the other, and the rest agrees"
        return some if measures.words > 1 else "the one is made of the first letters of the other's words"
    if measures.joined:
        return "written as one word, they sound alike" if measures.via != SPELLING else "they differ in spaces only"
    return "" if measures.pairs else "no word of the one is like a word of the other"


def _agreeing(x: Heard, y: Heard, one: Pair, telling: float) -> Reason:
    left, right = x.part.text, y.part.text
    shown = readings(x, y, one)
    if one.via == SPELLING:
        words = f"“{left}” is written the same"
    elif one.slip:
        words = f"“{left}” and “{right}” are one word but for a slip of the hand"
    elif (first := shown[0]) and (second := shown[1]):
        heard = f"“{left}”, read as {first.orthography} [{first.sounds}]"
        words = f"{heard}, and “{right}”, read as {second.orthography} [{second.sounds}]: {WAYS[one.via]}"
    elif INITIAL in (x.part.role, y.part.role):
        words = f"“{left}” and “{right}” begin alike"
    else:
        words = f"“{left}” and “{right}” are known to stand for each other"
    lack = max(0.0, one.bits / one.share - one.bits) if one.share else 0.0
    return Reason(AGREES, words, (left, right), max(0.0, one.bits * telling), lack * telling, shown)


def readings(x: Heard, y: Heard, one: Pair) -> tuple[Reading | None, Reading | None]:
    """Give the readings under which two words met; of words that sound the same, such as do so to the letter."""
    if one.via == SOUND and one.readings[0] and one.readings[1]:
        both = [(i + j, i) for i, own in enumerate(x.spoken) for j, other in enumerate(y.spoken) if own == other]
        if both:
            total, first = min(both)
            return x.readings[first], y.readings[total - first]
    return one.readings


def _otherwise(a: Name, b: Name, measures: Measures, taken: Iterable[tuple[Heard, Heard, Pair]]) -> Iterable[Reason]:
    """Say in what else words differ that are matched: in gender, in case, in their order."""
    ends = {kind: [(x.part.text, y.part.text) for x, y, one in taken if one.ending == kind] for kind in (GENDER, CASE)}
    pairs = [(i, j, pair(a.parts[i], b.parts[j])) for i, j in measures.pairs]
    if other_gender(a.parts, b.parts, pairs):
        near = [(x.part, y.part) for x, y, one in taken if one.via == NEAR or x.part.script == y.part.script]
        named = [(one.text, two.text) for one, two in near if one_of_each(one.key, two.key)]
        left, right = (" ".join(side) for side in zip(*(named or ends[GENDER]), strict=True))
        words = f"“{left}” and “{right}” are a man's and a woman's form"
        yield Reason(ANOTHER, words, (left, right), OTHER_GENDER_BITS)
    if other_parent(a.parts, b.parts):
        yield Reason(
            ANOTHER, "the one is named as a father, the other as a mother", (a.text, b.text), OTHER_PARENT_BITS
        )
    other_way = crosswise(a.parts, b.parts, pairs)
    if other_way or swapped_names(a.parts, b.parts, pairs):
        words = "who is the child of whom is the other way round"
        if other_way:
            words = "a surname that is made of a name is another name"
        yield Reason(ANOTHER, words, (a.text, b.text), OTHER_PARENT_BITS)
    if measures.ends:
        some = [row for rows in ends.values() for row in rows]
        left, right = (" ".join(side) for side in zip(*some, strict=True))
        words = f"“{left}” and “{right}” " + (
            "differ in endings" if other_way else "may be one word with two grammatical endings"
        )
        yield Reason(ENDINGS, words, (left, right))
    if measures.swaps:
        yield Reason(ORDER, "the words stand in another order", (a.text, b.text))


def drawing(a: Name, b: Name, measures: Measures) -> str:
    """Draw the sounds of matched parts under each other; dots mark sounds that differ."""
    blocks = []
    for i, j in measures.pairs:
        first, second = readings(a.parts[i], b.parts[j], pair(a.parts[i], b.parts[j]))
        if first and second:
            pairs = columns(first.sounds, second.sounds)
            top = " ".join(sound or "-" for sound, _ in pairs)
            middle = " ".join("|" if sound == other else "." for sound, other in pairs)
            bottom = " ".join(sound or "-" for _, sound in pairs)
            left, right = a.parts[i].part.text, b.parts[j].part.text
            width = max(len(left), len(right))
            blocks.append(f"{left:<{width}}  {top}\n{'':<{width}}  {middle}\n{right:<{width}}  {bottom}")
    return "\n\n".join(blocks)
