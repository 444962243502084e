"""What does each scheme of a language write for a letter?

Here the schemes of one language stand side by side: for each letter of an original, and for each letter beside another
that changes its value (е after a vowel), what every scheme writes. derivation.py asks this table whether two spellings
may come from one original.

Making all tables takes seconds, so they are written when the package is built: a mark of the files and the code that
they were made of, then a line for each language, with a mark of its own.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from allonym.flattened import mark_of
from allonym.romanization import SCRIPTS, Scheme, schemes
from allonym.rules import Rule

FILE = "data/compiled/letters.tsv"
# The modules that make the tables.
CODE = ("letters.py", "romanization.py", "rules.py")
# Names that are written in Latin letters have no original that could be told.
LATIN = "Latn"
# A letter that one scheme writes in several ways is tried beside its neighbours in at most so many.
MOST_VALUES = 30
# A table has at most so many places, the bits of a machine's word; what further schemes write is not told.
MOST_PLACES = 64


class Unit(NamedTuple):
    """A letter of an original, or two where one changes the other's value, and what schemes write for it.

    `starts` and `ends` say that it stands at the start or the end of a word alone. Each value comes with the places of
    the schemes that write it, as bits. `own` are the places of schemes that have a rule for it; others write it letter
    by letter.
    """

    spelling: str
    starts: bool
    ends: bool
    own: int
    values: tuple[tuple[str, int], ...]


class Letters(NamedTuple):
    """The schemes of a language side by side, in places; the last place is the original, written as it stands.

    Each place has a scheme's code, "" for the original, and the script that is written (ISO 15924). `prepared` says
    that an original is not read as it stands: its letters are taken apart, or put into another order.
    """

    codes: tuple[str, ...]
    scripts: tuple[str, ...]
    prepared: bool
    units: tuple[Unit, ...]


class Language(NamedTuple):
    """How many schemes a language has, which scripts are written, and its table: a mark, and JSON, the units apart."""

    schemes: int
    scripts: frozenset[str]
    mark: str
    head: str
    line: str


Key = tuple[str, bool, bool]
Values = Mapping[Key, frozenset[str]]


def side_by_side(schemes: Iterable[Scheme]) -> Letters:
    """Set the schemes of a language side by side; those that write the same for all letters share a place."""
    own = [(scheme, written(scheme)) for scheme in schemes]
    keys = sorted({key for _, values in own for key in values})
    columns: dict[tuple[frozenset[str], ...], tuple[Scheme, Values]] = {}
    for scheme, values in own:
        columns.setdefault((frozenset({scheme.target}), *(valued(values, key) for key in keys)), (scheme, values))
    kept = list(columns.values())[: MOST_PLACES - 1]
    units = [unit(key, [values for _, values in kept]) for key in keys]
    codes = [scheme.code for scheme, _ in kept]
    scripts = [scheme.target for scheme, _ in kept]
    first = own[0][0]
    prepared = bool(first.decompose or first.prevowels or first.same or "'" in first.alphabet)
    return Letters((*codes, ""), (*scripts, first.source), prepared, tuple(units))


def unit(key: Key, columns: Sequence[Values]) -> Unit:
    """Gather which places write which value; the original writes the spelling itself."""
    places: dict[str, int] = defaultdict(int)
    for place, values in enumerate([*(valued(column, key) for column in columns), (key[0],)]):
        for value in values:
            places[value] |= 1 << place
    # A letter alone is nobody's to put together, the original's neither.
    own = sum(1 << place for place, column in enumerate(columns) if key in column)
    alone = len(key[0]) == 1 and not (key[1] or key[2])
    return Unit(*key, (1 << len(columns) + 1) - 1 if alone else own, tuple(sorted(places.items())))


def written(scheme: Scheme) -> Values:
    """Give what a scheme writes for each letter, alone and beside those that change its value."""
    simple: dict[str, set[str]] = defaultdict(set)
    for rule in scheme.rules.listed:
        simple[rule.spelling].update(map(plain, rule.values))
    found: dict[Key, set[str]] = defaultdict(set)
    for rule in scheme.rules.listed:
        for before, after, starts, ends in surroundings(rule):
            around = [letter_by_letter(before, simple), map(plain, rule.values), letter_by_letter(after, simple)]
            found[before + rule.spelling + after, starts, ends].update(map("".join, product(*around)))
    return {key: frozenset(values) for key, values in found.items()}


def surroundings(rule: Rule) -> Iterator[tuple[str, str, bool, bool]]:
    """Give what stands beside a rule's spelling where it fires, and whether the word starts or ends there.

    Of two sides that both matter, the one with fewer letters is spelled out; patterns are not looked at.
    """
    before, after = rule.before, rule.after
    if (not before and not after) or (before and before.patterns) or (after and after.patterns):
        yield "", "", False, False
    elif before and not (after and len(after.letters) < len(before.letters) and not (before.edge or after.edge)):
        yield from ((one, "", False, False) for one in (*sorted(before.letters), *before.strings))
        if before.edge:
            yield "", "", True, False
    elif after:
        yield from (("", one, False, False) for one in (*sorted(after.letters), *after.strings))
        if after.edge:
            yield "", "", False, True


def letter_by_letter(text: str, values: Mapping[str, Collection[str]]) -> Collection[str]:
    """Give the ways to write a text without a look at what stands beside a letter; the first in order, if many."""
    return sorted({"".join(ways) for ways in product(*(values.get(letter, ()) for letter in text))})[:MOST_VALUES]


def valued(values: Values, key: Key) -> frozenset[str]:
    """Give what a scheme writes for a unit: as its own rules say, else letter by letter."""
    if key in values:
        return values[key]
    alone = {letter: values[letter, False, False] for letter in key[0] if (letter, False, False) in values}
    return frozenset(letter_by_letter(key[0], alone))


def plain(text: str) -> str:
    """Bring what is written into the form in which spellings are compared: composed, lower case."""
    return text.lower() if text.isascii() else normalize("NFC", text.replace("İ", "i").lower())


def letters_of(lang: str) -> Letters:
    """Give the table of a language."""
    codes, scripts, prepared = head_of(lang)
    units = units_of(lang)
    made = [Unit(one, starts, ends, own, tuple(map(tuple, values))) for one, starts, ends, own, values in units]
    return Letters(codes, scripts, prepared, tuple(made))


def head_of(lang: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Give all of a language's table but the units, which are many: see Letters."""
    codes, scripts, prepared = json.loads(languages()[lang].head)
    return tuple(codes), tuple(scripts), prepared


