"""What holds for every comparison?"""

import json
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allonym import compare
from allonym.errors import AllonymError
from allonym.fold import fold

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
names = st.lists(
    st.sampled_from(
        ["Oleg", "Олег", "Chmarin", "Хмарин", "al", "O.", "2025", "XII", "Bank", "GmbH", "von", "Σοφία", "دانة", "Jr"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
families = st.sampled_from(["Хмарин", "Долгов", "Варнас", "Tarnowiec", "Dolgorz", "Quillfeather"])
stems = st.sampled_from(["Burja", "Буря", "Storm", "Nordwind", "Summit", "غیوم", "Sky Shield"])


@given(a=texts | names, b=texts | names)
@example(a="", b="one two three")
@example(a="Chmarin", b="Хмарин")
def test_comparing_is_symmetric(a, b):
    """Two names are as likely one in either order."""
    assert compare(a, b).score == compare(b, a).score
    assert compare(a, b).via == compare(b, a).via


@given(a=texts | names, b=texts | names)
@example(a="", b="one two three")
def test_a_score_is_a_probability(a, b):
    """A score lies from 0 to 1, and the whole comparison goes into JSON and into words."""
    found = compare(a, b)
    assert 0 <= found.score <= 1
    assert json.loads(json.dumps(found.to_dict()))["score"] == found.score
    assert f"{found.score:.2f}" in found.explain()


@given(a=texts | names)
def test_a_name_is_itself(a):
    """A name with anything to know it by is itself for sure; what has nothing to know it by is no name."""
    found = compare(a, a)
    if fold(a).key:
        assert (found.score, found.via) == (1.0, "spelling")
    else:
        assert found.score < 0.5


@given(a=st.text(max_size=20), b=st.text(max_size=20))
@example(a="", b="one two three")
def test_any_two_texts_get_an_answer_or_a_typed_error(a, b):
    """Any two texts at all are compared, or refused with a typed error."""
    try:
        compare(a, b)
    except AllonymError as error:
        assert error.code in {"bad-text", "too-long"}  # noqa: PT017


@given(a=names, b=names)
def test_only_one_spelling_is_certain(a, b):
    """Certainty is kept for one spelling."""
    assert (compare(a, b).score == 1.0) == (fold(a).key == fold(b).key)


@given(stem=stems, one=st.integers(1980, 2049), other=st.integers(1980, 2049))
def test_another_year_is_another_event(stem, one, other):
    """Two events of one name in two years are two events; in one year, one."""
    same = compare(f"{stem}-{one}", f"{stem} {one}").score
    assert same > 0.5
    if one != other:
        assert compare(f"{stem}-{one}", f"{stem} {other}").score < 0.1


@given(
    stem=st.sampled_from(["Sea Star", "Gymnasium Nr.", "Бригада", "Meridian"]),
    one=st.integers(1, 99),
    other=st.integers(1, 99),
)
def test_another_number_is_another_thing(stem, one, other):
    """A number that differs tells ships, schools and brigades apart."""
    if one != other:
        assert compare(f"{stem} {one}", f"{stem} {other}").score < 0.1


@pytest.mark.parametrize(
    ("given", "patronymic", "another", "family"),
    [
        ("Олег", "Павлович", "Борисович", "Хмарин"),
        ("Oleg", "Pavlovich", "Borisovich", "Chmarin"),
        ("Ірина", "Степанівна", "Романівна", "Долгова"),
        ("Anna", "Maria", "Gertrud", "Tarnowiec"),
    ],
)
def test_omission_is_weaker_than_contradiction(given, patronymic, another, family):
    """A patronymic or middle name that is missing costs less than another one."""
    whole = f"{given} {patronymic} {family}"
    missing = compare(whole, f"{given} {family}").score
    contradicting = compare(whole, f"{given} {another} {family}").score
    assert contradicting < missing
    assert missing < compare(whole, whole).score


@given(
    given=st.sampled_from(["Anton", "Maria", "Samir"]),
    another=st.sampled_from(["Oleg", "Quill", "Юрий"]),
    family=families,
)
@example(given="Maria", another="Oleg", family="Хмарин")
def test_a_middle_name_left_out_costs_less_than_another(given, another, family):
    """A middle name that one name leaves out costs less than another middle name, and than another given name."""
    full = compare(f"Boris {given} {family}", f"Boris {family}", type="person").score
    assert full > compare(f"Boris {given} {family}", f"Boris {another} {family}", type="person").score
    assert full > compare(f"Boris {given} {family}", f"{another} {family}", type="person").score


@given(
    words=st.lists(st.sampled_from(["Alder", "Bergen", "Delta", "Nordwind", "Summit"]), min_size=2, max_size=4),
    family=families,
    other=st.sampled_from(["Хмарин", "Варнас", "Quillfeather"]),
)
def test_an_acronym_of_some_words_is_nearer_than_another(words, family, other):
    """An acronym of some words is likelier the name than another acronym, and never where the rest is another name."""
    own, another = "".join([word[0] for word in words]), "XY"
    full = f"{' '.join(words)} {family}"

    def score(text):
        return compare(text, full, type="organization").score

    assert score(f"{another} {family}") < score(f"{own} {family}") < score(full)
    if other != family:
        assert score(f"{own} {other}") < 0.5


@given(family=families)
def test_another_given_name_costs_more_than_none(family):
    """Two given names that differ speak more against one person than a given name left out."""
    assert compare(f"Boris {family}", f"Anton {family}").score < compare(f"Boris {family}", family).score


@pytest.mark.parametrize("name", ["Kvarelidze", "Dolgorzewski", "Quillfeather", "Georgiadopoulos"])
def test_each_wrong_letter_makes_it_less_likely(name):
    """A name with one more wrong letter is no likelier the same."""
    wrong = str.maketrans("klrdgt", "mptkfs")
    ways = [name]
    for at, letter in enumerate(name):
        if letter.translate(wrong) != letter:
            ways.append(ways[-1][:at] + letter.translate(wrong) + name[at + 1 :])
    scores = [compare(name, way).score for way in ways]
    assert len(scores) > 3
    assert all(more <= less + 1e-9 for less, more in pairwise(scores))
    assert scores[-1] < scores[1] < scores[0]
