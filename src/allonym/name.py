"""What is known of a name before it is compared?

A Name is a spelling, folded, parted and read. Nothing here depends on any table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from attrs import field, frozen

from allonym.align import matrix, most_bits
from allonym.fold import fold, plain
from allonym.parse import Part, parse
from allonym.parse.parts import (
    HAN,
    LEAST_LEFT,
    LONGEST_ATTACHED,
    NUMBER,
    PERSON,
    THING,
    parts_of,
    side_of,
    tells_ages,
)
from allonym.parse.vocabulary import (
    TITLED_BEFORE,
    UNSPACED,
    abbreviated,
    adjectives,
    attached,
    born,
    bynames,
    children,
    legal_slip,
    legal_words,
    numbers,
    parents,
    patronymic_endings,
    phrases,
    roles,
    servants,
)
from allonym.reading import (
    BEFORE_GLIDE,
    MOST_MEANINGS,
    Quick,
    Ways,
    broaden,
    codes_for,
    either,
    meant,
    quickly,
    said,
    ways,
)
from allonym.records import Reading
from allonym.script import script_of_letter


@frozen(eq=False)
class Heard:
    """A part of a name with what it may sound like; compared by identity, since `hear` gives one for each part.

    `spoken` are its readings, the usual one first, and `codes` the orthographies that find them; `weight` is the most
    evidence, in bits, that the part can bring. `sounds` are the readings in each way that their open consonants may be
    meant, `wide` the same without what writers often leave open, and `which` the number of the reading of each.
    `compiled` is what the compiled comparison keeps here of the part.
    """

    part: Part
    spoken: tuple[str, ...]
    codes: tuple[str, ...]
    weight: float
    sounds: tuple[str, ...]
    wide: tuple[str, ...]
    which: tuple[int, ...]
    compiled: object = field(default=None, init=False, repr=False)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The records of its readings, made where somebody wants to see them."""
        return tuple(map(Reading, self.spoken, self.codes))

    @cached_property
    def broad(self) -> frozenset[str]:
        """All that the part may sound like without what writers often leave open."""
        return frozenset(self.wide)


@frozen
class Name:
    """A spelling, folded, parted and read; `key` is what all writings of the same spelling have in common."""

    text: str
    key: str
    parts: tuple[Heard, ...]
    flags: tuple[str, ...] = ()


def listen(text: str, lang: str = "", type: str = "") -> Name:
    """Fold, part and read a name; raises BadText or TooLong.

    `lang` is a BCP 47 language or tag, `type` the type of what is named; "" where unknown.
    """
    return listener(lang, side_of(type))(text) or plainly_listened(text, lang, type)


def plainly_listened(text: str, lang: str = "", type: str = "") -> Name:
    """Fold, part and read a name of any words: the textbook form of `listen`."""
    folded = fold(text)
    return Name(text, folded.key, tuple([hear(part, lang) for part in parse(folded, type)]), folded.flags)


# So many parts are kept read, some 2 KB each.
MOST_HEARD = 32768


@lru_cache(maxsize=MOST_HEARD)
def hear(part: Part, lang: str = "") -> Heard:
    """Read one part of a name, and keep what it sounds like."""
    return heard_in(part, lang)


def heard_in(part: Part, lang: str = "") -> Heard:
    """Read one part of a name, in a language."""
    found: Heard = _made(part, *((), ()) if part.role == NUMBER else ways(part.text, codes_for(part.script, lang)))
    return found


def beside_them(word: str, codes: tuple[str, ...]) -> tuple[bytes, tuple[str, ...]] | Ways:
    """Read a word under the habits of another script, as the core takes it."""
    return said(word, codes) if word.isascii() else ways(word, codes)


def heard_as(part: Part, readings: tuple[Reading, ...]) -> Heard:
    """Make the record of a part with these readings."""
    return heard(part, tuple([one.sounds for one in readings]), tuple([one.orthography for one in readings]))


def heard(part: Part, spoken: tuple[str, ...], codes: tuple[str, ...]) -> Heard:
    """Make the record of a part that sounds so under these orthographies."""
    weight = NUMBER_WEIGHT if part.role == NUMBER else max(map(most_bits, spoken), default=0.0)
    return Heard(part, spoken, codes, weight, *meant(spoken))


def hearing() -> Mapping[str, Any]:
    """What the compiled twin (`_compare.c`) must know to hear words."""
    sounds, pairs, gaps, anchors = matrix()
    open_ones = either()
    return {
        "sounds": sounds,
        "pairs": pairs,
        "gaps": gaps,
        "anchors": anchors,
        "broad": [broaden(sound) for sound in sounds],
        "before_glide": BEFORE_GLIDE,
        "first": [open_ones[sound][0] if sound in open_ones else "" for sound in sounds],
        "second": [open_ones[sound][1] if sound in open_ones else "" for sound in sounds],
        "most_meanings": MOST_MEANINGS,
        "number_weight": NUMBER_WEIGHT,
        "part": Part,
        "reading": Reading,
    }


def _whole(word: str, side: str) -> str | None:
    """Give the script of a word of letters that is one part; None where something may be written onto it."""
    script = script_of_letter(word[0])
    if script in TITLED_BEFORE:
        return None
    if script in UNSPACED:
        known = attached(side)
        for size in range(1, min(LONGEST_ATTACHED, len(word) - LEAST_LEFT) + 1):
            if word[:size] in known or word[-size:] in known:
                return None
    return script


