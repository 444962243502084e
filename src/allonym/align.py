"""How well do two strings of sounds align?

The short answer: each pair of sounds that stands under each other adds bits of evidence, learned from pairs
of spellings of one name; the best way to set them under each other counts.

The longer answer: this is global sequence alignment with log-odds scores. A score of +3 bits for a pair of sounds
says that it stands in aligned spellings of one name eight times as often as chance would put it there. A sound
that stands alone (a gap) costs bits. The sum is evidence that the two strings are one name. Of several best ways,
the one counts that, from the end of the strings on, sets two sounds under each other rather than leave one alone,
and rather the sound of the string that sorts first than the other's.

    >>> bits("xrenin", "xrenin") > bits("xrenin", "krenin") > bits("xrenin", "petrov")
    True
    >>> weigh("xrenin", "xrenin")[1]
    0.0

Costs are whole hundredths of a bit, so that sums are exact in any order, and the compiled core (`_align.c`), where
there is one, answers as this file does to the last bit.

Reference: S. B. Needleman, C. D. Wunsch, A general method applicable to the search for similarities (1970); log-odds
as in S. Henikoff, J. G. Henikoff, Amino acid substitution matrices (1992). The scores are in `data/confusions.tsv`;
`tools/train.py` learns them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from attrs import frozen
from rapidfuzz.distance import Levenshtein

__all__ = ["GAP", "LEAST_LIKENESS", "MOST_ALIGNED", "Costs", "aligned", "bits", "columns", "learned", "likeliest",
           "matrix", "most_bits", "plainly_weighed", "refresh", "weigh"]  # fmt: skip
GAP = "-"
# Costs are kept in hundredths of a bit: data/confusions.tsv has two decimals.
HUNDRED = 100
# At most this many ways of reading a pair of parts are aligned in full; the others are ruled out by a cheap measure.
MOST_ALIGNED = 3
# Sounds less alike than this, 0 to 1 by plain edit distance, are not aligned at all.
LEAST_LIKENESS = 0.3


@frozen
class Costs:
    """Hundredths of a bit for each pair of sounds, and for each sound that stands alone.

    An anchor is a sound that nothing suits better than itself: where two strings begin or end with it, it aligns with
    itself.
    """

    pairs: Mapping[str, Mapping[str, int]]
    gaps: Mapping[str, int]
    anchors: frozenset[str] = frozenset()

    @classmethod
    def load(cls, text: str) -> Costs:
        """Read costs from lines of `sound sound bits`; a pair counts in both directions."""
        pairs: dict[str, dict[str, int]] = {}
        gaps: dict[str, int] = {}
        for line in text.splitlines()[1:]:
            a, b, given = line.split("\t")
            value = round(float(given) * HUNDRED)
            if b == GAP:
                gaps[a] = value
            else:
                pairs.setdefault(a, {})[b] = value
                pairs.setdefault(b, {})[a] = value
        anchors = frozenset(
            one for one in gaps if all(pairs[one][one] + gaps[two] >= pairs[one][two] + gaps[one] for two in gaps)
        )
        return cls(pairs, gaps, anchors)


@cache
def learned() -> Costs:
    """The costs that come with allonym."""
    return Costs.load(files("allonym").joinpath("data/confusions.tsv").read_text(encoding="utf-8"))


def columns(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """Set two strings of sounds under each other in the best way; a gap is an empty string.

    >>> columns("jan", "an")
    (('j', ''), ('a', 'a'), ('n', 'n'))
    """
    return tuple(_path(a, b)) if a <= b else tuple([(left, right) for right, left in _path(b, a)])


def _path(a: str, b: str) -> list[tuple[str, str]]:
    """Find the way through the table that counts, where a sorts before b."""
    costs = learned()
    table = _table(a, b, costs)
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
    found.reverse()
    return found


def aligned(a: str, b: str, costs: Costs) -> float:
    """Give the evidence of the best way to set two strings under each other: the textbook form of `bits`."""
    return _table(a, b, costs)[-1][-1] / HUNDRED


def plainly_weighed(a: str, b: str) -> tuple[float, float]:
    """Sum and search the columns of the best way: the textbook form of `weigh`."""
    total, worst = _summed(columns(a, b))
    return total / HUNDRED, worst / (2 * HUNDRED)


def _summed(drawn: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Sum the worth of columns, and find the greatest loss of one, in halves of a hundredth of a bit."""
    total = worst = 0
    pairs, gaps = learned().pairs, learned().gaps
    for x, y in drawn:
        worth = pairs[x][y] if x and y else gaps[x or y]
        # What the sounds would bring against themselves: half of it for each.
        own = (pairs[x][x] if x else 0) + (pairs[y][y] if y else 0)
        total += worth
        worst = max(worst, own - 2 * worth)
    return total, worst


