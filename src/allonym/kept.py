"""What was made of the bundled data when the package was built?

Words that play a role in names are folded, and endings are read, before anything can be looked up among them: that is a
quarter of a second, in every process. So what was made is written when the package is built, a line for each: its name,
a mark of the data and code that it was made of, a mark of the line, and the value in JSON. A line of which either mark
is wrong is not used.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial, wraps
from hashlib import blake2b
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, TypeVar

from attrs import frozen

from allonym.collector import undisturbed

FILE = "data/compiled/kept.jsonl"
Value = TypeVar("Value")


@frozen
class Maker:
    """What is kept: its name, what makes it and shapes it from JSON, its data (in `data/`), and its code (modules)."""

    name: str
    make: Callable[[], Any]
    shape: Callable[[Any], Any]
    data: tuple[str, ...]
    code: tuple[str, ...]

    def mark(self) -> str:
        """Tell whatever it is made of from any other."""
        names = (*(f"data/{one}" for one in self.data), *self.code, "kept.py")
        return marked(self.name.encode(), *(_text_mark(name).encode() for name in names))


# All that is kept, by name.
makers: dict[str, Maker] = {}


def as_mapping(found: Any) -> Mapping[str, Any]:
    """Take an object of JSON as it is."""
    mapping: Mapping[str, Any] = found
    return mapping


def kept(
    shape: Callable[[Any], Value], *, data: tuple[str, ...], code: tuple[str, ...]
) -> Callable[[Callable[[], Value]], Callable[[], Value]]:
    """Keep what a function makes of bundled data; `shape` makes of plain JSON what the function gives.

    It is made once in a process, and only where no fresh line tells it.
    """

    def keep(make: Callable[[], Value]) -> Callable[[], Value]:
        maker = makers[make.__name__] = Maker(make.__name__, make, shape, data, code)
        return cache(wraps(make)(partial(told, maker)))

    return keep


def write() -> Path:
    """Write all that modules asked to be kept into the package's folder; gives the path."""
    with as_file(files("allonym")) as package:
        path = package / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.write_bytes(b"".join(map(line_of, makers.values())))
        _lines.cache_clear()
        return fresh.replace(path)


def line_of(maker: Maker) -> bytes:
    """Write what a maker makes as a line; JSON writes tabs and line ends in letters."""
    text = json.dumps(maker.make(), ensure_ascii=False, separators=(",", ":"), default=sorted).encode()
    return b"\t".join([maker.name.encode(), maker.mark().encode(), marked(text).encode(), text]) + b"\n"


def told(maker: Maker) -> Any:
    """Give what is kept, or make it where no fresh line tells it."""
    with undisturbed():
        line = _lines().get(maker.name)
        found = _read(line, maker) if line else None
        return maker.make() if found is None else maker.shape(found)


def _read(line: bytes, maker: Maker) -> Any:
    """Read what is kept on a line; None where it was made of other data, or is damaged."""
    mark, whole, text = (*line.split(b"\t", maxsplit=2), b"", b"")[:3]
    fresh = mark == maker.mark().encode() and whole == marked(text).encode()
    return json.loads(text) if fresh else None


@cache
def _lines() -> dict[str, bytes]:
    """Read the lines of the file by name; none where it is missing."""
    try:
        text = files("allonym").joinpath(FILE).read_bytes()
    except OSError:
        # No loss: the files that it was made of are here.
        return {}
    rows = (line.partition(b"\t") for line in text.split(b"\n"))
    return {name.decode("ascii", "replace"): rest for name, tab, rest in rows if tab}


@cache
def _text_mark(name: str) -> str:
    """Tell a file of the package, or all files of a folder of it, from any other."""
    place = files("allonym").joinpath(name)
    return marked(*(one.read_bytes() for one in _texts(place)))


def marked(*texts: bytes) -> str:
    """Give a hash that tells texts apart."""
    found = blake2b(digest_size=16)
    for text in texts:
        found.update(len(text).to_bytes(8, "little"))
        found.update(text)
    return found.hexdigest()


def _texts(place: Any) -> Iterator[Any]:
    if place.is_dir():
        yield from sorted((one for one in place.iterdir() if one.is_file()), key=lambda one: one.name)
    else:
        yield place
