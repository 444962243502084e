"""What may safely be ignored in a spelling?

Folding makes a name safe and comparable, and reports what it saw: Unicode forms, case, apostrophes, dashes,
invisible and direction-changing characters. Nothing that tells names apart is lost: marks stay (Año is not Ano),
letters of other scripts stay (the Cyrillic а is not the Latin a; `picture` says that they look alike).

    >>> fold("KHRE\u200bNIN,  Viktor").key
    'khrenin viktor'
    >>> fold("KHRE\u200bNIN").flags
    ('invisible',)
    >>> fold("O’Neil").key == fold("O'NEIL").key
    True
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import count
from unicodedata import category, combining, is_normalized, name, normalize

from attrs import frozen

from allonym.errors import BadText, TooLong
from allonym.script import COMMON, script_of_letter

MOST_LETTERS = 1024
MOST_MARKS = 30

# Flags: what a reviewer must know of an input.
INVISIBLE, BIDI, COMPAT, SYMBOLS = "invisible", "bidi", "compat-form", "symbol-letters"
ENCLOSED, MIXED, LOOK_ALIKE = "enclosing-mark", "mixed-script", "look-alike"
MOJIBAKE, ESCAPED, PRIVATE, UNASSIGNED = "mojibake", "escaped", "private-use", "unassigned"

APOSTROPHES = "'’‘‛ʼʻʽʹʾʿ`´＇׳՚ꞌꞋ′"
DASHES = "-‐‑‒–—―−﹘﹣－֊־᠆⸺⸻〜"
SEPARATORS = "·•・･‧∙⋅"
# Hebrew letters that an apostrophe (geresh) behind them gives another sound, at the end of a word too: ג'ורג' is
# George (Academy of the Hebrew Language, rules of transcription; they stand in `he-Hebr.toml`).
HARDENED = frozenset("גזצץת")
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Implicit marks and one leading byte order mark are ordinary typing, not worth a reviewer's time.
QUIET = frozenset("\ufeff\u200e\u200f")
# Joiners and variation selectors that orthographies and fonts call for; outside these scripts they are invisible.
JOINERS = frozenset("\u200c\u200d")
JOINING_SCRIPTS = frozenset(
    ("Arab Syrc Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Thaa Nkoo Mand").split()
)
# Blank letters that are no control characters by category, but draw nothing (Default_Ignorable_Code_Point).
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b\u180c\u180d\u180e\u2800")
# Optional vowel signs: they help reading, and most writers leave them out.
OPTIONAL_MARKS = frozenset(map(chr, (*range(0x0591, 0x05C8), *range(0x064B, 0x0660), 0x0670, 0x0640))) - {"־"}
STRESS = frozenset("\u0300\u0301")
# Scripts that are written together as a matter of course: kanji with kana, hanja with hangul, and Latin letters with
# both (KLMオランダ航空), since no space parts them (UTS #39, section 5.2, highly restrictive).
TOGETHER = (frozenset({"Hani", "Hira", "Kana", "Bopo", "Latn"}), frozenset({"Hani", "Hang", "Latn"}))
# Small scripts that are far more often used as pictures of Latin letters than to write names.
PICTURE_SCRIPTS = frozenset({"Lisu", "Cher", "Copt"})

# Categories of letters that stand for a sound by themselves.
PLAIN = frozenset({"Lu", "Ll", "Lo"})
UNPLAIN = BLANK | frozenset(APOSTROPHES + DASHES + SEPARATORS)

_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_DASH = re.compile(f"[{re.escape(DASHES)}]")
_SEPARATOR = re.compile(f"[{re.escape(SEPARATORS)}]")
_LATIN_DOT = re.compile(r"(?<=l)·(?=l)", re.IGNORECASE)
_LATIN_LONG = re.compile(r"(?<=[A-Za-z])ー(?=[A-Za-z])")
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?(?!\w)")
_ESCAPES = re.compile(
    r"&#x?[0-9a-fA-F]+;|\\u[0-9a-fA-F]{4}|=\?[\w-]+\?[BbQq]\?|(?:%[0-9a-fA-F]{2}){2}|&(?:amp|quot|lt|gt);"
)
# Vowels and finals of Hangul become one letter with what stands before them.
_JOINING_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")
_CAPITAL = re.compile(r"LATIN CAPITAL LETTER ([A-Z])$|REGIONAL INDICATOR SYMBOL LETTER ([A-Z])$")


@frozen
class Folded:
    """A name made safe.

    `text` keeps case, marks and punctuation; `words` are its words as written; `key` is what all writings of the
    same spelling have in common, "" where nothing could be a name; `flags` tell what was seen.
    """

    text: str
    words: tuple[str, ...]
    key: str
    flags: tuple[str, ...] = ()


def fold(text: str) -> Folded:
    """Fold one name; raises BadText (no string, lone surrogate, NUL) or TooLong before any work on it."""
    # What is no string may not even be fit for a cache.
    if not isinstance(text, str):
        raise _no_text(text)
    return _fold(text)


@lru_cache(maxsize=8192)
def _fold(text: str) -> Folded:
    found = plain(text)
    return Folded(text, *found) if found else _plainly_folded(text) or _fully_folded(text)


def _plainly_folded(text: str) -> Folded | None:
    """Fold a name of nothing but common letters of one script and single spaces; None for any other.

    Most names are such, and need none of the work that hostile ones do; what comes out is the same.
    """
    script = _plain_script(text[:1])
    if not script or len(text) > MOST_LETTERS or not all(c == " " or _plain_script(c) == script for c in text):
        return None
    words = tuple(text.split())
    key = " ".join(words).casefold()
    if not key.isascii():
        key = normalize("NFC", key.replace("i̇", "i").replace("ı", "i"))
    if (
        not key.replace(" ", "").isalpha()
        or " ".join(words) != text
        or not is_normalized("NFKC", text)
        or looks_garbled(text)
    ):
        return None
    return Folded(text, words, key)


@lru_cache(maxsize=65536)
def _plain_script(letter: str) -> str:
    """Give the script of a letter that is nothing but a letter, "" for all else."""
    if len(letter) != 1 or category(letter) not in PLAIN or letter in UNPLAIN or not is_normalized("NFKC", letter):
        return ""
    script = script_of_letter(letter)
    return "" if script == COMMON or script in PICTURE_SCRIPTS else script


def told_of(letter: str) -> tuple[int, str]:
    """Give the number of a plain letter's script, from 1, and the letter folded; 0 where it is none, or becomes two."""
    script = _plain_script(letter)
    folded = normalize("NFC", letter.casefold().replace("i̇", "i").replace("ı", "i"))
    if not script or len(folded) != 1 or not folded.isalpha() or _JOINING_JAMO.match(letter):
        return 0, ""
    return _numbered.get(script) or _numbered.setdefault(script, next(_numbers)), folded


