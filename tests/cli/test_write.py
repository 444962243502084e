"""How is output written so that nothing in it can act on a screen?"""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.cli import write

ANY = st.text(st.characters())


@given(ANY)
def test_json_is_safe_and_whole(text):
    """JSON is one printable line, and reads back as what was written."""
    line = write.as_json({"name": text})
    assert line.isprintable()
    assert json.loads(line) == {"name": text}


@given(ANY)
def test_a_running_text_cannot_act(text):
    """Of all characters that cannot be seen, only line ends, tabs, spaces and joiners are left."""
    left = {c for c in write.running_text(text) if not c.isprintable()}
    assert all(c in "\n\t\u200c\u200d" or c.isspace() for c in left)
    assert not left & set("\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")


@given(st.lists(st.tuples(ANY, ANY), max_size=5))
def test_a_table_has_one_line_a_row(rows):
    """Whatever the cells hold, each row stays one line."""
    shown = [[write.one_line(cell) for cell in row] for row in rows]
    assert len(write.columns(("a", "b"), shown).split("\n")) == len(rows) + 2


def test_wide_letters_take_two_columns():
    """Columns stay straight beside Chinese letters and combining marks."""
    assert (write.width("東京"), write.width("e\u0301"), write.width("Minsk")) == (4, 1, 5)


def test_no_frame_where_nobody_looks(capsys):
    """Off a terminal a table is plain columns, without colour."""
    write.print_table(("name",), [("Rudnja",)])
    assert capsys.readouterr().out == "name\n------\nRudnja\n"


def test_rich_shows_the_same_cells(capsys, monkeypatch):
    """On a terminal rich draws the table; markup in a cell stays text."""
    pytest.importorskip("rich")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    write.print_table(("name",), [("[bold]Rudnja[/bold]\x1b[31m",)])
    out = capsys.readouterr().out
    assert "[bold]Rudnja[/bold]\\x1b[31m" in out
    assert out != "name\n"


def test_without_rich_a_terminal_gets_plain_columns(capsys, monkeypatch):
    """Where rich is not installed, a terminal gets the plain table."""
    monkeypatch.setitem(sys.modules, "rich.console", None)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    write.print_table(("name",), [("Rudnja",)])
    assert capsys.readouterr().out == "name\n------\nRudnja\n"
