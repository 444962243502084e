"""What do the tests of the command line share?"""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from allonym.cli import main

ROWS = """\
entity	name	tag	type	country
ex:chmarin	Олег Хмарин	ru-Cyrl	person	BY
ex:oak-1	Oakville	en-Latn	place	GB
ex:oak-2	Oakville	en-Latn	place	US
ex:rudnja	Rudnja	de-Latn	place	BY
ex:rudnja	Рудня	ru-Cyrl	place	BY
"""


class Ended(NamedTuple):
    """How a command ended: its status, and what it wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def table(tmp_path: Path) -> str:
    """A small table."""
    path = tmp_path / "names.tsv"
    path.write_text(ROWS, encoding="utf-8")
    return str(path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Run a command in this process."""

    def run(*argv: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        status = main(argv)
        return Ended(status, *capsys.readouterr())

    return run
