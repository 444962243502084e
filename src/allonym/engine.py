"""How are rules tried quickly, and under many orthographies at once?

`rules.py` says what rules mean; this file does the same in a hurry. Each class here has a compiled twin in `_rules.c`
that answers alike (docs/decisions/0008-a-compiled-core-beside-pure-python.md) and is used where it was built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from unicodedata import category

__all__ = ["APART", "MOST_ALTERNATIVES", "Engine", "FlatContext", "FlatRule", "Heard", "Packed", "PlainEngine",
           "PlainGroup", "Read", "group", "heard_one_by_one", "is_word", "say_once"]  # fmt: skip
# Rules and contexts in the form that engines take. A rule: spelling, values, the numbers of its four contexts or -1,
# its place in the file. A context: single letters, whether an edge fits, and longer patterns, each some elements, of
# one letter or of all letters that may stand there, and whether it must reach to an edge.
FlatRule = tuple[str, tuple[str, ...], tuple[int, int, int, int], int]
FlatContext = tuple[str, bool, tuple[tuple[tuple[str, ...], bool], ...]]


# A letter that rules do not know -> the letter without its marks, and what stands for it where that is unknown too.
Spares = Mapping[str, tuple[str, str]]
# Each way of sounding once, with the number of the first engine that says it so.
Heard = list[tuple[str, int]]
# Reads a word, prepared, in small letters, and taken apart, in up to so many ways.
Read = Callable[[tuple[str, ...], str, str, Spares, int], Heard]
# Does so for a word that all engines prepare alike, as the core keeps what it hears; None where it takes a longer look.
Packed = Callable[[str, int], bytes | None]
# A name of ordinary length never needs more; the bound keeps a hostile text from multiplying.
MOST_ALTERNATIVES = 16
# How many places an engine remembers: a hostile text may not fill the memory.
MOST_KEPT = 4000
# How many engines the compiled group holds, the bits of a machine's word; more are asked one by one.
MOST_TOGETHER = 64
# What stands before a text; no part of a word, as nothing would be.
START_OF_TEXT = "\0"
# A context as the plain engine asks it.
Check = tuple[frozenset[str], bool, tuple[tuple[tuple[str, ...], bool], ...]]
Checks = tuple[Check | None, ...]
# A rule as it tries it: spelling, values, its contexts where it has any, its place in the file.
Trial = tuple[str, tuple[str, ...], Checks | None, int]
# What is found at a place: the usual value, how many letters it covers, the other values, the rule's place in the file.
Found = tuple[str, int, tuple[str, ...], int]


# The bit of a kind that marks an orthography whose alphabet holds letters taken apart.
APART = 128
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)


def is_word(letter: str) -> bool:
    """Is this letter part of a word: a letter, a mark or a digit, or an apostrophe between them?"""
    return letter.isalnum() or letter in "'ʼʹʺ׳״" or category(letter)[0] == "M"


def say_once(sounds: str) -> str:
    """Say a doubled sound once."""
    return _DOUBLED.sub(r"\1", sounds) if _DOUBLED.search(sounds) else sounds


class PlainEngine:
    """Rules, ready to rewrite texts: for each letter, the value itself where it has but one, else the rules to try.

    Which rule fires depends on a few letters around the place alone; so each engine keeps what it found for those that
    it met, up to `MOST_KEPT`.

    `alphabet` are the letters of the language. `sounds` says how each sound is written (`data/sounds.tsv`); an engine
    that has them leaves out of its values, and of what no rule covers, all that is no sound.
    """

    __slots__ = ("_room", "_sounds", "alphabet", "back", "first")

    def __init__(
        self,
        rules: tuple[FlatRule, ...],
        contexts: tuple[FlatContext, ...],
        alphabet: str,
        sounds: dict[int, str] | None,
        /,
    ) -> None:
        self.alphabet = frozenset(alphabet)
        self._sounds = sounds
        known = [(frozenset(letters), edge, patterns) for letters, edge, patterns in contexts]
        trials: dict[str, list[Trial]] = {}
        for spelling, values, fit, number in rules:
            checks = tuple([known[one] if one >= 0 else None for one in fit]) if max(fit) >= 0 else None
            said = tuple([self._kept(value) for value in values])
            trials.setdefault(spelling[0], []).append((spelling, said, checks, number))
        self.first = {letter: Choice(some) for letter, some in trials.items()}
        self.back = max([one.back for one in self.first.values()], default=0)
        self._room = MOST_KEPT

    def rewrite(self, text: str, /) -> str:
        """Rewrite a text with the first value of each rule; letters that no rule covers stay."""
        return "".join([step[0] for step in self._steps(text)])

    def alternatives(self, text: str, limit: int, /) -> tuple[str, ...]:
        """Rewrite a text in up to `limit` ways, the usual way first."""
        return tuple(dict.fromkeys(self._ways(text, limit)))

    def ways(self, text: str, spares: Spares, limit: int, /) -> tuple[str, ...]:
        """Say a prepared text in up to `limit` ways, the usual way first."""
        return tuple(dict.fromkeys([say_once(way) for way in self._ways(self.nearest(text, spares), limit)]))

    def nearest(self, text: str, spares: Spares, /) -> str:
        """Put for a letter that no rule knows the letter without its marks, or else what stands for it."""
        first = self.first
        if first.keys() >= set(text):
            return text
        return "".join(
            [
                letter if letter in first else bare if (bare := spares[letter][0]) in first else spares[letter][1]
                for letter in text
            ]
        )

    def spans(self, text: str, /) -> list[tuple[int, int, int]]:
        """Say where each rule fires: start, end and the rule's place in the file, -1 for no rule."""
        found = []
        at = 0
        for _, size, _, number in self._steps(text):
            found.append((at, at + size, number))
            at += size
        return found

    def covers(self, text: str, /) -> bool:
        """Does some rule's spelling begin with each letter of the text?"""
        return self.first.keys() >= set(text)

    def fits(self, text: str, /) -> bool:
        """Does the alphabet have every letter of the text?"""
        return self.fits_letters(set(text))

    def fits_letters(self, letters: AbstractSet[str], /) -> bool:
        """Does the alphabet have all of some letters?"""
        return letters <= self.alphabet or not any(map(str.isalpha, letters - self.alphabet))

    def _ways(self, text: str, limit: int) -> list[str]:
        text = START_OF_TEXT * self.back + text
        return self.go_on(text, self.back, [""], "", max(1, min(limit, MOST_ALTERNATIVES)))

    def go_on(self, text: str, at: int, ways: list[str], plain: str, limit: int, /) -> list[str]:
        """Rewrite the rest of a text from a place on; `plain` is what all ways so far end in."""
        step, end = self.step, len(text)
        while at < end:
            value, size, more, _ = step(text, at)
            at += size
            # Where there are as many ways as wanted, nothing but the usual value of every way would be kept.
            if more and len(ways) < limit:
                ways, plain = branched(ways, plain, value, more, limit), ""
            else:
                plain += value
        return [way + plain for way in ways] if plain else ways

    def _steps(self, text: str) -> list[Found]:
        """Give what is found at each step, in order."""
        found = []
        first, at, text = self.first, self.back, START_OF_TEXT * self.back + text
        end = len(text)
        while at < end:
            # The same as `step`, without the call.
            choice = first.get(text[at])
            if choice is None:
                here: Found = self._kept(text[at]), 1, (), -1
            elif choice.only:
                here = choice.only
            else:
                around = text[at - choice.back : at + choice.ahead]
                here = choice.known.get(around) or self._look(choice, around)
            found.append(here)
            at += here[1]
        return found

    def step(self, text: str, at: int, /) -> Found:
        """Find which rule fires at a place of a text that begins with as many signs as any rule looks back."""
        choice = self.first.get(text[at])
        if choice is None:
            return self._kept(text[at]), 1, (), -1
        if choice.only:
            return choice.only
        around = text[at - choice.back : at + choice.ahead]
        return choice.known.get(around) or self._look(choice, around)

    def _look(self, choice: Choice, around: str) -> Found:
        """Find the rule that fires among some letters."""
        at = choice.back
        step = next(
            (
                (values[0], len(spelling), values[1:], number)
                for spelling, values, checks, number in choice.trials
                if around.startswith(spelling, at) and (checks is None or _fit(checks, around, at, at + len(spelling)))
            ),
            (self._kept(around[at]), 1, (), -1),
        )
        if self._room > 0:
            self._room -= 1
            choice.known[around] = step
        return step

    def _kept(self, text: str) -> str:
        return text if self._sounds is None else text.translate(self._sounds)


