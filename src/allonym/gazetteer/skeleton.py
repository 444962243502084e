"""By which short keys do names that sound alike find each other?

A skeleton keeps the kinds of consonants, in order, and no vowels: Lukashenko, Loukachenko and لوكاشينكو are all RKSNK.
Sounds that may be vowels (ו, w) or nothing (h) give several skeletons.

    >>> sorted(skeletons("lukaʃenko"))
    ['RKSNK']
    >>> sorted(skeletons("wales"))
    ['PRS', 'RS']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from allonym.reading import sounds

MOST_SKELETONS = 4
# Shorter skeletons are so common that one letter less would find half of a table.
SHORTEST_TO_SHORTEN = 3


@cache
def _bones() -> Mapping[str, tuple[str, ...]]:
    """For each sound the consonant kinds that it may stand for; "" is none."""
    found: dict[str, tuple[str, ...]] = {}
    for sound, row in sounds().items():
        bone = row["skeleton"]
        found[sound] = ("", bone[1:]) if bone.startswith("-") and len(bone) > 1 else (bone.strip("-"),)
    return found


@lru_cache(maxsize=131072)
def skeletons(spoken: str) -> tuple[str, ...]:
    """Give up to four skeletons of a string of sounds, without repeats of one kind in a row."""
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
    if len(skeleton) >= SHORTEST_TO_SHORTEN:
        for at in range(len(skeleton)):
            yield _once(skeleton[:at] + skeleton[at + 1 :])
