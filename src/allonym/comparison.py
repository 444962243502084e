"""What speaks for and against two names naming one thing?

Parts of the one name are paired with parts of the other so that the evidence is greatest. What is left over on one
side only was omitted, which costs little; what is left over on both sides contradicts, which costs much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise, product
from math import log, log2
from typing import Any, NamedTuple

from attrs import evolve, frozen

from allonym.article import (
    ARTICLE_LENGTH,
    ARTICLE_LETTER,
    ARTICLE_VOWELS,
    SERVANT,
    SUN_LETTERS,
    in_full,
    is_spoken_into,
    said,
    stands_alone,
)
from allonym.fold import look_alikes, picture
from allonym.name import Heard, Name, heard_as
from allonym.pairing import CASE, GENDER, OTHER_NUMBER_BITS, SAME_WORD, Pair, knowledge, number_of, pair
from allonym.parse.parts import BYNAME, INITIAL, NUMBER, PATRONYMIC, TOPIC, WORD, Part
from allonym.parse.vocabulary import (
    FEMININE,
    GENERIC,
    KIND,
    LEGAL,
    MASCULINE,
    PARTICLE,
    QUALIFIER,
    SUFFIX,
    TITLE,
    filial,
    frequencies,
    genders,
    kunyas,
)
from allonym.pinyin import are_other_syllables, differ_in_nasals
from allonym.records import NEAR, SOUND, SPELLING, Reading

# How much a part of each role tells of who is meant, beside a plain word: a province is known by its name.
TELLING = {
    WORD: 1.0,
    INITIAL: 0.4,
    NUMBER: 1.0,
    TITLE: 0.1,
    PARTICLE: 0.15,
    SUFFIX: 1.0,
    LEGAL: 0.1,
    GENERIC: 0.3,
    KIND: 0.45,
    PATRONYMIC: 1.0,
    TOPIC: 1.0,
    QUALIFIER: 1.0,
    BYNAME: 1.0,
}
# A number that one name leaves out (Zapad for Zapad-2025) makes it another or a wider name.
# A patronymic is left out in most news, and what others have for a title as a title is.
OMITTED = {NUMBER: 3.0, PATRONYMIC: 0.2, BYNAME: 0.1}
# Of what is no person these are parts.
OF_THINGS = frozenset({LEGAL, GENERIC, KIND, TOPIC})
# How surnames end that have no cases in Russian, as those in -o, -ko and of foreign vowels (T. Wade, A Comprehensive
# Russian Grammar, 2011).
CASELESS = "оеєиіїуюыэ"
# Parts that are no words of a name's own.
UNTELLING = frozenset({LEGAL, PARTICLE})
# A word of many names tells less: this much less for each doubling, down to the least.
# Up to so many bits, some five letters, a word's evidence counts in full; beyond, its logarithm.
FULL_BITS = 16.0
LESS_FOR_EACH_DOUBLING = 0.09
LEAST_TELLING = 0.2
# Where no table says which words are rare, names are held to be among so many others; with 15,000
# fewer strangers were taken for one, and fewer true pairs lost, than with 60,000.
NAMES_AROUND, MILLION = 15_000, 1_000_000
# Parts that may differ without speaking against one name.
LOOSE = frozenset({TITLE, PARTICLE, LEGAL, GENERIC})
# Parts that name the thing itself.
PROPER = frozenset({WORD, TOPIC, BYNAME})
NAMING = frozenset({WORD, TOPIC, KIND, GENERIC, QUALIFIER})
# Parts of which the names of bodies have at least one.
BODIES = frozenset({KIND, GENERIC, LEGAL})
# Parts that name a person or a parent.
NAMES = frozenset({WORD, PATRONYMIC, BYNAME})
# Another word contradicts by at least so much, however short: Mao is not May.
LEAST_AGAINST = 12.0
OTHER_GENDER_BITS = 14.0
OTHER_PARENT_BITS = 20.0
OTHER_SYLLABLE_BITS = 20.0
# An ending of so many sounds is no mere vowel that another case lacks: Лес и гора, лесов и гор.
WHOLE_ENDING = 2
# An acronym is made of at least and at most so many letters; each letter that agrees brings so many bits.
SHORTEST_ACRONYM, LONGEST_ACRONYM = 2, 8
# Parts that may be an acronym of some words of the other name: a company's form may be initials, an article a body.
STANDING_FOR = frozenset({WORD, TOPIC, LEGAL, PARTICLE})
LETTER_BITS = 4.0
# Words of up to so many letters, all of them small, may be left out of an acronym: for, des, при.
SMALL_WORD = 3
# Names written as one word must agree in this share of the evidence: long strings always share some by chance.
JOINED_SHARE = 0.75
JOINED_SHARE_ACROSS = 0.55
# At least this share of their sounds, in any order, must be common to names that are written as one word.
LEAST_SHARED = 0.4
# More where both are in alphabets that write all sounds: a name within a longer one, with another given name and a
# patronymic, is no longer name without its spaces.
SPELLED_OUT, LEAST_SPELLED = frozenset(("Latn", "Cyrl", "Grek", "Armn", "Geor")), 0.6
# Joining words costs time: of names of more parts than this, and up to the second number, only such neighbours are
# joined as the other name writes as one word.
MOST_JOINED, MOST_WRITTEN = 5, 16


@frozen
class Measures:
    """All evidence of a pair of names, in numbers.

    `matched` bits speak for one name, out of `possible`; `omitted` is the weight of parts that only one name has;
    `against` the weight of parts that contradict; `words` how many words match; `swaps` how many stand in another
    order; `via` the weakest way in which matched words met; `looks` says that the names only look alike; `crossed` that
    they are in different scripts; `joined` that spaces had to be lost for it. `alike` says that all matched parts sound
    the same, `worst` how much of the word that agrees least is lost, 0 to 1. `pairs` are the indices of matched parts.
    `column` is the greatest loss of a single column, in bits, where words only sound near; `unlike` how many words do;
    `clashes` how many words contradict; `ends` in how many ways endings differ (case, gender); `acronym` says that one
    name is made of the first letters of the other; `unusual` is the share of the readings by which words met that are
    not the first of their spelling: Tuchkovo met as a Frenchman reads it. `slips`
    are the words that one slip of the hand tells apart, `slip_common` how common both forms of such a word are, 0 to 1.
    `inner` is the weight of the heaviest part that is omitted between words that match: a middle name.
    """

    matched: float
    possible: float
    omitted: float
    against: float
    words: int
    swaps: int
    via: str
    crossed: bool
    pairs: tuple[tuple[int, int], ...]
    alike: bool = False
    worst: float = 0.0
    looks: bool = False
    joined: bool = False
    column: float = 0.0
    unlike: int = 0
    clashes: int = 0
    ends: int = 0
    acronym: bool = False
    unusual: float = 0.0
    slips: int = 0
    slip_common: float = 0.0
    inner: float = 0.0


# What need not be measured: names that are written the same.
SAME = Measures(0.0, 0.0, 0.0, 0.0, 0, 0, SPELLING, crossed=False, pairs=(), alike=True)
Rarity = Mapping[str, float]
ALL_RARE: Rarity = {}


def added(values: Iterable[float]) -> float:
    """Add numbers one after the other, as the core does: from Python 3.12 on, sum() is cleverer."""
    total = 0.0
    for value in values:
        total += value
    return total


def telling(names: int) -> float:
    """How much a word tells that stands in so many names of a table, 0 to 1; 1 for a word of one name.

    >>> telling(1), telling(1024) < 0.5
    (1.0, True)
    """
    return max(LEAST_TELLING, 1.0 - LESS_FOR_EACH_DOUBLING * log2(max(1, names)))


@cache
def common() -> Rarity:
    """How much common words of names tell where no table says, by their keys: Kim and Bank little, Khrenin all.

    >>> common()["kim"] < common()["ivanov"] < common().get("chmarin", 1.0)
    True
    """
    return {word: telling(count * NAMES_AROUND // MILLION) for word, count in frequencies().items()}


def plainly_measured(a: Name, b: Name, rarity: Rarity = ALL_RARE, /) -> Measures:
    """Weigh two names: the plain form of `measure`."""
    if (b.key, b.text) < (a.key, a.text):
        # One order for both directions, so that the sums agree to the last bit.
        found = plainly_measured(b, a, rarity)
        return evolve(found, pairs=tuple(sorted((i, j) for j, i in found.pairs)))
    best = _measure(a.parts, b.parts, rarity)
    if not a.parts or not b.parts:
        return best
    # Where all words of the shorter name are found as they are, there is nothing to gain by losing spaces.
    parted = len(best.pairs) < min(len(a.parts), len(b.parts)) or (
        best.via == NEAR and len(a.parts) != len(b.parts) and not best.alike
    )
    if parted and (len(a.parts) > 1 or len(b.parts) > 1) and max(len(a.parts), len(b.parts)) <= MOST_WRITTEN:
        for left, right in _joinings(a.parts, b.parts):
            other = _measure(left, right, rarity)
            if (
                _agreement(other) > _agreement(best)
                and other.matched >= (JOINED_SHARE_ACROSS if other.crossed else JOINED_SHARE) * other.possible
            ):
                best = evolve(other, pairs=(), joined=True)
        for left, right, letters in _briefly(a, b):
            told = _with_letters(_measure(left, right, rarity), letters)
            if told is not None and _agreement(told) > _agreement(best):
                best = told
    letters = acronym(a, b) or acronym(b, a)
    if letters:
        weight = LETTER_BITS * letters
        best = Measures(weight, weight, 0.0, 0.0, 1, 0, NEAR, crossed=False, pairs=(), acronym=True)
    if a.key != b.key and picture(a.key) == picture(b.key):
        best = evolve(best, matched=best.possible, omitted=0.0, inner=0.0, against=0.0, swaps=0, via=NEAR, looks=True)
    return best


def acronym(short: Name, full: Name) -> int:
    """Give of how many letters the one name is made, where they are the first letters of the other's words, else 0.

    Words that join others, legal forms and small words may be left out of an acronym: Bank of China is BOC, or BC.
    Where all is in capitals, they tell of an acronym only beside what bodies are called by. Each letter counts twice
    where the other name has the acronym beside its words: TBC Tarnov Bank Council.
    """
    letters = [x for x in short.parts if x.part.role not in LOOSE]
    if len(letters) != 1 or len(full.parts) < SHORTEST_ACRONYM:
        return 0
    word, key = letters[0].part.text, letters[0].part.key
    if not word.isupper() or not SHORTEST_ACRONYM <= len(key) <= LONGEST_ACRONYM:
        return 0
    if full.text.isupper() and BODIES.isdisjoint([x.part.role for x in full.parts]):
        return 0
    # A bit for each beginning of the acronym that the words so far may be written as.
    reached = 1
    # Beside one word alone a legal form lends no letter: BD p.l.c. is no BP.
    few = sum(x.part.role not in UNTELLING for x in full.parts) < SHORTEST_ACRONYM
    for x in full.parts:
        if x.part.key != key and not (few and x.part.role == LEGAL):
            reached = _reached(reached, key, x.part)
    both = any(x.part.key == key for x in full.parts)
    return len(key) * (1 + both) if reached >> len(key) & 1 else 0


def _reached(reached: int, key: str, part: Part) -> int:
    """Go on with an acronym by a part; a bit for each of its beginnings that the words so far may be written as."""
    for letter, may_miss in heads(part):
        longer = sum(2 << at for at, one in enumerate(key) if one == letter and reached >> at & 1)
        reached = longer | (reached if may_miss else 0)
    return reached


def _briefly(a: Name, b: Name) -> Iterator[tuple[tuple[Heard, ...], tuple[Heard, ...], int]]:
    """Leave out what may be an acronym in the shorter name, and the neighbours in the longer one that it is made of.

    Gives what is left of both, and how many letters the acronym has: TN Chmarin, Tarnov Nord Chmarin. Where all of the
    shorter name is in capitals, they tell of no acronym.
    """
    if len(a.parts) == len(b.parts):
        return
    brief, full = (a, b) if len(a.parts) < len(b.parts) else (b, a)
    for at, x in enumerate(brief.parts):
        key = x.part.key.replace(" ", "")
        if not may_stand_for_words(x.part) or len(brief.parts) == 1 or brief.text.isupper():
            continue
        rest = brief.parts[:at] + brief.parts[at + 1 :]
        for start, end in _runs(key, full.parts):
            others = full.parts[:start] + full.parts[end:]
            yield (rest, others, len(key)) if brief is a else (others, rest, len(key))


def may_stand_for_words(part: Part) -> bool:
    """Say whether a part may be an acronym beside other words, whatever else it may be: UN, and A. S. behind a name."""
    letters, key = part.text.replace(" ", ""), part.key.replace(" ", "")
    known = part.role in STANDING_FOR and SHORTEST_ACRONYM <= len(key) <= LONGEST_ACRONYM
    return known and all(map(str.isupper, letters))


def _runs(key: str, parts: tuple[Heard, ...]) -> list[tuple[int, int]]:
    """Find neighbours, two at least, whose first letters are a key, the fewest from each place on."""
    found = []
    for start in range(len(parts) - 1):
        reached = 1 if parts[start].part.key.startswith(key[0]) else 0
        for end in range(start, len(parts)):
            if parts[end].part.role == NUMBER:
                break
            reached = _reached(reached, key, parts[end].part)
            if not reached:
                break
            if end > start and reached >> len(key) & 1:
                found.append((start, end + 1))
                break
    return found


def _with_letters(rest: Measures, letters: int) -> Measures | None:
    """Add an acronym to what the other words of two names say; nothing where these do not agree."""
    share = JOINED_SHARE_ACROSS if rest.crossed else JOINED_SHARE
    if not rest.pairs or rest.against or rest.matched < share * rest.possible:
        return None
    weight = LETTER_BITS * letters
    return evolve(
        rest,
        matched=rest.matched + weight,
        possible=rest.possible + weight,
        words=rest.words + 1,
        via=NEAR,
        alike=False,
        acronym=True,
        pairs=(),
    )


def heads(part: Part) -> list[tuple[str, bool]]:
    """Give the first letter of each word of a part, and whether an acronym may leave it out.

    >>> heads(Part("Bank for", "bank for", KIND, "Latn"))
    [('b', False), ('f', True)]
    """
    keys, written = part.key.split(), part.text.split()
    small = [len(one) <= SMALL_WORD and all(map(str.islower, one)) for one in written]
    if len(small) != len(keys):
        small = [False] * len(keys)
    return [(key[0], part.role in LOOSE or may_miss) for key, may_miss in zip(keys, small, strict=True)]


def _agreement(measures: Measures) -> float:
    """Give the share of all evidence that agrees: what one way to write the words is better than another by."""
    return (measures.matched - measures.against) / max(1.0, measures.possible + measures.omitted / 2 + measures.against)


def _joinings(a: tuple[Heard, ...], b: tuple[Heard, ...]) -> list[tuple[tuple[Heard, ...], tuple[Heard, ...]]]:
    """Write neighbouring words as one, in the longer name or in both, since spaces are often lost or added."""
    found: list[tuple[tuple[Heard, ...], tuple[Heard, ...]]] = []
    # A number is never a part of a word: Zapad-2021 and Zapad-2025 would sound the same.
    if any(x.part.role == NUMBER for x in (*a, *b)):
        return found
    written = max(len(a), len(b)) > MOST_JOINED
    if len(a) != len(b) and (written or _may_join(a, b)):
        long, other = sorted((a, b), key=len, reverse=True)
        for at, end in _neighbours(long):
            key = "".join([x.part.key for x in long[at:end]])
            if written and not any(x.part.key == key for x in other):
                continue
            merged = (*long[:at], join(long[at:end]), *long[end:])
            found.append((merged, b) if long is a else (a, merged))
    # Of names with as many words, a word that contradicts would hide in the whole.
    if len(a) != len(b) and not written and _may_join(a, b):
        found.append(((join(a),), (join(b),)))
        if may_turn(a):
            found.append(((join(a[::-1]),), (join(b),)))
        if may_turn(b):
            found.append(((join(a),), (join(b[::-1]),)))
    return found


def _neighbours(words: tuple[Heard, ...]) -> Iterator[tuple[int, int]]:
    """Give the places of neighbours that may be one word: any two, and three around an article: Nur al-Din."""
    for at in range(len(words) - 1):
        yield at, at + 2
    for at, (_, one, two) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if stands_alone(one.part) and is_spoken_into(one.part, two.part):
            yield at, at + 3


def may_turn(words: tuple[Heard, ...]) -> bool:
    """Say whether a name may be written the other way round: an article does not go behind, Al Majd is not Majdal."""
    return len(words) == 2 and all(x.part.role != PARTICLE for x in words)


def _may_join(a: tuple[Heard, ...], b: tuple[Heard, ...]) -> bool:
    """Say whether two names, written as one word each and in any order, share enough sounds to be worth reading so."""
    least = LEAST_SPELLED if all(part.part.script in SPELLED_OUT for part in (*a, *b)) else LEAST_SHARED
    return any(
        sum((Counter(one) & Counter(two)).values()) >= least * max(len(one), len(two), 1)
        for one, two in product(_heard_as(a), _heard_as(b))
    )


def _heard_as(side: tuple[Heard, ...]) -> tuple[str, ...]:
    """Give the usual sounds of words; all that one word may sound like in a script that does not spell them out.

    The first reading of 山本太郎 is Mandarin, and has little in common with Taro Yamamoto.
    """
    if len(side) == 1 and side[0].part.script not in SPELLED_OUT:
        return side[0].wide or ("",)
    return ("".join([part.wide[0] for part in side if part.wide]),)


def join(parts: tuple[Heard, ...]) -> Heard:
    """Write several parts as one word; its sounds are those of the parts, one after the other."""
    return _join(parts)


@lru_cache(maxsize=16384)
def _join(parts: tuple[Heard, ...]) -> Heard:
    if len(parts) == 1:
        return parts[0]
    text, key = "".join(p.part.text for p in parts), "".join(p.part.key for p in parts)
    # Each orthography reads the whole name; one that does not read a part lends the part's usual reading.
    codes = dict.fromkeys(r.orthography for part in parts for r in part.readings)
    told = [("".join(_sounds_under(part, code) for part in parts), code) for code in codes]
    articles = [one.part for one, two in pairwise(parts) if is_spoken_into(one.part, two.part)]
    # What is said comes behind what is written, and al-Din behind ad-Din.
    if articles:
        told += [(_spoken(parts, code, said), code) for code in codes]
    if not all(one.key.endswith(ARTICLE_LETTER) for one in articles):
        told += [(_spoken(parts, code, in_full), code) for code in codes]
    ways = dict(reversed(told))
    readings = tuple(Reading(way, code) for way, code in reversed(ways.items()) if way)
    return heard_as(Part(text, key, WORD, parts[0].part.script), readings)


def _spoken(parts: tuple[Heard, ...], code: str, how: Callable[[Part, str, str], str]) -> str:
    """Join the sounds of words, those of an article that ends as the word behind it begins in another way."""
    heard = [_sounds_under(part, code) for part in parts]
    for at, (one, two) in enumerate(pairwise(parts)):
        if is_spoken_into(one.part, two.part):
            heard[at] = how(one.part, heard[at], heard[at + 1])
    return "".join(heard)


def _sounds_under(part: Heard, code: str) -> str:
    if not part.readings:
        return ""
    return next((r.sounds for r in part.readings if r.orthography == code), part.readings[0].sounds)


def _measure(a: tuple[Heard, ...], b: tuple[Heard, ...], rarity: Rarity) -> Measures:
    tells_a, tells_b = [tells(x, rarity) for x in a], [tells(y, rarity) for y in b]
    found = [(i, j, pair(x, y)) for i, x in enumerate(a) for j, y in enumerate(b)]
    taken: list[tuple[int, int, Pair]] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for i, j, one in sorted(found, key=lambda row: (-row[2].bits, abs(row[0] - row[1]), row[0], row[1])):
        if one.share >= SAME_WORD and i not in used_a and j not in used_b:
            taken.append((i, j, one))
            used_a.add(i)
            used_b.add(j)
    taken.sort()
    firm = [(i, j) for i, j, _ in taken if a[i].part.role not in LOOSE and b[j].part.role not in LOOSE]
    rest_a = left_over(a, used_a, {i for i, _ in firm})
    rest_b = left_over(b, used_b, {j for _, j in firm})
    before = len(rest_a)
    against, rest_a, rest_b = contradictions(rest_a, rest_b)
    clashes = before - len(rest_a)
    endings = {one.ending for _, _, one in taken}
    if other_gender(a, b, taken):
        against += OTHER_GENDER_BITS
        clashes += 1
    if other_parent(a, b):
        against += OTHER_PARENT_BITS
        clashes += 1
    # Son and father changed places: Omar's son is not his father, nor is Petr Ivanov a case of Ivan Petrov.
    if swapped_names(a, b, taken) or crosswise(a, b, taken):
        against += OTHER_PARENT_BITS
        clashes += 1
    if other_syllables(a, b, taken):
        against += OTHER_SYLLABLE_BITS
        clashes += 1
    lost = [(x.weight * tells * OMITTED.get(x.part.role, 1.0), inner) for x, tells, inner in (*rest_a, *rest_b)]
    order = [j for _, j, _ in taken]
    swaps = sum(1 for one, two in pairwise(order) if two < one)
    ways = {one.via for _, _, one in taken}
    via = NEAR if NEAR in ways or not taken or rest_a or rest_b or against else SOUND if SOUND in ways else SPELLING
    matched = added(one.bits * min(tells_a[i], tells_b[j]) for i, j, one in taken)
    possible = added(one.bits / one.share * min(tells_a[i], tells_b[j]) for i, j, one in taken)
    words = sum(1 for i, j, _ in taken if proper(a[i], b[j]))
    alike = bool(taken) and all(
        one.via != NEAR for i, j, one in taken if not PROPER.isdisjoint((a[i].part.role, b[j].part.role))
    )
    worst = 1.0 - min((one.share for i, j, one in taken if proper(a[i], b[j])), default=1.0 if taken else 0.0)
    crossed = any(a[i].part.script != b[j].part.script for i, j, _ in taken)
    pairs = tuple([(i, j) for i, j, _ in taken])
    column = max([one.worst for i, j, one in taken if one.via == NEAR], default=0.0)
    unlike = sum(1 for i, j, one in taken if one.via == NEAR and proper(a[i], b[j]))
    return Measures(
        matched,
        possible,
        added(weight for weight, _ in lost),
        against,
        words,
        swaps,
        via,
        crossed,
        pairs,
        alike,
        worst,
        column=column,
        unlike=unlike,
        clashes=clashes,
        ends=len(endings - {""}),
        unusual=_unusual(a, b, taken),
        slips=sum(1 for _, _, one in taken if one.slip),
        slip_common=max([_common(a[i], tells_a[i], b[j], tells_b[j]) for i, j, one in taken if one.slip], default=0.0),
        inner=max((weight for weight, inner in lost if inner), default=0.0),
    )


def _unusual(a: tuple[Heard, ...], b: tuple[Heard, ...], taken: list[tuple[int, int, Pair]]) -> float:
    """Give the share of the readings by which words met that are not the usual ones."""
    strangely = sum(_strange(a[i], one.readings[0]) + _strange(b[j], one.readings[1]) for i, j, one in taken)
    return strangely / (2 * len(taken)) if taken else 0.0


def _strange(word: Heard, reading: Reading | None) -> bool:
    """Say whether a word is heard otherwise than usual, as no habit of the other's script has it."""
    return reading is not None and reading.sounds in word.spoken[1:]