# Makes what is known of a part.
_made: Callable[[Part, tuple[str, ...], tuple[str, ...]], Any] = heard


# Listens to names quickly; None for those that need a longer look.
Listens = Any

# Which listeners there are at most; each keeps as many words as `hear`.
MOST_LISTENERS = 16
# So many parts each listener keeps besides, of words that are more than one or of any signs: what is written onto names
# of scripts without spaces is met again and again.
MOST_PIECES = 4096

try:
    from allonym._compare import Listener, supply_hearing
    from allonym._compare import heard as _heard
except ImportError:

    def listener(lang: str, side: str) -> Listens:  # noqa: ARG001  (the core's quick way)
        """Give what listens to names quickly; without the core, nothing does."""
        return nobody

    def nobody(text: str) -> None:  # noqa: ARG001
        """Leave every name to the longer look."""
        return

else:
    # Called when words are first heard: importing reads no data.
    supply_hearing(hearing)
    _made = _heard

    @lru_cache(maxsize=MOST_LISTENERS)
    def listener(lang: str, side: str) -> Listens:
        """Give what listens to names quickly, in a language, of people or of things."""

        def script_of_whole(word: str) -> str | None:
            return _whole(word, side)

        def reader(word: str, script: str) -> tuple[bytes, tuple[str, ...]] | Ways:
            return (ways if script == HAN else said)(word, codes_for(script, lang))

        def group(script: str) -> Quick:
            return (None, (), 0, False) if script == HAN else quickly(codes_for(script, lang))

        @lru_cache(maxsize=MOST_PIECES)
        def piece(part: Part) -> Heard:
            return heard_in(part, lang)

        def pieces(word: str) -> tuple[Heard, ...]:
            return tuple(map(piece, parts_of(word, side)))

        def phrase(text: str, key: str, role: str, script: str) -> Heard:
            return piece(Part(text, key, role, script))

        found: Listens = Listener(
            plain,
            roles(side),
            phrases(side),
            numbers(),
            () if side == THING else patronymic_endings(),
            script_of_whole,
            reader,
            group,
            Name,
            fold,
            pieces,
            phrase,
            {} if side == PERSON else adjectives(),
            tells_ages,
            _marks(),
            legal_slip,
            () if side == PERSON else legal_words(),
            side,
            MOST_HEARD,
        )
        return found


# What a word may count for in a name, as the core takes it: a name of some; what stands behind or before a father's
# name; what makes a name of the word behind it; what is a title with a full stop; what a name of birth stands behind.
BY, OF_CHILD, OF_PARENT, SERVES, STOPPED, BIRTH = 8, 16, 32, 64, 256, 512


def _marks() -> dict[str, int]:
    """Say what the words count for that the core must know to settle a name."""
    found: dict[str, int] = {}
    stopped = {word.partition(" ")[0] for word in abbreviated()}
    marks = ((BY, bynames()), (OF_CHILD, children()), (OF_PARENT, parents()), (SERVES, servants()))
    for mark, words in (*marks, (STOPPED, stopped), (BIRTH, born())):
        for word in words:
            found[word] = found.get(word, 0) | mark
    return found


# Under which habits a name in Latin or Cyrillic letters is read too, when the other name is in this script.
HABITS = {
    "Hang": ("ko-Latn-rr", "ko-Latn-mccune", "ko-Latn-yale", "ko-Cyrl", "mul-Latn-english"),
    "Hani": ("zh-Latn-pinyin", "zh-Latn-wadegile", "ja-Latn-hepburn"),
    "Hira": ("ja-Latn-hepburn", "ja-Latn-kunrei"),
    "Kana": ("ja-Latn-gairaigo", "ja-Cyrl", "mul-Latn-english"),
    "Arab": ("ar-Latn-en", "ar-Latn-fr", "ar-Latn", "fa-Latn"),
    "Hebr": ("he-Latn", "he-Latn-scholarly"),
    "Deva": ("hi-Latn", "inc-Latn"),
    "Beng": ("hi-Latn", "inc-Latn"),
    "Guru": ("hi-Latn", "inc-Latn"),
    "Gujr": ("hi-Latn", "inc-Latn"),
    "Orya": ("inc-Latn",),
    "Telu": ("inc-Latn",),
    "Knda": ("inc-Latn",),
    "Sinh": ("inc-Latn",),
    "Mlym": ("dra-Latn", "inc-Latn"),
    "Taml": ("dra-Latn",),
    "Grek": ("el-Latn",),
    "Armn": ("hy-Latn",),
    "Geor": ("ka-Latn",),
    "Thai": ("th-Latn",),
    "Laoo": ("lo-Latn",),
    "Khmr": ("km-Latn",),
    "Mymr": ("my-Latn",),
}


@lru_cache(maxsize=65536)
def beside(word: Heard, script: str) -> Heard:
    """Read a part in Latin or Cyrillic letters as those do who write names of this script in such letters."""
    habits = tuple([code for code in HABITS.get(script, ()) if code.split("-")[1] == word.part.script])
    if not habits or not word.spoken:
        return word
    more = [one for one in zip(*ways(word.part.text, habits), strict=True) if one[0] not in word.spoken]
    spoken, codes = zip(*more, strict=True) if more else ((), ())
    return heard(word.part, word.spoken + spoken, word.codes + codes) if more else word


# A number that agrees is worth a word of about three letters; that it differs is judged by score.
NUMBER_WEIGHT = 10.0
