"""Can two schemes have written both spellings from one original?

"Chrenin" and "Khrenin" can: German newspapers and BGN/PCGN write so for Хренин. "Chrenin" and "Khremin" cannot, though
they sound near: no letter is n under the one scheme and m under the other.

    >>> derivable("Chrenin", "Khrenin"), derivable("Хренин", "Chrenin"), derivable("Chrenin", "Khremin")
    (True, True, False)

The longer answer: both spellings are cut into values at once, so that each letter of an original has one value in the
one and one value in the other (Ch and Kh are both х). Which pairs of schemes have written so up to a place is kept as
bits, and each letter leaves those that write both of its values; if some pair is left at both ends, the answer is yes.
The original itself need not be known: only its letters are gone through. This is the composition of two finite-state
transducers (K. Beesley, L. Karttunen, Finite State Morphology, 2003), for all pairs of schemes side by side.

The table is letters.py. Letters beside a letter change its value, letters further off are not looked at, so that a yes
is nearly certain and no proof.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from allonym.collector import undisturbed
from allonym.fold import fold
from allonym.letters import (
    LATIN,
    Unit,
    has_spaces,
    head_of,
    languages,
    letters_of,
    plain,
    scripts_in,
    units_of,
)
from allonym.parse.vocabulary import FEMININE, MASCULINE, genders, given_elsewhere, latin_given
from allonym.pinyin import are_other_syllables
from allonym.reading import usualness
from allonym.romanization import Scheme, scheme_by_code
from allonym.script import script_of

# Spellings that are both in Latin letters may come from any language; only those are asked that so many schemes write,
# since a table of few schemes tells little.
FEWEST_SCHEMES = 6
# Languages that are not asked even so: Thai schemes tell vowels by syllables, so that many a changed letter of another
# language's name could be Thai. With it 50% of the Greek pairs of spellings stand above such names, without it 97%
# (benchmarks/quality/bench_spellings.py).
TOO_OPEN = frozenset({"th"})
# So many words are kept of which it was found whether they are given names of such languages.
MOST_NAMES = 4096
# Longer names are not looked at.
MOST_LETTERS = 128


def derivable(a: str, b: str) -> bool:
    """Say whether two schemes of one language can have written both spellings from one original.

    An original may stand on either side. Spellings in one script that is not Latin are not looked at.
    """
    together, others = asked_of(written_in(a), written_in(b))
    if together.meet(plain(a), plain(b)):
        return True
    for side in others:
        one = plain(a) if side.first is None else side.first.lower(a)
        two = plain(b) if side.second is None else side.second.lower(b)
        if side.table.meet(one, two, side.one, side.two):
            return True
    return False


def in_their_own_letters(a: str, b: str) -> bool:
    """Say whether two Latin spellings share a given name of languages alone that are written in Latin letters.

    What looks like two ways to write a Russian surname is two surnames behind John. Nor has a man's given name an
    original in common with a woman's: Daniel, Danielle.

    >>> in_their_own_letters("John Chmarin", "John Chmaryn"), in_their_own_letters("Ivan Chmarin", "Ivan Chmaryn")
    (True, False)
    """
    if not written_in(a) == written_in(b) == LATIN:
        return False
    one, two = {*fold(a).key.split()}, {*fold(b).key.split()}
    men, women = genders()[MASCULINE], genders()[FEMININE]
    apart = one - two, two - one
    if any(own & men and other & women for own, other in (apart, apart[::-1])):
        return True
    return any(map(_in_its_own_letters, one & two))


def in_other_syllables(a: str, b: str) -> bool:
    """Say whether two Latin spellings are names in Pinyin that differ in n and ng alone, which Kazakh schemes confuse.

    >>> in_other_syllables("Zhang Min", "Zhang Ming"), in_other_syllables("Nur Min", "Nur Ming")
    (True, False)
    """
    return written_in(a) == written_in(b) == LATIN and are_other_syllables(fold(a).key.split(), fold(b).key.split())


@lru_cache(maxsize=MOST_NAMES)
def _in_its_own_letters(word: str) -> bool:
    """Say whether a folded word is such a given name, and no scheme writes a form of it in another script so."""
    groups = latin_given().get(word, ())
    elsewhere = (form for group in groups for form in given_elsewhere().get(group, ()))
    return bool(groups) and not any(derivable(word, form) for form in elsewhere)


@cache
def asked_of(first: str, second: str) -> tuple[Sides, tuple[Side, ...]]:
    """Give the languages of two scripts that take both spellings as they stand, to be asked at once, and all others.

    Of the others an original is read before it is asked for.
    """
    known = sides(first, second)
    together = [(side.table, side.one, side.two, side.parted) for side in known if side.first is None is side.second]
    return Sides(tuple(together)), tuple([side for side in known if side.first or side.second])


def derivation(a: str, b: str) -> tuple[str, str] | None:
    """Give two schemes that can have written two spellings from one original, "" for the original; None without any.

    >>> derivation("Chrenin", "Хренин")
    ('din-rus-Cyrl-Latn-1982', '')
    """
    for side in sides(written_in(a), written_in(b)):
        left = plain(a) if side.first is None else side.first.lower(a)
        right = plain(b) if side.second is None else side.second.lower(b)
        if side.table.meet(left, right, side.one, side.two):
            codes, _, _, units = letters_of(side.lang)
            pairs = PlainTable(len(codes), units).pairs(left, right, side.one, side.two)
            # The lowest bit that is set: the first place of the first side, and the first beside it.
            first, second = divmod((pairs & -pairs).bit_length() - 1, len(codes))
            return codes[first], codes[second]
    return None


def written_in(text: str) -> str:
    """Give the script of a spelling; most have plain Latin letters alone."""
    return LATIN if text.isascii() else script_of(text)


class Side(NamedTuple):
    """What a language's table is asked for two scripts: which places may have written the one, and which the other.

    `first` and `second` read an original, where that script is one of originals and more than its case is to change.
    `parted` says that words can be asked for one by one: none is read so, and no value has a space.
    """

    lang: str
    table: Table
    one: int
    two: int
    first: Scheme | None
    second: Scheme | None
    parted: bool


@cache
def sides(one: str, two: str) -> tuple[Side, ...]:
    """Give the languages of which both scripts are written, the usual ones first, then those with the most schemes."""
    if one == two != LATIN:
        return ()
    known = languages()
    found = [lang for lang, own in known.items() if {one, two} <= own.scripts and (one != two or telling(lang))]
    found.sort(key=lambda lang: (usualness(lang), -known[lang].schemes, lang))
    return tuple([side_of(lang, one, two) for lang in found])


def telling(lang: str) -> bool:
    """Say whether two Latin spellings are worth asking for an original in a language."""
    return languages()[lang].schemes >= FEWEST_SCHEMES and lang not in TOO_OPEN


def side_of(lang: str, one: str, two: str) -> Side:
    """Set a language's table beside two scripts."""
    codes, scripts, prepared = head_of(lang)
    places = [
        sum(1 << place for place, code in enumerate(scripts) if script in scripts_in(code)) for script in (one, two)
    ]
    originals = scripts_in(scripts[-1]) if prepared else frozenset()
    readers = [scheme_by_code(codes[0]) if script in originals else None for script in (one, two)]
    parted = readers == [None, None] and (
        not has_spaces(lang) or all(keeps_words(unit, places[0] | places[1]) for unit in letters_of(lang).units)
    )
    return Side(lang, table_of(lang), places[0], places[1], readers[0], readers[1], parted)


