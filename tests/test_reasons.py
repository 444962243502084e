"""Which sentences say how an entity stands, beside what one of its names and the query have in common?"""

from math import log

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from allonym.reasons import Beside, reasons
from allonym.standing import Standing

odds = st.floats(-8, 8)
kinds = dict.fromkeys(("start", "case", "beside", "worth", "rival", "crowd", "names", "held"), odds)
standings = st.builds(Standing, **kinds, others=st.integers(0, 99))


@given(standing=standings)
def test_no_weight_is_lost(standing):
    """All that moves the odds is told of, what moves them least within another sentence."""
    told = reasons(standing, Beside("Tarnow", 0.5, met=True, rival="Marvan", lead=1.0, names=10_000))
    whole = sum(getattr(standing, kind) for kind in kinds if kind != "start")
    assert abs(sum(one.bits for one in told) - whole / log(2)) <= 0.05 + 0.005 * len(told)
    assert len({one.sentence for one in told}) == len(told)


@given(small=st.floats(-0.01, 0.01))
def test_what_moves_nothing_is_not_told_of(small):
    """Evidence of less than a twentieth of a bit has no sentence of its own."""
    assert reasons(Standing(rival=small, names=small), Beside()) == ()


def sentence(stood: Beside, **kinds: float) -> str:
    """The only sentence."""
    (told,) = reasons(Standing(**kinds, others=2), stood)
    return told.sentence


def test_names_in_the_script_of_the_query_speak_for_themselves():
    """A sentence tells the name that met from another in the same script, and both from none."""
    assert "another script" not in sentence(Beside("Tarnow", 0.5), beside=1.0)
    assert "another script; “Tarnow”" in sentence(Beside("Tarnow", 0.5, met=False), beside=1.0)
    assert sentence(Beside("Tarnow", 0.5, alike=False), beside=1.0).endswith("and sounds near only")
    assert "50% of the letters" in sentence(Beside("Tarnow", 0.5, met=False), beside=1.0)
    assert sentence(Beside(met=False), beside=1.0).endswith("none in the script of the query is known")


def test_a_rival_is_before_level_or_behind():
    """The strongest other entity is named, with the side on which it stands."""
    said = [sentence(Beside(rival="Marvan", lead=lead), rival=1.0) for lead in (-1.0, 0.0, 1.0)]
    assert said == ["“Marvan” has more to say for it", "“Marvan” is as likely", "the next, “Marvan”, is less likely"]
    assert sentence(Beside(), rival=1.0) == "no other comes into question"


def test_a_case_is_said():
    """A name that is another one in a case is set beside it; one of which only some words are is told from it."""
    stood = Beside(asked="Tarnowie", lemma="Tarnów")
    assert sentence(stood, case=1.0) == "“Tarnowie” is “Tarnów” in another case"
    assert "has words of" in sentence(evolve(stood, whole=False), case=1.0)


def test_past_answers_speak_both_ways():
    """What so much evidence was worth is said to be less or more than it seems."""
    assert "less often" in sentence(Beside(), worth=-1.0)
    assert "more often" in sentence(Beside(), worth=1.0)


def test_numbers_are_told():
    """How many come as near, and how many names there are, is told in numbers."""
    assert sentence(Beside(), crowd=-1.0).startswith("2 more come")
    assert "12,345 names" in sentence(Beside(names=12_345), names=-1.0)
