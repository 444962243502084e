"""How are several gazetteers asked as one?"""

import pytest

from allonym import Allonym, Entity
from allonym.gazetteer import Gazetteer, JointGazetteer
from allonym.name import listen
from allonym.tables import Table


def gazetteer(*rows: tuple[str, str], barred: dict[str, dict[str, str]] | None = None) -> Gazetteer:
    """A gazetteer of pairs of entity and name."""
    names = tuple(Allonym(*row) for row in rows)
    return Gazetteer.of([Table("t", names, {key: Entity(key, name) for key, name in rows}, barred or {}, {})])


@pytest.fixture
def joint() -> JointGazetteer:
    """Two gazetteers that share one entity."""
    one = gazetteer(("x:1", "Oleg Chmarin"), ("x:2", "Vera Tarnowska"))
    two = gazetteer(("x:1", "Олег Хмарин"), ("x:3", "Vera Tarnowska"), barred={"x:3": {"Tarnowska": "another"}})
    return JointGazetteer([one, two])


def test_it_holds_all_names(joint):
    """The names of all members are there, and each entity once."""
    assert len(joint) == len(joint.names) == 4
    assert set(joint.entities) == {"x:1", "x:2", "x:3"}
    assert {one.allonym.name for one in joint.names_of("x:1")} == {"Oleg Chmarin", "Олег Хмарин"}


def test_names_stand_where_candidates_are_numbered(joint):
    """A candidate's number leads to its own name, so that an answer shows the name that it met."""
    for one in (*joint.spelled("vera tarnowska"), *joint.names_of("x:1")):
        assert joint.names[one.index] == one.allonym
    assert joint.names[1:3] == [joint.names[1], joint.names[2]]
    with pytest.raises(IndexError):
        joint.names[4]


def test_a_spelling_is_found_in_each(joint):
    """A name that two members have is found in both, and each candidate leads back to its own name."""
    found = joint.spelled("vera tarnowska")
    assert {one.allonym.entity for one in found} == {"x:2", "x:3"}
    assert {joint.name(one).text for one in found} == {"Vera Tarnowska"}


def test_a_sound_is_found_in_each(joint):
    """Names that sound alike are found in all members."""
    assert {one.allonym.name for one in joint.sounding(listen("Oleg Khmarin"))} >= {"Oleg Chmarin", "Олег Хмарин"}


def test_barred_names_are_those_of_all(joint):
    """What one member bars is barred."""
    assert joint.barred("x:3") == {"tarnowska"}
    assert joint.barred("x:1") == set()
