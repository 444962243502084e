"""Would a reviewer let this table in?

Reading refuses only what cannot be read; checking reports whatever would make a name resolve wrongly or a review
hard: each finding names file, line, column, rule and remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from attrs import frozen

from allonym.errors import AllonymError, BadTable
from allonym.fold import BIDI_CONTROLS, fold
from allonym.records import TYPES
from allonym.script import scripts_of
from allonym.tables.read import ENTITIES, NAMES, NOT_SAME, SINGLE, Table, read_rows, read_table

KINDS = frozenset({"", "endonym", "exonym", "acronym", "short", "former", "alias"})
FACTS = ("title", "version", "licence", "source", "retrieved", "maintainers")
ENTITY_ID = re.compile(r"[!-~]+")
# Language, script, region and variants, in the case that BCP 47 recommends, so that each tag has one writing.
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?(-[a-z0-9]{5,8}|-[0-9][a-z0-9]{3})*")
CURIE = re.compile(r"[a-z][a-z0-9_.-]*:\S+")
# One of these alone would resolve half of a text: articles, particles and the like, in the scripts that news use.
STOP_WORDS = frozenset(
    (
        "the a an of and or in on at to by der die das und von le la les el los il lo de du des al bin ibn "
        "ben abu van den het een i y e и в на с о у по та і не ال و من في ה של ו את"
    ).split()
)


@frozen
class Finding:
    """One fault of a table: where, what, and what to do. `column` is 0 where the whole line is meant."""

    file: str
    line: int
    column: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.rule}: {self.message}"


def check_table(path: str | Path) -> tuple[Finding, ...]:
    """Check a table; gives the findings in the order of the files, none for a clean table."""
    try:
        table = read_table(path)
    except BadTable as error:
        return (_unread(str(path), str(error)),)
    path = Path(path)
    folder = path.is_dir()
    names_file = path / "names.tsv" if folder else path
    findings = list(_check_names(names_file, NAMES if folder else SINGLE, table))
    if folder:
        findings += _check_folder(path)
    return tuple(findings)


def _check_names(path: Path, columns: tuple[str, ...], table: Table) -> Iterator[Finding]:
    before: tuple[str, str] | None = None
    sorted_so_far = True
    for line, row in read_rows(path, columns):
        here = (row["entity"], row["name"])
        if before is not None and here == before:
            yield Finding(str(path), line, 0, "twice", "the same entity and name stand on the line before: delete one")
        elif before is not None and here < before and sorted_so_far:
            # Once says it all: sorting mends every such line.
            sorted_so_far = False
            yield Finding(
                str(path), line, 1, "order", "rows are sorted by entity and name: sort the file by code point"
            )
        before = here
        yield from _check_id(path, line, row["entity"])
        yield from _check_name(path, line, row, table.entities[row["entity"]].type)
        tag = row.get("tag", "")
        if tag and not TAG.fullmatch(tag):
            yield Finding(str(path), line, 3, "tag", f"{tag!r} is not a BCP 47 language and script such as ru-Cyrl")
        if row.get("kind", "") not in KINDS:
            yield Finding(
                str(path),
                line,
                4,
                "kind",
                f"{row['kind']!r}: expected one of {', '.join(sorted(KINDS - {''}))} or nothing",
            )


def _check_id(path: Path, line: int, entity: str) -> Iterator[Finding]:
    if not ENTITY_ID.fullmatch(entity):
        yield Finding(
            str(path),
            line,
            1,
            "id",
            f"{entity!r}: ids are ASCII without spaces, so that no look-alike can pass for one",
        )


def _check_name(path: Path, line: int, row: dict[str, str], of_type: str) -> Iterator[Finding]:
    name = row["name"]
    if name != normalize("NFC", name):
        yield Finding(
            str(path),
            line,
            2,
            "nfc",
            f"{name!r} is not in Unicode's composed form (NFC): write {normalize('NFC', name)!r}",
        )
    if name != " ".join(name.split()):
        yield Finding(str(path), line, 2, "spaces", f"{name!r} has outer or double spaces: delete them")
    try:
        folded = fold(name)
    except AllonymError as error:
        yield Finding(str(path), line, 2, "name", str(error))
        return
    if not folded.key:
        yield Finding(
            str(path),
            line,
            2,
            "empty",
            f"{name!r} has no letter or digit, so that nothing could ever find it: delete it",
        )
    elif folded.key in STOP_WORDS and not (of_type == "place" and name[:1].isupper()):
        # Places are called so (Van and Of in Turkey, Au in Austria); people and organizations are not.
        yield Finding(str(path), line, 2, "stop-word", f"{name!r} alone would find half of a text: delete it")
    for flag in folded.flags:
        if flag in {"invisible", "bidi", "mixed-script", "mojibake", "escaped"}:
            yield Finding(str(path), line, 2, flag, f"{name!r}: write it with plain letters of one script")
    parts = row.get("tag", "").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.istitle()), "")
    written = scripts_of(name)
    if script and written and not any(script in _scripts_like(one) for one in written):
        yield Finding(
            str(path), line, 3, "script", f"the tag says {script}, the name is in {', '.join(sorted(written))}"
        )


def _scripts_like(script: str) -> tuple[str, ...]:
    """Tags may be closer than Unicode's scripts: Hans and Hant are Hani, Jpan and Kore are mixtures."""
    wider = {"Hani": ("Hans", "Hant", "Jpan", "Kore"), "Hira": ("Jpan",), "Kana": ("Jpan",), "Hang": ("Kore",)}
    return (script, *wider.get(script, ()))


