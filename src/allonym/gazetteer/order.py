"""Do the blocks of a gazetteer stand in the order that searching relies on?

Checksums tell that blocks are as they were written; this tells that what wrote them did so rightly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise, starmap
from operator import le, lt

from allonym.errors import IndexCorrupt
from allonym.gazetteer.blocks import LONG, WORD, Finder, Rows, Source, Texts, as_block, cast

# Lists and rows, whose offsets go up; numbers that go up; fingerprints and hashes that go up.
OFFSETS = (
    *("manner", "kinds", "strings"),
    *("parts", "postings", "speakers", "groups"),
)
TEXTS = ("names", "keys", "entities", "facts", "words")
NUMBERS = ("odd", "firsts")
FINDERS = ("spelled", "typed", "bones", "joined")
MAPS = ("barred",)
# Rows, each of which goes up, since walks leap through them.
SORTED_ROWS = ("postings", "speakers")


def check_order(blocks: Mapping[str, Source]) -> None:
    """Raise IndexCorrupt where a block is out of order."""
    for name in OFFSETS:
        _check(name, _counted(blocks[name]))
    for name in TEXTS:
        Texts(blocks[name]).check_places()
    for name in FINDERS:
        if not all(starmap(le, pairwise(Finder(blocks[name]).prints()))):
            _refuse(name)
    for name in NUMBERS:
        _check(name, cast(as_block(blocks[name]).whole()))
    for name in MAPS:
        whole = as_block(blocks[name]).whole()
        _check(name, cast(whole[LONG : LONG * (1 + int.from_bytes(whole[:LONG], "little"))], "Q"))
    for name in SORTED_ROWS:
        rows = Rows(blocks[name])
        for at in range(len(rows)):
            _check(name, rows[at], lt)
    ids = Texts(blocks["entities"])
    if not all(bytes(one) < bytes(two) for one, two in pairwise(map(ids.__getitem__, range(len(ids))))):
        _refuse("entities")


def _counted(source: Source) -> memoryview:
    """Give the numbers behind the count at a block's beginning: as many as that says, and one more."""
    whole = as_block(source).whole()
    count = int.from_bytes(whole[:WORD], "little") + 1
    return cast(whole[WORD : WORD * (1 + count)])


def _check(name: str, numbers: Sequence[int], order: Callable[[int, int], bool] = le) -> None:
    if not all(map(order, numbers, numbers[1:])):
        _refuse(name)


def _refuse(name: str) -> None:
    raise IndexCorrupt(f"block {name!r} is out of order: build the gazetteer anew")
