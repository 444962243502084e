"""Does resolve find the right entity, stay silent about strangers, and know how sure it is?

    python benchmarks/quality/bench_resolve.py FOLDER [--sets ...] [--limit N] [--systems ...] [--answers FOLDER]

FOLDER holds the sets that `resolving.py` describes. Prints the goals beside what is reached on all queries and on
those of the half of the entities that nothing was learned from, beside a plain edit ratio; then each set by kind and
script. `--answers` keeps every answer for `errors.py`.

R@1: the right entity stands first or shares the first score, whatever that is. With 1% (5%) let in: it does so above
the score that 1% (5%) of the strangers' best matches pass. The headline leaves out what only a dictionary answers.
ECE: over all answers of the headline and all strangers (whose best match is never right), in 15 bins of equal width
of the best match's score, the mean distance of the mean score from the share of right answers, weighted by the bins'
sizes; answers without any match are left out. False merges: of random pairs of names of two entities of one set that
have a word in common and no name, the share that compare says are one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from figures import calibration_error, table
from resolving import SETS, SYSTEMS, TYPES, Answer, headline, held_out, queries_of, rows

from allonym import compare

LINE = 0.5
FALSE_MERGES = 20_000
# A script with fewer queries than this says nothing of calibration.
FEWEST_OF_SCRIPT = 200
# R@1 and R@1 with 1% of strangers let in, of the headline.
GOALS = {
    "persons": (0.90, 0.75), "places": (0.87, 0.65), "regions": (0.85, 0.65), "orgs": (0.88, 0.65),
    "slavic": (0.96, 0.85), "works": (0.78, 0.50),
}  # fmt: skip
GOALS_ALL_KINDS = {"persons": 0.60, "orgs": 0.55}
GOAL_ECE, GOAL_ECE_SCRIPT, GOAL_NIL, GOAL_MERGES = 0.03, 0.06, 0.01, 0.005
CALIBRATED = ("persons", "places", "orgs")
# Names of a set are shown only where its sources allow it.
QUOTABLE = ("places", "regions", "works")
SHOWN = 3
# Words that all names of a set have once each would be sought for ever.
MOST_TRIES = 50

Asked = list[tuple[dict, Answer]]


class Figures(NamedTuple):
    """What was reached on some queries."""

    known: int
    strangers: int
    r1: float
    r1_nil1: float
    r1_nil5: float
    said_right: float
    said_wrong: float
    nil_match: float
    ece: float


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--limit", type=int, help="about so many queries of a set, evenly")
    parser.add_argument("--systems", nargs="*", default=list(SYSTEMS), choices=list(SYSTEMS))
    parser.add_argument("--answers", type=Path, help="keep the answers in this folder, one file a set and system")
    parser.add_argument("--merges", type=int, default=FALSE_MERGES, help="pairs for false merges")
    asked = parser.parse_args()
    found: dict[tuple[str, str], Asked] = {}
    for name in asked.sets:
        entities, queries = (
            rows(asked.folder / f"{name}.entities.jsonl.gz"),
            queries_of(asked.folder, name, asked.limit),
        )
        for system in asked.systems:
            print(f"{name}, {system}: {len(entities)} entities, {len(queries)} queries", file=sys.stderr, flush=True)
            found[name, system] = list(zip(queries, SYSTEMS[system](entities, queries), strict=True))
            if asked.answers:
                keep(asked.answers / f"{name}.{system}.jsonl", found[name, system])
            print(detail(name, system, found[name, system]), flush=True)
    print("\n## Goals\n\n" + goals(found), flush=True)
    if asked.merges and "allonym" in asked.systems:
        print("\n## False merges\n\n" + merges(asked.folder, asked.sets, asked.merges))


def figures(asked: Asked) -> Figures:
    """Measure the answers to some queries; strangers count for the lines, and for calibration."""
    known = [(query, answer) for query, answer in asked if query["gold"]]
    nil = sorted((answer.score for query, answer in asked if not query["gold"]), reverse=True)
    right = [answer.score for query, answer in known if answer.right(query)]
    said = [answer.right(query) for query, answer in known if answer.said]

    def above(share: float) -> float:
        if not nil:
            return float("nan")
        line = nil[min(int(share * len(nil)), len(nil) - 1)]
        return sum(score > line for score in right) / max(1, len(known))

    return Figures(
        len(known),
        len(nil),
        len(right) / max(1, len(known)),
        above(0.01),
        above(0.05),
        sum(said) / max(1, len(known)),
        (len(said) - sum(said)) / max(1, len(known)),
        sum(answer.said for query, answer in asked if not query["gold"]) / max(1, len(nil)),
        calibration_error([(answer.score, answer.right(query)) for query, answer in asked if answer.best]),
    )


HEADS = ("queries", "NIL", "R@1", "1% let in", "5% let in", "said match, right", "wrong", "NIL said match", "ECE")


def cells(one: Figures) -> list[str]:
    """Write figures as cells of a table."""
    return [str(one.known), str(one.strangers), *(f"{value:.3f}" for value in one[2:])]


def detail(name: str, system: str, asked: Asked) -> str:
    """Give the figures of a set, by half, kind and script; kinds and scripts have the headline's strangers beside."""
    head = [row for row in asked if headline(row[0])]
    nil = [row for row in head if not row[0]["gold"]]
    lines = [
        ["headline", *cells(figures(head))],
        ["headline, held out", *cells(figures([row for row in head if held_out(row[0])]))],
        ["all kinds", *cells(figures(asked))],
        ["all kinds, held out", *cells(figures([row for row in asked if held_out(row[0])]))],
    ]
    for key, some in (("kind", asked), ("script", head)):
        for value, group in grouped(some, lambda query, key=key: query[key]):
            strangers = nil if key == "kind" else [row for row in group if not row[0]["gold"]]
            lines.append([f"{key} {value}", *cells(figures([*(row for row in group if row[0]["gold"]), *strangers]))])
    spent = [answer.seconds * 1000 for _, answer in asked]
    times = f"{statistics.median(spent):.2f} ms a query at the median, {statistics.fmean(spent):.2f} on average"
    return f"\n## {name}, {system}: {times}\n\n{table(('', *HEADS), lines)}"


