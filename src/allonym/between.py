"""Which schemes lead from one spelling to another?

One of the two may be the original of the other: German newspapers write Хренин as Chrenin. Or both may come from an
original that is not given, as Chrenin and Khrenin do; then it is found again, letter by letter, and written anew
under every scheme of its language, so that each answer is proven.

    >>> found = schemes_between("Chrenin", "Khrenin")[0]
    >>> found.original, found.scheme, "press-rus-Cyrl-Latn-de" in found.beside
    ('Хренин', 'alalc-rus-Cyrl-Latn-2012', True)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import normalize

from attrs import evolve, frozen
from rapidfuzz.distance import Levenshtein

from allonym.derivation import PlainTable, Table, table_of, telling
from allonym.letters import LATIN, Letters, languages, letters_of, scripts_in, side_by_side
from allonym.letters import plain as plainly
from allonym.reading import usualness
from allonym.records import plain
from allonym.romanization import Scheme, bare, begins_with_capitals, checked, fitting_schemes, scheme_by_code, schemes
from allonym.script import script_of

# Of one language, so many originals are written anew; those of the longest values come first.
MOST_ORIGINALS = 64


@frozen
class Link:
    """A scheme that leads to one of two spellings: what it writes for an original, and how many letters that is off.

    `beside` are the schemes that write the other spelling for the same original; none where it is the original itself.
    """

    scheme: str
    text: str
    distance: int
    original: str = ""
    beside: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return plain(self)


def schemes_between(a: str, b: str, *, limit: int = 5) -> tuple[Link, ...]:
    """Which schemes lead from one spelling to the other, or have written both from one original?

    Gives all that lead there exactly (distance 0, case aside), usual languages first; where none does, the `limit`
    nearest ones with their Levenshtein distance. Of two spellings in one script, those from a common original come
    first.

    >>> "press-rus-Cyrl-Latn-de" in [link.scheme for link in schemes_between("Хренин", "Chrenin")]
    True

    Raises BadText where a spelling is no string, TooLong over 1,024 code points.
    """
    for spelling in (a, b):
        checked(spelling)
    links = [*direct(a, b), *direct(b, a)]
    if script_of(a) == script_of(b):
        links = [*common(a, b), *links]
    if exact := best(link for link in links if link.distance == 0):
        return tuple(exact)
    if script_of(a) == script_of(b):
        links = [*nearly_common(a, b), *nearly_common(b, a), *links]
    return tuple(best(links)[:limit])


def best(links: Iterable[Link]) -> list[Link]:
    """Put the nearest links first, of those the ones with a common original, then as in `usual`; one for a scheme."""
    found: dict[str, Link] = {}
    for link in sorted(links, key=lambda link: (link.distance, not link.beside, *usual(link.scheme))):
        found.setdefault(link.scheme, link)
    return list(found.values())


def usual(code: str) -> tuple[bool, int, str]:
    """Put the schemes for names in other scripts first, which are written more often anew, then usual languages."""
    scheme = scheme_by_code(code)
    return scheme.source == LATIN, usualness(scheme.lang), code


def direct(name: str, goal: str) -> Iterator[Link]:
    """Give what each scheme writes for one spelling, where it writes in the script of the other."""
    for fitting in fitting_schemes(name):
        text = fitting.write(name)
        if script_of(goal) == script_of(text):
            yield Link(fitting.code, text, apart(text, goal), name)


def common(a: str, b: str) -> Iterator[Link]:
    """Give the schemes of each language that write both spellings for one original."""
    one, two = plainly(a), plainly(b)
    for lang in sources(script_of(a)):
        if lang.table.meet(one, two, lang.places, lang.places):
            table = lang.plain_table()
            pairs = table.pairs(one, two, lang.places, lang.places)
            for way, codes in anew(a, lang, table.originals(one, two, pairs)):
                yield from (evolve(link, beside=codes) for link in those_that_write(b, way))


def nearly_common(name: str, goal: str) -> Iterator[Link]:
    """Give what the schemes of each language write for the originals of one spelling."""
    spelling = plainly(name)
    for lang in sources(script_of(name)):
        for way, codes in anew(name, lang, lang.plain_table().originals(spelling, spelling, lang.same())):
            yield from (evolve(link, distance=apart(link.text, goal), beside=codes) for link in way)


def anew(name: str, lang: Source, originals: Iterable[str]) -> list[tuple[list[Link], tuple[str, ...]]]:
    """Write originals under all schemes; gives what comes out, and the codes of those that write the name itself.

    The shortest originals come first, since shch is more often щ than шч, then those that most schemes write so.
    """
    ways = [lang.written(original, name) for original in islice(originals, MOST_ORIGINALS)]
    found = [(way, tuple(link.scheme for link in those_that_write(name, way))) for way in ways]
    return sorted(
        [(way, codes) for way, codes in found if codes], key=lambda both: (len(both[0][0].original), -len(both[1]))
    )


def those_that_write(spelling: str, links: Iterable[Link]) -> list[Link]:
    """Choose the links that come out as a spelling, case aside."""
    return [link for link in links if bare(link.text) == bare(spelling)]


class Source(NamedTuple):
    """A language that may have the original, its schemes side by side, and which places write in the asked script."""

    lang: str
    letters: Letters
    table: Table
    places: int
    schemes: tuple[Scheme, ...]

    def plain_table(self) -> PlainTable:
        """Give the table that tells all pairs of places."""
        return plain_table_of(self.lang, latin=self.schemes[0].source == LATIN)

    def same(self) -> int:
        """Give each place beside itself, as pairs."""
        size = len(self.letters.codes)
        return sum(1 << place * (size + 1) for place in range(size) if self.places >> place & 1)

    def written(self, original: str, like: str) -> list[Link]:
        """Write an original under each scheme, with capitals where a spelling has them."""
        text = normalize("NFC", original)
        if like != like.lower() and begins_with_capitals(text.title()):
            text = " ".join([word[:1].upper() + word[1:] for word in text.split(" ")])
        return [Link(scheme.code, scheme.write(text), 0, text) for scheme in self.schemes]


@cache
def sources(script: str) -> tuple[Source, ...]:
    """Give the languages that are written in a script by schemes, from another; the usual ones first."""
    langs = [lang for lang, own in languages().items() if script in own.scripts and (script != LATIN or telling(lang))]
    found = [source_of(lang, script, latin=False) for lang in langs]
    if script != LATIN:
        latin = dict.fromkeys(one.lang for one in schemes() if one.source == LATIN != one.target)
        found += [source_of(lang, script, latin=True) for lang in latin]
    return tuple(sorted([one for one in found if one.places], key=lambda one: (usualness(one.lang), one.lang)))


def source_of(lang: str, script: str, *, latin: bool) -> Source:
    """Set the schemes of a language side by side, for those that write in a script."""
    letters = letters_from(lang, latin=latin)
    places = sum(1 << at for at, code in enumerate(letters.scripts[:-1]) if script in scripts_in(code))
    own = tuple(one for one in schemes(lang) if (one.source == LATIN) == latin and script in scripts_in(one.target))
    table = Table(len(letters.codes), letters.units) if latin else table_of(lang)
    return Source(lang, letters, table, places, own)


@cache
def letters_from(lang: str, *, latin: bool) -> Letters:
    """Give a language's letters; those of names in Latin letters are set side by side when they are asked for."""
    return side_by_side(one for one in schemes(lang) if one.source == LATIN) if latin else letters_of(lang)


@cache
def plain_table_of(lang: str, *, latin: bool) -> PlainTable:
    """Give the table of a language that tells all pairs."""
    letters = letters_from(lang, latin=latin)
    return PlainTable(len(letters.codes), letters.units)


def apart(one: str, two: str) -> int:
    """Count the letters by which two spellings differ, case aside."""
    return Levenshtein.distance(bare(one), bare(two))
