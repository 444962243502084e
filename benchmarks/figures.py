"""How well does a score tell true pairs from false ones?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

# Bins of equal width for the calibration error: as many as its literature takes (Guo et al. 2017).
BINS = 15


def average_precision(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Give the mean precision over the ranks of the true pairs; equal scores stand at one rank.

    >>> average_precision([True, False, True], [0.9, 0.8, 0.7])
    0.8333333333333333
    """
    ranked = sorted(zip(scores, labels, strict=True), key=lambda row: -row[0])
    seen = true = 0
    total = 0.0
    for _, tied in groupby(ranked, key=lambda row: row[0]):
        group = [label for _, label in tied]
        seen, true = seen + len(group), true + sum(group)
        total += sum(group) * true / seen
    return total / max(1, sum(labels))


def recall_at(labels: Sequence[bool], scores: Sequence[float], share: float) -> float:
    """Give the share of true pairs that score above the line which at most `share` of the false pairs pass.

    >>> recall_at([True, True, False, False], [0.9, 0.2, 0.5, 0.1], 0.01)
    0.5
    """
    false = sorted((score for score, label in zip(scores, labels, strict=True) if not label), reverse=True)
    true = [score for score, label in zip(scores, labels, strict=True) if label]
    line = false[min(int(share * len(false)), len(false) - 1)] if false else float("-inf")
    return sum(score > line for score in true) / max(1, len(true))


def at_line(labels: Sequence[bool], scores: Sequence[float], line: float) -> dict[str, float]:
    """Give F1, recall and the share of false pairs let in, where scores from `line` on say "the same".

    >>> at_line([True, True, False, False], [0.9, 0.2, 0.5, 0.1], 0.5)
    {'f1': 0.5, 'recall': 0.5, 'let_in': 0.5}
    """
    said = [score >= line for score in scores]
    hits = sum(label and yes for label, yes in zip(labels, said, strict=True))
    wrong = sum(yes and not label for label, yes in zip(labels, said, strict=True))
    missed = sum(labels) - hits
    return {
        "f1": 2 * hits / max(1, 2 * hits + wrong + missed),
        "recall": hits / max(1, sum(labels)),
        "let_in": wrong / max(1, len(labels) - sum(labels)),
    }


def calibration_error(scored: Sequence[tuple[float, bool]]) -> float:
    """Give the expected calibration error of scores, 0 to 1, that should be the share of right ones.

    >>> round(calibration_error([(0.9, True), (0.9, False)]), 6)
    0.4
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scored:
        bins[min(int(score * BINS), BINS - 1)].append((score, right))
    gaps = (abs(sum(score for score, _ in one) - sum(right for _, right in one)) for one in bins.values())
    return sum(gaps) / max(1, len(scored))


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that `share` of the values do not exceed (nearest rank).

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    ranked = sorted(values)
    return ranked[max(0, min(len(ranked) - 1, -(-int(share * len(ranked) * 1000) // 1000) - 1))]


def table(heads: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    """Draw a Markdown table."""
    rows = [heads, ["---"] * len(heads), *lines]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows)
