"""How fast is a name found among a hundred thousand, a million, ten million, and is it the right one?

    python benchmarks/bench_gazetteer.py FOLDER [--sizes 100000 1000000] [--queries 1000] [--peers ...] [--work DIR]

FOLDER holds `persons.entities.jsonl.gz`, whose parts gazetteer_names.py puts together anew. All systems get the same
names and queries in one run, each in processes of its own (gazetteer_peers.py). Prints, for each size: microseconds
(p50, p99), top-1 and top-5 by kind of query; what an index costs; names a second in a batch; then ratios to allonym,
worst cases (gazetteer_worst.py), and growth. `--results` keeps the figures, `--plot` draws latency over table size.

An answer is right where its name is the wanted one's, or reads exactly like it or like the query: the same but for
case and marks, or with a reading in common (compare says "spelling" or "sound"). Peers are judged by the same rule.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from figures import percentile, table
from gazetteer_names import KINDS, generate
from gazetteer_peers import SECONDS, SYSTEMS, bare, plain, read_queries
from gazetteer_plot import draw
from rapidfuzz import fuzz

from allonym import compare
from allonym.records import NEAR

SIZES = (100_000, 1_000_000)
QUERIES = 1000
BEST = 5
# Names in one script that are less alike than this do not read alike: compare need not be asked.
LEAST_ALIKE = 50
# Goals of a million names: microseconds at p50 and p99, top-1, top-5.
GOALS = {
    "exact": (15, None, None, None), "romanization-real": (100, 2000, 0.90, 0.97),
    "romanization-scheme": (100, 2000, 0.90, 0.97), "typing": (150, 3000, 0.985, None),
    "script": (150, None, None, 0.90), "unknown": (250, 4000, None, None),
}  # fmt: skip
GOALS_COST = "goals: build < 40 us, disk < 150 B, touched < 100 B, open < 20 ms, first < 50 ms, batch > 15,000/s"
Results = dict[int, dict[str, dict[str, Any]]]


def main() -> None:
    """Run all, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--queries", type=int, default=QUERIES, help="of each kind")
    parser.add_argument("--peers", nargs="*", default=list(SYSTEMS), choices=list(SYSTEMS))
    parser.add_argument("--seconds", type=float, default=SECONDS, help="at most so long for each kind of query")
    parser.add_argument("--work", type=Path, help="keep tables and indexes here, and use those that are there")
    parser.add_argument("--results", type=Path, help="add the figures to this JSON file")
    parser.add_argument("--plot", type=Path, help="draw latency over table size to this SVG")
    parser.add_argument("--worst", action="store_true", help="measure worst cases at the largest size")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = options.work or Path(scratch)
        results: Results = {}
        for size in options.sizes:
            folder = work / f"names-{size}"
            if not (folder / "queries.tsv").exists():
                print(f"making {size:,} names", file=sys.stderr, flush=True)
                generate(options.folder, folder, size, options.queries)
            results[size] = {name: found for name in options.peers if (found := run(name, folder, options.seconds))}
            judge(folder, results[size])
            show(size, results[size])
        growth(results)
        if options.worst:
            subprocess.run(  # noqa: S603  (this very Python)
                [sys.executable, Path(__file__).with_name("gazetteer_worst.py"), work / f"names-{max(options.sizes)}"],
                check=True,
            )
    if options.results:
        results = keep(options.results, results)
    if options.plot:
        draw(options.plot, results)


def run(name: str, folder: Path, seconds: float) -> dict[str, Any] | None:
    """Build and ask a system in fresh processes; None, with a word, where it fails."""
    persists = SYSTEMS[name].persists
    found: dict[str, Any] = {}
    for phase in ("build", "ask") if persists else ("both",):
        print(f"{name}: {phase}", file=sys.stderr, flush=True)
        script = Path(__file__).with_name("gazetteer_peers.py")
        command = [sys.executable, script, name, folder, "--seconds", str(seconds), "--phase", phase]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
        if done.returncode:
            print(f"{name}: failed or not installed, left out", file=sys.stderr)
            return None
        found |= json.loads(done.stdout.splitlines()[-1])
    return found


