"""How does a spelling sound, under each orthography that it may have been written in?

A reading is a short string over one small alphabet of sounds (`data/sounds.tsv`): IPA letters, and
a few open sounds for letters that a script leaves open, such as Hebrew ו, which is v, o or u. Each
orthography is one file of rules in `data/orthographies/`.

    >>> [reading.sounds for reading in read("Chrenin", ("de-Latn",))]
    ['xrenin']
    >>> [reading.sounds for reading in read("Хренин", ("ru-Cyrl",))]
    ['xrenin']
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple
from unicodedata import category, normalize

from anyascii import anyascii
from attrs import field, frozen

from allonym.engine import APART, Engine, Packed, Read, group, say_once
from allonym.errors import BadRules
from allonym.flattened import Flat, marks, parsed, read_lines, write_lines
from allonym.han import han_spellings
from allonym.records import Reading
from allonym.rules import Rules, flat

# The last reading, for letters that no orthography covers: their ASCII transliteration by anyascii.
LAST = "und-Zzzz"
# anyascii writes by English habit.
LAST_HABIT = "en-Latn"
# Han letters tell no sounds by themselves: they are first written as their languages spell them (see han).
HAN, HAN_CODE = "Hani", "-Hani"
# Languages that share another's orthography.
SHARED = {
    ("bs", "Latn"): "hr",
    ("sh", "Latn"): "hr",
    ("sr", "Latn"): "hr",
    ("id", "Latn"): "ms",
    ("nn", "Latn"): "nb",
    ("no", "Latn"): "nb",
}
# Languages in the order in which an explanation prefers them.
USUAL = ("en", "de", "fr", "es", "it", "pl", "ru", "uk", "be", "bg", "sr", "ar", "fa", "hi", "ja", "pt", "nl", "cs")
# How many ways one orthography may read one part of a name.
MOST_READINGS = 4
_DEFAULT = re.compile(r"^default = true", re.MULTILINE)
_ALPHABET = re.compile(r'^alphabet = "(.*)"', re.MULTILINE)
# The glide before e that Cyrillic and Armenian leave unwritten, at the start and after a vowel: Yelena or Elena,
# Dostoyevsky or Dostoevsky.
BEFORE_GLIDE = "aeou"
_OPEN_GLIDE = re.compile(f"(?<![^{BEFORE_GLIDE}])i(?=e)")
FIELDS = frozenset(
    ("code title cite confidence lang script alphabet classes case decompose prevowels default rules samples").split()
)


@frozen
class Orthography:
    """How one language spells sounds in one script.

    `code` is a BCP 47 language and script, `ru-Cyrl`; a romanization habit adds a variant, `zh-Latn-wadegile`.
    `alphabet` holds the letters of the language in lower case; `default` says whether a name of unknown
    language in this script is read under this orthography too. `case` is "tr" where capital I is the
    capital of ı. `decompose` reads letters taken apart (Hangul into jamo). `prevowels` are vowel signs
    written before the consonant that they follow in speech (Thai, Lao).
    """

    code: str
    title: str
    cite: str
    lang: str
    script: str
    alphabet: frozenset[str]
    rules: Rules = field(repr=False)
    samples: tuple[tuple[str, str], ...] = field(repr=False)
    confidence: str = ""
    case: str = ""
    decompose: bool = False
    prevowels: frozenset[str] = frozenset()
    default: bool = False

    @classmethod
    def load(cls, text: str, name: str = "orthography") -> Orthography:
        """Read an orthography from the text of its TOML file; raises BadRules naming the file and the field."""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadRules(f"{name}: not valid TOML: {error}") from error
        missing = {"code", "title", "cite", "lang", "script", "alphabet", "rules", "samples"} - set(data)
        unknown = set(data) - FIELDS
        if missing or unknown:
            raise BadRules(f"{name}: missing fields {sorted(missing)}, unknown fields {sorted(unknown)}")
        try:
            rules = Rules.parse(data["rules"], data.get("classes"))
        except BadRules as error:
            raise BadRules(f"{name}: {error}") from error
        plain = ("code", "title", "cite", "lang", "script", "confidence", "case", "decompose", "default")
        known: dict[str, Any] = {key: data[key] for key in plain if key in data}
        return cls(
            **known,
            alphabet=frozenset(data["alphabet"]) - {" "},
            prevowels=frozenset(data.get("prevowels", "")),
            rules=rules,
            samples=tuple((spelling, sounds) for spelling, sounds in data["samples"]),
        )

    @property
    def flat(self) -> Flat:
        """What reading needs, in the form that engines take."""
        alphabet, prevowels = "".join(sorted(self.alphabet)), "".join(sorted(self.prevowels))
        return Flat(self.case, self.decompose, prevowels, alphabet, *flat(self.rules.listed))

    @cached_property
    def voice(self) -> Voice:
        """The quick form of this orthography; made when it is first asked for."""
        return Voice.of(self.code, self.flat)

    @property
    def manner(self) -> Manner:
        """How this orthography prepares a part; many prepare alike."""
        return Manner(self.case, self.decompose, self.prevowels)

    def read(self, part: str) -> tuple[str, ...]:
        """Read one part of a name; gives up to four strings of sounds, the usual one first."""
        return self.voice.read(part)

    def prepare(self, part: str) -> str:
        """Bring a part of a name into the form that the rules are written for, letters near to others made these."""
        text = prepared(part, self.manner)
        if self.rules.covers(text):
            return text
        knows = self.rules.knows
        return "".join(
            [
                letter if knows(letter) else bare if knows(bare := SPARES[letter][0]) else SPARES[letter][1]
                for letter in text
            ]
        )

    def fits(self, part: str) -> bool:
        """Does this orthography's alphabet have every letter of the part?"""
        return self.voice.engine.fits(normalize("NFD", part) if self.decompose else part.lower())