def grouped(asked: Asked, key: Callable[[dict], str]) -> list[tuple[str, Asked]]:
    """Put queries with one key together, the largest group first; strangers go by key too."""
    groups: dict[str, Asked] = defaultdict(list)
    for row in asked:
        groups[str(key(row[0]))].append(row)
    return sorted(
        ((value, group) for value, group in groups.items() if any(query["gold"] for query, _ in group)),
        key=lambda item: -len(item[1]),
    )


class Measure(NamedTuple):
    """One line of the table of goals: which queries, which of their figures, and the goal."""

    title: str
    chosen: Callable[[dict], bool]
    figure: str
    goal: str


def goals(found: dict[tuple[str, str], Asked]) -> str:
    """Lay what is reached, on all entities and on the half kept from learning, beside the goals."""
    systems = list(dict.fromkeys(system for _, system in found))
    lines = []
    for name in dict.fromkeys(name for name, _ in found):
        for one in measures(name, found[name, systems[0]]):
            line = [f"{name}: {one.title}"]
            for system in systems:
                some = [row for row in found[name, system] if one.chosen(row[0])]
                line.append(f"{getattr(figures(some), one.figure):.3f}")
                line.append(f"{getattr(figures([row for row in some if held_out(row[0])]), one.figure):.3f}")
            lines.append([*line, one.goal])
    return table(("measure", *(f"{system}{half}" for system in systems for half in ("", ", held out")), "goal"), lines)