class Choice:
    """The rules whose spelling begins with one letter, how far around it they look, and what was found so far.

    `only` is what is always found, where one rule without context is all there is.
    """

    __slots__ = ("ahead", "back", "known", "only", "trials")

    def __init__(self, trials: Sequence[Trial]) -> None:
        self.trials = tuple(trials)
        self.known: dict[str, Found] = {}
        spelling, values, checks, number = self.trials[0]
        alone = len(self.trials) == len(spelling) == 1 and checks is None
        self.only: Found | None = (values[0], 1, values[1:], number) if alone else None
        self.back = self.ahead = 0
        for spelling, _, checks, _ in trials:
            reaches = [_reach(check) for check in checks or (None,) * 4]
            self.back = max(self.back, reaches[0], reaches[2])
            self.ahead = max(self.ahead, len(spelling) + max(reaches[1], reaches[3]))


def _reach(check: Check | None) -> int:
    """How many letters does a context look at?"""
    return 0 if check is None else max([1, *(len(elements) + reach for elements, reach in check[2])])


def _fit(checks: Checks, text: str, at: int, end: int) -> bool:
    """Do the contexts fit around `text[at:end]`? The quick form of `Rule.fits`."""
    before, after, not_before, not_after = checks
    return (
        (before is None or _before(before, text, at))
        and (after is None or _after(after, text, end))
        and (not_before is None or not _before(not_before, text, at))
        and (not_after is None or not _after(not_after, text, end))
    )


