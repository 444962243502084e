"""What do sounds and evidence weigh? Learns src/allonym/data/confusions.tsv and weights.toml from named data.

    python tools/train.py DATA_FOLDER [--only sounds|weights]

DATA_FOLDER holds the name-variant data (`X.entities.jsonl.gz`, `X.queries.jsonl.gz`, `pairs_tokens_*.jsonl.gz`).
Only entities in the learning half (`in_learning_half`) are used, so that the other half can judge.

Sounds: pairs of words that spell one name are aligned under the present costs; the columns of the alignments are
counted; the cost of a column is the logarithm of how much oftener it occurs than chance would have it. A few rounds
of this (Viterbi training, as for pair hidden Markov models: R. Durbin et al., Biological Sequence Analysis, 1998,
chapter 4) settle. Weights: logistic regression on the evidence of candidates that a resolver finds.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import random
from collections import Counter, defaultdict
from itertools import combinations
from math import log2
from pathlib import Path

import numpy as np

from allonym import align, name
from allonym.comparison import Measures, _join, measure
from allonym.name import listen
from allonym.pairing import pair
from allonym.records import Allonym, Entity
from allonym.resolver import Resolver
from allonym.score import features
from allonym.script import script_of
from allonym.tables import Table

OUT = Path(__file__).parent.parent / "src/allonym/data"
ROUNDS = 4
# So many pairs of words of each pair of scripts: enough to count, few enough that no script rules the others.
PAIRS_OF_SCRIPTS = 2500
# Pairs of words that share less of the evidence are taken for errors in the data.
LEAST_SHARE = 0.3
SETTLED = 1e-6
# Counts that every column starts with, so that a column never seen is unlikely and not impossible.
PRIOR = 30.0
SETS = ("persons", "places", "regions", "orgs", "slavic", "works")
# Letters that are mistaken for each other: vowels for vowels, consonants for consonants.
KINDS = {
    "Latn": ("aeiou", "bcdfghklmnprstvz"),
    "Cyrl": ("аеиоуы", "бвгдзклмнпрстфхш"),
}
# Which share of the people lends a changed name, and what all changed names weigh together, beside 1 for each set.
SHARE_CHANGED = 0.03
WEIGHT_CHANGED = 0.1
LARGE = ("persons", "places")
# Kinds of queries that sound and spelling alone cannot answer.
UNANSWERABLE = {"alias-or-translation", "abbreviation", "partial-name", "cross-script-kanji"}
RIDGE = 1.0
LOWEST, HIGHEST = -6.0, 6.0


def in_learning_half(key: str) -> bool:
    """Is an entity in the half of the data that is learned from?"""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 0


def rows(path: Path) -> list[dict]:
    """Read gzipped JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def first_guess() -> dict[tuple[str, str], float]:
    """Guess costs from what kind of sound each is: the prior, and the first round's costs."""
    with (OUT / "sounds.tsv").open(encoding="utf-8") as lines:
        known = {row["sound"]: row for row in csv.DictReader(lines, delimiter="\t")}
    vowelish = {s for s, row in known.items() if row["kind"] in ("vowel", "glide") or s in "·ᵃʷʲʰ"}
    bone = {s: row["skeleton"].strip("-") for s, row in known.items()}
    costs = {}
    for a in known:
        costs[a, align.GAP] = -0.4 if a in "·ʔʕ" else -1.2 if a in "ᵃʷʲʰhj" else -2.0 if a in vowelish else -4.0
        for b in known:
            if b >= a:
                costs[a, b] = _guess(a, b, known, vowelish, bone)
    return costs


def _guess(a: str, b: str, known: dict, vowelish: set[str], bone: dict[str, str]) -> float:
    if a == b:
        return 2.0 if a in vowelish else 4.0
    both = a in vowelish and b in vowelish
    if known[a]["broad"] == known[b]["broad"] and known[a]["broad"]:
        return 1.5 if both else 2.5
    if both:
        return 0.3
    return 0.0 if bone[a] and bone[a] == bone[b] else -5.0


