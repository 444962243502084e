"""What does an alias table say?

A table is a folder (`names.tsv`, and where they exist `entities.tsv`, `not_same.tsv`, `table.toml`) or one TSV
file. Only the columns `entity` and `name` are required. Whatever breaks the format raises BadTable with file,
line, column and remedy; nothing is skipped in silence.
"""

from __future__ import annotations

import tomllib
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterator, Mapping, Sized
from itertools import count
from pathlib import Path
from unicodedata import normalize

from attrs import field, frozen

from allonym.collector import undisturbed
from allonym.errors import BadTable
from allonym.records import Allonym, Entity

NAMES = ("entity", "name", "tag", "kind", "scheme", "source")
# A single file may say of the entity what `entities.tsv` would.
SINGLE = (*NAMES, "type", "country", "heading")
ENTITIES = ("entity", "type", "heading", "country", "same_as", "replaced_by")
NOT_SAME = ("entity", "name", "reason")
# What each row must say, in whichever column it stands; a row of entities.tsv only the first of them.
REQUIRED = ("entity", "name")
# Far above any true table, and low enough that a hostile one is refused before memory is spent.
MOST_BYTES = 2**31
LONGEST_LINE = 2**20
MOST_NAMES = 10_000
CHUNK = 1 << 16


def _counted(rows: Sized) -> str:
    """Show rows by their number: a table may have millions."""
    return f"<{len(rows):,}>"


@frozen
class Table:
    """Entities and their allonyms, with licence and source.

    `names` keeps the order of the file; `entities` maps an id to its entity; `not_same` maps an id to the
    names that must not resolve to it, each with its reason; `facts` is what `table.toml` says.
    """

    path: str
    names: tuple[Allonym, ...] = field(repr=_counted)
    entities: Mapping[str, Entity] = field(repr=_counted)
    not_same: Mapping[str, Mapping[str, str]] = field(repr=_counted)
    facts: Mapping[str, object]

    @property
    def title(self) -> str:
        """The table's title, or its path where it has none."""
        return str(self.facts.get("title", self.path))


def read_table(path: str | Path) -> Table:
    """Read a table from a folder or a single TSV file; raises BadTable."""
    with undisturbed():
        return _read(Path(path))


def _read(path: Path) -> Table:
    if path.is_dir():
        names_file = path / "names.tsv"
        if not names_file.is_file():
            raise BadTable(f"{path}: no names.tsv in this folder; a table needs one with the columns entity and name")
        names = tuple([allonym_of(row) for _, row in read_rows(names_file, NAMES)])
        entities = _entities(path / "entities.tsv") if (path / "entities.tsv").is_file() else {}
        not_same = read_not_same(path / "not_same.tsv") if (path / "not_same.tsv").is_file() else {}
        facts = read_facts(path / "table.toml") if (path / "table.toml").is_file() else {}
    elif path.is_file():
        names, entities = _single(path)
        not_same, facts = {}, {}
    else:
        raise BadTable(f"{path}: no such file or folder")
    if not names:
        raise BadTable(f"{path}: the table has no names; write a header line and at least one row")
    counts = Counter(allonym.entity for allonym in names)
    crowded, most = counts.most_common(1)[0]
    if most > MOST_NAMES:
        raise BadTable(
            f"{path}: entity {crowded!r} has {most:,} names, more than {MOST_NAMES:,}; is the column `entity` right?"
        )
    for allonym in names:
        if allonym.entity not in entities:
            entities[allonym.entity] = Entity(allonym.entity, allonym.name)
    return Table(str(path), names, entities, not_same, facts)


def _single(path: Path) -> tuple[tuple[Allonym, ...], dict[str, Entity]]:
    """Read a single file, which may say of an entity what `entities.tsv` would, where it first names it."""
    names: list[Allonym] = []
    entities: dict[str, Entity] = {}
    # Rows are let go as they come: those of a million names would take more memory than all else.
    for _, row in read_rows(path, SINGLE):
        names.append(allonym := allonym_of(row))
        if allonym.entity not in entities:
            entities[allonym.entity] = told_beside(row, allonym)
    return tuple(names), entities


