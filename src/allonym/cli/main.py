"""Which command was asked for, and how did it end?

Exit status: 0 where the question was answered, 1 where a check has findings, 2 on bad use, 141 where the reader of
the output went away.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from allonym import AllonymError, __version__
from allonym.cli import checks, compiled, names, schemes, texts
from allonym.cli.options import Parser
from allonym.cli.write import one_line, write_utf8

BAD_USE = 2
# What a shell reports of a program that was stopped by a closed pipe, or by Ctrl-C.
CLOSED_PIPE, INTERRUPTED = 141, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    write_utf8()
    try:
        asked = parser().parse_args(argv)
        status: int = asked.run(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        return _closed_pipe()
    except KeyboardInterrupt:
        return INTERRUPTED
    except (AllonymError, OSError) as error:
        print(f"allonym: {one_line(_said(error))}", file=sys.stderr)
        return BAD_USE
    except SystemExit as end:  # argparse ends so after --help, --version and bad use
        return end.code if isinstance(end.code, int) else BAD_USE
    return status


def parser() -> ArgumentParser:
    """Make the parser of the whole command line."""
    top = Parser(
        prog="allonym",
        description="Names that are spelled in many ways, matched by how they read, in any script.",
        epilog="example:\n  allonym resolve 'Wiktor Chrenin' Хренин\n\n'allonym COMMAND --help' has more.",
    )
    top.add_argument("--version", action="version", version=f"allonym {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for module in (names, texts, checks, compiled, schemes):
        module.add(commands)
    return top


def _said(error: AllonymError | OSError) -> str:
    """Say what went wrong and what to do."""
    if isinstance(error, AllonymError):
        return str(error)
    remedy = "check who may read it" if isinstance(error, PermissionError) else "check the path"
    return f"{error.filename or 'file'}: {error.strerror or error}; {remedy}"


def _closed_pipe() -> int:
    """End in silence where nobody reads on, so that Python's last flush does not complain either."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return CLOSED_PIPE
    return CLOSED_PIPE
