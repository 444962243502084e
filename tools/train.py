"""Which sounds stand for each other in two spellings of one name? Writes src/allonym/data/confusions.tsv."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parent.parent / "src/allonym/data"


def first_guess() -> dict[tuple[str, str], float]:
    """Guess costs from what kind of sound each is, for the first round of learning."""
    with (DATA / "sounds.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    kinds = {r["sound"]: r["kind"] for r in rows}
    broad = {r["sound"]: r["broad"] for r in rows}
    bones = {r["sound"]: r["skeleton"] for r in rows}
    vowelish = lambda s: kinds[s] in ("vowel", "glide") or s in "·ᵃʷʲʰ"
    costs = {}
    for a in kinds:
        costs[a, "-"] = -0.4 if a in "·ʔʕ" else -1.2 if a in "ᵃʷʲʰhj" else -2.0 if kinds[a] == "vowel" else -4.0
        for b in kinds:
            if b < a:
                continue
            if a == b:
                value = 2.0 if vowelish(a) else 4.0
            elif broad[a] == broad[b] and broad[a]:
                value = 1.5 if vowelish(a) and vowelish(b) else 2.5
            elif vowelish(a) and vowelish(b):
                value = 0.3
            elif bones[a].strip("-") and bones[a].strip("-") == bones[b].strip("-"):
                value = 0.0
            else:
                value = -5.0
            costs[a, b] = value
    return costs


def main() -> None:
    """Write the costs."""
    costs = first_guess()
    lines = ["sound\tother\tbits", *(f"{a}\t{b}\t{value:.2f}" for (a, b), value in sorted(costs.items()))]
    (DATA / "confusions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
