"""Can a contributed table or a file of rules do harm?"""

import io
import json
import zipfile

import pytest

from allonym.errors import BadTable
from allonym.proof import check_file
from allonym.rules import Rules
from allonym.tables import check_table, read_table

HEAD = "entity\tname\ttag\tkind\tscheme\tsource\n"
RIGHT_TO_LEFT_OVERRIDE = "\u202e"


def write(tmp_path, rows, head="entity\tname\n"):
    """Write a table of one file: its head, then the rows as they are."""
    path = tmp_path / "names.tsv"
    path.write_bytes((head + rows).encode() if isinstance(rows, str) else head.encode() + rows)
    return path


@pytest.fixture
def folder(tmp_path):
    """A folder that check_table has nothing to say against."""
    (tmp_path / "names.tsv").write_text(HEAD + "ex:a\tMarek Dolgorz\tpl-Latn\t\t\tcurated:2026-11\n", encoding="utf-8")
    (tmp_path / "entities.tsv").write_text("entity\ttype\theading\nex:a\tperson\tMarek Dolgorz\n", encoding="utf-8")
    facts = ("title", "version", "licence", "source", "retrieved", "maintainers")
    (tmp_path / "table.toml").write_text("".join(f'{fact} = "x"\n' for fact in facts), encoding="utf-8")
    assert check_table(tmp_path) == ()
    return tmp_path


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000 + "]" * 100_000, '{"entity": "ex:a", "entity": "ex:b", "name": "A"}', "9" * 10_000],
    ids=["table-003", "table-004", "table-006"],
)
def test_json_is_no_table(tmp_path, text):
    """A JSON file, however deep, double or long its values, is refused for its header and not parsed."""
    path = tmp_path / "names.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=r"names.json:1: column names: missing 'entity'"):
        read_table(path)
    assert [finding.rule for finding in check_table(path)] == ["format"]


def test_a_line_is_bounded(tmp_path):
    """A line of over 1 MiB is refused, with its number."""
    with pytest.raises(BadTable, match=r"names.tsv:3: a line of"):
        read_table(write(tmp_path, f"ex:a\tA\nex:b\t{'b' * 2**20}\n"))
    assert read_table(write(tmp_path, f"ex:a\tA\nex:b\t{'b' * 1000}\n")).names[1].entity == "ex:b"


def test_an_entity_has_a_bounded_number_of_names(tmp_path):
    """More than 10,000 names for one entity are a mistake in the file, and the error names the entity."""
    with pytest.raises(BadTable, match=r"entity 'ex:a' has 10,001 names"):
        read_table(write(tmp_path, "".join(f"ex:a\tName {n}\n" for n in range(10_001))))
    assert len(read_table(write(tmp_path, "".join(f"ex:a\tName {n}\n" for n in range(10_000)))).names) == 10_000


def test_a_file_is_bounded(tmp_path):
    """A file of 10 GB is refused by its size, before it is read."""
    path = write(tmp_path, "ex:a\tA\n")
    with path.open("r+b") as file:
        file.truncate(10 * 10**9)
    with pytest.raises(BadTable, match="larger than"):
        read_table(path)


