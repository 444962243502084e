"""Which command was asked for, and how did it end?"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator

import pytest

import allonym
from allonym.cli.main import main, parser


def commands(of: ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], ArgumentParser]]:
    """Each command with the words that call it."""
    yield path, of
    for action in of._actions:
        if isinstance(action, _SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*path, name))


COMMANDS = dict(commands(parser()))


def test_the_commands():
    """These are the commands; a new one is entered here and in the reference."""
    assert {" ".join(path) for path in COMMANDS} == {
        "", "resolve", "explain", "annotate", "tables", "table", "table check", "romanize", "schemes", "scheme",
        "scheme check", "compile", "verify",
    }  # fmt: skip


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_has_an_example(run, path):
    """The help of each command shows an example that begins with its own words."""
    ended = run(*path, "--help")
    assert ended.status == 0
    assert " ".join(["  allonym", *path]) in ended.out.split("example:\n")[1]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_reference_has_every_option(root, path):
    """docs/reference/command-line.md names each command and each of its options."""
    page = (root / "docs/reference/command-line.md").read_text(encoding="utf-8")
    assert " ".join(["allonym", *path]) in page
    options = [option for action in COMMANDS[path]._actions for option in action.option_strings]
    assert [option for option in options if option.startswith("--") and f"`{option}" not in page] == []


def test_version(run):
    """`--version` gives the version."""
    assert run("--version") == (0, f"allonym {allonym.__version__}\n", "")


BAD_USE = [
    [],
    ["no-such"],
    ["resolve"],
    ["resolve", "--no-such", "x"],
    ["resolve", "x", "--limit", "0"],
    ["resolve", "x", "--limit", "many"],
    ["resolve", "x", "--type", "planet"],
    ["resolve", "x", "--type", "\x1b[31m\u202e\nx"],
    ["resolve", "x", "--tables", "no-such"],
    ["resolve", "", "--tables", "TABLE"],
    ["resolve", "x", "--lang", "German"],
    ["resolve", "x", "--country", "Belarus"],
    ["resolve", "x" * 1025, "--tables", "TABLE"],
    ["resolve", "a\ud800", "--tables", "TABLE"],
    ["explain", "a", "b", "c"],
    ["explain", " ", "b"],
    ["explain", "a", "b", "--lang", "de"],
    ["annotate", "no/such/file"],
    ["annotate", "--html", "--json", "-"],
    ["romanize", "x"],
    ["romanize", "x", "--scheme", "no-such"],
    ["romanize", "x", "--scheme", "BINARY"],
    ["romanize", "я" * 1025, "--all"],
    ["schemes", "--lang", "zz"],
    ["schemes", "--between", "", "x"],
    ["romanize", "x", "--scheme", "press-rus-Cyrl-Latn-de", "--lang", "ru"],
    ["table"],
    ["table", "check", "no-such"],
    ["scheme", "check", "no-such"],
]


@pytest.mark.parametrize("argv", BAD_USE, ids=lambda argv: ascii(" ".join(argv))[:40])
def test_bad_use_is_one_line_and_status_2(run, table, tmp_path, argv):
    """Bad use gives nothing on standard output, one line without controls on standard error, and status 2."""
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    ended = run(*[{"TABLE": table, "BINARY": str(binary)}.get(word, word) for word in argv])
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert ended.err[:-1].isprintable()
    assert ended.err.startswith("allonym")


def test_a_bad_table_is_bad_use(run, tmp_path):
    """A table that cannot be read is named with its line."""
    path = tmp_path / "bad.tsv"
    path.write_text("entity\tname\nonly-one-column\n", encoding="utf-8")
    ended = run("resolve", "x", "--tables", str(path))
    assert ended.status == 2
    assert f"{path}:2" in ended.err


def test_a_closed_pipe_is_no_error(monkeypatch, capsys):
    """Where the reader goes away, nothing is said."""

    def gone(*_args: object, **_options: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("allonym.cli.names.print_json", gone)
    assert main(["explain", "Chrenin", "Хренин", "--json"]) == 141
    assert capsys.readouterr() == ("", "")


def python(*argv: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a fresh Python."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHONIO", "PYTHONUTF8", "LC_"))
    }
    return subprocess.run(
        [sys.executable, *argv], input=stdin, capture_output=True, check=False, env={**environment, **env}
    )


def test_output_is_utf8_whatever_the_locale(table):
    """In an ASCII locale a name is read, resolved and written as UTF-8."""
    done = python(
        "-m", "allonym", "resolve", "-", "--tables", table, stdin="Олег Хмарин".encode(), LC_ALL="C", PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Олег Хмарин  ex:chmarin" in done.stdout.decode("utf-8")


def test_version_reads_no_data():
    """`allonym --version` opens no file of data/."""
    code = (
        "import sys, json; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "from allonym.cli import main; status = main(['--version'])\n"
        "data = [path for path in opened if '/allonym/data/' in path.replace(chr(92), '/')]\n"
        "print(json.dumps([status, data, len(opened)]))"
    )
    version, report = python("-c", code).stdout.decode().splitlines()
    status, data, opened = json.loads(report)
    assert version.startswith("allonym ")
    assert (status, data) == (0, [])
    assert opened > 0