def _common(x: Heard, tells_x: float, y: Heard, tells_y: float) -> float:
    """Say how common the rarer of two words is, 0 to 1."""
    return 1.0 - max(tells_x / tells(x, ALL_RARE), tells_y / tells(y, ALL_RARE))


def proper(x: Heard, y: Heard) -> bool:
    """Say whether two parts name the thing itself; what is generic in a longer name may be all of a shorter one."""
    roles = {x.part.role, y.part.role}
    return roles <= PROPER or (roles <= NAMING and TOPIC in roles)


def other_gender(a: tuple[Heard, ...], b: tuple[Heard, ...], taken: list[tuple[int, int, Pair]]) -> bool:
    """Say whether names are a man's and a woman's.

    A surname of the other gender stands beside a given name that is no other case: Oleg Chmarin is not Oleg Chmarina.
    Alone, Chmarina may be Chmarin in another case, as any place or body that ends so: the Bank of Chmarin. Nor does a
    given name of the other gender stand in a case where a word beside it that has cases is in none: Daniel Tarn is not
    Daniela Tarn, but Даниэля Гюго may be Даниэль Гюго. In one script it may sound the same: Daniel, Danielle.
    """
    if len(taken) < 2 or any(a[i].part.role in OF_THINGS or b[j].part.role in OF_THINGS for i, j, _ in taken):
        return False
    endings = {one.ending for _, _, one in taken}
    if GENDER in endings and CASE not in endings:
        return True
    near = [(i, j) for i, j, one in taken if one.via == NEAR or a[i].part.script == b[j].part.script]
    near = [(i, j) for i, j in near if one_of_each(a[i].part.key, b[j].part.key)]
    return bool(near) and any(
        not one.ending and (i, j) not in near and has_cases(a[i].part) and has_cases(b[j].part) for i, j, one in taken
    )


