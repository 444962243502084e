"""Which words play a known role in names?

The knowledge is data (`data/parts/*.tsv`, each row with its source); this module only looks it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from operator import itemgetter
from unicodedata import is_normalized, normalize

from allonym.fold import APOSTROPHES, fold, plain
from allonym.kept import as_mapping, kept
from allonym.script import script_of

# Concepts of generic words that are units of administration.
ADMINISTRATIVE = frozenset(
    (
        "province county district region city municipality prefecture state canton department governorate "
        "territory republic oblast raion town village ward parish"
    ).split()
)
# What a place is may be left out, also where it is a feature of the land: the River Thames is the Thames. So may the
# letters of a club: FC Barcelona is Barcelona.
DROPPABLE = ADMINISTRATIVE | frozenset(
    (
        "departement voivodeship krai kingdom river lake mountain mountains island islands peninsula bay "
        "strait valley desert football-club"
    ).split()
)

# Apostrophes and a stroke that Unicode counts as letters.
MARKS = frozenset(APOSTROPHES + "ـ")
# Shorter endings end too many other words.
SHORTEST_PATRONYMIC = 3

TITLE, SUFFIX, PARTICLE, LEGAL, GENERIC, KIND = "title", "suffix", "particle", "legal", "generic", "kind"


# What the tables below are made of.
DATA = ("parts", "scripts.tsv", "lookalikes.tsv")
CODE = ("fold.py", "script.py", "parse/vocabulary.py")


@cache
def _lines(name: str) -> tuple[list[str], list[list[str]]]:
    """Read one file of `data/parts/`: its header, and its rows as lists."""
    text = files("allonym").joinpath("data/parts", f"{name}.tsv").read_text(encoding="utf-8")
    heads, *body = [line.split("\t") for line in text.splitlines()]
    return heads, body


def rows(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of one file of `data/parts/`."""
    heads, body = _lines(name)
    return (dict(zip(heads, cells, strict=True)) for cells in body)


def columns(name: str, *wanted: str) -> list[tuple[str, ...]]:
    """Give the wanted columns of one file of `data/parts/`, row by row."""
    heads, body = _lines(name)
    return list(map(itemgetter(*map(heads.index, wanted)), body))


@cache
def _key(word: str) -> str:
    """Fold a word as a name would be folded; most words are plain and need no work."""
    found = plain(word)
    if found:
        return found[1]
    if word.isalnum() and is_normalized("NFKC", word) and MARKS.isdisjoint(word):
        return word if word.isascii() else normalize("NFC", word.casefold().replace("ı", "i"))
    return fold(word).key


@kept(as_mapping, data=DATA, code=CODE)
def roles() -> Mapping[str, str]:
    """Words, folded, and the role that they usually play; a word of several roles has the one that binds it least."""
    found: dict[str, str] = {}
    for word, concept in columns("generics", "word", "concept"):
        # What a place is may be left out (Minsk Oblast, Minsk); what an organization is may not (the army of a state).
        found[_key(word)] = GENERIC if concept in DROPPABLE else KIND
    found.update((_key(form), LEGAL) for form, _ in columns("legal_forms", "form", "class"))
    found.update(
        (_key(word), SUFFIX if kind == "suffix" else TITLE) for word, kind in columns("titles", "word", "kind")
    )
    found.update((_key(word), PARTICLE) for word, _ in columns("particles", "word", "kind"))
    return found


@kept(as_mapping, data=DATA, code=CODE)
def phrases() -> Mapping[str, int]:
    """The first words of known forms of several words, and of how many words the longest with that first word is."""
    found: dict[str, int] = {}
    for phrase in (*roles(), *numbers()):
        if " " in phrase:
            first, size = phrase[: phrase.index(" ")], phrase.count(" ") + 1
            found[first] = max(size, found.get(first, 0))
    return found


def _as_sets(found: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    return {word: frozenset(some) for word, some in found.items()}


@kept(_as_sets, data=DATA, code=CODE)
def concepts() -> Mapping[str, frozenset[str]]:
    """Generic words, folded, and the concepts that they stand for: ministry, министерство and Ministerium are one."""
    found: dict[str, set[str]] = {}
    for word, concept in columns("generics", "word", "concept"):
        found.setdefault(_key(word), set()).add(concept)
    for form, kind in columns("legal_forms", "form", "class"):
        found.setdefault(_key(form), set()).add("legal:" + kind)
    return {word: frozenset(some) for word, some in found.items()}


@kept(frozenset, data=DATA, code=CODE)
def place_suffixes() -> frozenset[str]:
    """Words of Han letters that follow a place's name without a space and say what it is: 省, 県, 區."""
    generics = columns("generics", "word", "concept")
    return frozenset(word for word, concept in generics if concept in ADMINISTRATIVE and script_of(word) == "Hani")


@cache
def patronymic_endings() -> tuple[str, ...]:
    """Endings of patronymics, folded: -ovich, -ович, -ovna."""
    return tuple(
        sorted({_key(row["ending"]) for row in rows("patronymics") if len(row["ending"]) >= SHORTEST_PATRONYMIC})
    )


@cache
def filial() -> frozenset[str]:
    """Particles, folded, that bind a child's name to the parent's: bin, ibn, ben, بن."""
    return frozenset(_key(row["word"]) for row in rows("particles") if row["kind"] == "filial")


@cache
def conjunctions() -> frozenset[str]:
    """Words, folded, that join names, some of one letter: y, e, и. Any other single letter is an initial."""
    return frozenset(_key(row["word"]) for row in rows("particles") if row["kind"] == "conjunction")


@kept(as_mapping, data=DATA, code=CODE)
def given_names() -> Mapping[str, Mapping[str, str]]:
    """Given names, folded, with the groups that they belong to and how: full, short or cognate."""
    found: dict[str, dict[str, str]] = {}
    for name, group, relation in columns("given_names", "name", "group", "relation"):
        found.setdefault(_key(name), {})[group] = relation
    return found


@kept(as_mapping, data=DATA, code=CODE)
def numbers() -> Mapping[str, int]:
    """Words that are numbers, folded: three, third, III, три."""
    return {_key(word): int(value) for word, value in columns("numbers", "word", "value")}
