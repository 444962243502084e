"""Of which names may a word be the acronym, and what may the acronym of a name be?"""

import pytest

from allonym.comparison import acronym
from allonym.gazetteer import Gazetteer
from allonym.gazetteer.acronyms import acronym_of, acronyms_of, has_initials, initials
from allonym.gazetteer.updated import Difference, update
from allonym.name import listen
from allonym.records import Allonym, Entity
from allonym.resolver import Resolver
from allonym.tables import Table

NAMES = {
    "x:1": ("Alpha Tarnov Council", "organization"),
    "x:2": ("Азовский Банк Цветоводов", "organization"),
    "x:3": ("Anna Tamara Chmarina", "person"),
    "x:4": ("Quiet Marsh Over Zapad", "place"),
    "x:5": ("QVB", "organization"),
    "x:6": ("Anders Tarnov", "organization"),
}


def table(names=NAMES):
    """A table of entities, each with one name."""
    return Table(
        "t",
        tuple(Allonym(key, name, "") for key, (name, _) in names.items()),
        {key: Entity(key, name, type_) for key, (name, type_) in names.items()},
        {},
        {},
    )


def first(resolver, name):
    """The entity that stands first for a name, if any."""
    found = resolver.resolve(name).matches
    return found[0].id if found else None


@pytest.fixture(scope="module")
def resolver():
    """A resolver over the table."""
    return Resolver([table()])


@pytest.mark.parametrize(
    ("query", "entity"),
    [
        ("ATC", "x:1"),
        ("A.T.C.", "x:1"),
        ("АБЦ", "x:2"),
        ("QMOZ", "x:4"),
        ("Quillan Verkehr und Bank", "x:5"),
        ("AT", "x:6"),
    ],
)
def test_an_acronym_leads_to_names_and_a_name_to_acronyms(resolver, query, entity):
    """Nothing in a table need say that the one is short for the other."""
    assert first(resolver, query) == entity


def test_people_have_no_acronyms(resolver):
    """Initials of a person's name lead nowhere, and small letters are none."""
    proposed = {one.allonym.entity for query in ("ATC", "atc") for one in resolver.gazetteer.sounding(listen(query))}
    assert "x:3" not in proposed
    assert not has_initials("person", 5)
    assert has_initials("organization", 2)
    assert not has_initials("place", 2)


def test_many_names_of_one_acronym_are_ambiguous():
    """Which of a hundred names is meant by their common initials, nobody can tell."""
    names = {f"x:{a}{b}": (f"A{a}ria B{b}ron Council", "organization") for a in "lmnpqr" for b in "adefgh"}
    assert Resolver([table(names)]).resolve("ABC").verdict != "match"


@pytest.mark.parametrize("name", ["Alpha Bank for Tarnov Ltd", "Institut für Nebel", "Союз при Банке", "UN", "Ab"])
def test_what_initials_are_given_comparing_takes_for_an_acronym(name):
    """Each of the initials of a name, in capitals, is an acronym of it."""
    full = listen(name, type="organization")
    for one in initials([part.part for part in full.parts]) if len(full.parts) > 1 else ():
        assert acronym(listen(one.upper()), full) == len(one)


def test_what_is_asked_for_is_short_enough():
    """A word of capitals may be an acronym of two to eight letters; a name leads to those of three and more."""
    assert [acronym_of(listen(one)) for one in ("AB", "ABCDEFGH", "ABCDEFGHI", "A", "Ab")] == [
        "ab",
        "abcdefgh",
        "",
        "",
        "",
    ]
    assert acronyms_of(listen("Alpha Tarnov")) == ()


def test_an_updated_gazetteer_knows_the_same_acronyms():
    """Names that came later are led to by their initials, and those that went are not."""
    base = {key: NAMES[key] for key in ("x:1", "x:2")}
    later = {"x:1": ("Beta Tarnov Council", "organization"), "x:2": NAMES["x:2"]}
    one, two = table(base), table(later)
    added = Table("+", (two.names[0],), {"x:1": two.entities["x:1"]}, {}, {})
    removed = Table("-", (one.names[0],), {"x:1": one.entities["x:1"]}, {}, {})
    found = update(Gazetteer.of([one]), Difference(added, removed))
    anew = Gazetteer.of([two])
    for query in ("ATC", "BTC", "АБЦ"):
        assert list(found.stages(listen(query))) == list(anew.stages(listen(query)))
