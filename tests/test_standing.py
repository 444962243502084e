"""How does an entity stand among all that a name may mean?"""

from itertools import pairwise
from math import log2

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from allonym.declension import Declension
from allonym.score import SURE, logit_of, weights
from allonym.standing import (
    CROWD,
    Known,
    context,
    plainly_ranked,
    ranked,
    ranked_standings,
    scored,
    standing,
    standings,
    witnessed,
    witnesses,
)

NAMES = 10_000
shares, truths = st.floats(0, 1), st.booleans()
kinds = st.sampled_from(["", "abjad", "han", "kana", "hangul", "abugida"])
cases = st.builds(Declension, st.just("tarnov"), truths, st.just(frozenset({"ru"})), truths)
# Whatever may be known of an entity.
anything = st.builds(
    Known,
    st.one_of(shares, st.sampled_from([0.0, SURE, 1.0])),
    met=truths,
    alike=truths,
    spelled=st.none() | shares,
    own=shares,
    han=truths,
    unusual=shares,
    clash=truths,
    filial=truths,
    matched=st.floats(-5, 90),
    omitted=shares,
    renamed=truths,
    swapped=truths,
    asked=kinds,
    found=kinds,
    declension=st.none() | cases,
    numbered=truths,
    ends=truths,
    shorter=truths,
    longer=truths,
    starts_otherwise=truths,
    initial=truths,
    type=st.sampled_from(["", "person", "place", "organization"]),
)
likely = st.lists(st.floats(0, 0.999), min_size=1, max_size=6).map(lambda some: sorted(some, reverse=True))
entities = st.builds(
    Known,
    st.floats(0.001, 0.999),
    st.booleans(),
    st.one_of(st.none(), st.floats(0, 1)),
    st.floats(0, 0.999),
)


def alone(known: Known, names: int = NAMES) -> float:
    """How sure an answer is with one entity."""
    return standings([known], [known.likelihood], names)[0]


@given(likelihoods=likely)
def test_standings_keep_the_order(likelihoods):
    """How entities stand to each other changes how sure each is, never their order, and equals stay equal."""
    found = standings([Known(one) for one in likelihoods], likelihoods, NAMES)
    assert found == sorted(found, reverse=True)
    assert all(0 <= one < 1 for one in found)
    for one, two in pairwise(range(len(likelihoods))):
        if likelihoods[one] == likelihoods[two]:
            assert found[one] == found[two]


@given(known=st.lists(entities, min_size=1, max_size=6))
def test_entities_are_ranked_by_all_that_is_known(known):
    """Who has more evidence stands first, and the score follows."""
    order = ranked(known)
    odds = [witnessed(known[at]) for at in order]
    assert sorted(order) == list(range(len(known)))
    assert odds == sorted(odds, reverse=True)
    scores = standings([known[at] for at in order], [one.likelihood for one in known], NAMES)
    assert scores == sorted(scores, reverse=True)


@given(known=st.lists(entities, min_size=1, max_size=6))
def test_ranking_and_scoring_are_done_at_once(known):
    """Entities are ranked and scored in one go as they are one after the other."""
    order, likelihoods = ranked(known), [one.likelihood for one in known]
    scores = standings([known[at] for at in order], likelihoods, NAMES)
    assert ranked_standings(known, likelihoods, NAMES) == (order, scores)


@given(crowd=st.lists(st.floats(-30, 30)).map(sorted), likelihood=st.floats(0.001, 0.999))
def test_a_crowd_is_all_that_come_as_near(crowd, likelihood):
    """Counted are the entities whose log odds are at most so much lower."""
    found, own = context(Known(likelihood), 0.0, crowd, NAMES), logit_of(likelihood)
    assert found["crowd"] == log2(1 + len([one for one in crowd if one > own - CROWD]))


@given(known=entities, more=st.floats(0.001, 0.999))
def test_a_likelier_name_is_never_less_sure(known, more):
    """With all else the same, a likelier name scores as high or higher."""
    low, high = sorted((known.likelihood, more))
    assert alone(evolve(known, likelihood=low)) <= alone(evolve(known, likelihood=high)) + 1e-12


