"""How sure is it that two names name one thing?

This is the only home of weights and thresholds. The weights are in `data/weights.toml`; `tools/train.py` learns them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from math import exp, log, log2
from typing import Any

from allonym.asked import check_type
from allonym.comparison import ALL_RARE, SAME, Measures, Rarity, added, common, measure
from allonym.derivation import derivable, derivation, in_other_syllables, in_their_own_letters
from allonym.evidence import DECIDED, drawing, evidence, in_bits
from allonym.name import Name, listen, listener
from allonym.parse.parts import side_of
from allonym.records import AMBIGUOUS, MATCH, NIL, SPELLING, Comparison, Evidence

# The lines from which resolve calls the best entity clear of NIL, higher for the types of which more strangers sound
# like a listed one. In the development data fewer than 1% of the strangers pass them (docs/decisions/0006).
LINE, LINES = 0.95, {"place": 0.97, "organization": 0.965}
# The best must be at least this many times as likely as the next, in odds, to stand clear of it.
CLEAR = 3.0
SURE = 0.9999
BELOW_SURE = 0.9998
# What features count at most, in bits: evidence that agrees, and the loss of one column; evidence below WEAK is weak,
# and a column that loses more than HARD is hardly a matter of romanization.
MOST_MATCHED, MOST_COLUMN, WEAK, HARD, BAD = 90.0, 12.0, 16.0, 4.0, 0.3
# That schemes can have written both names from one original speaks for it by so much, in log odds: of spellings of one
# name that schemes wrote, 99.8% can be derived, of names with another surname or letter 0.12%, one for 830
# (benchmarks/quality/bench_spellings.py). Names that are less likely one are not asked for it.
DERIVED, WORTH_DERIVING = 6.7, 0.02
# Situations of comparing for the types of which there is enough to learn from.
COMPARING = {one: f"compare-{one}" for one in ("person", "place", "organization")}
# What an explanation adds to the log odds of a likelihood where it is all that is known.
NOTHING_MORE: Mapping[str, float] = {}
# Names that are less likely one are explained in words alone.
WORTH_DRAWING = 0.05


@cache
def weights(situation: str) -> Mapping[str, float]:
    """The weights that come with allonym for a situation, by the name of what they weigh.

    "compare" is for two names that were given, "compare-person" and the like for those of a known type: a part that one
    place lacks makes it another, a person's middle name does not. "resolve" is for names that a gazetteer was searched
    for, where a near name is far oftener the right one; "standing" for how the best of them stands to the next.
    """
    return {key: float(value) for key, value in _learned()[situation].items()}


@cache
def _learned() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(files("allonym").joinpath("data/weights.toml").read_text(encoding="utf-8"))


def refresh() -> None:
    """Forget the weights, which were written anew."""
    for cached in (weights, _learned, scale, _at_once):
        cached.cache_clear()


def features(measures: Measures) -> dict[str, float]:
    """Turn evidence into the numbers that the weights multiply; `_compare.c` has the twin of each in its `features`."""
    total = max(measures.possible + measures.omitted + measures.against, 1.0)
    lost = max(0.0, measures.possible - measures.matched)
    crossed, alone = measures.crossed, measures.words <= 1
    # A long string of several words has a hard column sooner than a word.
    column = 0.0 if measures.joined else min(measures.column, MOST_COLUMN)
    return {
        "bias": 1.0,
        "strength": log2(1 + max(0.0, measures.matched)),
        "matched": min(measures.matched, MOST_MATCHED) / 30,
        "weak": max(0.0, 1 - measures.matched / WEAK),
        "lost": lost / total,
        "lost_bits": min(lost, 60.0) / 10,
        "lost_across": lost / total if crossed else 0.0,
        "across": float(crossed),
        "omitted": measures.omitted / total,
        "omitted_bits": min(measures.omitted, 60.0) / 10,
        "omitted_beside": measures.omitted / total if measures.words > 1 else 0.0,
        "omitted_inner": measures.inner / total,
        "against": measures.against / total,
        "against_bits": min(measures.against, 60.0) / 10,
        "clashes": float(min(measures.clashes, 3)),
        "alike": float(measures.alike),
        "alike_across": float(measures.alike and crossed),
        "alike_within": float(measures.alike and measures.words > 1),
        "unlike": float(min(measures.unlike, 3)),
        "worst": measures.worst,
        "worst_within": 0.0 if crossed else measures.worst,
        "worst_beside": 0.0 if alone else measures.worst,
        "worst_bad": max(0.0, measures.worst - BAD),
        "worst_joined": measures.worst if measures.joined else 0.0,
        "column": column / 6,
        "column_within": 0.0 if crossed else column / 6,
        "column_hard": max(0.0, column - HARD) / 6,
        "swaps": float(min(measures.swaps, 2)),
        "alone": float(alone),
        "alone_near": float(alone and not measures.alike),
        "joined": float(measures.joined),
        "ends": float(measures.ends),
        "acronym": float(measures.acronym),
        "slips": float(min(measures.slips, 2)),
        "slip_alone": float(alone and measures.slips > 0),
        "slip_common": measures.slip_common,
    }


def likelihood(measures: Measures) -> float:
    """Give how likely a name that a gazetteer was searched for names the thing that was asked, 0 to 1, by itself."""
    return SURE if is_exact(measures) else _likely(measures, "resolve")


def _likely(measures: Measures, situation: str) -> float:
    if measures.possible <= 0:
        return 0.0
    learned = weights(situation)
    return logistic(added([learned[key] * value for key, value in features(measures).items()]))


def plainly_likely(a: Name, b: Name, rarity: Rarity, situation: str, /) -> tuple[float, str]:
    """Say how likely two names are one in a situation, and how they meet: the plain form of `likely`."""
    found = measure(a, b, rarity)
    return SURE if is_exact(found) else _likely(found, situation), found.via


@cache
def scale(situation: str) -> Any:
    """The weights of a situation as the core takes them, which knows the features by their order."""
    learned = weights(situation)
    names = tuple(features(SAME))
    return Scale(names, tuple([learned[name] for name in names]), MOST_MATCHED, MOST_COLUMN, WEAK, HARD, BAD, SURE)


@cache
def _at_once(type: str, situation: str) -> tuple[Callable[..., Any], Rarity, Any]:
    """What the core compares names of a type by: what listens to them, how much words tell, and weights."""
    return listener("", side_of(type)).likely, common(), scale(situation)


try:
    from allonym._compare import Scale
    from allonym._compare import likely as _compiled_likely
except ImportError:
    likely = plainly_likely

    def likely_at_once(a: str, b: str, type: str, situation: str, /) -> tuple[float, str] | None:  # noqa: ARG001
        """Without the core, no names are told so quickly."""
        return None

else:

    def likely(a: Name, b: Name, rarity: Rarity, situation: str, /) -> tuple[float, str]:
        """Say how likely two names are one in a situation, and how they meet."""
        return _compiled_likely(a, b, rarity, scale(situation))

    def likely_at_once(a: str, b: str, type: str, situation: str, /) -> tuple[float, str] | None:
        """Say the same of two names as they are written, 1 for one spelling; None where one needs a longer look."""
        likely_of, rarity, weights_of = _at_once(type, situation)
        found: tuple[float, str] | None = likely_of(a, b, rarity, weights_of)
        return found


def is_exact(measures: Measures) -> bool:
    """Say whether all parts are written the same, in the same order."""
    return measures.via == SPELLING and not (measures.swaps or measures.omitted or measures.against)


def logistic(logit: float) -> float:
    """Turn log odds into a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def logit_of(probability: float) -> float:
    """Turn a probability into log odds."""
    bounded = min(1 - 1e-13, max(1e-13, probability))
    return log(bounded / (1 - bounded))


