"""Where do the rules of the bundled orthographies stand in the form that engines take?

Parsing an orthography's TOML file takes milliseconds, and a name of unknown language is read under twenty. So the
flat form (see engine) of all is written when the package is built, one line for each: its code, a mark of the text that
it was made of, a mark of the form, and the form itself in JSON. A line of which either mark is wrong is not used.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

from allonym.engine import FlatContext, FlatRule

FILE = "data/compiled/orthographies.jsonl"
# The modules that make the flat form of a file.
CODE = ("rules.py", "reading.py", "engine.py", "flattened.py")


class Flat(NamedTuple):
    """What reading under an orthography needs of it: see reading.Orthography and engine.FlatRule."""

    case: str
    decompose: bool
    prevowels: str
    alphabet: str
    rules: tuple[FlatRule, ...]
    contexts: tuple[FlatContext, ...]


def mark_of(*texts: str) -> str:
    """Give a hash that tells texts apart."""
    found = blake2b(digest_size=16)
    for text in texts:
        found.update(text.encode() + b"\0")
    return found.hexdigest()


def marks(texts: Mapping[str, str]) -> dict[str, str]:
    """Give the mark of each orthography's text, by code; other code makes another form of it, so it is in the mark."""
    package = files("allonym")
    code = mark_of(*(package.joinpath(name).read_text(encoding="utf-8") for name in CODE))
    return {name: mark_of(code, text) for name, text in texts.items()}


def write_lines(forms: Iterable[tuple[str, str, Flat]]) -> Path:
    """Write (code, mark, form) of all orthographies into the package's folder; gives the path."""
    with as_file(files("allonym")) as package:
        path = package / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.write_text("".join(line_of(*form) for form in forms), encoding="utf-8")
        return fresh.replace(path)


def line_of(code: str, mark: str, form: Flat) -> str:
    """Write a form as a line; JSON writes tabs and line ends in letters."""
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    return f"{code}\t{mark}\t{mark_of(text)}\t{text}\n"


def read_lines() -> dict[tuple[str, str], str]:
    """Read the lines of the file by code and mark; none where it is missing or damaged."""
    try:
        text = files("allonym").joinpath(FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        # No loss: the files that it was made of are here.
        return {}
    rows = (line.split("\t", maxsplit=2) for line in text.split("\n"))
    return {(row[0], row[1]): row[2] for row in rows if len(row) == 3}


def parsed(line: str) -> Flat | None:
    """Read a form from the rest of its line; None where that is damaged."""
    mark, _, text = line.partition("\t")
    if mark != mark_of(text):
        return None
    case, decompose, prevowels, alphabet, rules, contexts = json.loads(text)
    return Flat(case, decompose, prevowels, alphabet, _rules(rules), _contexts(contexts))


def _rules(rows: Iterable[Any]) -> tuple[FlatRule, ...]:
    return tuple([(spelling, tuple(values), tuple(fit), place) for spelling, values, fit, place in rows])


def _contexts(rows: Iterable[Any]) -> tuple[FlatContext, ...]:
    return tuple(
        [
            (letters, edge, tuple([(tuple(elements), reach) for elements, reach in patterns]))
            for letters, edge, patterns in rows
        ]
    )