class Manner(NamedTuple):
    """How letters are brought into the form that rules are written for: see Orthography."""

    case: str
    decompose: bool
    prevowels: frozenset[str]


class Voice(NamedTuple):
    """An orthography as far as reading goes: how it prepares a part, and its rules, which write sounds alone."""

    code: str
    manner: Manner
    engine: Engine

    @classmethod
    def of(cls, code: str, form: Flat) -> Voice:
        """Make a voice of an orthography's flat form."""
        manner = Manner(form.case, form.decompose, frozenset(form.prevowels))
        return cls(code, manner, Engine(form.rules, form.contexts, form.alphabet, _spoken()))

    def read(self, part: str) -> tuple[str, ...]:
        """Read one part of a name; gives up to four strings of sounds, the usual one first."""
        return self.engine.ways(prepared(part, self.manner), SPARES, MOST_READINGS)


def prepared(part: str, manner: Manner) -> str:
    """Bring a part of a name into lower case, and its letters into the form and order that rules are written for."""
    text = part if part.isascii() else normalize("NFC", part)
    if manner.case == "tr":
        text = text.replace("İ", "i").replace("I", "ı")
    text = text.lower()
    if not text.isascii():
        text = normalize("NFD" if manner.decompose else "NFC", text.replace("i̇", "i"))
    return _speak_order(text, manner.prevowels) if manner.prevowels else text


def _speak_order(text: str, prevowels: frozenset[str]) -> str:
    letters = list(text)
    at = 0
    while at < len(letters) - 1:
        if letters[at] in prevowels and letters[at + 1].isalpha():
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
            at += 1
        at += 1
    return "".join(letters)


class _Spares(dict[str, tuple[str, str]]):
    """For a letter that rules do not know: the letter without its marks, and its ASCII form for where that is unknown.

    Kept for each letter that was ever asked, of which there are no more than Unicode has.
    """

    def __missing__(self, letter: str) -> tuple[str, str]:
        ascii_form = "".join(a for a in anyascii(letter).lower() if a.isalpha()) if category(letter)[0] == "L" else ""
        self[letter] = spare = (normalize("NFD", letter)[0], ascii_form)
        return spare


SPARES = _Spares()


def codes_for(script: str, lang: str = "") -> tuple[str, ...]:
    """Choose the orthographies for a word in this script: the language's own first, then the script's defaults.

    A name that is tagged with a language may still be a foreign one in its own spelling, so that English is
    read beside any other language in Latin letters.

        >>> codes_for("Cyrl", "bg")
        ('bg-Cyrl',)
    """
    lang = lang.split("-", maxsplit=1)[0]
    return (lang + HAN_CODE,) if script == HAN else _codes_for(script, lang) or (LAST,)


