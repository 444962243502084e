"""How common are the words of names? Writes src/allonym/data/parts/frequencies.tsv.

    pip install Faker==40.63.0 names==0.3.0 && python tools/build_frequencies.py

Names of people are from lists of popular names by country as packaged in Faker (MIT), and from the United States
Census of 1990 as packaged in names (public domain); words of places and organizations from this project's own tables.
A list with counts gives a name its share of the list's people. A list without says only that its names are common: half
of the people are taken to share them evenly. Of several countries that write in one script, the one where a name is
most common counts, for two people are mostly compared among their neighbours. Russian, Korean, Japanese and Chinese
names are also written in Latin letters, as the schemes of this library do.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from allonym.fold import fold
from allonym.romanization import spellings
from allonym.script import script_of
from allonym.tables import find_tables

OUT = Path(__file__).parent.parent / "src/allonym/data/parts/frequencies.tsv"
# People outside a list of popular names.
UNLISTED = 0.5
MILLION = 1_000_000
# Rarer words tell all that they can; they need no row. A list is cut where its names are this rare.
LEAST = 1500
# A shorter list without counts says nothing of how common its names are.
SHORTEST = 50
# So many tables' names must hold a word before it is called common.
LEAST_NAMES = 4
LISTS = {
    "first_names_male": "given",
    "first_names_female": "given",
    "first_names": "given",
    "last_names_male": "family",
    "last_names_female": "family",
    "last_names": "family",
}
LATIN = {
    "ru": ("alalc-rus", "press-rus-Cyrl-Latn-de", "press-rus-Cyrl-Latn-fr"),
    "uk": ("alalc-ukr", "bgnpcgn-ukr"),
    "bg": ("bgnpcgn-bul",),
    "ko": ("alalc-kor", "bgnpcgn-kor"),
    "el": ("bgnpcgn-ell",),
}
CENSUS = {"dist.all.last": "family", "dist.male.first": "given", "dist.female.first": "given"}
FAKER, NAMES, OWN = "faker:40.63.0", "census:1990", "allonym"


def main() -> None:
    """Write each common word, its share of a million names, what it is part of, and the source."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for kind, source, shares in [*people(), *census(), *own_tables()]:
        for word, share in shares.items():
            per_million = round(share * MILLION)
            if per_million >= LEAST and (per_million, source) > found.get((word, kind), (0, "")):
                found[word, kind] = per_million, source
    rows = sorted((word, kind, count, source) for (word, kind), (count, source) in found.items())
    lines = [
        "word\tkind\tper_million\tsource",
        *(f"{word}\t{kind}\t{count}\t{source}" for word, kind, count, source in rows),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(rows), "words", Counter(source for *_, source in rows), Counter(script_of(word) for word, *_ in rows))


def people() -> Iterator[tuple[str, str, Mapping[str, float]]]:
    """Give the lists of Faker: kind, source and the share of each word."""
    for folder in sorted(Path(str(files("faker") / "providers/person")).iterdir()):
        if not re.fullmatch("[a-z]{2}_[A-Z]{2}", folder.name):
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for name, kind in LISTS.items():
            listed = provider.__dict__.get(name)
            if isinstance(listed, dict) or (isinstance(listed, (list, tuple)) and len(listed) >= SHORTEST):
                yield kind, FAKER, with_latin(shares_of(listed), folder.name[:2])


def shares_of(listed: Mapping[str, float] | list[str] | tuple[str, ...]) -> dict[str, float]:
    """Give each word of a list its share of the people."""
    counted = dict(listed) if isinstance(listed, dict) else Counter(listed)
    whole = sum(counted.values())
    covered = (
        min(1.0, whole) if isinstance(listed, dict) and whole <= 1.0 else 1.0 if isinstance(listed, dict) else UNLISTED
    )
    found: dict[str, float] = defaultdict(float)
    for name, count in counted.items():
        words = fold(name).words
        if len(words) == 1 and is_plain(words[0]):
            found[fold(name).key] += covered * count / whole
    return found


def is_plain(word: str) -> bool:
    """Say whether all letters of a word are of one script; the Greek epsilon of Akan names is no Latin letter."""
    return len({script_of(letter) for letter in word if letter.isalpha()}) == 1


def with_latin(shares: dict[str, float], lang: str) -> dict[str, float]:
    """Write names in Latin letters too, as this library's schemes for the language do."""
    found = dict(shares)
    for word, share in shares.items():
        if lang in LATIN and share * MILLION >= LEAST:
            schemes = LATIN[lang]
            texts = {fold(s.text).key for s in spellings(word, lang=lang) if s.scheme.startswith(schemes)}
            for text in texts:
                if script_of(text) == "Latn":
                    found[text] = found.get(text, 0.0) + share
    return found


def census() -> Iterator[tuple[str, str, Mapping[str, float]]]:
    """Give the names of the United States Census, in percent of its people."""
    for file, kind in CENSUS.items():
        lines = files("names").joinpath(file).read_text(encoding="utf-8").splitlines()
        yield kind, NAMES, {fold(name).key: float(share) / 100 for name, share, *_ in map(str.split, lines)}


def own_tables() -> Iterator[tuple[str, str, Mapping[str, float]]]:
    """Count in how many of the entities of each bundled table a word stands."""
    for name, kind in (("world", "place"), ("bodies", "organization")):
        (table,) = find_tables([name])
        bearers: dict[str, set[str]] = defaultdict(set)
        for one in table.names:
            for word in fold(one.name).key.split():
                bearers[word].add(one.entity)
        whole = len(table.entities)
        yield (
            kind,
            OWN,
            {word: len(some) / whole for word, some in bearers.items() if len(some) >= LEAST_NAMES and len(word) > 1},
        )


if __name__ == "__main__":
    main()
