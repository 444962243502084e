"""In how many languages is each concept of the generic words known, and which core languages lack it?

The page is checked by tests/data/test_generics_page.py. `--matrix` prints a table of concepts and languages instead,
with the number of words in each cell, to be read by people who fill holes.

    python tools/count_generics.py > docs/explanation/generic-words.md
    python tools/count_generics.py --matrix > matrix.tsv
"""

import csv
import sys
from collections import Counter
from pathlib import Path

GENERICS = Path(__file__).parents[1] / "src/allonym/data/parts/generics.tsv"
# Every concept that has English words is to have words in each of these: the languages of the United Nations, and those
# in which most of the world's news names places and bodies.
CORE = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "pl", "pt", "ru", "zh")
# What these concepts are called in these languages is their own (-stan, krai, voivodeship, the stages of a school), or
# no two sources gave it alike so far.
LACKING = {
    "aircraft-carrier": "ar ja ko pt zh",
    "atoll": "ar",
    "battleship": "ar ja ko pt zh",
    "corvette": "ar ja ko pt zh",
    "cruiser": "ar de es fr ja ko pl pt zh",
    "destroyer": "ar ja ko pt zh",
    "exchange": "ar",
    "frigate": "ar it ja ko pl pt zh",
    "glacier": "ar",
    "high-school": "pt",
    "holding": "pt",
    "icebreaker": "ar de es ja ko pt zh",
    "krai": "pt",
    "middle-school": "ar de es fr it pl pt ru",
    "minesweeper": "ar de es fr ja ko pl pt zh",
    "number": "ar",
    "point": "pl zh",
    "primary-school": "ar pt",
    "sons": "ar ko",
    "squadron": "ar",
    "submarine": "ar ja ko pt ru zh",
    "tanker": "ar de es ja ko pl pt ru zh",
    "voivodeship": "ar",
}
INTRODUCTION = """\
# Generic words, by language

What a place or a body is (*province*, *ministry*, *north*) is translated where the rest of its name is spelled by
sound. `src/allonym/data/parts/generics.tsv` lists such words by concept, each with its language and source: a word
agrees with any other of its concept, whatever they sound like. Here are the languages with words of {least} concepts
or more, and for each type of name how many concepts have a word. {others} more languages have words of fewer concepts.
This page is written by `tools/count_generics.py` from the file; `--matrix` shows every concept.
"""
HOLES = """\
Every concept that has English words has words in {core}, but for these:
"""
LEAST_SHOWN = 20

Cells = dict[str, dict[str, int]]


def main() -> None:
    """Print the page, or the table of all concepts and languages."""
    print(matrix(cells()) if "--matrix" in sys.argv[1:] else page(cells()), end="")


def listed() -> list[dict[str, str]]:
    """Read the rows of the file."""
    with GENERICS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def cells() -> Cells:
    """Count the words of each concept, by language."""
    counted: Cells = {}
    for row in listed():
        words = counted.setdefault(row["concept"], {})
        words[row["lang"]] = words.get(row["lang"], 0) + 1
    return counted


def holes(found: Cells) -> dict[str, str]:
    """Give the core languages that lack a concept which English has.

    >>> holes({"bay": dict.fromkeys(CORE, 1), "krai": {"en": 1, **dict.fromkeys(CORE[:-1], 1)}})
    {'krai': 'zh'}
    """
    lacking = {
        concept: [lang for lang in CORE if lang not in words] for concept, words in found.items() if "en" in words
    }
    return {concept: " ".join(langs) for concept, langs in sorted(lacking.items()) if langs}


def page(found: Cells) -> str:
    """Write the page: languages by the number of concepts, and what the core languages lack."""
    types = {row["concept"]: row["type"] for row in listed()}
    heads = sorted(set(types.values()))
    counts = Counter(lang for words in found.values() for lang in words)
    by_type = Counter((lang, types[concept]) for concept, words in found.items() for lang in words)
    shown = [lang for lang, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])) if count >= LEAST_SHOWN]
    lines = [f"| language | concepts | {' | '.join(heads)} |", f"| --- | ---: |{' ---: |' * len(heads)}"]
    lines += [f"| {lang} | {counts[lang]} | {' | '.join(str(by_type[lang, one]) for one in heads)} |" for lang in shown]
    lines.append(f"| all | {len(found)} | {' | '.join(str(list(types.values()).count(one)) for one in heads)} |")
    lacking = [f"- {concept}: {langs}" for concept, langs in holes(found).items()]
    return "\n".join(
        [
            INTRODUCTION.format(least=LEAST_SHOWN, others=len(counts) - len(shown)),
            *lines,
            "",
            HOLES.format(core=", ".join(CORE)),
            *lacking,
            "",
        ]
    )


def matrix(found: Cells) -> str:
    """Write a table of concepts and languages, with the number of words in each cell."""
    langs = sorted({lang for words in found.values() for lang in words})
    lines = ["\t".join(["concept", *langs])]
    lines += [
        "\t".join([concept, *(str(words.get(lang, "")) for lang in langs)]) for concept, words in sorted(found.items())
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