def test_a_rival_makes_the_best_less_sure():
    """One entity alone is surer than the same beside another that is almost as likely."""

    def first(*likelihoods):
        return standings([Known(one) for one in likelihoods], likelihoods, NAMES)[0]

    assert first(0.9) > first(0.9, 0.3) > first(0.9, 0.89)


def test_a_large_table_has_more_strangers():
    """One and the same agreement is less sure among a million names than among a hundred."""
    known = Known(0.9)
    assert alone(known, 1_000_000) < alone(known, 10_000)


def test_an_entity_that_is_written_otherwise_is_a_stranger():
    """A name met in another script tells little of an entity whose names in the query's own script are others."""
    met_abroad = Known(0.8, met=False, spelled=None)
    otherwise = evolve(met_abroad, spelled=0.1, own=0.001)
    assert witnessed(otherwise) < witnessed(met_abroad) - 3
    assert alone(otherwise) < alone(met_abroad) - 0.2


def test_a_near_name_in_the_own_script_is_oftener_a_strangers():
    """Who writes the script of a name spells it mostly as it sounds."""
    assert alone(Known(0.9, alike=False, spelled=0.9)) < alone(Known(0.9, alike=True, spelled=0.9))


def test_a_reading_that_is_not_usual_speaks_against_an_entity():
    """A table has for nearly any short name one that sounds so under some orthography."""
    assert alone(Known(0.9, unusual=1.0)) < alone(Known(0.9, unusual=0.5)) < alone(Known(0.9))


def test_a_number_in_common_tells_where_all_sounds_alike():
    """A stranger that sounds so hardly stands beside the same number; a near name beside it is none the likelier."""
    assert alone(Known(0.9, numbered=True)) > alone(Known(0.9))
    near = Known(0.9, alike=False, spelled=0.9)
    assert alone(evolve(near, numbered=True)) == alone(near)


def test_of_two_with_one_fathers_name_another_surname_tells():
    """A word that contradicts speaks against an entity, most where a patronymic agrees beside it."""
    assert alone(Known(0.9, clash=True, filial=True)) < alone(Known(0.9, clash=True)) < alone(Known(0.9, filial=True))


def test_words_that_are_left_out_speak_against_an_entity():
    """Who has a word more than the query is less sure, most where it has no name in the script of the query."""
    whole, part = Known(0.9), Known(0.9, omitted=0.3)
    assert alone(part) < alone(whole)
    abroad = [evolve(one, met=False, spelled=None) for one in (whole, part)]
    assert witnessed(abroad[0]) - witnessed(abroad[1]) > witnessed(whole) - witnessed(part)


def test_words_in_another_order_make_a_name_surer_that_sounds_the_same():
    """Who turns a name around writes all of it; of names that only sound near it says nothing."""
    assert witnessed(Known(0.9, swapped=True)) >= witnessed(Known(0.9))
    assert witnessed(Known(0.9, swapped=True, alike=False)) == witnessed(Known(0.9, alike=False))


def test_a_shorter_and_a_longer_name_of_an_entity_speak_for_it():
    """A weak name with a word left out is likelier where the entity goes by fewer and by more words, too."""
    part = Known(0.6, matched=15.0, omitted=0.3)
    assert alone(part) < alone(evolve(part, shorter=True)) < alone(evolve(part, shorter=True, longer=True))
    strong = evolve(part, matched=60.0)
    assert alone(evolve(strong, shorter=True)) == alone(strong)


def test_another_ending_and_another_first_letter_speak_against_an_entity():
    """A case is told by its letters; who writes the script of a name begins it with the same letter."""
    near, abroad = Known(0.9, alike=False, spelled=0.8), Known(0.9, alike=False, met=False, spelled=None)
    assert alone(evolve(abroad, ends=True)) < alone(abroad)
    assert alone(evolve(near, starts_otherwise=True)) < alone(near)
    assert alone(evolve(abroad, starts_otherwise=True)) == alone(abroad)


def test_an_initial_is_not_unlike_its_word():
    """Near words in unlike letters speak against an entity, and not where an initial stands for one."""
    near = Known(0.9, alike=False, spelled=0.6)
    assert alone(near) < alone(evolve(near, initial=True))


def test_a_weak_name_in_han_letters_tells_little():
    """A syllable or two in Han letters sounds like much."""
    weak = Known(0.9, matched=10.0, found="han")
    assert alone(weak) < alone(evolve(weak, found=""))


