"""What do the commands say that look at tables and rules: tables, table check and scheme check?"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from allonym.cli.options import Parser, add_command, add_json
from allonym.cli.write import one_line, print_json, print_table
from allonym.errors import UnknownTable
from allonym.tables import bundled_tables, check_table, find_tables

FOUND = 1


def add(commands: Any) -> None:
    """Add the commands."""
    tables = add_command(commands, "tables", "List the bundled tables", "allonym tables", run_tables)
    add_json(tables)
    table = commands.add_parser(
        "table",
        help="Check alias tables",
        description="Check alias tables.",
        epilog="example:\n  allonym table check my_names.tsv",
    )
    below = table.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    check = add_command(
        below,
        "check",
        "Report what would make a name of a table resolve wrongly, as file:line:column",
        "allonym table check my_names.tsv",
        run_table_check,
    )
    check.add_argument("paths", nargs="+", metavar="PATH", help="a table's folder or TSV file")
    add_json(check)


def run_tables(asked: Namespace) -> int:
    """List the bundled tables."""
    rows = []
    for name in bundled_tables():
        (table,) = find_tables([name])
        facts = {key: str(table.facts.get(key, "")) for key in ("title", "version", "licence")}
        rows.append({"name": name, **facts, "entities": len(table.entities), "names": len(table.names)})
    if asked.json:
        for row in rows:
            print_json(row)
    else:
        heads = ("name", "entities", "names", "version", "title")
        print_table(heads, [[str(row[head]) for head in heads] for row in rows])
    return 0


def run_table_check(asked: Namespace) -> int:
    """Check tables."""
    for path in asked.paths:
        if not Path(path).exists():
            raise UnknownTable(f"{path}: no such file or folder; give a table's folder or its TSV file")
    return report((finding for path in asked.paths for finding in check_table(path)), as_json=asked.json)


def report(findings: Iterable[Any], *, as_json: bool) -> int:
    """Print findings, one a line; the status says whether there were any."""
    status = 0
    for finding in findings:
        status = FOUND
        if as_json:
            keys = ("file", "line", "column", "rule", "message", "remedy")
            print_json({key: getattr(finding, key) for key in keys if hasattr(finding, key)})
        else:
            print(one_line(str(finding)))
    if not status and not as_json:
        print("no findings")
    return status
