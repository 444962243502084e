"""How is output written so that nothing in it can act on a screen?

Controls and direction-changing characters are shown as escapes; output is UTF-8 whatever the locale; colour and
frames are for terminals alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import category, combining, east_asian_width

from allonym.records import displayable

# Spaces of any width and joiners belong to ordinary text, and change nothing on a screen.
JOINERS = "\u200c\u200d"


def write_utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be encoded is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def one_line(text: str) -> str:
    """Make a message one safe line."""
    return displayable(" ".join(text.split()))


def running_text(text: str) -> str:
    r"""Show a running text: line ends, tabs, spaces and joiners stay, all else that cannot be seen is escaped.

    >>> running_text("Minsk\u202e\x1b[1m")
    'Minsk\\u202e\\x1b[1m'
    """
    if text.isprintable():
        return text
    keep = "\n\t" + JOINERS
    return "".join([c if c in keep or category(c) == "Zs" else displayable(c) for c in text.replace("\r\n", "\n")])


def as_json(value: Any) -> str:
    """Write a value as one line of JSON; letters stay as they are, what cannot be seen is escaped."""
    line = json.dumps(value, ensure_ascii=False)
    if line.isprintable():
        return line
    return "".join([c if c.isprintable() else json.dumps(c)[1:-1] for c in line])


def print_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    print(as_json(value))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: framed by rich on a terminal, where it is installed, else in plain columns."""
    cells = [[displayable(cell) for cell in row] for row in rows]
    if not (sys.stdout.isatty() and _print_rich(heads, cells)):
        print(columns(heads, cells))


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Set rows in columns.

    >>> print(columns(("name", "id"), [("Минск", "place:minsk"), ("NATO", "org:nato")]))
    name   id
    -----  -----------
    Минск  place:minsk
    NATO   org:nato
    """
    widths = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    lines = [heads, ["-" * wide for wide in widths], *rows]
    return "\n".join(
        "  ".join(padded(cell, wide) for cell, wide in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def padded(text: str, wide: int) -> str:
    """Fill a text with spaces to a width in columns of a terminal."""
    return text + " " * (wide - width(text))


def width(text: str) -> int:
    """Give the columns that a text takes on a terminal: two for a wide letter, none for a mark."""
    return sum(
        0 if combining(c) or category(c) in ("Mn", "Cf") else 2 if east_asian_width(c) in "WF" else 1 for c in text
    )


def _print_rich(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Print a table with rich; says whether rich is there."""
    try:
        from rich.console import Console  # noqa: PLC0415 - an extra, and slow to import
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415
    except ImportError:
        return False
    table = Table(*heads)
    for row in rows:
        table.add_row(*map(Text, row))
    Console(file=sys.stdout).print(table)
    return True
