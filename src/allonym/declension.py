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
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from allonym.endings import CODE, LONGEST_ENDING, SHORTEST_STEM, bare, common_start, oblique_stems
from allonym.kept import kept
from allonym.parse.vocabulary import given_names, rows

# A declined name of more words than this is none.
MOST_WORDS = 8
# Words of so few letters are particles and the like, which stay as they are: of, i, de, on.
SMALL_WORD = 3
# A stem of two letters is enough beside a word with a longer one: Lea Varga, Leo Varg.
SHORT_STEM = 2
# Nobody is called in what is told of them, and the -o and -e of that case end the names of many places.
VOCATIVE = "v"
# Languages whose names take an article instead of cases, at the end of their first word alone.
ARTICLE, WITH_ARTICLE = "t", frozenset(("bg", "mk"))
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
    belongs to another word does; `langs` are the languages that have these endings; `own` says that the name is in one
    of them.
    """

    name: str
    whole: bool
    langs: frozenset[str] = frozenset()
    own: bool = False


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
            for case in row["cases"].replace(VOCATIVE, "").split():
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
    ways = [_ways(one, two, script, SHORTEST_STEM if len(changed) == 1 else SHORT_STEM) for one, two in changed]
    common = frozenset.intersection(*ways) if ways else NONE
    if not common or all(common_start(one, two) < SHORTEST_STEM for one, two in changed):
        return None
    people = any(word in given_names() for word in lemmas)
    whole = [way for way in common if not (people and way[2] == ARTICLE) and _agrees(pairs, way)]
    if people and not whole:
        return None
    return Declension(lemma, bool(whole), frozenset([lang for lang, _, _ in whole or common]))


def _agrees(pairs: Sequence[tuple[str, str]], way: Way) -> bool:
    """Say whether all words of a name are in a case that can be: an article is at the end of the first word alone."""
    lang, gender, case = way
    if case == ARTICLE and lang in WITH_ARTICLE:
        return all((one != two) == (at == 0) for at, (one, two) in enumerate(pairs))
    return all(_stays(two, gender) for one, two in pairs if one == two)


@lru_cache(maxsize=65536)
def _ways(form: str, lemma: str, script: str, shortest: int = SHORTEST_STEM) -> Ways:
    """Give the ways in which a word may be a case of another, none where the stem is too short."""
    stem, silent, ending = form.partition("'")
    if silent and stem == lemma:
        # What is not spoken stands before an apostrophe in Polish: Claude'a (K. Klosinska, Poradnia PWN, 2018-02-16).
        return paradigms()[script].get("", NO_ENDINGS).get(ending, NONE)
    found = _ways_of(form, lemma, script, shortest)
    if not found and bare(form) == form:
        # Who writes no marks writes none anywhere.
        found = _ways_of(form, bare(lemma), script + BARE, shortest)
    return found


def _ways_of(form: str, lemma: str, script: str, shortest: int) -> Ways:
    known = paradigms()[script]
    stem = common_start(form, lemma)
    found = NONE
    for at in range(max(1, stem - LONGEST_ENDING), stem + 1):
        ending, lost = form[at:], lemma[at:]
        if at + len(lost.rstrip(ENDS)) >= shortest and (lost or lemma[-1] not in OPEN):
            found |= known.get(lost, NO_ENDINGS).get(ending, NONE)
    for root in oblique_stems(lemma):
        if form.startswith(root) and len(root) >= shortest:
            found |= known.get("", NO_ENDINGS).get(form[len(root) :], NONE)
    return found


def _stays(word: str, gender: str) -> bool:
    """Say whether a word has no other form in any case, as far as its last letter tells."""
    if len(word) <= SMALL_WORD or not word[-1].isalpha():
        return True
    return word[-1] not in DECLINES[gender] and (word[-1] in OPEN or gender == FEMININE)