def one_of_each(one: str, two: str) -> bool:
    """Say whether one given name is a man's, and the other a woman's, wherever they are borne."""
    men, women = genders()[MASCULINE], genders()[FEMININE]
    return (one in men and two in women) or (two in men and one in women)


def has_cases(part: Part) -> bool:
    """Say whether a word would have another form in a case: a Cyrillic one in -o or the like has none."""
    return part.role == WORD and part.key[-1:] not in CASELESS


def other_parent(a: tuple[Heard, ...], b: tuple[Heard, ...]) -> bool:
    """Say whether the one name is a father's by his child, and the other a mother's: Abu Samir is not Umm Samir."""
    known = [{kind for x in side if x.part.role == TITLE for kind in kunyas().get(x.part.key, ())} for side in (a, b)]
    return all(known) and known[0].isdisjoint(known[1])


def other_syllables(a: tuple[Heard, ...], b: tuple[Heard, ...], taken: list[tuple[int, int, Pair]]) -> bool:
    """Say whether names of which all words meet differ in n and ng alone, and are in Pinyin: Zhang Min, Zhang Ming."""
    if not 1 < len(taken) == len(a) == len(b):
        return False
    keys = [(a[i].part.key, b[j].part.key) for i, j, _ in taken]
    return all(one == two or differ_in_nasals(one, two) for one, two in keys) and are_other_syllables(
        *zip(*keys, strict=True)
    )


