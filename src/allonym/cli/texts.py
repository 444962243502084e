"""What does the command say that looks for names in texts: annotate?"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import define, field, frozen

from allonym import Entity, Mention
from allonym.cli.options import add_command, add_filters, add_tables, resolver_for, text_of, type_asked
from allonym.cli.page import page
from allonym.cli.write import print_json, print_table, running_text


@frozen
class Report:
    """A text that was read, the file that it comes from, and its mentions."""

    file: str
    text: str
    mentions: tuple[Mention, ...]


@define
class Found:
    """An entity with the spellings that were found of it, file by file, in order of their first appearance."""

    entity: Entity
    spellings: dict[str, list[str]] = field(factory=dict)


def add(commands: Any) -> None:
    """Add the command."""
    annotate = add_command(
        commands,
        "annotate",
        "Mark the entities that are named in texts",
        "allonym annotate report.txt\n  allonym annotate --merge one.txt two.txt\n"
        "  allonym annotate --html - < report.txt > report.html",
        run,
    )
    annotate.add_argument("files", nargs="+", metavar="FILE", help="a text in UTF-8, or - for standard input")
    annotate.add_argument(
        "--merge", action="store_true", help="one list of entities, with the spellings found in each file"
    )
    form = annotate.add_mutually_exclusive_group()
    form.add_argument(
        "--html", action="store_true", help="one HTML page with highlights, which needs nothing beside it"
    )
    form.add_argument("--json", action="store_true", help="JSON, one mention (with --merge one entity) a line")
    add_filters(annotate)
    add_tables(annotate)


def run(asked: Namespace) -> int:
    """Annotate texts."""
    reports = read(asked)
    if asked.html:
        print(
            page([] if asked.merge else reports, merged(reports), [one.file for one in reports], lang=asked.lang or "")
        )
    elif asked.merge:
        show_merged(merged(reports), [report.file for report in reports], as_json=asked.json)
    elif asked.json:
        for report in reports:
            for mention in report.mentions:
                print_json({"file": report.file, **mention.to_dict()})
    else:
        for report in reports:
            if len(reports) > 1:
                print(f"# {running_text(report.file)}\n")
            print(marked(report), end="\n" if len(reports) == 1 else "\n\n")
    return 0


def read(asked: Namespace) -> list[Report]:
    """Read the texts and find their mentions."""
    kind, country = type_asked(asked), (asked.country or "").upper()
    texts = [(file, text_of(file)) for file in dict.fromkeys(asked.files)]
    resolver = resolver_for(asked)

    def wanted(mention: Mention) -> bool:
        entity = mention.resolution.entity
        return entity is not None and (not kind or entity.type == kind) and (not country or entity.country == country)

    return [Report(file, text, tuple(filter(wanted, resolver.annotate(text, lang=asked.lang)))) for file, text in texts]


def marked(report: Report) -> str:
    """Write a text with each mention as [text](id)."""
    written: list[str] = []
    at = 0
    for mention in report.mentions:
        written += [report.text[at : mention.start], f"[{mention.text}]({mention.resolution.id})"]
        at = mention.end
    return running_text("".join([*written, report.text[at:]]).rstrip("\r\n"))


def merged(reports: Iterable[Report]) -> list[Found]:
    """List each entity once: what most files name first, then in order of appearance."""
    found: dict[str, Found] = {}
    for report in reports:
        for mention in report.mentions:
            entity = mention.resolution.entity
            if entity is not None:
                spellings = found.setdefault(entity.id, Found(entity)).spellings.setdefault(report.file, [])
                spelling = " ".join(mention.text.split())
                if spelling not in spellings:
                    spellings.append(spelling)
    return sorted(found.values(), key=lambda one: -len(one.spellings))


def show_merged(found: Sequence[Found], files: Sequence[str], *, as_json: bool) -> None:
    """Print the merged list."""
    if as_json:
        for one in found:
            print_json({**one.entity.to_dict(), "spellings": one.spellings})
        return
    rows = [
        (one.entity.id, one.entity.heading, *(", ".join(one.spellings.get(file, [])) for file in files))
        for one in found
    ]
    print_table(("id", "heading", *files), rows)