def word_pairs(folder: Path) -> list[tuple[str, str, str, str]]:
    """Collect pairs of words that spell one name, with their languages, evenly over pairs of scripts."""
    found: dict[tuple[str, ...], set[tuple[str, str, str, str]]] = defaultdict(set)
    for path in sorted(folder.glob("pairs_tokens_*.jsonl.gz")):
        for row in rows(path):
            if row["match"] and in_learning_half(row["a"]):
                found["tokens", script_of(row["a"]), script_of(row["b"])].add((row["a"], "", row["b"], ""))
    for kind in ("persons", "places", "regions", "slavic"):
        for entity in rows(folder / f"{kind}.entities.jsonl.gz"):
            if in_learning_half(entity["id"]):
                _add_entity(found, entity)
    chosen = []
    for key in sorted(found):
        some = sorted(found[key])
        chosen += random.Random(0).sample(some, min(PAIRS_OF_SCRIPTS, len(some)))  # noqa: S311
    return chosen


def _add_entity(found: dict, entity: dict) -> None:
    names = [n for n in entity["names"] if n["script"] not in ("Hani", "Jpan", "Qaaa", "Kore")][:8]
    for one, two in combinations(names, 2):
        left, right = one["text"].split(), two["text"].split()
        if len(left) == len(right) <= 4 and one["text"].casefold() != two["text"].casefold():
            scripts = tuple(sorted((one["script"], two["script"])))
            for a, b in zip(left, right, strict=True):
                if a.casefold() != b.casefold():
                    found[scripts].add((a, one.get("lang") or "", b, two.get("lang") or ""))


def learn_sounds(folder: Path) -> None:
    """Learn the costs of pairs of sounds and of gaps, and write them."""
    pairs = word_pairs(folder)
    heard = [(listen(a, la).parts, listen(b, lb).parts) for a, la, b, lb in pairs]
    words = [(x[0], y[0]) for x, y in heard if len(x) == len(y) == 1 and x[0].readings and y[0].readings]
    guess = first_guess()
    write_costs(guess)
    for number in range(ROUNDS):
        refresh()
        columns: Counter[tuple[str, str]] = Counter()
        alone: Counter[str] = Counter()
        used = 0
        for x, y in words:
            one = pair(x, y)
            if one.share < LEAST_SHARE or not one.readings[0] or not one.readings[1]:
                continue
            used += 1
            for a, b in align.columns(one.readings[0].sounds, one.readings[1].sounds):
                columns[tuple(sorted((a or align.GAP, b or align.GAP)))] += 1
                alone.update(s for s in (a, b) if s)
        costs = estimate(columns, alone, guess)
        write_costs(costs)
        print(f"round {number + 1}: {used} of {len(words)} pairs of words aligned")
    refresh()


def estimate(columns: Counter, alone: Counter, guess: dict) -> dict[tuple[str, str], float]:
    """Turn counts into bits: how much oftener is a column than chance, with the guess as so many counts beforehand."""
    total, sounds_total = sum(columns.values()), sum(alone.values()) + 10 * len(guess)
    chance = {a: (alone[a] + 10) / sounds_total for a, b in guess if b == align.GAP}
    costs = {}
    for (a, b), before in guess.items():
        key = tuple(sorted((a, b)))
        if b == align.GAP:
            expected = chance[a] * total
            value = log2((columns[key] + PRIOR * 2**before) / (expected + PRIOR))
        else:
            expected = chance[a] * chance[b] * total * (1 if a == b else 2)
            value = log2((columns[key] + PRIOR * 2**before * 0.2) / (expected + PRIOR * 0.2))
        costs[a, b] = min(HIGHEST, max(LOWEST, value))
    for (a, b), value in costs.items():
        if a == b:
            costs[a, b] = max(value, 1.0)
        elif b == align.GAP:
            costs[a, b] = min(value, -0.1)
    return costs


