"""Whom or what does this name mean?

The one orchestrator: fold, parse and read the name; ask the gazetteer for candidates; compare; score; answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path

from allonym.annotate import Annotator
from allonym.comparison import SAME, Measures, measure
from allonym.errors import BadOption
from allonym.fold import LOOK_ALIKE, Folded, check, fold
from allonym.gazetteer import Candidate, Gazetteer, JointGazetteer, open_bundled
from allonym.gazetteer.segments import open_gazetteer
from allonym.name import Name, listen
from allonym.pairing import pair
from allonym.records import (
    AMBIGUOUS,
    MATCH,
    NIL,
    SPELLING,
    Allonym,
    Comparison,
    Entity,
    Evidence,
    Match,
    Mention,
    Resolution,
)
from allonym.score import compared, likelihood, standings, verdict
from allonym.tables import Table, find_tables
from allonym.tables.find import BUNDLED

MOST_MATCHES = 100
# When one candidate is likely, names that promise less than this share of what the first one promised are not weighed;
# nor are they when it is very likely, or none is likely after the first few.
LIKELY, ENOUGH = 0.8, 0.92
FAR_BEHIND = {LIKELY: 0.5, ENOUGH: 0.8}
HOPELESS = 0.05
FIRST_FEW = 6
# After so many candidates, the rest are weighed only if none of them is likely enough.
FIRST_CANDIDATES = 12
# A surname alone that scores less is not weighed against fuller names: the answer would stay nil.
WORTH_A_LOOK = 0.2
# A word of a fuller name is the short name, from this share of the evidence.
ALIKE = 0.7
# Names that are spelled as asked are all shown, up to this many, since none may win in silence.
MOST_NAMESAKES = 100
# A name that is so likely needs no nearer one, even if its parts do not all sound the same.
SURE_ENOUGH = 0.97


Fits = Callable[[Entity, Allonym], bool] | None
Weighed = tuple[float, Candidate, Measures]
Told = tuple[tuple[Evidence, ...], str]
# More than any name promises: what look-alikes are given before all others.
MOST_BITS = 1 << 30


class Resolver:
    """Resolves names over one gazetteer. It may be shared between threads.

    `tables` are "bundled", names of bundled tables, paths of folders or TSV files, or `Table` records.
    """

    def __init__(self, tables: Iterable[str | Path | Table] = ("bundled",)) -> None:
        tables = tuple(tables)
        own = find_tables(one for one in tables if one != BUNDLED)
        members = [open_bundled()] if BUNDLED in tables else []
        if own or not members:
            members.append(Gazetteer.of(own))
        self._use(members[0] if len(members) == 1 else JointGazetteer(members))

    def _use(self, gazetteer: Gazetteer | JointGazetteer) -> None:
        self.gazetteer = gazetteer
        self._annotator = Annotator(self.gazetteer, self.resolve)

    @classmethod
    def open(cls, path: str | Path, *, verify: bool = False) -> Resolver:
        """Open a compiled gazetteer; `verify` checks every byte. Raises IndexCorrupt or IndexTooNew."""
        resolver = cls.__new__(cls)
        resolver._use(open_gazetteer(path, verify=verify))  # noqa: SLF001  (the other way to make one)
        return resolver

    def __repr__(self) -> str:
        return f"Resolver({self.gazetteer!r})"

    def resolve(
        self, name: str, *, lang: str | None = None, type: str | None = None, country: str | None = None, limit: int = 5
    ) -> Resolution:
        """Say which entity a name means, how sure that is, and why.

        `lang` is the language of the text that the name stands in (BCP 47); `type` and `country` (ISO 3166-1
        alpha-2) leave out other entities; `limit`, 1 to 100, is how many matches are given, though all entities that
        are spelled just so are given. Raises BadText, TooLong or BadOption.
        """
        check_limit(limit)
        folded = fold(name)
        if not folded.key:
            return Resolution(name, NIL, (), folded.flags)
        fits = self._filter(type, country, folded.key)
        spelled = self._spelled(folded.key, fits)
        if spelled:
            return self._as_spelled(name, folded, spelled, lang or "", type or "")
        query = listen(name, lang or "", type or "")
        looked = self.gazetteer.pictured(query.key)
        if fits is not None:
            looked = tuple([one for one in looked if fits(self.gazetteer.bearer(one.index), one.allonym)])
        best = self._best(query, looked, fits)
        ranked = _settled(sorted(best.items(), key=lambda row: (-row[1][0], row[0])))
        said = verdict([score for _, (score, _, _) in ranked])
        matches = tuple([self._match(query, *found) for _, found in ranked[:limit]])
        flags = query.flags
        if looked and LOOK_ALIKE not in flags:
            flags = (*flags, LOOK_ALIKE)
        return Resolution(name, said, matches, flags)

    def resolve_many(
        self,
        names: Iterable[str],
        *,
        lang: str | None = None,
        type: str | None = None,
        country: str | None = None,
        limit: int = 5,
    ) -> list[Resolution]:
        """Resolve many names, each distinct one once; the answers keep the order of the names."""
        names = list(names)
        known: dict[str, Resolution] = {}
        for name in names:
            check(name)
            if name not in known:
                known[name] = self.resolve(name, lang=lang, type=type, country=country, limit=limit)
        return [known[name] for name in names]

    def annotate(self, text: str, *, lang: str | None = None) -> tuple[Mention, ...]:
        """Give the mentions of entities in a running text of any length, sorted, without overlaps."""
        return self._annotator.annotate(text, lang=lang)

    def _filter(self, type: str | None, country: str | None, key: str) -> Fits:
        """Say which entities may be the answer: of this type and country, and not barred from this very name."""
        wanted = country.upper() if country else None
        barred = self.gazetteer.barred

        def fits(entity: Entity, one: Allonym) -> bool:
            return (
                (type is None or not entity.type or entity.type == type)
                and (not wanted or not entity.country or entity.country == wanted)
                and key not in barred(one.entity)
            )

        return fits if type is not None or wanted or self.gazetteer.bars else None

    def _spelled(self, key: str, fits: Fits) -> dict[str, tuple[Entity, Allonym, int]]:
        """Give the entities that have a name of this spelling, each with the first one."""
        found: dict[str, tuple[Entity, Allonym, int]] = {}
        for entity, one, at in self.gazetteer.spelling(key):
            if entity.id not in found and (fits is None or fits(entity, one)):
                found[entity.id] = (entity, one, at)
                if len(found) >= MOST_NAMESAKES:
                    break
        return found

    def _as_spelled(
        self, name: str, folded: Folded, found: dict[str, tuple[Entity, Allonym, int]], lang: str, type: str
    ) -> Resolution:
        """Answer with all who bear just this name: however many they are, none may win in silence."""

        def told(at: int) -> Told:
            comparison = compared(listen(name, lang, type), self.gazetteer.name(self.gazetteer.candidate(at)), SAME)
            return comparison.evidence, comparison.drawing

        matches = tuple(
            [
                Match(entity, one, Comparison.later(name, one.name, 1.0, SPELLING, partial(told, at)))
                for entity, one, at in (found.values() if len(found) == 1 else [found[key] for key in sorted(found)])
            ]
        )
        return Resolution(name, MATCH if len(matches) == 1 else AMBIGUOUS, matches, folded.flags)

    def _best(self, query: Name, looked: Sequence[Candidate], fits: Fits) -> dict[str, Weighed]:
        """Score candidates, likeliest first, and keep the best name of each entity.

        Names of the same words are scored once. When one is likely enough, those that promise much less are left, and
        the gazetteer is not searched any farther.
        """
        best: dict[str, Weighed] = {}
        known: dict[object, Weighed] = {}
        seen: set[int] = set()
        highest, settled = 0.0, False
        for stage in chain([[(one.index, MOST_BITS) for one in looked]], self.gazetteer.stages(query)):
            promised = float(stage[0][1]) if stage else 0.0
            for at, bits in stage:
                if behind(bits, promised, highest, len(known)):
                    break
                if at in seen:
                    continue
                seen.add(at)
                one, entity = self.gazetteer.candidate(at), self.gazetteer.bearer(at)
                if fits is not None and not fits(entity, one.allonym):
                    continue
                found = self._weigh(query, one, known)
                highest = max(highest, found[0])
                settled = settled or is_whole(found[2], found[0])
                if entity.id not in best or found[0] > best[entity.id][0]:
                    best[entity.id] = found
            if (settled or highest >= SURE_ENOUGH) and promised < MOST_BITS:
                break
        return best

    def _weigh(self, query: Name, one: Candidate, known: dict[object, Weighed]) -> Weighed:
        """Score a candidate; one of the same words as another scores the same."""
        words = self.gazetteer.alike(one.index)
        if words in known:
            score, _, measures = known[words]
            return score, one, measures
        other = self.gazetteer.name(one)
        measures = measure(query, other, self.gazetteer.rarity(query, other))
        found = (likelihood(measures), one, measures)
        if found[0] > WORTH_A_LOOK and len(other.parts) == 1 < len(query.parts) and not measures.joined:
            return self._in_full(query, one, found)
        known[words] = found
        return found

    def _in_full(
        self, query: Name, short: Candidate, found: tuple[float, Candidate, Measures]
    ) -> tuple[float, Candidate, Measures]:
        """Score a fuller query against the entity's fuller names that have the short one in them, where there are any.

        A surname alone tells little: Anna Lukashenko must be weighed against Alexander Lukashenko.
        """
        (word,) = self.gazetteer.name(short).parts
        fuller = []
        for one in self.gazetteer.names_of(short.allonym.entity):
            other = self.gazetteer.name(one)
            if len(other.parts) > 1 and any(pair(word, part).share >= ALIKE for part in other.parts):
                measures = measure(query, other, self.gazetteer.rarity(query, other))
                fuller.append((likelihood(measures), one, measures))
        return max(fuller, key=lambda row: row[0], default=found)

    def _match(self, query: Name, score: float, one: Candidate, measures: Measures) -> Match:
        other = self.gazetteer.name(one)
        return Match(self.gazetteer.bearer(one.index), one.allonym, compared(query, other, measures, score))


def is_whole(measures: Measures, score: float) -> bool:
    """Say whether two names are alike as a whole: only then does nobody come nearer."""
    return not measures.omitted and not measures.against and (measures.alike or score >= LIKELY)


def behind(bits: int, promised: float, highest: float, weighed: int) -> bool:
    """Say whether a candidate promises too little, beside the first one and the best score so far, to be weighed."""
    if highest >= ENOUGH:
        return bits < promised * FAR_BEHIND[ENOUGH] or weighed >= FIRST_CANDIDATES
    if highest >= LIKELY:
        return bits < promised * FAR_BEHIND[LIKELY]
    return weighed >= FIRST_FEW and bits < promised * HOPELESS


def _settled(ranked: list[tuple[str, Weighed]]) -> list[tuple[str, Weighed]]:
    """Score each entity by how likely it is and how it stands to the next."""
    scores = standings([score for _, (score, _, _) in ranked])
    return [(key, (score, one, measures)) for (key, (_, one, measures)), score in zip(ranked, scores, strict=True)]


def check_limit(limit: object) -> int:
    """Give a limit back where it is a whole number from 1 to 100; raises BadOption."""
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MOST_MATCHES:
        raise BadOption(f"limit={limit!r}: expected a whole number from 1 to {MOST_MATCHES}")
    return limit


@cache
def default_resolver() -> Resolver:
    """The resolver over the bundled tables; made at first use."""
    return Resolver()


def resolve(
    name: str, *, lang: str | None = None, type: str | None = None, country: str | None = None, limit: int = 5
) -> Resolution:
    """Say which entity of the bundled tables a name means; see Resolver.resolve.

    >>> resolve("Weißrussland").id
    'iso3166:BY'
    """
    return default_resolver().resolve(name, lang=lang, type=type, country=country, limit=limit)