def units_of(lang: str) -> list[Any]:
    """Give the units of a language's table, as JSON has them."""
    found: list[Any] = json.loads(languages()[lang].line)
    return found


def has_spaces(lang: str) -> bool:
    """Say whether any unit of a language or any value has a space; JSON has none of its own here."""
    return " " in languages()[lang].line


@cache
def languages() -> Mapping[str, Language]:
    """Give all languages that have schemes, made anew where no right ones were written when the package was built."""
    return read() or made()


def made() -> Mapping[str, Language]:
    """Make the tables of all languages."""
    own: dict[str, list[Scheme]] = defaultdict(list)
    for scheme in schemes():
        if scheme.source != LATIN:
            own[scheme.lang].append(scheme)
    return {lang: language(some) for lang, some in own.items()}


def language(own: Sequence[Scheme]) -> Language:
    """Make the table of a language out of its schemes."""
    *head, units = side_by_side(own)
    told, line = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (head, units))
    scripts = frozenset(script for one in own for script in (one.target, *scripts_in(one.source)))
    return Language(len(own), scripts, mark_of(told, line), told, line)


def scripts_in(code: str) -> frozenset[str]:
    """Give the scripts that a code stands for, such as both kana."""
    return frozenset(SCRIPTS.get(code, {code}))


def compile_letters() -> Path:
    """Write the tables of all languages into the package's folder; gives the path."""
    with as_file(files("allonym")) as package:
        path = package / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        rows = ["\t".join((lang, str(one.schemes), " ".join(sorted(one.scripts)), one.mark, one.head, one.line))
                for lang, one in made().items()]  # fmt: skip
        fresh.write_text("\n".join((mark(), *rows)), encoding="utf-8")
        return fresh.replace(path)


def read() -> Mapping[str, Language]:
    """Read what was written; nothing where it is missing, damaged, or made of other files."""
    try:
        first, *rows = files("allonym").joinpath(FILE).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        # No loss: the files that the tables were made of are here.
        return {}
    if first != mark():
        return {}
    found: dict[str, Language] = {}
    for row in rows:
        cells = row.split("\t", maxsplit=len(Language._fields))
        if len(cells) <= len(Language._fields) or mark_of(*cells[-2:]) != cells[-3]:
            return {}
        lang, count, scripts, own, head, line = cells
        found[lang] = Language(int(count), frozenset(scripts.split()), own, head, line)
    return found


def mark() -> str:
    """Give the mark of all that the tables are made of: the files of schemes, and the code."""
    package = files("allonym")
    made_of = [package.joinpath(name) for name in CODE]
    made_of += sorted(package.joinpath("data/schemes").iterdir(), key=lambda one: one.name)
    return mark_of(*(one.read_text(encoding="utf-8") for one in made_of if one.name.endswith((".py", ".toml"))))
