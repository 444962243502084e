"""Does compare know two spellings of one name that different schemes wrote?

For each language, real names are written under every scheme that fits. All pairs of spellings of a name, the
original among them, should score above two kinds of hard negatives, whose two sides are written under schemes drawn
at random: another surname behind the same given name, and one letter of the original changed before it is written.
Some changed letters change no sound (и to й in Russian, final י to יי in Hebrew): what they give is a legal spelling of
the same sounds, and no negative. A second figure leaves those out; it never stands in place of the first.

    python benchmarks/quality/bench_spellings.py FOLDER --failures failures.tsv

FOLDER holds `persons.entities.jsonl.gz` and `places.entities.jsonl.gz`: a line is a JSON object with `names`, each with
`text`, `lang` (BCP 47 or null) and `script` (ISO 15924). `own_names.tsv`, beside this file, adds languages that such
collections lack. Persons are taken first, places fill up. The peer is edit distance over unidecode's Latin, where
unidecode is installed.
"""

import argparse
import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from time import perf_counter
from typing import NamedTuple
from unicodedata import category, combining, normalize

from rapidfuzz.distance import Levenshtein

from allonym import compare
from allonym.records import NEAR
from allonym.romanization import Scheme, bare, fitting_schemes, scheme_by_code, schemes
from allonym.score import LINE
from allonym.script import scripts_of

# Languages in the order of the table, with the script of their names; after a "+" untagged places count too.
LANGUAGES = {
    "ru": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "bg": "Cyrl", "sr": "Cyrl", "mk": "Cyrl", "kk": "Cyrl", "ky": "Cyrl",
    "tg": "Cyrl", "uz": "Cyrl", "tk": "Cyrl", "az": "Cyrl", "mn": "Cyrl", "el": "Grek+", "ka": "Geor+", "hy": "Armn+",
    "ar": "Arab", "fa": "Arab", "ur": "Arab", "ps": "Arab", "he": "Hebr+", "yi": "Hebr", "am": "Ethi+", "hi": "Deva+",
    "mr": "Deva", "ne": "Deva", "bn": "Beng+", "pa": "Guru+", "gu": "Gujr+", "ta": "Taml+", "te": "Telu+",
    "kn": "Knda+", "ml": "Mlym+", "si": "Sinh+", "th": "Thai+", "lo": "Laoo+", "km": "Khmr+", "my": "Mymr+",
    "ko": "Hang+", "ja": "Kana+",
}  # fmt: skip
# Goals by family, recall at FALSE_POSITIVES.
SLAVIC, ABJADS = {"ru", "uk", "be", "bg", "sr", "mk"}, {"ar", "fa", "ur", "ps", "he", "yi"}
GOALS = dict.fromkeys(SLAVIC, 0.97) | dict.fromkeys(("el", "ka", "hy", "ko"), 0.9) | dict.fromkeys(ABJADS, 0.8)
FALSE_POSITIVES = 0.001
# A language with fewer names than this says nothing.
FEWEST_NAMES = 20
# Two words that differ in fewer letters are no two surnames, but a man's and a woman's, or two spellings.
LEAST_APART = 3
ORIGINAL = "original"


class Written(NamedTuple):
    """A name under one scheme; `scheme` is "original" for the name as it stands."""

    name: str
    text: str
    scheme: str


class Trial(NamedTuple):
    """Two spellings to compare, and what they are: "same", "surname" or "letter"."""

    a: Written
    b: Written
    kind: str


class Scored(NamedTuple):
    """A trial with allonym's score, whether one reading is common to both, and the peer's score.

    `legal` says of a negative that its two originals, or its two sides, read exactly alike.
    """

    trial: Trial
    score: float
    sound: bool
    peer: float
    legal: bool


