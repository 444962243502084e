"""Is a name, letter by letter, another name in a case?

Минске is Минск in the locative, Виктора Хренина is Виктор Хренин in the genitive: each word of the one is a word of the
other with another ending of one paradigm (`data/parts/case_endings.tsv`), all words in one case, of one number and
gender, and in one language. What has no cases in it stays as it is: Angela Merkel's husband, but not her, is Меркеля.

    >>> declension("krakowie", "kraków", "Latn").whole, declension("berlin", "bernin", "Latn") is None
    (True, True)
    >>> declension("wiktora chmarina", "wiktor chmarin", "Latn").whole
    True
    >>> declension("oleg chmarina", "oleg chmarin", "Latn") is None
    True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from allonym.endings import CODE, LONGEST_ENDING, SHORTEST_STEM, bare, common_start, oblique_stems
from allonym.kept import kept
from allonym.parse.vocabulary import given_names, rows

# A declined name of more words than this is none.
MOST_WORDS = 8
# Words of so few letters are particles and the like, which stay as they are: of, i, de, on.
SMALL_WORD = 3
# What tells the endings of a script without their marks from those with them.
BARE = "-bare"
MASCULINE, FEMININE, PLURAL = "masculine", "feminine", "plural"
# Letters that end words which men's and women's names decline; a consonant ends a man's.
OPEN = frozenset("aeiouyáéíóúýąęěůаеёиоуыэюяіїєў")
ENDS = "".join(sorted(OPEN)) + "ьйj"
DECLINES = {MASCULINE: frozenset("aаяьйj"), FEMININE: frozenset("aаяė"), PLURAL: OPEN, "neuter": frozenset("oоеe")}
_BETWEEN = re.compile("[ \\-]")
# A way to decline a word: language, gender or number, case.
Way = tuple[str, str, str]
Ways = frozenset[Way]
NONE: Ways = frozenset()
# The scripts of the languages whose cases are known.
DECLINED = frozenset(("Latn", "Cyrl"))
# For each script and each ending of a lemma, the endings that take its place.
Paradigms = Mapping[str, Mapping[str, Mapping[str, Ways]]]
NO_ENDINGS: Mapping[str, Ways] = {}


@frozen
class Declension:
    """How one name is another in a case.

    `name` is the lemma; `whole` says that every word that can is in the case, else some words stay as they are, as what
    belongs to another word does.
    """

    name: str
    whole: bool


def _as_ways(found: Mapping[str, Mapping[str, Mapping[str, list[list[str]]]]]) -> Paradigms:
    return {
        script: {
            lemma: {ending: frozenset([(one, two, three) for one, two, three in ways]) for ending, ways in some.items()}
            for lemma, some in known.items()
        }
        for script, known in found.items()
    }


@kept(_as_ways, data=("parts",), code=(*CODE, "declension.py"))
def paradigms() -> Paradigms:
    """For each script, and each without marks, how a lemma's ending becomes another, and in which cases it does."""
    found: dict[str, dict[str, dict[str, set[Way]]]] = {}
    for row in rows("case_endings"):
        for script, change in ((row["script"], str), (row["script"] + BARE, bare)):
            known = found.setdefault(script, {}).setdefault(change(row["lemma_ending"]), {})
            for case in row["cases"].split():
                known.setdefault(change(row["ending"]), set()).add((row["lang"], row["gender"], case))
    return {
        script: {lemma: {ending: frozenset(ways) for ending, ways in some.items()} for lemma, some in known.items()}
        for script, known in found.items()
    }


@lru_cache(maxsize=16384)
def declension(form: str, lemma: str, script: str) -> Declension | None:
    """Say how a folded name is another one in a case, None where it is not."""
    if form[:1] != lemma[:1] or form == lemma:
        return None
    forms, lemmas = _BETWEEN.split(form), _BETWEEN.split(lemma)
    if len(forms) != len(lemmas) or len(forms) > MOST_WORDS:
        return None
    pairs = list(zip(forms, lemmas, strict=True))
    changed = [(one, two) for one, two in pairs if one != two]
    ways = [_ways(one, two, script) for one, two in changed]
    common = frozenset.intersection(*ways) if ways else NONE
    if not common:
        return None
    same = [two for one, two in pairs if one == two]
    whole = any(all(_stays(word, way[1]) for word in same) for way in common)
    if not whole and any(word in given_names() for word in lemmas):
        return None
    return Declension(lemma, whole)


@lru_cache(maxsize=65536)
def _ways(form: str, lemma: str, script: str) -> Ways:
    """Give the ways in which a word may be a case of another, none where the stem is too short."""
    found = _ways_of(form, lemma, script)
    if not found and bare(form) == form:
        # Who writes no marks writes none anywhere.
        found = _ways_of(form, bare(lemma), script + BARE)
    return found


def _ways_of(form: str, lemma: str, script: str) -> Ways:
    known = paradigms()[script]
    stem = common_start(form, lemma)
    found = NONE
    for at in range(max(1, stem - LONGEST_ENDING), stem + 1):
        ending, lost = form[at:], lemma[at:]
        if at + len(lost.rstrip(ENDS)) >= SHORTEST_STEM and (lost or lemma[-1] not in OPEN):
            found |= known.get(lost, NO_ENDINGS).get(ending, NONE)
    for root in oblique_stems(lemma):
        if form.startswith(root) and len(root) >= SHORTEST_STEM:
            found |= known.get("", NO_ENDINGS).get(form[len(root) :], NONE)
    return found


def _stays(word: str, gender: str) -> bool:
    """Say whether a word has no other form in any case, as far as its last letter tells."""
    if len(word) <= SMALL_WORD or not word[-1].isalpha():
        return True
    return word[-1] not in DECLINES[gender] and (word[-1] in OPEN or gender == FEMININE)
