"""What do romanize, schemes and scheme check say?"""

import json

import allonym.romanization

CODE = "press-rus-Cyrl-Latn-de"


def test_romanize_by_one_scheme(run):
    """A name is written as one scheme does."""
    rows = [json.loads(line) for line in run("romanize", "Хренин", "--scheme", CODE, "--json").out.splitlines()]
    assert rows == [{"name": "Хренин", "text": "Chrenin", "scheme": CODE}]


def test_romanize_by_a_file(run, tmp_path):
    """A scheme that is not bundled is tried by its file."""
    path = tmp_path / "mine-rus-Cyrl-Latn-1.toml"
    path.write_text(
        f'code = "{path.stem}"\ntitle = "Mine"\ncite = "Myself"\nextends = "{CODE}"\n'
        'rules = [["х", "q"]]\nsamples = [["Хан", "Qan"]]\n',
        encoding="utf-8",
    )
    rows = [json.loads(line) for line in run("romanize", "Хренин", "--scheme", str(path), "--json").out.splitlines()]
    assert rows == [{"name": "Хренин", "text": "Qrenin", "scheme": "mine-rus-Cyrl-Latn-1"}]
    assert run("romanize", "Хренин", "--scheme", "no-such.toml").status == 2


def test_romanize_by_all_schemes(run):
    """--all writes a name as each scheme does that fits, names from standard input too."""
    out = run("romanize", "-", "--all", "--lang", "ru", stdin="Хренин\n".encode()).out
    rows = [line.split() for line in out.splitlines()[2:]]
    assert {"Chrenin", "Khrenin"} <= {row[1] for row in rows}
    assert len(rows) == len(allonym.romanization.spellings("Хренин", lang="ru"))


def test_a_name_that_no_scheme_fits_is_said_to_be(run):
    """--all has a line for a name that no scheme fits, and no object of JSON."""
    assert run("romanize", "ꓡꓯ", "--all").out.splitlines()[2].split(maxsplit=1) == [
        "ꓡꓯ",
        "no scheme fits its script and letters",
    ]
    assert run("romanize", "ꓡꓯ", "--all", "--json").out == ""


def test_a_wrong_code_is_answered_with_near_ones(run):
    """An unknown code is bad use, and near ones are offered."""
    ended = run("romanize", "Хренин", "--scheme", "press-rus-de")
    assert ended.status == 2
    assert CODE in ended.err


def test_schemes_of_a_language(run):
    """--lang lists the schemes for one language."""
    listed = [json.loads(line) for line in run("schemes", "--lang", "ru", "--json").out.splitlines()]
    assert CODE in {one["code"] for one in listed}
    assert {one["lang"] for one in listed} == {"ru"}
    assert len(run("schemes").out.splitlines()) == len(allonym.romanization.schemes()) + 2


def test_schemes_between_two_spellings(run):
    """--between lists the schemes that lead from one spelling to the other."""
    listed = [json.loads(line) for line in run("schemes", "--between", "Хренин", "Chrenin", "--json").out.splitlines()]
    assert {"scheme": CODE, "text": "Chrenin", "distance": 0, "original": "Хренин", "beside": []} in listed
    assert CODE in run("schemes", "--between", "Хренин", "Chrenin").out


def test_schemes_between_two_spellings_of_one_original(run):
    """--between names the original of two Latin spellings, and how many schemes write each."""
    rows = run("schemes", "--between", "Khrenin", "Chrenin").out.splitlines()
    row = next(row for row in rows if row.startswith(CODE))
    assert "Хренин" in row
    assert " more" in row


def test_scheme_check_of_a_file(run, tmp_path):
    """A file of rules that proves nothing has findings with their places, and status 1."""
    path = tmp_path / "x-Latn.toml"
    path.write_text('code = "x-Latn"\n', encoding="utf-8")
    ended = run("scheme", "check", str(path))
    assert ended.status == 1
    assert ended.out.startswith(f"{path}:1:1: ")
