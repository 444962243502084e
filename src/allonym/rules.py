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

A capital letter in a context names a class of letters that the file defines under `classes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import category

from attrs import field, frozen

from allonym.errors import BadRules

CONTEXT_KEYS = ("before", "after", "not_before", "not_after")
START, END = "^", "$"
# A name of ordinary length never needs more; the bound keeps a hostile text from multiplying.
MOST_ALTERNATIVES = 16


@frozen
class Context:
    """What must, or must not, stand next to a spelling.

    `letters` are single letters; `strings` are longer; `edge` says whether the edge of a word fits too.
    """

    letters: frozenset[str]
    strings: tuple[str, ...] = ()
    edge: bool = False

    def fits_before(self, text: str, at: int) -> bool:
        """Does the text before position `at` fit?"""
        if at == 0 or not is_word(text[at - 1]):
            return self.edge
        return text[at - 1] in self.letters or any(text.endswith(s, 0, at) for s in self.strings)

    def fits_after(self, text: str, at: int) -> bool:
        """Does the text from position `at` on fit?"""
        if at == len(text) or not is_word(text[at]):
            return self.edge
        return text[at] in self.letters or any(text.startswith(s, at) for s in self.strings)


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
    """A list of rules, ready to rewrite texts.

    `listed` keeps the order of the file. `_first` maps a letter to the rules whose spelling begins with
    it, longest first, or straight to its value where one rule without context is all there is; each rule stands
    there as spelling, its length, its value or values, and the rule itself where it has contexts to fit.
    """

    listed: tuple[Rule, ...]
    _first: Mapping[str, str | tuple[Trial, ...]] = field(repr=False)

    @classmethod
    def parse(cls, rows: Iterable[Sequence[Any]], classes: Mapping[str, str] | None = None) -> Rules:
        """Read rules from rows as they stand in a TOML file; raises BadRules with the row's number."""
        return cls.of(parse_rule(row, number, classes or {}) for number, row in enumerate(rows, 1))

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Rules:
        """Make an engine of rules that are already parsed."""
        listed = tuple(rules)
        by_letter: dict[str, list[Rule]] = {}
        for rule in listed:
            by_letter.setdefault(rule.spelling[0], []).append(rule)
        first: dict[str, str | tuple[Trial, ...]] = {}
        for letter, some in by_letter.items():
            ranked = tuple(sorted(some, key=lambda rule: (-len(rule.spelling), -rule.contexts)))
            alone = len(ranked) == 1 and len(letter) == len(ranked[0].spelling)
            plain = alone and not ranked[0].contexts and len(ranked[0].values) == 1
            first[letter] = ranked[0].values[0] if plain else tuple(map(_trial, ranked))
        return cls(listed, first)

    def rewrite(self, text: str) -> str:
        """Rewrite a text with the first value of each rule; letters that no rule covers stay."""
        return "".join([values if isinstance(values, str) else values[0] for values in self._values(text)])

    def alternatives(self, text: str, *, limit: int = 4) -> tuple[str, ...]:
        """Rewrite a text in up to `limit` ways (1 to 16), the usual way first."""
        limit = min(limit, MOST_ALTERNATIVES)
        ways = [""]
        plain: list[str] = []
        for values in self._values(text):
            if isinstance(values, str):
                plain.append(values)
            else:
                # The usual value of every way comes first, so that cutting at the limit keeps the likely ones.
                so_far = "".join(plain)
                plain.clear()
                ways = [way + so_far + value for value in values for way in ways][:limit]
        rest = "".join(plain)
        return tuple(dict.fromkeys([way + rest for way in ways]))

    def steps(self, text: str) -> tuple[Step, ...]:
        """Show which rule rewrote which part of a text, in order and without gaps."""
        found = []
        at = 0
        while at < len(text):
            rule = self._fitting(text, at)
            end = at + len(rule.spelling) if rule else at + 1
            found.append(Step(at, end, rule.values[0] if rule else text[at], rule))
            at = end
        return tuple(found)

    def knows(self, letter: str) -> bool:
        """Does some rule's spelling begin with this letter?"""
        return letter in self._first

    def covers(self, text: str) -> bool:
        """Does some rule's spelling begin with each letter of the text?"""
        return self._first.keys() >= set(text)

    def _values(self, text: str) -> list[str | tuple[str, ...]]:
        """Give the value, or the values, of each step in order."""
        found: list[str | tuple[str, ...]] = []
        first = self._first
        at, end = 0, len(text)
        while at < end:
            known = first.get(text[at])
            if isinstance(known, str):
                found.append(known)
                at += 1
                continue
            for spelling, size, value, rule in known or ():
                if (size == 1 or text.startswith(spelling, at)) and (rule is None or rule.fits(text, at)):
                    found.append(value)
                    at += size
                    break
            else:
                found.append(text[at])
                at += 1
        return found

    def _fitting(self, text: str, at: int) -> Rule | None:
        """Find the rule that fires at a place, or None: the plain form of what `_values` does in a hurry."""
        here = (rule for rule in self.listed if text.startswith(rule.spelling, at) and rule.fits(text, at))
        return max(here, key=lambda rule: (len(rule.spelling), rule.contexts), default=None)


# A rule as the engine tries it: spelling, its length, its value or values, and the rule where it has contexts to fit.
Trial = tuple[str, int, str | tuple[str, ...], Rule | None]


def _trial(rule: Rule) -> Trial:
    value = rule.values if len(rule.values) > 1 else rule.values[0]
    return rule.spelling, len(rule.spelling), value, rule if rule.contexts else None


def is_word(letter: str) -> bool:
    """Is this letter part of a word: a letter, a mark or a digit, or an apostrophe between them?"""
    return letter.isalnum() or letter in "'ʼʹʺ׳״" or category(letter)[0] == "M"


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
    unknown = set(context) - set(CONTEXT_KEYS)
    if unknown:
        raise BadRules(f"{where}: unknown context {sorted(unknown)}; expected {', '.join(CONTEXT_KEYS)}")
    parsed = {key: parse_context(given, classes, where) for key, given in context.items()}
    return Rule(spelling, values, **parsed)


def parse_context(given: str | Sequence[str], classes: Mapping[str, str], where: str) -> Context:
    """Read one context: a string of letters and class names, or a list of longer strings."""
    if not isinstance(given, str | list | tuple) or not all(isinstance(piece, str) and piece for piece in given):
        raise BadRules(f"{where}: a context is a string of letters or a list of strings, not {given!r}")
    pieces = list(given)
    letters: set[str] = set()
    strings: list[str] = []
    for piece in pieces:
        if piece in (START, END):
            continue
        if piece in classes:
            letters.update(classes[piece])
        elif len(piece) == 1 and piece.isupper() and piece != piece.lower():
            raise BadRules(f"{where}: class {piece!r} is not defined under `classes`")
        elif len(piece) == 1:
            letters.add(piece)
        else:
            strings.append(piece)
    return Context(frozenset(letters), tuple(strings), START in pieces or END in pieces)
