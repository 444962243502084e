"""How is a name in Han letters spelled in a table that is written in an alphabet?"""

import pytest

from allonym.gazetteer import Gazetteer
from allonym.gazetteer.respelled import LONGEST_PARTED, in_order, parted, spelled
from allonym.gazetteer.updated import Difference, update
from allonym.name import listen
from allonym.records import Allonym, Entity
from allonym.resolver import Resolver
from allonym.tables import Table

# Made-up people and places, as schemes would write them.
LATIN = {
    "x:1": "Huashiqiao",
    "x:2": "Qin Mingyue",
    "x:3": "Shih-ma-tien",
    "x:4": "Matsushima Teruaki",
    "x:5": "Хуашицяо",
    "x:6": "Fong Sek Lam",
    "x:7": "Ma-shih",
}


def table(names):
    """A table of entities of no type, each with one name."""
    rows = tuple(Allonym(key, name, "") for key, name in names.items())
    return Table("t", rows, {key: Entity(key, name) for key, name in names.items()}, {}, {})


@pytest.fixture(scope="module")
def resolver():
    """A resolver over the table."""
    return Resolver([table({key: name for key, name in LATIN.items() if key != "x:5"})])


@pytest.mark.parametrize(
    ("query", "entity"),
    [("花石桥", "x:1"), ("秦明月", "x:2"), ("石马店", "x:3"), ("松島照明", "x:4"), ("方石林", "x:6")],
)
def test_han_letters_lead_to_what_schemes_write(resolver, query, entity):
    """A name in Han letters without spaces finds the words that Pinyin, Wade-Giles, Hong Kong or Hepburn make of it."""
    assert resolver.resolve(query).matches[0].id == entity


def test_letters_lead_to_names_in_their_order(resolver):
    """Of two letters the first is not the second: 石马 is no Ma-shih."""
    stages = list(resolver.gazetteer._respelled(listen("石马").parts, [b""], 60))
    assert "x:7" not in {resolver.gazetteer.names[at].entity for at, _ in stages}
    assert in_order((1, 2, 3), [[(1, 0)], [(2, 0)], [(3, 0)]], 3)
    assert not in_order((2, 1, 3), [[(1, 0)], [(2, 0)], [(3, 0)]], 3)


def test_cyrillic_tables_are_found_by_palladius():
    """Russian writes Chinese by a scheme of its own."""
    assert Resolver([table({"x:5": LATIN["x:5"]})]).resolve("花石桥").matches[0].id == "x:5"


@pytest.mark.parametrize("word", ["Tarnov", "", "たなか", "桥" * 200, "a桥"])
def test_what_is_not_in_han_letters_alone_is_not_respelled(word):
    """Other words, and such as are longer than names, have no spellings here."""
    assert spelled(word) == () or len(word) > LONGEST_PARTED
    assert parted(word) == ()


def test_an_updated_gazetteer_finds_the_same():
    """Words of the change are found as those of the base are."""
    before, after = table({"x:2": LATIN["x:2"]}), table({"x:2": LATIN["x:2"], "x:1": LATIN["x:1"]})
    added = Table(
        "+",
        after.names[:1] if after.names[0].entity == "x:1" else after.names[1:],
        {"x:1": after.entities["x:1"]},
        {},
        {},
    )
    changed, anew = update(Gazetteer.of([before]), Difference(added)), Gazetteer.of([after])
    for query in ("花石桥", "秦明月"):
        assert list(changed.stages(listen(query))) == list(anew.stages(listen(query)))
