"""Which letters look like a Latin letter? Writes src/allonym/data/lookalikes.tsv from Unicode confusables (UTS #39).

    pip install confusable-homoglyphs && python tools/build_lookalikes.py

Letters are stored folded for case, and a letter counts when it, or its capital, looks like a Latin letter: в
because В looks like B. The few ASCII rows (0, 1, i, m) follow the same annex: they share one picture with o, l, l, rn.
"""

import json
from importlib.resources import files
from pathlib import Path

from fontTools.unicodedata import script

OUT = Path(__file__).parent.parent / "src/allonym/data/lookalikes.tsv"
SCRIPTS = ("Cyrl", "Grek", "Armn", "Cher", "Lisu", "Copt", "Geor")
ASCII = {"0": "o", "1": "l", "i": "l", "|": "l", "m": "rn"}


def main() -> None:
    """Write one line per letter: the letter, what it looks like, its script."""
    known = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8"))
    rows = dict.fromkeys(((a, b, "Latn") for a, b in ASCII.items()))
    chosen: dict[str, tuple[str, str]] = {}
    for letter, others in sorted(known.items()):
        if len(letter) != 1 or script(letter) not in SCRIPTS:
            continue
        latin = sorted({o["c"].lower() for o in others if len(o["c"]) == 1 and o["c"].isascii() and o["c"].isalpha()})
        if latin:
            picture = ASCII.get(latin[0], latin[0])
            # A small letter's own look goes before the look of its capital.
            folded = letter.casefold()
            if len(folded) == 1 and (folded not in chosen or letter == folded):
                chosen[folded] = (picture, script(letter))
    rows.update(dict.fromkeys((letter, *row) for letter, row in chosen.items()))
    lines = ["letter\tlooks_like\tscript", *("\t".join(row) for row in sorted(rows))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
