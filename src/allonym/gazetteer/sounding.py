"""How do the sounds of words become the small numbers that a gazetteer is searched by?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from allonym.align import learned
from allonym.gazetteer.blocks import Source, as_block
from allonym.gazetteer.skeleton import skeletons
from allonym.gazetteer.walk import LONGEST, NO_OPTION, SOUNDS
from allonym.gazetteer.walk import Index as PureIndex
from allonym.gazetteer.walk import Records as PureRecords
from allonym.gazetteer.walk import left_by_slips as pure_left_by_slips
from allonym.gazetteer.walk import sort as pure_sort
from allonym.name import Heard
from allonym.reading import numbered, searched, sounds

try:
    from allonym._search import Index, Records, left_by_slips, sort
    from allonym._search import skeletons as shown_skeletons

    COMPILED = True
except ImportError:
    # Without the compiled core all is the same, only slower.
    Index, Records, sort = PureIndex, PureRecords, pure_sort  # type: ignore[assignment,misc]
    left_by_slips = pure_left_by_slips
    COMPILED = False

__all__ = ["COMPILED", "SEARCHED", "Index", "Records", "bones_of", "costs", "encoded", "index_of", "left_by_slips",
           "options", "records_of", "sort", "ways_of"]  # fmt: skip

# The blocks that an index is made of.
SEARCHED = (
    "parts",
    "postings",
    "pairs",
    "speakers",
    "strings",
    "groups",
    "bones",
    "joined",
    "worth",
    "usual",
    "words",
    "typed",
)
# The blocks that records are made of.
SHOWN = (
    "names", "keys", "odd", "manners", "entities", "firsts", "facts", "spelled", "typed", "parts", "postings", "words",
)  # fmt: skip


def encoded(spoken: str) -> bytes:
    """Give broad sounds as bytes, one a sound, cut off where they are more than any name has."""
    return bytes(map(numbered().__getitem__, spoken[:LONGEST]))


def ways_of(heard: Heard) -> tuple[bytes, ...]:
    """Give the ways that a word may sound, as names are searched by, each once, the usual one first."""
    return tuple(dict.fromkeys(way for way in searched(heard.sounds, LONGEST) if way))


def plainly_bones_of(way: bytes) -> tuple[str, ...]:
    """Give the skeletons of a string of sounds: the textbook form of `bones_of`."""
    return skeletons("".join(map(_sound_of().__getitem__, way)))


@cache
def _sound_of() -> Mapping[int, str]:
    return {number: sound for sound, number in numbered().items()}


def bones_of(way: bytes) -> tuple[str, ...]:
    """Give the skeletons of a string of sounds: see `skeleton.py`."""
    return shown_skeletons(way, options()) if COMPILED else plainly_bones_of(way)


def costs() -> tuple[int, ...]:
    """The costs of align, for sounds as numbers: 64 rows of 65, in hundredths of a bit."""
    known, found = learned(), [0] * (SOUNDS * (SOUNDS + 1))
    for one, a in numbered().items():
        for two, b in numbered().items():
            found[a * (SOUNDS + 1) + b] = known.pairs[one][two]
        found[a * (SOUNDS + 1) + SOUNDS] = known.gaps[one]
    return tuple(found)


def index_of(blocks: Mapping[str, Source]) -> Index:
    """Make an index of blocks, each of them bytes or a part of a file."""
    return Index(_given(blocks, SEARCHED), costs(), options())


def records_of(blocks: Mapping[str, Source]) -> Records:
    """Make the records of blocks, each of them bytes or a part of a file."""
    return Records(_given(blocks, SHOWN))


def _given(blocks: Mapping[str, Source], names: Iterable[str]) -> dict[str, Any]:
    given = {name: as_block(blocks[name]) for name in names}
    if not COMPILED:
        return given
    trusted = {name: one.pieces.seen if one.pieces.untrusted else None for name, one in given.items()}
    return {name: (one.unchecked(), one.start, trusted[name], one.check) for name, one in given.items()}


@cache
def options() -> bytes:
    """The two letters that each sound may have in a skeleton: 0 is none, 255 stands where there is no second."""
    found = bytearray([0, NO_OPTION] * SOUNDS)
    for sound, facts in sounds().items():
        at = numbered()[sound]
        found[2 * at : 2 * at + 2] = _two(facts["skeleton"].split("|"))
    return bytes(found)


def _two(letters: Iterable[str]) -> bytes:
    first, second = (*(ord(letter) if letter else 0 for letter in letters), NO_OPTION)[:2]
    return bytes([first, second])
