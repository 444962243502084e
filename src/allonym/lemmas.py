"""Of which words may a word be a case?

A gazetteer lists Kraków, and the news has people in Krakowie. Whoever asks for one word finds the other by its
spelling, where a table of endings (`data/parts/case_endings.tsv`) leads from the one to the other: however many other
words sound nearer.

    >>> "kraków" in lemmas("krakowem", "Latn"), "tarnovac" in lemmas("tarnovcem", "Latn")
    (True, True)
    >>> lemmas("chmarin", "Grek")
    ()
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from allonym.endings import CHANGING, CODE, DATA, SHORTEST_STEM, bare
from allonym.kept import kept
from allonym.parse.vocabulary import rows

# Letters of CHANGING that come before this one are Latin.
CYRILLIC = "\u0400"
# A vowel is lost between two consonants.
BETWEEN = 2
# A vowel and two consonants: so much of a stem's end may change.
LONGEST_OPEN = 3
# For each script, what a lemma may have in the place of an ending.
Lemmas = Mapping[str, Mapping[str, tuple[str, ...]]]

_CONSONANTS = "[^\\W\\d_aeiouyąęóůаеёиоуъыэюяії]"
# A stem before an ending, in the oblique form of `endings.CHANGING`: its last vowel, if any, and one or two consonants.
_OPEN = re.compile(f"(?P<vowel>[{''.join(sorted({one for some in CHANGING.values() for one in some if one}))}]?)"
                   f"(?P<last>{_CONSONANTS}{{1,2}})$")  # fmt: skip
# What an open vowel, or none, may be in a closed syllable, in Latin letters or others.
_CLOSED = {
    (latin, vowel): [one for one, some in CHANGING.items() if vowel in some and (one < CYRILLIC) == latin]
    for latin in (True, False)
    for vowel in {one for some in CHANGING.values() for one in some}
}


def _as_lemmas(found: Mapping[str, Mapping[str, list[str]]]) -> Lemmas:
    return {script: {end: tuple(some) for end, some in known.items()} for script, known in found.items()}


@kept(_as_lemmas, data=DATA, code=(*CODE, "lemmas.py"))
def lemma_endings() -> Lemmas:
    """For each script and each ending of a case, with and without marks, the endings that the lemma may have."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows("case_endings"):
        known = found.setdefault(row["script"], {})
        for ending in {row["ending"], bare(row["ending"])} - {row["lemma_ending"]}:
            known.setdefault(ending, set()).add(row["lemma_ending"])
    return {script: {end: tuple(sorted(some)) for end, some in known.items()} for script, known in found.items()}


def lemmas(word: str, script: str) -> tuple[str, ...]:
    """Give the words, folded, of which a folded word may be a case, by its letters; none of most scripts.

    Where an ending changes the mark of the letter before it (Polish -źnie, -zno), the lemma without marks is one of
    them, too.
    """
    known = lemma_endings().get(script)
    if not known:
        return ()
    found = dict.fromkeys(_lemmas(word, known, max(SHORTEST_STEM, len(word) - _longest(script))))
    found |= dict.fromkeys([bare(one) for one in found if not one.isascii()])
    return tuple(found)


@cache
def _longest(script: str) -> int:
    """Say how many letters the longest ending of a script has."""
    return max(map(len, lemma_endings()[script]))


def _lemmas(word: str, known: Mapping[str, tuple[str, ...]], first: int) -> list[str]:
    found = []
    for at in range(first, len(word) + 1):
        endings = known.get(word[at:])
        if endings:
            stem = word[:at]
            found += [stem + ending for ending in endings]
            if "" in endings:
                found += _closed(stem)
    return found


def _closed(stem: str) -> Iterator[str]:
    """Give what a stem before an ending may be without one: Krakow-a, Kraków; Tarnovc-em, Tarnovac; Львов-а, Львів."""
    found = _OPEN.search(stem, max(0, len(stem) - LONGEST_OPEN))
    if found is None:
        return
    vowel, last = found.groups()
    latin = last < CYRILLIC
    if vowel:
        start = stem[: found.start()]
        yield from [start + closed + last for closed in _CLOSED.get((latin, vowel), ())]
    if len(last) == BETWEEN:
        before, after = stem[:-1], last[1]
        yield from [before + closed + after for closed in _CLOSED[latin, ""]]