@pytest.mark.parametrize("inside", ["names.tsv", "../names.tsv"], ids=["table-010", "table-011"])
def test_archives_are_not_opened(tmp_path, inside):
    """A zip file is no table: it is refused unopened, so that no bomb goes off and no path leads out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inside, b"entity\tname\n" + b"\0" * 10**6)
    path = tmp_path / "names.zip"
    path.write_bytes(packed.getvalue())
    with pytest.raises(BadTable):
        read_table(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["names.zip"]


@pytest.mark.parametrize("bad", ["A\0B", "A\rB", "A\x1b[31mB", "A\u2028B"], ids=["nul", "bare-cr", "escape", "line"])
def test_control_characters_are_refused_with_their_line(tmp_path, bad):
    """A control character in a cell is refused with line, column and code point."""
    with pytest.raises(BadTable, match=r"names.tsv:3:2: column 'name' has the control U\+"):
        read_table(write(tmp_path, f"ex:a\tA\nex:b\t{bad}\n"))


def test_a_name_of_any_length_is_found_by_lint(tmp_path):
    """A name of 200 KB can be read, and lint names its line."""
    findings = check_table(write(tmp_path, f"ex:a\tAna\nex:b\t{'b' * 200_000}\n"))
    assert [(finding.line, finding.column, finding.rule) for finding in findings] == [(3, 2, "name")]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "cp1251"])
def test_only_utf_8_is_read(tmp_path, encoding):
    """A file in another encoding than UTF-8 is refused, with the byte where that shows."""
    path = tmp_path / "names.tsv"
    text = "entity\tname\nex:a\t" + ("Хренин" if encoding == "cp1251" else "Müller") + "\n"
    path.write_bytes(text.encode(encoding))
    with pytest.raises(BadTable, match=r"not UTF-8 at byte \d+"):
        read_table(path)


def test_bidi_controls_are_refused(folder):
    """A character that turns the line around is refused in a value, and found by lint in a comment of table.toml."""
    facts = folder / "table.toml"
    facts.write_text(facts.read_text(encoding="utf-8") + f"# {RIGHT_TO_LEFT_OVERRIDE}note\n", encoding="utf-8")
    assert [(found.line, found.column, found.rule) for found in check_table(folder)] == [(7, 3, "bidi")]
    with pytest.raises(BadTable, match=r"U\+202E"):
        read_table(write(folder, f"ex:a\tMarek{RIGHT_TO_LEFT_OVERRIDE}\n"))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("ex:a\tthe", "stop-word"),
        ("ex:a\tbin", "stop-word"),
        ("ex:a\t«…»", "empty"),
        ("ex:а\tAnna Tarn", "id"),
    ],
    ids=["table-015-the", "table-015-bin", "table-017", "table-022"],
)
def test_lint_finds(tmp_path, row, rule):
    """A name that would match everything or nothing, and an id with a look-alike letter, are found by lint."""
    assert rule in {finding.rule for finding in check_table(write(tmp_path, row + "\n"))}


@pytest.mark.parametrize("licence", ["", 'licence = ""\n'], ids=["missing", "empty"])
def test_a_table_says_its_licence(folder, licence):
    """A table without a licence, or with an empty one, is found by lint."""
    facts = folder / "table.toml"
    facts.write_text(facts.read_text(encoding="utf-8").replace('licence = "x"\n', licence), encoding="utf-8")
    assert [finding.rule for finding in check_table(folder)] == ["fact"]


def test_a_rule_is_no_regular_expression():
    """An exponential pattern in a rule is a plain spelling that fires on itself alone."""
    rules = Rules.parse([["(a+)+$", "x"]])
    assert rules.rewrite("a" * 1000 + "!") == "a" * 1000 + "!"
    assert rules.rewrite("(a+)+$") == "x"


def test_rules_do_not_run_in_circles():
    """What a rule has written is not rewritten: two rules that swap letters swap them once."""
    assert Rules.parse([["a", "b"], ["b", "a"]]).rewrite("abba") == "baab"


def test_rules_multiply_within_bounds():
    """A rule of a thousand values, met again and again, gives a bounded number of ways."""
    rules = Rules.parse([["a", [f"b{n}" for n in range(1000)]]])
    assert len(rules.alternatives("a" * 50, limit=10**6)) <= 16


def test_rules_that_say_nothing_are_found(tmp_path):
    """An orthography whose rules make every letter silent is found by the check of its samples."""
    path = tmp_path / "xx-Latn.toml"
    rules = [[letter, ""] for letter in "abcdefghijklm"]
    samples = [[letter * 2, letter] for letter in "abcdefghijklm"]
    fields = {"code": "xx-Latn", "title": "Mute", "cite": "made up", "lang": "xx", "script": "Latn"}
    lines = [f"{key} = {json.dumps(value)}" for key, value in fields.items()]
    lines += ['alphabet = "abcdefghijklm"', f"rules = {json.dumps(rules)}", f"samples = {json.dumps(samples)}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert check_file(path)
