"""How did each match of an answer come by its score?

Nobody may ever ask, so that nothing is found out before: the entities are then weighed once more, which gives the very
same, since neither tables nor weights change.
"""

from __future__ import annotations

from collections.abc import Callable

from allonym.bearing import in_script
from allonym.gazetteer import Gazetteer, JointGazetteer
from allonym.name import listen
from allonym.reasons import Beside, reasons
from allonym.records import Evidence
from allonym.score import explained, logit_of
from allonym.script import script_of
from allonym.standing import Known, Standing, standing, witnessed
from allonym.weighing import Weight

Told = tuple[tuple[Evidence, ...], str]
# A candidate by its place among all names, and what it weighs.
Found = tuple[int, Weight]
# The best name of each entity, how sure each is, what is known of the first ones, how likely all best names are.
Stood = tuple[list[Found], list[float], list[Known], list[float]]
SURE_BY_SPELLING = 1.0


def of_spelling(
    gazetteer: Gazetteer | JointGazetteer, name: str, lang: str, type: str, at: int, namesakes: int
) -> Told:
    """Tell of the name at a place, which is spelled as asked, as those of so many other entities are."""
    told, drawn = of_pair(gazetteer, (name, lang, type), at, SURE_BY_SPELLING, Standing())
    if namesakes:
        others = "one other entity is" if namesakes == 1 else f"{namesakes} other entities are"
        told = (*told, Evidence(f"{others} written just so, and a name cannot tell which is meant", 0.0))
    return told, drawn


def of_pair(
    gazetteer: Gazetteer | JointGazetteer, asked: tuple[str, str, str], at: int, likelihood: float, stands: Standing
) -> Told:
    """Tell of a query and the name at a place by themselves, and with what is told beside of how their words meet."""
    query, other = listen(*asked), gazetteer.name(gazetteer.candidate(at))
    more = {"bias": stands.start, "clashes": stands.against, "omitted": stands.left}
    return explained(query, other, gazetteer.rarity(query, other), likelihood, "resolve", more)


class Account:
    """Tells how the matches of one answer came by their scores; `again` weighs its entities once more."""

    __slots__ = ("_again", "_asked", "_gazetteer", "_stood")

    def __init__(
        self, gazetteer: Gazetteer | JointGazetteer, asked: tuple[str, str, str], again: Callable[[], Stood]
    ) -> None:
        self._gazetteer, self._asked, self._again = gazetteer, asked, again
        self._stood: Stood | None = None

    def of_sound(self, at: int, score: float) -> Told:
        """Tell of the name at a place, which is the best of the entity that has this score."""
        if self._stood is None:
            self._stood = self._again()
        found, _, known, likelihoods = self._stood
        place = next(place for place, (other, _) in enumerate(found) if other == at)
        likelihood = found[place][1][0]
        if place >= len(known):
            # Whoever was not asked for other names stands behind all who were.
            stands, beside = Standing(held=logit_of(score) - logit_of(likelihood)), Beside()
        else:
            stands = standing(known, place, likelihoods, len(self._gazetteer), score)
            beside = self._beside(place, found, known)
        told, drawn = of_pair(self._gazetteer, self._asked, at, likelihood, stands)
        return (*told, *reasons(stands, beside)), drawn

    def _beside(self, place: int, found: list[Found], known: list[Known]) -> Beside:
        """Say what stood beside the entity at a place among those that were ranked."""
        one, at = known[place], found[place][0]
        query = listen(*self._asked)
        if one.met:
            name = self._gazetteer.written(at)[0]
        else:
            own = in_script(self._gazetteer, query, at, script_of(query.text))
            name = self._gazetteer.written(own[0][1])[0] if own else ""
        rival, lead = "", 0.0
        if len(known) > 1:
            other = 1 if place == 0 else 0
            rival = self._gazetteer.bearer(found[other][0]).heading
            lead = witnessed(one) - witnessed(known[other])
        lemma, whole = (one.declension.name, one.declension.whole) if one.declension else ("", True)
        stood = (name, one.spelled or 0.0, one.met, one.alike, rival, lead, len(self._gazetteer))
        return Beside(*stood, query.text, lemma, whole)
