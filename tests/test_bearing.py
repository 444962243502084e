"""What do the other names of an entity say of a query that one of its names met?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.bearing import MOST_ASKED, Bearing, asked, beside_names, known, numbered, renamed
from allonym.gazetteer import Gazetteer
from allonym.name import listen
from allonym.records import Allonym, Entity
from allonym.tables import Table

WORDS = ("anna", "oleg", "bill", "william", "hans", "chmarin", "velker", "анна", "олег")


@pytest.fixture(scope="module")
def gazetteer():
    """Somebody with names in two scripts, and somebody with one in Cyrillic alone."""
    names = (Allonym("x:1", "Anton Velker"), Allonym("x:1", "Антон Велькер"), Allonym("x:2", "Пётр Нимандер"))
    return Gazetteer.of([Table("small", names, {one: Entity(one, "", "person") for one in ("x:1", "x:2")}, {}, {})])


def place(gazetteer, name):
    """The place of a name."""
    return next(at for at, one in enumerate(gazetteer.names) if one.name == name)


# What a name weighs that sounds alike and is likely, and one that is hardly likely.
LIKELY, UNLIKELY = (
    (0.9, "sound", True, True, False, False, False, 0.0, 40.0, 0.0, False, False),
    (0.25, "near", False, False, False, False, True, 0.5, 12.0, 0.4, False, True),
)


def weigh(_):
    """Weigh any other name as hardly likely."""
    return UNLIKELY


def test_a_name_in_the_script_of_the_query_speaks_for_itself(gazetteer):
    """Where the query met a name in its own script, no other one is asked."""
    found = known(gazetteer, listen("Anton Velker"), place(gazetteer, "Anton Velker"), LIKELY, weigh)
    assert (found.met, found.spelled, found.own) == (True, 1.0, 0.0)


def test_a_name_in_another_script_calls_in_those_in_the_script_of_the_query(gazetteer):
    """Who met a Cyrillic name by a Latin query has a Latin name that can be asked, too."""
    found = known(gazetteer, listen("Anton Welker"), place(gazetteer, "Антон Велькер"), LIKELY, weigh)
    assert not found.met
    assert 0.8 < found.spelled < 1.0
    assert found.own == 0.25


@pytest.mark.parametrize("query", ["Anton Velker", "Anton Petrovich Welker 2025", "Антона Велькера", "A. Nimander", ""])
def test_what_is_known_of_one_entity_hangs_on_no_other(gazetteer, query):
    """Entities that are asked one after the other are told the same of as each by itself."""
    asked_once = Bearing(gazetteer, listen(query), weigh)
    for weight in (LIKELY, UNLIKELY):
        for at in range(len(gazetteer)):
            assert asked_once.known(at, weight) == known(gazetteer, listen(query), at, weight, weigh)


def test_who_has_no_name_in_the_script_of_the_query_has_none_that_speaks(gazetteer):
    """That an entity is not written in a script is told apart from being written otherwise."""
    found = known(gazetteer, listen("Pyotr Nimander"), place(gazetteer, "Пётр Нимандер"), LIKELY, weigh)
    assert (found.met, found.spelled, found.own) == (False, None, 0.0)


def test_whether_the_words_sound_the_same_is_kept(gazetteer):
    """A name in the query's own script that only sounds near is known as such."""
    at = place(gazetteer, "Anton Velker")
    assert known(gazetteer, listen("Anton Velker"), at, LIKELY, weigh).alike
    assert not known(gazetteer, listen("Anton Venker"), at, UNLIKELY, weigh).alike


def test_forms_of_a_han_letter_are_one_letter():
    """A traditional and a simplified spelling of a name have all their letters in common."""
    rows = (Allonym("x:3", "陈国伟"),)
    table = Gazetteer.of([Table("small", rows, {"x:3": Entity("x:3", "", "person")}, {}, {})])
    assert known(table, listen("陳國偉"), 0, LIKELY, weigh).spelled == 1.0


def test_a_contradiction_beside_a_fathers_name_is_known_as_such(gazetteer):
    """Whether a word contradicts comes with the weight, whether the query has a patronymic from its parts."""
    at = place(gazetteer, "Anton Velker")
    found = known(gazetteer, listen("Anton Petrovich Holm"), at, UNLIKELY, weigh)
    assert (found.clash, found.filial) == (True, True)
    found = known(gazetteer, listen("Anton Velker"), at, LIKELY, weigh)
    assert (found.clash, found.filial) == (False, False)


