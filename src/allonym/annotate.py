"""Where in a running text is an entity named?

Spans of up to six words are looked up, longest first: by their spelling, and where a span looks like a name also by
their sound. A wrong highlight is worse than a missed one, so a span by itself must look like a name, and every word
of it must be heard in the name that it meets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from allonym.comparison import ALL_RARE, measure
from allonym.evidence import AGREES, CONTRADICTS, MISSING, WHOLE, Reason, reasons
from allonym.fold import MIXED, fold
from allonym.gazetteer import Gazetteer, JointGazetteer
from allonym.name import listen
from allonym.pairing import pair
from allonym.records import MATCH, NEAR, Allonym, Match, Mention, Resolution
from allonym.score import compared, line_of
from allonym.words import Word, clusters_of, stands_alone, words_of

# Names of more words than this are rare in running text.
MOST_WORDS = 6
# The least score for a span of several words that meets a name only nearly, such as one in another grammatical case.
LEAST_NEAR = 0.9
# The same in scripts without capitals, where nothing but the sound tells a name from two common words.
LEAST_NEAR_UNCASED = 0.98
# The least score for a span that differs from a name in grammatical endings alone; the score has learned from names
# that stand alone, and knows no endings.
LEAST_INFLECTED = 0.1
# A single word meets by sound, not by spelling, only from this many letters on: shorter ones sound like anything.
FEWEST_LETTERS = 5
# A word is heard in a name where it brings this share of the evidence that it could.
LEAST_HEARD = 0.6
# Between the capitals of a name that is not listed stand particles of up to so many letters; a longer word in lower
# case only where the name has no more words than this.
LONGEST_PARTICLE, MOST_PLAIN = 3, 4
# Listed names of capitals alone, up to this many, are acronyms: WHO is not Who, but Nato is NATO.
LONGEST_ACRONYM = 3
# Up to so many letters a word in one language is too often a name in another: German Tag is Polish for the Tagus.
LONGEST_SHORT = 3
# In scripts without case shorter names are mostly parts of other words.
FEWEST_UNCASED, FEWEST_SYLLABLES = 3, 2
# The longest name looked for in text without spaces, in letters.
LONGEST_UNSPACED = 24
# What grammar adds to a surname, and takes from it, in letters.
MOST_ADDED, MOST_LOST, FEWEST_STEM = 3, 1, 4
# How many entities are weighed for a span: names in another case may rank behind longer names that hold the span.
MOST_WEIGHED = 20
# How many spans are remembered.
MOST_REMEMBERED = 65536


class Annotator:
    """Finds the names of one gazetteer in texts; `resolve` answers for one span. It remembers spans that it met."""

    def __init__(self, gazetteer: Gazetteer | JointGazetteer, resolve: Callable[..., Resolution]) -> None:
        self._gazetteer = gazetteer
        self._resolve = lru_cache(maxsize=MOST_REMEMBERED)(
            lambda text, lang: resolve(text, lang=lang, limit=MOST_WEIGHED)
        )
        self._is_heard = lru_cache(maxsize=MOST_REMEMBERED)(self._sounds_known)

    def annotate(self, text: str, *, lang: str | None = None) -> tuple[Mention, ...]:
        """Give the mentions in a text, sorted, without overlaps; `lang` is its language (BCP 47)."""
        words = words_of(text)
        found = list(self._mentions(text, words, lang))
        clear = [one for one in found if one.resolution.verdict == MATCH]
        told = [one for one in map(partial(told_by_text, clear), found) if one]
        return self._with_surnames(told, text, words)

    def _mentions(self, text: str, words: Sequence[Word], lang: str | None) -> Iterator[Mention]:
        """Give what is found from left to right; names that several entities bear are given as ambiguous."""
        at = 0
        while at < len(words):
            if words[at].unspaced:
                yield from self._within(words[at], lang)
                at += 1
                continue
            for end in range(reach(words, at), at, -1):
                resolution = self._named(text, words[at:end], words, at, lang)
                if resolution:
                    yield mention(text, words[at].start, words[end - 1].end, resolution)
                    at = end
                    break
            else:
                at += 1

    def _named(
        self, text: str, span: Sequence[Word], words: Sequence[Word], at: int, lang: str | None
    ) -> Resolution | None:
        """Resolve a span if it can be a name, and stands as one in its text."""
        edges = edge(words, at, at + len(span))
        if edges == BROKEN:
            return None
        asked = text[span[0].start : span[-1].end]
        simple = all(word.joint in ("space", "dash") for word in span[1:])
        key = " ".join([word.key for word in span]) if simple else fold(asked).key
        listed = [one.allonym for one in self._gazetteer.spelled(key)]
        if listed:
            return self._resolve(asked, lang) if any(written_so(one, asked, span, lang) for one in listed) else None
        if edges == LOOSE or not looks_like_name(span) or not self._may_sound(span, lang):
            return None
        resolution = self._resolve(asked, lang)
        return convinced(resolution, span, [self._met(one, resolution.name) for one in resolution.matches], lang)

    def _met(self, one: Match, asked: str) -> Match:
        """Give a match with the name that differs from the span in endings alone, where its entity has one."""
        if one.via != NEAR or one.score < LEAST_INFLECTED:
            return one
        key = fold(asked).key
        for other in (found.allonym for found in self._gazetteer.names_of(one.allonym.entity)):
            # A cheap look first: endings change, beginnings do not.
            if other.name[:2].casefold() == key[:2] and inflected(key, fold(other.name).key):
                comparison = compared(listen(asked), listen(other.name, other.tag))
                return one if comparison.score < LEAST_INFLECTED else Match(one.entity, other, comparison)
        return one

    def _may_sound(self, span: Sequence[Word], lang: str | None) -> bool:
        """Is it worth asking by sound? A single word, or words without case, must each be heard in some name."""
        if span[0].cased:
            return True
        return all(self._is_heard(word.text, lang) for word in span)

    def _sounds_known(self, word: str, lang: str | None) -> bool:
        name = listen(word, lang or "")
        for candidate in self._gazetteer.sounding(name):
            other = listen(candidate.allonym.name, candidate.allonym.tag)
            if any(
                one.broad & part.broad or pair(one, part).share >= LEAST_HEARD
                for part in other.parts
                for one in name.parts
            ):
                return True
        return False

    def _within(self, run: Word, lang: str | None) -> Iterator[Mention]:
        """Find the listed names in a run of letters without spaces, longest first."""
        clusters = clusters_of(run.text)
        keys = [key for _, key in clusters]
        ends = [start for start, _ in clusters[1:]] + [len(run.text)]
        at = 0
        while at < len(clusters):
            for stop in range(min(len(clusters), at + LONGEST_UNSPACED), at, -1):
                asked = run.text[clusters[at][0] : ends[stop - 1]]
                if self._gazetteer.spelled("".join(keys[at:stop])) and stands_alone(keys, at, stop):
                    resolution = self._resolve(asked, lang)
                    start = run.start + clusters[at][0]
                    yield Mention(start, start + len(asked), asked, resolution)
                    at = stop
                    break
            else:
                at += 1

    def _with_surnames(self, found: list[Mention], text: str, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Add surnames that stand alone behind a full name, where only one person of the text bears it."""
        people = [(one, family) for one in found if (family := family_name(one))]
        if not people:
            return tuple(found)
        starts = [one.start for one in found]
        added: list[Mention] = []
        for word in words:
            at = bisect_right(starts, word.start) - 1
            if (at >= 0 and found[at].end > word.start) or (word.cased and not word.capital):
                continue
            meant = {
                one.resolution.id: one for one, family in people if one.end <= word.start and is_surname(word, family)
            }
            if len(meant) == 1:
                (full,) = meant.values()
                added.append(mention(text, word.start, word.end, surname_resolution(word.text, full)))
        return tuple(sorted([*found, *added], key=lambda one: one.start))


