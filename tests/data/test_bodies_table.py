"""Is the bundled table of organizations well formed and free of contradictions?"""

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "src" / "allonym" / "data" / "tables" / "bodies"

HEADERS = {
    "names.tsv": ("entity", "name", "tag", "kind", "scheme", "source"),
    "entities.tsv": ("entity", "type", "heading", "country", "same_as", "replaced_by"),
    "not_same.tsv": ("entity", "name", "reason"),
}

# What the Unicode name of a letter of the script begins with.
LETTERS = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"),
    "Latn": ("LATIN", "MODIFIER LETTER"),  # the second: the Uzbek turned comma and the ayn of Arabic names
}

# The name of one body may stay in Latin capitals inside another script: "агентство AP", "AP通信".
LATIN_ACRONYM = re.compile(r"[A-Z]{2,}[0-9]*")

ACRONYMS_OF_TWO = {
    "КГБ": "Belarus kept the name of the Soviet service",
    "KGB": "Belarus kept the name of the Soviet service",
}


def rows(file: str) -> list[tuple[str, ...]]:
    """The rows of one file of the table, header first."""
    lines = (FOLDER / file).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [tuple(line.split("\t")) for line in lines]


NAMES, ENTITIES, NOT_SAME = (rows(file)[1:] for file in HEADERS)


@pytest.mark.parametrize("file", HEADERS)
def test_rows_are_whole_sorted_and_single(file: str) -> None:
    """Every file has its header, rows of that width, sorted, none twice, NFC, with line feeds alone."""
    raw = (FOLDER / file).read_bytes().decode("utf-8")
    header, *body = rows(file)
    assert header == HEADERS[file]
    assert {len(row) for row in body} == {len(header)}
    assert body == sorted(body)
    assert len(set(body)) == len(body)
    assert unicodedata.is_normalized("NFC", raw)
    assert "\r" not in raw
    assert '"' not in raw
    assert raw.endswith("\n")


@pytest.mark.parametrize("file", HEADERS)
def test_cells_have_no_outer_or_double_space(file: str) -> None:
    """No cell begins or ends with a space, holds two in a row, or an invisible character but the Persian joiner."""
    for row in rows(file):
        for cell in row:
            assert cell == " ".join(cell.split(" ")).strip()
            assert "  " not in cell
            assert not [c for c in cell if unicodedata.category(c) in {"Cc", "Cf"} and c != "\u200c"], row


def test_every_id_is_given_once_and_well_formed() -> None:
    """An organization has one id, allonym:org- and a slug, and every other file speaks of these ids alone."""
    ids = [row[0] for row in ENTITIES]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert [i for i in ids if not re.fullmatch(r"allonym:org-[a-z0-9]+(-[a-z0-9]+)*", i)] == []
    assert {row[0] for row in NAMES} == set(ids)
    assert {row[0] for row in NOT_SAME} <= set(ids)


def test_entities_are_organizations_with_known_columns() -> None:
    """Type, country and crosswalk are in their forms, and no Wikidata item stands for two bodies."""
    assert {row[1] for row in ENTITIES} == {"organization"}
    assert [row for row in ENTITIES if not re.fullmatch(r"([A-Z]{2})?", row[3])] == []
    assert [row for row in ENTITIES if not re.fullmatch(r"(wd:Q[1-9][0-9]*)?", row[4])] == []
    assert {row[5] for row in ENTITIES} == {""}
    crosswalk = Counter(row[4] for row in ENTITIES if row[4])
    assert [q for q, n in crosswalk.items() if n > 1] == []


def test_every_heading_is_a_name() -> None:
    """The heading that an answer shows is itself an allonym of the body."""
    names = {row[:2] for row in NAMES}
    assert [row for row in ENTITIES if (row[0], row[2]) not in names] == []


def test_no_name_is_listed_twice_for_one_body() -> None:
    """Case apart, a name stands once with its body, whichever languages share it."""
    seen = Counter((row[0], row[1].casefold()) for row in NAMES)
    assert [pair for pair, n in seen.items() if n > 1] == []


def test_a_name_belongs_to_one_body() -> None:
    """No name is shared by two bodies, but for those that truly share one."""
    bearers: dict[str, set[str]] = {}
    for entity, name, *_ in NAMES:
        bearers.setdefault(name.casefold(), set()).add(entity)
    shared = {name for name, entities in bearers.items() if len(entities) > 1}
    assert shared == {name.casefold() for name in ACRONYMS_OF_TWO}


def test_script_of_a_name_is_that_of_its_tag() -> None:
    """Every letter is of the script that the tag says, Latin acronyms inside other scripts apart."""
    for _, name, tag, *_ in NAMES:
        script = tag.split("-")[1]
        own = name if script == "Latn" else LATIN_ACRONYM.sub("", name)
        letters = [c for c in own if c.isalpha()]
        assert letters, name
        stray = [c for c in letters if not unicodedata.name(c).startswith(LETTERS[script])]
        assert stray == [], (name, tag)


def test_kind_and_source_are_of_the_glossary() -> None:
    """Kinds are the agreed ones, no scheme is claimed, and every row says where it is from."""
    assert {row[3] for row in NAMES} <= {"", "endonym", "exonym", "acronym", "short", "former", "alias"}
    assert {row[4] for row in NAMES} == {""}
    assert {row[5] for row in NAMES} == {"curated:2026-11"}


def test_a_name_is_not_denied_to_its_own_body() -> None:
    """No name is both given to a body and denied to it, and every denial has a reason."""
    own = {(row[0], row[1].casefold()) for row in NAMES}
    assert [row for row in NOT_SAME if (row[0], row[1].casefold()) in own] == []
    assert [row for row in NOT_SAME if not row[2]] == []


def test_well_known_bodies_answer_to_their_acronyms() -> None:
    """Acronyms that no rule of reading yields from one another stand with the right body."""
    bearer = {row[1]: row[0].removeprefix("allonym:org-") for row in NAMES}
    for acronym, body in {
        "NATO": "nato",
        "OTAN": "nato",
        "НАТО": "nato",
        "北约": "nato",
        "ОДКБ": "csto",
        "CSTO": "csto",
        "OVKS": "csto",
        "СБУ": "sbu",
        "ФСБ": "fsb",
        "БЕЛТА": "belta",
        "ایرنا": "irna",
        "연합뉴스": "yonhap",
        "新华社": "xinhua",
        "КСИР": "irgc",
    }.items():
        assert bearer[acronym] == body


def test_table_is_as_large_as_promised() -> None:
    """At least 220 bodies, with eight names each on the whole, in at least ten scripts."""
    assert len(ENTITIES) >= 220
    assert len(NAMES) >= 8 * len(ENTITIES)
    assert len({row[2].split("-")[1] for row in NAMES}) >= 10


def test_table_says_what_it_is() -> None:
    """table.toml names title, version, licence, source, date and maintainers."""
    about = tomllib.loads((FOLDER / "table.toml").read_text(encoding="utf-8"))
    assert set(about) == {"title", "version", "licence", "source", "retrieved", "maintainers"}
    assert about["licence"] == "MIT"
