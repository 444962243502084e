"""Which answers are wrong, and what does a reader need to see why?

    python benchmarks/quality/errors.py FOLDER ANSWERS OUT [--sets ...] [--count 100] [--all-kinds]
    python benchmarks/quality/errors.py FOLDER ANSWERS OUT --again

FOLDER holds the sets, ANSWERS what `bench_resolve.py --answers` kept of them. Draws errors at random from the entities
that nothing was learned from, and writes a TSV for each set to OUT, to be sorted by cause by reading:

- other: another entity stands first;
- nothing: no match at all;
- silent: the right entity stands first, but the verdict is not match;
- stranger: a name of nobody in the table is said to match.

With `--again` nothing is drawn: of the rows in OUT, whose column `cause` a reader has filled in, it prints how many of
each cause are still wrong in ANSWERS, which another allonym has given to the same queries.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path
from random import Random

from resolving import SETS, Answer, headline, held_out, rows

COUNT = 100
MOST_NAMES = 8
HEADS = (
    "cause", "error", "kind", "script", "query", "names wanted", "names answered", "met", "score", "via",
    "score of the wanted", "rank of the wanted", "next", "next score", "wanted id", "answered id",
)  # fmt: skip


def main() -> None:
    """Write the errors of each set, and count them on stderr; or count the sorted ones again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument(
        "--all-kinds", action="store_true", help="draw from the kinds that only a dictionary answers, too"
    )
    parser.add_argument("--again", action="store_true", help="count which of the sorted rows in OUT are still wrong")
    options = parser.parse_args()
    if options.again:
        for name in options.sets:
            print_again(name, options.out / f"{name}.tsv", read(options.answers / f"{name}.allonym.jsonl"))
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.sets:
        names = {
            e["id"]: [one["text"] for one in e["names"]] for e in rows(options.folder / f"{name}.entities.jsonl.gz")
        }
        found = [row for row in read(options.answers / f"{name}.allonym.jsonl") if options.all_kinds or headline(row)]
        found = [row for row in found if held_out(row)]
        wrong = [(error, row) for row in found if (error := error_of(row))]
        counts = Counter(error for error, _ in wrong)
        print(f"{name}: {len(found)} answers held out, {dict(counts)}", file=sys.stderr)
        drawn = Random(name).sample(wrong, min(options.count, len(wrong)))  # noqa: S311  (a fixed draw)
        with (options.out / f"{name}.tsv").open("w", encoding="utf-8", newline="") as lines:
            out = csv.writer(lines, delimiter="\t")
            out.writerow(HEADS)
            out.writerows(facts(error, row, names) for error, row in sorted(drawn, key=lambda one: one[0]))


def print_again(name: str, drawn: Path, answers: list[dict]) -> None:
    """Print for each cause how many rows were drawn, and how many of the same are still wrong."""
    with drawn.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = {(row["query"], row["gold"] or "") for row in answers if error_of(row)}
    asked = {(row["query"], row["gold"] or "") for row in answers}
    known = [row for row in rows if (row["query"], row["wanted id"]) in asked]
    before = Counter(row["cause"] for row in known)
    after = Counter(row["cause"] for row in known if (row["query"], row["wanted id"]) in wrong)
    told = ", ".join(f"{cause} {count} -> {after[cause]}" for cause, count in before.most_common())
    print(f"{name}: {told}; all {len(known)} -> {after.total()}; not asked again {len(rows) - len(known)}")


def read(path: Path) -> list[dict]:
    """Read what bench_resolve kept."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def error_of(row: dict) -> str:
    """Say what is wrong with an answer; "" where nothing is."""
    answer = Answer([tuple(one) for one in row["best"]], row["said"], row["seconds"])
    if not row["gold"]:
        return "stranger" if answer.said else ""
    if answer.right(row):
        return "" if answer.said else "silent"
    return "other" if answer.best else "nothing"


def facts(error: str, row: dict, names: dict[str, list[str]]) -> list[str]:
    """Lay out what a reader needs."""
    best = row["best"]
    gold = {row["gold"], *row.get("gold_also", ())} - {None}
    wanted = next(((at, one) for at, one in enumerate(best, 1) if one[0] in gold), None)
    first = best[0] if best else ["", 0.0, "", ""]
    after = next((one for one in best[1:] if one[0] != first[0]), ["", 0.0, "", ""])
    return [
        "",
        error,
        row["kind"],
        row["script"],
        row["query"],
        "; ".join(names.get(row["gold"], [])[:MOST_NAMES]) if row["gold"] else "(nobody)",
        "; ".join(names.get(first[0], [])[:MOST_NAMES]),
        first[2],
        f"{first[1]:.3f}",
        first[3],
        f"{wanted[1][1]:.3f}" if wanted else "",
        str(wanted[0]) if wanted else "",
        after[2],
        f"{after[1]:.3f}",
        row["gold"] or "",
        first[0],
    ]


if __name__ == "__main__":
    main()
