"""Would a reviewer let this table in?"""

import pytest

from allonym.tables import bundled_tables, check_table
from allonym.tables.find import find_tables

HEAD = "entity\tname\ttag\tkind\tscheme\tsource\ttype\n"
NAMES = "entity\tname\ttag\nex:a\tChmarin\tde-Latn\nex:a\tХмарин\tru-Cyrl\n"
ENTITIES = "entity\ttype\theading\tcountry\tsame_as\treplaced_by\nex:a\tperson\tChmarin\tRU\twd:Q1 iso3166-2:RU-MOS\t\n"
FACTS = ("title", "version", "licence", "source", "retrieved", "maintainers")


@pytest.fixture
def folder(tmp_path):
    """A clean table in a folder."""
    (tmp_path / "names.tsv").write_text(NAMES, encoding="utf-8")
    (tmp_path / "entities.tsv").write_text(ENTITIES, encoding="utf-8")
    (tmp_path / "not_same.tsv").write_text("entity\tname\treason\nex:a\tChmarina\tanother woman\n", encoding="utf-8")
    (tmp_path / "table.toml").write_text("".join(f'{fact} = "x"\n' for fact in FACTS), encoding="utf-8")
    return tmp_path


def found(path):
    """Where a table has findings, and of which rule."""
    return [(finding.line, finding.column, finding.rule) for finding in check_table(path)]


def test_a_clean_table_has_no_findings(folder):
    """A table that follows the format is let in."""
    assert found(folder) == []


@pytest.mark.parametrize(
    "rows",
    ["ex:a\tChmarin\tde-Latn\t\t\t\t\nex:b\tTarn\t\tshort\t\t\tperson\n", "ex:a\tKLMオランダ\tja-Jpan\t\t\t\t\n"],
)
def test_a_clean_file_has_no_findings(tmp_path, rows):
    """A single file that follows the format is let in; Latin letters may stand in a Japanese name."""
    (tmp_path / "names.tsv").write_text(HEAD + rows, encoding="utf-8")
    assert found(tmp_path / "names.tsv") == []


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        (["ex:b\tB", "ex:a\tA na"], [(3, 1, "order")]),
        (["ex:c\tC na", "ex:b\tB na", "ex:a\tA na"], [(3, 1, "order")]),
        (["ex:a\tAna", "ex:a\tAna"], [(3, 0, "twice")]),
        (["ex a\tAna"], [(2, 1, "id")]),
        (["ex:ä\tAna"], [(2, 1, "id")]),
        (["ex:a\tAna  Tarn"], [(2, 2, "spaces")]),
        (["ex:a\t Ana"], [(2, 2, "spaces")]),
        (["ex:a\tAnn\u0061\u0301"], [(2, 2, "nfc")]),
        (["ex:a\t!!!"], [(2, 2, "empty")]),
        (["ex:a\tDer"], [(2, 2, "stop-word")]),
        (["ex:a\tХрeнин"], [(2, 2, "mixed-script")]),
        (["ex:a\tMÃ¼ller"], [(2, 2, "mojibake")]),
        (["ex:a\tTom &amp; Co"], [(2, 2, "escaped")]),
        (["ex:a\tKhre\u200cnin"], [(2, 2, "invisible")]),
        (["ex:a\tChmarin\tru-Cyrl"], [(2, 3, "script")]),
        (["ex:a\t陳\tzh-Hant"], []),
        (["ex:a\t2025\tru-Cyrl"], []),
        (["ex:a\tChmarin\tGerman"], [(2, 3, "tag")]),
        (["ex:a\tChmarin\tde-latn"], [(2, 3, "tag")]),
        (["ex:a\tChmarin\tde-Latn-AT"], []),
        (["ex:a\tChmarin\t\tnickname"], [(2, 4, "kind")]),
        (["ex:a\tVan\ttr-Latn\t\t\t\tplace"], []),
        (["ex:a\tVan\ttr-Latn\t\t\t\tperson"], [(2, 2, "stop-word")]),
    ],
)
def test_each_fault_is_found_where_it_is(tmp_path, rows, where):
    """Each rule finds its fault in line and column, and nothing else."""
    lines = [row + "\t" * (6 - row.count("\t")) for row in rows]
    path = tmp_path / "names.tsv"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    assert found(path) == where


def test_a_name_that_is_not_composed_is_found_as_written(tmp_path):
    """The check looks at the file as it is, not at what reading makes of it."""
    path = tmp_path / "names.tsv"
    path.write_text("entity\tname\nex:a\tMu\u0308ller\n", encoding="utf-8")
    assert found(path) == [(2, 2, "nfc")]


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("entities.tsv", "\tperson\t", "\thuman\t", [(2, 2, "type")]),
        ("entities.tsv", "wd:Q1 ", "Q1 ", [(2, 5, "same-as")]),
        ("entities.tsv", "\t\n", "\tex:gone\n", [(0, 6, "redirect")]),
        ("entities.tsv", "ex:a\t", "ex:b\t", [(2, 1, "nameless"), (0, 1, "orphan")]),
        ("not_same.tsv", "another woman", "", [(2, 3, "reason")]),
        ("table.toml", 'source = "x"\n', "", [(0, 0, "fact")]),
        ("table.toml", 'licence = "x"', 'licence = ""', [(0, 0, "fact")]),
        ("table.toml", 'version = "x"', 'version = "\u202ex"', [(2, 12, "bidi")]),
        ("names.tsv", "ex:a\tХ", "ex:b\tХ", [(0, 1, "orphan")]),
    ],
)
def test_each_fault_of_a_folder_is_found(folder, file, old, new, where):
    """Entities, redirects, reasons and facts are checked in their own files."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert found(folder) == where
    assert all(file in finding.file or finding.rule == "orphan" for finding in check_table(folder))


def test_what_cannot_be_read_is_one_finding(tmp_path):
    """A file that breaks the format is one finding that says what reading said, and at which place."""
    file = tmp_path / "names.tsv"
    file.write_text("entity\tname\nex:a\n", encoding="utf-8")
    (finding,) = check_table(file)
    assert str(finding).startswith(f"{file}:2:0: format: 1 columns where the header has 2")
    file.write_bytes(b"\xff")
    (finding,) = check_table(tmp_path)
    assert str(finding).startswith(f"{file}:0:0: format: not UTF-8 at byte 0")


def test_a_finding_is_one_line(folder):
    """A finding speaks in one line, as a compiler would."""
    (folder / "names.tsv").write_text(NAMES.replace("Chmarin", "Chm  arin"), encoding="utf-8")
    (finding,) = check_table(folder)
    assert str(finding).startswith(f"{folder / 'names.tsv'}:2:2: spaces: ")
    assert "\n" not in str(finding)


@pytest.mark.parametrize("name", bundled_tables())
def test_bundled_tables_are_let_in(name):
    """Every bundled table follows the rules that it asks of others."""
    (table,) = find_tables([name])
    assert [str(finding) for finding in check_table(table.path)] == []