def measures(name: str, asked: Asked) -> list[Measure]:
    """List what has a goal in a set."""
    first, steep = GOALS[name]
    found = [
        Measure("R@1", headline, "r1", f"{first:.2f}"),
        Measure("R@1, 1% let in", headline, "r1_nil1", f"{steep:.2f}"),
        Measure("R@1, 5% let in", headline, "r1_nil5", ""),
        Measure("NIL said match", headline, "nil_match", f"< {GOAL_NIL}"),
        Measure("said match, wrong", headline, "said_wrong", ""),
    ]
    if name in GOALS_ALL_KINDS:
        found.append(Measure("R@1, all kinds", lambda _: True, "r1", f"{GOALS_ALL_KINDS[name]:.2f}"))
        found.append(Measure("R@1, kinds left out", lambda query: not headline(query), "r1", ""))
    if name in CALIBRATED:
        found.append(Measure("ECE", headline, "ece", f"< {GOAL_ECE}"))
        counts = Counter(query["script"] for query, _ in asked if headline(query))
        for script, count in counts.most_common():
            if count >= FEWEST_OF_SCRIPT:
                chosen = partial(_of_script, script)
                found.append(Measure(f"ECE, {script}", chosen, "ece", f"< {GOAL_ECE_SCRIPT}"))
    return found


def _of_script(script: str, query: dict) -> bool:
    return headline(query) and query["script"] == script


def merges(folder: Path, sets: Sequence[str], count: int) -> str:
    """Compare random names of two entities of one set that have a word and no name in common."""
    lines = []
    total = wrong = 0
    for name in sets:
        pairs = strangers_of(rows(folder / f"{name}.entities.jsonl.gz"), count // len(sets), Random(name))  # noqa: S311
        print(f"false merges: {name}, {len(pairs)} pairs", file=sys.stderr, flush=True)
        said = [(compare(a, b, type=type_ or None).score, a, b) for a, b, type_ in pairs]
        merged = sorted((row for row in said if row[0] >= LINE), reverse=True)
        total, wrong = total + len(said), wrong + len(merged)
        shown = "; ".join(f"{a} ~ {b} {score:.2f}" for score, a, b in merged[:SHOWN]) if name in QUOTABLE else ""
        lines.append((name, len(said), len(merged), f"{len(merged) / max(1, len(said)):.2%}", shown))
    lines.append(("all", total, wrong, f"{wrong / max(1, total):.2%}", f"goal: under {GOAL_MERGES:.1%}"))
    return table(("set", "pairs", "said one", "share", "highest"), lines)


def strangers_of(entities: Sequence[dict], count: int, chance: Random) -> list[tuple[str, str, str]]:
    """Draw pairs of names of two entities that have a word in common and no name, written small."""
    names = [(number, one["text"]) for number, entity in enumerate(entities) for one in entity["names"]]
    bearers = defaultdict(list)
    for number, text in names:
        for word in set(text.casefold().split()):
            if len(word) > 1:
                bearers[word].append((number, text))
    # Two entities with one name, but for spaces and signs, are namesakes or one: no comparison of names could tell.
    own = [{"".join(filter(str.isalnum, one["text"].casefold())) for one in entity["names"]} for entity in entities]
    found: dict[tuple[str, str, str], None] = {}
    tries = 0
    while len(found) < count and tries < MOST_TRIES * count:
        tries += 1
        number, text = chance.choice(names)
        words = [word for word in sorted(set(text.casefold().split())) if len(bearers.get(word, ())) > 1]
        if not words:
            continue
        other, text_b = chance.choice(bearers[chance.choice(words)])
        if other != number and not own[number] & own[other]:
            type_ = entities[number]["type"]
            same = type_ == entities[other]["type"]
            found[text, text_b, TYPES.get(type_, type_) if same else ""] = None
    return list(found)


def keep(path: Path, asked: Asked) -> None:
    """Write answers down, a line each: the query's row and what was answered."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for query, answer in asked:
            row = {**query, "best": answer.best, "said": answer.said, "seconds": answer.seconds}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
