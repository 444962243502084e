"""How likely is each of many candidates the name that was asked for?

A query is compared with many names that share words with each other, so that what was found of their words is kept. A
candidate comes by its words, and is weighed in numbers alone: records are made of what an answer shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allonym.comparison import TELLING, measure
from allonym.name import Heard, Name, heard
from allonym.pairing import pair
from allonym.parse import Part
from allonym.score import likelihood, scale

# A word ready to be weighed: a Heard, or what the compiled core has in its place.
Word = Any
# What is known of a candidate that was weighed: how likely it is, 0 to 1; how it met the query; whether no part is left
# over or contradicts; whether all matched parts sound the same; whether spaces were lost for it; whether they sound the
# same but for one slip of the hand in one word; whether parts contradict; the share
# of the readings that are not the usual ones; how many bits agree; which share of the evidence is left out;
# whether words stand in another order, and whether they differ in an ending.
Weight = tuple[float, str, bool, bool, bool, bool, bool, float, float, float, bool, bool]


class PlainQuery:
    """A name that candidates are weighed for; `rare` says how much each of its words tells by being rare."""

    def __init__(self, name: Name, rare: tuple[float, ...], /) -> None:
        self._name = name
        self._rarity = {one.part.key: tells for one, tells in zip(name.parts, rare, strict=True)}

    def weigh(self, text: str, key: str, words: tuple[Heard, ...], rare: tuple[float, ...], /) -> Weight:
        """Weigh a candidate by its text, its spelling, its words and how much each tells by being rare."""
        rarity = {**self._rarity, **{one.part.key: tells for one, tells in zip(words, rare, strict=True)}}
        found = measure(self._name, Name(text, key, words), rarity)
        whole = not found.omitted and not found.against
        one_slip = found.slips == 1 and found.unlike == 1
        total = max(found.possible + found.omitted + found.against, 1.0)
        return (
            likelihood(found),
            found.via,
            whole,
            found.alike,
            found.joined,
            one_slip,
            found.clashes > 0,
            found.unusual,
            found.matched,
            found.omitted / total,
            found.swaps > 0,
            found.ends > 0,
        )


def plainly_read(record: str, field: str, item: str, /) -> Heard:
    """Read a word from its record in a gazetteer; raises ValueError or KeyError where it is none."""
    spelling, key, role, script, value, *readings = record.split(field)
    pairs = [one.split(item) for one in readings]
    sounds, codes = zip(*pairs, strict=True) if pairs else ((), ())
    if role not in TELLING:
        raise KeyError(role)
    return heard(Part(spelling, key, role, script, int(value) if value else None), sounds, codes)


def plainly_shared(x: Heard, y: Heard, /) -> float:
    """Say which share of the evidence that two words could bring they bring."""
    return pair(x, y).share


read_word: Callable[[str, str, str], Any] = plainly_read
share: Callable[[Any, Any], float] = plainly_shared
query: Callable[[Name, tuple[float, ...]], Any] = PlainQuery
try:
    from allonym._compare import Query, Word
    from allonym._compare import share as _share
except ImportError:
    pass
else:

    def _query(name: Name, rare: tuple[float, ...], /) -> Query:
        """Make a query of a name; `rare` says how much each of its words tells by being rare."""
        return Query(name, rare, scale("resolve"))

    read_word, share, query = Word, _share, _query