def swapped_names(a: tuple[Heard, ...], b: tuple[Heard, ...], taken: list[tuple[int, int, Pair]]) -> bool:
    """Say whether names on either side of a filial particle stand on the other side in the other name."""
    bonds = [next((at for at, x in enumerate(side) if x.part.key in filial()), None) for side in (a, b)]
    if bonds[0] is None or bonds[1] is None:
        return False
    words = [(i, j) for i, j, _ in taken if a[i].part.role in NAMES and b[j].part.role in NAMES]
    sides = {(i < bonds[0], j < bonds[1]) for i, j in words}
    return {(True, False), (False, True)} <= sides


def crosswise(a: tuple[Heard, ...], b: tuple[Heard, ...], taken: list[tuple[int, int, Pair]]) -> bool:
    """Say whether either name has a word of the other with an ending: a name in a case has all its endings itself.

    Nor is a surname in -ov a case of another one where a word beside it is in none: Petr Danielov is not Petr Daniel.
    """
    inflected = [(a[i], b[j]) for i, j, one in taken if one.ending == CASE]
    beside = any(not one.ending and a[i].part.role == b[j].part.role == WORD for i, j, one in taken)
    if beside and any(of_father(x.part.key) != of_father(y.part.key) for x, y in inflected):
        return True
    longer = [len(x.wide[0]) - len(y.wide[0]) for x, y in inflected if x.wide and y.wide]
    most, least = max(longer, default=0), min(longer, default=0)
    return most > 0 > least and max(most, -least) >= WHOLE_ENDING


