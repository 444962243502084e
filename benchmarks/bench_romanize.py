"""How many microseconds does a name take to write, and to read, beside other libraries?

    python benchmarks/bench_romanize.py

Names are words of the bundled tables. Each library gets the same, and rounds of all take turns, so that a busy
machine slows all alike; the best round of processor time counts. A ratio above 1 means that allonym takes longer.
Answers are compared first: a library that wrote another system than it names would make the ratio worthless.
"""

import csv
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import NamedTuple

from allonym.reading import codes_for, orthographies, read
from allonym.romanization import scheme_by_code

TABLES = Path(__file__).parents[1] / "src/allonym/data/tables"
WORDS = 1000
ROUNDS = 9
# Systems of iuliia, and the scheme that implements the same.
SAME = {
    "gost_52535": "gost-rus-Cyrl-Latn-2006",
    "icao_doc_9303": "icao-rus-Cyrl-Latn-2015",
    "mvd_310": "mvd-rus-Cyrl-Latn-1997",
    "mvd_782": "mvd-rus-Cyrl-Latn-2000",
    "bgn_pcgn": "bgnpcgn-rus-Cyrl-Latn-1947",
    "iso_9_1968": "iso-rus-Cyrl-Latn-1968",
    "ungegn_1987": "un-rus-Cyrl-Latn-1987",
}
BGN = "bgnpcgn-rus-Cyrl-Latn-1947"
# Two libraries write the same system if they agree on most words; docs/explanation/oracles.md lists the rest.
LEAST_AGREEMENT = 0.85
# The goal for reading a word under all Latin orthographies that are read by default, in microseconds.
GOAL = 40.0
Write = Callable[[str], str]


class Timed(NamedTuple):
    """What was timed, and microseconds a word in the best round."""

    label: str
    microseconds: float


def main() -> None:
    """Print the tables."""
    warnings.simplefilter("ignore")
    words = tabled("ru-Cyrl")
    print(f"{len(words)} Russian words, best of {ROUNDS} rounds\n")
    print("| system | allonym us | peer us | ratio | agreement |\n|---|---:|---:|---:|---:|")
    ratios = [row(f"iuliia {name}", scheme_by_code(code).write, iuliia(name), words) for name, code in SAME.items()]
    row("ICU Russian-Latin/BGN", scheme_by_code(BGN).write, icu("Russian-Latin/BGN"), words)
    row("unidecode", scheme_by_code(BGN).write, import_module("unidecode").unidecode, words, same=False)
    row("uroman", scheme_by_code(BGN).write, uroman(), words[:200], same=False)
    print(f"\nslowest beside iuliia: {max(ratios):.2f}\n")
    readings()


def row(label: str, ours: Write, theirs: Write, words: list[str], *, same: bool = True) -> float:
    """Time two writers in turns, print a row, and give the ratio."""
    agreement = sum(ours(word) == theirs(word) for word in words) / len(words)
    assert not same or agreement >= LEAST_AGREEMENT, f"{label} agrees on {agreement:.1%} only"
    one, two = timed([("allonym", ours), (label, theirs)], words)
    print(
        f"| {label} | {one.microseconds:.2f} | {two.microseconds:.2f} | {one.microseconds / two.microseconds:.2f} "
        f"| {f'{agreement:.1%}' if same else ''} |",
        flush=True,
    )
    return one.microseconds / two.microseconds


def timed(writers: list[tuple[str, Write]], words: list[str]) -> list[Timed]:
    """Let all write all words, in turns; give the best round of each."""
    best = dict.fromkeys((label for label, _ in writers), float("inf"))
    for _ in range(ROUNDS):
        for label, write in writers:
            start = process_time()
            for word in words:
                write(word)
            best[label] = min(best[label], (process_time() - start) / len(words) * 1e6)
    return [Timed(label, best[label]) for label, _ in writers]


def readings() -> None:
    """Time reading with an empty cache: under one orthography, those read by default, and all Latin ones."""
    words = [word for word in tabled("en-Latn") if word.isalpha()]
    latin = tuple(code for code, one in orthographies().items() if one.script == "Latn")
    print(
        "| reading under | orthographies | us a word, cache empty | us with cache | goal |\n|---|---:|---:|---:|---:|"
    )
    for label, codes in (("English", ("en-Latn",)), ("the defaults", codes_for("Latn")), ("all Latin", latin)):
        best = best_cached = float("inf")
        for _ in range(ROUNDS):
            read.cache_clear()
            for cached in (False, True):
                start = process_time()
                for word in words:
                    read(word, codes)
                spent = (process_time() - start) / len(words) * 1e6
                if cached:
                    best_cached = min(best_cached, spent)
                else:
                    best = min(best, spent)
        goal = f"{GOAL:.0f}" if len(codes) > 1 else ""
        print(f"| {label} | {len(codes)} | {best:.1f} | {best_cached:.2f} | {goal} |", flush=True)


def tabled(tag: str) -> list[str]:
    """Give words of the bundled tables in one language and script."""
    found: dict[str, None] = {}
    for path in sorted(TABLES.glob("*/names.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for name in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if name["tag"] == tag:
                    found.update(dict.fromkeys(word for word in name["name"].split() if word.istitle()))
    return list(found)[:WORDS]


def iuliia(name: str) -> Write:
    """A system of iuliia."""
    return import_module("iuliia").schemas.get(name).translate


def icu(name: str) -> Write:
    """A transform of ICU."""
    return import_module("icu").Transliterator.createInstance(name).transliterate


def uroman() -> Write:
    """The one system of uroman, with its own cache off."""
    return import_module("uroman").Uroman(cache_size=0).romanize_string


if __name__ == "__main__":
    main()
