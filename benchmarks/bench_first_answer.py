"""How long after a process starts does the first answer come, and what does importing allonym cost?

    python benchmarks/bench_first_answer.py

Medians of nine fresh processes each, in one run, beside a bare Python.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 9
ASKED = {
    "bare Python": "pass",
    "import allonym": "import allonym",
    "first answer, same spelling": "import allonym; assert allonym.resolve('Weißrussland').id == 'iso3166:BY'",
    "first answer, by sound": "import allonym; assert allonym.resolve('Sapad-2025').id == 'allonym:event-zapad-2025'",
    "first answer, nil": "import allonym; assert allonym.resolve('Gundula Wetterstein').id is None",
}


def seconds(code: str) -> float:
    """Time one fresh process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  (our own code)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians, and each as a multiple of a bare Python."""
    spent: dict[str, list[float]] = {name: [] for name in ASKED}
    for _ in range(RUNS):
        for name, code in ASKED.items():
            spent[name].append(seconds(code))
    bare = statistics.median(spent["bare Python"])
    for name, times in spent.items():
        middle = statistics.median(times)
        print(f"{name:28} {middle * 1000:7.0f} ms {middle / bare:6.1f} x bare Python")


if __name__ == "__main__":
    main()
