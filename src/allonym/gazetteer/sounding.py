"""How do the sounds of words become the small numbers that a gazetteer is searched by?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from allonym.align import learned
from allonym.gazetteer.blocks import Source, as_block
from allonym.gazetteer.walk import LONGEST, NO_OPTION, SOUNDS
from allonym.gazetteer.walk import Index as PureIndex
from allonym.gazetteer.walk import Records as PureRecords
from allonym.gazetteer.walk import sort as pure_sort
from allonym.name import Heard
from allonym.reading import broaden, sounds

try:
    from allonym._search import Index, Records, sort

    COMPILED = True
except ImportError:
    # Without the compiled core all is the same, only slower.
    Index, Records, sort = PureIndex, PureRecords, pure_sort  # type: ignore[assignment,misc]
    COMPILED = False

__all__ = ["COMPILED", "Index", "Records", "costs", "encoded", "index_of", "options", "records_of", "searched", "sort",
           "ways_of"]  # fmt: skip

# The open sound of a short vowel that abjads do not write.
UNWRITTEN = "·"
# The blocks that an index is made of.
SEARCHED = ("parts", "postings", "speakers", "strings", "groups", "bones", "joined", "worth", "usual")
# The blocks that records are made of.
SHOWN = ("names", "keys", "odd", "manners", "entities", "firsts", "facts", "spelled", "typed")


@cache
def _numbers() -> Mapping[int, str]:
    """A number under 64 for each sound, in the order of their code points; 0 is none."""
    return {ord(sound): chr(at) for at, sound in enumerate(sorted(sounds()), 1)}


def encoded(spoken: str) -> bytes:
    """Give a string of sounds as bytes, one a sound, cut off where it is longer than any name."""
    return spoken.translate(_numbers()).encode("latin-1")[:LONGEST]


def ways_of(heard: Heard) -> tuple[bytes, ...]:
    """Give the ways that a word may sound, as `searched` by, each once and in order."""
    return tuple(sorted({way for way in map(encoded, map(searched, heard.sounds)) if way}))


def searched(spoken: str) -> str:
    """Give broad sounds, with the places kept where an unwritten vowel may stand: it aligns with any vowel."""
    return UNWRITTEN.join(map(broaden, spoken.split(UNWRITTEN)))


def costs() -> tuple[int, ...]:
    """The costs of align, for sounds as numbers: 64 rows of 65, in hundredths of a bit."""
    known, found = learned(), [0] * (SOUNDS * (SOUNDS + 1))
    numbers = {chr(sound): ord(at) for sound, at in _numbers().items()}
    for one, a in numbers.items():
        for two, b in numbers.items():
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
        at = ord(_numbers()[ord(sound)])
        found[2 * at : 2 * at + 2] = _two(facts["skeleton"].split("|"))
    return bytes(found)


def _two(letters: Iterable[str]) -> bytes:
    first, second = (*(ord(letter) if letter else 0 for letter in letters), NO_OPTION)[:2]
    return bytes([first, second])
