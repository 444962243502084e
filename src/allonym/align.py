"""How well do two strings of sounds align?

The short answer: each pair of sounds that stands under each other adds bits of evidence, learned from pairs
of spellings of one name; the best way to set them under each other counts.

The longer answer: this is global sequence alignment with log-odds scores. A score of +3 bits for a pair of sounds
says that it stands in aligned spellings of one name eight times as often as chance would put it there. A sound
that stands alone (a gap) costs bits. The sum is evidence that the two strings are one name.

    >>> bits("xrenin", "xrenin") > bits("xrenin", "krenin") > bits("xrenin", "petrov")
    True

Reference: S. B. Needleman, C. D. Wunsch, A general method applicable to the search for similarities (1970); log-odds
as in S. Henikoff, J. G. Henikoff, Amino acid substitution matrices (1992). The scores are in `data/confusions.tsv`;
`tools/train.py` learns them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from attrs import frozen

GAP = "-"


@frozen
class Costs:
    """Bits for each pair of sounds, and for each sound that stands alone.

    An anchor is a sound that nothing suits better than itself: where two strings begin with it, it aligns with itself.
    """

    pairs: Mapping[str, Mapping[str, float]]
    gaps: Mapping[str, float]
    anchors: frozenset[str] = frozenset()

    @classmethod
    def load(cls, text: str) -> Costs:
        """Read costs from lines of `sound sound bits`; a pair counts in both directions."""
        pairs: dict[str, dict[str, float]] = {}
        gaps: dict[str, float] = {}
        for line in text.splitlines()[1:]:
            a, b, value = line.split("\t")
            if b == GAP:
                gaps[a] = float(value)
            else:
                pairs.setdefault(a, {})[b] = float(value)
                pairs.setdefault(b, {})[a] = float(value)
        anchors = frozenset(
            one for one in gaps if all(pairs[one][one] + gaps[two] >= pairs[one][two] + gaps[one] for two in gaps)
        )
        return cls(pairs, gaps, anchors)


@cache
def learned() -> Costs:
    """The costs that come with allonym."""
    return Costs.load(files("allonym").joinpath("data/confusions.tsv").read_text(encoding="utf-8"))


@lru_cache(maxsize=262144)
def bits(a: str, b: str) -> float:
    """Give the evidence, in bits, that two strings of sounds are one; symmetric."""
    costs = learned()
    if b < a:
        a, b = b, a
    # Anchors that begin or end both strings align with each other: no other way is better.
    least, anchors = min(len(a), len(b)), costs.anchors
    start = 0
    while start < least and a[start] == b[start] and a[start] in anchors:
        start += 1
    end = 0
    while end < least - start and a[-1 - end] == b[-1 - end] and a[-1 - end] in anchors:
        end += 1
    same = a[:start] + a[len(a) - end :]
    return most_bits(same) + aligned(a[start : len(a) - end], b[start : len(b) - end], costs)


def aligned(a: str, b: str, costs: Costs) -> float:
    """Give the evidence of the best way to set two strings under each other: the textbook form of `bits`."""
    if not a or not b:
        return sum([costs.gaps[sound] for sound in a or b])
    return _table(a, b, costs)


def _table(a: str, b: str, costs: Costs) -> float:
    gaps = costs.gaps
    gaps_b = [gaps[sound] for sound in b]
    row = [0.0]
    total = 0.0
    for gap in gaps_b:
        total += gap
        row.append(total)
    for sound in a:
        scores = costs.pairs[sound]
        gap_a = gaps[sound]
        before = row[0]
        here = before + gap_a
        row[0] = here
        for at, other in enumerate(b, 1):
            best = before + scores[other]
            before = row[at]
            up = before + gap_a
            best = max(best, up)
            here += gaps_b[at - 1]
            best = max(best, here)
            row[at] = here = best
    return row[-1]


@lru_cache(maxsize=65536)
def most_bits(sounds: str) -> float:
    """Give the evidence of a string of sounds against itself: the most that it can ever bring."""
    pairs = learned().pairs
    return sum(pairs[sound][sound] for sound in sounds)


def columns(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """Set two strings of sounds under each other in the best way; a gap is an empty string."""
    costs = learned()
    table = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, sound in enumerate(a, 1):
        table[i][0] = table[i - 1][0] + costs.gaps[sound]
    for j, sound in enumerate(b, 1):
        table[0][j] = table[0][j - 1] + costs.gaps[sound]
    for i, sound in enumerate(a, 1):
        for j, other in enumerate(b, 1):
            table[i][j] = max(
                table[i - 1][j - 1] + costs.pairs[sound][other],
                table[i - 1][j] + costs.gaps[sound],
                table[i][j - 1] + costs.gaps[other],
            )
    found: list[tuple[str, str]] = []
    i, j = len(a), len(b)
    while i or j:
        if i and j and table[i][j] == table[i - 1][j - 1] + costs.pairs[a[i - 1]][b[j - 1]]:
            i, j = i - 1, j - 1
            found.append((a[i], b[j]))
        elif i and table[i][j] == table[i - 1][j] + costs.gaps[a[i - 1]]:
            i -= 1
            found.append((a[i], ""))
        else:
            j -= 1
            found.append(("", b[j]))
    return tuple(reversed(found))
