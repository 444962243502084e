"""What do tables and table check say?"""

import json

from allonym.tables import bundled_tables


def test_tables_lists_the_bundled_ones(run):
    """Each bundled table has a line with how much is in it."""
    rows = [json.loads(line) for line in run("tables", "--json").out.splitlines()]
    assert [row["name"] for row in rows] == list(bundled_tables())
    assert all(row["names"] >= row["entities"] > 0 and row["licence"] for row in rows)
    shown = run("tables").out.splitlines()
    assert [line.split()[0] for line in shown[2:]] == list(bundled_tables())


def test_a_clean_table(run, table):
    """A clean table has no findings, and status 0."""
    assert run("table", "check", table) == (0, "no findings\n", "")
    assert run("table", "check", "--json", table) == (0, "", "")


def test_findings_have_their_place(run, tmp_path):
    """Each finding stands on a line with file, line and column; the status is 1."""
    path = tmp_path / "faulty.tsv"
    path.write_text("entity\tname\tkind\nex:a\tMinsk\tnickname\n", encoding="utf-8")
    ended = run("table", "check", str(path))
    assert ended.status == 1
    assert ended.out.startswith(f"{path}:2:")
    (finding,) = [json.loads(line) for line in run("table", "check", "--json", str(path)).out.splitlines()]
    assert (finding["file"], finding["line"]) == (str(path), 2)


def test_a_finding_cannot_act_on_the_screen(run, tmp_path):
    """A finding that quotes controls shows them as escapes."""
    path = tmp_path / "evil.tsv"
    path.write_text("entity\tname\nex:a\tMin\u202esk\n", encoding="utf-8")
    ended = run("table", "check", str(path))
    assert ended.status == 1
    assert ended.out.replace("\n", "").isprintable()
