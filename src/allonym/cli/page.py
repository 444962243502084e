"""What does the HTML page with highlights look like?

The page needs nothing beside it and runs no script. Each highlight is a link to its line in the list of entities, so
that keyboard and screen reader get what the pointer gets from the tooltip.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

from allonym import Entity, Mention
from allonym.cli.write import running_text
from allonym.records import displayable


class Text(Protocol):
    """A text with its mentions."""

    @property
    def file(self) -> str:
        """The file's name."""

    @property
    def text(self) -> str:
        """The text itself."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Its mentions, sorted, without overlaps."""


class Spelled(Protocol):
    """An entity with its spellings by file."""

    @property
    def entity(self) -> Entity:
        """The entity."""

    @property
    def spellings(self) -> dict[str, list[str]]:
        """Its spellings by file."""


STYLE = """\
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: #ffe58a; color: #1a1a1a; border-radius: .2em; padding: 0 .1em; }
mark a { color: inherit; }
table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8888; }
tr:target { outline: 2px solid; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(texts: Sequence[Text], found: Sequence[Spelled], files: Sequence[str], *, lang: str) -> str:
    """Write the page: the texts, in this language, with their highlights, then the list of entities."""
    anchors = {one.entity.id: f"entity-{number}" for number, one in enumerate(found, 1)}
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<title>Names found</title>",
            f"<style>\n{STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            "<h1>Names found</h1>",
            *(_section(text, anchors, lang) for text in texts),
            _entities(found, files, anchors),
            "</main>",
            "</body>",
            "</html>",
        ]
    )


def _section(one: Text, anchors: dict[str, str], lang: str) -> str:
    written: list[str] = []
    at = 0
    for mention in one.mentions:
        written += [_shown(one.text[at : mention.start]), _highlight(mention, anchors)]
        at = mention.end
    written.append(_shown(one.text[at:]))
    body = f'<div class="text" dir="auto" lang="{_cell(lang)}">{"".join(written)}</div>'
    return f"<section>\n<h2>{_cell(one.file)}</h2>\n{body}\n</section>"


def _highlight(mention: Mention, anchors: dict[str, str]) -> str:
    entity = mention.resolution.entity
    if entity is None:
        return _shown(mention.text)
    tip = _cell(f"{entity.id} {entity.heading}")
    return f'<mark><a href="#{anchors[entity.id]}" title="{tip}">{_shown(mention.text)}</a></mark>'


def _entities(found: Sequence[Spelled], files: Sequence[str], anchors: dict[str, str]) -> str:
    heads = "".join(f'<th scope="col">{_cell(head)}</th>' for head in ("heading", "id", *files))
    rows = "\n".join(
        f'<tr id="{anchors[one.entity.id]}"><th scope="row">{_cell(one.entity.heading)}</th>'
        f"<td>{_cell(one.entity.id)}</td>"
        + "".join(f"<td>{_cell(', '.join(one.spellings.get(file, [])))}</td>" for file in files)
        + "</tr>"
        for one in found
    )
    return f"<h2>Entities</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _shown(text: str) -> str:
    return escape(running_text(text))


def _cell(text: str) -> str:
    return escape(displayable(text))
