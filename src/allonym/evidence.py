"""Which sentences and which picture explain a comparison?"""

from __future__ import annotations

from allonym.align import columns
from allonym.comparison import OMITTED, TELLING, Measures, contradictions
from allonym.name import Heard, Name
from allonym.pairing import pair
from allonym.parse.parts import INITIAL, WORD
from allonym.parse.vocabulary import GENERIC, KIND, LEGAL
from allonym.records import SPELLING, WAYS, Evidence

# What readers call the role of a part; the others are named as they are, and a word is one.
SAID = {LEGAL: "legal form", GENERIC: "general word", KIND: "kind of place or body"}


def evidence(a: Name, b: Name, measures: Measures) -> tuple[Evidence, ...]:
    """Say each piece of evidence in a sentence."""
    if a.key == b.key:
        weight = sum(part.weight for part in a.parts)
        return (Evidence("both are written the same", round(weight, 1), (a.text, b.text)),)
    if measures.looks:
        return (
            Evidence(
                "the letters look the same, but are from different scripts or stand for each other",
                round(measures.matched, 1),
                (a.text, b.text),
            ),
        )
    if measures.acronym:
        words = "the one is made of the first letters of the other's words"
        return (Evidence(words, round(measures.matched, 1), (a.text, b.text)),)
    if measures.joined:
        words = "written as one word, they sound alike" if measures.via != SPELLING else "they differ in spaces only"
        return (Evidence(words, round(measures.matched - measures.against, 1), (a.text, b.text)),)
    found = [_sentence(a.parts[i], b.parts[j]) for i, j in measures.pairs]
    rest_a = [(x, TELLING[x.part.role]) for i, x in enumerate(a.parts) if i not in {i for i, _ in measures.pairs}]
    rest_b = [(y, TELLING[y.part.role]) for j, y in enumerate(b.parts) if j not in {j for _, j in measures.pairs}]
    _, only_a, only_b = contradictions(rest_a, rest_b)
    against = [x for x, _ in rest_a if x not in dict(only_a)], [y for y, _ in rest_b if y not in dict(only_b)]
    if against[0]:
        left, right = (" ".join(x.part.text for x in side) for side in against)
        found.append(Evidence(f"“{left}” in one is “{right}” in the other", round(-measures.against, 1), (left, right)))
    for only, first in ((only_a, True), (only_b, False)):
        for x, tells in only:
            lost = -tells * x.weight * OMITTED.get(x.part.role, 1.0)
            where = (x.part.text, "") if first else ("", x.part.text)
            what = f" ({SAID.get(x.part.role, x.part.role)})" if x.part.role != WORD else ""
            found.append(Evidence(f"“{x.part.text}”{what} is in one name only", round(lost, 1), where))
    return tuple(found)


def _sentence(x: Heard, y: Heard) -> Evidence:
    one = pair(x, y)
    left, right = x.part.text, y.part.text
    if one.via == SPELLING:
        words = f"“{left}” is written the same"
    elif (first := one.readings[0]) and (second := one.readings[1]):
        heard = f"“{left}”, read as {first.orthography} [{first.sounds}]"
        words = f"{heard}, and “{right}”, read as {second.orthography} [{second.sounds}]: {WAYS[one.via]}"
    elif INITIAL in (x.part.role, y.part.role):
        words = f"“{left}” and “{right}” begin alike"
    else:
        words = f"“{left}” and “{right}” are known to stand for each other"
    return Evidence(words, round(one.bits, 1), (left, right), one.readings)


def drawing(a: Name, b: Name, measures: Measures) -> str:
    """Draw the sounds of matched parts under each other; dots mark sounds that differ."""
    blocks = []
    for i, j in measures.pairs:
        one = pair(a.parts[i], b.parts[j])
        first, second = one.readings
        if first and second:
            pairs = columns(first.sounds, second.sounds)
            top = " ".join(sound or "-" for sound, _ in pairs)
            middle = " ".join("|" if sound == other else "." for sound, other in pairs)
            bottom = " ".join(sound or "-" for _, sound in pairs)
            left, right = a.parts[i].part.text, b.parts[j].part.text
            width = max(len(left), len(right))
            blocks.append(f"{left:<{width}}  {top}\n{'':<{width}}  {middle}\n{right:<{width}}  {bottom}")
    return "\n\n".join(blocks)
