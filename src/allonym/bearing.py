"""What do the other names of an entity say of a query that one of its names met?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve
from rapidfuzz.distance import Indel

from allonym.declension import DECLINED, Declension, declension
from allonym.gazetteer import Gazetteer, JointGazetteer
from allonym.han import han_fold
from allonym.name import Name
from allonym.parse.parts import PATRONYMIC
from allonym.parse.vocabulary import QUALIFIER, given_names
from allonym.reading import HAN
from allonym.script import script_of
from allonym.standing import Known
from allonym.weighing import Weight

# So many entities are asked for their other names, and as many more as are just as likely as the first one.
FIRST_ASKED, MOST_ASKED = 5, 20
# An entity whose best name is less likely than this is asked for no other names, unless it is the first.
WORTH_ASKING = 0.01
# Kinds of scripts beside alphabets (P. Daniels, W. Bright, The World's Writing Systems, 1996).
KINDS = {
    "Arab": "abjad", "Hebr": "abjad", "Syrc": "abjad", "Hani": "han", "Hira": "kana", "Kana": "kana",
    "Hang": "hangul", **dict.fromkeys(
        "Beng Deva Ethi Gujr Guru Khmr Knda Laoo Mlym Mymr Orya Sinh Taml Telu Thai Tibt".split(), "abugida"
    ),
}  # fmt: skip
# So few names of an entity are all looked at for the one that a query is a case of.
FEW_NAMES = 8
# So many names of an entity in the script of the query are weighed, those with the most letters in common.
MOST_WEIGHED = 3


def asked(likelihoods: Sequence[float]) -> int:
    """Say how many entities, likeliest first, are worth a look at their other names."""
    count = 0
    for at, one in enumerate(likelihoods[:MOST_ASKED]):
        if at and (one < WORTH_ASKING or (at >= FIRST_ASKED and one < likelihoods[0])):
            break
        count = at + 1
    return count


def known(
    gazetteer: Gazetteer | JointGazetteer, query: Name, at: int, weight: Weight, weigh: Callable[[int], Weight]
) -> Known:
    """Tell what is known of the entity whose name at a place met a query so; `weigh` weighs another of its names."""
    return Bearing(gazetteer, query, weigh).known(at, weight)


class Bearing:
    """Tells what is known of each entity that one query may mean; what it asks of all is worked out once."""

    def __init__(self, gazetteer: Gazetteer | JointGazetteer, query: Name, weigh: Callable[[int], Weight]) -> None:
        self._gazetteer, self._query, self._weigh = gazetteer, query, weigh
        self._script = script_of(query.text)
        self._kind, self._in_han = KINDS.get(self._script, ""), self._script == HAN
        self._folded = han_fold(query.key)
        self._words = query.key.split()
        self._numbers = _numbers_in(self._words)
        self._has_initial = 1 in map(len, self._words)
        roles = {one.part.role for one in query.parts}
        self._filial, self._qualified = PATRONYMIC in roles, QUALIFIER in roles

    def known(self, at: int, weight: Weight) -> Known:
        """Tell what is known of the entity whose name at a place met the query so."""
        likelihood, _, _, alike, _, _, clash, unusual, matched, omitted, swapped, ends = weight
        gazetteer, query, script = self._gazetteer, self._query, self._script
        case = in_case(gazetteer, query, at, script) if script in DECLINED else None
        what = gazetteer.bearer(at).type
        if case is not None and case.whole:
            # However its best name met: this one is the query.
            return Known(likelihood, matched=matched, declension=case, type=what)
        text, key = gazetteer.written(at)
        words, found = key.split(), script_of(text)
        met = found == script
        spelled: float | None = _in_common(self._folded, key) if met else None
        best = 0.0
        if not met:
            own = in_script(gazetteer, query, at, script)
            spelled = -own[0][0] if own else None
            best = max([self._weigh(place)[0] for _, place in own[:MOST_WEIGHED]], default=0.0)
        shorter, longer = beside_names(gazetteer, query, at) if omitted or clash else (False, False)
        return Known(
            likelihood,
            met,
            alike,
            spelled,
            best,
            self._in_han,
            unusual,
            clash,
            self._filial,
            matched,
            omitted,
            clash and renamed(query.key, key),
            swapped and not self._qualified,
            self._kind,
            KINDS.get(found, ""),
            case,
            not self._numbers.isdisjoint(words),
            ends,
            shorter,
            longer,
            met and query.key[:1] != key[:1] and set(self._words).isdisjoint(words),
            self._has_initial or 1 in map(len, words),
            what,
        )


def numbered(one: str, other: str) -> bool:
    """Say whether two folded names have a number of more than one digit in common.

    >>> numbered("tarn 2025", "tarn 2025"), numbered("tarn 2025", "tarn 2021"), numbered("tarn 2", "tarn 2")
    (True, False, False)
    """
    return not _numbers_in(one.split()).isdisjoint(other.split())


def _numbers_in(words: Sequence[str]) -> frozenset[str]:
    return frozenset([word for word in words if len(word) > 1 and word.isdecimal()])


def beside_names(gazetteer: Gazetteer | JointGazetteer, query: Name, at: int) -> tuple[bool, bool]:
    """Say whether a query has all words, and more, of a name of the entity whose name it met, and such a name its own.

    A club is *Tarn*, and *FK Tarn Sela*: it is meant by *FK Tarn*, although that is neither.
    """
    asked = set(query.key.split())
    shorter = longer = False
    for place in (at, *gazetteer.borne_beside(at)):
        words = set(gazetteer.written(place)[1].split())
        shorter = shorter or (bool(words) and words < asked)
        longer = longer or words > asked
    return shorter, longer


def in_case(gazetteer: Gazetteer | JointGazetteer, query: Name, at: int, script: str) -> Declension | None:
    """Say how a query is a name of the entity, whose name at a place it met, in a case; None where it is none."""
    best = None
    others = gazetteer.borne_beside(at)
    # It takes as long to ask for all words of which the query's may be cases as to look at so few names.
    if len(others) > FEW_NAMES and not gazetteer.declines(query):
        return best
    for place in (at, *others):
        text, key = gazetteer.written(place)
        found = declension(query.key, key, script)
        if found is not None:
            tag = gazetteer.candidate(place).allonym.tag
            found = evolve(found, name=text, own=tag.partition("-")[0] in found.langs)
            if best is None or (found.whole, found.own) > (best.whole, best.own):
                best = found
    return best


def renamed(one: str, other: str) -> bool:
    """Say whether each of two folded names has a known given name of which the other has no form.

    >>> renamed("anna chmarin", "oleg chmarin"), renamed("bill chmarin", "william chmarin"), renamed("anna", "chmarin")
    (True, False, False)
    """
    left, right = one.split(), other.split()
    return _named(left, right) and _named(right, left)


def _named(words: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether one of some words is a known given name, and none of the others a form of it."""
    known = given_names()
    return any(
        word in known and word not in others and not any(known[word].keys() & known.get(one, {}) for one in others)
        for word in words
    )


def in_script(gazetteer: Gazetteer | JointGazetteer, query: Name, at: int, script: str) -> list[tuple[float, int]]:
    """Give the places of the names in a script that the bearer of the name at a place has, most alike first.

    Before each stands how many letters it has in common with the query, as a negative number.
    """
    folded = han_fold(query.key)
    beside = [(place, *gazetteer.written(place)) for place in gazetteer.borne_beside(at)]
    return sorted([(-_in_common(folded, key), place) for place, text, key in beside if script_of(text) == script])


def _in_common(folded: str, other: str) -> float:
    """Say how many of their letters two spellings have in common, in order, 0 to 1; forms of a Han letter are one.

    In the first, forms of Han letters have been folded into one.
    """
    return Indel.normalized_similarity(folded, han_fold(other))
