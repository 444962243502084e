"""What do the commands say that make and check compiled gazetteers: compile and verify?"""

from __future__ import annotations

import sys
import warnings
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from allonym.cli.options import add_command, add_json
from allonym.cli.write import one_line, print_json
from allonym.errors import IndexCorrupt, IndexTooNew
from allonym.gazetteer import compile_tables
from allonym.gazetteer.compiling import MEMORY
from allonym.gazetteer.files import read_manifest
from allonym.gazetteer.segments import open_gazetteer

FOUND = 1
# What a line of a terminal holds of the name of a gazetteer while it is built.
WIDEST_NAME = 40
# Fewer bytes are told in kB, since 0.0 MB would say nothing.
SMALLEST_MB = 100_000

Progress = Callable[[int, int], None]


def add(commands: Any) -> None:
    """Add the commands."""
    compiler = add_command(
        commands,
        "compile",
        "Compile tables into a gazetteer, which opens at once",
        "allonym compile my_names.tsv --output people.gazetteer\n"
        "  allonym resolve 'Viktor Khrenin' --gazetteer people.gazetteer",
        run_compile,
    )
    compiler.add_argument(
        "tables",
        nargs="+",
        metavar="TABLE",
        help="a table's folder or TSV file, the name of a bundled table, or 'bundled' for all of these",
    )
    compiler.add_argument(
        "--output", required=True, metavar="PATH", help="the folder of the gazetteer; an older gazetteer is replaced"
    )
    compiler.add_argument(
        "--workers", type=int, default=1, metavar="N", help="so many processes share the work, 1 to 64; 1 by default"
    )
    compiler.add_argument(
        "--memory",
        type=int,
        default=MEMORY >> 20,
        metavar="MB",
        help=f"sort in so many MiB of memory, and in temporary files beside the gazetteer; {MEMORY >> 20} by default",
    )
    add_json(compiler)
    verify = add_command(
        commands,
        "verify",
        "Check every byte of compiled gazetteers",
        "allonym verify people.gazetteer",
        run_verify,
    )
    verify.add_argument("paths", nargs="+", metavar="PATH", help="the folder of a compiled gazetteer")
    add_json(verify)


def run_compile(asked: Namespace) -> int:
    """Compile tables into a gazetteer."""
    with shown_progress(Path(asked.output).name) as progress:
        compile_tables(asked.tables, asked.output, memory=asked.memory << 20, workers=asked.workers, progress=progress)
    told = facts_of(asked.output)
    if asked.json:
        print_json(told)
    else:
        print(one_line(f"{asked.output}: {summary(told)}"))
    return 0


def run_verify(asked: Namespace) -> int:
    """Check gazetteers; each has a line, and the status says whether any is damaged."""
    status = 0
    for path in asked.paths:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            try:
                open_gazetteer(path, verify=True)
                told = facts_of(path)
            except (IndexCorrupt, IndexTooNew) as error:
                told, status = {"path": path, "error": str(error), "code": error.code}, FOUND
        told["warnings"] = [str(warning.message) for warning in warned]
        if asked.json:
            print_json(told)
        else:
            print(one_line(told["error"] if "error" in told else f"{path}: whole; {summary(told)}"))
            for warning in told["warnings"]:
                print(one_line(f"warning: {warning}"))
    return status


def facts_of(path: str) -> dict[str, Any]:
    """Give what the manifest of a gazetteer tells, for people and programs."""
    manifest = read_manifest(Path(path))
    told = {key: manifest[key] for key in ("allonym", "checksum", "counts", "format", "tables", "unicode")}
    return {"path": path, "bytes": manifest["segment"]["bytes"], **told}


def summary(told: dict[str, Any]) -> str:
    """Say in a few words what a gazetteer holds."""
    entities, names = told["counts"]["entities"], told["counts"]["names"]
    counts = f"{entities:,} {'entity' if entities == 1 else 'entities'}, {names:,} {'name' if names == 1 else 'names'}"
    size = f"{told['bytes'] / 1e6:,.1f} MB" if told["bytes"] >= SMALLEST_MB else f"{told['bytes'] / 1e3:,.1f} kB"
    return f"{counts}, {size}, compiled by allonym {told['allonym']}"


@contextmanager
def shown_progress(name: str) -> Iterator[Progress | None]:
    """Show progress on a terminal: as a bar where rich is installed, else as counts; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    name = one_line(name)[:WIDEST_NAME]
    try:
        from rich.console import Console  # noqa: PLC0415 - an extra, and slow to import
        from rich.progress import Progress as Bar  # noqa: PLC0415
    except ImportError:

        def count(done: int, total: int) -> None:
            print(f"\r{name}: {done:,} of {total:,} names", end="", file=sys.stderr, flush=True)

        yield count
        print(file=sys.stderr)
        return
    with Bar(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(name.replace("[", r"\["), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
