"""What do the other names of an entity say of a query that one of its names met?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz.distance import Indel

from allonym.gazetteer import Gazetteer, JointGazetteer
from allonym.han import han_fold
from allonym.name import Name
from allonym.parse.parts import PATRONYMIC
from allonym.reading import HAN
from allonym.script import script_of
from allonym.standing import Known
from allonym.weighing import Weight

# So many entities are asked for their other names, and as many more as are just as likely as the first one.
FIRST_ASKED, MOST_ASKED = 5, 20
# An entity whose best name is less likely than this is asked for no other names, unless it is the first.
WORTH_ASKING = 0.01
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
    likelihood, _, _, alike, _, _, clash, unusual = weight
    script = script_of(query.text)
    text, key = gazetteer.written(at)
    met = script_of(text) == script
    spelled: float | None = _alike(query.key, key) if met else None
    best = 0.0
    if not met:
        own = in_script(gazetteer, query, at, script)
        spelled = -own[0][0] if own else None
        best = max([weigh(place)[0] for _, place in own[:MOST_WEIGHED]], default=0.0)
    filial = any(one.part.role == PATRONYMIC for one in query.parts)
    return Known(likelihood, met, alike, spelled, best, script == HAN, unusual, clash, filial)


def in_script(gazetteer: Gazetteer | JointGazetteer, query: Name, at: int, script: str) -> list[tuple[float, int]]:
    """Give the places of the names in a script that the bearer of the name at a place has, most alike first.

    Before each stands how many letters it has in common with the query, as a negative number.
    """
    beside = [(place, *gazetteer.written(place)) for place in gazetteer.borne_beside(at)]
    return sorted([(-_alike(query.key, key), place) for place, text, key in beside if script_of(text) == script])


def _alike(one: str, other: str) -> float:
    """Say how many of their letters two spellings have in common, in order, 0 to 1; forms of a Han letter are one."""
    return Indel.normalized_similarity(han_fold(one), han_fold(other))
