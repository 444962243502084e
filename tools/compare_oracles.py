"""How far do independent libraries agree with the bundled schemes?

An oracle is a library that implements a system under its name; it never is a source of rules. The systems,
and every way in which an oracle may differ, each with its reason, are listed in `tests/differential/oracles.toml`.
The words are those of the bundled tables, in the language and script of the scheme, and the names in the
samples of its language's schemes; words with capitals inside are left out, since acronyms prove nothing.

    python tools/compare_oracles.py > docs/explanation/oracles.md
    python tools/compare_oracles.py --unlisted
"""

import argparse
import csv
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from allonym.romanization import Scheme, scheme_by_code, schemes

ROOT = Path(__file__).parents[1]
LISTED = ROOT / "tests/differential/oracles.toml"
TABLES = ROOT / "src/allonym/data/tables"
# The package that has to be installed for each oracle.
PACKAGES = {"icu": "pyicu", "iuliia": "iuliia", "transliterate": "transliterate", "cyrtranslit": "cyrtranslit",
            "pypinyin": "pypinyin", "hangul_romanize": "hangul-romanize"}  # fmt: skip
BETWEEN_WORDS = re.compile(r"[\s\-–—()\[\],./;:!?\"«»“”„0-9]+")


class Difference(NamedTuple):
    """A way in which an oracle differs: our letters, its letters, and the key of the reason."""

    ours: str
    theirs: str
    reason: str
    name: re.Pattern[str]


class System(NamedTuple):
    """A system of an oracle, and the scheme that implements the same; `floor` is the least agreement, 0 to 1."""

    oracle: str
    name: str
    scheme: str
    floor: float
    fold: str
    differs: tuple[Difference, ...]


class Disagreement(NamedTuple):
    """A word that the two write otherwise, with the reasons that explain it, none where nothing does."""

    name: str
    ours: str
    theirs: str
    reasons: tuple[str, ...]


class Agreement(NamedTuple):
    """How far a system agrees over so many words."""

    system: System
    words: int
    disagreements: tuple[Disagreement, ...]

    @property
    def share(self) -> float:
        """The share of words that both write alike, 0 to 1."""
        return 1 - len(self.disagreements) / self.words


def systems() -> tuple[System, ...]:
    """Read the list of systems."""
    return tuple(
        System(row["oracle"], row["name"], row["scheme"], row["floor"], row.get("fold", ""), tuple(_differences(row)))
        for row in _listed()["system"]
    )


def _differences(row: dict[str, Any]) -> Iterator[Difference]:
    for ours, theirs, reason, *name in row.get("differs", []):
        yield Difference(ours, theirs, reason, re.compile(name[0] if name else "", re.IGNORECASE))


def reasons() -> dict[str, dict[str, str]]:
    """Read the reasons by key: `who` is right or differs, and why in a sentence."""
    found: dict[str, dict[str, str]] = _listed()["reason"]
    return found


@cache
def _listed() -> dict[str, Any]:
    return tomllib.loads(LISTED.read_text(encoding="utf-8"))


def installed(oracle: str) -> str:
    """Give the installed version of an oracle's package, "" where there is none."""
    try:
        return version(PACKAGES[oracle])
    except PackageNotFoundError:
        return ""


def compared(system: System) -> Agreement:
    """Write all words by both, and explain each disagreement."""
    scheme = scheme_by_code(system.scheme)
    oracle = ORACLES[system.oracle](system.name)
    found = []
    names = syllables() if system.oracle == "pypinyin" else words(scheme)
    for name in names:
        ours, theirs = folded(scheme.write(name), system.fold), folded(oracle(name), system.fold)
        if ours != theirs:
            found.append(Disagreement(name, ours, theirs, explained(name, ours, theirs, system.differs)))
    return Agreement(system, len(names), tuple(found))


def words(scheme: Scheme) -> list[str]:
    """Give the distinct words of the scheme's language that its alphabet fits."""
    sampled = (name for other in schemes(scheme.lang) if other.source == scheme.source for name, _ in other.samples)
    names = (*tabled().get(f"{scheme.lang}-{TAGGED.get(scheme.source, scheme.source)}", ()), *sampled)
    found = dict.fromkeys(word for name in names for word in BETWEEN_WORDS.split(normalize("NFC", name)))
    return [word for word in found if len(word) > 1 and word[1:] == word[1:].lower() and scheme.fits(word)]


def syllables() -> list[str]:
    """Give all syllables of Mandarin in Pinyin without tones, since pypinyin writes one syllable at a time."""
    readings = import_module("pypinyin.constants").PINYIN_DICT.values()
    marked = (reading for several in readings for reading in several.split(","))
    found = sorted({"".join(c for c in normalize("NFD", one) if c not in TONES) for one in marked})
    return [normalize("NFC", one) for one in found if VOWEL.search(one)]


TONES = "\u0300\u0301\u0304\u030c"
# Interjections such as hm and ng are no syllables of names.
VOWEL = re.compile("[aeiou]")
# The script of a tag may be wider than that of a scheme.
TAGGED = {"Hang": "Kore", "Hrkt": "Jpan"}


