"""What does a peer, or allonym, answer to queries over a table of names, how fast, and in how much memory?

    python benchmarks/gazetteer_peers.py SYSTEM FOLDER [--seconds N] [--phase build|ask]

FOLDER is what gazetteer_names.py wrote. Prints one line of JSON. Each system runs in processes of its own: one that
builds, and, where the system can keep its index in a folder, a fresh one that opens it and asks. Peers get names and
queries in unidecode's small Latin letters, the words in order; the exact lookup folds case and marks alone. Times of
single queries are CPU time of all threads of the process, since a benchmark shares its machine and some peers search in
threads of their own; it was asked for some other names before. The first answer of a fresh process is its own figure.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import os
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from unidecode import unidecode

BEST = 5
# At most so many seconds of each kind of query are spent on a system; the slow ones answer fewer.
SECONDS = 20.0
FEWEST_QUERIES = 20
BATCH = 2000
# Before it is timed, a system is asked for some names that are spread over the table.
WARM_NAMES, WARM_SECONDS = 2000, 10.0
# Where the peers' own documents and the issue trackers of their users put the lines.
SIMSTRING_ALPHA = 0.6
NGRAM = 3
EDITS = 2
TFIDF_LEAST = 0.3
CDIST_CHUNK = 16
TANTIVY_HEAP = 300_000_000

Names = list[tuple[str, str]]


def plain(text: str) -> str:
    """Write in unidecode's small Latin letters, one space between words."""
    return " ".join(unidecode(text).lower().split())


def bare(text: str) -> str:
    """Leave out case and marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))


class System:
    """A way to find names: `build`, then `ask` for the rows of the best names, best first."""

    # Can a fresh process open what build has left in the folder?
    persists = False
    # Is it asked one by one, or only in batches?
    singly = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder / type(self).__name__.lower()

    def build(self, names: Names) -> None:
        """Index the names."""
        raise NotImplementedError

    def open(self) -> None:
        """Open what was built by another process."""

    def ask(self, query: str) -> list[str]:
        """Give the entities of the best names, best first."""
        raise NotImplementedError

    def batch(self, queries: Sequence[str]) -> list[list[str]]:
        """Give the same for many queries at once."""
        return [self.ask(query) for query in queries]


class Allonym(System):
    """A compiled gazetteer, opened from its folder."""

    persists = True

    def build(self, names: Names) -> None:
        """Compile the table that the names came from: the file itself, as a user would."""
        del names
        from allonym.gazetteer import compile_tables  # noqa: PLC0415  (one system a process)

        compile_tables([self.folder.parent / "names.tsv"], self.folder, progress=told)

    def __init__(self, folder: Path) -> None:
        from allonym import Resolver  # noqa: PLC0415  (one system a process; what it takes is no part of opening)

        super().__init__(folder)
        self._opener = Resolver.open

    def open(self) -> None:
        """Map the folder."""
        self.resolver = self._opener(self.folder)

    def ask(self, query: str) -> list[str]:
        """Resolve, with a whole Resolution."""
        return [match.id for match in self.resolver.resolve(query, limit=BEST).matches]

    def said(self, query: str) -> str:
        """Say match, ambiguous or nil."""
        return self.resolver.resolve(query).verdict

    def batch(self, queries: Sequence[str]) -> list[list[str]]:
        """Resolve all in one call."""
        return [[match.id for match in one.matches] for one in self.resolver.resolve_many(queries)]


class Fold(System):
    """A dict from the folded name to the entities that bear it."""

    def build(self, names: Names) -> None:
        """Fill the dict."""
        self.known: dict[str, list[str]] = defaultdict(list)
        for entity, name in names:
            self.known[bare(name)].append(entity)

    def ask(self, query: str) -> list[str]:
        """Look the folded query up."""
        return self.known.get(bare(query), [])[:BEST]


class Rapidfuzz(System):
    """rapidfuzz.process.extract with the plain ratio: what most people do."""

    def build(self, names: Names) -> None:
        """Keep the plain names."""
        self.entities = [entity for entity, _ in names]
        self.names = [plain(name) for _, name in names]

    def ask(self, query: str) -> list[str]:
        """Scan."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        found = process.extract(plain(query), self.names, scorer=fuzz.ratio, limit=BEST)
        return [self.entities[at] for _, _, at in found]


