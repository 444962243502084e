"""Where does the table of this name lie?"""

from pathlib import Path

import pytest

from allonym.errors import BadTableId, UnknownTable
from allonym.tables import bundled_tables, find_tables, read_table
from allonym.tables.find import check_table_id


@pytest.fixture
def path(tmp_path):
    """A table of one file."""
    path = tmp_path / "names.tsv"
    path.write_text("entity\tname\nex:a\tChmarin\n", encoding="utf-8")
    return path


def test_bundled_tables_are_known_by_name():
    """The bundled tables are folders, sorted by name, each with a plain name."""
    names = bundled_tables()
    assert len(names) >= 3
    assert list(names) == sorted(names)
    assert [check_table_id(name) for name in names] == list(names)


def test_bundled_means_all(path):
    """The word bundled stands for all bundled tables, and may stand beside others."""
    found = find_tables(["bundled", path])
    assert [Path(table.path).name for table in found] == [*bundled_tables(), "names.tsv"]


def test_a_table_is_found_as_path_name_or_record(path):
    """A path, a path as text, a bundled table's name and a record are all tables, in the order of asking."""
    name = bundled_tables()[0]
    found = find_tables([name, path, str(path), read_table(path), path.parent])
    assert len(found) == 5
    assert found[1] == found[2] == found[3]
    assert Path(found[0].path).name == name


@pytest.mark.parametrize("name", ["nowhere", "no/where.tsv", "", "../../etc/passwd", "bundled/../x", "a\nb"])
def test_what_is_nowhere_is_unknown(tmp_path, monkeypatch, name):
    """What is no file, no folder and no bundled table is refused, with what there is."""
    monkeypatch.chdir(tmp_path)
    if name == "":
        name = "missing.tsv"
    with pytest.raises(UnknownTable, match="bundled"):
        find_tables([name])


@pytest.mark.parametrize("name", ["a", "people", "people-2026", "a_b", "7seas", "a" * 64])
def test_plain_names(name):
    """Lower-case letters, digits, hyphens and underscores make a name for a table."""
    assert check_table_id(name) == name


@pytest.mark.parametrize(
    "name", ["", "A", "a b", "a/b", ".a", "-a", "_a", "a.b", "ä", "a" * 65, "con", "lpt1", "a\n", None, 5]
)
def test_names_that_are_not_plain(name):
    """All else is refused, so that no name leads out of a folder or clashes on another system."""
    with pytest.raises(BadTableId, match="cannot name a table"):
        check_table_id(name)