def _before(check: Check, text: str, at: int) -> bool:
    letters, edge, patterns = check
    if at == 0 or not is_word(here := text[at - 1]):
        return edge
    if here in letters:
        return True
    for elements, reach in patterns:
        start = at - len(elements)
        if start >= 0 and _stand(elements, text, start) and not (reach and start and is_word(text[start - 1])):
            return True
    return False


def _after(check: Check, text: str, at: int) -> bool:
    letters, edge, patterns = check
    if at == len(text) or not is_word(here := text[at]):
        return edge
    if here in letters:
        return True
    for elements, reach in patterns:
        end = at + len(elements)
        if end <= len(text) and _stand(elements, text, at) and not (reach and end < len(text) and is_word(text[end])):
            return True
    return False


def _stand(elements: tuple[str, ...], text: str, at: int) -> bool:
    for element in elements:
        if text[at] not in element:
            return False
        at += 1
    return True


def branched(ways: list[str], plain: str, value: str, more: tuple[str, ...], limit: int) -> list[str]:
    """Follow every way with every value; the usual ones first, so that cutting at the limit keeps the likely ways."""
    return [way + plain + one for one in (value, *more) for way in ways][:limit]


def heard_one_by_one(
    engines: Sequence[PlainEngine],
    kinds: bytes,
    texts: Sequence[str],
    lower: str,
    apart: str,
    spares: Spares,
    limit: int,
) -> Heard:
    """Read a word under many orthographies, one after the other: the textbook form of `PlainGroup.read`.

    A kind is one byte for each engine: the number of the text that it reads, and `APART` if its alphabet holds letters
    taken apart. One whose alphabet lacks a letter of the word is asked only if no other has them all.
    """
    asked = list(enumerate(zip(engines, kinds, strict=True)))
    fitting = [one for one in asked if one[1][0].fits(apart if one[1][1] & APART else lower)] or asked
    found: dict[str, int] = {}
    for number, (engine, kind) in fitting:
        for way in engine.ways(texts[kind & ~APART], spares, limit):
            found.setdefault(way, number)
    return list(found.items())


