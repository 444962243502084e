"""How may a name sound that is written as one word?

>>> from allonym.name import listen
>>> len(as_one(listen("Oleg Chmarin"))) <= MOST_WAYS
True
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice, product
from operator import getitem

from allonym.gazetteer.build import UNJOINED
from allonym.gazetteer.sounding import encoded, ways_of
from allonym.gazetteer.walk import LONGEST
from allonym.name import HABITS, Heard, Name
from allonym.parse.parts import HAN
from allonym.parse.vocabulary import GENERIC, KIND
from allonym.reading import UNWRITTEN, broaden, either, searched, ways

# How many ways of reading a whole name as one word are searched, and how many of each word lead to them.
MOST_WAYS, MOST_EACH = 6, 4
# So many ways are looked for of each reading in kana.
MOST_MEANT = 32
# Syllabaries: a consonant that no vowel follows is written with one, which is open.
SYLLABIC = frozenset(("Hira", "Kana"))
# What a thing is, which the other name may have as a part that is left out there.
TOPICS = frozenset({KIND, GENERIC})


def as_one(name: Name) -> list[bytes]:
    """Give the ways that a name may sound which is written as one word, usual ones first."""
    return _joined([part for part in name.parts if part.part.role not in UNJOINED or len(name.parts) == 1])


def loosely_as_one(name: Name) -> list[bytes]:
    """Give further ways that a name in kana may sound: without open vowels, and without what the thing is.

    Each r of a foreign name may be an l, and each b a v, whatever the others are.
    """
    if not any(part.part.script in SYLLABIC for part in name.parts):
        return []
    joined = [part for part in name.parts if part.part.role not in UNJOINED or len(name.parts) == 1]
    proper = [part for part in name.parts if part.part.role not in UNJOINED | TOPICS]
    found = [_joined(proper)] if 0 < len(proper) < len(joined) else []
    if len(joined) == 1:
        found += [_meant(one.replace(UNWRITTEN, "")) for one in joined[0].spoken]
    return list(dict.fromkeys(chain.from_iterable(found)))


def _meant(spoken: str) -> list[bytes]:
    """Give a reading in all ways that its open consonants may be meant, the first of them."""
    choices = [either().get(sound, (sound,)) for sound in spoken]
    return [encoded(broaden("".join(one))) for one in islice(product(*choices), MOST_MEANT)]


def _joined(parts: Sequence[Heard]) -> list[bytes]:
    each = [_ways(part)[:MOST_EACH] or (b"",) for part in parts]
    found = (b"".join(map(getitem, each, places))[:LONGEST] for places in _usual_first(tuple(map(len, each))))
    return list(islice(filter(None, found), MOST_WAYS))


@lru_cache(maxsize=4096)
def _usual_first(counts: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Give the ways to take one of each of so many readings, those that take the usual ones first.

    >>> _usual_first((2, 2))
    ((0, 0), (0, 1), (1, 0), (1, 1))
    """
    return tuple(sorted(product(*map(range, counts)), key=lambda places: (sum(places), places)))


def as_of_han(name: Name) -> tuple[bytes, ...]:
    """Give the ways that a Latin name may sound which writes Han letters: each under one habit, in either order."""
    if not all(part.part.script == "Latn" for part in name.parts):
        return ()
    words = [part.part.text for part in name.parts]
    orders: Iterable[list[str]] = (words, words[::-1]) if len(words) == 2 else (words,)
    found = ["".join([_first(word, code) for word in order]) for code in HABITS[HAN] for order in orders]
    return searched(tuple(filter(None, dict.fromkeys(found))), LONGEST)


@lru_cache(maxsize=16384)
def _first(word: str, code: str) -> str:
    """Give the usual reading of a word under one habit."""
    spoken, _ = ways(word, (code,))
    return spoken[0] if spoken else ""


@lru_cache(maxsize=16384)
def _ways(part: Heard) -> tuple[bytes, ...]:
    return ways_of(part)