@cache
def _codes_for(script: str, lang: str) -> tuple[str, ...]:
    known = orthographies()
    lang = SHARED.get((lang, script), lang)
    here = sorted((code for code in known if code.split("-")[1] == script), key=_usualness)
    own = tuple(code for code in here if code.split("-")[0] == lang)
    if own and script == "Latn":
        return tuple(dict.fromkeys((*own, "en-Latn")))
    return own or tuple(code for code in here if code in known.defaults)


def _usualness(code: str) -> tuple[int, str]:
    """Put the languages of the most newspapers first: of several that read a name alike, the first is named."""
    return usualness(code.split("-", maxsplit=1)[0]), code


def usualness(lang: str) -> int:
    """Say where a language stands among the usual ones, 0 first; all others share the last place."""
    return USUAL.index(lang) if lang in USUAL else len(USUAL)


# Each way that a word may sound, and the orthography that finds it.
Ways = tuple[tuple[str, ...], tuple[str, ...]]


def read(word: str, codes: tuple[str, ...]) -> tuple[Reading, ...]:
    """Read one word under some orthographies; each way of sounding is given once, by the first that finds it.

    An orthography whose alphabet lacks a letter of the word is asked only if no other has them all. Where a script's
    defaults are asked, a letter that few languages have calls in the other orthographies that have it.
    """
    return tuple(map(Reading, *ways(word, codes)))


def ways(word: str, codes: tuple[str, ...]) -> Ways:
    """Give what `read` tells, without making records of it."""
    known = orthographies()
    if codes and codes[0].endswith(HAN_CODE):
        written = han_spellings(word, codes[0].removesuffix(HAN_CODE))
        spelled = {known.voice(code).read(spelling)[0]: code for spelling, code in reversed(written) if code in known}
        if any(spelled):
            return _apart([(way, code) for way, code in reversed(spelled.items()) if way])
    asked = _group(_asked(word, codes))
    lower = word.lower()
    if word.isascii() and "I" not in word:
        # Every manner prepares it so.
        texts: tuple[str, ...] = (lower,) * len(asked.manners)
    else:
        texts = tuple([prepared(word, manner) for manner in asked.manners])
    found = asked.read(texts, lower, normalize("NFD", word), SPARES, MOST_READINGS)
    readings = [(way, asked.codes[number]) for way, number in found if way]
    return _apart(readings or [(way, LAST) for way in known.voice(LAST_HABIT).read(anyascii(word)) if way])


# What reads plain words of a script quickly or nothing, under which orthographies, in how many ways, and whether a
# marked letter may call in others.
Quick = tuple[Packed | None, tuple[str, ...], int, bool]


def quickly(codes: tuple[str, ...]) -> Quick:
    """Say what reads a word of nothing but plain letters (see fold.plain) under these orthographies."""
    group = _group(codes)
    return group.packed, group.codes, MOST_READINGS, codes[0].split("-")[1] == "Latn" and bool(_others(codes))


def said(word: str, codes: tuple[str, ...]) -> tuple[bytes, tuple[str, ...]] | Ways:
    """Give what `ways` tells of a word of plain letters, packed where the core can."""
    group = _group(_asked(word, codes))
    packed = group.packed(word, MOST_READINGS) if group.packed else None
    return ways(word, codes) if packed is None else (packed, group.codes)


def _apart(readings: list[tuple[str, str]]) -> Ways:
    found, codes = zip(*readings, strict=True) if readings else ((), ())
    return found, codes


