"""What does an alias table say?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import BadTable
from allonym.records import Allonym, Entity
from allonym.tables import read_table

cells = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@pytest.fixture
def single(tmp_path):
    """How to write a table of one file."""

    def write(text):
        path = tmp_path / "names.tsv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def folder(tmp_path):
    """A whole table in a folder."""
    (tmp_path / "names.tsv").write_text("entity\tname\ttag\nex:a\tХмарин\tru-Cyrl\nex:b\tTarn\t\n", encoding="utf-8")
    (tmp_path / "entities.tsv").write_text(
        "entity\ttype\theading\tcountry\tsame_as\treplaced_by\n"
        "ex:a\tperson\tOleg Chmarin\tRU\twd:Q1 gn:2\t\nex:c\tplace\tOld\t\t\tex:b\n",
        encoding="utf-8",
    )
    (tmp_path / "not_same.tsv").write_text("entity\tname\treason\nex:a\tChmarina\tanother woman\n", encoding="utf-8")
    (tmp_path / "table.toml").write_text('title = "People"\n', encoding="utf-8")
    return tmp_path


def test_a_single_file_is_a_table(single):
    """Two columns are enough; an entity without a heading has its first name for one."""
    table = read_table(single("entity\tname\nex:a\tChmarin\nex:a\tХмарин\n"))
    assert table.names == (Allonym("ex:a", "Chmarin"), Allonym("ex:a", "Хмарин"))
    assert table.entities == {"ex:a": Entity("ex:a", "Chmarin")}
    assert (table.not_same, table.facts) == ({}, {})


def test_a_table_shows_itself_by_counts(single):
    """The repr of a table does not hold its rows."""
    assert "names=<1>, entities=<1>" in repr(read_table(single("entity\tname\nex:a\tChmarin\n")))


def test_a_single_file_may_tell_of_its_entities(single):
    """Type, country and heading may stand in the single file, columns in any order."""
    table = read_table(single("name\tcountry\ttype\tentity\theading\nChmarin\tRU\tperson\tex:a\tOleg\n"))
    assert table.entities["ex:a"] == Entity("ex:a", "Oleg", "person", "RU")


def test_a_folder_is_a_table(folder):
    """A folder tells of names, entities, names that are not the same, and the table itself."""
    table = read_table(folder)
    assert [allonym.name for allonym in table.names] == ["Хмарин", "Tarn"]
    assert table.entities["ex:a"] == Entity("ex:a", "Oleg Chmarin", "person", "RU", ("wd:Q1", "gn:2"))
    assert table.entities["ex:b"] == Entity("ex:b", "Tarn")
    assert table.entities["ex:c"].replaced_by == "ex:b"
    assert table.not_same == {"ex:a": {"Chmarina": "another woman"}}
    assert table.title == "People"


def test_only_the_id_of_an_entity_is_required(folder):
    """An entity's type and heading may be unknown; its id may not."""
    (folder / "entities.tsv").write_text("entity\ttype\nex:a\t\n", encoding="utf-8")
    assert read_table(folder).entities["ex:a"].type == ""
    (folder / "entities.tsv").write_text("type\tentity\nperson\t\n", encoding="utf-8")
    with pytest.raises(BadTable, match=r"entities\.tsv:2:2: column 'entity' is empty"):
        read_table(folder)


def test_names_alone_make_a_folder(folder):
    """Only names.tsv is required; a table without a title is called by its path."""
    for name in ("entities.tsv", "not_same.tsv", "table.toml"):
        (folder / name).unlink()
    table = read_table(folder)
    assert set(table.entities) == {"ex:a", "ex:b"}
    assert table.title == str(folder)


@pytest.mark.parametrize(
    "text", ["\ufeffentity\tname\nex:a\tA\n", "entity\tname\r\nex:a\tA\r\n", "entity\tname\nex:a\tA"]
)
def test_editors_leave_their_marks(single, text):
    """A byte order mark, Windows line ends and a missing last line end change nothing."""
    assert read_table(single(text)).names == (Allonym("ex:a", "A"),)


def test_names_are_composed(single):
    """Names are kept in Unicode's composed form."""
    assert read_table(single("entity\tname\nex:a\tMu\u0308ller\n")).names[0].name == "M\u00fcller"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "missing 'entity', 'name'"),
        ("entity\tname\n", "the table has no names"),
        ("name\nA\n", "missing 'entity'"),
        ("entity,name\nex:a,A\n", "missing 'entity', 'name'; unknown 'entity,name'"),
        ("entity\tname\tcolour\nex:a\tA\tred\n", "unknown 'colour'"),
        ("entity\tname\tname\nex:a\tA\tB\n", "repeated 'name'"),
        ("entity\tname\nex:a\n", "names.tsv:2: 1 columns where the header has 2"),
        ("entity\tname\nex:a\tA\tx\n", "names.tsv:2: 3 columns"),
        ("entity\tname\nex:a\tA\n\nex:b\tB\n", "names.tsv:3: 1 columns"),
        ("entity\tname\nex:a\tA\n\tB\n", "names.tsv:3:1: column 'entity' is empty"),
        ("entity\tname\nex:a\t  \n", "names.tsv:2:2: column 'name' is empty"),
        ("name\tentity\nA\t\n", "names.tsv:2:2: column 'entity' is empty"),
        ("tag\tentity\tname\nde\tex:a\t\n", "names.tsv:2:3: column 'name' is empty"),
        ("entity\tname\nex:a\tA\x07\n", "names.tsv:2:2: column 'name' has the control U+0007"),
        (b"entity\tname\nex:a\tM\xfcller\n", "not UTF-8 at byte 18"),
    ],
)
def test_a_bad_file_is_refused_where_it_is_bad(single, text, said):
    """What breaks the format is refused with file, line, column and what is wrong."""
    with pytest.raises(BadTable) as refused:
        read_table(single(text))
    assert said in str(refused.value)
    assert refused.value.code == "bad-table"


def test_bad_folders(folder, tmp_path):
    """A folder without names, an entity that stands twice, and a broken table.toml are refused."""
    (folder / "table.toml").write_text("title = \n", encoding="utf-8")
    with pytest.raises(BadTable, match=r"table\.toml"):
        read_table(folder)
    (folder / "table.toml").unlink()
    (folder / "entities.tsv").write_text("entity\nex:a\nex:a\n", encoding="utf-8")
    with pytest.raises(BadTable, match=r"entities\.tsv:3:1: entity 'ex:a' stands twice"):
        read_table(folder)
    (folder / "names.tsv").unlink()
    with pytest.raises(BadTable, match=r"no names\.tsv"):
        read_table(folder)
    with pytest.raises(BadTable, match="no such file"):
        read_table(tmp_path / "nowhere")


def test_joiners_that_scripts_need_are_kept(single):
    """Persian and Sinhala names keep their joiners."""
    assert read_table(single("entity\tname\nex:a\tمی\u200cرزا\n")).names[0].name == "می\u200cرزا"


@given(rows=st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
def test_every_cell_comes_back(tmp_path_factory, rows):
    """What is written as entity and name is read as it was, composed."""
    path = tmp_path_factory.mktemp("read") / "names.tsv"
    path.write_text("entity\tname\n" + "".join(f"{key}\t{name}\n" for key, name in rows), encoding="utf-8")
    table = read_table(path)
    assert [allonym.entity for allonym in table.names] == [key for key, _ in rows]
    assert set(table.entities) == {key for key, _ in rows}
    assert len(table.names) == len(rows)
