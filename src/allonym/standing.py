"""How does an entity stand among all that a name may mean?

A name that is likely by itself may still be a stranger's: a table of many names has one that sounds like nearly any
short word; an entity that is written quite otherwise in the script of the query would have been found by that name;
and the right entity mostly stands clear of all others. The weights of all this are learned (`data/weights.toml`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log2

from attrs import frozen

from allonym.comparison import added
from allonym.declension import Declension
from allonym.score import BELOW_SURE, SURE, logistic, logit_of, weights

# A name that is so likely by its sounds is likely whatever its letters say, in log odds.
LIKELY_ANYWAY = 4.0
# Log odds by which one entity stands before the next, and by which a name in the script of the query is less likely
# than the one that met: more says no more.
MOST_GAP = 6.0
# Names in one script that have this share of their letters in common are no other names.
LIKE_SPELLED = 0.85
# An entity is one of a crowd with all whose log odds are at most this much lower.
CROWD = 3.0
# No table that was learned from has fewer names: that an even smaller one has fewer strangers is not known.
FEWEST_NAMES = 1000
# Where the lines bend that turn log odds, and the gap to the next entity, into how sure an answer is.
ODDS = (-8.0, -1.0, 1.0, 2.5, 3.5, 12.0)
GAP = (-MOST_GAP, 1.5, MOST_GAP)
# Where the line bends for the bits that agree beyond those that tell one name from all others of the table: as many as
# that has some name of the table by chance.
BEYOND = (-10.0, 0.0, 8.0)
# What is said of how many names there are counts from so many bits, of a name of two words.
PLAINLY_MATCHED = 30.0
# A name of which fewer bits agree is a weak one; one in Han letters, where fewer do.
WEAK, WEAK_IN_HAN = 30.0, 20.0
# Of how many bits on, and to how many, it tells more that an entity has no name in the script of the query.
NAMELESS = 25.0, 35.0
# Kinds of scripts of which enough was learned, on either side.
NO_SCRIPTS = dict.fromkeys(
    ("asked_abjad", "asked_han", "found_han", "found_kana", "found_hangul", "found_abugida"), 0.0
)


def _stretches(name: str, ends: Sequence[float]) -> tuple[tuple[str, float, float], ...]:
    """Give the stretches between bends, each by the name of its weight: a weight for each makes a line that bends.

    >>> _stretches("gap", (-6.0, 1.5))
    (('gap_from_minus_6', -6.0, 1.5),)
    """
    return tuple(
        [(f"{name}_from_{low:g}".replace("-", "minus_").replace(".", "_"), low, high) for low, high in pairwise(ends)]
    )


ODDS_STRETCHES, GAP_STRETCHES = _stretches("odds", ODDS), _stretches("gap", GAP)
BEYOND_STRETCHES = _stretches("beyond_names", BEYOND)


@frozen
class Known:
    """What is known of an entity that a name may mean.

    `likelihood` says how likely its best name is by itself; `met` that this name is in the script of the query; `alike`
    that the words of both sound the same; `spelled` how much the query and the most alike of the entity's names in its
    script have in common by their letters, 0 to 1, None where the entity has no name in that script; `own` how likely
    the likeliest of those is; `han` that this script has a letter for each syllable. `unusual` is the share
    of the readings by which its best name met that are not the usual ones; `clash` says that a word contradicts;
    `filial` that the query has a patronymic; `matched` is how many bits of it and the best name agree, and
    `omitted` which share of the evidence only one of them has; `renamed` says that a known given name contradicts one
    that is no form of it, `swapped` that words stand in another order, and none of the query is a qualifier; `asked`
    and `found` are the kinds of the scripts of the query and of the best name, "" for alphabets; `declension` is how
    the query is one of its names in a case; `numbered` says that the query and the best name have a year or another
    number in common; `ends` that words of them differ in an ending; `shorter` that a name of the entity has some of
    the words of the query, and no others, `longer` that one has all of them, and others; `starts_otherwise` that the
    first letters of the query and the best name differ, and no word of them is one; `initial` that a word of either is
    one letter, which is spelled like no word; `type` is what the table says that the entity is.
    """

    likelihood: float
    met: bool = True
    alike: bool = True
    spelled: float | None = 1.0
    own: float = 0.0
    han: bool = False
    unusual: float = 0.0
    clash: bool = False
    filial: bool = False
    matched: float = PLAINLY_MATCHED
    omitted: float = 0.0
    renamed: bool = False
    swapped: bool = False
    asked: str = ""
    found: str = ""
    declension: Declension | None = None
    numbered: bool = False
    ends: bool = False
    shorter: bool = False
    longer: bool = False
    starts_otherwise: bool = False
    initial: bool = False
    type: str = ""


def witnesses(known: Known) -> dict[str, float]:
    """Turn what the names of an entity say beside the likelihood of the best one into numbers that weights multiply."""
    return {**scored(known), **_cases(known)}


def scored(known: Known) -> dict[str, float]:
    """Give the witnesses that have a weight of their own in the score; a case makes its name likelier instead."""
    return {**_names(known), **_scripts(known), **_words(known), **_clashes(known), **_left(known), **_type(known)}


def lift(known: Known) -> float:
    """Give the log odds by which a name is likelier since the query is that name in a case."""
    return _worth(_cases(known), "witnesses") if known.declension else 0.0


def _words(known: Known) -> dict[str, float]:
    """Say how words met: a table has one that sounds like nearly any short name, but hardly beside its number."""
    return {
        "unusual": known.unusual,
        "unusual_weak": known.unusual * max(0.0, 1.0 - known.matched / WEAK),
        "swapped_alike": float(known.swapped and known.alike),
        "numbered_alike": float(known.numbered and known.alike),
        "ends_nameless": float(known.ends and known.spelled is None),
        "han_weak": max(0.0, 1.0 - known.matched / WEAK_IN_HAN) if known.found == "han" else 0.0,
    }


def _clashes(known: Known) -> dict[str, float]:
    """Say how words contradict.

    Of two people with one father's name those with other surnames are hardly ever one, nor are those of one surname
    whose given names are known as two.
    """
    return {
        "clash": float(known.clash),
        "clash_filial": float(known.clash and known.filial),
        "clash_alike": float(known.clash and known.alike),
        "clash_nameless": float(known.clash and known.spelled is None),
        "renamed": float(known.renamed),
    }


def _left(known: Known) -> dict[str, float]:
    """Say what it tells that words are left out: most where the entity has no name in the script of the query.

    It tells less where the entity has a shorter name, or a longer one that has them all.
    """
    weak = max(0.0, 1.0 - known.matched / WEAK)
    return {
        "omitted": known.omitted,
        "omitted_nameless": known.omitted if known.spelled is None else 0.0,
        "shorter_weak": weak if known.shorter else 0.0,
        "longer_weak": weak if known.longer else 0.0,
    }


def _type(known: Known) -> dict[str, float]:
    """Say what it tells what an entity is.

    What a place is may be left out in another script (*Tarn* for *Tarn Oblast*); of the letters of a person's name in
    Han each reads in several ways, so that strangers sound like it.
    """
    place, han = known.type == "place", known.asked == "han" and not known.met
    return {
        "place": float(place),
        "place_omitted_nameless": known.omitted if place and known.spelled is None else 0.0,
        "person_han": float(known.type == "person" and han),
    }


def _cases(known: Known) -> dict[str, float]:
    """Say what it tells that a query is a name of the entity in a case, by its letters.

    It does most where this is a case of the very language of the name; then it matters little how near the two sound.
    """
    one = known.declension
    whole, own = one is not None and one.whole, one is not None and one.own
    far = max(0.0, LIKELY_ANYWAY - logit_of(known.likelihood))
    return {
        "declined_far": far if whole else 0.0,
        "declined_own_far": far if whole and own else 0.0,
        "declined_part": float(one is not None and not whole),
    }


def _scripts(known: Known) -> dict[str, float]:
    """Say between which kinds of scripts a name met: one that writes no vowels sounds like many others."""
    found = dict(NO_SCRIPTS)
    if not known.met:
        for head in (f"asked_{known.asked}", f"found_{known.found}"):
            if head in found:
                found[head] = 1.0
    return found


def _names(known: Known) -> dict[str, float]:
    """Say what the names of an entity in the script of the query tell."""
    nameless = known.spelled is None
    unlike = 2 * max(0.0, LIKE_SPELLED - (known.spelled or 0.0))
    logit = logit_of(known.likelihood)
    other = not (known.met or nameless)
    low, high = NAMELESS
    return {
        "nameless": float(nameless),
        "nameless_matched": (min(max(known.matched, low), high) - low) / (high - low) if nameless else 0.0,
        "other": float(other),
        "other_unlike": unlike if other else 0.0,
        "other_likely": max(0.0, logit - 2.0) if other else 0.0,
        "other_gap": min(MOST_GAP, max(0.0, logit - logit_of(known.own))) if other else 0.0,
        "unlike": unlike if known.met else 0.0,
        "near": float(known.met and not known.alike),
        "near_unlike": 0.0 if known.alike or nameless or known.initial else unlike,
        "starts_otherwise": float(known.met and known.starts_otherwise),
        "unlike_han": 1.0 - known.spelled if known.han and known.spelled is not None else 0.0,
    }


def witnessed(known: Known) -> float:
    """Give the log odds of an entity by itself: how likely its best name is, and what its other names say."""
    return _odds_with(known, scored(known))


def context(known: Known, lead: float, crowd: Sequence[float], names: int, lifted: float = 0.0) -> dict[str, float]:
    """Turn how an entity stands among others into numbers that weights multiply, beside those of its witnesses.

    `lead` are the log odds by which it stands before the strongest other one; `crowd` the log odds of the best names of
    all entities, lowest first; `names` how many names there are; `lifted` by how much the name is likelier than it
    sounds.
    """
    own = logit_of(known.likelihood)
    found = {"bias": 1.0}
    beyond = known.matched - log2(max(FEWEST_NAMES, names))
    for value, stretches in ((own + lifted, ODDS_STRETCHES), (lead, GAP_STRETCHES), (beyond, BEYOND_STRETCHES)):
        for name, low, high in stretches:
            # How much of the stretch lies below the value.
            found[name] = 0.0 if value <= low else min(value, high) - low
    found["names"] = log2(max(FEWEST_NAMES, names))
    found["crowd"] = log2(1 + len(crowd) - bisect_right(crowd, own - CROWD))
    return found


def ranked(known: Sequence[Known]) -> list[int]:
    """Give the places of entities in the order of their log odds; equals keep their order."""
    return _in_order([_odds(one, scored(one)) for one in known])


def standings(known: Sequence[Known], likelihoods: Sequence[float], names: int) -> list[float]:
    """Give the probability that each of several entities, as they are ranked, is the one that was asked for.

    `likelihoods` are those of the best names of all entities that were weighed, `names` is how many names there are.
    """
    told = [scored(one) for one in known]
    return _standings(known, told, [_odds(*both) for both in zip(known, told, strict=True)], likelihoods, names)


def plainly_ranked(known: list[Known], likelihoods: list[float], names: int, /) -> tuple[list[int], list[float]]:
    """Give the places of entities as they are ranked, and the probability of each; see `ranked` and `standings`."""
    told = [scored(one) for one in known]
    odds = [_odds(*both) for both in zip(known, told, strict=True)]
    order = _in_order(odds)
    rows = [known[at] for at in order], [told[at] for at in order], [odds[at] for at in order]
    return order, _standings(*rows, likelihoods, names)


def _in_order(odds: Sequence[float]) -> list[int]:
    return sorted(range(len(odds)), key=lambda at: -odds[at])


def _standings(
    known: Sequence[Known],
    told: Sequence[Mapping[str, float]],
    odds: Sequence[float],
    likelihoods: Sequence[float],
    names: int,
) -> list[float]:
    crowd = _crowd(likelihoods)
    scores: list[float] = []
    for at, one in enumerate(known):
        score = one.likelihood
        if 0.0 < score < SURE:
            around = context(one, leads(odds, at), crowd, names, lift(one))
            score = min(BELOW_SURE, logistic(_worth(around, "standing") + _worth(told[at], "standing")))
        # Who is behind in log odds is behind in the answer.
        scores.append(min(score, scores[-1]) if scores else score)
    return scores


def leads(odds: Sequence[float], at: int) -> float:
    """Say by how much the log odds at a place, of some with the highest first, lead before the strongest other ones.

    >>> leads((3.0, 1.0, 0.0), 0), leads((3.0, 1.0, 0.0), 2), leads((3.0,), 0)
    (2.0, -3.0, 6.0)
    """
    return MOST_GAP if len(odds) < 2 else odds[at] - odds[1 if at == 0 else 0]


@frozen
class Standing:
    """How a score came about, in log odds, beside what the best name of the entity and the query have in common.

    `start` is what holds for all, and how words met; `against` what it tells that words contradict, and `left` that
    some are left out; `case` that the query is one of its names in a case; `beside` is what the names of the entity in
    the script of the query say; `worth` what so much evidence proved to be worth; `rival` what the strongest other
    entity says, and `crowd` all `others` that come as near or nearly; `names` how many names there are, beside how much
    agrees; `held` that no entity is surer than one before it.
    """

    start: float = 0.0
    against: float = 0.0
    left: float = 0.0
    case: float = 0.0
    beside: float = 0.0
    worth: float = 0.0
    rival: float = 0.0
    crowd: float = 0.0
    names: float = 0.0
    held: float = 0.0
    others: int = 0


def standing(known: Sequence[Known], at: int, likelihoods: Sequence[float], names: int, score: float) -> Standing:
    """Say how the score of the entity at a place among those that were ranked came about."""
    one = known[at]
    if not 0.0 < one.likelihood < SURE:
        return Standing(held=logit_of(score) - logit_of(one.likelihood))
    odds = [_odds(other, scored(other)) for other in known]
    numbers = context(one, leads(odds, at), _crowd(likelihoods), names)
    case = _sums(context(one, 0.0, (), names, lift(one)))["odds"] - _sums(numbers)["odds"]
    # What is said of one that is as likely as not, beside another, in the smallest table.
    usual = _sums(context(Known(0.5), 0.0, (0.0,), FEWEST_NAMES))
    sums = _sums(numbers)
    words, against, left, *beside = (
        _worth(told(one), "standing") for told in (_words, _clashes, _left, _names, _scripts, _type)
    )
    return Standing(
        start=sum(usual.values()) + words,
        against=against,
        left=left,
        case=case,
        beside=sum(beside),
        worth=sums["odds"] - usual["odds"] - logit_of(one.likelihood),
        rival=sums["gap"] - usual["gap"],
        crowd=sums["crowd"] - usual["crowd"],
        names=sums["names"] - usual["names"],
        held=logit_of(score) - sum(sums.values()) - words - against - left - case - sum(beside),
        others=round(2 ** numbers["crowd"]) - 2,
    )


def _sums(numbers: Mapping[str, float]) -> dict[str, float]:
    """Add up what the numbers of each kind weigh."""
    learned = weights("standing")
    found = dict.fromkeys(("bias", "odds", "gap", "crowd", "names"), 0.0)
    for key, value in numbers.items():
        found[next(kind for kind in found if kind in key)] += learned[key] * value
    return found


def _crowd(likelihoods: Sequence[float]) -> list[float]:
    """Give the log odds of all entities that have anything in common with the query, lowest first."""
    return sorted([logit_of(one) for one in likelihoods if one > 0])


def _odds(known: Known, told: Mapping[str, float]) -> float:
    """Log odds; names that are the same, and such as have nothing in common, are not asked for more."""
    return _odds_with(known, told) if 0.0 < known.likelihood < SURE else logit_of(known.likelihood)


def _odds_with(known: Known, told: Mapping[str, float]) -> float:
    return logit_of(known.likelihood) + lift(known) + _worth(told, "witnesses")


def _worth(numbers: Mapping[str, float], situation: str) -> float:
    """Add up what numbers weigh; most are 0, and add nothing."""
    learned = weights(situation)
    return added([learned[key] * value for key, value in numbers.items() if value])


try:
    from allonym._standing import TOLD
    from allonym._standing import ranked_standings as _ranked
except ImportError:
    ranked_standings = plainly_ranked
else:
    # The weights that the core was given last, and those that they were made of: training changes them.
    _packed: list[tuple[Mapping[str, float], Mapping[str, float], tuple[bytes, bytes, bytes]]] = []

    def ranked_standings(known: list[Known], likelihoods: list[float], names: int, /) -> tuple[list[int], list[float]]:
        """Give the places of entities as they are ranked, and the probability of each; see `ranked` and `standings`."""
        odds, score = weights("witnesses"), weights("standing")
        if not _packed or _packed[0][0] is not odds or _packed[0][1] is not score:
            _packed[:] = [(odds, score, _as_packed(odds, score))]
        return _ranked(known, likelihoods, names, *_packed[0][2])

    def _as_packed(odds: Mapping[str, float], score: Mapping[str, float]) -> tuple[bytes, bytes, bytes]:
        """Give numbers and weights as the core takes them, doubles end to end: see `Scale` in `_standing.c`."""
        nobody = Known(0.5)
        told = tuple(scored(nobody))
        if told != TOLD:
            raise ValueError("what is told of an entity is not what the compiled core knows: build it anew")
        limits = (
            LIKELY_ANYWAY,
            MOST_GAP,
            LIKE_SPELLED,
            CROWD,
            FEWEST_NAMES,
            WEAK,
            WEAK_IN_HAN,
            *NAMELESS,
            SURE,
            BELOW_SURE,
        )
        around = context(nobody, 0.0, (), FEWEST_NAMES)
        scale = *limits, *ODDS, *GAP, *BEYOND, *_in_order_of(_cases(nobody), odds), *_in_order_of(around, score)
        return _doubles(scale), _doubles(_in_order_of(told, odds)), _doubles(_in_order_of(told, score))

    def _in_order_of(names: Iterable[str], learned: Mapping[str, float]) -> list[float]:
        return [learned[name] for name in names]

    def _doubles(numbers: Iterable[float]) -> bytes:
        return array("d", numbers).tobytes()