def test_the_kinds_of_scripts_count_across_scripts_alone():
    """How much the kinds of scripts tell is learned for names that met in another script."""
    kinds = Known(0.9, asked="abjad", found="han")
    assert witnessed(kinds) == witnessed(Known(0.9))
    assert witnessed(evolve(kinds, met=False)) != witnessed(Known(0.9, met=False))


def test_bits_beyond_those_of_chance_make_sure():
    """One and the same likelihood is surer where more bits agree than tell one name of the table from all others."""
    assert alone(Known(0.9, matched=12.0)) < alone(Known(0.9, matched=24.0)) <= alone(Known(0.9, matched=60.0))


def test_another_given_name_speaks_against_an_entity():
    """A word that contradicts tells more where both are known given names."""
    assert alone(Known(0.9, clash=True, renamed=True)) < alone(Known(0.9, clash=True))


def test_a_han_letter_is_a_syllable():
    """Who differs in one Han letter of three is further off than who differs in a third of the Latin letters."""
    assert alone(Known(0.9, spelled=0.67, han=True)) < alone(Known(0.9, spelled=0.67))


def test_what_is_the_same_stays_sure():
    """An exact agreement is as sure as can be, whatever else is known."""
    assert alone(Known(SURE, spelled=0.1)) == SURE


@given(known=st.lists(entities, min_size=1, max_size=6), names=st.integers(1, 10**7))
def test_a_score_is_told_in_pieces(known, names):
    """What is said of how a score came about adds up to its log odds."""
    order = [known[at] for at in ranked(known)]
    likelihoods = [one.likelihood for one in order]
    for at, score in enumerate(standings(order, likelihoods, names)):
        told = standing(order, at, likelihoods, names, score)
        words, others = (told.start, told.against, told.left), (told.rival, told.crowd, told.names, told.held)
        pieces = sum((*words, told.beside, told.worth, *others))
        assert abs(logit_of(order[at].likelihood) + pieces - logit_of(score)) < 1e-9
        assert 0 <= told.others < len(known)


def test_who_stands_alone_in_a_small_table_is_told_of_none():
    """One entity in the smallest table has nothing told of a crowd or of many names, but of having no rival."""
    told = standing([Known(0.9)], 0, [0.9], 1, alone(Known(0.9), 1))
    assert (told.crowd, told.names, told.beside, told.others) == (0, 0, 0, 0)
    assert told.rival > 0


def test_every_number_has_a_weight():
    """The weights of witnesses and standing are those of their numbers, no more and no fewer."""
    known = Known(0.5)
    assert set(weights("witnesses")) == set(witnesses(known))
    assert set(weights("standing")) == {*context(known, 0.0, (), 1), *scored(known)}
    assert witnessed(known) == logit_of(0.5)


def test_a_case_tells_most_in_the_names_own_language():
    """A name in a case is surer than one that sounds so, and surest where its own language declines it so."""
    case = Declension("doltrasik", whole=True)
    any_language, own = (evolve(Known(0.5), declension=one) for one in (case, evolve(case, own=True)))
    assert witnessed(Known(0.5)) <= witnessed(any_language) <= witnessed(own)


@given(known=st.lists(anything, max_size=7), others=st.lists(shares, max_size=7), names=st.integers(0, 10**8))
def test_the_core_ranks_and_scores_alike(known, others, names):
    """The compiled form and the plain one give the same order and the same scores, to the last bit."""
    likelihoods = [*(one.likelihood for one in known), *others]
    assert ranked_standings(known, likelihoods, names) == plainly_ranked(known, likelihoods, names)


@given(given=st.lists(st.none() | st.text(max_size=2) | st.integers() | shares, min_size=1, max_size=3))
def test_what_is_not_known_is_refused(given):
    """Whatever is no record of an entity, or no number, is a clear error in either form."""
    with pytest.raises((TypeError, AttributeError)):
        ranked_standings(given, [0.5], NAMES)


@pytest.mark.parametrize("wrong", [Known(0.5, own="x", met=False), Known("x")])
def test_a_word_is_no_number(wrong):
    """A word where a number of an entity should stand is a clear error in either form."""
    for ask in (ranked_standings, plainly_ranked):
        with pytest.raises(TypeError):
            ask([wrong], [0.5], NAMES)
