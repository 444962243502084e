"""Whom or what does this name mean?

The one orchestrator: fold, parse and read the name; ask the gazetteer for candidates; compare; score; answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import frozen

from allonym.account import SURE_BY_SPELLING, Account, Found, Stood, of_spelling
from allonym.annotate import Annotator
from allonym.asked import check_country, check_lang, check_type
from allonym.bearing import Bearing, asked
from allonym.collector import undisturbed
from allonym.columns import Row, as_columns
from allonym.errors import BadOption, BadText
from allonym.fold import LOOK_ALIKE, check, fold
from allonym.gazetteer import Gazetteer, JointGazetteer, open_bundled
from allonym.gazetteer.segments import open_gazetteer
from allonym.name import Name, listen
from allonym.processes import check_workers, in_processes
from allonym.records import (
    AMBIGUOUS,
    MATCH,
    NIL,
    SPELLING,
    Allonym,
    Comparison,
    Entity,
    Match,
    Mention,
    Resolution,
)
from allonym.resting import AHEAD, STAYS, SURE_ENOUGH, behind, is_ahead, is_whole, mistypes
from allonym.score import verdict
from allonym.standing import ranked_standings
from allonym.tables import Table, find_tables
from allonym.tables.find import BUNDLED
from allonym.weighing import Weight, share
from allonym.weighing import query as query_of

MOST_MATCHES = 100
# Workers are sent so many names at a time, and a stream is read so many at a time.
CHUNK, STREAMED = 256, 4096
# Progress is told after each so many names.
PROGRESS = 256
# A surname alone that scores less is not weighed against fuller names: the answer would stay nil.
WORTH_A_LOOK = 0.2
# A word of a fuller name is the short name, from this share of the evidence.
ALIKE = 0.7
# Names that are spelled as asked are all shown, up to this many, since none may win in silence.
MOST_NAMESAKES = 100

# Whether an entity may be the answer by the name at a place.
Fits = Callable[[Entity, int], bool] | None
Progress = Callable[[int, int], None]
# The likelihood of a bearer's best name, negative so that sorting puts the best first; the order of arrival; the name.
Weighed = tuple[float, int, Found]
# More than any name promises: what look-alikes are given before all others.
MOST_BITS = 1 << 30


@frozen
class Answer:
    """An answer by numbers: a row has the place of a name, its score, and how it met the query."""

    verdict: str
    flags: tuple[str, ...]
    rows: tuple[tuple[int, float, str], ...]


class Resolver:
    """Resolves names over one gazetteer. It may be shared between threads.

    `tables` are "bundled", names of bundled or installed tables, paths of folders or TSV files, or `Table` records.
    """

    def __init__(self, tables: Iterable[str | Path | Table] = ("bundled",)) -> None:
        if isinstance(tables, (str, Path, Table)):
            raise BadOption(f"tables={tables!r}: expected a list of tables, such as [{tables!r}]")
        if not isinstance(tables, Iterable):
            raise BadOption(f"tables={tables!r}: expected a list of tables, such as ['bundled', 'my_names.tsv']")
        tables = tuple(tables)
        for one in tables:
            if not isinstance(one, (str, Path, Table)):
                raise BadOption(f"tables=[{one!r}]: expected a path, the name of a bundled table, or a Table")
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
        return _over(open_gazetteer(path, verify=verify))

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
        check_lang(lang)
        folded = fold(name)
        if not folded.key:
            return Resolution(name, NIL, (), folded.flags)
        fits = self._filter(type, country, folded.key)
        spelled = self._spelled(folded.key, fits)
        if spelled:
            matches = tuple([self._spelled_match(name, lang, type, len(spelled) - 1, *row) for row in spelled])
            return Resolution(name, MATCH if len(matches) == 1 else AMBIGUOUS, matches, folded.flags)
        return self._shown(name, self._answer(name, lang, type, limit, fits), lang, type, country, limit)

    def resolve_many(
        self,
        names: Iterable[str],
        *,
        lang: str | None = None,
        type: str | None = None,
        country: str | None = None,
        limit: int = 5,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> list[Resolution]:
        """Resolve many names, each distinct one once; the answers keep the order of the names.

        `workers` processes, 1 to 64, share the work; `progress` is called with distinct names done and in all. Raises
        BadText, TooLong or BadOption, before any work on the names.
        """
        options: dict[str, Any] = {"lang": lang, "type": type, "country": country, "limit": limit}
        names, distinct = check_many(names, workers, **options)
        if workers == 1:
            answers: Iterable[Resolution] = map(partial(self.resolve, **options), distinct)
        else:
            found = self._in_processes(distinct, workers, **options)
            answers = (self._shown(name, answer, **options) for name, answer in zip(distinct, found, strict=True))
        known: dict[str, Resolution] = {}
        pairs = zip(distinct, answers, strict=True)
        while len(known) < len(distinct):
            # Nothing that is made here is garbage, or in a circle, before all is done.
            with undisturbed():
                known.update(islice(pairs, PROGRESS))
            if progress:
                progress(len(known), len(distinct))
        return [known[name] for name in names]

    def resolve_stream(
        self,
        names: Iterable[str],
        *,
        lang: str | None = None,
        type: str | None = None,
        country: str | None = None,
        limit: int = 5,
    ) -> Iterator[Resolution]:
        """Resolve names as they come, in bounded memory; names that come again soon are resolved once."""
        names = iter(several(names))
        check_lang(lang)
        check_type(type)
        check_country(country)
        while chunk := list(islice(names, STREAMED)):
            yield from self.resolve_many(chunk, lang=lang, type=type, country=country, limit=limit)

    def resolve_columns(
        self,
        names: Iterable[str],
        *,
        lang: str | None = None,
        type: str | None = None,
        country: str | None = None,
        workers: int = 1,
    ) -> Any:
        """Resolve many names into an Arrow table, a row a name: name, verdict, id, heading, score, via, allonym, flags.

        Needs pyarrow, which `pip install allonym[arrow]` brings; raises BadOption without it.
        """
        options: dict[str, Any] = {"lang": lang, "type": type, "country": country, "limit": 1}
        names, distinct = check_many(names, workers, **options)
        if workers == 1:
            answers: Iterable[Answer] = map(partial(self._answer_one, **options), distinct)
        else:
            answers = self._in_processes(distinct, workers, **options)
        known = {name: self._row(name, answer) for name, answer in zip(distinct, answers, strict=True)}
        return as_columns([known[name] for name in names])

    def _row(self, name: str, answer: Answer) -> Row:
        """Make the row of an answer, without any record of its matches."""
        if not answer.rows:
            return Row(name, answer.verdict, None, None, None, None, None, answer.flags)
        at, score, via = answer.rows[0]
        entity = self.gazetteer.bearer(at) if answer.verdict == MATCH else None
        key, heading = (entity.id, entity.heading) if entity else (None, None)
        return Row(name, answer.verdict, key, heading, score, via, self.gazetteer.names[at].name, answer.flags)

    def __reduce__(self) -> tuple[Callable[..., Resolver], tuple[Gazetteer | JointGazetteer]]:
        return _over, (self.gazetteer,)

    def _in_processes(self, names: list[str], workers: int, **options: Any) -> Iterator[Answer]:
        """Share names between processes that open the same folders; what is only in memory is written for them."""
        with TemporaryDirectory(prefix="allonym-") as folder:
            shared = _over(on_disk(self.gazetteer, Path(folder)))
            chunks = [names[at : at + CHUNK] for at in range(0, len(names), CHUNK)]
            found = in_processes(_answer_chunk, chunks, workers, start=_start_worker, given=(shared, options))
            yield from chain.from_iterable(found)

    def _answer_one(self, name: str, lang: str | None, type: str | None, country: str | None, limit: int) -> Answer:
        """Answer by numbers alone, which are quick to send from one process to another."""
        folded = fold(name)
        if not folded.key:
            return Answer(NIL, folded.flags, ())
        fits = self._filter(type, country, folded.key)
        spelled = self._spelled(folded.key, fits)
        if spelled:
            rows = tuple([(at, SURE_BY_SPELLING, SPELLING) for _, _, at in spelled])
            return Answer(MATCH if len(rows) == 1 else AMBIGUOUS, folded.flags, rows)
        return self._answer(name, lang, type, limit, fits)

    def _answer(self, name: str, lang: str | None, type: str | None, limit: int, fits: Fits) -> Answer:
        """Answer for a name that is spelled like none."""
        query = listen(name, lang or "", type or "")
        looked = self._looked(query, fits)
        found, scores, _, _ = self._stood(query, looked, fits, limit)
        flags = query.flags
        if looked and LOOK_ALIKE not in flags:
            flags = (*flags, LOOK_ALIKE)
        rows = tuple([(at, score, weight[1]) for (at, weight), score in zip(found[:limit], scores, strict=False)])
        type_of_best = self.gazetteer.bearer(found[0][0]).type if found else ""
        return Answer(verdict(scores, type_of_best), flags, rows)

    def _shown(
        self, name: str, answer: Answer, lang: str | None, type: str | None, country: str | None, limit: int
    ) -> Resolution:
        """Make the record of an answer, which tells how its matches came by their scores once somebody asks."""
        again = partial(self._again, name, lang, type, country, limit)
        account = Account(self.gazetteer, (name, lang or "", type or ""), again)
        matches = []
        for at, score, via in answer.rows:
            entity, allonym = self.gazetteer.bearer(at), self.gazetteer.names[at]
            if score == SURE_BY_SPELLING:
                matches.append(self._spelled_match(name, lang, type, len(answer.rows) - 1, entity, allonym, at))
            else:
                told = partial(account.of_sound, at, score)
                matches.append(Match(entity, allonym, Comparison.later(name, allonym.name, score, via, told)))
        return Resolution(name, answer.verdict, tuple(matches), answer.flags)

    def _spelled_match(
        self, name: str, lang: str | None, type: str | None, namesakes: int, entity: Entity, one: Allonym, at: int
    ) -> Match:
        """Make the record of an entity that has a name of this spelling."""
        told = partial(of_spelling, self.gazetteer, name, lang or "", type or "", at, namesakes)
        return Match(entity, one, Comparison.later(name, one.name, SURE_BY_SPELLING, SPELLING, told))

    def _again(self, name: str, lang: str | None, type: str | None, country: str | None, limit: int) -> Stood:
        """Weigh the entities that a name may mean once more."""
        query = listen(name, lang or "", type or "")
        fits = self._filter(type, country, query.key)
        return self._stood(query, self._looked(query, fits), fits, limit)

    def annotate(self, text: str, *, lang: str | None = None) -> tuple[Mention, ...]:
        """Give the mentions of entities in a running text of any length, sorted, without overlaps; raises BadText."""
        if not isinstance(text, str):
            raise BadText(f"expected a text as a string, got {text.__class__.__name__}: {text!r:.40}")
        check_lang(lang)
        return self._annotator.annotate(text, lang=lang)

    def _filter(self, type: str | None, country: str | None, key: str) -> Fits:
        """Say which entities may be the answer: of this type and country, and not barred from this very name."""
        if type is None and not country and not self.gazetteer.bars:
            return None
        check_type(type)
        check_country(country)
        wanted = country.upper() if country else None
        bars, barred, named = self.gazetteer.bars, self.gazetteer.barred, self.gazetteer.candidate

        def fits(entity: Entity, at: int) -> bool:
            return (
                (type is None or not entity.type or entity.type == type)
                and (not wanted or not entity.country or entity.country == wanted)
                and (not bars or key not in barred(named(at).allonym.entity))
            )

        return fits

    def _spelled(self, key: str, fits: Fits) -> list[tuple[Entity, Allonym, int]]:
        """Give the entities that have a name of this spelling, each with the first one, in the order of their ids.

        However many they are, none may win in silence; but nobody reads more than MOST_NAMESAKES.
        """
        found: dict[str, tuple[Entity, Allonym, int]] = {}
        for row in self.gazetteer.spelling(key):
            entity, _, at = row
            if entity.id not in found and (fits is None or fits(entity, at)):
                found[entity.id] = row
                if len(found) >= MOST_NAMESAKES:
                    break
        return list(found.values()) if len(found) < 2 else [found[key] for key in sorted(found)]

    def _looked(self, query: Name, fits: Fits) -> list[int]:
        """Give the places of names whose letters look like those of the query."""
        looked = [one.index for one in self.gazetteer.pictured(query.key)]
        return looked if fits is None else [at for at in looked if fits(self.gazetteer.bearer(at), at)]

    def _stood(self, query: Name, looked: Sequence[int], fits: Fits, most: int) -> Stood:
        """Give the best name of each entity that comes into question, likeliest first, with how sure each is.

        What is known of the first ones, in their order, and how likely the best names of all are, is given beside.
        """
        weigher = _Weigher(self.gazetteer, query)
        rows = self._weighed(query, looked, fits, weigher)
        likelihoods = sorted([-row[0] for row in rows], reverse=True)
        first = asked(likelihoods)
        found = self._first(rows, max(most, first))
        bearing = Bearing(self.gazetteer, query, weigher.weigh_alone)
        told = [bearing.known(at, weight) for at, weight in found[:first]]
        order, scores = ranked_standings(told, likelihoods, len(self.gazetteer))
        told = [told[place] for place in order]
        # Whoever was not asked stands behind all who were.
        behind = [min(weight[0], scores[-1]) for _, weight in found[first:]]
        return [*(found[place] for place in order), *found[first:]], [*scores, *behind], told, likelihoods

    def _weighed(self, query: Name, looked: Sequence[int], fits: Fits, weigher: _Weigher) -> list[Weighed]:
        """Weigh candidates, likeliest first, and keep the best name of each bearer.

        Names of the same words are weighed once. When one is likely enough, those that promise much less are left, and
        the gazetteer is not searched any farther.
        """
        holder = self.gazetteer.holder
        best: dict[object, Weighed] = {}
        seen: set[int] = set()
        highest, settled = 0.0, False
        leading: list[Found] = []
        # A live view of what is known: with one part, no name is ahead of others.
        rows = best.values() if len(query.parts) > 1 else ()
        stages = self.gazetteer.stages(query, found_one=partial(self._leads, rows, STAYS))
        for stage in chain([[(at, MOST_BITS) for at in looked]], stages):
            promised = float(stage[0][1]) if stage else 0.0
            for at, bits in stage:
                if behind(bits, promised, highest, weigher.weighed):
                    break
                if at in seen:
                    continue
                seen.add(at)
                if fits is not None and not fits(self.gazetteer.bearer(at), at):
                    continue
                found = weigher.weigh(at)
                score = found[1][0]
                leading = [*leading, found] if score == highest else [found] if score > highest else leading
                highest = max(highest, score)
                settled = settled or is_whole(found[1])
                bearer = holder(at)
                known = best.get(bearer)
                if known is None or -score < known[0]:
                    best[bearer] = -score, len(seen), found
            if promised < MOST_BITS and (
                settled
                or highest >= SURE_ENOUGH
                or mistypes(self.gazetteer, query.key, leading)
                or self._leads(rows, AHEAD)
            ):
                break
        return list(best.values())

    def _leads(self, rows: Iterable[Weighed], lead: tuple[float, float]) -> bool:
        """Say whether a name is so far ahead of all that have other words."""
        # No two have arrived at once, so that no more than the first two fields of a row decides.
        first = min(rows, default=None)
        if first is None or -first[0] < lead[0]:
            return False
        _, _, (at, weight) = first
        words = self.gazetteer.words(at)
        rivals = (-one for one, _, (other, _) in sorted(rows) if self.gazetteer.words(other) != words)
        return is_ahead(weight, next(rivals, 0.0), lead)

    def _first(self, rows: Iterable[Weighed], most: int) -> list[Found]:
        """Give the best rows, one an entity: several bearers may have been replaced by one. The ids decide a tie."""
        found: dict[str, Found] = {}
        for _, tied in groupby(sorted(rows, key=itemgetter(0, 1)), key=itemgetter(0)):
            named = [(self.gazetteer.bearer(one[0]).id, order, one) for _, order, one in tied]
            for key, _, one in sorted(named, key=itemgetter(0, 1)):
                found.setdefault(key, one)
            if len(found) >= most:
                break
        return list(found.values())[:most]


class _Weigher:
    """Weighs the candidates of one query; those of the same words weigh the same."""

    def __init__(self, gazetteer: Gazetteer | JointGazetteer, query: Name) -> None:
        self._gazetteer, self._parts = gazetteer, len(query.parts)
        self._weigh = query_of(query, tuple([gazetteer.rare(part.part.key) for part in query.parts])).weigh
        self._known: dict[tuple[int, ...], Weight] = {}

    @property
    def weighed(self) -> int:
        """How many names of different words were weighed."""
        return len(self._known)

    def weigh(self, at: int) -> Found:
        """Weigh the name at a place; gives the place of the name that counts, and its weight."""
        words = self._gazetteer.words(at)
        known = self._known.get(words)
        if known is None:
            weight = self._weigh(*self._gazetteer.weighable(at, words))
            score, _, _, _, joined, *_ = weight
            if score > WORTH_A_LOOK and len(words) == 1 < self._parts and not joined:
                return self._in_full(at, weight)
            known = self._known[words] = weight
        return at, known

    def weigh_alone(self, at: int) -> Weight:
        """Weigh the name at a place, whatever fuller names its bearer has."""
        alone: Weight = self._weigh(*self._gazetteer.weighable(at, self._gazetteer.words(at)))
        return alone

    def _in_full(self, at: int, weight: Weight) -> Found:
        """Weigh a fuller query against the entity's fuller names that have the short one in them, where there are any.

        A surname alone tells little: Anna Lukashenko must be weighed against Alexander Lukashenko.
        """
        gazetteer = self._gazetteer
        (word,) = gazetteer.weighable(at, gazetteer.words(at))[2]
        fuller = []
        for other in gazetteer.borne_beside(at):
            weighable = gazetteer.weighable(other, gazetteer.words(other))
            words = weighable[2]
            if len(words) > 1 and any(share(word, one) >= ALIKE for one in words):
                fuller.append((other, self._weigh(*weighable)))
        return max(fuller, key=lambda row: row[1][0], default=(at, weight))


def _over(gazetteer: Gazetteer | JointGazetteer) -> Resolver:
    """Make a resolver over a gazetteer."""
    resolver = Resolver.__new__(Resolver)
    resolver._use(gazetteer)  # noqa: SLF001  (the other way to make one)
    return resolver


# What a worker answers with: the resolver that it was sent, and the options of the batch.
_at_work: list[tuple[Resolver, dict[str, Any]]] = []


def _start_worker(resolver: Resolver, options: dict[str, Any]) -> None:
    _at_work[:] = [(resolver, options)]


def _answer_chunk(names: list[str]) -> list[Answer]:
    ((resolver, options),) = _at_work
    return [resolver._answer_one(name, **options) for name in names]  # noqa: SLF001  (its other half, elsewhere)


def on_disk(gazetteer: Gazetteer | JointGazetteer, folder: Path) -> Gazetteer | JointGazetteer:
    """Give a gazetteer that another process can open; what is only in memory is written to the folder."""
    members = gazetteer.members if isinstance(gazetteer, JointGazetteer) else (gazetteer,)
    found = []
    for number, one in enumerate(members):
        if one.source is None:
            one.write(folder / str(number))
        found.append(one if one.source else Gazetteer.open(folder / str(number)))
    return found[0] if len(found) == 1 else JointGazetteer(found)


def check_many(
    names: Iterable[str], workers: object, lang: object, type: object, country: object, limit: object
) -> tuple[list[str], list[str]]:
    """Give names back, and each distinct one once, where all may be asked for; raises BadText, TooLong or BadOption."""
    names = list(several(names))
    for name in names:
        check(name)
    check_lang(lang)
    check_type(type)
    check_country(country)
    check_limit(limit)
    check_workers(workers)
    return names, sorted(dict.fromkeys(names), key=_last_word)


def _last_word(name: str) -> str:
    """Names that share their last word are answered one after the other, so that what it leads to is at hand.

    >>> _last_word("Oleg Chmarin")
    'Chmarin'
    """
    return name.rpartition(" ")[2]


def several(names: Iterable[str]) -> Iterable[str]:
    """Give names back where they are no single one, whose letters would be asked for; raises BadText."""
    if isinstance(names, str):
        raise BadText(f"expected names, got one name: {names!r}; put it in a list, or ask resolve")
    if not isinstance(names, Iterable):
        raise BadText(f"expected a list of names, got {names.__class__.__name__}: {names!r:.40}")
    return names


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
