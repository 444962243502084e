"""Do two readings, in broad sounds, differ only in a grammatical ending?

Slavic news put names into cases: Łukaszenki, Łukaszence, Łukaszenką are all Łukaszenka. The endings are data
(`data/parts/case_endings.tsv`); here they become pairs of sounds that may end one word.

    >>> inflected("adamovi", "adam")
    True
    >>> inflected("adamov", "adamson")
    False
"""

from __future__ import annotations

from functools import cache

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


@cache
def endings() -> frozenset[tuple[str, str]]:
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


@cache
def genders() -> frozenset[tuple[str, str]]:
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
