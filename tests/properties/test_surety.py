"""How does the score of an answer follow the letters of the question? Names of people in office, changed by steps."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.resolver import Resolver, default_resolver
from allonym.tables import find_tables

PEOPLE, STEPS = 40, 4
# A changed letter may happen to be what another orthography writes: more than this is no chance.
NOISE = 0.05
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"
# Another given name makes it less likely than not that the only bearer of a surname is meant.
HARDLY = 0.5
GIVEN = {
    "Latn": ("Anna", "Alexander", "Oleg", "Hans", "Emma", "Viktor", "Olga", "Pierre", "Boris", "Karl"),
    "Cyrl": ("Анна", "Александр", "Олег", "Мария", "Виктор", "Ольга", "Борис", "Иван"),
}
SOUNDS = {"Latn": ("aeiou", "bdgklmnrstvz"), "Cyrl": ("аеиоу", "бдгклмнрствз")}


@st.composite
def namesakes(draw):
    """An invented surname and two given names in one script."""
    script = draw(st.sampled_from(sorted(GIVEN)))
    one, other = draw(st.lists(st.sampled_from(GIVEN[script]), min_size=2, max_size=2, unique=True))
    vowel, consonant = (st.sampled_from(letters) for letters in SOUNDS[script])
    pieces = draw(st.lists(st.tuples(consonant, vowel), min_size=2, max_size=4))
    surname = "".join(map("".join, pieces)) + draw(consonant)
    return surname.title(), one, other


def office() -> list[tuple[str, str]]:
    """Names of people in office of two words in plain Latin letters, with their ids."""
    (table,) = find_tables(["office"])
    plain = sorted({(one.name, one.entity) for one in table.names if one.tag == "en-Latn" and one.name.isascii()})
    return Random(1).sample([row for row in plain if len(row[0].split()) == 2 and len(row[0]) > 12], PEOPLE)  # noqa: S311


def changed(name: str, chance: Random) -> str:
    """Put another letter of its kind in the place of one."""
    at = chance.choice([at for at, letter in enumerate(name) if at and letter.lower() in VOWELS + CONSONANTS])
    kind = VOWELS if name[at] in VOWELS else CONSONANTS
    return name[:at] + chance.choice([one for one in kind if one != name[at]]) + name[at + 1 :]


def surety(name: str, entity: str) -> float:
    """How sure the answer is that a name means an entity."""
    return next(
        (match.score for match in default_resolver().resolve(name, limit=10).matches if match.id == entity), 0.0
    )


@pytest.fixture(scope="module")
def falling() -> list[list[float]]:
    """For each name how sure it is as it stands, with one letter changed, with two, and so on."""
    found = []
    for name, entity in office():
        chance, scores = Random(name), []  # noqa: S311  (a fixed draw, no secret)
        for _ in range(STEPS):
            scores.append(surety(name, entity))
            name = changed(name, chance)  # noqa: PLW2901  (one more letter each time)
        found.append(scores)
    return found


def test_one_more_letter_makes_nothing_surer(falling):
    """Changing one more letter hardly ever raises the score: at most in one step of thirty."""
    steps = [(after - before) for scores in falling for before, after in pairwise(scores)]
    assert sum(step > NOISE for step in steps) <= len(steps) / 30
    means = [sum(scores[at] for scores in falling) / len(falling) for at in range(STEPS)]
    assert means[0] == 1.0
    assert means == sorted(means, reverse=True)


def test_contradiction_is_less_sure_than_omission():
    """Another given name makes an answer less sure than a given name that is left out or is an initial."""
    for name, entity in office():
        given, family = name.split()
        other = "Quentin" if given[0] != "Q" else "Bertram"
        assert surety(f"{other} {family}", entity) <= surety(f"{given[0]}. {family}", entity) + NOISE
        assert surety(f"{other} {family}", entity) <= surety(family, entity) + NOISE


@given(drawn=namesakes(), turned=st.booleans())
def test_another_given_name_is_another_person(make_table, drawn, turned):
    """The only bearer of an invented surname is hardly meant by somebody of another given name, in either order."""
    surname, one, other = drawn
    resolver = Resolver(tables=[make_table({"ex:only": (f"{one} {surname}",)})])
    found = resolver.resolve(f"{surname} {other}" if turned else f"{other} {surname}")
    assert found.verdict == "nil"
    assert not found.matches or found.matches[0].score < HARDLY
