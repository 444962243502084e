"""How may a name sound that is written as one word?"""

import pytest

from allonym.gazetteer.unspaced import MOST_MEANT, MOST_WAYS, as_of_han, as_one, loosely_as_one
from allonym.gazetteer.walk import LONGEST
from allonym.name import listen
from allonym.records import Allonym, Entity
from allonym.resolver import Resolver
from allonym.tables import Table

NAMES = {
    "x:1": "Charles Hubert Tarnov",
    "x:2": "秦明月",
    "x:3": "Quiet River Street",
    "x:4": "松島照明",
    "x:5": "記録霧学会",
    "x:6": "Tarnov Khan",
}


@pytest.fixture(scope="module")
def resolver():
    """A resolver over a table of entities of no type, each with one name."""
    rows = tuple(Allonym(key, name, "") for key, name in NAMES.items())
    return Resolver([Table("t", rows, {key: Entity(key, name) for key, name in NAMES.items()}, {}, {})])


@pytest.mark.parametrize(
    ("query", "entity"),
    [
        ("チャールズヒューバートタルノフ", "x:1"),
        ("クワイエットリバーストリート", "x:3"),
        ("きろくきりがっかい", "x:5"),
        ("タルノフカーン", "x:6"),
        ("Qin Mingyue", "x:2"),
        ("Mingyue Qin", "x:2"),
        ("Matsushima Teruaki", "x:4"),
    ],
)
def test_a_name_without_spaces_meets_one_with_them(resolver, query, entity):
    """Kana in one word meet several words, and Latin words of a Chinese or Japanese name the letters of it."""
    assert entity in {one.allonym.entity for one in resolver.gazetteer.sounding(listen(query))}


@pytest.mark.parametrize(
    "name", ["ルルルルルルブブブブブブ", "Oleg Chmarin", "ア" * 900, "Wang", "!", "かかい がっかい"]
)
def test_ways_are_few_and_short(name):
    """However a name may be read, so many ways of it are looked for, none longer than any name."""
    found = listen(name)
    every = [*as_one(found), *loosely_as_one(found), *as_of_han(found)]
    assert len(as_one(found)) <= MOST_WAYS
    assert len(every) <= MOST_WAYS * (MOST_MEANT + 2)
    assert all(len(way) <= LONGEST for way in every)


def test_only_latin_names_are_read_as_of_han_letters():
    """Names in other scripts have no such ways."""
    assert as_of_han(listen("Олег Чмарин")) == ()
    assert as_of_han(listen("Qin Mingyue"))