class Cdist(Rapidfuzz):
    """rapidfuzz.process.cdist, a matrix of ratios in one thread."""

    singly = False

    def batch(self, queries: Sequence[str]) -> list[list[str]]:
        """Compare some queries at once with all names."""
        import numpy as np  # noqa: PLC0415
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        out = []
        for at in range(0, len(queries), CDIST_CHUNK):
            some = [plain(query) for query in queries[at : at + CDIST_CHUNK]]
            scores = process.cdist(some, self.names, scorer=fuzz.ratio, dtype=np.uint8, workers=1)
            for line in scores:
                top = np.argpartition(line, -BEST)[-BEST:]
                out.append([self.entities[i] for i in top[np.argsort(-line[top].astype(int), kind="stable")]])
        return out


class Tantivy(System):
    """A tantivy index on disk, each word of the query within one edit."""

    persists = True

    def __init__(self, folder: Path) -> None:
        import tantivy  # noqa: PLC0415

        super().__init__(folder)
        self.tantivy = tantivy

    def build(self, names: Names) -> None:
        """Index the plain names."""
        tantivy = self.tantivy
        self.folder.mkdir(parents=True, exist_ok=True)
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("name", stored=False)
        schema.add_text_field("entity", stored=True, tokenizer_name="raw")
        index = tantivy.Index(schema.build(), path=str(self.folder))
        writer = index.writer(heap_size=TANTIVY_HEAP, num_threads=1)
        for entity, name in names:
            writer.add_document(tantivy.Document(name=plain(name), entity=entity))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the folder."""
        self.index = self.tantivy.Index.open(str(self.folder))
        self.searcher = self.index.searcher()

    def ask(self, query: str) -> list[str]:
        """Ask for names with any of the words, exactly or within one edit."""
        t, schema = self.tantivy, self.index.schema
        wanted = []
        for word in plain(query).replace("'", " ").replace("-", " ").split():
            wanted.append((t.Occur.Should, t.Query.fuzzy_term_query(schema, "name", word, distance=1)))
            wanted.append((t.Occur.Should, t.Query.term_query(schema, "name", word)))
        hits = self.searcher.search(t.Query.boolean_query(wanted), BEST).hits if wanted else []
        return [self.searcher.doc(at)["entity"][0] for _, at in hits]


class Simstring(System):
    """simstring (the Rust implementation), letter trigrams and cosine."""

    def build(self, names: Names) -> None:
        """Insert the plain names."""
        from simstring_rust.database import HashDb  # noqa: PLC0415
        from simstring_rust.extractors import CharacterNgrams  # noqa: PLC0415
        from simstring_rust.measures import Cosine  # noqa: PLC0415
        from simstring_rust.searcher import Searcher  # noqa: PLC0415

        self.entities: dict[str, str] = {}
        self.database = HashDb(CharacterNgrams(n=NGRAM, endmarker="$"))
        for entity, name in names:
            text = plain(name)
            if text not in self.entities:
                self.entities[text] = entity
                self.database.insert(text)
        self.searcher = Searcher(self.database, Cosine())

    def ask(self, query: str) -> list[str]:
        """Rank the names above the line."""
        found = self.searcher.ranked_search(plain(query), SIMSTRING_ALPHA)
        return [self.entities[text] for text, _ in found[:BEST]]


class Symspell(System):
    """SymSpell over whole names, up to two edits."""

    def build(self, names: Names) -> None:
        """Enter the plain names."""
        from symspellpy import SymSpell, Verbosity  # noqa: PLC0415

        self.entities = {}
        self.speller = SymSpell(max_dictionary_edit_distance=EDITS)
        self.closest = Verbosity.CLOSEST
        for entity, name in names:
            text = plain(name)
            self.entities.setdefault(text, entity)
            self.speller.create_dictionary_entry(text, 1)

    def ask(self, query: str) -> list[str]:
        """Look the closest up."""
        found = self.speller.lookup(plain(query), self.closest, max_edit_distance=EDITS)
        return [self.entities[one.term] for one in found[:BEST]]


class Sparse(System):
    """TF-IDF of letter trigrams and sparse_dot_topn, one thread."""

    singly = False

    def build(self, names: Names) -> None:
        """Fit and turn the names into a sparse matrix."""
        import numpy as np  # noqa: PLC0415
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

        self.entities = [entity for entity, _ in names]
        self.vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(NGRAM, NGRAM), dtype=np.float32)
        self.matrix = self.vectors.fit_transform([plain(name) for _, name in names]).T.tocsr()

    def batch(self, queries: Sequence[str]) -> list[list[str]]:
        """Multiply."""
        from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415

        asked = self.vectors.transform([plain(query) for query in queries])
        found = sp_matmul_topn(asked, self.matrix, top_n=BEST, threshold=TFIDF_LEAST, sort=True, n_threads=1)
        rows = (found.indices[found.indptr[i] : found.indptr[i + 1]] for i in range(len(queries)))
        return [[self.entities[at] for at in row] for row in rows]


SYSTEMS: dict[str, type[System]] = {
    "allonym": Allonym, "dict": Fold, "rapidfuzz": Rapidfuzz, "cdist": Cdist, "tantivy": Tantivy,
    "simstring": Simstring, "symspell": Symspell, "sparse": Sparse,
}  # fmt: skip


def told(done: int, total: int) -> None:
    """Say on stderr how far the build is."""
    if total and done % 100_000 == 0:
        print(f"  {done:,} of {total:,} names", file=sys.stderr, flush=True)


def read_names(folder: Path) -> Names:
    """Read the table."""
    with (folder / "names.tsv").open(encoding="utf-8") as lines:
        next(lines)
        return [tuple(line.rstrip("\n").split("\t")[:2]) for line in lines]  # type: ignore[misc]


def read_queries(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Read the queries by kind."""
    found = defaultdict(list)
    with (folder / "queries.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["kind"]].append(row)
    return found


def memory(folder: Path | None = None) -> dict[str, float]:
    """Give this process's resident and proportional megabytes; those of files mapped from a folder apart."""
    rollup = Path("/proc/self/smaps_rollup").read_text("utf-8").splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in rollup[1:] if line.endswith("kB")}
    mapped, inside = 0.0, False
    if folder:
        for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
            if "-" in line.split(" ", 1)[0]:
                inside = str(folder) in line
            elif inside and line.startswith("Rss:"):
                mapped += int(line.split()[1]) / 1024
    return {"rss_mb": sizes["Rss"], "pss_mb": sizes["Pss"], "mapped_mb": mapped}


