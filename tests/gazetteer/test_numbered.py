"""How are names that are looked up by their number a sequence?"""

import pytest

from allonym.gazetteer import Gazetteer
from allonym.records import Allonym, Entity
from allonym.tables import Table

NAMES = tuple(Allonym("x:1", name) for name in ("Anna", "Bela", "Cyril"))


@pytest.fixture(scope="module")
def names():
    """The names of a small gazetteer."""
    return Gazetteer.of([Table("small", NAMES, {"x:1": Entity("x:1", "")}, {}, {})]).names


def test_a_slice_is_a_list(names):
    """Names are given one by one or as a list, in order."""
    assert [one.name for one in names[0:2]] == ["Anna", "Bela"]
    assert names[2].name == "Cyril"
    assert [one.name for one in names] == ["Anna", "Bela", "Cyril"]


@pytest.mark.parametrize("at", [-1, 3])
def test_no_number_counts_from_the_end(names, at):
    """A number that no name has is an error, not the last name."""
    with pytest.raises(IndexError):
        names[at]
