"""What are the values that allonym takes and gives?

Everything here is frozen: nothing changes after construction. Public records have `to_dict()`, whose
values are plain JSON types, and those that people look at in a notebook have `_repr_html_()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from math import log2
from typing import Any

from attrs import asdict, field, frozen

# What an entity may be.
TYPES = frozenset({"person", "organization", "place", "event", "work", "vessel", "aircraft"})
MATCH, AMBIGUOUS, NIL = "match", "ambiguous", "nil"
SPELLING, SOUND, NEAR = "spelling", "sound", "near"


@frozen
class Entity:
    """What is named: a stable id, its preferred name, and where other authorities keep it.

    `type` is person, organization, place, event, work, vessel or aircraft, or "" where unknown. `country`
    is an ISO 3166-1 alpha-2 code or "". `same_as` holds CURIEs such as `wd:Q184`. `replaced_by` is the
    id that answers for this one now, or "".
    """

    id: str
    heading: str
    type: str = ""
    country: str = ""
    same_as: tuple[str, ...] = ()
    replaced_by: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return plain(self)


@frozen
class Allonym:
    """One written name of one entity, as its table gives it.

    `tag` is a BCP 47 language and script (`ru-Cyrl`) or ""; `kind` is endonym, exonym, acronym, short,
    former, alias or ""; `source` is the document that shows the name.
    """

    entity: str
    name: str
    tag: str = ""
    kind: str = ""
    scheme: str = ""
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return plain(self)


@frozen
class Reading:
    """What a spelling sounds like under one orthography: `sounds` over the alphabet of `data/sounds.tsv`."""

    sounds: str
    orthography: str

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return plain(self)


@frozen
class Spelling:
    """A name as one scheme writes it; `scheme` is the scheme's code."""

    text: str
    scheme: str

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return plain(self)


@frozen
class Evidence:
    """One reason for or against two names being one, in a sentence, with its weight in bits.

    Positive bits speak for one name, negative bits against. All bits of a score together are its log odds, base 2, but
    for their rounding: one bit more makes the odds twice as high. `parts` are the two spellings that the evidence is
    about; either may be "".
    """

    sentence: str
    bits: float
    parts: tuple[str, str] = ("", "")
    readings: tuple[Reading | None, Reading | None] = (None, None)

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return plain(self)


