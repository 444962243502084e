"""Which words play a known role in names?

The knowledge is data (`data/parts/*.tsv`, each row with its source); this module only looks it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from unicodedata import is_normalized

from allonym.fold import APOSTROPHES, fold, key_of
from allonym.script import script_of

# Concepts of generic words that are units of administration.
ADMINISTRATIVE = frozenset(
    (
        "province county district region city municipality prefecture state canton department governorate "
        "territory republic oblast raion town village ward parish"
    ).split()
)
# What a place is may be left out, also where it is a feature of the land: the River Thames is the Thames.
DROPPABLE = ADMINISTRATIVE | frozenset(
    (
        "departement voivodeship krai kingdom river lake mountain mountains island islands peninsula bay "
        "strait valley desert"
    ).split()
)

# Apostrophes that Unicode counts as letters.
MARKS = frozenset(APOSTROPHES)
# Shorter endings end too many other words.
SHORTEST_PATRONYMIC = 3

TITLE, SUFFIX, PARTICLE, LEGAL, GENERIC, KIND = "title", "suffix", "particle", "legal", "generic", "kind"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of one file of `data/parts/`."""
    lines = files("allonym").joinpath("data/parts", f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    heads = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(heads, line.split("\t"), strict=True))


def _key(word: str) -> str:
    """Fold a word as a name would be folded; most words are plain and need no work."""
    if word.isalnum() and is_normalized("NFKC", word) and MARKS.isdisjoint(word):
        return word if word.isascii() else key_of((word,))
    return fold(word).key


@cache
def roles() -> Mapping[str, str]:
    """Words, folded, and the role that they usually play; a word of several roles has the one that binds it least."""
    found: dict[str, str] = {}
    for row in rows("generics"):
        # What a place is may be left out (Minsk Oblast, Minsk); what an organization is may not (the army of a state).
        found[_key(row["word"])] = GENERIC if row["concept"] in DROPPABLE else KIND
    for row in rows("legal_forms"):
        found[_key(row["form"])] = LEGAL
    for row in rows("titles"):
        found[_key(row["word"])] = SUFFIX if row["kind"] == "suffix" else TITLE
    for row in rows("particles"):
        found[_key(row["word"])] = PARTICLE
    return found


@cache
def concepts() -> Mapping[str, frozenset[str]]:
    """Generic words, folded, and the concepts that they stand for: ministry, министерство and Ministerium are one."""
    found: dict[str, set[str]] = {}
    for row in rows("generics"):
        found.setdefault(_key(row["word"]), set()).add(row["concept"])
    for row in rows("legal_forms"):
        found.setdefault(_key(row["form"]), set()).add("legal:" + row["class"])
    return {word: frozenset(some) for word, some in found.items()}


@cache
def place_suffixes() -> frozenset[str]:
    """Words of Han letters that follow a place's name without a space and say what it is: 省, 県, 區."""
    return frozenset(
        row["word"] for row in rows("generics") if row["concept"] in ADMINISTRATIVE and script_of(row["word"]) == "Hani"
    )


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


@cache
def given_names() -> Mapping[str, Mapping[str, str]]:
    """Given names, folded, with the groups that they belong to and how: full, short or cognate."""
    found: dict[str, dict[str, str]] = {}
    for row in rows("given_names"):
        found.setdefault(_key(row["name"]), {})[row["group"]] = row["relation"]
    return found


@cache
def numbers() -> Mapping[str, int]:
    """Words that are numbers, folded: three, third, III, три."""
    return {_key(row["word"]): int(row["value"]) for row in rows("numbers")}
