"""Is every bundled table well formed, and does it agree with itself?"""

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[2] / "src" / "allonym" / "data" / "tables"
HEADERS = {
    "names.tsv": ("entity", "name", "tag", "kind", "scheme", "source"),
    "entities.tsv": ("entity", "type", "heading", "country", "same_as", "replaced_by"),
    "not_same.tsv": ("entity", "name", "reason"),
}
FILES = sorted((table.name, file) for table in TABLES.iterdir() for file in HEADERS)
EVERY_TABLE = pytest.mark.parametrize("table", sorted(table.name for table in TABLES.iterdir()))
EVERY_FILE = pytest.mark.parametrize(("table", "file"), FILES)
# Persian and Indic spelling needs the two joiners.
JOINERS = "\u200c\u200d"
CURIE = re.compile(r"(wd:Q|gn:)[1-9][0-9]*|iso3166-2:[A-Z]{2}-[A-Z0-9]{1,3}")


def read(table, file):
    """Give the header of a file of a table, and its rows."""
    lines = (TABLES / table / file).read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    header, *rows = (tuple(line.split("\t")) for line in lines)
    return header, rows


@EVERY_FILE
def test_rows_have_the_columns_of_the_format(table, file):
    """Every file begins with the columns that the table format names, and no row has one too few or too many."""
    header, rows = read(table, file)
    assert header == HEADERS[file]
    assert [row for row in rows if len(row) != len(header)] == []


@EVERY_FILE
def test_rows_are_sorted_and_unique(table, file):
    """Rows stand in order of entity and name, each once, so that two contributors never conflict by chance."""
    keys = [row[:2] for row in read(table, file)[1]]
    assert keys == sorted(keys)
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@EVERY_FILE
def test_text_is_plain(table, file):
    """Text is NFC with LF at each end of line, and no cell is quoted."""
    text = (TABLES / table / file).read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert re.findall(r'\r|\ufeff|^"|\t"', text, re.MULTILINE) == []


@EVERY_FILE
def test_cells_have_no_stray_space(table, file):
    """No cell begins or ends with a space, holds two in a row, or an invisible character but a joiner."""
    for row in read(table, file)[1]:
        for cell in row:
            assert cell == cell.strip()
            assert "  " not in cell
            assert not [c for c in cell if unicodedata.category(c) in {"Cc", "Cf"} and c not in JOINERS], row


@EVERY_TABLE
def test_files_speak_of_the_same_entities(table):
    """Every id is given once; every entity has a name, every name and every denial an entity."""
    ids = [row[0] for row in read(table, "entities.tsv")[1]]
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    assert {row[0] for row in read(table, "names.tsv")[1]} == set(ids)
    assert {row[0] for row in read(table, "not_same.tsv")[1]} <= set(ids)


@EVERY_TABLE
def test_every_heading_is_a_name(table):
    """The heading that an answer shows is itself an allonym of its entity."""
    names = {row[:2] for row in read(table, "names.tsv")[1]}
    assert [row for row in read(table, "entities.tsv")[1] if (row[0], row[2]) not in names] == []


@EVERY_TABLE
def test_countries_and_crosswalks_are_in_their_forms(table):
    """A country is a code of ISO 3166-1, same_as holds CURIEs, and no Wikidata item stands for two entities."""
    rows = read(table, "entities.tsv")[1]
    assert [row for row in rows if not re.fullmatch(r"([A-Z]{2})?", row[3])] == []
    others = [one for row in rows for one in row[4].split() if row[4]]
    assert [
        one for one in others if not re.fullmatch(r"(wd:Q|gn:)[1-9][0-9]*|iso3166-2:[A-Z]{2}-[A-Z0-9]{1,3}", one)
    ] == []
    assert [one for one, count in Counter(others).items() if count > 1] == []


@EVERY_TABLE
def test_no_name_is_denied_to_its_own_entity(table):
    """No name is both given to an entity and denied to it, and every denial has a reason."""
    own = {(row[0], row[1].casefold()) for row in read(table, "names.tsv")[1]}
    denied = read(table, "not_same.tsv")[1]
    assert [row for row in denied if (row[0], row[1].casefold()) in own] == []
    assert [row for row in denied if not row[2]] == []


@EVERY_TABLE
def test_table_says_what_it_is(table):
    """table.toml names title, version, licence, source, date and maintainers."""
    about = tomllib.loads((TABLES / table / "table.toml").read_text(encoding="utf-8"))
    assert set(about) >= {"title", "version", "licence", "source", "retrieved", "maintainers"}
    assert all(about.values())
