"""Whom or what does this name mean?

The one orchestrator: fold, parse and read the name; ask the gazetteer for candidates; compare; score; answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from allonym.annotate import Annotator
from allonym.comparison import SAME, Measures, measure
from allonym.errors import BadOption
from allonym.fold import LOOK_ALIKE, check
from allonym.gazetteer import Candidate, Gazetteer, JointGazetteer, open_bundled
from allonym.name import Name, listen
from allonym.pairing import pair
from allonym.records import NIL, Allonym, Match, Mention, Resolution
from allonym.score import compared, probability, verdict
from allonym.tables import Table, find_tables
from allonym.tables.find import BUNDLED

MOST_MATCHES = 100
# After so many candidates, the rest are weighed only if none of them is likely enough.
FIRST_CANDIDATES = 12
ENOUGH = 0.9
# A surname alone that scores less is not weighed against fuller names: the answer would stay nil.
WORTH_A_LOOK = 0.2
# A word of a fuller name is the short name, from this share of the evidence.
ALIKE = 0.7
# Names that are spelled as asked are all shown, up to this many, since none may win in silence.
MOST_NAMESAKES = 100


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
        resolver._use(Gazetteer.open(path, verify=verify))  # noqa: SLF001  (the other way to make one)
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
        query = listen(name, lang or "", type or "")
        if not query.key:
            return Resolution(name, NIL, (), query.flags)
        candidates, looked = self._candidates(query, type, country)
        best = self._best(query, candidates)
        ranked = sorted(best.items(), key=lambda row: (-row[1][0], row[0]))
        said = verdict([score for _, (score, _, _) in ranked])
        namesakes = sum(1 for _, (score, _, _) in ranked if score >= 1.0)
        shown = ranked[: max(limit, min(namesakes, MOST_NAMESAKES))]
        matches = tuple([self._match(query, key, *found) for key, found in shown])
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

    def _candidates(self, query: Name, type: str | None, country: str | None) -> tuple[list[Candidate], bool]:
        """Ask for the same spelling, then for look-alikes, then for the same or a near sound."""
        fits = self._filter(type, country)
        spelled = [
            one for one in self.gazetteer.spelled(query.key) if fits(one) and not self._barred(query, one.allonym)
        ]
        if spelled:
            return spelled, False
        looked = [
            one for one in self.gazetteer.pictured(query.key) if fits(one) and not self._barred(query, one.allonym)
        ]
        sounding = [one for one in self.gazetteer.sounding(query) if fits(one) and not self._barred(query, one.allonym)]
        return [*looked, *sounding], bool(looked)

    def _filter(self, type: str | None, country: str | None) -> Callable[[Candidate], bool]:
        if type is None and country is None:
            return lambda _: True
        entities = self.gazetteer.entities
        wanted = country.upper() if country else None

        def fits(one: Candidate) -> bool:
            entity = entities[one.allonym.entity]
            return (type is None or not entity.type or entity.type == type) and (
                not wanted or not entity.country or entity.country == wanted
            )

        return fits

    def _barred(self, query: Name, allonym: Allonym) -> bool:
        """Does the table say that this very name must not resolve to this entity?"""
        return query.key in self.gazetteer.barred(allonym.entity)

    def _best(self, query: Name, candidates: Sequence[Candidate]) -> dict[str, tuple[float, Candidate, Measures]]:
        """Score candidates, and keep the best name of each entity."""
        best: dict[str, tuple[float, Candidate, Measures]] = {}
        for number, one in enumerate(candidates):
            other = self.gazetteer.name(one)
            if query.key == other.key:
                # However many bear the name, all of them are known.
                best.setdefault(self.gazetteer.entity(one.allonym.entity).id, (1.0, one, SAME))
                continue
            if number >= FIRST_CANDIDATES and any(score >= ENOUGH for score, _, _ in best.values()):
                break
            measures = measure(query, other, self.gazetteer.rarity(query, other))
            score = probability(measures)
            found = (score, one, measures)
            if score > WORTH_A_LOOK and len(other.parts) == 1 < len(query.parts) and not measures.joined:
                found = self._in_full(query, one, found)
            key = self.gazetteer.entity(one.allonym.entity).id
            if key not in best or found[0] > best[key][0]:
                best[key] = found
        return best

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
                fuller.append((probability(measures), one, measures))
        return max(fuller, key=lambda row: row[0], default=found)

    def _match(self, query: Name, key: str, score: float, one: Candidate, measures: Measures) -> Match:
        other = self.gazetteer.name(one)
        return Match(self.gazetteer.entities[key], one.allonym, compared(query, other, measures, score))


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
