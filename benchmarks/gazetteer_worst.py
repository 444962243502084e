"""How slow can a query be?

    python benchmarks/gazetteer_worst.py FOLDER [--alike 1000000]

FOLDER is a table that bench_gazetteer.py made, with its compiled gazetteer. Asks for the commonest names, names of one
letter and of one part, inputs of 1,000 characters, many scripts in one; and, over a table made here, for a name that a
million entities have, and one that a million names read like. Then fits the exponent of time over length of input: 1
is linear, the goal is at most 1.1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice, product
from math import log
from pathlib import Path
from random import Random

from figures import percentile, table
from gazetteer_peers import SYSTEMS, read_names

from allonym import Resolver
from allonym.gazetteer import compile_tables

COMMONEST = 50
KNOWN = (
    "Muhammad",
    "Muhammad Ali",
    "Kim",
    "Kim Min",
    "Wang Wei",
    "Wang",
    "Ivanov",
    "Ivan Ivanov",
    "Иванов",
    "محمد",
    "王伟",
)
LENGTHS = (32, 64, 128, 256, 512, 1000)
ROUNDS = 5
GOAL_EXPONENT = 1.1
SCRIPTS = "Иван Ivan Ιβάν إيفان イワン 伊万 이반 इवान איוואן ივანე Իվան อีวาน"
ALIKE = 1_000_000
# A letter that may be doubled, or not, without another sound: 2 to the power of their number spellings read alike.
DOUBLED = "Aleksandr Stanislav Konstantinopolskij"


def main() -> None:
    """Print worst cases, then exponents."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--alike", type=int, default=ALIKE, help="names that read alike")
    options = parser.parse_args()
    system = SYSTEMS["allonym"](options.folder)
    system.open()
    resolver = system.resolver
    resolver.resolve("warm up")
    words = Counter(word for _, name in read_names(options.folder) for word in name.split())
    commonest = [word for word, _ in words.most_common(COMMONEST)]
    chance = Random(0)  # noqa: S311  (a fixed draw)
    cases = {
        "commonest parts alone": commonest,
        "two of the commonest": [" ".join(chance.sample(commonest, 2)) for _ in range(COMMONEST)],
        "names known to be common": KNOWN,
        "one letter": [*"abcdefghijklmnopqrstuvwxyz", *"абвгдежзик", *"王李金", *"אבגד"],
        "one part, misspelt": [word[:2] + "x" + word[2:] for word in commonest],
        "1,000 characters, words of the table": [long_of(commonest, 1000, chance) for _ in range(ROUNDS)],
        "1,000 characters, one word": [letters(1000, chance) for _ in range(ROUNDS)],
        "1,000 characters, one letter": [letter * 1000 for letter in "aаm가王"],
        "many scripts": [SCRIPTS, "".join(SCRIPTS.split()), SCRIPTS * 8],
    }
    lines = [(title, *spent(resolver, asked)) for title, asked in cases.items()]
    print(f"\n## Worst cases ({len(resolver.gazetteer.names):,} names)\n")
    print(table(("queries", "asked", "p50 us", "worst us"), lines), flush=True)
    print("\n## Time over length of input\n")
    lines = [(title, *fitted(resolver, make)) for title, make in inputs(commonest).items()]
    print(
        table(("input", *(f"{n} characters, us" for n in LENGTHS), f"exponent (goal ≤ {GOAL_EXPONENT})"), lines),
        flush=True,
    )
    print("\n## Tables that read alike\n")
    lines = [(title, *alike(names)) for title, names in tables(options.alike).items()]
    print(table(("table", "names", "build us/name", "queries", "p50 us", "worst us"), lines))


def spent(resolver: Resolver, asked: Sequence[str]) -> tuple[str, str, str]:
    """Ask each once; give the number, the median and the worst in microseconds."""
    times = [seconds(resolver, text) * 1e6 for text in asked]
    return str(len(times)), f"{percentile(times, 0.5):,.0f}", f"{max(times):,.0f}"


def seconds(resolver: Resolver, text: str) -> float:
    """Give the CPU seconds of one query."""
    start = time.thread_time()
    resolver.resolve(text)
    return time.thread_time() - start


def letters(length: int, chance: Random) -> str:
    """Make one word of random letters, with vowels between, so that it can be read."""
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(length // 2))


def long_of(words: Sequence[str], length: int, chance: Random) -> str:
    """Make so many characters of words."""
    text = ""
    while len(text) < length:
        text += chance.choice(words) + " "
    return text[:length].strip()


def inputs(words: Sequence[str]) -> dict[str, Callable[[int, Random], str]]:
    """Name the ways to make an input of a length, each time another."""
    return {
        "words of the table": lambda length, chance: long_of(words, length, chance),
        "words of nobody": lambda length, chance: long_of([letters(8, chance) for _ in range(200)], length, chance),
        "one word": letters,
        "Cyrillic words": lambda n, chance: long_of([cyrillic(chance) for _ in range(200)], n, chance),
    }


def cyrillic(chance: Random) -> str:
    """Make a word of Cyrillic letters."""
    return "".join(chance.choice("бвгджзклмнпрстхщ") + chance.choice("аеиоуюя") for _ in range(4))


def fitted(resolver: Resolver, make: Callable[[int, Random], str]) -> list[str]:
    """Time inputs of growing length, the best of some rounds; fit the exponent by least squares on the logarithms."""
    chance = Random(1)  # noqa: S311  (a fixed draw)
    times = [min(seconds(resolver, make(length, chance)) for _ in range(ROUNDS)) * 1e6 for length in LENGTHS]
    return [*(f"{one:,.0f}" for one in times), f"{exponent(LENGTHS, times):.2f}"]


def exponent(lengths: Sequence[float], times: Sequence[float]) -> float:
    """Give the slope of the logarithm of time over that of length.

    >>> round(exponent([10, 100, 1000], [5, 50, 500]), 6)
    1.0
    """
    xs, ys = [log(x) for x in lengths], [log(y) for y in times]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


def tables(count: int) -> dict[str, list[str]]:
    """Make a table in which all have one name, and one in which all names read alike."""
    ways = [(letter, letter * 2) if letter in "klnstrdp" else (letter,) for letter in DOUBLED]
    spelled = ["".join(one) for one in islice(product(*ways), count)]
    return {"all bear one name": ["Muhammad Ali"] * count, "all read alike": spelled}


def alike(names: Sequence[str]) -> tuple[str, ...]:
    """Compile a table of such names, and ask for them."""
    print(f"compiling {len(names):,} names that read alike", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        path, compiled = Path(scratch) / "names.tsv", Path(scratch) / "compiled"
        rows = (f"q{number:08}\t{name}\n" for number, name in enumerate(names))
        path.write_text("entity\tname\n" + "".join(rows), encoding="utf-8")
        start = time.process_time()
        compile_tables([path], compiled)
        built = (time.process_time() - start) / len(names) * 1e6
        resolver = Resolver.open(compiled)
        resolver.resolve("warm up")
        first = names[0]
        asked = [first, names[-1], first.replace("k", "c"), first[:5] + first[6:], first.split()[0], first.split()[-1]]
        return f"{len(names):,}", f"{built:.1f}", *spent(resolver, asked)


if __name__ == "__main__":
    main()