def judge(folder: Path, found: dict[str, dict[str, Any]]) -> None:
    """Mark answers right or wrong, by the rule above and strictly; replaces answers by shares."""
    queries = read_queries(folder)
    wanted = {id_ for one in found.values() for kind in one["kinds"].values() for ids in kind["found"] for id_ in ids}
    names = {}
    with (folder / "names.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            entity, name = line.rstrip("\n").split("\t")[:2]
            if entity in wanted:
                names[entity] = name
    for system, one in found.items():
        print(f"judging {system}", file=sys.stderr, flush=True)
        for kind, some in one["kinds"].items():
            rows = queries[kind]
            ranks = [rank(row, [names[i] for i in ids]) for row, ids in zip(rows, some.pop("found"), strict=False)]
            some["asked"] = len(ranks)
            some["top1"] = sum(at == 0 for at in ranks) / max(1, len(ranks))
            some["top5"] = sum(at is not None for at in ranks) / max(1, len(ranks))
            if "said" in some:
                said = some.pop("said")
                some["match"] = said.count("match") / max(1, len(said))


def rank(row: dict[str, str], answers: list[str]) -> int | None:
    """Give the rank, from 0, of the first right answer; None where there is none."""
    if not row["entity"]:
        return None
    right = (at for at, name in enumerate(answers[:BEST]) if alike(name, row["name"]) or alike(name, row["query"]))
    return next(right, None)


@cache
def alike(a: str, b: str) -> bool:
    """Do two names read exactly alike?"""
    if bare(a) == bare(b):
        return True
    if len(a.split()) != len(b.split()) or fuzz.ratio(plain(a), plain(b)) < LEAST_ALIKE:
        return False
    return compare(a, b).via != NEAR


def show(size: int, found: dict[str, dict[str, Any]]) -> None:
    """Print what was found at one size."""
    print(f"\n# {size:,} names\n")
    for kind in KINDS:
        lines = []
        for system, one in found.items():
            some = one["kinds"].get(kind)
            if some and some["asked"]:
                lines.append(row_of(system, some, found))
        goal = GOALS[kind]
        heads = ("system", "queries", *titled(("p50 us", "p99 us", "top-1", "top-5"), goal), "p50 / allonym's")
        print(f"## {kind}\n\n{table(heads, lines)}\n", flush=True)
    unknown = found.get("allonym", {}).get("kinds", {}).get("unknown")
    if unknown:
        print(f"allonym says match to {unknown['match']:.1%} of the unknown\n")
    print("## Cost of an index\n")
    heads = (
        "system", "build us/name", "on disk B/name", "touched B/name", "process MB (PSS)", "open ms", "first answer ms",
        "batch names/s",
    )  # fmt: skip
    print(table(heads, [cost(system, one) for system, one in found.items()]), f"\n\n{GOALS_COST}", flush=True)


def titled(titles: tuple[str, ...], goal: tuple[float | None, ...]) -> list[str]:
    """Add the goal to a column's title."""
    signs = ("<", "<", "≥", "≥")
    return [f"{t} (goal {s} {g:g})" if g else t for t, g, s in zip(titles, goal, signs, strict=True)]


def row_of(system: str, some: dict[str, Any], found: dict[str, dict[str, Any]]) -> list[str]:
    """Give a system's line for a kind of query."""
    own = found.get("allonym", {}).get("kinds", {})
    kind = next(name for name, one in found[system]["kinds"].items() if one is some)
    own_p50 = percentile(own[kind]["s"], 0.5) if kind in own else 0.0
    times = [f"{percentile(some['s'], share) * 1e6:,.0f}" if some["s"] else "" for share in (0.5, 0.99)]
    ratio = f"{percentile(some['s'], 0.5) / own_p50:,.1f}" if some["s"] and own_p50 else ""
    right = ["", ""] if kind == "unknown" else [f"{some['top1']:.3f}", f"{some['top5']:.3f}"]
    return [system, str(some["asked"]), *times, *right, ratio]


def cost(system: str, one: dict[str, Any]) -> list[str]:
    """Give what a system's index costs."""
    persists = SYSTEMS[system].persists
    touched = one["mapped_mb"] if persists else one["built_mb"]
    return [
        system,
        f"{one['build_us_name']:.1f}",
        f"{one['disk_bytes_name']:.0f}" if persists else "in memory",
        f"{touched * 1024 * 1024 / one['names']:.0f}",
        f"{one['pss_mb']:.0f}",
        f"{one['open_ms']:.1f}" if persists else f"{one['build_s'] * 1000:,.0f} (builds)",
        f"{one['first_ms']:.1f}" if persists else "",
        f"{one['batch_names_s']:,.0f}",
    ]


def growth(results: Results) -> None:
    """Say how many times as long a query takes in the larger table."""
    sizes = sorted(results)
    lines = []
    for small, large in pairwise(sizes):
        for system in results[small]:
            for kind in KINDS:
                pair = [
                    results[size].get(system, {}).get("kinds", {}).get(kind, {}).get("s") for size in (small, large)
                ]
                if pair[0] and pair[1]:
                    times = [f"{percentile(pair[1], s) / percentile(pair[0], s):.1f}" for s in (0.5, 0.99)]
                    lines.append((f"{small:,} to {large:,}", system, kind, *times))
    if lines:
        heads = ("names", "system", "kind", "p50 (goal < 2 for ten times)", "p99 (goal < 3)")
        print(f"\n## Growth: times as long\n\n{table(heads, lines)}", flush=True)


def keep(path: Path, results: Results) -> Results:
    """Add percentiles and shares to a file of earlier runs; give all that it then has."""
    known: Results = {int(k): v for k, v in json.loads(path.read_text("utf-8")).items()} if path.exists() else {}
    for size, found in results.items():
        for one in found.values():
            for some in one["kinds"].values():
                some["s"] = [percentile(some["s"], share) for share in (0.5, 0.5, 0.99)] if some["s"] else []
        known.setdefault(size, {}).update(found)
    path.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
    return known


if __name__ == "__main__":
    main()
