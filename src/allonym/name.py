"""What is known of a name before it is compared?

A Name is a spelling, folded, parted and read. Nothing here depends on any table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from attrs import frozen

from allonym.align import most_bits
from allonym.fold import fold
from allonym.parse import Part, parse
from allonym.parse.parts import NUMBER
from allonym.reading import broaden, codes_for, read
from allonym.reading import sounds as known_sounds
from allonym.records import Reading


@frozen(eq=False)
class Heard:
    """A part of a name with what it may sound like; compared by identity, since `hear` gives one for each part.

    `readings` has the usual one first; `broad` are the same sounds without what writers often leave open;
    `weight` is the most evidence, in bits, that the part can bring. `sounds` are the readings in each way that their
    open consonants may be meant, `wide` the same in broad sounds, and `which` the number of the reading of each.
    """

    part: Part
    readings: tuple[Reading, ...]
    broad: frozenset[str]
    weight: float
    sounds: tuple[str, ...]
    wide: tuple[str, ...]
    which: tuple[int, ...]


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


@lru_cache(maxsize=131072)
def hear(part: Part, lang: str = "") -> Heard:
    """Read one part of a name."""
    return heard_as(part, () if part.role == NUMBER else read(part.text, codes_for(part.script, lang)))


def heard_as(part: Part, readings: tuple[Reading, ...]) -> Heard:
    """Make the record of a part with these readings."""
    ways = [(at, meant) for at, one in enumerate(readings) for meant in meanings(one.sounds)]
    which, sounds = zip(*ways, strict=True) if ways else ((), ())
    wide = tuple(map(broaden, sounds))
    broad = frozenset(wide)
    weight = (
        NUMBER_WEIGHT if part.role == NUMBER else max([most_bits(reading.sounds) for reading in readings], default=0.0)
    )
    return Heard(part, readings, broad, weight, sounds, wide, which)


# A reading with open consonants is meant in at most so many ways.
MOST_MEANINGS = 6


def meanings(spoken: str) -> tuple[str, ...]:
    """Give a reading in each way that its open consonants may be meant: פ as p and as f.

    >>> meanings("ᵖin·ᵖ·r")
    ('pin·p·r', 'fin·f·r', 'fin·p·r', 'pin·f·r')
    """
    first, second = _choices()
    if not first.keys() & set(map(ord, spoken)):
        return (spoken,)
    usual = spoken.translate(first)
    found = dict.fromkeys((usual, spoken.translate(second)))
    for at, sound in enumerate(spoken):
        if sound in either():
            found[usual[:at] + either()[sound][1] + usual[at + 1 :]] = None
    return tuple(found)[:MOST_MEANINGS]


@cache
def _choices() -> tuple[dict[int, str], dict[int, str]]:
    """Translations of open consonants into what each usually stands for, and into the other sound."""
    first, second = ({ord(sound): pair[at] for sound, pair in either().items()} for at in (0, 1))
    return first, second


@cache
def either() -> Mapping[str, tuple[str, str]]:
    """Open consonants, and the two sounds that each may stand for."""
    pairs = {sound: row["either"].partition("|") for sound, row in known_sounds().items() if row["either"]}
    return {sound: (first, second) for sound, (first, _, second) in pairs.items()}


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
def beside(heard: Heard, script: str) -> Heard:
    """Read a part in Latin or Cyrillic letters as those do who write names of this script in such letters."""
    habits = tuple([code for code in HABITS.get(script, ()) if code.split("-")[1] == heard.part.script])
    if not habits or not heard.readings:
        return heard
    known = {reading.sounds for reading in heard.readings}
    more = tuple([reading for reading in read(heard.part.text, habits) if reading.sounds not in known])
    return heard_as(heard.part, heard.readings + more) if more else heard


# A number that agrees is worth a word of about three letters; that it differs is judged by score.
NUMBER_WEIGHT = 10.0
