"""Does a file that does not prove itself get a finding at the right place?"""

from pathlib import Path

import pytest

from allonym import proof
from allonym.proof import Proof, check_files

GOOD = """code = "test-rus-Cyrl-Latn-1"
title = "A test"
cite = "A standard, page 1"
lang = "ru"
source = "Cyrl"
target = "Latn"
alphabet = "абх"
rules = [
  ["а", "a"], ["б", "b"],
  # "a bracket [ in a comment" is no row
  ["х", "kh"],
  ["х", "h", { before = "^" }],
]
samples = [
  ["ах", "akh"], ["аб", "ab"], ["ба", "ba"], ["аа", "aa"], ["ха", "ha"], ["хб", "hb"],
  ["бах", "bakh"], ["ббб", "bbb"], ["абба", "abba"], ["баба", "baba"], ["хаба", "haba"], ["ааб", "aab"],
]
"""
ORTHOGRAPHY = """code = "test-Cyrl"
title = "A test"
cite = "A standard, page 1"
lang = "ru"
script = "Cyrl"
alphabet = "аб"
rules = [["а", "a"], ["б", "b"]]
samples = [["а", "a"], ["б", "b"], ["аб", "ab"], ["ба", "ba"], ["аба", "aba"], ["баб", "bab"], ["абаб", "abab"],
  ["баба", "baba"], ["ааб", "ab"], ["бба", "ba"], ["абба", "aba"], ["аб аб", "ab ab"]]
"""


def check(tmp_path: Path, text: str, name: str = "test-rus-Cyrl-Latn-1"):
    """Check one text as a file, and give (rule, line, column) of each finding."""
    path = tmp_path / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return [(finding.rule, finding.line, finding.column) for finding in check_files([path])]


def test_a_good_file_is_clean(tmp_path):
    """A file that cites its source and fires each rule in a sample has no findings."""
    assert check(tmp_path, GOOD) == []
    assert check(tmp_path, ORTHOGRAPHY, "test-Cyrl") == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('"A standard, page 1"', '" "', ("citation", 3, 1)),
        ('lang = "ru"', 'lang = "ru"\nconfidence = "sure"', ("confidence", 5, 1)),
        ("Latn-1", "Latn-2", ("file-name", 1, 1)),
        (', ["ааб", "aab"]', "", ("few-samples", 14, 1)),
        ('["х", "kh"],', '["х", "kh"], ["х", "x"],', ("unreachable", 11, 16)),
        ('["х", "kh"],', '["х", "kh"], ["аах", "q"],', ("unproven", 11, 16)),
        ('["б", "b"]', '["б", "в"]', ("wrong-script", 9, 15)),
        ('["х", "kh"],', '["х", "kh"], ["x", "q"],', ("wrong-script", 11, 16)),
        ('["ах", "akh"]', '["ах", "аkh"]', ("wrong-script", 15, 3)),
        ('alphabet = "абх"', 'alphabet = "абхг"', ("uncovered", 7, 1)),
        ('["х", "kh"],', '["х", "kh", { after = "$" }],', ("uncovered", 7, 1)),
        ('["аб", "ab"]', '["аб", "av"]', ("sample", 15, 18)),
        ('["х", "kh"],', '["х"],', ("format", 11, 3)),
        ('["х", "kh"],', '["х", "kh", { beside = "а" }],', ("format", 11, 3)),
        ("title", "titel", ("format", 1, 1)),
        ('["х", "kh"],', '["х" "kh"],', ("format", 11, 8)),
        ('["ах", "akh"]', '["ax", "akh"]', ("wrong-script", 15, 3)),
        ('"akh"], ["аб"', '"akħ"], ["аб"', ("sample", 15, 3)),
    ],
)
def test_each_fault_is_found_where_it_is(tmp_path, old, new, finding):
    """Each kind of fault is reported by its name, with line and column."""
    assert finding in check(tmp_path, GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('["б", "b"]]', '["б", "ß"]]', ("no-sound", 7, 22)),
        ('alphabet = "аб"', 'alphabet = "абв"', ("uncovered", 6, 1)),
        ('["б", "b"], ["аб"', '["б", "a"], ["аб"', ("sample", 8, 24)),
        ('["а", "a"], ["б", "b"]]', '["а", "a"], ["б", "b"], ["бааб", "b"]]', ("unproven", 7, 34)),
        ('["а", "a"], ["б", "b"]]', '["а", "a"], ["б", "b"], ["ab", "b"]]', ("wrong-script", 7, 34)),
    ],
)
def test_faults_of_an_orthography(tmp_path, old, new, finding):
    """An orthography's values are sounds, its letters are read, and its samples sound as they should."""
    assert finding in check(tmp_path, ORTHOGRAPHY.replace(old, new, 1), "test-Cyrl")


