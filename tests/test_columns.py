"""How do answers become columns of an Arrow table?"""

import sys

import pytest

from allonym.columns import Row, as_columns
from allonym.errors import BadOption

FOUND = Row("Khmarin", "match", "ex:a", "Oleg Chmarin", 0.97, "sound", "Хмарин", ("mixed-script",))
NIL = Row("Quillan", "nil", None, None, None, None, None, ())


def test_a_row_comes_back_as_it_was():
    """Every value of every row stands in its column, in order; what is not known is null."""
    pytest.importorskip("pyarrow")
    rows = as_columns([FOUND, NIL, FOUND]).to_pylist()
    assert rows == [{**row._asdict(), "flags": list(row.flags)} for row in (FOUND, NIL, FOUND)]


def test_columns_have_the_same_types_whatever_the_rows():
    """Tables without a row, with nulls alone and with values can be put together."""
    arrow = pytest.importorskip("pyarrow")
    tables = [as_columns(rows) for rows in ([], [NIL], [FOUND])]
    assert len({str(one.schema) for one in tables}) == 1
    assert len(arrow.concat_tables(tables)) == 2


def test_few_different_words_are_stored_once():
    """Verdicts and ways are dictionaries: a million rows keep each word once."""
    pytest.importorskip("pyarrow")
    table = as_columns([FOUND, NIL] * 100)
    assert table.column("verdict").chunk(0).dictionary.to_pylist() == ["match", "nil"]
    assert table.column("via").chunk(0).dictionary.to_pylist() == ["sound"]


def test_what_is_missing_is_named(monkeypatch):
    """Without pyarrow the error says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadOption, match=r"pip install allonym\[arrow\]"):
        as_columns([FOUND])