def main() -> None:
    """Print a table per language, and write the failing pairs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with persons and places")
    parser.add_argument("--lang", nargs="*", default=list(LANGUAGES), help="only these languages, BCP 47")
    parser.add_argument("--names", type=int, default=500, help="at most so many names of a language")
    parser.add_argument("--pairs", type=int, default=4, help="at most so many pairs of spellings of a name")
    parser.add_argument("--negatives", type=int, default=3000, help="about so many hard negatives of each kind")
    parser.add_argument("--failures", type=Path, help="write failing pairs, with the letters to blame, to this TSV")
    asked = parser.parse_args()
    names = gather(asked.folder, asked.names)
    heads = (
        "lang", "names", "schemes", "spellings", "pairs", "negatives", "recall@0.1%", "goal", "no legal", "legal",
        "other surname", "other letter", "peer@0.1%", f"recall@{LINE}", f"surname FPR@{LINE}", f"letter FPR@{LINE}",
        "line@0.1%", "same sound", "FPR same sound", "seconds",
    )  # fmt: skip
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    failures: list[list[str]] = []
    for lang in asked.lang:
        count = len({scheme.code for scheme in schemes(lang)})
        if not count or len(names[lang]) < FEWEST_NAMES:
            print(f"| {lang} | {len(names[lang])} | {count} |" + " |" * (len(heads) - 3), flush=True)
            continue
        start = perf_counter()
        random = Random(lang)  # noqa: S311  # a fixed draw
        trials = [
            *positives(names[lang], lang, asked.pairs, random),
            *negatives(names[lang], lang, asked.negatives, random),
        ]
        scored = [measured(trial) for trial in trials]
        goal = f"{GOALS[lang]:.0%}" if lang in GOALS else ""
        counts = (len(names[lang]), count, spelled(names[lang], lang))
        row = [lang, *map(str, counts), *summary(scored, goal), f"{perf_counter() - start:.0f}"]
        print("| " + " | ".join(row) + " |", flush=True)
        if asked.failures:
            failures += [[lang, *row] for row in failing(scored)]
    if asked.failures:
        write_failures(asked.failures, failures)


def gather(folder: Path, most: int) -> dict[str, list[str]]:
    """Collect up to `most` names of each language in its own script, persons before places."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    with Path(__file__).with_name("own_names.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["lang"]][normalize("NFC", row["name"])] = None
    untagged = {script[:-1]: lang for lang, script in LANGUAGES.items() if script.endswith("+")}
    passes = [("persons", False), ("places", False), ("persons", True), ("places", True)]
    for table, guess in passes:
        for name in lines_of(folder / f"{table}.entities.jsonl.gz"):
            lang = name["lang"] or (untagged.get(name["script"], "") if guess else "")
            text = normalize("NFC", name["text"])
            wanted = LANGUAGES.get(lang, "")[:4] == name["script"] and not name.get("flag")
            if wanted and clean(text) and fitting_schemes(text, lang=lang):
                found[lang][text] = None
    draws = {lang: Random(lang) for lang in found}  # noqa: S311  # a fixed draw
    return defaultdict(list, {lang: sample(list(texts), most, draws[lang]) for lang, texts in found.items()})