def _asked(word: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Add to a script's defaults those whose alphabets hold a marked letter of the word: ő is Hungarian, ł Polish."""
    others = () if word.isascii() else _others(codes)
    if not others:
        return codes
    lower = word.lower()
    if others[0].split("-")[1] != "Latn" and _with_letters(codes, lower):
        return codes
    found = _with_letters(others, lower)
    return _added(codes, found) if found else codes


def _with_letters(codes: tuple[str, ...], lower: str) -> int:
    """Give the orthographies, as bits, whose alphabets have every letter."""
    holders, found = _holders(codes), (1 << len(codes)) - 1
    for letter in lower:
        if letter.isalpha():
            found &= holders.get(letter, 0)
    return found


@cache
def _holders(codes: tuple[str, ...]) -> Mapping[str, int]:
    """By letter, give the orthographies, as bits, whose alphabets have it."""
    found: dict[str, int] = {}
    for at, code in enumerate(codes):
        for letter in orthographies().alphabets[code]:
            found[letter] = found.get(letter, 0) | 1 << at
    return found


@lru_cache(maxsize=1024)
def _added(codes: tuple[str, ...], others: int) -> tuple[str, ...]:
    """Add those of the other orthographies that are among these bits."""
    return codes + tuple([code for at, code in enumerate(_others(codes)) if others >> at & 1])


@cache
def _others(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Give the orthographies of a script that are no defaults, if these codes are its defaults."""
    script = codes[0].split("-")[1] if codes else ""
    if script == HAN or codes != _codes_for(script, ""):
        return ()
    here = [code for code in orthographies() if code.split("-")[1] == script and code not in codes]
    return tuple(sorted(here, key=_usualness))


class Group(NamedTuple):
    """Some orthographies that read a word together; those that prepare it alike share that work."""

    codes: tuple[str, ...]
    manners: tuple[Manner, ...]
    read: Read
    packed: Packed | None = None


@lru_cache(maxsize=1024)
def _group(codes: tuple[str, ...]) -> Group:
    known = orthographies()
    asked = [known.voice(code) for code in codes if code in known]
    manners = tuple(dict.fromkeys(one.manner for one in asked))
    kinds = bytes(manners.index(one.manner) + APART * one.manner.decompose for one in asked)
    dotless = sum(1 << at for at, one in enumerate(asked) if one.manner.case == "tr")
    read, packed = group([one.engine for one in asked], kinds, dotless)
    # Small letters are all that these manners make of letters that nothing is composed with.
    alike = not any(manner.decompose or manner.prevowels for manner in manners)
    # The core knows codes by their place in memory.
    return Group(tuple(intern(one.code) for one in asked), manners, read, packed if alike else None)


@cache
def sounds() -> Mapping[str, Mapping[str, str]]:
    """The alphabet of sounds: for each sound its kind, its broad form, its skeleton and its meaning."""
    lines = files("allonym").joinpath("data/sounds.tsv").read_text(encoding="utf-8").splitlines()
    heads = lines[0].split("\t")
    rows = [dict(zip(heads, line.split("\t"), strict=True)) for line in lines[1:]]
    return {row["sound"]: row for row in rows}


class _Sounds(dict[int, str]):
    """A translation that keeps sounds, takes ASCII g for the sound ɡ, and leaves out all else."""

    def __missing__(self, letter: int) -> str:
        return ""


@cache
def _spoken() -> _Sounds:
    return _Sounds({**{ord(sound): sound for sound in sounds()}, ord("g"): "ɡ"})


def _plainly_spoken(text: str) -> str:
    """Keep the sounds of a rewritten text, and say a doubled sound once."""
    return say_once(text.translate(_spoken()))


@cache
def either() -> Mapping[str, tuple[str, str]]:
    """Open consonants, and the two sounds that each may stand for."""
    pairs = {sound: row["either"].partition("|") for sound, row in sounds().items() if row["either"]}
    return {sound: (first, second) for sound, (first, _, second) in pairs.items()}


@cache
def _choices() -> tuple[dict[int, str], dict[int, str]]:
    """Translations of open consonants into what each usually stands for, and into the other sound."""
    first, second = ({ord(sound): pair[at] for sound, pair in either().items()} for at in (0, 1))
    return first, second


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


# The ways in which readings may be meant, the same in broad sounds, and the number of the reading of each.
Meant = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]


def plainly_meant(spoken: tuple[str, ...]) -> Meant:
    """Give the ways in which readings may be meant: the textbook form of `meant`."""
    ways = [(at, way) for at, one in enumerate(spoken) for way in meanings(one)]
    which, meant = zip(*ways, strict=True) if ways else ((), ())
    return meant, tuple(map(_plainly_broadened, meant)), which


# The open sound of a short vowel that abjads do not write.
UNWRITTEN = "·"


@cache
def numbered() -> Mapping[str, int]:
    """A number from 1 for each sound, in the order of their code points."""
    return {sound: at for at, sound in enumerate(sorted(sounds()), 1)}


def plainly_searched(spoken: tuple[str, ...], longest: int, /) -> tuple[bytes, ...]:
    """Give broad sounds as their numbers, with the places kept where an unwritten vowel may stand: it suits any vowel.

    Each is cut off after so many sounds. Raises KeyError for what is no sound.
    """
    numbers = numbered()
    wide = [UNWRITTEN.join(map(_plainly_broadened, one.split(UNWRITTEN))) for one in spoken]
    return tuple([bytes([numbers[sound] for sound in one[:longest]]) for one in wide])


@lru_cache(maxsize=131072)
def _plainly_broadened(sounds: str) -> str:
    """Give the broad form of each sound, say a doubled one once, and leave open glides out."""
    wide = say_once(sounds.translate(_broad()))
    return say_once(_OPEN_GLIDE.sub("", wide)) if "ie" in wide else wide


def _lettered() -> dict[int, str]:
    """The numbers of sounds as letters, which is how the core takes tables."""
    return {ord(sound): chr(number) for sound, number in numbered().items()}


@cache
def _broad() -> dict[int, str]:
    return {ord(sound): row["broad"] for sound, row in sounds().items()}


try:
    from allonym._rules import broaden as _broadened
    from allonym._rules import meant as meant  # noqa: PLC0414  (it is imported from here)
    from allonym._rules import searched as searched  # noqa: PLC0414  (it is imported from here)
    from allonym._rules import spoken as spoken  # noqa: PLC0414  (it is imported from here)
    from allonym._rules import supply_sounds
except ImportError:
    _broadened, meant, searched, spoken = _plainly_broadened, plainly_meant, plainly_searched, _plainly_spoken
else:
    # Called when sounds are first needed: importing reads no data.
    supply_sounds(lambda: (_spoken(), _broad(), *_choices(), _lettered()))


def broaden(sounds: str) -> str:
    """Leave out of a reading what writers often leave open: glides, close vowels' colour, doubled sounds.

    >>> broaden("aljaksandr") == broaden("aliaksandr")
    True
    >>> broaden("jelena") == broaden("elena")
    True
    """
    return _broadened(sounds)


class Orthographies(Mapping[str, Orthography]):
    """The bundled orthographies by code; each file is parsed when it is asked for."""

    def __init__(self) -> None:
        folder = files("allonym").joinpath("data/orthographies")
        self._files = {one.name.removesuffix(".toml"): one for one in folder.iterdir() if one.name.endswith(".toml")}
        self._loaded: dict[str, Orthography] = {}
        self._voices: dict[str, Voice] = {}

    def __iter__(self) -> Iterator[str]:
        """Go through all codes, sorted."""
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, code: str) -> Orthography:
        if code not in self._loaded:
            self._loaded[code] = Orthography.load(self._texts[code], f"{code}.toml")
        return self._loaded[code]

    def __contains__(self, code: object) -> bool:
        return code in self._files

    def voice(self, code: str) -> Voice:
        """Give the quick form of one; its file is not parsed where what was made of it before is still right."""
        if code not in self._voices:
            line = self._lines.get((code, self._marks[code]))
            form = parsed(line) if line else None
            self._voices[code] = Voice.of(code, form) if form else self[code].voice
        return self._voices[code]

    def compile(self) -> Path:
        """Write the quick forms of all into the package's folder; gives the path."""
        return write_lines((code, self._marks[code], self[code].flat) for code in self)

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], str]:
        return read_lines()

    @cached_property
    def _marks(self) -> Mapping[str, str]:
        return marks(self._texts)

    @cached_property
    def defaults(self) -> frozenset[str]:
        """The codes of those that read names of unknown language; a look at each file's text is enough to tell."""
        return frozenset(code for code, text in self._texts.items() if _DEFAULT.search(text))

    @cached_property
    def alphabets(self) -> Mapping[str, frozenset[str]]:
        """The letters of each, by code; a look at each file's text is enough to tell."""
        found = {code: _ALPHABET.search(text) for code, text in self._texts.items()}
        return {code: frozenset(match[1] if match else "") for code, match in found.items()}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {code: one.read_text(encoding="utf-8") for code, one in self._files.items()}


@cache
def orthographies() -> Orthographies:
    """All bundled orthographies by code."""
    return Orthographies()


def load_orthography(path: str | Path) -> Orthography:
    """Read one orthography from a file; raises BadRules."""
    return Orthography.load(Path(path).read_text(encoding="utf-8"), str(path))
