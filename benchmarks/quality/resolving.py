"""What do a resolver, and a plain edit ratio, answer to the queries of a set?

A set is `NAME.entities.jsonl.gz` (a line is a JSON object with `id`, `type`, `names`, each with `text`, `lang`) and
`NAME.queries.jsonl.gz` (`query`, `script`, `kind`, `gold`, perhaps `gold_also`; gold null is a stranger: NIL).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process
from unidecode import unidecode

from allonym import Resolver

SETS = ("persons", "places", "regions", "orgs", "slavic", "works")
# Kinds that sound and spelling alone cannot answer: left out of the headline, and reported apart.
DICTIONARY = {
    "alias-or-translation", "abbreviation", "partial-name", "translation", "translated-generic", "cross-script-kanji",
}  # fmt: skip
TYPES = {"org": "organization"}
PROGRESS_EACH = 1000
# How many matches of an answer are kept for the reader of errors.
SHOWN = 5
# So many queries at once are held against all names of a table: a matrix of some 100 MB.
CHUNK = 100
NAIVE_LINE = 90


class Answer(NamedTuple):
    """What a system answered: best matches (id, score, name, via), and whether it said "match"; seconds of CPU."""

    best: list[tuple[str, float, str, str]]
    said: bool
    seconds: float

    @property
    def score(self) -> float:
        """The score of the best match, 0 where there is none."""
        return self.best[0][1] if self.best else 0.0

    def right(self, query: dict) -> bool:
        """Does the entity that is asked for, or its namesake, stand first or share the first score?"""
        gold = {query["gold"], *query.get("gold_also", ())} if query["gold"] else set()
        return any(id_ in gold for id_, score, _, _ in self.best if score == self.best[0][1])


def rows(path: Path) -> list[dict]:
    """Read gzipped JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def queries_of(folder: Path, name: str, limit: int | None) -> list[dict]:
    """Read the queries of a set; with a limit, every so many-th."""
    found = rows(folder / f"{name}.queries.jsonl.gz")
    return found[:: -(-len(found) // limit)] if limit and len(found) > limit else found


def held_out(query: dict) -> bool:
    """Was this query's entity kept from learning (tools/train.py learns from even first bytes of the id's sha256)?"""
    return hashlib.sha256((query["gold"] or query["query"]).encode()).digest()[0] % 2 == 1


def headline(query: dict) -> bool:
    """Can sound and spelling answer this kind of query?"""
    return query["kind"] not in DICTIONARY


def allonym(entities: Sequence[dict], queries: Sequence[dict]) -> Iterator[Answer]:
    """Ask a resolver over an alias table of the entities."""
    with tempfile.TemporaryDirectory() as folder:
        ids = write_table(entities, Path(folder))
        start = time.process_time()
        resolver = Resolver(tables=[folder])
        resolver.resolve("warm up")
        print(f"  table read in {time.process_time() - start:.0f} s CPU", file=sys.stderr, flush=True)
        for query in progress(queries):
            start = time.process_time()
            found = resolver.resolve(query["query"])
            seconds = time.process_time() - start
            top = [m for m in found.matches if m.score == found.matches[0].score]
            kept = found.matches[: max(SHOWN, len(top))]
            best = [(ids[m.id], m.score, m.allonym.name, m.via) for m in kept]
            yield Answer(best, found.verdict == "match", seconds)


def ratio(entities: Sequence[dict], queries: Sequence[dict]) -> Iterator[Answer]:
    """Ask what people do without a library: unidecode, words sorted, the highest edit ratio of all names."""
    names = [(e["id"], n["text"], plain(n["text"])) for e in entities for n in e["names"]]
    written = [name for _, _, name in names]
    for at in progress(range(0, len(queries), CHUNK), CHUNK):
        asked = [plain(query["query"]) for query in queries[at : at + CHUNK]]
        start = time.process_time()
        scores = process.cdist(asked, written, scorer=fuzz.ratio, dtype=np.float32)
        seconds = (time.process_time() - start) / len(asked)
        for line in scores:
            top = np.flatnonzero(line == line.max())[:100]
            more = np.argpartition(line, -SHOWN)[-SHOWN:] if len(line) > SHOWN else np.arange(len(line))
            ranked = [*top, *(i for i in sorted(more, key=lambda i: -line[i]) if i not in set(top))]
            best = [(names[i][0], float(line[i]) / 100, names[i][1], "ratio") for i in ranked]
            yield Answer(best, bool(line.max() >= NAIVE_LINE), seconds)


SYSTEMS = {"allonym": allonym, "ratio": ratio}


def plain(name: str) -> str:
    """Write a name in unidecode's Latin, its words sorted."""
    return " ".join(sorted(re.findall(r"\w+", unidecode(name).lower())))


def write_table(entities: Sequence[dict], folder: Path) -> dict[str, str]:
    """Write the entities as an alias table; give the id in the data for each id in the table, which has no spaces."""
    ids = {}
    names, heads = ["entity\tname\ttag"], ["entity\ttype\theading"]
    for entity in entities:
        key = entity["id"].replace(" ", "_")
        ids[key] = entity["id"]
        heads.append(f"{key}\t{TYPES.get(entity['type'], entity['type'])}\t{tidy(entity['names'][0]['text'])}")
        names += sorted({f"{key}\t{tidy(one['text'])}\t{one.get('lang') or ''}" for one in entity["names"]})
    (folder / "names.tsv").write_text("\n".join(names) + "\n", encoding="utf-8")
    (folder / "entities.tsv").write_text("\n".join(heads) + "\n", encoding="utf-8")
    (folder / "table.toml").write_text('title = "measured"\nversion = "1"\nlicence = "see its sources"\n', "utf-8")
    return ids


def tidy(text: str) -> str:
    """Leave one space between words, so that a cell is a cell."""
    return " ".join(text.split())


def progress(items: Sequence[Any], each: int = 1) -> Iterator[Any]:
    """Say on stderr how far the work is, once in a while."""
    start = time.perf_counter()
    for number, item in enumerate(items):
        if number and number * each % PROGRESS_EACH < each:
            spent = time.perf_counter() - start
            print(f"  {number * each} of {len(items) * each} in {spent:.0f} s", file=sys.stderr, flush=True)
        yield item