# Scripts that were met, with the numbers that the core knows them by.
_numbered: dict[str, int] = {}
_numbers = count(1)


try:
    from allonym._fold import plain as plain  # noqa: PLC0414  (it is imported from here)
    from allonym._fold import supply
except ImportError:

    def plain(text: str, /) -> tuple[tuple[str, ...], str] | None:  # noqa: ARG001  (the core's quick look)
        """Give the words and the key of a name of nothing but plain letters; None where a longer look is needed."""
        return None

else:
    supply(told_of)


def _fully_folded(text: str) -> Folded:
    check(text)
    flags: list[str] = []
    if text.isascii() and text.isprintable():
        safe = text.replace("`", "'")
    else:
        safe = _visible(text, flags)
        composed = normalize("NFC", safe)
        safe = _unified(composed)
        compatible = normalize("NFKC", safe)
        if compatible != normalize("NFC", safe) and _is_compat(safe):
            flags.append(COMPAT)
        safe = _unified(compatible)
        # Soft hyphens and no-break spaces are bytes of garbled letters, so the text is also looked at as it came.
        if looks_garbled(composed) or looks_garbled(text):
            flags.append(MOJIBAKE)
    if ("&" in safe or "\\" in safe or "%" in safe or "=?" in safe) and _ESCAPES.search(safe):
        flags.append(ESCAPED)
    safe = " ".join(safe.split())
    if not safe.isascii() and any(is_mixed(word) for word in safe.split()):
        flags.append(MIXED)
    words = words_of(safe)
    key = key_of(words)
    if not key.isascii() and any(script_of_letter(c) in PICTURE_SCRIPTS for c in key) and picture(key).isascii():
        flags.append(LOOK_ALIKE)
    return Folded(safe, words, key, tuple(dict.fromkeys(flags)))


