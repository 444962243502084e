"""Which code points belong to which script? Writes src/allonym/data/scripts.tsv from the Unicode data in fontTools.

pip install fonttools && python tools/build_scripts.py
"""

from itertools import groupby
from pathlib import Path

from fontTools.unicodedata import script

OUT = Path(__file__).parent.parent / "src/allonym/data/scripts.tsv"
UNKNOWN = {"Zyyy", "Zinh", "Zzzz"}  # common, inherited, unassigned: they belong to every script


def main() -> None:
    """Write one line per run of code points that share a script."""
    lines = ["first\tlast\tscript"]
    for code, run in groupby(range(0x110000), key=lambda point: script(chr(point))):
        points = list(run)
        if code not in UNKNOWN:
            lines.append(f"{points[0]:04X}\t{points[-1]:04X}\t{code}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
