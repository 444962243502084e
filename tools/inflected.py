"""How may a name be written in a case?

    >>> declension(fold(inflected("Doltrasik", "pl", random.Random(0))).key, "doltrasik", "Latn").whole
    True

All words that can are put into one case of one paradigm of `data/parts/case_endings.tsv`, as `allonym.declension` takes
it for that name again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from allonym.declension import DECLINED, NO_ENDINGS, OPEN, PLURAL, declension, paradigms
from allonym.fold import fold
from allonym.script import script_of

# So many letters of a lemma may be changed for an ending.
LONGEST = 4
NOMINATIVE = "n"


def inflected(name: str, lang: str, chance: random.Random) -> str:
    """Give a name in some case of its language, of any one where its language is not known; "" where it has none."""
    script, key = script_of(name), fold(name).key
    words, written = key.split(), name.split()
    if script not in DECLINED or len(words) != len(written):
        return ""
    ways = sorted({way for word in words for _, _, way in changes(word, script) if lang in ("", way[0])})
    chance.shuffle(ways)
    for way in ways:
        if way[2] == NOMINATIVE or (way[1] == PLURAL and any(word[-1] not in OPEN for word in words)):
            continue
        made = [in_way(one, word, way, script, chance) for one, word in zip(written, words, strict=True)]
        found = declension(fold(" ".join(made)).key, key, script)
        if found and found.whole:
            return " ".join(made)
    return ""


def in_way(written: str, word: str, way: tuple[str, str, str], script: str, chance: random.Random) -> str:
    """Give a word as a paradigm has it, as it stands where it has none."""
    ends = [(lost, ending) for lost, ending, one in changes(word, script) if one == way]
    longest = max((len(lost) for lost, _ in ends), default=0)
    ends = [(lost, ending) for lost, ending in ends if len(lost) == longest]
    if not ends:
        return written
    lost, ending = chance.choice(ends)
    return written[: len(written) - len(lost)] + (ending.upper() if written.isupper() else ending)


def changes(word: str, script: str) -> Iterator[tuple[str, str, tuple[str, str, str]]]:
    """Give the endings that a word loses and takes, each with language, gender or number, and case."""
    for at in range(max(1, len(word) - LONGEST), len(word) + 1):
        for ending, ways in paradigms()[script].get(word[at:], NO_ENDINGS).items():
            for way in ways:
                yield word[at:], ending, way