def check(text: str) -> None:
    """Raise BadText or TooLong where a value cannot be a name."""
    if not isinstance(text, str):
        raise _no_text(text)
    if len(text) > MOST_LETTERS:
        raise TooLong(
            f"the name has {len(text):,} code points; at most {MOST_LETTERS:,} are read: split the text first"
        )
    if text.isascii():
        if "\0" in text:
            raise BadText(f"the name {text!r:.80} has a NUL character: decode or split it first")
        return
    run = 0
    for letter in text:
        if "\ud800" <= letter <= "\udfff" or letter == "\0":
            raise BadText(f"the name {text!r:.80} has a lone surrogate or NUL: decode it as UTF-8 first")
        run = run + 1 if combining(letter) or category(letter) in ("Mn", "Me") else 0
        if run > MOST_MARKS:
            raise TooLong(f"a letter of the name carries more than {MOST_MARKS} marks: clean the text first")


def _no_text(value: object) -> BadText:
    return BadText(f"expected a name as a string, got {type(value).__name__}: {value!r:.80}")


def words_of(safe: str) -> tuple[str, ...]:
    """Part a safe text into words: letters, digits, marks, inner apostrophes, and signs that stand for a word."""
    if "." in safe:
        safe = _DOTTED.sub(_undotted, safe)
    if safe.isascii() and safe.replace(" ", "").isalnum():
        return tuple(safe.split())
    spaced = "".join(
        [c if c.isalnum() or c in "'&+" or (category(c)[0] in "MS" and c not in "`^") else " " for c in safe]
    )
    return tuple([word for word in map(_begun, spaced.split()) if word])


def key_of(words: tuple[str, ...]) -> str:
    """Give what all writings of the same words have in common: lower case, without optional marks."""
    folded = " ".join(words).casefold()
    if not folded.isascii():
        folded = normalize("NFC", folded.replace("i̇", "i").replace("ı", "i"))
        folded = "".join(_kept(folded))
    return folded if any(c.isalnum() or category(c) in ("So", "Sc") for c in folded) else ""


def picture(key: str) -> str:
    """Give what a folded key looks like in Latin letters: equal pictures are look-alikes (UTS #39).

    >>> picture("рut1n") == picture("putln")
    True
    """
    return key.translate(look_alikes())