def of_father(key: str) -> bool:
    """Say whether a folded word ends as Slavic surnames from a father's name do.

    >>> of_father("danielov"), of_father("григорьев"), of_father("daniel")
    (True, True, False)
    """
    return key[-1:] in "vв" and key[-2:-1] in "oeоеєё" and len(key) > WHOLE_ENDING


def tells(x: Heard, rarity: Rarity) -> float:
    """Say how much of a part's evidence counts, by its role, its rarity and its length."""
    return TELLING[x.part.role] * rarity.get(x.part.key, 1.0) * evened(x.weight)


def evened(weight: float) -> float:
    """Say how much of a word's evidence counts: a word of twice the letters does not tell twice as much.

    >>> evened(FULL_BITS), evened(4 * FULL_BITS) < 0.6
    (1.0, True)
    """
    return 1.0 if weight <= FULL_BITS else FULL_BITS * (1 + log(weight / FULL_BITS)) / weight


class Left(NamedTuple):
    """A part that only one name has: how much it tells, and whether it stands between parts that match."""

    heard: Heard
    tells: float
    inner: bool


Weighted = list[Left]


def left_over(words: tuple[Heard, ...], used: Container[int], firm: Collection[int] = ()) -> Weighted:
    """Give the parts of a name that are not used, each with what it tells; `firm` are the places of those that match.

    What a word tells against one name is all it can: that two Kims differ in another common name says as much.
    """
    first, last = min(firm, default=0), max(firm, default=0)
    return [Left(x, tells(x, ALL_RARE), first < at < last) for at, x in enumerate(words) if at not in used]