def told_beside(row: dict[str, str], name: Allonym) -> Entity:
    """Give an entity as the row of one of its names tells of it."""
    heading = row.get("heading", "")
    # Of two equal texts one is kept, since there may be millions.
    heading = name.name if heading in ("", name.name) else heading
    return Entity(name.entity, heading, row.get("type", ""), row.get("country", ""))


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row of a TSV file with its line number; raises BadTable where the file breaks the format."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadTable(f"{path}: cannot be read ({error.strerror})") from error
    if size > MOST_BYTES:
        raise BadTable(f"{path}: larger than {MOST_BYTES >> 30} GiB; split the table or compile it in parts")
    lines = _lines(path)
    first = next(lines, None)
    heads = [] if first is None else first.split("\t")
    required = REQUIRED[: 1 if columns is ENTITIES else 2]
    _check_heads(path, heads, columns, required)
    width = len(heads)
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != width:
            raise BadTable(
                f"{path}:{number}: {len(cells)} columns where the header has {width}; is a tab missing or too many?"
            )
        if not line.replace("\t", "").isprintable():
            _check_printable(path, number, heads, cells)
        row = dict(zip(heads, cells, strict=True))
        for head in required:
            if not row[head].strip():
                raise BadTable(f"{path}:{number}:{heads.index(head) + 1}: column {head!r} is empty")
        yield number, row


def _lines(path: Path) -> Iterator[str]:
    """Give the lines of a file one by one; only line feeds end them, with or without a carriage return before."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as opened:
            for number in count(1):
                line = opened.readline(LONGEST_LINE + 2)
                if not line:
                    return
                line = line[: -2 if line.endswith("\r\n") else -1] if line.endswith("\n") else line
                if len(line) > LONGEST_LINE:
                    raise BadTable(f"{path}:{number}: a line of more than {LONGEST_LINE:,} characters; is it a table?")
                yield line
    except UnicodeDecodeError:
        raise BadTable(f"{path}: not UTF-8 at byte {_not_utf8(path)}; save the file as UTF-8") from None
    except OSError as error:
        raise BadTable(f"{path}: cannot be read ({error.strerror})") from error


def _not_utf8(path: Path) -> int:
    """Find the first byte of a file that is not UTF-8."""
    decoder, done = getincrementaldecoder("utf-8")(), 0
    with path.open("rb") as opened:
        while True:
            chunk, waiting = opened.read(CHUNK), decoder.getstate()[0]
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return done - len(waiting) + error.start
            if not chunk:
                return done
            done += len(chunk)


def _check_heads(path: Path, heads: list[str], columns: tuple[str, ...], required: tuple[str, ...]) -> None:
    """Refuse a header that lacks a required column, repeats one or has an unknown one."""
    missing = [column for column in required if column not in heads]
    unknown = [head for head in heads if head not in columns]
    twice = [head for head, count in Counter(heads).items() if count > 1]
    if missing or unknown or twice:
        parts = [
            f"{what} {', '.join(map(repr, which))}"
            for what, which in (("missing", missing), ("unknown", unknown), ("repeated", twice))
            if which
        ]
        raise BadTable(f"{path}:1: column names: {'; '.join(parts)}; expected tab-separated {' '.join(columns)}")


def _check_printable(path: Path, number: int, heads: list[str], cells: list[str]) -> None:
    """Refuse control and direction-changing characters, naming the column; joiners that scripts need are fine."""
    for column, (head, cell) in enumerate(zip(heads, cells, strict=True), 1):
        for letter in cell:
            if not letter.isprintable() and letter not in "\u200c\u200d\u00a0\u3000\u2009\u202f":
                raise BadTable(
                    f"{path}:{number}:{column}: column {head!r} has the control U+{ord(letter):04X}; delete it"
                )


def allonym_of(row: dict[str, str]) -> Allonym:
    """Give the name that a row tells of."""
    name = row["name"]
    return Allonym(
        row["entity"],
        name if name.isascii() else normalize("NFC", name),
        row.get("tag", ""),
        row.get("kind", ""),
        row.get("scheme", ""),
        row.get("source", ""),
    )


def _entities(path: Path) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for number, row in read_rows(path, ENTITIES):
        key = row["entity"]
        if key in found:
            raise BadTable(f"{path}:{number}:1: entity {key!r} stands twice; merge the two rows")
        found[key] = entity_of(row)
    return found


def entity_of(row: dict[str, str]) -> Entity:
    """Give the entity that a row tells of."""
    key = row["entity"]
    same_as = tuple(row.get("same_as", "").split())
    heading = row.get("heading") or key
    return Entity(key, heading, row.get("type", ""), row.get("country", ""), same_as, row.get("replaced_by", ""))


def read_not_same(path: Path) -> dict[str, dict[str, str]]:
    """Read the names that must not resolve to an entity, each with its reason; raises BadTable."""
    found: dict[str, dict[str, str]] = {}
    for _, row in read_rows(path, NOT_SAME):
        found.setdefault(row["entity"], {})[row["name"]] = row.get("reason", "")
    return found


def read_facts(path: Path) -> dict[str, object]:
    """Read what a table tells of itself; raises BadTable."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadTable(f"{path}: {error}") from error
