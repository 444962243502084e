"""Are the figures of the benchmarks computed right?"""

import doctest
import random

import pytest


def test_examples_hold(figures):
    """The examples in the docstrings are true."""
    assert doctest.testmod(figures).failed == 0


def test_perfect_order_has_precision_one(figures):
    """All true pairs above all false ones: average precision and recall without false positives are 1."""
    labels, scores = [True, True, False, False], [0.9, 0.8, 0.3, 0.1]
    assert figures.average_precision(labels, scores) == 1
    assert figures.recall_at(labels, scores, 0.001) == 1


def test_ties_help_nobody(figures):
    """One score for all is the same as a random order: precision is the share of true pairs, recall is nil."""
    labels = [True, False, False, False]
    assert figures.average_precision(labels, [0.5] * 4) == pytest.approx(0.25)
    assert figures.recall_at(labels, [0.5] * 4, 0.01) == 0


def test_honest_scores_are_calibrated(figures):
    """Scores that are right as often as they say have hardly any calibration error, overbold ones have much."""
    chance = random.Random(0)  # noqa: S311  (a fixed draw, no secret)
    scores = [chance.random() for _ in range(20_000)]
    honest = [(score, chance.random() < score) for score in scores]
    bold = [(min(1.0, score + 0.2), right) for score, right in honest]
    assert figures.calibration_error(honest) < 0.02
    assert figures.calibration_error(bold) > 0.15


def test_percentiles_are_values_that_were_seen(figures):
    """The nearest rank is taken: half of five values do not exceed the third."""
    assert figures.percentile([5.0, 1.0, 3.0, 2.0, 4.0], 0.5) == 3.0
    assert figures.percentile([1.0, 2.0], 0.99) == 2.0