def counted(
    measures: Measures, likelihood: float, situation: str, more: Mapping[str, float] = NOTHING_MORE
) -> dict[str, float]:
    """Give the log odds that each number of a likelihood adds, by its name; `more` is added to some of them.

    Names that are the same, and such as have nothing in common, are decided by rule. The constant counts for the words
    that agree, since without any there is no likelihood.
    """
    if measures.possible <= 0 or is_exact(measures):
        return {DECIDED: logit_of(likelihood)}
    learned = weights(situation)
    found = {name: learned[name] * value for name, value in features(measures).items() if learned[name] * value}
    # Log odds beyond those of any probability count no more.
    beyond = logit_of(likelihood) - added(found.values())
    for name, odds in (("bias", beyond), *more.items()):
        found[name] = found.get(name, 0.0) + odds
    return found


def compared(a: Name, b: Name, type: str = "") -> Comparison:
    """Make the record of a comparison; it finds evidence and drawing when they are asked for."""
    situation = COMPARING.get(type, "compare")
    found = (1.0, SPELLING) if a.key == b.key and a.key else likely(a, b, common(), situation)
    return _answered(a.text, b.text, found, situation, lambda: (a, b))


def _answered(
    a: str, b: str, found: tuple[float, str], situation: str, heard: Callable[..., tuple[Name, Name]], *of: str
) -> Comparison:
    """Make the record of two names that are so likely one, and meet so; `heard` gives what is known of both."""
    score, via = found
    if score == 1.0 or score < WORTH_DERIVING or not derivable(a, b) or _are_two_by_letters(a, b):
        return Comparison.later(a, b, score, via, partial(_told, score, situation, heard, *of))
    return Comparison.later(
        a, b, logistic(logit_of(score) + DERIVED), via, partial(_derived, score, situation, heard, *of)
    )