def on_disk(folder: Path) -> int:
    """Give the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


def timed(system: System, rows: Sequence[dict[str, str]], seconds: float) -> Iterator[tuple[float, list[str]]]:
    """Ask one by one until the time is up; yield the CPU seconds and the answer of each."""
    end = time.perf_counter() + seconds
    for number, row in enumerate(rows):
        if number >= FEWEST_QUERIES and time.perf_counter() > end:
            return
        start = time.process_time()
        found = system.ask(row["query"])
        yield time.process_time() - start, found


def measured(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Give the CPU seconds and the seconds of a piece of work, and what it gave."""
    cpu, wall = time.process_time(), time.perf_counter()
    value = work()
    return time.process_time() - cpu, time.perf_counter() - wall, value


def built(system: System) -> dict[str, Any]:
    """Build, and say what it took."""
    names = read_names(system.folder.parent)
    gc.collect()
    before = memory()["rss_mb"]
    cpu, wall, _ = measured(lambda: system.build(names))
    gc.collect()
    return {
        "names": len(names),
        "build_us_name": cpu / len(names) * 1e6,
        "build_s": wall,
        "disk_bytes_name": on_disk(system.folder) / len(names) if system.persists else None,
        "built_mb": memory()["rss_mb"] - before,
    }


def asked(system: System, seconds: float, queries: dict[str, list[dict[str, str]]], count: int) -> dict[str, Any]:
    """Ask all kinds, one by one and in one batch, and say what it took."""
    before = memory()
    out: dict[str, Any] = {}
    if system.persists:
        _, opened, _ = measured(system.open)
        first = queries["exact"][-1]["query"]
        _, answered, _ = measured(lambda: system.ask(first))
        out |= {"open_ms": opened * 1000, "first_ms": (opened + answered) * 1000}
    kinds: dict[str, Any] = {}
    if system.singly:
        warm(system, count)
    for kind, rows in queries.items():
        if system.singly:
            found = list(timed(system, rows, seconds))
            kinds[kind] = {"s": [s for s, _ in found], "found": [ids for _, ids in found]}
            print(f"  {kind}: {len(found)} queries", file=sys.stderr, flush=True)
    if isinstance(system, Allonym):
        for kind, rows in queries.items():
            kinds[kind]["said"] = [system.said(row["query"]) for row in rows[: len(kinds[kind]["found"])]]
    after = memory(system.folder if system.persists else None)
    mixed = [row["query"] for rows in queries.values() for row in rows]
    Random(0).shuffle(mixed)  # noqa: S311  (a fixed order)
    out |= {"kinds": kinds, **after, "grown_mb": after["rss_mb"] - before["rss_mb"], "names": count}
    return out | batched(system, mixed, seconds)