def mention(text: str, start: int, end: int, resolution: Resolution) -> Mention:
    """Make a mention of a part of a text."""
    return Mention(start, end, text[start:end], resolution)


def reach(words: Sequence[Word], at: int) -> int:
    """Give the index behind the last word that a name beginning here can reach."""
    end = at + 1
    while end < len(words) and end - at < MOST_WORDS and words[end].joint:
        end += 1
    return end


FREE, LOOSE, BROKEN = "free", "loose", "broken"


def edge(words: Sequence[Word], at: int, end: int) -> str:
    """Say whether a span's ends are ends of words: free, only for names spelled just so (loose), or broken.

    French l', and suffixes behind an apostrophe in Latin letters ('s, Turkish 'da), are no part of a name.
    """
    said = FREE
    first, last = words[at], words[end - 1]
    if first.joint == "apostrophe":
        before = words[at - 1]
        if not first.capital or len(before.text) > 5:
            return BROKEN
        said = LOOSE if before.capital else said
    if end < len(words) and words[end].joint == "apostrophe":
        after = words[end]
        if after.capital or last.script != "Latn" or len(after.text) > 5:
            return BROKEN
    # The year behind a dash belongs to the name: without it another event could be meant.
    if end < len(words) and words[end].joint == "dash" and words[end].number and not last.number:
        said = LOOSE
    return said


