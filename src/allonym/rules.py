"""How is a text rewritten by a list of spelling rules?

One engine serves schemes (letters to letters) and orthographies (letters to sounds). At each place the
longest spelling that fits is taken; among equally long ones, the one with the closer context; then the
engine moves on past it. There is no way back, so time is linear in the length of the text.

    >>> rules = Rules.parse([["ch", "x"], ["c", "k"], ["e", "je", {"before": "^"}], ["e", "e"], ["s", ["s", "z"]]])
    >>> rules.rewrite("echs")
    'jexs'
    >>> rules.alternatives("echs", limit=4)
    ('jexs', 'jexz')

A rule is `[spelling, value]` or `[spelling, value, context]`. The value may be a list: the first is the
usual one, the others are what the spelling may also stand for. A context has up to four keys, each a
string of letters or a list of longer strings:

    before       what must stand directly before the spelling ("^" is the start of a word)
    after        what must follow directly ("$" is the end of a word)
    not_before   what must not stand before
    not_after    what must not follow

A capital letter in a context, alone or in a longer string, names a class of letters that the file defines under
`classes`; a longer string may begin at the start of a word, or end at its end:

    >>> classes = {"V": "aei", "C": "kn"}
    >>> closed = Rules.parse([["o", "ɔ", {"after": ["C$", "CC"]}], ["o", "o"], ["k", "k"], ["n", "n"]], classes)
    >>> closed.rewrite("kon"), closed.rewrite("konko"), closed.rewrite("kono")
    ('kɔn', 'kɔnko', 'kono')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import field, frozen

from allonym.engine import Engine, FlatContext, FlatRule, is_word
from allonym.errors import BadRules

START, END = "^", "$"
# The edge of a word to which each context may reach.
EDGES = {"before": START, "after": END, "not_before": START, "not_after": END}


@frozen
class Pattern:
    """Letters in a row, for each of which several may stand; `edge` says that a word must begin before or end after."""

    letters: tuple[frozenset[str], ...]
    edge: bool = False

    def ends(self, text: str, at: int) -> bool:
        """Does the text before position `at` end so?"""
        start = at - len(self.letters)
        return self._stands(text, start) and (not self.edge or start == 0 or not is_word(text[start - 1]))

    def begins(self, text: str, at: int) -> bool:
        """Does the text from position `at` on begin so?"""
        end = at + len(self.letters)
        return self._stands(text, at) and (not self.edge or end == len(text) or not is_word(text[end]))

    def _stands(self, text: str, start: int) -> bool:
        return 0 <= start <= len(text) - len(self.letters) and all(
            text[start + place] in some for place, some in enumerate(self.letters)
        )


@frozen
class Context:
    """What must, or must not, stand next to a spelling.

    `letters` are single letters; `strings` are longer, and so are `patterns`, which hold a class of letters or reach to
    the edge of a word; `edge` says whether the edge itself fits too.
    """

    letters: frozenset[str]
    strings: tuple[str, ...] = ()
    edge: bool = False
    patterns: tuple[Pattern, ...] = ()

    def fits_before(self, text: str, at: int) -> bool:
        """Does the text before position `at` fit?"""
        if at == 0 or not is_word(text[at - 1]):
            return self.edge
        return (
            text[at - 1] in self.letters
            or any(text.endswith(s, 0, at) for s in self.strings)
            or any(pattern.ends(text, at) for pattern in self.patterns)
        )

    def fits_after(self, text: str, at: int) -> bool:
        """Does the text from position `at` on fit?"""
        if at == len(text) or not is_word(text[at]):
            return self.edge
        return (
            text[at] in self.letters
            or any(text.startswith(s, at) for s in self.strings)
            or any(pattern.begins(text, at) for pattern in self.patterns)
        )


@frozen
class Rule:
    """One spelling, and what it stands for in its context."""

    spelling: str
    values: tuple[str, ...]
    before: Context | None = None
    after: Context | None = None
    not_before: Context | None = None
    not_after: Context | None = None
    contexts: int = field(init=False, repr=False)

    @contexts.default
    def _count(self) -> int:
        """How many contexts must fit, 0 to 4; counted once, since the engine asks at every letter."""
        return sum(c is not None for c in (self.before, self.after, self.not_before, self.not_after))

    def fits(self, text: str, at: int) -> bool:
        """Does this rule's context fit where its spelling was found, at position `at`?"""
        end = at + len(self.spelling)
        return (
            (self.before is None or self.before.fits_before(text, at))
            and (self.after is None or self.after.fits_after(text, end))
            and (self.not_before is None or not self.not_before.fits_before(text, at))
            and (self.not_after is None or not self.not_after.fits_after(text, end))
        )


@frozen
class Step:
    """One rule at work: `text[start:end]` was rewritten as `value`; `rule` is None where no rule fitted."""

    start: int
    end: int
    value: str
    rule: Rule | None


