"""Does compare know one Russian name in seven Latin schemes and Cyrillic, beside logic-v2 and plain ratios?

    python benchmarks/bench_schemes.py FOLDER [--names N] [--negatives N] [--systems ...] [--by-scheme]

Names of Russians (those with a patronymic, which is left out) are taken from `persons.entities.jsonl.gz` of FOLDER
and written in Cyrillic and under seven schemes; all pairs of writings of one name should score above hard negatives:
two people with the same given name and another surname, each under a scheme drawn at random. Asked again of invented
surnames rich in щ, ж and х, which no list of names can know. The schemes are this library's tables, which
docs/explanation/oracles.md holds against independent ones; compare reads by other tables, those of orthographies.
Goal: recall of .97 at 0.1% false positives.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random

from bench_pairs import answers, measured, ratios, spent
from figures import recall_at, table
from pair_systems import LINES, SYSTEMS

from allonym import romanize

CYRILLIC = "Cyrillic"
# What each writing is called, and the code of its scheme.
SCHEMES = {
    "English": "bgnpcgn-rus-Cyrl-Latn-1947-plain",
    "passport": "icao-rus-Cyrl-Latn-2015",
    "German": "press-rus-Cyrl-Latn-de",
    "French": "press-rus-Cyrl-Latn-fr",
    "Polish": "press-rus-Cyrl-Latn-pl",
    "ISO 9": "iso-rus-Cyrl-Latn-1995",
    "scholarly": "scholarly-rus-Cyrl-Latn-x",
}
PATRONYMIC = re.compile(r"\w+(вич|вна|ична|инична)", re.IGNORECASE)
WORD = re.compile(r"[а-яё]{3,}", re.IGNORECASE)
# Invented surnames: an onset or two that schemes write in many ways, and an ending that Russian surnames have.
ONSETS = "щ ж х ч ш ц ж щ х хв жд ц ст р".split()
VOWELS = "а е и о у ю я ы".split()
ENDINGS = "ин ов ев енко ский ук ич ин ёв ий".split()
RICH = 2


def main() -> None:
    """Print a table for names of Russians, and one for invented surnames."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--names", type=int, default=300, help="at most so many names of each kind")
    parser.add_argument("--negatives", type=int, default=10_000, help="hard negatives of each kind")
    parser.add_argument("--systems", nargs="*", default=list(SYSTEMS), choices=list(SYSTEMS))
    parser.add_argument("--by-scheme", action="store_true", help="show recall at 0.1%% for each pair of writings")
    parser.add_argument("--peer-python", default=sys.executable, help="interpreter for logic-v2")
    asked = parser.parse_args()
    chance = Random(0)  # noqa: S311  (a fixed draw, no secret)
    real = russians(asked.folder)
    givens = sorted({given for given, _ in real})
    invented = [(chance.choice(givens), surname) for surname in surnames(asked.names, chance)]
    chosen = chance.sample(real, min(asked.names, len(real)))
    for title, names, pool in (("Russians", chosen, real), ("invented", invented, invented)):
        trials = [*positives(names), *negatives(pool, asked.negatives, chance)]
        found = answers(asked.systems, [(a, b, "Person") for a, b, _, _ in trials], asked.peer_python)
        show(title, len(names), trials, found)
        if asked.by_scheme and "allonym" in found:
            print(f"\nallonym, recall at 0.1% by writings:\n\n{by_scheme(trials, found['allonym']['scores'])}")


def russians(folder: Path) -> list[tuple[str, str]]:
    """Collect given name and surname of people with a Russian patronymic, which stands second or last."""
    found = {}
    with gzip.open(folder / "persons.entities.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = (n["text"] for line in lines for n in json.loads(line)["names"] if n["lang"] == "ru")
        for words in map(str.split, texts):
            if len(words) != len("gpf") or not all(map(WORD.fullmatch, words)):
                continue
            if PATRONYMIC.fullmatch(words[1]):
                found[words[0].title(), words[2].title()] = None
            elif PATRONYMIC.fullmatch(words[2]):
                found[words[1].title(), words[0].title()] = None
    return list(found)


def surnames(count: int, chance: Random) -> list[str]:
    """Invent surnames with at least two of щ, ж, х, none of them twice."""
    found: dict[str, None] = {}
    while len(found) < count:
        stem = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.choice((1, 2, 2))))
        surname = f"{stem}{chance.choice(ONSETS)}{chance.choice(ENDINGS)}"
        if sum(surname.count(letter) for letter in "щжх") >= RICH:
            found[surname.capitalize()] = None
    return list(found)


def written(name: tuple[str, str]) -> dict[str, str]:
    """Write a name in Cyrillic and under each scheme, by what the writing is called."""
    text = " ".join(name)
    return {CYRILLIC: text, **{title: romanize(text, scheme=code) for title, code in SCHEMES.items()}}


Trial = tuple[str, str, str, bool]


def positives(names: list[tuple[str, str]]) -> Iterator[Trial]:
    """Pair all writings of each name that differ; the first two fields are the texts, then their schemes, and True."""
    for name in names:
        for (one, a), (other, b) in combinations(written(name).items(), 2):
            if a != b:
                yield a, b, f"{one} ~ {other}", True


def negatives(names: list[tuple[str, str]], count: int, chance: Random) -> Iterator[Trial]:
    """Pair people with the same given name and another surname; those that any scheme writes alike are left out."""
    alike = defaultdict(list)
    for name in names:
        alike[name[0]].append(name)
    shared = [name for name in names if len(alike[name[0]]) > 1] or names
    seen = set()
    for _ in range(count):
        a = chance.choice(shared)
        b = (a[0], chance.choice(alike[a[0]] if len(alike[a[0]]) > 1 else names)[1])
        left, right = written(a), written(b)
        one, other = chance.choice(list(left.values())), chance.choice(list(right.values()))
        if not set(left.values()) & set(right.values()) and (one, other) not in seen:
            seen.add((one, other))
            yield one, other, "", False


def show(title: str, count: int, trials: list[Trial], found: dict[str, dict]) -> None:
    """Print what was found."""
    labels = [label for _, _, _, label in trials]
    print(f"\n## {title}: {count} names, {sum(labels)} true pairs, {len(labels) - sum(labels)} hard negatives\n")
    heads = (
        "system",
        "pairs",
        "AP",
        "F1",
        "recall",
        "let in",
        "recall at 1%",
        "at 0.1% (goal .97)",
        "us, mean",
        "median",
    )
    lines = [[s, *measured(labels, one["scores"], LINES[s]), *spent(one)[:2]] for s, one in found.items()]
    print(table(heads, lines))
    print(ratios(found), flush=True)


def by_scheme(trials: list[Trial], scores: list[float]) -> str:
    """Give recall at 0.1% of all hard negatives for each pair of writings."""
    false = [(False, score) for (_, _, _, label), score in zip(trials, scores, strict=True) if not label]
    groups = defaultdict(list)
    for (_, _, key, label), score in zip(trials, scores, strict=True):
        if label:
            groups[key].append((True, score))
    rows = []
    for key, group in groups.items():
        labels, values = zip(*group, *false, strict=True)
        rows.append((key, len(group), f"{recall_at(labels, values, 0.001):.3f}"))
    return table(("writings", "pairs", "recall at 0.1%"), sorted(rows, key=lambda row: row[2]))


if __name__ == "__main__":
    main()
