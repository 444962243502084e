"""Which options do the commands share?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import allonym
from allonym.asked import COUNTRIES, COUNTRY, KINDS, LANGUAGE, LANGUAGES
from allonym.cli.write import one_line
from allonym.errors import BadOption, BadText
from allonym.records import TYPES

STDIN = "-"
BAD_USE = 2


class Parser(ArgumentParser):
    """A parser that keeps the line ends of an example, and says in one line what is wrong and what to do."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", RawDescriptionHelpFormatter)
        settings.setdefault("allow_abbrev", False)
        super().__init__(**settings)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line on standard error, and end with status 2."""
        self.exit(BAD_USE, f"{self.prog}: {one_line(message)}; see: {self.prog} --help\n")


def add_command(commands: Any, name: str, does: str, example: str, run: Any) -> ArgumentParser:
    """Add a command with its help and an example."""
    parser: ArgumentParser = commands.add_parser(
        name, help=does, description=f"{does}.", epilog=f"example:\n  {example}"
    )
    parser.set_defaults(run=run)
    return parser


def add_json(parser: ArgumentParser, what: str = "JSON, one object a line") -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help=what)


def add_tables(parser: ArgumentParser) -> None:
    """Add --tables and --gazetteer."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--tables",
        action="append",
        metavar="TABLE",
        help="a table's folder or TSV file, the name of a bundled table, or 'bundled' for all of these; "
        "may be given several times (default: bundled)",
    )
    either.add_argument(
        "--gazetteer", metavar="PATH", help="a compiled gazetteer, as 'allonym compile' writes it, in place of tables"
    )


def add_filters(parser: ArgumentParser) -> None:
    """Add --lang, --type and --country."""
    add_lang(parser)
    parser.add_argument("--type", metavar="TYPE", help=f"only entities of this type: {KINDS}")
    parser.add_argument(
        "--country",
        type=country,
        metavar="CODE",
        help="only entities of this country, ISO 3166-1 alpha-2 such as BY",
    )


def add_lang(parser: ArgumentParser, what: str = "the language of the input, BCP 47 such as de") -> None:
    """Add --lang."""
    parser.add_argument("--lang", type=language, metavar="LANG", default=None, help=what)


def add_names(parser: ArgumentParser) -> None:
    """Add the names to ask for."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="a name, or - for one name a line of standard input")


def language(code: str) -> str:
    """Give a code of a language back where it has the form of one; its name, such as German, would change nothing."""
    if not LANGUAGE.fullmatch(code):
        raise ArgumentTypeError(f"{code!r}: expected {LANGUAGES}")
    return code


def country(code: str) -> str:
    """Give a code of a country back where it has the form of one; its name, such as Belarus, would leave out all."""
    if not COUNTRY.fullmatch(code):
        raise ArgumentTypeError(f"{code!r}: expected {COUNTRIES}")
    return code


def resolver_for(asked: Namespace) -> allonym.Resolver:
    """Make the resolver over the tables, or open the gazetteer, that was asked for."""
    if asked.gazetteer:
        return allonym.Resolver.open(asked.gazetteer)
    return allonym.Resolver(tables=asked.tables or ["bundled"])


def type_asked(asked: Namespace) -> str | None:
    """Give the type of entity that was asked for; "org" is short for organization."""
    kind: str | None = {"org": "organization"}.get(asked.type, asked.type)
    if kind is not None and kind not in TYPES:
        raise BadOption(f"--type {kind!r}: expected one of {KINDS}")
    return kind


def names_asked(asked: Namespace) -> Iterator[str]:
    """Give the names that were asked for, those of standard input line by line."""
    for name in asked.names:
        if name == STDIN:
            yield from (line for line in text_of(STDIN).splitlines() if line.strip())
        else:
            yield given(name)


def given(name: str) -> str:
    """Give a name back where it has anything to ask for: an empty one is mostly a variable that was not set."""
    if not name.strip():
        raise BadOption("an empty name: expected one, or - for one name a line of standard input")
    return name


def text_of(file: str) -> str:
    """Read a text as UTF-8, from a file or from standard input; raises BadText where it is none."""
    if file == STDIN:
        stream = getattr(sys.stdin, "buffer", None)
        raw = stream.read() if stream else sys.stdin.read().encode("utf-8", "surrogatepass")
    else:
        raw = Path(file).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = "standard input" if file == STDIN else file
        raise BadText(f"{where}: not UTF-8 at byte {error.start}; convert it first, for example with iconv") from None
