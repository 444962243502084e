"""What do resolve and explain say?"""

import json

import pytest

from allonym import Allonym, Comparison, Entity, Match, Resolution
from allonym.cli.names import rows_of
from allonym.records import NEAR, NIL

EVIL = "Rud\x1b[31mnja\u202e"


def test_resolve_gives_a_table(run, table):
    """Each name has a line with id, heading, score and reason; a stranger's says NIL."""
    ended = run("resolve", "Oleg Chmarin", "Rudnja", "Gundula Wetterstein", "--tables", table)
    heads, rule, *rows = ended.out.splitlines()
    assert (ended.status, ended.err) == (0, "")
    assert heads.split() == ["spelling", "id", "heading", "score", "why"]
    assert set(rule) == {"-", " "}
    assert [row.split("  ")[0] for row in rows] == ["Oleg Chmarin", "Rudnja", "Gundula Wetterstein"]
    assert "ex:chmarin" in rows[0]
    assert "Олег Хмарин" in rows[0]
    assert "same spelling as Rudnja" in rows[1]
    assert "NIL" in rows[2]


def test_resolve_shows_all_of_several(run, table):
    """An ambiguous name has a line for each entity that it may mean."""
    rows = run("resolve", "Oakville", "--tables", table).out.splitlines()[2:]
    assert ["ex:oak-1" in row or "ex:oak-2" in row for row in rows] == [True, True]
    assert all("one of several" in row for row in rows)


def test_country_and_type_leave_out_others(run, table):
    """--country and --type leave one of two, or none."""
    assert "ex:oak-2" in run("resolve", "Oakville", "--country", "us", "--tables", table).out
    assert "ex:oak-1" not in run("resolve", "Oakville", "--country", "us", "--tables", table).out
    assert "NIL" in run("resolve", "Oakville", "--type", "person", "--tables", table).out
    assert "NIL" in run("resolve", "Oakville", "--type", "org", "--tables", table).out


def test_resolve_reads_names_from_standard_input(run, table):
    """`-` stands for one name a line; empty lines and a byte order mark are no names."""
    stdin = "\ufeffRudnja\r\n\nРудня\n".encode()
    answers = [
        json.loads(line) for line in run("resolve", "-", "--json", "--tables", table, stdin=stdin).out.splitlines()
    ]
    assert [(one["name"], one["id"]) for one in answers] == [("Rudnja", "ex:rudnja"), ("Рудня", "ex:rudnja")]


def test_standard_input_that_is_no_utf8(run, table):
    """Bytes that are no UTF-8 are refused with their place."""
    ended = run("resolve", "-", "--tables", table, stdin=b"Rudnja \xff")
    assert ended.status == 2
    assert "not UTF-8 at byte 7" in ended.err


def test_limit_shows_more(run, table):
    """--limit shows entities that are not likely, too."""
    short = run("resolve", "Rudnja", "--tables", table).out.splitlines()
    long = run("resolve", "Oleg Rudnja", "--limit", "5", "--tables", table).out.splitlines()
    assert len(long) > len(short)


def test_hostile_names_cannot_act_on_the_screen(run, table):
    """Escape sequences and direction marks are shown as escapes in every form of output."""
    for argv in (["resolve", EVIL], ["resolve", EVIL, "--json"], ["explain", EVIL], ["explain", EVIL, "Rudnja"]):
        tables = ["--tables", table]
        out = run(*argv, *tables).out
        assert "u202e" in out
        assert out.replace("\n", "").isprintable()


def test_json_keeps_what_was_asked(run, table):
    """JSON escapes what cannot be seen and gives it back unchanged when read."""
    assert json.loads(run("resolve", EVIL, "--json", "--tables", table).out)["name"] == EVIL


def test_explain_draws_the_letters(run):
    """Two names stand under each other, letters outside, sounds inside."""
    out = run("explain", "Schukow", "Жуков").out
    drawn = [line.split() for line in out.split("\n\n")[1].splitlines()]
    assert drawn[0] == ["Sch", "u", "k", "o", "w"]
    assert drawn[2] == ["|"] * 5
    assert drawn[4] == ["Ж", "у", "к", "о", "в"]


def test_explain_takes_the_type_of_both_names(run):
    """A word that one place lacks makes it another, and a person's middle name does not."""
    scores = {
        kind: json.loads(run("explain", "Anna Maria Khrenin", "Anna Khrenin", "--type", kind, "--json").out)["score"]
        for kind in ("person", "place")
    }
    assert scores["person"] > scores["place"]


def test_explain_one_name(run, table):
    """With one name, the reason of its resolution is told."""
    out = run("explain", "Oleg Chmarin", "--tables", table).out
    assert out.startswith("Oleg Chmarin: match\nex:chmarin")
    assert "read as" in out


def test_explain_json(run, table):
    """JSON has the comparison, or the resolution."""
    assert json.loads(run("explain", "Chmarin", "Хмарин", "--json").out)["evidence"]
    assert json.loads(run("explain", "Rudnja", "--json", "--tables", table).out)["id"] == "ex:rudnja"


@pytest.mark.parametrize(
    ("score", "says"), [(0.9, "not sure enough: Chmarin (0.90)"), (0.1, "no entity is known by this name")]
)
def test_nil_names_who_is_likely_and_not_sure(score, says):
    """Beside NIL stands who is likelier than not; of one who is not, nothing is said."""
    met = Match(Entity("ex:a", "Chmarin"), Allonym("ex:a", "Хмарин"), Comparison("x", "Хмарин", score, NEAR))
    assert list(rows_of(Resolution("x", NIL, (met,)), all_matches=False)) == [("x", "NIL", "", "", says)]
