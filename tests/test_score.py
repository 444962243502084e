"""How sure is it that two names name one thing?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym import compare
from allonym.comparison import measure
from allonym.name import listen
from allonym.score import LINE, features, line_of, verdict, weights

probabilities = st.lists(st.floats(0, 1), max_size=6).map(lambda some: sorted(some, reverse=True))

# The documented line of compare.
EVEN = 0.5


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((), "nil"),
        ((0.1,), "nil"),
        ((0.49, 0.48), "nil"),
        ((0.95,), "match"),
        ((0.95, 0.0), "match"),
        ((0.99, 0.6), "match"),
        ((0.95, 0.94), "ambiguous"),
        ((1.0, 1.0), "ambiguous"),
        ((1.0, 0.97), "match"),
        ((0.96, 0.955, 0.1), "ambiguous"),
        ((0.92, 0.1), "nil"),
        ((0.8, 0.75, 0.1), "nil"),
    ],
)
def test_a_match_stands_clear(scores, said):
    """An answer is a match where one entity is likely and clear of the next, else ambiguous, else NIL."""
    assert verdict(scores) == said


@given(scores=probabilities, type_=st.sampled_from(["", "person", "place", "organization"]))
def test_nil_is_below_the_line(scores, type_):
    """NIL is said exactly where no entity reaches the line of its type."""
    assert (verdict(scores, type_) == "nil") == (not scores or scores[0] < line_of(type_))


def test_places_and_organizations_have_a_higher_line():
    """More strangers sound like a listed place than like a listed person."""
    assert verdict([0.955], "person") == verdict([0.955]) == "match"
    assert verdict([0.955], "place") == verdict([0.955], "organization") == "nil"


@given(scores=probabilities, worse=st.floats(0, 1))
def test_the_third_decides_nothing(scores, worse):
    """Who comes behind the second changes no verdict."""
    if len(scores) >= 2:
        assert verdict([*scores, min(worse, scores[-1])]) == verdict(scores)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wiktor Chrenin", "Виктор Хренин"),
        ("Alexander Lukaschenko", "Aliaksandr Lukashenka"),
        ("Volodymyr Zelenskyy", "Wolodymyr Selenskyj"),
        ("Loukachenko", "Лукашенко"),
        ("Kostas Varnas", "Κώστας Βαρνάς"),
        ("Jörg Wüstenmüller", "Joerg Wuestenmueller"),
        ("Zapad-2025", "Запад 2025"),
    ],
)
def test_one_name_in_two_habits(one, other):
    """Two spellings of one name are likelier one than not."""
    assert compare(one, other).score > EVEN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chrenin", "Petrenko"),
        ("Oleg Chmarin", "Boris Chmarin"),
        ("Zapad-2021", "Zapad-2025"),
        ("Kostas Varnas", "Giorgi Kvarelia"),
        ("Institut für Wolkenkunde", "Institut für Meereskunde"),
        ("Bank Tarnow", "Bank Krasnow"),
    ],
)
def test_two_names(one, other):
    """Names of two people, places or events are likelier two than one."""
    assert compare(one, other).score < LINE


def test_every_situation_has_a_weight_for_every_feature():
    """The weights of each situation are those of the features, no more and no fewer."""
    names = set(features(measure(listen("Oleg"), listen("Boris"))))
    assert set(weights("compare")) == set(weights("resolve")) == names


@pytest.mark.parametrize("situation", ["compare", "compare-person", "compare-place", "compare-organization"])
def test_evidence_is_not_turned_round(situation):
    """Whatever the pairs at hand say, more that is lost, left out or contradicted never speaks for one name."""
    learned = weights(situation)
    assert min(learned[head] for head in ("strength", "matched", "alike", "alike_across", "alike_within")) >= 0
    against = ("lost", "lost_bits", "omitted", "omitted_bits", "against", "against_bits", "clashes", "unlike", "worst")
    assert max(learned[head] for head in against) <= 0