def test_the_kinds_of_both_scripts_are_known(gazetteer):
    """An abjad, Han letters, kana, Hangul and abugidas are told apart, and from alphabets."""
    at = place(gazetteer, "Пётр Нимандер")
    found = {text: known(gazetteer, listen(text), at, LIKELY, weigh) for text in ("نيماندر", "尼曼德", "Nimander")}
    assert [one.asked for one in found.values()] == ["abjad", "han", ""]
    assert {one.found for one in found.values()} == {""}


def test_another_given_name_is_known_as_such(gazetteer):
    """Of words that contradict it is known whether given names do that are no forms of one."""
    at = place(gazetteer, "Anton Velker")
    assert known(gazetteer, listen("Maria Velker"), at, UNLIKELY, weigh).renamed
    assert not known(gazetteer, listen("Antoine Velker"), at, UNLIKELY, weigh).renamed
    assert not known(gazetteer, listen("Maria Velker"), at, LIKELY, weigh).renamed


@given(one=st.lists(st.sampled_from(WORDS), max_size=3), other=st.lists(st.sampled_from(WORDS), max_size=3))
def test_whether_a_given_name_is_another_has_no_direction(one, other):
    """The one name has another given name than the other where the other has another than the one."""
    left, right = " ".join(one), " ".join(other)
    assert renamed(left, right) == renamed(right, left)
    assert not renamed(left, left)


def test_few_entities_are_asked():
    """The likeliest five are, and as many more as are as likely as the first, up to a bound; the hopeless are not."""
    assert asked([]) == 0
    assert asked([0.001]) == 1
    assert asked([0.9, 0.001]) == 1
    assert asked([0.9] + [0.5] * 10) == 5
    assert asked([0.9] * 100) == MOST_ASKED


@pytest.mark.parametrize(
    ("asked", "found"),
    [("FK Tarn", (True, True)), ("Tarn Sela", (True, True)), ("FK Sela", (False, True)), ("FK Marvan", (False, False))],
)
def test_a_name_between_two_of_an_entity_is_known(asked, found):
    """A query may have all words of a name of an entity, and more; and a name all of the query's, and more."""
    rows = (Allonym("x:4", "Tarn"), Allonym("x:4", "FK Tarn Sela"))
    table = Gazetteer.of([Table("small", rows, {"x:4": Entity("x:4", "", "organization")}, {}, {})])
    assert beside_names(table, listen(asked), 0) == found


def test_an_initial_is_known(gazetteer):
    """A word of one letter, in the query or the name, is known as such."""
    at = place(gazetteer, "Anton Velker")
    assert known(gazetteer, listen("A. Velker"), at, UNLIKELY, weigh).initial
    assert not known(gazetteer, listen("Anton Velger"), at, UNLIKELY, weigh).initial


def test_whether_a_name_starts_otherwise_is_known(gazetteer):
    """It is where the first letters differ, and no word stands in both."""
    at = place(gazetteer, "Anton Velker")
    assert known(gazetteer, listen("Kanton Velger"), at, UNLIKELY, weigh).starts_otherwise
    assert not known(gazetteer, listen("Velker Anton"), at, LIKELY, weigh).starts_otherwise
    assert not known(gazetteer, listen("Antun Velger"), at, UNLIKELY, weigh).starts_otherwise


@pytest.mark.parametrize("one", ["tarn 2025", "44 tarn", "tarn ٢٠٢٥ chmarin"])
def test_a_number_in_common_is_known(one):
    """A number of more than one digit tells, wherever it stands, and another one does not."""
    assert numbered(one, " ".join(reversed(one.split())))
    assert not numbered(one, "tarn 2021 chmarin 4 x2025")


@pytest.mark.parametrize(("tag", "own"), [("pl", True), ("pl-Latn", True), ("de", False), ("", False)])
def test_a_case_of_the_names_own_language_is_told_from_others(tag, own):
    """Polish has the ending of the query; whether the name is Polish is what its tag says."""
    entity = {"x:1": Entity("x:1", "", "place")}
    table = Gazetteer.of([Table("small", (Allonym("x:1", "Doltrasikow", tag),), entity, {}, {})])
    found = known(table, listen("Doltrasikowie"), 0, LIKELY, weigh).declension
    assert (found.name, found.whole, found.own) == ("Doltrasikow", True, own)
