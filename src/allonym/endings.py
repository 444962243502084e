"""Do two readings, in broad sounds, differ only in a grammatical ending?

Slavic news put names into cases: Łukaszenki, Łukaszence, Łukaszenką are all Łukaszenka. The endings are data
(`data/parts/case_endings.tsv`); here they become pairs of sounds that may end one word.

    >>> inflected("adamovi", "adam")
    True
    >>> inflected("adamov", "adamson")
    False
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from unicodedata import combining, normalize

from allonym.kept import kept
from allonym.parse.vocabulary import rows
from allonym.reading import broaden, codes_for, orthographies

# A shorter common beginning is too little to say that only the ending differs.
SHORTEST_STEM = 3
# A consonant that an ending can follow, in each script: endings are read behind it.
BEARERS = {"Latn": "t", "Cyrl": "т"}
# Surname endings such as -ovič and -ovna share a beginning of up to so many sounds.
LONGEST_ENDING = 4
# A single vowel on either side (Novotný, Novotná) is far oftener the ending of a case.
SHORTEST_GENDER = 2
FLEETING = "eəo"
# At most so many letters of the common beginning belong to the changing end of a stem: Praha, Praze.
LONGEST_CHANGE = 3
# What the last vowel of a closed stem becomes before an ending, "" where it is lost: Polish ó and ą, Czech ů,
# Ukrainian і, fleeting vowels of all Slavic languages (R. Sussex, P. Cubberley, The Slavic Languages, 2006, chapter 3).
CHANGING = {
    "ó": ("o",), "ą": ("ę",), "ů": ("o",), "і": ("о", "е"), "ї": ("є",),
    "e": ("",), "o": ("",), "a": ("",), "е": ("",), "о": ("",), "ё": ("",), "ъ": ("",),
}  # fmt: skip
VOWELS = "".join(CHANGING) + "aiuyаиуыэюя"
_CLOSED = re.compile(f"([{''.join(CHANGING)}])([^\\W{VOWELS}]{{1,2}})$")


# What the tables below are made of.
DATA = ("parts", "orthographies", "sounds.tsv", "scripts.tsv", "lookalikes.tsv")
CODE = ("fold.py", "script.py", "rules.py", "engine.py", "reading.py", "endings.py", "parse/vocabulary.py")
Pairs = frozenset[tuple[str, str]]


def _as_pairs(found: Iterable[Sequence[str]]) -> Pairs:
    return frozenset([(one, two) for one, two in found])


def _as_pairs_by_script(found: Mapping[str, Iterable[Sequence[str]]]) -> Mapping[str, Pairs]:
    return {script: _as_pairs(some) for script, some in found.items()}


@kept(_as_pairs, data=DATA, code=CODE)
def endings() -> Pairs:
    """Pairs of sounds that end two cases of one word, in both orders."""
    found: set[tuple[str, str]] = set()
    known = orthographies()
    for row in rows("case_endings"):
        bearer = BEARERS.get(row["script"])
        code = next((code for code in codes_for(row["script"], row["lang"]) if code in known), None) if bearer else None
        if bearer and code:
            one, two = (broaden(known[code].read(bearer + row[column])[0])[1:] for column in ("ending", "lemma_ending"))
            found.update(((one, two), (two, one)))
    return frozenset(found)


@kept(_as_pairs, data=DATA, code=CODE)
def genders() -> Pairs:
    """Pairs of sounds that end the masculine and the feminine form of one surname, in both orders."""
    found: set[tuple[str, str]] = set()
    known = orthographies()
    for row in rows("surname_endings"):
        bearer = BEARERS.get(row["script"], "")
        code = next((code for code in codes_for(row["script"], row["lang"]) if code in known), None) if bearer else None
        if code and row["kind"] == "gender":
            one, two = (broaden(known[code].read(bearer + row[column])[0])[1:] for column in ("masculine", "feminine"))
            if max(len(one), len(two)) >= SHORTEST_GENDER:
                found.update(((one, two), (two, one)))
    return frozenset(found)


@kept(_as_pairs_by_script, data=DATA, code=CODE)
def case_forms() -> Mapping[str, Pairs]:
    """For each script, pairs of letters that end two cases of one word, in both orders, with and without marks."""
    forms: dict[tuple[str, ...], set[str]] = {}
    for row in rows("case_endings"):
        lemma = row["lemma_ending"]
        forms.setdefault((row["script"], row["lang"], lemma, row["gender"]), {lemma}).add(row["ending"])
    found: dict[str, set[tuple[str, str]]] = {}
    for (script, *_), some in forms.items():
        pairs = {pair for one, two in permutations(some, 2) for pair in ((one, two), (bare(one), bare(two)))}
        found.setdefault(script, set()).update((one, two) for one, two in pairs if one != two)
    return {script: frozenset(some) for script, some in found.items()}


@kept(_as_pairs_by_script, data=DATA, code=CODE)
def gender_forms() -> Mapping[str, Pairs]:
    """For each script, pairs of letters that end a man's and a woman's form of one surname, in both orders."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows("surname_endings"):
        one, two = row["masculine"], row["feminine"]
        if row["kind"] == "gender" and max(len(one), len(two)) >= SHORTEST_GENDER:
            both = found.setdefault(row["script"], set())
            both.update(((one, two), (two, one), (bare(one), bare(two)), (bare(two), bare(one))))
    return {script: frozenset(some) for script, some in found.items()}


