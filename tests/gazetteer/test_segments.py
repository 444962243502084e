"""How does a gazetteer that was changed lie on disk?"""

import pytest

from allonym import Allonym, Entity
from allonym.gazetteer import Gazetteer
from allonym.gazetteer.segments import compact, open_gazetteer, update_folder
from allonym.gazetteer.updated import Updated, difference
from allonym.tables import Table


def table(**names: str) -> Table:
    """A table of entities with one name each."""
    rows = tuple(Allonym(f"x:{key}", name) for key, name in names.items())
    return Table("t", rows, {one.entity: Entity(one.entity, one.name) for one in rows}, {}, {})


BEFORE = table(a="Oleg Chmarin", b="Anna Wetterstein", c="Tarnow")
AFTER = table(a="Oleg Chmarin", b="Anna Quillan", d="Marvan")


@pytest.fixture
def folder(tmp_path):
    """A compiled gazetteer."""
    Gazetteer.of([BEFORE]).write(tmp_path / "g")
    return tmp_path / "g"


def names(gazetteer):
    """All names that it has."""
    return [one.name for one in gazetteer.names]


def size(folder):
    """How many bytes lie in the folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_what_was_not_changed_is_one_gazetteer(folder):
    """A folder as it was built opens as it was written, and compacting it changes nothing."""
    assert not isinstance(open_gazetteer(folder), Updated)
    before = size(folder)
    assert names(compact(folder)) == names(Gazetteer.of([BEFORE]))
    assert size(folder) == before


def test_a_change_is_there_for_who_opens_next(folder):
    """Whoever opened before keeps what it was, whoever opens after sees the change, verified or not."""
    earlier = open_gazetteer(folder)
    given = update_folder(folder, difference([BEFORE], [AFTER]))
    for one in (given, open_gazetteer(folder), open_gazetteer(folder, verify=True)):
        assert names(one) == ["Oleg Chmarin", "Anna Quillan", "Marvan"]
    assert names(earlier) == ["Oleg Chmarin", "Anna Wetterstein", "Tarnow"]


def test_changes_are_written_over_each_other(folder):
    """A second change replaces the small file of the first one: to change back and forth does not make it grow."""
    update_folder(folder, difference([BEFORE], [AFTER]))
    once = size(folder)
    for _ in range(3):
        update_folder(folder, difference([AFTER], [BEFORE]))
        update_folder(folder, difference([BEFORE], [AFTER]))
    assert size(folder) == once


def test_compacting_leaves_one_gazetteer_of_all(folder):
    """A compacted folder is what would have been built of the changed table."""
    update_folder(folder, difference([BEFORE], [AFTER]))
    found = compact(folder)
    assert not isinstance(found, Updated)
    assert names(found) == names(Gazetteer.of([AFTER]))
    assert sorted(found.entities) == ["x:a", "x:b", "x:d"]
