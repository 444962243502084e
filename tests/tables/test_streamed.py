"""What does an alias table say, a row at a time?"""

import pytest

from allonym.errors import BadTable
from allonym.records import Allonym, Entity
from allonym.tables import find_streamed, read_table
from allonym.tables.streamed import StreamedTable, rows_of


def written(folder, names, entities=""):
    """A table in a folder."""
    (folder / "names.tsv").write_text("entity\tname\ttag\n" + names, encoding="utf-8")
    if entities:
        (folder / "entities.tsv").write_text("entity\ttype\theading\n" + entities, encoding="utf-8")
    return folder


def test_a_folder_comes_row_by_row(tmp_path):
    """First come the entities, each with its line, then the names; each entity is told beside its first name too."""
    path = written(tmp_path, "ex:a\tOne\tde-Latn\nex:a\tTwo\t\nex:b\tThree\t\n", "ex:a\tperson\tUno\n")
    assert list(StreamedTable.of(path).rows()) == [
        (None, Entity("ex:a", "Uno", "person"), 2),
        (("ex:a", "One", "de-Latn", "", "", ""), Entity("ex:a", "One"), 0),
        (("ex:a", "Two", "", "", "", ""), None, 0),
        (("ex:b", "Three", "", "", "", ""), Entity("ex:b", "Three"), 0),
    ]


def test_it_says_what_is_read_at_once(tmp_path):
    """Names, entities, what is not the same and what the table says of itself are those of the whole table."""
    path = written(tmp_path, "ex:b\tTwo\t\nex:a\tOne\t\nex:b\tMore\t\n", "ex:a\tperson\tUno\n")
    (path / "not_same.tsv").write_text("entity\tname\treason\nex:a\tUna\tanother\n", encoding="utf-8")
    (path / "table.toml").write_text('title = "Some"\n', encoding="utf-8")
    (streamed,), whole = find_streamed([path]), read_table(path)
    assert tuple(Allonym(*one) for one, _, _ in rows_of(streamed) if one) == whole.names
    assert (streamed.path, streamed.facts, streamed.not_same) == (whole.path, whole.facts, whole.not_same)
    entities = {}
    for _, one, _ in rows_of(streamed):
        if one:
            entities.setdefault(one.id, one)
    assert entities == whole.entities
    assert {one.id: one for _, one, _ in rows_of(whole) if one} == whole.entities


def test_what_is_no_table_is_refused(tmp_path):
    """A folder without names.tsv, a path where nothing lies and a table without names are bad tables."""
    with pytest.raises(BadTable, match=r"no names\.tsv"):
        StreamedTable.of(tmp_path)
    with pytest.raises(BadTable, match="no such file"):
        StreamedTable.of(tmp_path / "nowhere")
    with pytest.raises(BadTable, match="has no names"):
        list(StreamedTable.of(written(tmp_path, "")).rows())
