"""Is the bundled table of organizations well formed and free of contradictions?"""

import re
import unicodedata
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "src" / "allonym" / "data" / "tables" / "bodies"

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


NAMES, ENTITIES = (rows(file)[1:] for file in ("names.tsv", "entities.tsv"))


def test_every_id_is_well_formed() -> None:
    """An organization's id is, allonym:org- and a slug."""
    ids = [row[0] for row in ENTITIES]
    assert [i for i in ids if not re.fullmatch(r"allonym:org-[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_entities_are_organizations_with_known_columns() -> None:
    """Type and crosswalk are in their forms."""
    assert {row[1] for row in ENTITIES} == {"organization"}
    assert [row for row in ENTITIES if not re.fullmatch(r"(wd:Q[1-9][0-9]*)?", row[4])] == []
    assert {row[5] for row in ENTITIES} == {""}


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