def lines_of(path: Path) -> Iterator[dict[str, str]]:
    """Yield the names of a file, each with text, language and script."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from json.loads(line)["names"]


def clean(text: str) -> bool:
    """Is it words of one script and no more, and long enough to be told apart?"""
    letters = sum(map(str.isalpha, text))
    return len(scripts_of(text)) == 1 and letters > 3 and not re.search(r"[\d(),./]", text)


def sample(texts: list[str], most: int, random: Random) -> list[str]:
    """Keep the first `most`, names of several words before those of one, since only they have surnames."""
    several = [text for text in texts if " " in text]
    one = [text for text in texts if " " not in text]
    random.shuffle(one)
    return (several + one)[:most]


def written(name: str, lang: str) -> list[Written]:
    """Write a name under every scheme that fits; the original first, and each spelling once."""
    found = {name: Written(name, name, ORIGINAL)}
    for scheme in fitting_schemes(name, lang=lang):
        text = scheme.write(name)
        found.setdefault(text, Written(name, text, scheme.code))
    return list(found.values())


def spelled(names: list[str], lang: str) -> int:
    """Count the spellings of all names."""
    return sum(len(written(name, lang)) for name in names)


def positives(names: list[str], lang: str, most: int, random: Random) -> Iterator[Trial]:
    """Pair the spellings of each name; half of the pairs that are kept have the original on one side."""
    for name in names:
        ways = written(name, lang)
        with_original = [(ways[0], way) for way in ways[1:]]
        others = list(combinations(ways[1:], 2))
        kept = random.sample(with_original, min(len(with_original), most // 2))
        kept += random.sample(others, min(len(others), most - len(kept)))
        yield from (Trial(a, b, "same") for a, b in kept)


def negatives(names: list[str], lang: str, about: int, random: Random) -> Iterator[Trial]:
    """Pair names with other names that look like them, until there are about so many of each kind."""
    for make in (other_surname, other_letter):
        for _ in range(about):
            a = random.choice(names)
            b = make(a, names, random)
            if b is None:
                continue
            left, right = written(a, lang), written(b, lang)
            # A pair that has some spelling in common is no negative: nobody could tell.
            if not {plainly(way.text) for way in left} & {plainly(way.text) for way in right}:
                yield Trial(random.choice(left), random.choice(right), "surname" if make is other_surname else "letter")


def other_surname(name: str, names: list[str], random: Random) -> str | None:
    """Give the name with the last word of another name; None for names of one word."""
    other = random.choice(names).split(" ")[-1]
    given, _, surname = name.rpartition(" ")
    if not given or Levenshtein.distance(surname, other) < LEAST_APART or surname[:4] == other[:4]:
        return None
    return f"{given} {other}"


def other_letter(name: str, names: list[str], random: Random) -> str | None:
    """Give the name with one letter changed into one of another name, so that usual letters are usual."""
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    at = random.choice(places)
    letter = random.choice([letter for letter in random.choice(names).lower() if letter.isalpha()])
    if letter == name[at].lower():
        return None
    return normalize("NFC", name[:at] + (letter.upper() if name[at].isupper() else letter) + name[at + 1 :])


def plainly(text: str) -> str:
    """Leave out case, marks and apostrophes."""
    return "".join(
        c for c in normalize("NFD", bare(text)) if not combining(c) and category(c)[0] in "LNZ" and category(c) != "Lm"
    )


def measured(trial: Trial) -> Scored:
    """Score a pair."""
    found = compare(trial.a.text, trial.b.text)
    sound = found.via != NEAR
    legal = trial.kind == "letter" and (sound or compare(trial.a.name, trial.b.name).via != NEAR)
    return Scored(trial, found.score, sound, likeness(trial.a.text, trial.b.text), legal)


def likeness(a: str, b: str) -> float:
    """The peer's score: edit similarity of the two in unidecode's Latin; 0 where unidecode is absent."""
    try:
        from unidecode import unidecode  # noqa: PLC0415  # an optional peer
    except ImportError:
        return 0.0
    return Levenshtein.normalized_similarity(unidecode(a).lower(), unidecode(b).lower())


def summary(scored: list[Scored], goal: str) -> list[str]:
    """Give the figures of a row."""
    kinds = {kind: [one for one in scored if one.trial.kind == kind] for kind in ("same", "surname", "letter")}
    same, rest = kinds["same"], kinds["surname"] + kinds["letter"]
    line, peer_line = line_of([one.score for one in rest]), line_of([one.peer for one in rest])
    return [
        str(len(same)),
        str(len(rest)),
        f"{share(same, line):.1%}",
        goal,
        f"{share(same, line_of([one.score for one in rest if not one.legal])):.1%}",
        f"{sum(one.legal for one in rest) / max(len(rest), 1):.1%}",
        *(f"{share(same, line_of([one.score for one in kinds[kind]])):.1%}" for kind in ("surname", "letter")),
        f"{sum(one.peer > peer_line for one in same) / len(same):.1%}",
        *(f"{share(kinds[kind], LINE):.1%}" for kind in ("same", "surname", "letter")),
        f"{line:.4f}",
        *(f"{sum(one.sound for one in some) / max(len(some), 1):.1%}" for some in (same, rest)),
    ]


def line_of(scores: list[float]) -> float:
    """Give the score that at most 0.1 % of the negatives exceed; what scores higher counts as found."""
    ranked = sorted(scores, reverse=True)
    return ranked[min(int(FALSE_POSITIVES * len(ranked)), len(ranked) - 1)] if ranked else 0.0


def share(same: list[Scored], line: float) -> float:
    """Give the share of pairs that score higher than a line."""
    return sum(one.score > line for one in same) / max(len(same), 1)


def failing(scored: list[Scored]) -> Iterator[list[str]]:
    """Describe what goes wrong: pairs that are not found, negatives that score as high as the line of their kind."""
    lines = {kind: line_of([one.score for one in scored if one.trial.kind == kind]) for kind in ("surname", "letter")}
    for one in scored:
        a, b, kind = one.trial
        below = [other for other, line in lines.items() if one.score <= line]
        if one.score < LINE:
            below.append("default")
        facts = [f"{one.score:.4f}", a.text, b.text, a.name, b.name, a.scheme, b.scheme]
        if kind == "same" and below:
            cause = blame(one) if below != ["letter"] else "below names with another letter"
            yield ["missed", cause, " ".join(below), *facts]
        elif kind != "same" and one.score >= lines[kind]:
            yield ["false", difference(a.name, b.name) if kind == "letter" else "other surname", kind, *facts]


def difference(a: str, b: str) -> str:
    """Show the letters in which two names differ."""
    changed = Levenshtein.editops(a.lower(), b.lower())
    return " ".join(
        f"{a[one.src_pos : one.src_pos + 1]}→{b[one.dest_pos : one.dest_pos + 1]}".lower() for one in changed
    )


def blame(one: Scored) -> str:
    """Say which letter of the original makes a pair fail: the one whose repair helps the score most."""
    a, b, _ = one.trial
    if one.sound:
        return "sounds the same, but too short to be sure"
    if a.scheme == ORIGINAL:
        return worst_letter(a, b)
    best, cause = one.score, "several letters together"
    left, right = pieces(a), pieces(b)
    bounds = sorted(set(edges(left)) & set(edges(right)))
    for start, end in pairwise(bounds):
        one_way, other_way = between(left, start, end), between(right, start, end)
        if one_way.lower() == other_way.lower():
            continue
        gained = compare(before(left, start) + other_way + after(left, end), b.text).score
        if gained > best:
            best, cause = (
                gained,
                f"{a.name[start:end].lower()}: {' ~ '.join(sorted((one_way.lower(), other_way.lower())))}",
            )
    return cause


def worst_letter(a: Written, b: Written) -> str:
    """The same where one side is the original: the letter without which both agree best."""
    best, cause = compare(a.text, b.text).score, "several letters together"
    right = pieces(b)
    for start, end in pairwise(edges(right)):
        if not a.name[start:end].strip():
            continue
        without = compare(a.name[:start] + a.name[end:], before(right, start) + after(right, end)).score
        if without > best:
            best, cause = without, f"{a.name[start:end].lower()} ~ {between(right, start, end).lower()}"
    return cause


def pieces(one: Written) -> list[tuple[int, int, str]]:
    """Show which part of the original became what, in positions of the original."""
    if one.scheme == ORIGINAL:
        return [(at, at + 1, letter) for at, letter in enumerate(one.name)]
    scheme: Scheme = scheme_by_code(one.scheme)
    return [(step.start, step.end, step.value) for step in scheme.rules.steps(scheme.lower(one.name))]


def edges(parts: list[tuple[int, int, str]]) -> list[int]:
    """Give the positions at which parts begin or end."""
    return [0, *(end for _, end, _ in parts)]


def between(parts: list[tuple[int, int, str]], start: int, end: int) -> str:
    """Join what parts from `start` to `end` became."""
    return "".join(value for a, b, value in parts if start <= a and b <= end)


def before(parts: list[tuple[int, int, str]], at: int) -> str:
    """Join what parts before `at` became."""
    return between(parts, 0, at)


def after(parts: list[tuple[int, int, str]], at: int) -> str:
    """Join what parts after `at` became."""
    return between(parts, at, sys.maxsize)


def write_failures(path: Path, rows: list[list[str]]) -> None:
    """Write what goes wrong, the most frequent causes first."""
    counts = Counter(tuple(row[:3]) for row in rows)
    rows.sort(key=lambda row: (row[:2], -counts[tuple(row[:3])], row[2:]))
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t")
        out.writerow(
            ("lang", "wrong", "cause", "count", "below", "score", "a", "b", "name a", "name b", "scheme a", "scheme b")
        )
        out.writerows([*row[:3], counts[tuple(row[:3])], *row[3:]] for row in rows)


if __name__ == "__main__":
    main()
