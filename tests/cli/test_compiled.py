"""What do compile, verify and --gazetteer say?"""

import json
import sys

import pytest

from allonym.cli import compiled
from allonym.gazetteer.files import read_manifest


@pytest.fixture
def gazetteer(run, table, tmp_path):
    """A small gazetteer, compiled."""
    path = str(tmp_path / "people.gazetteer")
    assert run("compile", table, "--output", path).status == 0
    return path


def blocks_file(path):
    """The file of the blocks of a gazetteer."""
    manifest = read_manifest(path)
    return path / manifest["segment"]["file"]


def test_compile_says_what_it_made(run, table, tmp_path):
    """One line tells what was made; nothing else is written where nobody watches."""
    path = str(tmp_path / "people.gazetteer")
    ended = run("compile", table, "--output", path)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"{path}: 4 entities, 5 names, ")
    assert ended.out.count("\n") == 1
    told = json.loads(run("compile", table, "--output", path, "--json").out)
    assert told["counts"] == {"entities": 4, "names": 5}
    assert [row["title"] for row in told["tables"]] == ["names.tsv"]


def test_compile_keeps_the_versions_of_tables(run, tmp_path):
    """The title, version and licence of a table stand in the manifest, and its place on this machine does not."""
    path = tmp_path / "world.gazetteer"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "names.tsv").write_text("entity\tname\nx:1\tRudnja\n", encoding="utf-8")
    (tmp_path / "mine" / "table.toml").write_text('title = "Mine"\nversion = "3"\nlicence = "CC0"\n', encoding="utf-8")
    run("compile", str(tmp_path / "mine"), "--output", str(path))
    assert read_manifest(path)["tables"] == [
        {"title": "Mine", "version": "3", "licence": "CC0", "entities": 1, "names": 1}
    ]
    assert str(tmp_path) not in (path / "manifest.json").read_text()


@pytest.mark.parametrize("asked", ["Oleg Chmarin", "Rudnja", "Oakville", "Gundula Wetterstein"])
def test_a_gazetteer_answers_as_its_table(run, table, gazetteer, asked):
    """--gazetteer gives the same answer as --tables."""
    one, two = (run("resolve", asked, "--json", *rest) for rest in (("--gazetteer", gazetteer), ("--tables", table)))
    assert one == two
    assert one.status == 0


def test_explain_and_annotate_take_a_gazetteer(run, gazetteer):
    """A compiled gazetteer serves wherever tables do."""
    assert "ex:chmarin" in run("explain", "Oleg Chmarin", "--gazetteer", gazetteer).out
    assert "ex:rudnja" in run("annotate", "-", "--gazetteer", gazetteer, stdin=b"They met in Rudnja.").out


def test_tables_and_gazetteer_exclude_each_other(run, table, gazetteer):
    """Both at once are bad use."""
    ended = run("resolve", "x", "--tables", table, "--gazetteer", gazetteer)
    assert ended.status == 2
    assert "not allowed with" in ended.err


def test_verify_says_that_all_is_well(run, gazetteer):
    """A whole gazetteer has one line, and the status 0."""
    ended = run("verify", gazetteer)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"{gazetteer}: whole; 4 entities, 5 names, ")


def test_verify_says_what_is_wrong(run, gazetteer, tmp_path):
    """A damaged gazetteer, or none, has one line with the remedy, and the status 1; others are checked too."""
    file = blocks_file(tmp_path / "people.gazetteer")
    kept = file.read_bytes()
    file.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    ended = run("verify", str(tmp_path / "missing"), gazetteer)
    assert ended.status == 1
    missing, damaged = ended.out.splitlines()
    assert "no such file" in missing
    assert "build the gazetteer anew" in damaged
    told = [json.loads(line) for line in run("verify", "--json", gazetteer).out.splitlines()]
    assert [one["code"] for one in told] == ["index-corrupt"]


def test_verify_warns_of_open_doors(run, gazetteer, tmp_path):
    """A gazetteer that anyone may change is whole, with a warning."""
    (tmp_path / "people.gazetteer").chmod(0o777)
    ended = run("verify", gazetteer)
    assert ended.status == 0
    assert ended.out.splitlines()[1].startswith("warning: ")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["compile", "no-such", "--output", "OUT"], "no table"),
        (["compile", "TABLE"], "--output"),
        (["compile", "TABLE", "--output", "TABLE"], "choose a place"),
        (["compile", "TABLE", "--output", "FOLDER"], "something else"),
        (["resolve", "x", "--gazetteer", "no-such"], "compiled gazetteer"),
        (["resolve", "x", "--gazetteer", "TABLE"], "compiled gazetteer"),
    ],
    ids=" ".join,
)
def test_errors_are_one_line(run, table, tmp_path, argv, says):
    """What cannot be done is told in one line, with the status 2, and nothing is left behind."""
    places = {"TABLE": table, "OUT": str(tmp_path / "out"), "FOLDER": str(tmp_path)}
    before = sorted(one.name for one in tmp_path.iterdir())
    ended = run(*(places.get(word, word) for word in argv))
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert says in ended.err
    assert sorted(one.name for one in tmp_path.iterdir()) == before


@pytest.mark.parametrize("rich", [True, False], ids=["rich", "plain"])
def test_progress_is_for_terminals(run, table, tmp_path, monkeypatch, rich):
    """On a terminal, progress is shown on standard error, with or without rich, and the output is the same."""
    if rich:
        pytest.importorskip("rich")
    else:
        monkeypatch.setitem(sys.modules, "rich.progress", None)
    path = str(tmp_path / "people.gazetteer")
    plain = run("compile", table, "--output", path)
    monkeypatch.setattr(compiled.sys.stderr, "isatty", lambda: True, raising=False)
    ended = run("compile", table, "--output", path)
    assert ended.out == plain.out
    assert "people.gazetteer" in ended.err
    assert rich or "5 of 5 names" in ended.err
