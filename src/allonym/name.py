"""What is known of a name before it is compared?

A Name is a spelling, folded, parted and read. Nothing here depends on any table.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from attrs import field, frozen

from allonym.align import most_bits
from allonym.fold import fold
from allonym.parse import Part, parse
from allonym.parse.parts import NUMBER
from allonym.reading import codes_for, meant, ways
from allonym.records import Reading


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
    return heard(part, *((), ()) if part.role == NUMBER else ways(part.text, codes_for(part.script, lang)))


def heard_as(part: Part, readings: tuple[Reading, ...]) -> Heard:
    """Make the record of a part with these readings."""
    return heard(part, tuple([one.sounds for one in readings]), tuple([one.orthography for one in readings]))


def heard(part: Part, spoken: tuple[str, ...], codes: tuple[str, ...]) -> Heard:
    """Make the record of a part that sounds so under these orthographies."""
    weight = NUMBER_WEIGHT if part.role == NUMBER else max(map(most_bits, spoken), default=0.0)
    return Heard(part, spoken, codes, weight, *meant(spoken))


# Under which habits a name in Latin or Cyrillic letters is read too, when the other name is in this script.
HABITS = {
    "Hang": ("ko-Latn-rr", "ko-Latn-mccune", "ko-Latn-yale", "ko-Cyrl"),
    "Hani": ("zh-Latn-pinyin", "zh-Latn-wadegile", "ja-Latn-hepburn"),
    "Hira": ("ja-Latn-hepburn", "ja-Latn-kunrei"),
    "Kana": ("ja-Latn-gairaigo", "ja-Cyrl"),
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