def write_costs(costs: dict[tuple[str, str], float]) -> None:
    """Write the costs of sounds."""
    lines = ["sound\tother\tbits", *(f"{a}\t{b}\t{value:.2f}" for (a, b), value in sorted(costs.items()))]
    (OUT / "confusions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def refresh() -> None:
    """Forget what was computed under earlier costs."""
    align.refresh()
    for cached in (pair, _join, name.hear):
        cached.cache_clear()


def in_part(key: str, share: int) -> bool:
    """Is an entity in the one of so many equal parts that a quick round of learning takes?"""
    return hashlib.sha256(key.encode()).digest()[1] % share == 0


def candidates_of(folder: Path, name: str, most: int, share: int) -> list[tuple[list[Measures], list[bool], str]]:
    """Ask a resolver the learning half's queries; give the measures of each query's candidates and which are right."""
    entities = [e for e in rows(folder / f"{name}.entities.jsonl.gz") if in_part(e["id"], share)]
    known = {e["id"] for e in entities} | {None}
    asked = (
        q for q in rows(folder / f"{name}.queries.jsonl.gz") if q["gold"] in known and q["kind"] not in UNANSWERABLE
    )
    queries = [
        q for q in asked if in_learning_half(q["gold"] or q["query"]) and in_part(q["gold"] or q["query"], share)
    ]
    queries = random.Random(0).sample(queries, min(most, len(queries)))  # noqa: S311
    names = [Allonym(e["id"], n["text"], n.get("lang") or "") for e in entities for n in e["names"]]
    table = Table(name, tuple(names), {e["id"]: Entity(e["id"], "") for e in entities}, {}, {})
    resolver = Resolver(tables=[table])
    found = []
    for query in queries:
        asked = listen(query["query"])
        candidates, _ = resolver._candidates(asked, None, None)  # noqa: SLF001  (evidence is not public)
        best = resolver._best(asked, candidates)  # noqa: SLF001
        right = {query["gold"], *query.get("gold_also", ())}
        ranked = sorted(best.items(), key=lambda row: (-row[1][0], row[0]))[:12]
        found.append(([measures for _, (_, _, measures) in ranked], [key in right for key, _ in ranked], query["kind"]))
    return found


def changed_names(folder: Path) -> list[Measures]:
    """Weigh names of people against the same with one letter of the last word changed: other people, as a rule."""
    chance = random.Random(0)  # noqa: S311  (a fixed choice, no secret)
    found = []
    for entity in rows(folder / "persons.entities.jsonl.gz"):
        name = entity["names"][0]["text"]
        words = name.split()
        last = words[-1].lower()
        if not in_learning_half(entity["id"]) or len(words) < 2 or len(last) < 4 or script_of(name) not in KINDS:
            continue
        at = chance.randrange(1, len(last))
        kind = next((kind for kind in KINDS[script_of(name)] if last[at] in kind), "")
        others = [letter for letter in kind if letter != last[at]]
        if others and chance.random() < SHARE_CHANGED:
            words[-1] = (last[:at] + chance.choice(others) + last[at + 1 :]).title()
            found.append(measure(listen(name), listen(" ".join(words))))
    return found


def learn_weights(folder: Path, most: int, share: int) -> None:
    """Learn the weights of the evidence by logistic regression, and write them."""
    inputs, labels, shares = [], [], []
    for kind in SETS:
        found = candidates_of(folder, kind, most, share if kind in LARGE else 1)
        hit = sum(any(right) for _, right, _ in found) / max(1, sum("nil" not in how for _, _, how in found))
        print(f"{kind}: {len(found)} queries, the right entity is among the first candidates of {hit:.3f}")
        for measures, right, _ in found:
            for one, yes in zip(measures, right, strict=True):
                inputs.append(list(features(one).values()))
                labels.append(yes)
                shares.append(1.0 / len(found))
    changed = changed_names(folder)
    print(f"{len(changed)} names with one letter changed")
    for one in changed:
        inputs.append(list(features(one).values()))
        labels.append(False)
        shares.append(WEIGHT_CHANGED / len(changed))
    heads = list(features(Measures(0, 0, 0, 0, 0, 0, "near", crossed=False, pairs=())))
    x, y, w = np.array(inputs), np.array(labels, float), np.array(shares) / np.mean(shares)
    beta = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (y - p)) - RIDGE * beta
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(beta))
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < SETTLED:
            break
    text = ["# How much each measure counts in score: learned by `python tools/train.py DATA_FOLDER`.", "[score]"]
    text += [f"{head} = {value:.3f}" for head, value in zip(heads, beta, strict=True)]
    (OUT / "weights.toml").write_text("\n".join(text) + "\n", encoding="utf-8")
    print("\n".join(text))


def main() -> None:
    """Learn sounds, then weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=("sounds", "weights"))
    parser.add_argument(
        "--most", type=int, default=2500, help="queries of each set to learn weights from (default 2500)"
    )
    parser.add_argument(
        "--share", type=int, default=1, help="take one of so many parts of the large tables (default 1: all)"
    )
    options = parser.parse_args()
    if options.only != "weights":
        learn_sounds(options.folder)
    if options.only != "sounds":
        learn_weights(options.folder, options.most, options.share)


if __name__ == "__main__":
    main()
