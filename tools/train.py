"""What do sounds and evidence weigh? Learns src/allonym/data/confusions.tsv and weights.toml from named data.

    python tools/train.py DATA_FOLDER [--only sounds|weights|compare|standing]

DATA_FOLDER holds the name-variant data (`X.entities.jsonl.gz`, `X.queries.jsonl.gz`, `pairs_tokens_*.jsonl.gz`).
Only entities in the learning half (`in_learning_half`) are used, so that the other half can judge.

Sounds: pairs of words that spell one name are aligned under the present costs; the columns of the alignments are
counted; the cost of a column is the logarithm of how much oftener it occurs than chance would have it. A few rounds
of this (Viterbi training, as for pair hidden Markov models: R. Durbin et al., Biological Sequence Analysis, 1998,
chapter 4) settle. Weights: logistic regression on the evidence of candidates that a resolver finds; those of compare on
pairs that are drawn for it (`given_pairs.py`). With those weights, another on how the likeliest candidates stand.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import log2
from pathlib import Path
from typing import NamedTuple

import numpy as np
from given_pairs import GivenPair, given_pairs, share
from inflected import inflected
from learning_data import TYPES, UNANSWERABLE, in_learning_half, rows
from mistyped import mistyped

from allonym import align, comparison, name, score
from allonym.bearing import asked as worth_asking
from allonym.bearing import known, renamed
from allonym.comparison import Measures, common, measure
from allonym.fold import fold
from allonym.name import listen
from allonym.pairing import pair
from allonym.parse.vocabulary import given_names
from allonym.records import Allonym, Entity
from allonym.resolver import Resolver, _Weigher
from allonym.score import COMPARING, SURE, features, is_exact, logit_of
from allonym.script import script_of
from allonym.standing import Known, context, leads, lift, ranked, scored, witnessed, witnesses
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
# Which share of each set's entities lends pairs of names.
PAIRED = {"persons": 0.12, "orgs": 0.5, "places": 0.1, "slavic": 0.5}
# What each kind of pair weighs beside 1 for the candidates of each set. In a search, a name of one changed letter is
# mostly the same one, mistyped.
PAIR_WEIGHTS = {"shared": 0.02, "replaced": 0.02}
# More of what agrees never makes two names less likely one, more of what does not never likelier, whatever the pairs
# at hand say.
SIGNS = dict.fromkeys(("strength", "matched", "alike", "alike_across", "alike_within"), 1) | dict.fromkeys(
    (
        "lost", "lost_bits", "omitted", "omitted_bits", "against", "against_bits", "clashes", "unlike", "alone_near",
        "worst", "worst_within", "worst_beside", "worst_bad", "worst_joined", "column", "column_within", "column_hard",
        "slips", "slip_alone", "slip_common",
    ),
    -1,
)  # fmt: skip
NO_SIGNS: Mapping[str, int] = {}
SLIP_SIGNS = {"slips": -1, "slip_alone": -1, "slip_common": -1}
# Strangers among those who are asked for, as in the development data.
STRANGERS = 0.25
# Mistyped names among those that are asked for, and so many of each table.
MISTYPED, MOST_MISTYPED = 0.02, 400
# Strangers who bear another given name than a person of the table, of all who are asked for, and so many of each table.
RENAMED, MOST_RENAMED = 0.02, 400
# Names in a case among those that are asked for, and so many of each table.
DECLINED, MOST_DECLINED = 0.02, 200
MADE = {"mistyped": MISTYPED, "renamed": RENAMED, "declined": DECLINED}
GIVEN = {"Latn", "Cyrl"}
# So many times as many queries as teach the weights of the evidence teach how entities stand, which has as many weights
# and one example a query.
OFTENER = 8
# So many queries of each set teach the search its first weights.
FIRST_QUERIES = 400
MOST_RANKED = 12
LARGE = ("persons", "places")
# Of these tables one of so many parts is a table of its own, too, when it is learned how entities stand.
PARTS = {"persons": 16, "places": 16, "regions": 8, "orgs": 8, "slavic": 4}
NOBODY = Known(0.5)
# The weight of log odds where it matters most.
LIKELY = "odds_from_1"
# Which numbers of a standing may speak against an entity alone, and which either way; all others may speak for it,
# so that a likelier name is never less sure.
AGAINST = frozenset(
    (
        "names crowd other_unlike other_gap unlike unlike_han near near_unlike unusual unusual_weak clash clash_filial "
        "clash_alike ends_nameless han_weak starts_otherwise omitted omitted_nameless renamed person_han"
    ).split()
)
EITHER_WAY = frozenset(
    (
        "bias nameless other clash_nameless asked_abjad asked_han found_han found_kana found_hangul found_abugida place"
    ).split()
)
RIDGE = 1.0
LOWEST, HIGHEST = -6.0, 6.0


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
    comparison.refresh()
    name.hear.cache_clear()


def in_part(key: str, share: int) -> bool:
    """Is an entity in the one of so many equal parts that a quick round of learning takes?"""
    return hashlib.sha256(key.encode()).digest()[1] % share == 0


Example = tuple[Measures, bool, float]
# Pairs of names that were weighed, by how they came about, and whether they are one.
Weighed = dict[str, list[tuple[Measures, bool]]]


class Asked(NamedTuple):
    """What a resolver finds for a query: all that it may mean, likeliest first, and which of it is right.

    `measures` are those of the first few names, `known` what is known of the first few entities, `likelihoods` those
    of all entities that were weighed, `names` how many names there are.
    """

    stranger: bool
    right: list[bool]
    measures: list[Measures]
    known: list[Known]
    likelihoods: list[float]
    names: int
    mistyped: bool = False
    renamed: bool = False
    declined: bool = False


@cache
def resolver_of(folder: Path, name: str, share: int) -> tuple[Resolver, list[dict]]:
    """Make a resolver over a set, or over a part of it, and give its entities."""
    entities = [e for e in rows(folder / f"{name}.entities.jsonl.gz") if in_part(e["id"], share)]
    names = [Allonym(e["id"], n["text"], n.get("lang") or "") for e in entities for n in e["names"]]
    types = {e["id"]: Entity(e["id"], "", TYPES.get(e["type"], e["type"])) for e in entities}
    return Resolver(tables=[Table(name, tuple(names), types, {}, {})]), entities


def asked_of(folder: Path, name: str, most: int, share: int) -> list[Asked]:
    """Ask a resolver the learning half's queries; of a part of a table, who is in no part of it is a stranger."""
    resolver, entities = resolver_of(folder, name, share)
    there = {e["id"] for e in entities}
    queries = [
        (q, {q["gold"], *q.get("gold_also", ())} & there)
        for q in rows(folder / f"{name}.queries.jsonl.gz")
        if q["kind"] not in UNANSWERABLE and in_learning_half(q["gold"] or q["query"])
    ]
    groups = ([one for one in queries if one[1]], [one for one in queries if not one[1]])
    chosen = [one for group in groups for one in random.Random(0).sample(group, min(most // 2, len(group)))]  # noqa: S311
    found = [answered(resolver, query["query"], right) for query, right in chosen]
    hit = sum(any(one.right) for one in found) / max(1, sum(not one.stranger for one in found))
    print(f"{name}: {len(found)} queries, the right entity is among the first candidates of {hit:.3f}", flush=True)
    learned = [e for e in entities if in_learning_half(e["id"])]
    found += mistyped_of(resolver, learned, min(most, MOST_MISTYPED))
    found += declined_of(resolver, learned, min(most, MOST_DECLINED))
    return found + renamed_of(resolver, [e for e in learned if e["type"] == "person"], min(most, MOST_RENAMED))


def mistyped_of(resolver: Resolver, entities: Sequence[dict], most: int) -> list[Asked]:
    """Ask a resolver for names of its entities that were mistyped."""
    chance = random.Random(0)  # noqa: S311
    made = [
        (text, entity)
        for entity in chance.sample(entities, min(most, len(entities)))
        if (text := mistyped(chance.choice(entity["names"])["text"], chance))
    ]
    return [answered(resolver, text, {entity["id"]})._replace(mistyped=True) for text, entity in made]


def declined_of(resolver: Resolver, entities: Sequence[dict], most: int) -> list[Asked]:
    """Ask a resolver for names of its entities in a case of their language, where it is one that has cases."""
    chance = random.Random(0)  # noqa: S311
    found: list[Asked] = []
    for entity in chance.sample(entities, len(entities)):
        one = chance.choice(entity["names"])
        text = inflected(one["text"], (one.get("lang") or "").partition("-")[0], chance) if len(found) < most else ""
        if text:
            found.append(answered(resolver, text, {entity["id"]})._replace(declined=True))
    return found


def renamed_of(resolver: Resolver, entities: Sequence[dict], most: int) -> list[Asked]:
    """Ask a resolver for strangers: names of its people with another given name, which nobody there bears."""
    chance = random.Random(0)  # noqa: S311
    made = [
        text
        for entity in chance.sample(entities, min(most, len(entities)))
        if (text := with_another_given_name(chance.choice(entity["names"])["text"], chance))
    ]
    strangers = [text for text in made if not any(True for _ in resolver.gazetteer.spelling(fold(text).key))]
    return [answered(resolver, text, set())._replace(renamed=True) for text in strangers]


def with_another_given_name(name: str, chance: random.Random) -> str:
    """Give a name with its given name replaced by a known one that is no form of it, or nothing."""
    words, known = name.split(), given_names()
    at = next((at for at, word in enumerate(words) if word.casefold() in known), None)
    script = script_of(name)
    if at is None or len(words) < 2 or script not in GIVEN:
        return ""
    words[at] = chance.choice(given_in(script)).title()
    text = " ".join(words)
    return text if renamed(text.casefold(), name.casefold()) else ""


@cache
def given_in(script: str) -> list[str]:
    """Give the known given names of one word in a script."""
    return sorted(one for one in given_names() if one.isalpha() and script_of(one) == script)


def answered(resolver: Resolver, query: str, right: set[str]) -> Asked:
    """Ask a resolver one query."""
    heard, gazetteer = listen(query), resolver.gazetteer
    weigher = _Weigher(gazetteer, heard)
    weighed = resolver._weighed(heard, (), None, weigher)  # noqa: SLF001  (evidence is not public)
    likelihoods = sorted((-one for one, _, _ in weighed), reverse=True)
    found = resolver._first(weighed, MOST_RANKED)  # noqa: SLF001
    others = [gazetteer.name(gazetteer.candidate(at)) for at, _ in found]
    return Asked(
        not right,
        [gazetteer.bearer(at).id in right for at, _ in found],
        [measure(heard, other, gazetteer.rarity(heard, other)) for other in others],
        [known(gazetteer, heard, at, weight, weigher.weigh_alone) for at, weight in found[: worth_asking(likelihoods)]],
        likelihoods,
        len(gazetteer),
    )


def pairs_of(folder: Path, name: str, share: float) -> Weighed:
    """Weigh pairs of names of the learning half: strangers with a word in common, and names with a word of others."""
    chance = random.Random(name)  # noqa: S311
    entities = [e for e in rows(folder / f"{name}.entities.jsonl.gz") if in_learning_half(e["id"])]
    found: Weighed = defaultdict(list)
    bearers: dict[str, dict[int, None]] = defaultdict(dict)
    for at, entity in enumerate(entities):
        for word in {w.casefold() for n in entity["names"][:6] for w in n["text"].split() if len(w) > 2}:
            bearers[word][at] = None
    shared = sorted(word for word, some in bearers.items() if len(some) > 1)
    for word in chance.sample(shared, min(len(shared), int(share * len(entities)))):
        one, two = (entities[at] for at in chance.sample(list(bearers[word]), 2))
        a, b = (next(n for n in e["names"] if word in n["text"].casefold().split()) for e in (one, two))
        found["shared"].append((weighed(a, b, one), False))
    for entity in entities:
        if chance.random() < share:
            one, two = chance.choice(entity["names"]), chance.choice(entity["names"])
            if replaced := with_word_replaced(one["text"], chance.choice(entities)["names"][0]["text"], chance):
                found["replaced"].append((weighed({"text": replaced}, two, entity), False))
    return found


def weighed(a: dict, b: dict, entity: dict) -> Measures:
    """Weigh two names of the data."""
    kind = TYPES.get(entity["type"], entity["type"])
    return measure(listen(a["text"], a.get("lang") or "", kind), listen(b["text"], b.get("lang") or "", kind))


def with_word_replaced(name: str, other: str, chance: random.Random) -> str:
    """Give a name with one word replaced by a word of another, or nothing where that cannot be done."""
    words = name.split()
    if len(words) < 2 or script_of(name) != script_of(other):
        return ""
    words[chance.randrange(len(words))] = chance.choice(other.split())
    return " ".join(words)


def learn_weights(folder: Path, most: int, share: int) -> None:
    """Learn the weights of the evidence, for two given names and for candidates of a search, and write them.

    The search begins with the weights of compare, so that what is learned depends on the data alone; with those that
    a first few queries teach it, it is asked for all.
    """
    comparing = learned_comparing(folder)
    write_weights({**known_weights(), **comparing, "resolve": comparing["compare"]})
    pairs = {name: pairs_of(folder, name, PAIRED[name]) for name in PAIRED}
    for count in (min(FIRST_QUERIES, most), most):
        write_weights({**known_weights(), "resolve": learned_resolving(folder, count, share, pairs)})


def learned_resolving(folder: Path, most: int, share: int, pairs: Mapping[str, Weighed]) -> dict[str, float]:
    """Fit the weights for candidates of a search, as it finds them with the present ones."""
    asked = {name: asked_of(folder, name, most, share if name in LARGE else 1) for name in SETS}
    found: list[Example] = [
        (measures, yes, share_of)
        for some in asked.values()
        for one, share_of in zip(some, shares_of(some), strict=True)
        for measures, yes in zip(one.measures, one.right, strict=True)
        if not is_exact(measures)
    ]
    given = [
        (measures, yes, PAIR_WEIGHTS[kind] / len(some))
        for groups in pairs.values()
        for kind, some in groups.items()
        for measures, yes in some
        if not is_exact(measures)
    ]
    return fitted([*found, *given], signs=SLIP_SIGNS)


def shares_of(some: Sequence[Asked]) -> list[float]:
    """Let the queries of a set weigh 1 together, and those that were made of its names their shares of it."""
    made = Counter(made_as(one) for one in some)
    return [MADE.get(made_as(one), 1.0) / made[made_as(one)] for one in some]


def made_as(one: Asked) -> str:
    """Say how a query was made of a name of the table, "" where it was not."""
    return "mistyped" if one.mistyped else "renamed" if one.renamed else "declined" if one.declined else ""


def learn_standing(folder: Path, most: int, share: int) -> None:
    """Learn how far the best candidate is to be believed, and write it.

    First what the other names of an entity tell, beside all else; then, with the entities in the order that this
    makes, all else. Parts of the larger tables are asked too, so that what the size of a table tells is not taken from
    its kind of names alone.
    """
    tables = [(name, share if name in LARGE else 1) for name in SETS] + list(PARTS.items())
    asked = [[one for one in asked_of(folder, name, OFTENER * most, of) if one.known] for name, of in tables]
    both = standing_fitted(asked, in_order_of_likelihood)
    # In log odds of a likelihood, so that the two can be added.
    slope = both[LIKELY]
    write_weights({**known_weights(), "witnesses": {head: both[head] / slope for head in witnesses(NOBODY)}})
    write_weights({**known_weights(), "standing": standing_fitted(asked, as_ranked)})


def in_order_of_likelihood(one: Asked) -> tuple[dict[str, float], bool]:
    """Give the numbers of the likeliest entity, those of its other names among them, and whether it is right."""
    first, odds = one.known[0], [logit_of(likelihood) for likelihood in one.likelihoods]
    right = any(yes for yes, other in zip(one.right, odds, strict=False) if other == odds[0])
    numbers = context(first, leads(odds, 0), sorted(odds), one.names)
    return {**numbers, **witnesses(first)}, right


def as_ranked(one: Asked) -> tuple[dict[str, float], bool]:
    """Give the numbers of the entity that stands first, and whether it is right."""
    order, odds = ranked(one.known), [witnessed(known) for known in one.known]
    first = odds[order[0]]
    right = any(one.right[at] for at in order if odds[at] == first)
    crowd = sorted([logit_of(likelihood) for likelihood in one.likelihoods])
    best = one.known[order[0]]
    lead = leads([odds[at] for at in order], 0)
    return {**context(best, lead, crowd, one.names, lift(best)), **scored(best)}, right


def standing_fitted(
    asked: Sequence[Sequence[Asked]], told: Callable[[Asked], tuple[dict[str, float], bool]]
) -> dict[str, float]:
    """Fit the weights of a standing to tables that count the same; strangers are STRANGERS of the queries of each."""
    inputs, labels, shares = [], [], []
    for some in asked:
        for one, share_of in zip(some, standing_shares(some), strict=True):
            if one.likelihoods[0] < SURE:
                numbers, right = told(one)
                inputs.append(list(numbers.values()))
                labels.append(right)
                shares.append(share_of)
    signs = {head: -1 if head in AGAINST else 1 for head in numbers if head not in EITHER_WAY}
    return signed_fit(list(numbers), np.array(inputs), labels, shares, signs)


def standing_shares(some: Sequence[Asked]) -> list[float]:
    """Let strangers be STRANGERS of the queries of a table, and those that were made of its names their shares."""
    kinds = [(made_as(one), one.stranger) for one in some]
    whole = [MADE.get(made, STRANGERS if stranger else 1 - STRANGERS) for made, stranger in kinds]
    counts = Counter(kinds)
    return [share_of / counts[kind] for share_of, kind in zip(whole, kinds, strict=True)]


def learned_comparing(folder: Path) -> dict[str, dict[str, float]]:
    """Fit the weights for two given names: for any, and for those of each type that has enough of them."""
    pairs = [(measured(one), one) for one in given_pairs(folder)]
    pairs = [(found, one) for found, one in pairs if not is_exact(found) and found.possible > 0]
    # A true pair of which no part agrees is an alias that no comparison could find.
    pairs = [(found, one) for found, one in pairs if found.words or found.acronym or not one.yes]
    learned = {}
    for type_, situation in (("", "compare"), *COMPARING.items()):
        examples = [(found, one.yes, share(one, type_)) for found, one in pairs]
        learned[situation] = fitted(examples, signs=SIGNS)
        print(f"{situation}: {sum(one.type == type_ for _, one in pairs)} of {len(pairs)} pairs", flush=True)
    return learned


def measured(one: GivenPair) -> Measures:
    """Weigh two given names."""
    return measure(listen(one.a, type=one.type), listen(one.b, type=one.type), common())


def fitted(examples: Sequence[Example], *, signs: Mapping[str, int] = NO_SIGNS) -> dict[str, float]:
    """Fit the weights of the evidence to examples; a weight that has a sign has no other."""
    inputs = np.array([list(features(measures).values()) for measures, _, _ in examples])
    labels, shares = [y for _, y, _ in examples], [w for *_, w in examples]
    return signed_fit(list(features(examples[0][0])), inputs, labels, shares, signs)


def signed_fit(
    heads: list[str], inputs: np.ndarray, labels: list[bool], shares: list[float], signs: Mapping[str, int]
) -> dict[str, float]:
    """Fit a logistic regression; a weight that has a sign has no other, and is 0 where it would have."""
    found = dict.fromkeys(heads, 0.0)
    while True:
        kept = [at for at, head in enumerate(heads) if head in found]
        found = dict(zip([heads[at] for at in kept], logistic_fit(inputs[:, kept], labels, shares), strict=True))
        wrong = {head for head, sign in signs.items() if found.get(head, 0.0) * sign < 0}
        if not wrong:
            return {head: found.get(head, 0.0) for head in heads}
        found = {head: value for head, value in found.items() if head not in wrong}


def logistic_fit(inputs: Sequence[Sequence[float]], labels: list[bool], shares: list[float]) -> list[float]:
    """Fit a logistic regression by Newton's method, with a small ridge."""
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
    return [float(one) for one in beta]


def known_weights() -> dict[str, dict[str, float]]:
    """Give the weights of every situation, as they are now."""
    return tomllib.loads((OUT / "weights.toml").read_text(encoding="utf-8"))


def write_weights(learned: dict[str, dict[str, float]]) -> None:
    """Write the weights of each situation, and have them used."""
    text = ["# How much each measure counts in score: learned by `python tools/train.py DATA_FOLDER`."]
    for situation, some in learned.items():
        text += [f"\n[{situation}]", *(f"{head} = {value:.3f}" for head, value in some.items())]
    (OUT / "weights.toml").write_text("\n".join(text) + "\n", encoding="utf-8")
    score.refresh()


def main() -> None:
    """Learn sounds, then weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=("sounds", "weights", "compare", "standing"))
    parser.add_argument(
        "--most", type=int, default=1500, help="queries of each set to learn weights from (default 1500)"
    )
    parser.add_argument(
        "--share", type=int, default=1, help="take one of so many parts of the large tables (default 1: all)"
    )
    options = parser.parse_args()
    if options.only in (None, "sounds"):
        learn_sounds(options.folder)
    if options.only in (None, "weights"):
        learn_weights(options.folder, options.most, options.share)
    if options.only in (None, "weights", "standing"):
        learn_standing(options.folder, options.most, options.share)
    if options.only == "compare":
        write_weights({**known_weights(), **learned_comparing(options.folder)})


if __name__ == "__main__":
    main()