def contradictions(rest_a: Weighted, rest_b: Weighted) -> tuple[float, Weighted, Weighted]:
    """Set what is left over on both sides against each other, heaviest first; give its weight, and what is left."""
    against = 0.0
    left_a, left_b = [], []
    for kinds in ((NUMBER, SUFFIX), (QUALIFIER,), (WORD, TOPIC, INITIAL, KIND, PATRONYMIC, BYNAME), tuple(LOOSE)):
        some_a = sorted((x for x in rest_a if x[0].part.role in kinds), key=_heaviest)
        some_b = sorted((y for y in rest_b if y[0].part.role in kinds), key=_heaviest)
        both = 0 if kinds[0] in LOOSE else min(len(some_a), len(some_b))
        for (x, tells_x, _), (y, tells_y, _) in zip(some_a[:both], some_b[:both], strict=True):
            lost = max(min(x.weight, y.weight) * (1 - max(0.0, pair(x, y).share)), LEAST_AGAINST) * min(
                tells_x, tells_y
            )
            against += -OTHER_NUMBER_BITS if NUMBER in kinds or both_numbers(x.part, y.part) else lost
        left_a += some_a[both:]
        left_b += some_b[both:]
    return against, left_a, left_b


def both_numbers(one: Part, two: Part) -> bool:
    """Say whether both parts are numbers, in digits or in words."""
    return number_of(one) is not None and number_of(two) is not None


