"""Is the knowledge about the parts of names sound: columns, spelling, order, sources and closed vocabularies?"""

import csv
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

PARTS = Path(__file__).parents[2] / "src/allonym/data/parts"

COLUMNS = {
    "SOURCES.tsv": ("code", "title", "licence", "address"),
    "adjectives.tsv": ("ending", "stays", "lang", "script", "source"),
    "case_endings.tsv": ("lang", "script", "ending", "lemma_ending", "gender", "type", "cases", "source"),
    "frequencies.tsv": ("word", "kind", "per_million", "source"),
    "genders.tsv": ("word", "gender", "source"),
    "generics.tsv": ("concept", "word", "lang", "type", "source"),
    "given_names.tsv": ("group", "name", "lang", "relation", "source"),
    "legal_forms.tsv": ("form", "jurisdiction", "class", "lang", "source"),
    "numbers.tsv": ("word", "value", "lang", "source"),
    "ordinals.tsv": ("word", "lang", "source"),
    "particles.tsv": ("word", "lang", "kind", "source"),
    "patronymics.tsv": ("ending", "lang", "script", "gender", "source"),
    "surname_endings.tsv": ("masculine", "feminine", "lang", "script", "kind", "source"),
    "titles.tsv": ("word", "lang", "kind", "source"),
}
SPELLED = {  # columns that hold spellings; all others hold codes
    "adjectives.tsv": ("ending", "stays"),
    "case_endings.tsv": ("ending", "lemma_ending"),
    "frequencies.tsv": ("word",),
    "genders.tsv": ("word",),
    "generics.tsv": ("word",),
    "given_names.tsv": ("name",),
    "legal_forms.tsv": ("form",),
    "numbers.tsv": ("word",),
    "ordinals.tsv": ("word",),
    "particles.tsv": ("word",),
    "patronymics.tsv": ("ending",),
    "surname_endings.tsv": ("masculine", "feminine"),
    "titles.tsv": ("word",),
}
MAY_BE_EMPTY = {"cases", "ending", "lemma_ending", "masculine", "feminine", "gender", "stays"}
WORDS = {  # the closed vocabularies
    ("titles.tsv", "kind"): {
        "title",
        "honorific",
        "rank",
        "degree",
        "suffix",
        "kunya",
        "kunya of a mother",
        "junior",
        "senior",
        "attached",
        "born",
        "abbreviated",
    },
    ("particles.tsv", "kind"): {"nobiliary", "article", "patronymic", "filial", "conjunction", "preposition"},
    ("frequencies.tsv", "kind"): {"given", "family", "place", "organization"},
    ("genders.tsv", "gender"): {"masculine", "feminine"},
    ("given_names.tsv", "relation"): {"full", "short", "cognate"},
    ("surname_endings.tsv", "kind"): {"gender", "marital", "inflection", "suffix"},
    ("case_endings.tsv", "gender"): {"masculine", "feminine", "neuter", "plural", ""},
    ("case_endings.tsv", "type"): {"person", "place", "organization"},
    ("patronymics.tsv", "gender"): {"masculine", "feminine", ""},
    ("legal_forms.tsv", "class"): {
        "limited",
        "joint-stock",
        "partnership",
        "cooperative",
        "association",
        "foundation",
        "state",
        "sole",
        "holding",
        "other",
    },
    ("generics.tsv", "type"): {"organization", "place", "event", "person-office"},
}
LEAST_ROWS = {
    "adjectives.tsv": 60,
    "frequencies.tsv": 15000,
    "genders.tsv": 8000,
    "ordinals.tsv": 80,
    "case_endings.tsv": 500,
    "generics.tsv": 19000,
    "given_names.tsv": 17000,
    "legal_forms.tsv": 500,
    "numbers.tsv": 1000,
    "particles.tsv": 200,
    "patronymics.tsv": 60,
    "surname_endings.tsv": 150,
    "titles.tsv": 700,
}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file, as they stand."""
    with (PARTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def distinct(name: str, column: str) -> set[str]:
    """The different values of one column."""
    return {row[column] for row in rows(name)}


def test_every_file_is_known() -> None:
    """A file that nobody checks is not in the folder."""
    assert {path.name for path in PARTS.glob("*.tsv")} == set(COLUMNS)


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_text_is_sorted_tab_separated_nfc_with_line_feeds(name: str) -> None:
    """Each file has its header, NFC text, LF line ends, sorted and unrepeated rows, and the same cells in every row."""
    text = (PARTS / name).read_bytes().decode("utf-8")
    lines = text.split("\n")
    assert lines[0] == "\t".join(COLUMNS[name])
    assert lines[-1] == ""
    assert "\r" not in text
    assert "\ufeff" not in text
    assert unicodedata.is_normalized("NFC", text)
    cells = [tuple(line.split("\t")) for line in lines[1:-1]]
    assert cells == sorted(set(cells))
    assert {len(row) for row in cells} == {len(COLUMNS[name])}
    assert all(cell == cell.strip() for row in cells for cell in row)


@pytest.mark.parametrize("name", sorted(SPELLED))
def test_spellings_are_lower_case_and_only_endings_may_be_empty(name: str) -> None:
    """Spellings are stored lower case, without tabs or doubled spaces; codes are never empty."""
    for row in rows(name):
        for column, cell in row.items():
            assert cell or column in MAY_BE_EMPTY, (name, row)
        for column in SPELLED[name]:
            assert row[column] == row[column].lower(), (name, row)
            assert "  " not in row[column], (name, row)


@pytest.mark.parametrize("name", sorted(SPELLED))
def test_no_fact_stands_twice(name: str) -> None:
    """Two rows never differ in nothing but their source."""
    counted = Counter(tuple(cell for column, cell in row.items() if column != "source") for row in rows(name))
    assert [fact for fact, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(SPELLED))
def test_sources_are_explained(name: str) -> None:
    """Every source code of a row stands in SOURCES.tsv."""
    assert distinct(name, "source") <= distinct("SOURCES.tsv", "code")


def test_every_source_is_used() -> None:
    """SOURCES.tsv names no source that no row uses."""
    assert distinct("SOURCES.tsv", "code") == set().union(*(distinct(name, "source") for name in SPELLED))


@pytest.mark.parametrize(("name", "column"), sorted(WORDS))
def test_vocabularies_are_closed(name: str, column: str) -> None:
    """A kind, class, type, gender or relation is one of the agreed words."""
    assert distinct(name, column) <= WORDS[name, column]


@pytest.mark.parametrize("name", sorted(LEAST_ROWS))
def test_files_do_not_shrink(name: str) -> None:
    """Each file holds at least the rows that the parser counts on."""
    assert len(rows(name)) >= LEAST_ROWS[name]


def test_one_word_is_written_in_one_script() -> None:
    """No spelling mixes Latin, Greek and Cyrillic letters, which look alike."""
    for name, columns in SPELLED.items():
        for row in rows(name):
            for column in columns:
                found = {unicodedata.name(letter, "").split()[0] for letter in row[column] if letter.isalpha()}
                assert len(found & {"LATIN", "GREEK", "CYRILLIC"}) <= 1, (name, row)


def test_a_group_of_given_names_has_two_names() -> None:
    """A group joins at least two names, one of them a full name."""
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("given_names.tsv"):
        groups[row["group"]].append(row)
    assert len(groups) >= 220
    for group, members in groups.items():
        assert len({row["name"] for row in members}) >= 2, group
        assert "full" in {row["relation"] for row in members}, group
        assert group == group.lower(), group
        assert group.isascii(), group


def test_a_name_stands_once_in_a_group_and_language() -> None:
    """One name has one relation to a group in one language."""
    counted = Counter((row["group"], row["name"], row["lang"]) for row in rows("given_names.tsv"))
    assert [key for key, count in counted.items() if count > 1] == []


def test_legal_forms_cover_sixty_jurisdictions() -> None:
    """Jurisdictions are two-letter codes, at least 60 of them."""
    codes = distinct("legal_forms.tsv", "jurisdiction")
    assert len(codes) >= 60
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in codes)


def test_generics_translate_at_least_one_hundred_and_fifty_concepts() -> None:
    """Every concept has one type and words in at least ten languages, but for what only some languages have."""
    languages: dict[str, set[str]] = defaultdict(set)
    types: dict[str, set[str]] = defaultdict(set)
    for row in rows("generics.tsv"):
        languages[row["concept"]].add(row["lang"])
        types[row["concept"]].add(row["type"])
    assert len(languages) >= 150
    assert len(set().union(*languages.values())) >= 25
    assert {concept for concept, found in types.items() if len(found) != 1} == set()
    assert {concept for concept, found in languages.items() if len(found) < 3} == set()


def test_numbers_are_numbers() -> None:
    """A value is a positive whole number, and each language says one to ten."""
    spoken: dict[str, set[int]] = defaultdict(set)
    for row in rows("numbers.tsv"):
        spoken[row["lang"]].add(int(row["value"]))
    assert min(min(values) for values in spoken.values()) >= 1
    assert len([lang for lang, values in spoken.items() if set(range(1, 11)) <= values]) >= 20


def test_case_endings_change_something() -> None:
    """An inflected ending differs from the ending that it replaces."""
    assert [row for row in rows("case_endings.tsv") if row["ending"] == row["lemma_ending"]] == []


def test_case_endings_say_in_which_cases_they_stand() -> None:
    """Cases are genitive, dative, accusative, instrumental, locative, vocative, nominative plural, or the article."""
    found = [row["cases"].split() for row in rows("case_endings.tsv")]
    assert {case for cases in found for case in cases} == set("gdailvnt")
    assert all(len(cases) == len(set(cases)) for cases in found)


def test_ambiguous_diminutives_stand_in_all_their_groups() -> None:
    """Sasha may be Aleksandr or Aleksandra, Zhenya Evgeny or Evgenia, Slava any -slav."""
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows("given_names.tsv"):
        if row["relation"] == "short":
            groups[row["name"]].add(row["group"])
    assert {"alexander", "alexandra"} <= groups["sasha"]
    assert {"eugene", "evgenia"} <= groups["zhenya"]
    assert {"yaroslav", "stanislav", "vladislav"} <= groups["slava"]
    assert {"donald", "donovan"} <= groups["donny"]
