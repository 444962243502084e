"""When has enough been found of what a name may mean, so that nobody need look farther?"""

from __future__ import annotations

from collections.abc import Iterable

from allonym.account import Found
from allonym.gazetteer import Gazetteer, JointGazetteer
from allonym.slip import slipped
from allonym.weighing import Weight

# When one candidate is likely, names that promise less than this share of what the first one promised are not weighed;
# nor are they when it is very likely, or none is likely after the first few.
LIKELY, ENOUGH = 0.8, 0.92
FAR_BEHIND = {LIKELY: 0.25, ENOUGH: 0.6}
HOPELESS = 0.35
FIRST_FEW = 8
# After so many candidates, the rest are weighed only if none of them is likely enough.
FIRST_CANDIDATES = 12
# A name that is so likely needs no nearer one, even if its parts do not all sound the same.
SURE_ENOUGH = 0.97
# Nor does one without a part left over that is so likely, or so likely and the same but for one slip of the hand: short
# words are one letter apart by chance, and the name that is meant may be heard only farther off, in another script.
SETTLED, SLIPPED = 0.9, 0.75
# Nor does one of several parts that is so likely, and has so many times the odds of the likeliest other one.
AHEAD = 0.8, 100.0
# One that is so likely, with so many times the odds, mostly stays the best: little is done to find another.
STAYS = 0.3, 10.0
# Where nobody bears a word as it is written, one that so many names have is meant: of a rare one, the table may lack a
# stranger's neighbour.
SEVERAL = 4


def is_whole(weight: Weight) -> bool:
    """Say whether two names are alike as a whole: only then does nobody come nearer."""
    score, _, whole, alike, _, slip, *_ = weight
    return whole and (alike or score >= (SLIPPED if slip else SETTLED))


def is_ahead(weight: Weight, rival: float, lead: tuple[float, float]) -> bool:
    """Say whether the likeliest name leaves no part over and is far likelier than the likeliest other one.

    >>> alike = (0.85, "near", True, False, False, False, False, 0.0)
    >>> is_ahead(alike, 0.05, AHEAD), is_ahead(alike, 0.1, AHEAD)
    (True, False)
    """
    (likelihood, _, whole, *_), (least, times) = weight, lead
    return whole and likelihood >= least and likelihood * (1 - rival) >= times * rival * (1 - likelihood)


def mistypes(gazetteer: Gazetteer | JointGazetteer, key: str, leading: Iterable[Found]) -> bool:
    """Say whether a folded spelling is one of the likeliest names so far, but for a slip of the hand, however likely.

    All words are spelled the same but for one, which nobody bears; one slip makes it a word that several names have.
    """
    return any(weight[2] and is_mistyped(gazetteer, key, gazetteer.written(at)[1]) for at, weight in leading)


def is_mistyped(gazetteer: Gazetteer | JointGazetteer, key: str, other: str) -> bool:
    """Say whether two folded spellings differ by a slip in one of several words, which nobody bears as it stands."""
    asked, borne = key.split(), other.split()
    if len(asked) != len(borne) or len(asked) == 1:
        return False
    left: list[str] = []
    for word in asked:
        if word in borne:
            borne.remove(word)
        elif left:
            return False
        else:
            left.append(word)
    return bool(
        left
        and slipped(left[0], borne[0])
        and not gazetteer.bearers(left[0])
        and gazetteer.bearers(borne[0]) >= SEVERAL
    )


def behind(bits: int, promised: float, highest: float, weighed: int) -> bool:
    """Say whether a candidate promises too little, beside the first one and the best score so far, to be weighed."""
    if highest >= ENOUGH:
        return bits < promised * FAR_BEHIND[ENOUGH] or weighed >= FIRST_CANDIDATES
    if highest >= LIKELY:
        return bits < promised * FAR_BEHIND[LIKELY]
    return weighed >= FIRST_FEW and bits < promised * HOPELESS
