"""When has enough been found of what a name may mean, so that nobody need look farther?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym import Resolver
from allonym.gazetteer import JointGazetteer
from allonym.resting import AHEAD, FIRST_CANDIDATES, FIRST_FEW, STAYS, behind, is_ahead, is_mistyped, is_whole, mistypes

NAMES = ("Olga Lovel", "Peter Lovel", "Vera Lovel", "Lovel", "Peter Tarven", "Vera Ulgrim", "Peter Ulgrim", "Ulgrim")


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    """A few people, four of whom have a name in common, and three another one."""
    path = tmp_path_factory.mktemp("resting") / "people.tsv"
    rows = [f"ex:{at}\t{name}" for at, name in enumerate(NAMES)]
    path.write_text("\n".join(["entity\tname", *rows]) + "\n", encoding="utf-8")
    return Resolver(tables=[path]).gazetteer


def weight(score, *, whole=True, alike=False, slip=False):
    """A weight of which only these count."""
    return score, "near", whole, alike, False, slip, False, 0.0


def test_an_unlikely_slip_settles_nothing():
    """Names that sound the same settle a search; one slip of the hand, or near sounds, only where they are likely."""
    assert is_whole(weight(0.1, alike=True))
    assert is_whole(weight(0.8, slip=True))
    assert not is_whole(weight(0.6, slip=True))
    assert is_whole(weight(0.95))
    assert not is_whole(weight(0.85))


@pytest.mark.parametrize(
    ("asked", "borne", "expected"),
    [
        ("olga lovle", "olga lovel", True),
        ("lovle olga", "olga lovel", True),
        ("olga lovel", "olga lovel", False),
        ("lovle", "lovel", False),
        ("olga lvle", "olga lovel", False),
        ("olag lovle", "olga lovel", False),
        ("olga peter lovle", "olga lovel", False),
        ("peter ulgirm", "peter ulgrim", False),
        ("olga peter", "olga peterr", False),
    ],
)
def test_a_word_is_mistyped_where_nobody_bears_it(gazetteer, asked, borne, expected):
    """One slip in one of several words, which nobody bears, makes a word that several names have."""
    assert is_mistyped(gazetteer, asked, borne) is expected


def test_gazetteers_that_are_asked_as_one_count_the_names_of_all(gazetteer):
    """A word is borne by the names of every gazetteer."""
    joint = JointGazetteer([gazetteer, gazetteer])
    assert joint.bearers("ulgrim") == 2 * gazetteer.bearers("ulgrim") == 6
    assert is_mistyped(joint, "peter ulgirm", "peter ulgrim")


def test_a_likely_name_far_ahead_settles_a_search():
    """A name is ahead by its odds beside the next one, where no part is left over."""
    assert is_ahead(weight(0.85), 0.0, AHEAD)
    assert is_ahead(weight(0.85), 0.05, AHEAD)
    assert not is_ahead(weight(0.85), 0.5, AHEAD)
    assert not is_ahead(weight(0.75), 0.0, AHEAD)
    assert not is_ahead(weight(0.85, whole=False), 0.0, AHEAD)


@given(score=st.floats(0, 1), rival=st.floats(0, 1))
def test_who_is_ahead_stays(score, rival):
    """A name that settles a search is one that is likely to stay the best."""
    assert is_ahead(weight(score), rival, STAYS) or not is_ahead(weight(score), rival, AHEAD)


def test_a_mistyped_name_must_lead(gazetteer):
    """Only a name that leaves no part over, among the likeliest, tells what was meant."""
    (at,) = gazetteer.places("olga lovel")
    assert mistypes(gazetteer, "olga lovle", [(at, weight(0.1))])
    assert not mistypes(gazetteer, "olga lovle", [(at, weight(0.1, whole=False))])
    assert not mistypes(gazetteer, "olga lovle", [])


def test_little_promise_is_left_once_one_is_likely():
    """What promises much less than the first one is weighed while nobody is likely, up to the first few."""
    assert not behind(100, 1000.0, 0.1, FIRST_FEW - 1)
    assert behind(100, 1000.0, 0.1, FIRST_FEW)
    assert behind(200, 1000.0, 0.85, 1)
    assert not behind(300, 1000.0, 0.85, 1)
    assert behind(1000, 1000.0, 0.95, FIRST_CANDIDATES)