def keeps_words(unit: Unit, places: int) -> bool:
    """Say whether a unit is no space for all of these places, or one for all of them, as the Japanese middle dot is."""
    values = {value for value, written in unit.values if written & places}
    return values == {" "} or not any(" " in value for value in values)


@cache
def table_of(lang: str) -> Table:
    """Give the table of a language."""
    with undisturbed():
        return Table(len(head_of(lang)[0]), units_of(lang))


class Cut(NamedTuple):
    """A unit, its two values, and the pairs of places, as bits: the first writes the one, the second the other."""

    spelling: str
    one: str
    two: str
    starts: bool
    ends: bool
    pairs: int


class PlainTable:
    """The schemes of a language side by side; the textbook form of the compiled `Table`."""

    def __init__(self, size: int, units: Iterable[Unit]) -> None:
        # Units may come as JSON has them.
        self._size = size
        self._units = tuple([Unit(*one[:-1], tuple([(value, own) for value, own in one[-1]])) for one in units])
        values: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
        for number, unit in enumerate(self._units):
            for value, written in unit.values:
                values[value[:1]].append((number, value, written))
        self._values: Mapping[str, Sequence[tuple[int, str, int]]] = dict(values)
        # The cuts that begin with two letters are made when they are first asked for.
        self._cuts: dict[tuple[str, str], tuple[Cut, ...]] = {}

    def meet(self, a: str, b: str, one: int, two: int) -> bool:
        """Say whether, of two sets of places, some pair comes to the ends of both; not the original with itself."""
        return bool(self.pairs(a, b, one, two))

    def pairs(self, a: str, b: str, one: int, two: int) -> int:
        """Give the pairs that come to the ends of both, as bits."""
        if max(len(a), len(b)) > MOST_LETTERS:
            return 0
        original = 1 << self._size - 1
        pairs = self._product(one, two) & ~self._product(original, original)
        # For each place in the first spelling and each in the second, the pairs that have written all before.
        rows: list[dict[int, int]] = [defaultdict(int) for _ in range(len(a) + 1)]
        rows[0][0] = pairs
        for at, row in enumerate(rows):
            # A value may be nothing, so that a row grows while it is gone through.
            for beside in range(len(b) + 1):
                if here := row.get(beside, 0):
                    for cut in self._standing(a, at, b, beside):
                        if rest := here & cut.pairs:
                            rows[at + len(cut.one)][beside + len(cut.two)] |= rest
        return rows[-1].get(len(b), 0)

    def originals(self, a: str, b: str, pairs: int) -> Iterator[str]:
        """Give the originals that some of these pairs may have written both spellings of, longest values first.

        What both of a pair leave unwritten is not told.
        """
        # Places from which no way leads to both ends, with the pairs that have come there.
        dead: set[tuple[int, int, int]] = set()

        def on_from(at: int, beside: int, here: int, found: str) -> Iterator[str]:
            if at == len(a) and beside == len(b):
                yield found
                return
            alive = False
            for cut in sorted(self._standing(a, at, b, beside), key=_longest):
                place = at + len(cut.one), beside + len(cut.two), here & cut.pairs
                if place[2] and (cut.one or cut.two) and place not in dead:
                    for original in on_from(*place, found + cut.spelling):
                        alive = True
                        yield original
            if not alive:
                dead.add((at, beside, here))

        if max(len(a), len(b)) <= MOST_LETTERS:
            yield from on_from(0, 0, pairs, "")

    def _standing(self, a: str, at: int, b: str, beside: int) -> Iterator[Cut]:
        """Give the cuts that stand at a place of both spellings; what is no letter in both is one of its own."""
        letter, other = a[at : at + 1], b[beside : beside + 1]
        if letter == other and letter and not letter.isalpha():
            yield Cut(letter, letter, other, starts=False, ends=False, pairs=-1)
        for key in {(letter, other), (letter, ""), ("", other)} - {("", "")}:
            if key not in self._cuts:
                self._cuts[key] = tuple(self._beginning(*key))
            for cut in self._cuts[key]:
                if a.startswith(cut.one, at) and b.startswith(cut.two, beside):
                    starts = not (a[max(at - 1, 0) : at].isalpha() or b[max(beside - 1, 0) : beside].isalpha())
                    end, last = at + len(cut.one), beside + len(cut.two)
                    ends = not (a[end : end + 1].isalpha() or b[last : last + 1].isalpha())
                    if starts >= cut.starts and ends >= cut.ends:
                        yield cut

    def _beginning(self, letter: str, other: str) -> Iterator[Cut]:
        """Give the cuts of which the first value begins with one letter and the second with another; "" is no value."""
        seconds: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for number, value, written in self._values.get(other, ()):
            seconds[number].append((value, written))
        for number, value, written in self._values.get(letter, ()):
            unit = self._units[number]
            for two, beside in seconds.get(number, ()):
                # What neither scheme has a rule for, its letters alone will do.
                pairs = self._product(written & unit.own, beside) | self._product(
                    written & ~unit.own, beside & unit.own
                )
                if pairs:
                    yield Cut(unit.spelling, value, two, unit.starts, unit.ends, pairs)

    def _product(self, one: int, two: int) -> int:
        """Give the pairs of a place of the first set and one of the second, as bits."""
        return sum(two << self._size * place for place in range(self._size) if one >> place & 1)


