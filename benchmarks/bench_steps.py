"""What does each step cost that a name goes through before anything is compared, and what does a build cost?

    python benchmarks/bench_steps.py NAMES [--queries 3000] [--workers 1]

NAMES is a table (`names.tsv` of gazetteer_names.py). It is compiled anew, and asked for names of its own that this
process has not met. Times are CPU time of this process, median and 99th percentile, in microseconds; what a step needs
of data is loaded before. The exact lookup stands beside a dict of the names.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from figures import percentile, table

from allonym import Resolver
from allonym.fold import fold
from allonym.gazetteer import Gazetteer
from allonym.name import heard_in, listen
from allonym.parse import parse
from allonym.tables import find_tables

SEED = 1
WARM = 2000


def main() -> None:
    """Build, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", type=Path)
    parser.add_argument("--queries", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=1, help="processes that build")
    parser.add_argument("--into", type=Path, help="do nothing but build into this folder, and say what that takes")
    options = parser.parse_args()
    if options.into:
        build(options.names, options.into, options.workers)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "made.gazetteer"
        # A process that has built knows all words already.
        command = [sys.executable, __file__, options.names, "--into", folder, "--workers", str(options.workers)]
        subprocess.run(command, check=True)  # noqa: S603  (this very script)
        names = [one.name for one in find_tables([str(options.names)])[0].names]
        Random(SEED).shuffle(names)  # noqa: S311  (a sample)
        warm, rest = names[:WARM], names[WARM:]
        # The table's records are the benchmark's own: the collector need not go through them.
        gc.collect()
        gc.freeze()
        start = time.process_time()
        resolver = Resolver.open(folder)
        print(f"opened in {(time.process_time() - start) * 1e3:.1f} ms\n")
        for name in warm:
            assert resolver.resolve(name).verdict != "nil"
            listen(name)
        # Each step gets names of its own, of which nothing is known.
        steps(resolver, *(rest[at::4][: options.queries] for at in range(4)))


def build(path: Path, folder: Path, workers: int) -> None:
    """Compile the table into a folder, and say what that took."""
    start = time.process_time()
    tables = find_tables([str(path)])
    read, held = time.process_time(), peak()
    gazetteer = Gazetteer.of(tables, workers=workers)
    done = time.process_time()
    gazetteer.write(folder)
    count = len(gazetteer)
    spent = [(one - other) / count * 1e6 for one, other in ((read, start), (done, read), (time.process_time(), done))]
    print("## Build: {:.1f} us a name to read the table, {:.1f} to build, {:.1f} to write".format(*spent))
    print(f"{(peak() - held) / count:.0f} bytes a name at most beside the table's own {held / count:.0f}")


def peak() -> int:
    """Give the most bytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def steps(resolver: Resolver, whole: list[str], parts: list[str], others: list[str], exact: list[str]) -> None:
    """Time the steps one by one, then as a whole, and an exact spelling beside a dict."""
    folded = [fold(name) for name in parts]
    known = dict.fromkeys(exact, 0)
    rows = [
        ("fold a new name", spent(fold, whole)),
        ("part it", spent(parse, folded)),
        ("read one new word aloud", spent(heard_in, dict.fromkeys(part for one in folded for part in parse(one)))),
        ("fold, part and read a new name", spent(listen, others)),
        ("the same of a name heard before", spent(listen, others)),
        ("exact spelling, from name to Resolution", spent(resolver.resolve, exact)),
        ("a dict of the names as they are", spent(known.get, exact)),
    ]
    print(table(("step", "p50 us", "p99 us"), [(label, *times) for label, times in rows]))


def spent(ask: Callable[[object], object], given: Iterable[object]) -> tuple[str, str]:
    """Ask for each thing once; give the median and the 99th percentile."""
    times = []
    for one in given:
        start = time.process_time_ns()
        ask(one)
        times.append((time.process_time_ns() - start) / 1000)
    return f"{percentile(times, 0.5):.1f}", f"{percentile(times, 0.99):.1f}"


if __name__ == "__main__":
    main()