def _table(a: str, b: str, costs: Costs) -> list[list[int]]:
    """Give the worth of the best way for each beginning of one string and each of the other."""
    gaps = [costs.gaps[sound] for sound in b]
    row = [0]
    for gap in gaps:
        row.append(row[-1] + gap)
    table = [row]
    for sound in a:
        scores, gap_a = costs.pairs[sound], costs.gaps[sound]
        before = row
        best = before[0] + gap_a
        row = [best]
        for at, other in enumerate(b):
            across = before[at] + scores[other]
            up = before[at + 1] + gap_a
            best += gaps[at]
            # Calls of max() would take as long as all the rest.
            if up > best:  # noqa: PLR1730
                best = up
            if across > best:  # noqa: PLR1730
                best = across
            row.append(best)
        table.append(row)
    return table


# The quick forms.


@lru_cache(maxsize=262144)
def _bits(a: str, b: str) -> float:
    """Give the evidence, in bits, that two strings of sounds are one; symmetric."""
    if b < a:
        a, b = b, a
    # Anchors that begin or end both strings align with each other: no other way is better.
    costs = learned()
    least, anchors = min(len(a), len(b)), costs.anchors
    start = 0
    while start < least and a[start] == b[start] and a[start] in anchors:
        start += 1
    end = _common_end(a[start:], b[start:], anchors)
    rest = _table(a[start : len(a) - end], b[start : len(b) - end], costs)[-1][-1]
    return (rest + _own(a[:start]) + _own(a[len(a) - end :])) / HUNDRED


@lru_cache(maxsize=262144)
def _weigh(a: str, b: str) -> tuple[float, float]:
    """Weigh all but the anchors that end both strings, which lose nothing.

    Those that begin both must stay: of several best ways, the one that counts may use them otherwise.
    """
    if b < a:
        a, b = b, a
    end = _common_end(a, b, learned().anchors)
    total, worst = _summed(_path(a[: len(a) - end], b[: len(b) - end]))
    return (total + _own(a[len(a) - end :])) / HUNDRED, worst / (2 * HUNDRED)


def _common_end(a: str, b: str, anchors: frozenset[str]) -> int:
    """Count the anchors with which both strings end."""
    end, least = 0, min(len(a), len(b))
    while end < least and a[-1 - end] == b[-1 - end] and a[-1 - end] in anchors:
        end += 1
    return end


def _own(sounds: str) -> int:
    """Sum what each sound brings against itself."""
    pairs = learned().pairs
    return sum([pairs[sound][sound] for sound in sounds])


@lru_cache(maxsize=65536)
def _most_bits(sounds: str) -> float:
    """Give the evidence of a string of sounds against itself: the most that it can ever bring."""
    return _own(sounds) / HUNDRED


def _likeliest(
    one: Sequence[str], wide_one: Sequence[str], two: Sequence[str], wide_two: Sequence[str], *, same: bool
) -> list[tuple[int, int, float, float]]:
    """Align the few pairs of readings whose broad forms are most alike: their places, bits and greatest loss."""
    ways = []
    for i, wide in enumerate(wide_one):
        for j, other in enumerate(wide_two):
            if not same:
                ways.append((-Levenshtein.normalized_similarity(wide, other), i, j))
            elif wide == other:
                ways.append((-1.0, i, j))
    # In the order of the readings where likeness is the same.
    ways.sort()
    return [(i, j, *_weigh(one[i], two[j])) for unlike, i, j in ways[:MOST_ALIGNED] if -unlike >= LEAST_LIKENESS]


def matrix() -> tuple[str, list[int], list[int], str]:
    """Give the costs as the core takes them: the sounds, the cost of each pair in rows, of each gap, the anchors."""
    costs = learned()
    sounds = "".join(sorted(costs.gaps))
    pairs = [costs.pairs[one][two] for one in sounds for two in sounds]
    return sounds, pairs, [costs.gaps[one] for one in sounds], "".join(sorted(costs.anchors))


try:
    from allonym._align import bits, forget, likeliest, most_bits, supply, weigh
except ImportError:
    bits, likeliest, most_bits, weigh = _bits, _likeliest, _most_bits, _weigh
else:
    # Called when costs are first needed: importing reads no data.
    supply(matrix)


def refresh() -> None:
    """Forget the costs, and all that was computed under them: the file was learned anew."""
    for cached in (learned, _bits, _weigh, _most_bits):
        cached.cache_clear()
    if bits is not _bits:
        forget()