def _check_folder(path: Path) -> Iterator[Finding]:
    table = read_table(path)
    yield from _check_facts(path / "table.toml", table)
    named = {allonym.entity for allonym in table.names}
    listed: set[str] = set()
    if (path / "entities.tsv").is_file():
        for line, row in read_rows(path / "entities.tsv", ENTITIES):
            listed.add(row["entity"])
            yield from _check_entity(path / "entities.tsv", line, row, named)
    for orphan in sorted(named - listed):
        yield Finding(str(path / "names.tsv"), 0, 1, "orphan", f"{orphan!r} has names but no line in entities.tsv")
    for replaced in table.entities.values():
        if replaced.replaced_by and replaced.replaced_by not in table.entities:
            yield Finding(
                str(path / "entities.tsv"),
                0,
                6,
                "redirect",
                f"{replaced.id!r} is replaced by the unknown {replaced.replaced_by!r}",
            )
    if (path / "not_same.tsv").is_file():
        for line, row in read_rows(path / "not_same.tsv", NOT_SAME):
            if not row.get("reason"):
                yield Finding(
                    str(path / "not_same.tsv"), line, 3, "reason", "a name that must not resolve needs its reason"
                )


def _unread(path: str, error: str) -> Finding:
    """Make a finding of why a table could not be read: its file, line and column, as far as the error begins so."""
    place = re.match(r"(?P<file>.+?):(?:(?P<line>\d+):)?(?:(?P<column>\d+):)? ", error)
    if not place or not place["file"].startswith(path):
        return Finding(path, 0, 0, "format", error)
    line, column = (int(place[part] or 0) for part in ("line", "column"))
    return Finding(place["file"], line, column, "format", error[place.end() :])


def _check_facts(path: Path, table: Table) -> Iterator[Finding]:
    for fact in FACTS:
        if not table.facts.get(fact):
            yield Finding(str(path), 0, 0, "fact", f"{fact!r} is missing: say it, so that others may use the table")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        for column, letter in enumerate(line, 1):
            if letter in BIDI_CONTROLS:
                yield Finding(
                    str(path), number, column, "bidi", f"U+{ord(letter):04X} shows the line in another order: delete it"
                )


def _check_entity(path: Path, line: int, row: dict[str, str], named: set[str]) -> Iterator[Finding]:
    yield from _check_id(path, line, row["entity"])
    if row["entity"] not in named and not row.get("replaced_by"):
        yield Finding(str(path), line, 1, "nameless", f"{row['entity']!r} has no line in names.tsv")
    if row.get("type", "") not in {"", *TYPES}:
        yield Finding(str(path), line, 2, "type", f"{row['type']!r}: expected one of {', '.join(sorted(TYPES))}")
    for curie in row.get("same_as", "").split():
        if not CURIE.fullmatch(curie):
            yield Finding(str(path), line, 5, "same-as", f"{curie!r} is not a CURIE such as wd:Q184")
