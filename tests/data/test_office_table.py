"""Is the bundled table of people in office well formed and free of contradictions?"""

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "src" / "allonym" / "data" / "tables" / "office"

# What the Unicode name of every letter of a script begins with; Japanese mixes three.
LETTERS = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Gujr": ("GUJARATI",),
    "Hang": ("HANGUL",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Khmr": ("KHMER",),
    "Laoo": ("LAO",),
    "Latn": ("LATIN", "MODIFIER LETTER TURNED COMMA"),  # the second is the okina of Samoan and Tongan
    "Mymr": ("MYANMAR",),
    "Sinh": ("SINHALA",),
    "Taml": ("TAMIL",),
    "Thaa": ("THAANA",),
    "Thai": ("THAI",),
    "Tibt": ("TIBETAN",),
}

# Ordinals of monarchs and popes stay Roman in most scripts.
ROMAN = re.compile(r"\b[IVX]+\b")

LEAST_ENTITIES = 300  # the size that the table promises to readers


def read(file):
    """Give the rows of one file of the table as tuples, the header apart."""
    text = (FOLDER / file).read_bytes().decode("utf-8")
    header, *rows = (tuple(line.split("\t")) for line in text.removesuffix("\n").split("\n"))
    return header, rows


def entities():
    """Give the rows of entities.tsv by entity."""
    return {row[0]: row for row in read("entities.tsv")[1]}


def names_by_entity():
    """Give the rows of names.tsv by entity."""
    found = defaultdict(list)
    for row in read("names.tsv")[1]:
        found[row[0]].append(row)
    return found


def test_table_is_as_large_as_promised():
    """At least 300 people are listed."""
    assert len(entities()) >= LEAST_ENTITIES


def test_entities_are_people_with_a_country():
    """Every entity is a person, has a heading, and bears an ISO 3166 alpha-2 code in capitals."""
    for _, type_, heading, country, same_as, replaced_by in entities().values():
        assert (type_, same_as, replaced_by) == ("person", "", "")
        assert heading
        assert re.fullmatch(r"[A-Z]{2}", country)


def test_ids_are_qids_or_slugs():
    """An id is a Wikidata QID, or a slug of small ASCII letters, digits and hyphens."""
    form = re.compile(r"wd:Q[1-9]\d*|allonym:person-[a-z0-9]+(?:-[a-z0-9]+)*")
    assert [entity for entity in entities() if not form.fullmatch(entity)] == []


def test_headings_are_unique():
    """Two people of one heading would be told apart in neither an answer nor a review."""
    headings = Counter(row[2] for row in entities().values())
    assert [heading for heading, count in headings.items() if count > 1] == []


def test_heading_is_one_of_the_names():
    """The heading of an entity stands among its names, in Latin letters."""
    headings = {entity: row[2] for entity, row in entities().items()}
    for entity, rows in names_by_entity().items():
        heading = headings[entity]
        assert [row[2] for row in rows if row[1] == heading and row[2].endswith("-Latn")], heading


def test_everybody_has_a_name_of_their_own_language():
    """Everybody has an own-language name; one row is enough where it is Latin and equal to the English form."""
    headings = {entity: row[2] for entity, row in entities().items()}
    for entity, rows in names_by_entity().items():
        heading = headings[entity]
        own = [row for row in rows if row[3] == "endonym"]
        assert own, heading
        assert len(rows) > 1 or (own[0][1] == heading and own[0][2].endswith("-Latn")), heading


def test_tags_and_kinds_are_known():
    """A tag is language and script; a kind is one of the words of the format; each row has a source."""
    for entity, name, tag, kind, scheme, source in read("names.tsv")[1]:
        assert re.fullmatch(r"[a-z]{2,3}-[A-Z][a-z]{3}", tag), (entity, name)
        assert tag.partition("-")[2] in LETTERS, (entity, name)
        assert kind in {"endonym", "exonym", "alias", "short", "former", ""}, (entity, name)
        assert scheme == "", (entity, name)
        assert source, (entity, name)


def test_letters_are_of_the_script_of_the_tag():
    """Every letter and mark of a name belongs to the script that its tag says, Roman ordinals apart."""
    for entity, name, tag, *_ in read("names.tsv")[1]:
        allowed = LETTERS[tag.partition("-")[2]]
        text = name if tag.endswith("-Latn") else ROMAN.sub("", name)
        # The Katakana middle dot and long mark, and digits, are shared by scripts and are no letters of one.
        letters = [char for char in text if unicodedata.category(char)[0] in "LM"]
        foreign = [char for char in letters if not unicodedata.name(char).startswith(allowed)]
        assert foreign == [], (entity, name, [unicodedata.name(char) for char in foreign])
        assert letters, (entity, name)


def test_languages_keep_to_their_alphabets():
    """Belarusian has no и, щ or ъ, Ukrainian no ы, э, ё or ъ, Russian no і, ї, є or ў: so slips show."""
    never = {"be-Cyrl": "ищъ", "uk-Cyrl": "ыэёъ", "ru-Cyrl": "іїєўґ", "bg-Cyrl": "ыэёіїє", "mk-Cyrl": "ыэёіщъьюяй"}
    for entity, name, tag, *_ in read("names.tsv")[1]:
        assert not set(name.lower()) & set(never.get(tag, "")), (entity, name)


def test_persian_and_arabic_use_their_own_letters():
    """Arabic writes ك and ي, Persian ک and ی: the other's code points are typing slips."""
    never = {"ar-Arab": "کیگپچ", "fa-Arab": "كي", "ur-Arab": "كي", "ckb-Arab": "كي"}
    for entity, name, tag, *_ in read("names.tsv")[1]:
        assert not set(name) & set(never.get(tag, "")), (entity, name)


def test_no_name_is_shared():
    """No two people of the table bear the same listed name."""
    bearers = defaultdict(set)
    for entity, name, *_ in read("names.tsv")[1]:
        bearers[name.casefold()].add(entity)
    assert {name: who for name, who in bearers.items() if len(who) > 1} == {}


def plain(name):
    """Give a name in small letters without marks, as news that drop them write it."""
    return "".join(char for char in unicodedata.normalize("NFD", name.casefold()) if unicodedata.category(char) != "Mn")


def test_no_short_name_is_shared_in_the_bundle():
    """A surname alone names one person: no other person, place, body or event of any bundled table bears it."""
    bearers = defaultdict(set)
    for file in FOLDER.parent.glob("*/names.tsv"):
        for line in file.read_text("utf-8").splitlines()[1:]:
            entity, name, *_ = line.split("\t")
            bearers[plain(name)].add(entity)
    short = [(entity, name) for entity, name, _, kind, *_ in read("names.tsv")[1] if kind == "short"]
    assert short
    assert [(entity, name) for entity, name in short if bearers[plain(name)] != {entity}] == []


def test_negatives_that_name_another_entity_do():
    """Where the reason says that the other is an entity too, the table has it."""
    listed = {row[1] for row in read("names.tsv")[1]}
    told = [name for _, name, reason in read("not_same.tsv")[1] if "an entity of" in reason]
    assert told
    assert [name for name in told if name not in listed] == []
