"""By which short keys do names that sound alike find each other?

A skeleton keeps the kinds of consonants, in order, and no vowels: Lukashenko, Loukachenko and لوكاشينكو are all LKCNK.
Sounds that may be vowels (ו, w) or nothing (h) give several skeletons.

    >>> sorted(skeletons("lukaʃenko"))
    ['LKCNK']
    >>> sorted(skeletons("wales"))
    ['FLS', 'LS']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from allonym.reading import sounds

MOST_SKELETONS = 6
# Shorter skeletons are so common that one letter less would find half of a table.
SHORTEST_TO_SHORTEN = 3
# Longer ones are no names of people or places, and would take time that grows with their square.
LONGEST_TO_SHORTEN = 24


@cache
def _bones() -> Mapping[str, tuple[str, ...]]:
    """For each sound the consonant kinds that it may stand for; "" is none."""
    return {sound: tuple(row["skeleton"].split("|")) for sound, row in sounds().items()}


@lru_cache(maxsize=131072)
def skeletons(spoken: str) -> tuple[str, ...]:
    """Give up to six skeletons of a string of sounds, without repeats of one kind in a row."""
    bones = _bones()
    ways = [""]
    for sound in spoken:
        options = bones[sound]
        if len(options) == 1:
            if options[0]:
                ways = [way + options[0] for way in ways]
        else:
            ways = [way + option for option in options for way in ways][:MOST_SKELETONS]
    return tuple(dict.fromkeys(map(_once, ways)))


def _once(way: str) -> str:
    return "".join([bone for at, bone in enumerate(way) if at == 0 or way[at - 1] != bone])


def shortened(skeleton: str) -> Iterator[str]:
    """Give a skeleton with each one of its letters left out in turn."""
    if SHORTEST_TO_SHORTEN <= len(skeleton) <= LONGEST_TO_SHORTEN:
        for at in range(len(skeleton)):
            yield _once(skeleton[:at] + skeleton[at + 1 :])