def _heaviest(row: Left) -> tuple[float, str]:
    return -row.heard.weight * row.tells, row.heard.part.key


def _of_parent(kind: str) -> frozenset[str]:
    return frozenset(key for key, kinds in kunyas().items() if kind in kinds)


def _knowledge() -> Mapping[str, Any]:
    """What the compiled twin (`_compare.c`) must know."""
    return {
        **knowledge(),
        "filial": filial(),
        "mothers": _of_parent("kunya of a mother"),
        "men": genders()[MASCULINE],
        "women": genders()[FEMININE],
        "caseless": CASELESS,
        "fathers": _of_parent("kunya"),
        "look_alikes": look_alikes(),
        "telling": TELLING,
        "omitted": OMITTED,
        "loose": LOOSE,
        "of_things": OF_THINGS,
        "untelling": UNTELLING,
        "standing_for": STANDING_FOR,
        "full_bits": FULL_BITS,
        "least_against": LEAST_AGAINST,
        "other_gender_bits": OTHER_GENDER_BITS,
        "other_parent_bits": OTHER_PARENT_BITS,
        "other_syllable_bits": OTHER_SYLLABLE_BITS,
        "are_other_syllables": are_other_syllables,
        "whole_ending": WHOLE_ENDING,
        "letter_bits": LETTER_BITS,
        "joined_share": JOINED_SHARE,
        "joined_share_across": JOINED_SHARE_ACROSS,
        "least_shared": LEAST_SHARED,
        "least_spelled": LEAST_SPELLED,
        "spelled_out": SPELLED_OUT,
        "shortest_acronym": SHORTEST_ACRONYM,
        "longest_acronym": LONGEST_ACRONYM,
        "small_word": SMALL_WORD,
        "bodies": BODIES,
        "most_joined": MOST_JOINED,
        "most_written": MOST_WRITTEN,
        "servant": SERVANT,
        "article_vowels": ARTICLE_VOWELS,
        "article_letter": ARTICLE_LETTER,
        "article_length": ARTICLE_LENGTH,
        "sun_letters": SUN_LETTERS,
        "measures": Measures,
    }


# Weigh two names; symmetric. `rarity` says how much a word, by its key, tells (see `telling`); others tell all.
try:
    from allonym._compare import forget, supply
    from allonym._compare import measure as measure  # noqa: PLC0414  (it is imported from here)
except ImportError:
    measure = plainly_measured
else:
    # Called when it is first needed: importing reads no data.
    supply(_knowledge)


def refresh() -> None:
    """Forget all that was found under earlier costs of sounds."""
    for cached in (pair, _join):
        cached.cache_clear()
    if measure is not plainly_measured:
        forget()