def warm(system: System, count: int) -> None:
    """Ask for some names of the table, as they are and without a letter, as a process has that runs for a while."""
    end = time.perf_counter() + WARM_SECONDS
    with (system.folder.parent / "names.tsv").open(encoding="utf-8") as lines:
        for line in islice(lines, 1, None, max(1, count // WARM_NAMES)):
            name = line.rstrip("\n").split("\t")[1]
            system.ask(name)
            system.ask(name[:-2] + name[-1])
            if time.perf_counter() > end:
                return


def batched(system: System, mixed: list[str], seconds: float) -> dict[str, Any]:
    """Ask in one batch, as many as the time allows by a trial of a few."""
    cpu, _, _ = measured(lambda: system.batch(mixed[:FEWEST_QUERIES]))
    fits = int(FEWEST_QUERIES * seconds / max(cpu, 1e-9))
    some = mixed[FEWEST_QUERIES : FEWEST_QUERIES + max(FEWEST_QUERIES, min(BATCH, fits))]
    cpu, _, _ = measured(lambda: system.batch(some))
    return {"batch_names_s": len(some) / cpu, "batch_size": len(some)}


def batch_answers(system: System, queries: dict[str, list[dict[str, str]]], seconds: float) -> dict[str, Any]:
    """Ask the systems that answer in batches alone, kind by kind."""
    kinds = {}
    for kind, rows in queries.items():
        cpu, _, _ = measured(lambda rows=rows: system.batch([row["query"] for row in rows[:FEWEST_QUERIES]]))
        fits = max(FEWEST_QUERIES, int(FEWEST_QUERIES * seconds / max(cpu, 1e-9)))
        some = [row["query"] for row in rows[:fits]]
        kinds[kind] = {"s": [], "found": system.batch(some)}
    return kinds


def main() -> None:
    """Build or ask, and print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("system", choices=list(SYSTEMS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--phase", choices=("build", "ask", "both"), default="both")
    options = parser.parse_args()
    system = SYSTEMS[options.system](options.folder)
    queries = read_queries(options.folder)
    out: dict[str, Any] = {"system": options.system, "pid": os.getpid()}
    if options.phase != "ask":
        out |= built(system)
    if options.phase != "build":
        with (options.folder / "names.tsv").open("rb") as lines:
            count = sum(1 for _ in lines) - 1
        out |= asked(system, options.seconds, queries, count)
        if not system.singly:
            out["kinds"] = batch_answers(system, queries, options.seconds)
    print(json.dumps(out))


if __name__ == "__main__":
    main()
