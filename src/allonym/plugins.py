"""Where does the data lie that an installed package brings, chosen by name?

A package brings a table or a scheme by an entry point that names a folder of it, in dots. Nothing is looked up before
somebody asks for that name, and no code of the package is run: its files are data, read as they lie.

    [project.entry-points."allonym.tables"]
    desk-names = "desk_names.tables.people"

Where the installer has kept the files' checksums (`RECORD`, of the Python packaging specifications), they must hold.

    >>> find_folder(TABLES, "no-such-table") is None
    True
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from hashlib import new
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from allonym.errors import BadPackage

# Those of importlib.metadata, which takes longer to load than a first answer may, and is loaded when it is asked.
EntryPoint: TypeAlias = Any
Distribution: TypeAlias = Any

TABLES, SCHEMES = "allonym.tables", "allonym.schemes"
# What parts the name of a package from the name of what it brings, where somebody says which package is meant.
OF = ":"
# Checksums that an installer may have kept, and that nobody can forge.
TRUSTED = frozenset({"sha256", "sha384", "sha512"})


def names(group: str) -> tuple[str, ...]:
    """Give the names of all tables or schemes that installed packages bring, sorted."""
    return tuple(sorted({point.name for point in _points(group)}))


def find_folder(group: str, wanted: str) -> Path | None:
    """Give the folder of a table or scheme, by its name or as `package:name`; None where no package brings it.

    Raises BadPackage where several bring it, where it is not there, or where a file is not as it was installed.
    """
    package, _, name = wanted.rpartition(OF)
    found = [point for point in _points(group) if point.name == name and package in ("", _package(point))]
    if len(found) > 1:
        packages = sorted(map(_package, found))
        raise BadPackage(
            f"{name!r} is brought by {' and '.join(packages)}; say which is meant, as {packages[0] + OF + name!r}"
        )
    return _checked(found[0]) if found else None


def _points(group: str) -> Iterator[EntryPoint]:
    # Loaded only here: it takes longer than a first answer may.
    points: Iterator[EntryPoint] = iter(import_module("importlib.metadata").entry_points(group=group))
    return points


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else ""


def _checked(point: EntryPoint) -> Path:
    """Give the folder that an entry point names, with all files in it as they were installed."""
    parts = point.value.split(".")
    where = f"{_package(point)}: {point.name!r} is to lie in {point.value!r:.200}"
    if point.dist is None or not all(part.isidentifier() for part in parts):
        raise BadPackage(f"{where}, which is no folder in dots, as in 'desk_names.tables.people'; tell its maker")
    folder = next((one for one in _places(point.dist, parts) if one.is_dir()), None)
    if folder is None:
        raise BadPackage(f"{where}, and there is no such folder; install the package again, or tell its maker")
    _check_sums(point.dist, folder)
    return folder


def _places(package: Distribution, parts: list[str]) -> Iterator[Path]:
    """Go through the places where a folder may lie: with the package's own files, or where its source is kept."""
    yield Path(str(package.locate_file("/".join(parts))))
    try:
        # To find a package that lies in no other runs nothing of it.
        spec = find_spec(parts[0])
    except (ImportError, ValueError):
        return
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place, *parts[1:])


def _check_sums(package: Distribution, folder: Path) -> None:
    """Compare the files of a folder with the checksums that were kept when they were installed."""
    kept = {Path(str(package.locate_file(file))): file.hash for file in package.files or ()}
    if not any(file.parent == folder for file in kept):
        # A package that is used from its source has no sums.
        return
    for file in sorted(one for one in folder.iterdir() if one.is_file()):
        known = kept.get(file)
        if known is None or known.mode not in TRUSTED:
            raise BadPackage(f"{file}: {package.name} was installed without it; install the package again")
        found = base64.urlsafe_b64encode(new(known.mode, file.read_bytes()).digest()).rstrip(b"=").decode()
        if found != known.value:
            raise BadPackage(f"{file}: not as {package.name} was installed (its checksum differs); install it again")
