"""What do the commands say that write names by published schemes: romanize, schemes and scheme check?"""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from allonym.between import Link, schemes_between
from allonym.cli.checks import report
from allonym.cli.options import Parser, add_command, add_json, add_lang, add_names, given, names_asked
from allonym.cli.write import print_json, print_table
from allonym.errors import BadOption
from allonym.proof import check_bundled, check_files
from allonym.records import Spelling
from allonym.romanization import load_scheme, romanize, scheme_by_code, schemes, spellings


def add(commands: Any) -> None:
    """Add the commands."""
    write = add_command(
        commands,
        "romanize",
        "Write names as a published scheme does, or as every scheme that fits",
        "allonym romanize Хренин --scheme bgnpcgn-rus-Cyrl-Latn-1947\n  allonym romanize Хренин --all --lang ru",
        run_romanize,
    )
    add_names(write)
    way = write.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--scheme",
        metavar="CODE",
        help="the code of a scheme, as 'allonym schemes' lists them, or a scheme's TOML file",
    )
    way.add_argument(
        "--all", action="store_true", help="all schemes that fit the script and letters of the name, each spelling once"
    )
    add_lang(write, "with --all: only schemes for this language, BCP 47 such as ru")
    add_json(write)
    listing = add_command(
        commands,
        "schemes",
        "List the schemes, or those that lead from one spelling to another or wrote both of one original",
        "allonym schemes --lang ru\n  allonym schemes --between Chrenin Khrenin",
        run_schemes,
    )
    add_lang(listing, "only schemes for this language, BCP 47 such as ru")
    listing.add_argument(
        "--between",
        nargs=2,
        metavar=("A", "B"),
        help="the schemes that lead from one of two spellings to the other, or have written both from one original",
    )
    add_json(listing)
    scheme = commands.add_parser(
        "scheme",
        help="Check the files of rules: schemes and orthographies",
        description="Check the files of rules: schemes and orthographies.",
        epilog="example:\n  allonym scheme check",
    )
    below = scheme.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    check = add_command(
        below,
        "check",
        "Report what the files of schemes and orthographies do not prove, as file:line:column",
        "allonym scheme check sk-Latn.toml",
        run_scheme_check,
    )
    check.add_argument("files", nargs="*", metavar="FILE", help="a TOML file of rules (default: all bundled ones)")
    add_json(check)


def run_romanize(asked: Namespace) -> int:
    """Write names by schemes."""
    if asked.scheme and asked.lang:
        raise BadOption("--lang chooses among schemes and goes with --all; leave it out beside --scheme")
    written = [(name, _written(name, asked)) for name in names_asked(asked)]
    if asked.json:
        for name, found in written:
            for one in found:
                print_json({"name": name, **one.to_dict()})
    else:
        none = (Spelling("", "no scheme fits its script and letters"),)
        rows = [(name, one.text, one.scheme) for name, found in written for one in found or none]
        print_table(("name", "spelling", "scheme"), rows)
    return 0


def _written(name: str, asked: Namespace) -> tuple[Spelling, ...]:
    if asked.all:
        return spellings(name, lang=asked.lang)
    scheme = load_scheme(asked.scheme) if asked.scheme.endswith(".toml") else scheme_by_code(asked.scheme)
    return (Spelling(romanize(name, scheme=scheme), scheme.code),)


def run_schemes(asked: Namespace) -> int:
    """List schemes."""
    if asked.between:
        links = schemes_between(*map(given, asked.between))
        if asked.json:
            for link in links:
                print_json(link.to_dict())
        else:
            print_table(
                ("scheme", "writes", "letters off", "original", "other spelling by"), [_row(link) for link in links]
            )
        return 0
    found = schemes(asked.lang)
    if not found:
        raise BadOption(
            f"no scheme is for the language {asked.lang!r}; 'allonym schemes' lists all, with their languages"
        )
    if asked.json:
        for one in found:
            print_json(
                {
                    "code": one.code,
                    "title": one.title,
                    "lang": one.lang,
                    "source": one.source,
                    "target": one.target,
                    "cite": one.cite,
                }
            )
    else:
        print_table(
            ("code", "lang", "from", "to", "title"),
            [(one.code, one.lang, one.source, one.target, one.title) for one in found],
        )
    return 0


def _row(link: Link) -> tuple[str, ...]:
    """Show a link; of the schemes beside it, one and how many more."""
    first, *rest = link.beside or ("",)
    more = f" and {len(rest)} more" if rest else ""
    return link.scheme, link.text, str(link.distance), link.original, first + more


def run_scheme_check(asked: Namespace) -> int:
    """Check files of rules."""
    return report(check_files(asked.files) if asked.files else check_bundled(), as_json=asked.json)