class PlainGroup:
    """Some engines that read a word together, for as long as they read it alike.

    Sets of engines are the bits of a number. For a few letters around a place it is kept which engines find what.
    """

    __slots__ = ("_accepting", "_apart", "_back", "_engines", "_kinds", "_knowing", "_places", "_room")

    def __init__(self, engines: Sequence[PlainEngine], kinds: bytes, /) -> None:
        self._engines = tuple(engines)
        self._kinds: dict[int, int] = {}
        self._apart = 0
        self._knowing: dict[str, int] = {}
        self._accepting: dict[str, int] = {}
        self._places: dict[str, Place] = {}
        self._back = max([engine.back for engine in engines], default=0)
        self._room = MOST_KEPT
        for number, (engine, kind) in enumerate(zip(engines, kinds, strict=True)):
            self._kinds[kind & ~APART] = self._kinds.get(kind & ~APART, 0) | 1 << number
            self._apart |= bool(kind & APART) << number
            for letter, choice in engine.first.items():
                self._knowing[letter] = self._knowing.get(letter, 0) | 1 << number
                back, ahead, known = self._places.get(letter, (0, 0, {}))
                self._places[letter] = max(back, choice.back), max(ahead, choice.ahead), known

    def read(self, texts: Sequence[str], lower: str, apart: str, spares: Spares, limit: int, /) -> Heard:
        """Give each way of sounding once, with the number of the first engine that says it so."""
        limit = max(1, min(limit, MOST_ALTERNATIVES))
        said: list[tuple[int, list[str]]] = []
        for text, engines in self._begun(texts, self._fitting(lower, apart), spares).items():
            self._follow(START_OF_TEXT * self._back + text, engines, limit, said)
        # In the order of the engines: those that stayed together say the same, so that the first one speaks for all.
        said.sort()
        found: dict[str, int] = {}
        for first, ways in said:
            for way in ways:
                found.setdefault(say_once(way), first)
        return list(found.items())

    def _fitting(self, lower: str, apart: str) -> int:
        """The engines whose alphabet has every letter; all where none has."""
        every = (1 << len(self._engines)) - 1
        fitting = self._accept(lower, every & ~self._apart) | self._accept(apart, self._apart)
        return fitting or every

    def _accept(self, text: str, engines: int) -> int:
        for letter in text:
            accepting = self._accepting.get(letter)
            if accepting is None:
                accepting = sum(one.fits(letter) << number for number, one in enumerate(self._engines))
                if len(self._accepting) < MOST_KEPT:
                    self._accepting[letter] = accepting
            engines &= accepting
        return engines

    def _begun(self, texts: Sequence[str], fitting: int, spares: Spares) -> dict[str, int]:
        """The texts that are read, with the engines that read each: letters that one does not know are replaced."""
        begun: dict[str, int] = {}
        for kind, engines in self._kinds.items():
            asked = knowing = engines & fitting
            for letter in texts[kind] if asked else "":
                knowing &= self._knowing.get(letter, 0)
            if knowing:
                begun[texts[kind]] = begun.get(texts[kind], 0) | knowing
            for number in _numbers(asked & ~knowing):
                near = self._engines[number].nearest(texts[kind], spares)
                begun[near] = begun.get(near, 0) | 1 << number
        return begun

    def _follow(self, text: str, engines: int, limit: int, said: list[tuple[int, list[str]]]) -> None:
        """Rewrite a text under some engines; where they find different things, each part of them goes on by itself."""
        end = len(text)
        begun = [(engines, self._back, [""], "")]
        while begun:
            engines, at, ways, plain = begun.pop()
            while at < end and engines & (engines - 1):
                # The first part goes on here, others are kept for later.
                parts = [(here, found) for some, found in self._look(text, at) if (here := some & engines)]
                engines, (value, size, more) = parts[0]
                for some, (value_of, size_of, more_of) in parts[1:]:
                    if more_of and len(ways) < limit:
                        begun.append((some, at + size_of, branched(ways, plain, value_of, more_of, limit), ""))
                    else:
                        begun.append((some, at + size_of, ways, plain + value_of))
                at += size
                if more and len(ways) < limit:
                    ways, plain = branched(ways, plain, value, more, limit), ""
                else:
                    plain += value
            first = (engines & -engines).bit_length() - 1
            said.append((first, self._engines[first].go_on(text, at, ways, plain, limit)))

    def _look(self, text: str, at: int) -> Parts:
        """Give what is found at a place, each with the engines that find it."""
        letter = text[at]
        back, ahead, known = self._places.get(letter, (0, 1, {}))
        around = text[at - back : at + ahead]
        parts = known.get(around)
        if parts is None:
            finding: dict[tuple[str, int, tuple[str, ...]], int] = {}
            for number, engine in enumerate(self._engines):
                found = engine.step(text, at)[:3]
                finding[found] = finding.get(found, 0) | 1 << number
            parts = tuple((engines, found) for found, engines in finding.items())
            if self._room > 0:
                self._room -= 1
                known[around] = parts
        return parts


# What is found by which engines; and for one letter, how far engines look around it, and what they found.
Parts = tuple[tuple[int, tuple[str, int, tuple[str, ...]]], ...]
Place = tuple[int, int, dict[str, Parts]]


def _numbers(engines: int) -> Iterator[int]:
    while engines:
        yield (engines & -engines).bit_length() - 1
        engines &= engines - 1


try:
    from allonym._rules import Engine, Group, supply_words
    from allonym._rules import read as _read
except ImportError:
    Engine = PlainEngine  # type: ignore[assignment, misc]

    def group(engines: Sequence[Engine], kinds: bytes, dotless: int = 0) -> tuple[Read, Packed | None]:  # noqa: ARG001
        """Make what reads a word under some engines (see heard_one_by_one), and what does so quickly, if anything.

        `dotless` are the engines, as bits, for which capital I is that of dotless i.
        """
        return PlainGroup(engines, kinds).read, None  # type: ignore[arg-type]

else:
    supply_words(is_word)

    def group(engines: Sequence[Engine], kinds: bytes, dotless: int = 0) -> tuple[Read, Packed | None]:
        """Make what reads a word under some engines (see heard_one_by_one), and what does so quickly, if anything.

        `dotless` are the engines, as bits, for which capital I is that of dotless i.
        """
        if len(engines) > MOST_TOGETHER:
            return partial(_read, tuple(engines), kinds), None
        made = Group(tuple(engines), kinds, dotless)
        return made.read, made.packed