def test_a_rule_is_unreachable_where_two_others_share_its_contexts(tmp_path):
    """Two rules may forestall a third together."""
    both = '["х", "kh"], ["х", "x", { before = "^" }], ["х", "g", { before = "аб^" }],'
    found = check(tmp_path, GOOD.replace('["х", "kh"],', both, 1))
    assert ("unreachable", 12, 3) in found


def test_a_finding_speaks_in_one_line(tmp_path):
    """A finding names file, line, column, rule, message and remedy, as a compiler does."""
    path = tmp_path / "x.toml"
    path.write_text(GOOD, encoding="utf-8")
    (finding,) = check_files([path])
    assert (
        str(finding)
        == f"{path}:1:1: file-name: code is 'test-rus-Cyrl-Latn-1' (name the file test-rus-Cyrl-Latn-1.toml)"
    )
    assert finding.to_dict()["line"] == 1


def test_rows_are_found_among_comments_and_strings():
    """Brackets in comments and strings open no row."""
    file = Proof("x", 'rules = [ # [\n  ["[", "]"],\n\n  ["a", ["b"]],\n]\n')
    assert file.rows("rules") == [(2, 3), (4, 3)]


def test_two_names_with_one_spelling_are_not_reversible(tmp_path):
    """A scheme that claims to be reversible leads each of its samples back."""
    text = GOOD.replace('alphabet = "абх"', 'alphabet = "абх"\nreversible = true')
    assert check(tmp_path, text) == []
    text = text.replace('{ before = "^" }],', '{ before = "^" }], ["ббб", "b"],').replace('"bbb"', '"b"')
    assert {rule for rule, _, _ in check(tmp_path, text)} == {"irreversible"}


def test_all_bundled_files_are_checked(monkeypatch):
    """The check without files takes every scheme and every orthography."""
    taken = []
    monkeypatch.setattr(proof, "check_files", taken.extend)
    proof.check_bundled()
    names = {path.name for path in taken}
    assert {"bgnpcgn-rus-Cyrl-Latn-1947.toml", "ru-Cyrl.toml"} <= names


def test_the_how_to_shows_a_file_that_passes(tmp_path):
    """The example in docs/how-to/add-a-scheme.md is a whole file without findings."""
    page = (Path(__file__).parents[1] / "docs/how-to/add-a-scheme.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    assert check(tmp_path, example, "example-srp-Cyrl-Latn-1830") == []


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ('["х", "q", { after = ["CC"] }], ["х", "w", { after = ["бх"] }]', []),
        ('["х", "q", { after = ["CC"] }], ["х", "w", { after = ["аба"] }]', ["unreachable"]),
        ('["х", "q", { after = ["C$"] }], ["х", "q", { after = ["б$"] }]', ["unreachable"]),
        ('["х", "q", { after = ["б$"] }], ["х", "w", { after = ["C$"] }]', []),
        ('["х", "q", { after = "C$" }], ["х", "w", { after = ["C$"] }]', ["unreachable"]),
        ('["х", "q", { before = ["^C"] }], ["х", "w", { before = ["CC"] }]', []),
    ],
)
def test_rules_with_longer_contexts_can_be_unreachable_too(tmp_path, more, found):
    """Of two rules whose contexts hold classes and edges, the later is unreachable where the earlier covers it."""
    text = ORTHOGRAPHY.replace('alphabet = "аб"', 'alphabet = "абх"\nclasses = { C = "аб" }')
    text = text.replace('["б", "b"]]', '["б", "b"], ["х", "x"], ' + more + "]")
    rules = [rule for rule, _, _ in check(tmp_path, text, "test-Cyrl")]
    assert [rule for rule in rules if rule == "unreachable"] == found


def test_a_file_that_is_no_text_is_a_finding(tmp_path):
    """Bytes that are no UTF-8 are one finding, with where they begin."""
    path = tmp_path / "x.toml"
    path.write_bytes(b'code = "\xff"')
    (finding,) = check_files([path])
    assert str(finding) == f"{path}:1:1: format: not UTF-8 at byte 8 (save the file as UTF-8)"
