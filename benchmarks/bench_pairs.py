"""How well, and how fast, does compare tell one name from two, beside logic-v2 and plain ratios?

    python benchmarks/bench_pairs.py FOLDER [--sets name_bench persons ...] [--limit N] [--systems ...]

FOLDER holds `pairs_SET.jsonl.gz`: a line is a JSON object with `a`, `b`, `match`, `kind`, and perhaps `type` and
`quality`. Every system scores the same pairs in a process of its own; `--peer-python` names an interpreter that has
nomenklatura, where this one has not. Goals: F1 of .90 at the line on name_bench, every STRONG row right; 20 times as
fast as logic-v2, and under 30 us a pair.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from figures import at_line, average_precision, recall_at, table
from pair_systems import LINES, SYSTEMS, ask

SETS = ("name_bench", "persons", "popular_names", "tokens_ru", "tokens_he", "tokens_ar", "tokens_ja")
# Categories of name_bench that have fewer rows are shown together.
FEWEST = 5
HEADS = ("pairs", "AP", "F1", "recall", "let in", "recall at 1%", "at 0.1%")


def main() -> None:
    """Print a table for each set, categories of name_bench, its STRONG rows that are wrong, and times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--limit", type=int, help="take about so many pairs of a set, evenly")
    parser.add_argument("--systems", nargs="*", default=list(SYSTEMS), choices=list(SYSTEMS))
    parser.add_argument("--peer-python", default=sys.executable, help="interpreter for logic-v2")
    asked = parser.parse_args()
    for name in asked.sets:
        rows = read(asked.folder / f"pairs_{name}.jsonl.gz", asked.limit)
        pairs = [(row["a"], row["b"], row.get("type") or kind_of(row, name)) for row in rows]
        found = answers(asked.systems, pairs, asked.peer_python)
        show(name, rows, found)


def read(path: Path, limit: int | None = None) -> list[dict]:
    """Read labelled pairs; with a limit, every so many-th."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return rows[:: -(-len(rows) // limit)] if limit and len(rows) > limit else rows


def kind_of(row: dict, name: str) -> str:
    """Say what a pair without a type names: all the other sets are of people."""
    return row["kind"].split("/")[0] if row["kind"].startswith("org/") or name == "orgs" else "Person"


def answers(systems: Sequence[str], pairs: list, peer_python: str) -> dict[str, dict]:
    """Ask every system; one that is not installed is left out, with a word."""
    found = {}
    for system in systems:
        try:
            found[system] = ask(system, pairs, peer_python if system == "logic-v2" else sys.executable)
        except subprocess.CalledProcessError:
            print(f"{system}: not installed here, left out (see --peer-python)", file=sys.stderr)
    return found


def show(name: str, rows: list[dict], found: dict[str, dict]) -> None:
    """Print what was found on one set."""
    print(f"\n## {name}: {len(rows)} pairs, {sum(row['match'] for row in rows)} of them true\n")
    labels = [row["match"] for row in rows]
    lines = [[system, *measured(labels, one["scores"], LINES[system])] for system, one in found.items()]
    print(table(("system", *HEADS), lines), "\n")
    print(table(("system", *TIMES), [[system, *spent(one)] for system, one in found.items()]), flush=True)
    print(ratios(found))
    if name == "name_bench":
        for key in ("kind", "case_group", "quality"):
            print(f"\nF1 at the line by {key}:\n\n{by(key, rows, found)}", flush=True)
        print("\nSTRONG rows that are wrong:\n")
        print("\n".join(wrong(rows, found, lambda row: row["quality"] == "STRONG")) or "none")


def measured(labels: Sequence[bool], scores: Sequence[float], line: float) -> list[str]:
    """Give the figures of a system."""
    at = at_line(labels, scores, line)
    figures = (average_precision(labels, scores), at["f1"], at["recall"], at["let_in"])
    return [str(len(labels)), *(f"{x:.3f}" for x in (*figures, *(recall_at(labels, scores, s) for s in (0.01, 0.001))))]


TIMES = ("us a pair, mean", "median", "first answer, s CPU", "peak MB")


def spent(one: dict) -> list[str]:
    """Give the times of a system."""
    return [
        f"{statistics.fmean(one['s']) * 1e6:.1f}",
        f"{statistics.median(one['s']) * 1e6:.1f}",
        f"{one['start_cpu_s']:.2f}",
        f"{one['peak_mb']:.0f}",
    ]


def ratios(found: dict[str, dict]) -> str:
    """Say how many times as fast as logic-v2 compare is."""
    if not {"allonym", "logic-v2"} <= set(found):
        return ""
    mean, middle = (average([found["logic-v2"]["s"], found["allonym"]["s"]]) for average in AVERAGES)
    return f"\nallonym is {mean:.1f} times as fast as logic-v2 by the mean, {middle:.1f} times by the median (goal 20)"


def _quotient(average: Callable[[list[float]], float]) -> Callable[[list[list[float]]], float]:
    return lambda sides: average(sides[0]) / average(sides[1])


AVERAGES = (_quotient(statistics.fmean), _quotient(statistics.median))


def by(key: str, rows: list[dict], found: dict[str, dict]) -> str:
    """Give F1 at the line of each category, with the wrong rows counted."""
    groups = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row[key]].append(number)
    few = [number for group in groups.values() if len(group) < FEWEST for number in group]
    large = {name: group for name, group in groups.items() if len(group) >= FEWEST}
    if few:
        large["(all with fewer)"] = few
    lines = []
    for name, group in sorted(large.items(), key=lambda item: -len(item[1])):
        labels = [rows[number]["match"] for number in group]
        line = [name, len(group), sum(labels)]
        for system, one in found.items():
            said = [one["scores"][number] for number in group]
            errors = sum((score >= LINES[system]) != label for score, label in zip(said, labels, strict=True))
            line.append(f"{at_line(labels, said, LINES[system])['f1']:.3f} ({errors})")
        lines.append(line)
    return table((key, "pairs", "true", *(f"{system}: F1 (wrong)" for system in found)), lines)


def wrong(rows: list[dict], found: dict[str, dict], chosen: Callable[[dict], bool]) -> list[str]:
    """List the chosen rows that any system has on the wrong side of its line."""
    out = []
    for number, row in enumerate(rows):
        if not chosen(row):
            continue
        scores = {system: one["scores"][number] for system, one in found.items()}
        failing = [system for system, score in scores.items() if (score >= LINES[system]) != row["match"]]
        if failing:
            said = ", ".join(f"{system} {score:.2f}" for system, score in scores.items())
            label = "one" if row["match"] else "two"
            who = ", ".join(failing)
            out.append(f"- row {row.get('row', number)}, {label}: {row['a']} ~ {row['b']} (wrong: {who}; {said})")
    return out


if __name__ == "__main__":
    main()