class PlainSides:
    """The tables of several languages; the textbook form of the compiled `Sides`.

    Of each there is a table, the places of both spellings, and whether its words can be asked one by one.
    """

    def __init__(self, rows: tuple[tuple[Table, int, int, bool], ...]) -> None:
        self._rows = rows

    def meet(self, a: str, b: str) -> bool:
        """Say whether some language can have written both spellings for one.

        Where words can be asked one by one, a language must have written each for that of the other, since a space is
        a space on both sides. What is the same word on both sides tells languages hardly apart.
        """
        words, others = a.split(" "), b.split(" ")
        for table, one, two, parted in self._rows:
            if parted and len(words) != len(others):
                continue
            both = zip(words, others, strict=True) if parted and len(words) > 1 else ()
            if all(word == other or table.meet(word, other, one, two) for word, other in both) and table.meet(
                a, b, one, two
            ):
                return True
        return False


def _longest(cut: Cut) -> tuple[int, int, str]:
    """Put the cuts with the longest values first, of those the ones that write the fewest letters."""
    return -len(cut.one) - len(cut.two), len(cut.spelling), cut.spelling


try:
    from allonym._derivation import Sides as Sides  # noqa: PLC0414  (it is imported from here)
    from allonym._derivation import Table as Table  # noqa: PLC0414  (it is imported from here)
except ImportError:
    Sides, Table = PlainSides, PlainTable  # type: ignore[assignment,misc]