def _are_two_by_letters(a: str, b: str) -> bool:
    """Say whether spellings are two names for a reason that an original in common does not outweigh."""
    return in_their_own_letters(a, b) or in_other_syllables(a, b)


def _told(
    likelihood: float, situation: str, heard: Callable[..., tuple[Name, Name]], *of: str
) -> tuple[tuple[Evidence, ...], str]:
    return explained(*heard(*of), ALL_RARE if likelihood == 1.0 else common(), likelihood, situation)


def _derived(
    likelihood: float, situation: str, heard: Callable[..., tuple[Name, Name]], *of: str
) -> tuple[tuple[Evidence, ...], str]:
    return derived(*heard(*of), likelihood, situation)


def derived(a: Name, b: Name, likelihood: float, situation: str) -> tuple[tuple[Evidence, ...], str]:
    """Give the evidence for a comparison of names that schemes can have written from one original, and its drawing."""
    found, drawn = explained(a, b, common(), likelihood, situation)
    codes = derivation(a.text, b.text) or ("", "")
    ways = [
        f"“{text}” as {code} writes it" if code else f"“{text}” itself"
        for text, code in zip((a.text, b.text), codes, strict=True)
    ]
    told = Evidence(f"one original: {ways[0]}, and {ways[1]}", in_bits(DERIVED), (a.text, b.text))
    return (*found, told), drawn


def explained(
    a: Name, b: Name, rarity: Rarity, likelihood: float, situation: str, more: Mapping[str, float] = NOTHING_MORE
) -> tuple[tuple[Evidence, ...], str]:
    """Give the evidence for two names that are so likely one in a situation, and a drawing where it is worth one.

    The weights add up to the log odds of the likelihood, and to `more`.
    """
    same = a.key == b.key and a.key != ""
    measures = SAME if same else measure(a, b, rarity)
    worth = not same and likelihood >= WORTH_DRAWING
    told = evidence(a, b, measures, rarity, counted(measures, likelihood, situation, more))
    return told, drawing(a, b, measures) if worth else ""


def compare(a: str, b: str, *, type: str | None = None) -> Comparison:
    """Compare two names without any table; `type` says what both name. Raises BadText, TooLong or BadOption.

    >>> compare("Chrenin", "Хренин").score > 0.5
    True
    >>> compare("Chrenin", "Petrenko").score > 0.5
    False
    """
    check_type(type)
    kind = type or ""
    situation = COMPARING.get(kind, "compare")
    found = likely_at_once(a, b, kind, situation)
    if found is None:
        return compared(*_heard(a, b, kind), kind)
    return _answered(a, b, found, situation, _heard, a, b, kind)


def _heard(a: str, b: str, type: str) -> tuple[Name, Name]:
    return listen(a, type=type), listen(b, type=type)


def line_of(type: str) -> float:
    """Give the line from which resolve calls an entity of a type clear of NIL; "" is no type."""
    return LINES.get(type, LINE)


def verdict(scores: Sequence[float], type: str = "") -> str:
    """Say match, ambiguous or nil for the scores of entities, best first; `type` is that of the best one."""
    if not scores or scores[0] < line_of(type):
        return NIL
    if len(scores) > 1 and scores[1] > 0 and _odds(scores[0]) < CLEAR * _odds(scores[1]):
        return AMBIGUOUS
    return MATCH


def _odds(score: float) -> float:
    return score / max(1 - score, 1e-9)