@frozen
class Rules:
    """A list of rules, in the order of the file, ready to rewrite texts."""

    listed: tuple[Rule, ...]

    @classmethod
    def parse(cls, rows: Iterable[Sequence[Any]], classes: Mapping[str, str] | None = None) -> Rules:
        """Read rules from rows as they stand in a TOML file; raises BadRules with the row's number."""
        return cls.of(parse_rule(row, number, classes or {}) for number, row in enumerate(rows, 1))

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Rules:
        """Make an engine of rules that are already parsed."""
        return cls(tuple(rules))

    def steps(self, text: str) -> tuple[Step, ...]:
        """Show which rule rewrote which part of a text, in order and without gaps: the textbook form of `rewrite`."""
        found = []
        at = 0
        while at < len(text):
            rule = self._fitting(text, at)
            end = at + len(rule.spelling) if rule else at + 1
            found.append(Step(at, end, rule.values[0] if rule else text[at], rule))
            at = end
        return tuple(found)

    def _fitting(self, text: str, at: int) -> Rule | None:
        """Find the rule that fires at a place, or None."""
        here = (rule for rule in self.listed if text.startswith(rule.spelling, at) and rule.fits(text, at))
        return max(here, key=lambda rule: (len(rule.spelling), rule.contexts), default=None)

    @cached_property
    def engine(self) -> Engine:
        """The quick form of these rules; made when it is first asked for."""
        return Engine(*flat(self.listed), "", None)

    def rewrite(self, text: str) -> str:
        """Rewrite a text with the first value of each rule; letters that no rule covers stay."""
        return self.engine.rewrite(text)

    def alternatives(self, text: str, *, limit: int = 4) -> tuple[str, ...]:
        """Rewrite a text in up to `limit` ways (1 to 16), the usual way first."""
        return self.engine.alternatives(text, limit)

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Show what `steps` shows, quicker: start, end and value of each."""
        listed = self.listed
        return [
            (start, end, text[start:end] if number < 0 else listed[number].values[0])
            for start, end, number in self.engine.spans(text)
        ]

    def knows(self, letter: str) -> bool:
        """Does some rule's spelling begin with this letter?"""
        return self.engine.covers(letter)

    def covers(self, text: str) -> bool:
        """Does some rule's spelling begin with each letter of the text?"""
        return self.engine.covers(text)


def flat(listed: Sequence[Rule]) -> tuple[tuple[FlatRule, ...], tuple[FlatContext, ...]]:
    """Bring rules into the order in which they are tried, longest and closest first, and number their contexts."""
    numbers: dict[Context | None, int] = {None: -1}

    def number(context: Context | None) -> int:
        return numbers.setdefault(context, len(numbers) - 1)

    ranked = sorted(enumerate(listed), key=lambda one: (-len(one[1].spelling), -one[1].contexts))
    rules = tuple(
        (
            rule.spelling,
            rule.values,
            (number(rule.before), number(rule.after), number(rule.not_before), number(rule.not_after)),
            place,
        )
        for place, rule in ranked
    )
    return rules, tuple(map(_flat_context, filter(None, numbers)))


def _flat_context(context: Context) -> FlatContext:
    strings = ((tuple(string), False) for string in context.strings)
    patterns = ((tuple("".join(sorted(some)) for some in one.letters), one.edge) for one in context.patterns)
    return "".join(sorted(context.letters)), context.edge, (*strings, *patterns)


def parse_rule(row: Sequence[Any], number: int, classes: Mapping[str, str]) -> Rule:
    """Read one row of a `rules` list; `number` counts rows from 1, for the error message."""
    where = f"rule {number} {row!r}"
    if not isinstance(row, list | tuple) or len(row) not in (2, 3):
        raise BadRules(f"{where}: expected [spelling, value] or [spelling, value, {{context}}]")
    spelling, value, context = row[0], row[1], row[2] if len(row) == 3 else {}
    values = tuple(value) if isinstance(value, list | tuple) else (value,)
    if not isinstance(spelling, str) or not spelling:
        raise BadRules(f"{where}: the spelling must be a string of at least one letter")
    if not values or not all(isinstance(v, str) for v in values):
        raise BadRules(f"{where}: the value must be a string or a list of strings")
    if not isinstance(context, Mapping):
        raise BadRules(f'{where}: the context must be a table such as {{ before = "ab" }}')
    unknown = set(context) - set(EDGES)
    if unknown:
        raise BadRules(f"{where}: unknown context {sorted(unknown)}; expected {', '.join(EDGES)}")
    parsed = {key: parse_context(given, classes, where, edge=EDGES[key]) for key, given in context.items()}
    return Rule(spelling, values, **parsed)


def parse_context(given: str | Sequence[str], classes: Mapping[str, str], where: str, *, edge: str) -> Context:
    """Read one context: a string of letters and class names, or a list of longer strings; `edge` is what it may reach.

    A longer string may begin with "^" where it stands before the spelling, and end with "$" where it stands after.
    """
    if not isinstance(given, str | list | tuple) or not all(isinstance(piece, str) and piece for piece in given):
        raise BadRules(f"{where}: a context is a string of letters or a list of strings, not {given!r}")
    letters: set[str] = set()
    strings: list[str] = []
    patterns: list[Pattern] = []
    for piece in given:
        if piece in (START, END):
            continue
        if piece in classes or len(piece) == 1:
            letters |= _letters(piece, classes, where)
        elif any(letter in (START, END) or letter in classes or _is_name(letter) for letter in piece):
            patterns.append(_pattern(piece, classes, where, edge))
        else:
            strings.append(piece)
    edge_fits = START in given or END in given
    return Context(frozenset(letters), tuple(strings), edge_fits, tuple(patterns))


def _pattern(piece: str, classes: Mapping[str, str], where: str, edge: str) -> Pattern:
    """Read a string of letters and class names that may reach to the edge of a word."""
    reaches = piece.startswith(START) if edge == START else piece.endswith(END)
    inner = (piece[1:] if edge == START else piece[:-1]) if reaches else piece
    if not inner or START in inner or END in inner:
        raise BadRules(f"{where}: {piece!r}: {START!r} may only begin what stands before, {END!r} end what follows")
    return Pattern(tuple(_letters(letter, classes, where) for letter in inner), reaches)


def _letters(name: str, classes: Mapping[str, str], where: str) -> frozenset[str]:
    """Give the letters of a class, or the one letter."""
    if name in classes:
        return frozenset(classes[name])
    if _is_name(name):
        raise BadRules(f"{where}: class {name!r} is not defined under `classes`")
    return frozenset(name)


def _is_name(letter: str) -> bool:
    return letter.isupper() and letter != letter.lower()
