"""What does resolve answer today? Writes tests/quality/answers.jsonl, so that a changed answer is seen in review.

    python tools/build_answers.py

A line is a question with its answer: the verdict, the first id and score, and how the two met. The questions are names
of the bundled tables as they stand, the same names in spellings that no table lists (press schemes,
lost spaces, a letter left out), and names of nobody. Whoever changes an answer runs this, and reads the difference.
"""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

from allonym.fold import fold
from allonym.resolver import Resolver, default_resolver
from allonym.romanization import spellings
from allonym.tables import find_tables

OUT = Path(__file__).parents[1] / "tests/quality/answers.jsonl"
# Every so manieth name of each table is asked, so many of each in all.
TABLES = {"world": 101, "office": 47, "bodies": 23, "events": 17}
MOST = 40
SHARED = 12
PRESS = ("-de", "-fr", "-pl", "-en", "-es")
NOBODY = (
    "Oleg Tarnowiecki", "Anna Lukashenko", "Hans Quillfeather", "Жанна Бродовец", "Ρόδη Μαρβανέκ", "רוני כסלמן",
    "Zapad-1893", "Ministerium für Wolkenkunde", "Nordmeerbank AG", "山田雲太郎", "Quzhambek", "X", "42",
)  # fmt: skip


def questions() -> list[str]:
    """Collect the questions, each once."""
    found: dict[str, None] = {}
    for name, every in TABLES.items():
        (table,) = find_tables([name])
        names = sorted({one.name for one in table.names})[::every][:MOST]
        found.update(dict.fromkeys(names))
        found.update((changed, None) for one in names[::2] for changed in changes(one))
    (office,) = find_tables(["office"])
    native = sorted({one.name for one in office.names if one.tag == "ru-Cyrl" and len(one.name.split()) == 2})[::31]
    for one in islice(native, MOST):
        made = [s for s in spellings(one, lang="ru") if s.scheme.startswith("press-") and s.scheme.endswith(PRESS)]
        found.update((s.text, None) for s in made)
    return [*found, *shared(), *NOBODY]


def shared() -> list[str]:
    """Give a few names that several entities bear."""
    bearers: dict[str, dict[str, str]] = {}
    for one in (one for name in TABLES for one in find_tables([name])[0].names):
        bearers.setdefault(fold(one.name).key, {})[one.entity] = one.name
    return [next(iter(some.values())) for _, some in sorted(bearers.items()) if len(some) > 1][:SHARED]


def changes(name: str) -> list[str]:
    """Write a name without its spaces, and without the letter in its middle."""
    middle = len(name) // 2
    return [name.replace(" ", ""), name[:middle] + name[middle + 1 :]]


def answer(resolver: Resolver, name: str) -> dict[str, object]:
    """Ask one question."""
    found = resolver.resolve(name)
    first = found.matches[0] if found.matches else None
    known = {"id": first.id, "score": round(first.score, 2), "via": first.via} if first and first.score > 0 else {}
    return {"name": name, "verdict": found.verdict, **known}


def main() -> None:
    """Write the answers."""
    resolver = default_resolver()
    asked = [name for name in questions() if fold(name).key]
    rows = [json.dumps(answer(resolver, name), ensure_ascii=False) for name in asked]
    OUT.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} answers in {OUT.name}")


if __name__ == "__main__":
    main()