@frozen
class Comparison:
    """What speaks for and against two names naming one thing.

    `score` is the probability that they do, 0 to 1; `via` is spelling, sound or near; `drawing` shows
    the letters of both names under each other. Evidence and drawing may be found only when they are first asked for.
    """

    a: str
    b: str
    score: float
    via: str
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    drawing: str = field(default="", repr=False)
    _later: Callable[[], tuple[tuple[Evidence, ...], str]] | None = field(
        default=None, init=False, repr=False, eq=False
    )

    @classmethod
    def later(
        cls, a: str, b: str, score: float, via: str, told: Callable[[], tuple[tuple[Evidence, ...], str]]
    ) -> Comparison:
        """Make a comparison that asks `told` for its evidence and drawing when somebody wants them, and once only."""
        new = cls.__new__(cls)
        put_a, put_b, put_score, put_via, put_later = _PUT
        put_a(new, a)
        put_b(new, b)
        put_score(new, score)
        put_via(new, via)
        put_later(new, told)
        return new

    def __getattr__(self, name: str) -> Any:
        # Only an attribute that is not there yet leads here.
        if name not in ("evidence", "drawing"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        told = self._later
        if told is not None:
            evidence, drawing = told()
            # Another thread may do the same at the same time, with the same outcome.
            object.__setattr__(self, "evidence", evidence)
            object.__setattr__(self, "drawing", drawing)
            object.__setattr__(self, "_later", None)
        return object.__getattribute__(self, name)

    def explain(self) -> str:
        """Say in plain sentences why, with the letters aligned."""
        drawn = [displayable(f"  {line}".rstrip()) for line in self.drawing.split("\n") if self.drawing]
        return "\n".join([*reckoning(self), *drawn])

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return plain(self)

    def _repr_html_(self) -> str:
        head, *lines = reckoning(self)
        rows = [line.strip().split("  ", maxsplit=1) for line in lines]
        drawn = "\n".join(map(displayable, self.drawing.split("\n")))
        return html_table(head, ("weight", "why"), rows) + (f"<pre>{escape(drawn)}</pre>" if drawn else "")


# What sets the slots of a comparison that is told later: setting attributes by name would take twice as long, and there
# is one for each answer.
_PUT = tuple([getattr(Comparison, name).__set__ for name in ("a", "b", "score", "via", "_later")])


# The `repr` of an answer shows so many of its matches.
FEW = 3


@frozen
class Match:
    """One entity that a name may mean: the allonym that it met, how, and how sure that is."""

    entity: Entity = field(repr=lambda entity: repr(entity.id))
    allonym: Allonym = field(repr=lambda allonym: repr(allonym.name))
    comparison: Comparison = field(repr=lambda comparison: f"{comparison.score:.2f} {comparison.via}")

    @property
    def id(self) -> str:
        """The entity's id; a replaced id answers with the one that replaced it."""
        return self.entity.id

    @property
    def score(self) -> float:
        """The probability that the name means this entity, 0 to 1."""
        return self.comparison.score

    @property
    def via(self) -> str:
        """How the two met: spelling, sound or near."""
        return self.comparison.via

    def explain(self) -> str:
        """Say in plain sentences why, with where the allonym comes from."""
        return f"{self.headline()}\n{self.comparison.explain()}"

    def headline(self) -> str:
        """Say in one line which entity it is, by which allonym, and where that comes from."""
        allonym = self.allonym
        facts = [
            f"tag {allonym.tag}" if allonym.tag else "",
            allonym.kind,
            f"source {allonym.source}" if allonym.source else "",
        ]
        where = ", ".join(fact for fact in facts if fact)
        return displayable(f"{self.entity.id} {self.entity.heading}: {allonym.name}{f' ({where})' if where else ''}")

    def _repr_html_(self) -> str:
        return self.comparison._repr_html_()

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return {
            "id": self.id,
            "score": self.score,
            "via": self.via,
            "entity": self.entity.to_dict(),
            "allonym": self.allonym.to_dict(),
            "evidence": [item.to_dict() for item in self.comparison.evidence],
        }


@frozen
class Resolution:
    """The answer for one name: one entity, several that it may be, or none that is known (NIL)."""

    name: str
    verdict: str
    matches: tuple[Match, ...] = field(
        default=(), repr=lambda matches: f"[{', '.join(f'{one.id} {one.score:.2f}' for one in matches[:FEW])}]"
    )
    flags: tuple[str, ...] = ()

    @property
    def id(self) -> str | None:
        """The entity's id where the verdict is "match", else None."""
        return self.matches[0].id if self.verdict == MATCH else None

    @property
    def entity(self) -> Entity | None:
        """The entity where the verdict is "match", else None."""
        return self.matches[0].entity if self.verdict == MATCH else None

    @property
    def score(self) -> float:
        """The best match's score, 0 where there is none."""
        return self.matches[0].score if self.matches else 0.0

    def explain(self) -> str:
        """Say what was found and why."""
        return "\n".join([self.headline(), *(match.explain() for match in self.matches)])

    def headline(self) -> str:
        """Say in a line what was found, and in another what a reviewer must know of the name."""
        flags = f"\nflags: {', '.join(self.flags)}" if self.flags else ""
        why = ""
        if self.verdict == NIL:
            why = ", none of these is sure enough" if self.matches else ", no entity is known by this name"
        return f"{displayable(self.name)}: {self.verdict}{why}{flags}"

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON; `name` has the code points that were asked, unchanged."""
        return {
            "name": self.name,
            "verdict": self.verdict,
            "id": self.id,
            "flags": list(self.flags),
            "matches": [match.to_dict() for match in self.matches],
        }

    def _repr_html_(self) -> str:
        rows = [(m.id, m.entity.heading, f"{m.score:.2f}", m.via, m.allonym.name) for m in self.matches]
        why = "".join(
            f"<details><summary>why {escape(m.headline())}</summary>{m._repr_html_()}</details>"
            for m in self.matches[:FEW]
        )
        return (
            html_table(f"{displayable(self.name)}: {self.verdict}", ("id", "heading", "score", "via", "met"), rows)
            + why
        )


@frozen
class Mention:
    """Where an entity is named in a running text: code points `start` to `end`, `text` as it stands there."""

    start: int
    end: int
    text: str
    resolution: Resolution

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return {"start": self.start, "end": self.end, "text": self.text, "resolution": self.resolution.to_dict()}


def reckoning(one: Comparison) -> list[str]:
    """Give the lines of an explanation but for the drawing: the score, each piece of evidence, and all together."""
    lines = [f"{one.a} ~ {one.b}: {one.score:.2f} ({WAYS[one.via]})"]
    lines += [f"  {item.bits:+6.1f}  {item.sentence}" for item in one.evidence]
    if one.evidence:
        total = log2(max(one.score, LEAST) / max(1 - one.score, LEAST))
        lines.append(f"  {total:+6.1f}  together, where each 1.0 doubles the odds: {odds_of(one.score)}")
    return [displayable(line) for line in lines]


# No probability is told that is nearer to 0 or 1 than this, and no odds that are higher.
LEAST, HIGHEST_ODDS = 1e-13, 1_000_000


def odds_of(score: float) -> str:
    """Say a probability as odds that people bet at.

    >>> odds_of(0.9), odds_of(0.2), odds_of(1.0)
    ('9 to 1', '1 to 4', 'over a million to 1')
    """
    high = max(score, 1 - score) / max(min(score, 1 - score), LEAST)
    if high < HIGHEST_ODDS:
        told = f"{high:.1f}".removesuffix(".0") if high < 10 else f"{high:,.0f}"
    else:
        told = "over a million"
    return f"{told} to 1" if score >= 1 / 2 else f"1 to {told}"


WAYS = {SPELLING: "same spelling", SOUND: "same sound", NEAR: "near sound"}


def plain(record: Any) -> dict[str, Any]:
    """Turn a record into plain JSON values, tuples into lists."""
    return asdict(
        record,
        filter=lambda one, _value: not one.name.startswith("_"),
        value_serializer=lambda _record, _field, value: list(value) if isinstance(value, tuple) else value,
    )


def displayable(text: str) -> str:
    """Show controls, invisible and direction-changing characters as escapes, so that none acts on a screen."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def html_table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Draw a small table for a notebook, with every cell escaped."""
    cells = "".join("<tr>" + "".join(f"<td>{escape(displayable(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    title = f"<caption>{escape(displayable(caption))}</caption>"
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>"
