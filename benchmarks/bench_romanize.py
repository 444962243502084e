"""How many microseconds does a name take to write, and to read, beside other libraries?

    python benchmarks/bench_romanize.py

Names are words of the bundled tables. Each library gets the same, and rounds of all take turns, so that a busy
machine slows all alike; the best round of processor time counts. A ratio above 1 means that allonym takes longer.
`core` is allonym with its compiled core, `pure` the same without it (docs/decisions/0008). Answers are compared first:
a library that wrote another system than it names would make the ratio worthless.
"""

import csv
import warnings
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import NamedTuple

from attrs import evolve

from allonym import reading
from allonym.engine import APART, Engine, PlainEngine, PlainGroup
from allonym.reading import codes_for, orthographies, read
from allonym.records import Reading
from allonym.romanization import Scheme, scheme_by_code
from allonym.rules import Rules, flat

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
    print(f"{len(words)} Russian words, best of {ROUNDS} rounds")
    if Engine is PlainEngine:
        print("The compiled core is not built: both columns show the pure form.")
    print("\n| system | core us | pure us | peer us | core / peer | pure / peer | agreement |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    ratios = [row(f"iuliia {name}", code, iuliia(name), words) for name, code in SAME.items()]
    row("ICU Russian-Latin/BGN", BGN, icu("Russian-Latin/BGN"), words)
    row("unidecode", BGN, import_module("unidecode").unidecode, words, same=False)
    row("uroman", BGN, uroman(), words[:200], same=False)
    core, pure = (max(some) for some in zip(*ratios, strict=True))
    print(f"\nslowest beside iuliia: core {core:.2f}, pure {pure:.2f}\n")
    readings()


def row(label: str, code: str, theirs: Write, words: list[str], *, same: bool = True) -> tuple[float, float]:
    """Time a scheme in both forms and a peer in turns, print a row, and give the ratios."""
    ours, pure = scheme_by_code(code).write, plain(scheme_by_code(code)).write
    assert all(ours(word) == pure(word) for word in words), f"{code}: core and pure differ"
    agreement = sum(ours(word) == theirs(word) for word in words) / len(words)
    assert not same or agreement >= LEAST_AGREEMENT, f"{label} agrees on {agreement:.1%} only"
    one, two, peer = (spent.microseconds for spent in timed([("core", ours), ("pure", pure), (label, theirs)], words))
    print(
        f"| {label} | {one:.2f} | {two:.2f} | {peer:.2f} | {one / peer:.2f} | {two / peer:.2f} "
        f"| {f'{agreement:.1%}' if same else ''} |",
        flush=True,
    )
    return one / peer, two / peer


def plain(scheme: Scheme) -> Scheme:
    """The same scheme without the compiled core."""
    rules = Rules.of(scheme.rules.listed)
    # An engine is made once, when it is first asked for; here it is the plain one.
    object.__setattr__(rules, "engine", PlainEngine(*flat(rules.listed), "", None))
    return evolve(scheme, rules=rules)


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
    """Time reading: under one orthography, those read by default, and all Latin ones."""
    words = [word for word in tabled("en-Latn") if word.isalpha()]
    latin = tuple(code for code, one in orthographies().items() if one.script == "Latn")
    print("| reading under | orthographies | core us a word | pure us a word | pure / core | goal |")
    print("|---|---:|---:|---:|---:|---:|")
    for label, codes in (("English", ("en-Latn",)), ("the defaults", codes_for("Latn")), ("all Latin", latin)):
        read_plainly = plain_reader(codes)
        assert all(read(word, codes) == read_plainly(word) for word in words), "core and pure differ"
        forms = [("core", lambda word, codes=codes: read(word, codes)), ("pure", read_plainly)]
        core, pure = (spent.microseconds for spent in timed(forms, words))
        goal = f"{GOAL:.0f}" if len(codes) > 1 else ""
        print(
            f"| {label} | {len(codes)} | {core:.1f} | {pure:.1f} | {pure / core:.1f} | {goal} |",
            flush=True,
        )


def plain_reader(codes: tuple[str, ...]) -> Callable[[str], tuple[Reading, ...]]:
    """What `read` does without the compiled core."""

    def read_plainly(word: str) -> tuple[Reading, ...]:
        before, reading._group = reading._group, plain_group  # noqa: SLF001  (to put plain engines in its place)
        try:
            return read(word, codes)
        finally:
            reading._group = before  # noqa: SLF001

    return read_plainly


@cache
def plain_group(codes: tuple[str, ...]) -> reading.Group:
    """Some orthographies that read a word together, with plain engines."""
    some = [orthographies()[code] for code in codes]
    manners = tuple(dict.fromkeys(one.manner for one in some))
    kinds = bytes(manners.index(one.manner) + APART * one.decompose for one in some)
    return reading.Group(codes, manners, PlainGroup([plain_engine(code) for code in codes], kinds).read)


@cache
def plain_engine(code: str) -> PlainEngine:
    """An orthography's rules in their plain form."""
    one = orthographies()[code]
    return PlainEngine(*flat(one.rules.listed), "".join(sorted(one.alphabet)), reading._spoken())  # noqa: SLF001


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