def written_so(listed: Allonym, asked: str, span: Sequence[Word], lang: str | None) -> bool:
    """Does a listed name stand here as a name? Case, and for short names the language, tell it from a common word."""
    name = listed.name
    cased = [word for word in span if word.cased and not word.number]
    if not cased:
        return len(span) > 1 or (long_enough(span[0]) and not span[0].number)
    letters = [c for c in name if c.isalpha()]
    if len(letters) <= LONGEST_ACRONYM and all(c.isupper() for c in letters):
        return asked.isupper()
    if len(span) == 1 and len(letters) <= LONGEST_SHORT and language(listed.tag) not in ("", lang and language(lang)):
        return False
    if any(word.capital for word in cased):
        return True
    return (not any(c.isupper() for c in name) and len(span) > 1) or fold(name).text == fold(asked).text


def language(tag: str) -> str:
    """Give the language of a BCP 47 tag."""
    return tag.split("-", maxsplit=1)[0]


def looks_like_name(span: Sequence[Word]) -> bool:
    """Does a span that is in no table look like a name? It begins and ends with a capital, or ends with a number."""
    first, last = span[0], span[-1]
    if first.number or any(not word.key for word in span):
        return False
    if not first.cased:
        return len(span) > 1 and all(not word.cased and long_enough(word) for word in span)
    if not first.capital or not (last.capital or last.number) or not closely_knit(span):
        return False
    return len(span) > 1 or len(first.key) >= FEWEST_LETTERS


def long_enough(word: Word) -> bool:
    """Has a word without case letters enough to be a name? A letter of Hangul is a syllable."""
    return len(word.key) >= (FEWEST_SYLLABLES if word.script == "Hang" else FEWEST_UNCASED)


def closely_knit(span: Sequence[Word]) -> bool:
    """Are the words between capitals such as names have: short ones (of, und, de la), and at most one longer one?"""
    longer = sum(1 for word in span if not word.capital and not word.number and len(word.key) > LONGEST_PARTICLE)
    return longer == 0 or (longer == 1 and len(span) <= MOST_PLAIN)


def convinced(
    resolution: Resolution, span: Sequence[Word], matches: Sequence[Match], lang: str | None
) -> Resolution | None:
    """Give the answer for a span met by sound or nearly, where exactly one entity is good enough for a highlight.

    The verdict is that of the text, where a name may stand in any grammatical case; the score stays that of the names.
    """
    good = [one for one in matches if convincing(one, resolution, span, lang)]
    clear = len(good) == 1 or (good and resolution.verdict == MATCH and good[0].id == resolution.id)
    return Resolution(resolution.name, MATCH, (good[0],), resolution.flags) if clear else None


