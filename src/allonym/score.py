"""How sure is it that two names name one thing?

This is the only home of weights and thresholds. The weights are in `data/weights.toml`; `tools/train.py` learns them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log2

from allonym.comparison import Measures, measure
from allonym.evidence import drawing, evidence
from allonym.name import Name, listen
from allonym.records import AMBIGUOUS, MATCH, NIL, SPELLING, Comparison, Evidence

# The line from which resolve calls the best entity clear of NIL. At 0.5, the line of compare, some 7% of strange
# people and 17% of strange organizations found a match in the development data; at 0.7 some 2%, for 5% of the right.
LINE = 0.7
# The best must be at least this many times as likely as the next, in odds, to stand clear of it.
CLEAR = 3.0
SURE = 0.9999
# Names that are less likely one are explained in words alone.
WORTH_DRAWING = 0.05


@cache
def weights() -> Mapping[str, float]:
    """The weights that come with allonym, by the name of what they weigh."""
    text = files("allonym").joinpath("data/weights.toml").read_text(encoding="utf-8")
    return {key: float(value) for key, value in tomllib.loads(text)["score"].items()}


def features(measures: Measures) -> dict[str, float]:
    """Turn evidence into the numbers that the weights multiply."""
    total = max(measures.possible + measures.omitted + measures.against, 1.0)
    lost = measures.possible - measures.matched
    return {
        "bias": 1.0,
        "strength": log2(1 + max(0.0, measures.matched)),
        "lost": lost / total,
        "lost_bits": min(lost, 60.0) / 10,
        "lost_across": lost / total if measures.crossed else 0.0,
        "across": float(measures.crossed),
        "omitted": measures.omitted / total,
        "omitted_bits": min(measures.omitted, 60.0) / 10,
        "omitted_beside": measures.omitted / total if measures.words > 1 else 0.0,
        "against": measures.against / total,
        "against_bits": min(measures.against, 60.0) / 10,
        "alike": float(measures.alike),
        "worst": measures.worst,
        "worst_within": 0.0 if measures.crossed else measures.worst,
        "swaps": float(min(measures.swaps, 2)),
        "alone": float(measures.words <= 1),
        "joined": float(measures.joined),
    }


def probability(measures: Measures) -> float:
    """Give the probability, 0 to 1, that two names with these measures name one thing."""
    if measures.via == SPELLING and not measures.swaps and not measures.omitted and not measures.against:
        return SURE
    if measures.possible <= 0:
        return 0.0
    learned = weights()
    logit = sum(learned[key] * value for key, value in features(measures).items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def compared(a: Name, b: Name, measures: Measures | None = None, score: float | None = None) -> Comparison:
    """Make the record that explains a comparison; it finds evidence and drawing when they are asked for."""
    measures = measures or measure(a, b)
    if a.key == b.key and a.key:
        return Comparison.later(a.text, b.text, 1.0, SPELLING, lambda: (evidence(a, b, measures), ""))
    score = probability(measures) if score is None else score
    worth = score >= WORTH_DRAWING

    def told() -> tuple[tuple[Evidence, ...], str]:
        return evidence(a, b, measures), drawing(a, b, measures) if worth else ""

    return Comparison.later(a.text, b.text, score, measures.via, told)


def compare(a: str, b: str, *, type: str | None = None) -> Comparison:
    """Compare two names without any table; `type` says what both name. Raises BadText or TooLong.

    >>> compare("Chrenin", "Хренин").score > 0.5
    True
    >>> compare("Chrenin", "Petrenko").score > 0.5
    False
    """
    return compared(listen(a, type=type or ""), listen(b, type=type or ""))


def verdict(scores: Sequence[float]) -> str:
    """Say match, ambiguous or nil for the scores of entities, best first."""
    if not scores or scores[0] < LINE:
        return NIL
    if len(scores) > 1 and scores[1] > 0 and _odds(scores[0]) < CLEAR * _odds(scores[1]):
        return AMBIGUOUS
    return MATCH


def _odds(score: float) -> float:
    return score / max(1 - score, 1e-9)