@cache
def tabled() -> dict[str, list[str]]:
    """Give the names of the bundled tables by their tag."""
    found: dict[str, list[str]] = {}
    for path in sorted(TABLES.glob("*/names.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                found.setdefault(row["tag"], []).append(row["name"])
    return found


def folded(text: str, how: str) -> str:
    """Compose a spelling; `how` "case" ignores case too, for oracles that give scripts without case none."""
    return normalize("NFC", text.lower() if how == "case" else text)


def explained(name: str, ours: str, theirs: str, differs: tuple[Difference, ...]) -> tuple[str, ...]:
    """Give the fewest reasons by which one spelling becomes the other, () where the listed differences do not do it."""
    usable = [one for one in differs if one.name.search(name)]
    ways: dict[tuple[int, int], tuple[str, ...]] = {(0, 0): ()}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            way = ways.get((i, j))
            if way is None:
                continue
            steps = [(1, 1, way)] if ours[i : i + 1] == theirs[j : j + 1] else []
            steps += [
                (len(one.ours), len(one.theirs), (*way, one.reason))
                for one in usable
                if ours.startswith(one.ours, i) and theirs.startswith(one.theirs, j)
            ]
            for right, down, reached in steps:
                there = (i + right, j + down)
                if there not in ways or len(reached) < len(ways[there]):
                    ways[there] = reached
    return tuple(dict.fromkeys(ways.get((len(ours), len(theirs)), ())))


def _icu(name: str) -> Callable[[str], str]:
    write = import_module("icu").Transliterator.createInstance(name).transliterate
    return lambda word: str(write(word))


def _iuliia(name: str) -> Callable[[str], str]:
    return lambda word: str(import_module("iuliia").schemas.get(name).translate(word))


def _transliterate(name: str) -> Callable[[str], str]:
    return lambda word: str(import_module("transliterate").translit(word, name, reversed=True))


def _cyrtranslit(name: str) -> Callable[[str], str]:
    return lambda word: str(import_module("cyrtranslit").to_latin(word, name))


# A syllable without a tone is not one in the neutral tone.
NEUTRAL = "˙"


def _pypinyin(name: str) -> Callable[[str], str]:
    package = import_module("pypinyin")
    return lambda word: str(
        import_module("pypinyin.style").convert(word, package.Style[name], strict=True)
    ).removesuffix(NEUTRAL)


def _hangul_romanize(name: str) -> Callable[[str], str]:
    rule = getattr(import_module("hangul_romanize.rule"), name)
    write = import_module("hangul_romanize").Transliter(rule).translit
    return lambda word: str(write(word))


ORACLES: dict[str, Callable[[str], Callable[[str], str]]] = {
    "icu": _icu, "iuliia": _iuliia, "transliterate": _transliterate, "cyrtranslit": _cyrtranslit,
    "pypinyin": _pypinyin,
    "hangul_romanize": _hangul_romanize,
}  # fmt: skip


def page(agreements: list[Agreement]) -> str:
    """Write the page of the documentation."""
    why = reasons()
    versions = {one.system.oracle: installed(one.system.oracle) for one in agreements}
    rows = [
        f"| {one.system.oracle} | {one.system.name} | `{one.system.scheme}` "
        f"| {one.words} | {one.share:.1%} | {_faults(one, why)} |"
        for one in agreements
    ]
    lines = [INTRODUCTION, "", "Versions: " + ", ".join(f"{name} {number}" for name, number in versions.items()) + "."]
    lines += ["", "## Agreement", "", "| oracle | its system | our scheme | words | agreement | our faults |"]
    lines += ["|---|---|---|---:|---:|---:|", *rows, "", "## Disagreements", ""]
    for one in agreements:
        if one.disagreements:
            lines += _section(one, why)
    return "\n".join(lines).rstrip() + "\n"


def _section(one: Agreement, why: dict[str, dict[str, str]]) -> list[str]:
    lines = [f"### {one.system.oracle} {one.system.name}, `{one.system.scheme}`", ""]
    lines += ["| words | for example | it writes | reason |", "|---:|---|---|---|"]
    counted = Counter(reason for word in one.disagreements for reason in word.reasons)
    for reason, count in counted.most_common():
        words_with = [word for word in one.disagreements if reason in word.reasons]
        word = min(words_with, key=lambda word: (len(word.reasons), len(word.name)))
        said = f"{why[reason]['who']}: {why[reason]['text']}"
        lines.append(f"| {count} | {word.name} {word.ours} | {word.theirs} | {said} |")
    return [*lines, ""]


def _faults(agreement: Agreement, why: dict[str, dict[str, str]]) -> int:
    return sum(any(why[key]["who"] == "ours" for key in word.reasons) for word in agreement.disagreements)


INTRODUCTION = """\
# How far other libraries agree

Other libraries implement some of the systems that allonym has as schemes. They are oracles: independent second
opinions, never a source of rules. Each word of the bundled tables and of the samples is written by both. Where
the two differ, either our file was wrong and was mended, or the difference is listed here with its reason; the
tests fail at a difference that no reason explains, and at agreement below a floor.

Who differs is one of four: *oracle*, which departs from the system that it names; *edition*, where the two follow
different editions or options of one system; *sign*, where they write one sign with different characters; *ours*, a
fault of our file that is known and not yet mended.

unidecode and uroman are no oracles, since they name no system. transliterate's own tables for Russian, Ukrainian,
Greek, Georgian and Armenian follow none either: its Russian table reads *sch* as щ, but only after *ch*
and *sh* were taken, so that rule never fires. This page is written by `tools/compare_oracles.py`."""


def main() -> None:
    """Print the page, or the disagreements that no reason explains."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--unlisted", action="store_true", help="only disagreements that are not listed")
    parser.add_argument("--only", default="", help="only systems of which oracle or scheme holds this")
    asked = parser.parse_args()
    chosen = [
        one for one in systems() if installed(one.oracle) and asked.only in f"{one.oracle} {one.name} {one.scheme}"
    ]
    if not asked.unlisted:
        print(page([compared(one) for one in chosen]), end="")
        return
    for system in chosen:
        found = compared(system)
        rest = [one for one in found.disagreements if not one.reasons]
        print(f"{system.oracle} {system.name} {system.scheme} {found.words} {found.share:.4f} unlisted {len(rest)}")
        for one in rest[:25]:
            print("   ", one.name, one.ours, one.theirs)


if __name__ == "__main__":
    main()