def convincing(one: Match, resolution: Resolution, span: Sequence[Word], lang: str | None) -> bool:
    """Is this match good enough? No word of the span may be missing from the name that it met, or contradict it.

    A person may be named with fewer words than are listed; the European Union is not the Council of the European Union.
    """
    if one.score < LEAST_INFLECTED:
        return False
    told = compared_by_word(one, lang)
    if any(item.kind in (MISSING, CONTRADICTS) and (item.parts[0] or one.entity.type != "person") for item in told):
        return False
    if one.via != NEAR or MIXED in resolution.flags:
        return one.score >= line_of(one.entity.type)
    # Where names were compared as if written without spaces, no evidence tells which word is missing from one.
    whole = (one.comparison.a, one.comparison.b)
    joined = any(item.parts == whole and item.kind in (AGREES, WHOLE) for item in told)
    several = len(span) > 1
    if several and joined:
        return False
    if several and one.score >= (LEAST_NEAR if span[0].cased else LEAST_NEAR_UNCASED):
        return True
    return span[0].cased and inflected(fold(resolution.name).key, fold(one.allonym.name).key)


def compared_by_word(one: Match, lang: str | None) -> tuple[Reason, ...]:
    """Say which words of a match agree, contradict or are missing."""
    a, b = listen(one.comparison.a, lang or ""), listen(one.comparison.b, one.allonym.tag, one.entity.type)
    return reasons(a, b, measure(a, b), ALL_RARE)


def told_by_text(clear: Sequence[Mention], one: Mention) -> Mention | None:
    """Give a mention whose entity is clear, by itself or since the text names just one of those that it may be."""
    if one.resolution.verdict == MATCH:
        return one
    others = {other.resolution.id for other in clear}
    sure = [match for match in one.resolution.matches if match.score >= line_of(match.entity.type)]
    meant = [match for match in sure if match.id in others]
    if len(meant) != 1:
        return None
    return Mention(one.start, one.end, one.text, Resolution(one.text, MATCH, (meant[0],), one.resolution.flags))


def inflected(asked: str, listed: str) -> bool:
    """Do two folded names of the same words differ in grammatical endings alone?

    >>> inflected("borise johnsona", "boris johnson"), inflected("boris johnson", "boris jackson")
    (True, False)
    """
    words, others = asked.split(), listed.split()
    return len(words) == len(others) and all(map(same_but_case, words, others))


def family_name(one: Mention) -> str:
    """Give the folded last word of a person's full name, "" where the mention is none."""
    entity = one.resolution.entity
    words = fold(one.text).key.split()
    return words[-1] if entity and entity.type == "person" and len(words) > 1 else ""


def is_surname(word: Word, family: str) -> bool:
    """Is a word of a text this folded surname? Without capitals it must be written just so."""
    return same_but_case(word.key, family) if word.cased else word.key == family and long_enough(word)


def same_but_case(word: str, family: str) -> bool:
    """Is a word this surname, at most with another grammatical ending?

    >>> same_but_case("chrenins", "chrenin"), same_but_case("mayovou", "mayová"), same_but_case("chrust", "chrenin")
    (True, True, False)
    """
    if word == family:
        return True
    same = next(
        (at for at, (a, b) in enumerate(zip(word, family, strict=False)) if a != b), min(len(word), len(family))
    )
    return same >= max(FEWEST_STEM, len(family) - MOST_LOST) and len(word) - same <= MOST_ADDED


def surname_resolution(word: str, full: Mention) -> Resolution:
    """Answer for a surname alone with the person whose full name stands before it."""
    best = full.resolution.matches[0]
    comparison = compared(listen(word), listen(best.allonym.name, best.allonym.tag))
    return Resolution(word, MATCH, (Match(best.entity, best.allonym, comparison),))
