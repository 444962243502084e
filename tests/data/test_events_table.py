"""Is the bundled table of events well formed and free of contradictions?"""

import re
import unicodedata
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "src" / "allonym" / "data" / "tables" / "events"

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

# Latin capitals may stay inside another script: "саммит G7", "II Европейские игры", "2025년 APEC 정상회의".
LATIN_ACRONYM = re.compile(r"[A-Z]+[0-9]*")

YEAR = re.compile(r"(?:19|20)\d\d")

# (event, name) -> why the name stands without the year of its heading.
WITHOUT_YEAR = {
    ("south-korean-martial-law-2024", "12·3 비상계엄"): "Koreans name it by the day, 3 December",
}


def rows(file: str) -> list[tuple[str, ...]]:
    """The rows of one file of the table, header first."""
    lines = (FOLDER / file).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [tuple(line.split("\t")) for line in lines]


NAMES, ENTITIES = (rows(file)[1:] for file in ("names.tsv", "entities.tsv"))


def test_every_id_is_well_formed() -> None:
    """An event's id is, allonym:event- and a slug."""
    ids = [row[0] for row in ENTITIES]
    assert [i for i in ids if not re.fullmatch(r"allonym:event-[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_entities_are_events_with_known_columns() -> None:
    """Type and crosswalk are in their forms."""
    assert {row[1] for row in ENTITIES} == {"event"}
    assert [row for row in ENTITIES if not re.fullmatch(r"(wd:Q[1-9][0-9]*)?", row[4])] == []
    assert {row[5] for row in ENTITIES} == {""}


def test_no_name_is_listed_twice_for_one_event() -> None:
    """Case apart, a name stands once with its event, whichever languages share it."""
    seen = Counter((row[0], row[1].casefold()) for row in NAMES)
    assert [pair for pair, n in seen.items() if n > 1] == []


def test_a_name_belongs_to_one_event() -> None:
    """No name is shared by two events: the year or the place tells them apart."""
    bearers: dict[str, set[str]] = {}
    for entity, name, *_ in NAMES:
        bearers.setdefault(name.casefold(), set()).add(entity)
    assert {name: entities for name, entities in bearers.items() if len(entities) > 1} == {}


def test_a_name_carries_the_year_of_its_heading() -> None:
    """Where the heading has a year, every name has it, whole or its last two digits, or there is a reason."""
    heading = {row[0]: row[2] for row in ENTITIES}
    bare = set()
    for entity, name, *_ in NAMES:
        for year in YEAR.findall(heading[entity]):
            if not re.search(rf"(?<!\d)({year}|{year[2:]})(?!\d)", name):
                bare.add((entity.removeprefix("allonym:event-"), name))
    assert bare == set(WITHOUT_YEAR)


def test_no_name_carries_the_year_of_another_event_of_its_series() -> None:
    """A year in a name is the year in the id of its event, where that id ends in one."""
    for entity, name, *_ in NAMES:
        years = YEAR.findall(name)
        of_id = YEAR.findall(entity)
        assert not (years and of_id) or set(years) <= set(of_id), (entity, name)


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


def test_well_known_events_answer_to_their_own_script() -> None:
    """Names that are words, and so differ from language to language, stand with the right year."""
    bearer = {row[1]: row[0].removeprefix("allonym:event-") for row in NAMES}
    for name, event in {
        "Запад-2025": "zapad-2025",
        "Захад-2025": "zapad-2025",
        "Zapad-2021": "zapad-2021",
        "Щит Союза-2023": "union-shield-2023",
        "Шчыт Саюза-2019": "union-shield-2019",
        "海上联合-2024": "joint-sea-2024",
        "Морское взаимодействие-2024": "joint-sea-2024",
        "Bundestagswahl 2025": "german-parliamentary-election-2025",
        "COP29": "cop29",
    }.items():
        assert bearer[name] == event


def test_table_is_as_large_as_promised() -> None:
    """At least 180 events, with six names each on the whole, in at least ten scripts."""
    assert len(ENTITIES) >= 180
    assert len(NAMES) >= 6 * len(ENTITIES)
    assert len({row[2].split("-")[1] for row in NAMES}) >= 10