@cache
def look_alikes() -> dict[int, str]:
    """Letters, folded for case, and the Latin letters that they look like."""
    lines = files("allonym").joinpath("data/lookalikes.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {ord(row[0]): row[1] for row in (line.split("\t") for line in lines)}


def is_mixed(word: str) -> bool:
    """Does one word mix scripts that are not written together as a matter of course?"""
    scripts = {script_of_letter(c) for c in word if c.isalpha()} - {COMMON}
    return len(scripts) > 1 and not any(scripts <= together for together in TOGETHER)


def looks_garbled(text: str) -> bool:
    """Do these letters look like UTF-8 or Cyrillic bytes that were read as Western European ones?"""
    try:
        raw = text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        high = [c for c in text if c.isalpha()]
        # Five accented letters and no plain one: no Western language writes so.
        return len(high) >= 5 and not any(c.isascii() for c in high) and raw.decode("cp1251", "replace").isprintable()
    return True


def _visible(text: str, flags: list[str]) -> str:  # noqa: C901, PLR0912  (one branch for each kind of letter)
    """Take out what cannot be seen, and note it."""
    kept: list[str] = []
    for at, letter in enumerate(text):
        kind = category(letter)
        if letter in BIDI_CONTROLS:
            if letter == "\u061c":
                flags.append(INVISIBLE)
            elif letter not in QUIET:
                flags.append(BIDI)
            elif kept and at < len(text) - 1 and script_of_letter(text[at + 1]) == "Latn":
                flags.append(INVISIBLE)
        elif letter in JOINERS:
            if not kept or (script_of_letter(kept[-1]) not in JOINING_SCRIPTS and category(kept[-1]) != "So"):
                flags.append(INVISIBLE)
        elif letter in BLANK or "\ufe00" <= letter <= "\ufe0f" or "\U000e0000" <= letter <= "\U000e0fff":
            selects = kept and ("\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef")
            if not (selects and script_of_letter(kept[-1]) in ("Hani", "Mong", COMMON)):
                flags.append(INVISIBLE)
        elif kind == "Me":
            flags.append(ENCLOSED)
        elif kind in ("Cc", "Cf", "Cn", "Co"):
            if letter.isspace():
                kept.append(" ")
            elif letter not in QUIET or at > 0:
                flags.append({"Co": PRIVATE, "Cn": UNASSIGNED}.get(kind, INVISIBLE))
        elif kind == "So" and (found := _symbol_letter(letter)):
            flags.append(SYMBOLS)
            kept.append(found)
        elif kind[0] == "M" and not kept:
            continue
        else:
            kept.append(" " if letter.isspace() else letter)
    return "".join(kept)


def _symbol_letter(letter: str) -> str:
    """Give the letter that a boxed or circled symbol shows, or nothing."""
    found = _CAPITAL.search(name(letter, ""))
    return (found[1] or found[2]) if found else ""


def _unified(text: str) -> str:
    """Write one apostrophe and one dash, and part words at middle dots."""
    text = _DASH.sub("-", _APOSTROPHE.sub("'", text))
    return _SEPARATOR.sub(" ", _LATIN_LONG.sub("-", _LATIN_DOT.sub("", text)))


def _is_compat(text: str) -> bool:
    """Is some letter a compatibility form, rather than only a space or a full stop?"""
    return any(c.isalnum() and normalize("NFKC", c) != normalize("NFC", c) for c in text)


def _kept(folded: str) -> list[str]:
    """Leave out vowel points and stress marks, which help reading and are mostly not written."""
    kept: list[str] = []
    for letter in folded:
        if letter in OPTIONAL_MARKS or (letter in STRESS and kept and script_of_letter(kept[-1]) == "Cyrl"):
            continue
        kept.append(letter)
    return kept


def _begun(word: str) -> str:
    """Begin a word at its first letter: outer apostrophes go, and marks that stand on no letter.

    >>> _begun("'Neil'"), _begun("ג'ורג'")
    ('Neil', "ג'ורג'")
    """
    bare = word.strip("'")
    # What opens a quotation closes it.
    closing = len(word) - len(word.rstrip("'")) - word.startswith("'")
    word = f"{bare}'" if closing > 0 and bare[-1:] in HARDENED else bare
    while word and category(word[0])[0] == "M":
        word = word[1:].lstrip("'")
    return word


def _undotted(found: re.Match[str]) -> str:
    """Join an abbreviation of three letters and more (d.o.o.); part two initials (J.R.)."""
    letters = found[0].replace(".", "")
    return letters if len(letters) > 2 else " ".join(letters)
