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
from allonym.parse.parts import NUMBER, THING, side_of
from allonym.parse.vocabulary import TITLED_BEFORE, UNSPACED, numbers, patronymic_endings, phrases, roles
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


def _spaced_script(word: str) -> str | None:
    """Give the script of a word of letters; None where words of that script are parted."""
    script = script_of_letter(word[0])
    return None if script in UNSPACED or script in TITLED_BEFORE else script


# Makes what is known of a part.
_made: Callable[[Part, tuple[str, ...], tuple[str, ...]], Any] = heard


# Listens to names of plain words; None for any other.
Listens = Callable[[str], Name | None]

# Which listeners there are at most; each keeps as many words as `hear`.
MOST_LISTENERS = 16

try:
    from allonym._compare import Listener, supply_hearing
    from allonym._compare import heard as _heard
except ImportError:

    def listener(lang: str, side: str) -> Listens:  # noqa: ARG001  (the core's quick way)
        """Give what listens to names of plain words quickly; without the core, nothing does."""
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
        """Give what listens to names of plain words quickly, in a language, of people or of things."""

        def reader(word: str, script: str) -> tuple[bytes, tuple[str, ...]] | Ways:
            return said(word, codes_for(script, lang))

        def group(script: str) -> Quick:
            return quickly(codes_for(script, lang))

        found: Listens = Listener(
            plain,
            roles(side),
            phrases(side),
            numbers(),
            () if side == THING else patronymic_endings(),
            _spaced_script,
            reader,
            group,
            Name,
            MOST_HEARD,
        )
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
