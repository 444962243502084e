"""Which gazetteer comes with allonym?

The bundled tables are compiled when the package is built (`hatch_build.py`), so that the first answer need not wait for
them to be read. Where the compiled form is missing or was made of other data, the tables are read afresh.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from importlib.resources import as_file, files
from pathlib import Path

from allonym import kept
from allonym.errors import AllonymError
from allonym.gazetteer.files import read_manifest
from allonym.gazetteer.gazetteer import Gazetteer
from allonym.tables import find_tables
from allonym.tables.find import BUNDLED

COMPILED = "data/compiled/bundled"
# What the compiled form depends on: the data, and the modules that read it.
DATA = ("tables", "orthographies", "parts", "han", "sounds.tsv", "scripts.tsv", "lookalikes.tsv", "confusions.tsv")
CODE = (
    "fold.py",
    "script.py",
    "engine.py",
    "rules.py",
    "reading.py",
    "han.py",
    "name.py",
    "align.py",
    "parse",
    "gazetteer",
    "tables",
)


def open_bundled() -> Gazetteer:
    """Open the gazetteer of the bundled tables."""
    with as_file(files("allonym")) as package:
        path = package / COMPILED
        if path.is_dir():
            try:
                if read_manifest(path).get("fingerprint") == fingerprint(package):
                    # Installers may link to one copy of the package's files for all environments.
                    return Gazetteer.open(path, follow_links=True)
            except AllonymError:
                # A damaged compiled form is no loss: the tables that it was made of are here.
                pass
        return Gazetteer.of(find_tables([BUNDLED]))


def compile_bundled() -> Path:
    """Compile the bundled tables, and what is kept of other data, into the package's folder; gives the tables' path."""
    kept.write()
    with as_file(files("allonym")) as package:
        path = package / COMPILED
        Gazetteer.of(find_tables([BUNDLED])).write(path, fingerprint=fingerprint(package))
        return path


def fingerprint(package: Path) -> str:
    """Give a hash over all that the compiled form depends on."""
    found = blake2b(digest_size=16)
    for file in _files(package):
        found.update(file.relative_to(package).as_posix().encode() + b"\0")
        found.update(file.read_bytes())
    return found.hexdigest()


def _files(package: Path) -> Iterator[Path]:
    for place in (*(package / "data" / name for name in DATA), *(package / name for name in CODE)):
        if place.is_dir():
            yield from sorted(one for one in place.rglob("*") if one.suffix in (".tsv", ".toml", ".py"))
        elif place.is_file():
            yield place