def paired(a: str, b: str, script: str) -> bool:
    """Say whether two folded words in one script are written like a man's and a woman's form of one surname.

    >>> paired("ivanov", "ivanova", "Latn"), paired("novotny", "novotna", "Latn")
    (True, False)
    """
    pairs = gender_forms().get(script, frozenset())
    stem = common_start(a, b)
    return any((a[at:], b[at:]) in pairs for at in range(max(2, stem - LONGEST_ENDING), stem + 1))


# So many letters are remembered without their marks: more than all that cases are known of.
MOST_LETTERS = 10_000


class _Bare(dict[int, str]):
    """What is left of a letter without its marks, by its code point, worked out once."""

    def __missing__(self, code: int) -> str:
        left = "".join([one for one in normalize("NFD", chr(code)) if not combining(one)])
        if len(self) < MOST_LETTERS:
            self[code] = left
        return left


_BARE = _Bare()


def bare(word: str) -> str:
    """Give a word without the marks on its letters."""
    return word if word.isascii() else word.translate(_BARE)


def declined(a: str, b: str, script: str) -> bool:
    """Say whether two folded words in one script are written like two cases of one word.

    >>> declined("katowicach", "katowice", "Latn"), declined("krakowa", "kraków", "Latn")
    (True, True)
    >>> declined("berlin", "bernin", "Latn")
    False
    """
    pairs = case_forms().get(script)
    if not pairs:
        return False
    stem = common_start(a, b)
    if any((a[at:], b[at:]) in pairs for at in range(max(SHORTEST_STEM, stem - LONGEST_CHANGE), stem + 1)):
        return True
    if stem < SHORTEST_STEM - 1:
        return False
    return any(
        long.startswith(root) and (long[len(root) :], "") in pairs
        for long, short in ((a, b), (b, a))
        for root in oblique_stems(short)
    )


def oblique_stems(lemma: str) -> Iterator[str]:
    """Give the stems that a word without an ending may have before one: Kraków, Krakow-a; Львів, Львов-а."""
    found = _CLOSED.search(lemma)
    if found:
        start, end = lemma[: found.start()], found[2]
        yield from (start + vowel + end for vowel in CHANGING[found[1]])


def gendered(a: str, b: str) -> bool:
    """Say whether two strings of sounds are the masculine and the feminine form of one surname.

    >>> gendered("ivanov", "ivanova"), gendered("ivanov", "petrova")
    (True, False)
    """
    stem = common_start(a, b)
    return any((a[at:], b[at:]) in genders() for at in range(max(2, stem - LONGEST_ENDING), stem + 1))


def inflected(a: str, b: str) -> bool:
    """Say whether two strings of sounds share a stem, and differ in endings of cases or a fleeting vowel before one."""
    stem = common_start(a, b)
    if stem < SHORTEST_STEM:
        return False
    pairs = endings()
    rest_a, rest_b = a[stem:], b[stem:]
    if (rest_a, rest_b) in pairs:
        return True
    # A rule may begin within the common part: Moskva, Moskvy share the v of their endings' bearer.
    for back in (1, 2):
        if stem - back >= SHORTEST_STEM and (a[stem - back :], b[stem - back :]) in pairs:
            return True
    return _fleeting(rest_a, rest_b, pairs) or _fleeting(rest_b, rest_a, pairs)


def _fleeting(full: str, short: str, pairs: frozenset[tuple[str, str]]) -> bool:
    """Jacek, Jackiem: the vowel before the last consonant of the one is lost in the other."""
    return len(full) == 2 and full[0] in FLEETING and short[:1] == full[1] and (short[1:], "") in pairs


def common_start(a: str, b: str) -> int:
    """Give how many sounds two strings begin with in common."""
    at = 0
    for one, two in zip(a, b, strict=False):
        if one != two:
            break
        at += 1
    return at
