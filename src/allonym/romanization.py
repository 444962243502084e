"""How does a published scheme write a name in another script?

A scheme is one file of rules in `data/schemes/`; its name there is its code, `bgnpcgn-rus-Cyrl-Latn-1947`.

    >>> romanize("Хренин", scheme="bgnpcgn-rus-Cyrl-Latn-1947")
    'Khrenin'
    >>> romanize("Щербаков", scheme="press-rus-Cyrl-Latn-de")
    'Schtscherbakow'

Rules are written in lower case alone; case is restored here. Letters that no rule covers, and everything
that is no letter, stay. How to write a file: docs/how-to/add-a-scheme.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from attrs import evolve, field, frozen

from allonym import plugins
from allonym.asked import check_lang
from allonym.errors import BadOption, BadPackage, BadRules, BadText, TooLong, UnknownScheme
from allonym.reading import usualness
from allonym.records import Spelling, html_table
from allonym.rules import Context, Rule, Rules, parse_rule
from allonym.script import script_of

NEEDED = frozenset({"code", "title", "cite", "lang", "source", "target", "alphabet", "samples"})
PLAIN = ("code", "title", "cite", "url", "lang", "source", "target", "audience", "confidence", "case", "capitals",
         "reversible", "extends", "decompose", "prevowels")  # fmt: skip
FIELDS = NEEDED | frozenset(PLAIN) | {"classes", "clusters", "same", "small", "rules", "without"}
# What a file that extends another says for itself; the rest it inherits.
OWN = frozenset({"code", "title", "cite", "url", "audience", "confidence", "reversible", "extends", "samples",
                 "rules", "without", "classes"})  # fmt: skip
# The fields that end the part of a file that is read for the index.
_BODY = re.compile(r"^(?:classes|same|rules|without|samples)\b|^\[", re.MULTILINE)
_WORDS = re.compile(r"([ -])")
APOSTROPHES = {ord("’"): "'", ord("ʼ"): "'", ord("`"): "'"}
# They shape the letters beside them (zero-width joiner and non-joiner); only some spellings depend on them.
JOINERS = "\u200c\u200d"
# Two letters under a tie are one letter, and capital together: ALA-LC I͡A.
TIE = "\N{COMBINING DOUBLE INVERTED BREVE}"
# The longest name that is compared under all schemes: DESIGN, Public API.
LONGEST = 1024
# ISO 15924 codes for writing in several scripts at once.
SCRIPTS = {"Jpan": {"Hani", "Hira", "Kana"}, "Hrkt": {"Hira", "Kana"}, "Kore": {"Hang", "Hani"},
           "Hans": {"Hani"}, "Hant": {"Hani"}}  # fmt: skip


@frozen
class Scheme:
    """A published system that writes one language's names in another script.

    `code` is authority, language (ISO 639-3), source and target script (ISO 15924) and year or habit. `lang`
    is the language's BCP 47 tag. `audience` is the language of the readers, where a scheme is made for one.
    `case` is "tr" where capital i is İ. `capitals` is "words" where names from a script without case get a
    capital letter for each word, else "none"; what begins with one of `small` has it after that prefix, and a word
    of `small` that ends in a space ("al ") has none but at the start. `same` maps a letter to the one that it is read
    as, such as the Arabic ك in a Persian name.
    `prevowels` are vowels written before the consonant that they follow in speech, and are read after it, or after two
    consonants that `clusters` has.
    `decompose` reads letters taken apart (Hangul into jamo). `reversible` says that a spelling leads back to the one
    name. `own` are the rules that the file itself gives.
    """

    code: str
    title: str
    cite: str
    lang: str
    source: str
    target: str
    alphabet: frozenset[str] = field(repr=False)
    rules: Rules = field(repr=False)
    samples: tuple[tuple[str, str], ...] = field(repr=False)
    url: str = ""
    audience: str = ""
    confidence: str = ""
    case: str = ""
    capitals: str = "words"
    small: tuple[str, ...] = ()
    same: Mapping[str, str] = field(factory=dict, repr=False, hash=False)
    reversible: bool = False
    decompose: bool = False
    prevowels: str = ""
    clusters: tuple[str, ...] = ()
    extends: str = ""
    own: tuple[Rule, ...] = field(default=(), repr=False)
    # Must a text be rewritten as a whole, since a rule's spelling reaches over a space or a hyphen?
    _whole: bool = field(init=False, repr=False, eq=False)

    @_whole.default
    def _reaches_over_words(self) -> bool:
        return any(mark in rule.spelling for rule in self.rules.listed for mark in " -")

    # What is changed in a name before any rule is tried: letters read as others, joiners that no rule reads.
    _typed: Mapping[int, str] = field(init=False, repr=False, eq=False)

    @_typed.default
    def _changed_before_rules(self) -> Mapping[int, str]:
        read = {mark for rule in self.rules.listed for mark in JOINERS if mark in rule.spelling}
        return str.maketrans(dict.fromkeys(set(JOINERS) - read, "") | dict(self.same))

    @classmethod
    def load(cls, text: str, name: str = "scheme", base: Callable[[str], Scheme] | None = None) -> Scheme:
        """Read a scheme from the text of its TOML file; `base` finds the scheme that it extends.

        Raises BadRules naming the file and the field.
        """
        try:
            data = tomllib.loads(text)
            older = (base or scheme_by_code)(data["extends"]) if "extends" in data else None
            return cls._of(data, older)
        except tomllib.TOMLDecodeError as error:
            raise BadRules(f"{name}: not valid TOML: {error}") from error
        except (UnknownScheme, BadRules) as error:
            raise BadRules(f"{name}: {error}") from error

    @classmethod
    def _of(cls, data: Mapping[str, Any], older: Scheme | None) -> Scheme:
        needed = NEEDED & OWN if older else NEEDED | {"rules"}
        missing, unknown = needed - set(data), set(data) - FIELDS
        if missing or unknown:
            raise BadRules(f"missing fields {sorted(missing)}, unknown fields {sorted(unknown)}")
        own = Rules.parse(data.get("rules", []), data.get("classes")).listed
        known: dict[str, Any] = {key: data[key] for key in PLAIN if key in data}
        if "alphabet" in data:
            known["alphabet"] = frozenset(data["alphabet"]) - {" "}
        if "small" in data:
            known["small"] = tuple(data["small"])
        if "clusters" in data:
            known["clusters"] = tuple(data["clusters"])
        if "same" in data:
            known["same"] = dict(data["same"])
            if any(len(letter) != 1 for letter in known["same"]):
                raise BadRules('`same` maps single letters: { "ك" = "ک" }')
        try:
            known["samples"] = tuple((name, spelling) for name, spelling in data["samples"])
        except (TypeError, ValueError) as error:
            raise BadRules("every sample must be [name, spelling]") from error
        if older is None:
            return cls(**known, rules=Rules.of(own), own=own)
        gone = dropped(data.get("without", []), data.get("classes"))
        known["rules"] = Rules.of(revised(older.rules.listed, own, gone))
        own_again: dict[str, Any] = {"url": "", "audience": "", "confidence": "", "reversible": False}
        return evolve(older, **(own_again | known), own=own)

    def write(self, name: str) -> str:
        """Write a name as this scheme does; linear in its length."""
        text = self._prepare(name)
        if self._whole:
            written = self._write_mixed(text)
        elif text.isalpha():
            # One word, as most often.
            written = self._write_word(text)
        else:
            written = "".join([self._write_word(word) if word else "" for word in _WORDS.split(text)])
        if self.capitals == "words" and not begins_with_capitals(text):
            written = " ".join([self._capital_word(word, at) for at, word in enumerate(written.split(" "))])
        return written if written.isascii() else normalize("NFC", written)

    def lower(self, name: str) -> str:
        """Bring a name into the form that the rules are written for."""
        return self._lower(self._prepare(name))

    def fits(self, name: str) -> bool:
        """Has this scheme's alphabet every letter of the name, and the name at least one letter?"""
        lower = self.lower(name)
        return any(map(str.isalpha, lower)) and not any(map(str.isalpha, set(lower) - self.alphabet))

    def restore(self, spelling: str) -> str:
        """Lead a spelling back to the name; raises BadOption where the scheme is not reversible."""
        if not self.reversible:
            raise BadOption(f"{self.code} is not reversible: several names may have one spelling")
        if self.capitals == "words" and not begins_with_capitals("".join(self.alphabet)):
            spelling = spelling.lower()
        return evolve(self, rules=self._backwards(), alphabet=frozenset(), capitals="none", same={}).write(spelling)

    def _backwards(self) -> Rules:
        # No context, since the value alone decides. A capital may have no letter of its own, as J̌ has none
        # though ǰ has one, so values are looked for taken apart too.
        whole = {rule.values[0]: rule.spelling for rule in self.rules.listed if rule.values[0]}
        apart = {normalize("NFD", value): spelling for value, spelling in whole.items()}
        return Rules.of(Rule(value, (spelling,)) for value, spelling in (whole | apart).items())

    def _write_word(self, word: str) -> str:
        """Write one word; the three usual shapes of a word need no look at each step."""
        lower = self._lower(word)
        if lower == word:
            return self.rules.rewrite(word)
        if lower[1:] == word[1:]:
            return self._capital(self.rules.rewrite(lower))
        if word.isupper() and word.isalpha():
            return self._upper(self.rules.rewrite(lower))
        return self._write_mixed(word)

    def _write_mixed(self, text: str) -> str:
        """Write a text of any shape, step by step: a digraph takes the case of the letters around it."""
        written: list[str] = []
        owed = False
        for start, end, value in self.rules.spans(self._lower(text)):
            piece = text[start:end]
            upper = self._lower(piece) != piece
            if not any(map(str.isalpha, piece)):
                owed = False
            if upper and not has_case(value):
                # A letter that leaves none hands its capital on: Ukrainian "Ьо" as "O".
                owed = in_lower_case_after(text, end)
                written.append(value)
            elif upper or owed:
                whole = self._is_loud(text, start, end)
                written.append(self._upper(value) if whole and upper else self._capital(value))
                owed = False
            else:
                written.append(value)
        return "".join(written)

    def _is_loud(self, text: str, start: int, end: int) -> bool:
        """Does a capital letter stand in a run of capitals, so that all of its digraph is capital?"""
        if sum(map(str.isalpha, text[start:end])) > 1:
            return text[start:end].isupper() and not in_lower_case_after(text, end)
        after = neighbour(text, range(end, len(text)))
        before = neighbour(text, range(start - 1, -1, -1))
        return after.isupper() if after else before.isupper()

    def _prepare(self, name: str) -> str:
        text = normalize("NFD" if self.decompose else "NFC", name)
        if self.same or "\u200c" in text or "\u200d" in text:
            text = text.translate(self._typed)
        if self.prevowels:
            text = speech_order(text, self.prevowels, self.clusters)
        return text.translate(APOSTROPHES) if "'" in self.alphabet else text

    def _lower(self, text: str) -> str:
        if self.case == "tr":
            text = text.replace("I", "ı")
        # Letter by letter, so that no position moves: İ alone would become two code points.
        return text.replace("İ", "i").lower()

    def _upper(self, text: str) -> str:
        return (text.replace("i", "İ") if self.case == "tr" else text).upper()

    def _capital(self, text: str) -> str:
        """Give the first letter that has case a capital; ß becomes Ss."""
        first = text[:1]
        upper = self._upper(first)
        if upper != first and len(upper) == 1 and text[1:2] != TIE:
            return upper + text[1:]
        at = next((at for at, letter in enumerate(text) if has_case(letter)), None)
        if at is None:
            return text
        if text[at + 1 : at + 2] == TIE:
            return text[:at] + self._upper(text[at : at + 3]) + text[at + 3 :]
        upper = self._upper(text[at])
        return text[:at] + upper[0] + upper[1:].lower() + text[at + 1 :]

    def _capital_word(self, word: str, at: int) -> str:
        if at and f"{word} " in self.small:
            return word
        prefix = next((p for p in self.small if word.startswith(p) and len(word) > len(p)), "")
        return prefix + self._capital(word[len(prefix) :])


def romanize(name: str, *, scheme: str | Scheme) -> str:
    """Write a name as one scheme does.

    >>> romanize("ЩУКИН Ю. Щ.", scheme="bgnpcgn-rus-Cyrl-Latn-1947")
    'SHCHUKIN Yu. Shch.'

    Raises BadText where the name is no string, UnknownScheme where no scheme has the code.
    """
    checked(name)
    return (scheme if isinstance(scheme, Scheme) else scheme_by_code(scheme)).write(name)


class Spellings(tuple[Spelling, ...]):
    """Spellings in a row, shown as a table where a notebook shows them."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return html_table("spellings", ("spelling", "scheme"), ((one.text, one.scheme) for one in self))


def spellings(name: str, *, lang: str | None = None) -> tuple[Spelling, ...]:
    """Write a name under every scheme that fits: its script, its letters, and its language where given.

    Each spelling stands once, with the first scheme that writes it so: those of the usual languages come first, then
    those first in order of code.

    >>> {"Khrenin", "Chrenin", "Hrenin", "Jrenin", "Khrenine"} <= {s.text for s in spellings("Хренин", lang="ru")}
    True

    Raises BadText where the name is no string, TooLong over 1,024 code points, BadOption where `lang` is no code.
    """
    check_lang(lang)
    found: dict[str, Spelling] = {}
    for fitting in fitting_schemes(name, lang=lang):
        text = fitting.write(name)
        found.setdefault(text, Spelling(text, fitting.code))
    return Spellings(found.values())


def schemes(lang: str | None = None) -> tuple[Scheme, ...]:
    """Give all bundled schemes, or those of one language (BCP 47), in order of their codes."""
    return tuple(scheme_by_code(code) for code, head in _heads().items() if lang in (None, head["lang"]))


def fitting_schemes(name: str, *, lang: str | None = None) -> tuple[Scheme, ...]:
    """Give the schemes whose source script and alphabet fit a name: usual languages first, then in order of codes."""
    checked(name)
    if len(name) > LONGEST:
        raise TooLong(f"the name has {len(name):,} code points; at most {LONGEST:,} are read: split the text first")
    script = script_of(name)
    wanted = [
        code
        for code, head in _heads().items()
        if script in SCRIPTS.get(head["source"], {head["source"]}) and lang in (None, head["lang"])
    ]
    wanted.sort(key=lambda code: usualness(_heads()[code]["lang"]))
    return tuple(s for s in map(scheme_by_code, wanted) if s.fits(name))


@cache
def scheme_by_code(code: str) -> Scheme:
    """Find a scheme that is bundled or that an installed package brings.

    Raises UnknownScheme, which offers the codes nearest to the one asked for, or BadPackage.
    """
    if code not in _heads():
        folder = plugins.find_folder(plugins.SCHEMES, str(code))
        if folder:
            return _installed(folder, str(code).rpartition(plugins.OF)[2])
        near = get_close_matches(str(code), _heads(), cutoff=0)
        raise UnknownScheme(
            f"no scheme has the code {code!r}; near: {', '.join(near) or 'none'}; 'allonym schemes' lists all"
        )
    return bundled_scheme(code)


@cache
def bundled_scheme(code: str) -> Scheme:
    """Give a bundled scheme that is known to be there, without a look at what all others say of themselves."""
    return Scheme.load(_folder().joinpath(f"{code}.toml").read_text(encoding="utf-8"), f"{code}.toml")


def _installed(folder: Path, code: str) -> Scheme:
    """Read the scheme of an installed package, which lies in a file of its code."""
    file = folder / f"{code}.toml"
    if not file.is_file():
        raise BadPackage(f"{file}: no such file, though a scheme of this code is to lie in this folder")
    scheme = load_scheme(file)
    if scheme.code != code:
        raise BadPackage(f"{file}: the scheme there has the code {scheme.code!r}, and was to have {code!r}")
    return scheme


def load_scheme(path: str | Path) -> Scheme:
    """Read one scheme from a file; what it extends is looked for beside it, then among the bundled ones."""
    path = Path(path)

    def beside(code: str) -> Scheme:
        file = path.with_name(f"{code}.toml")
        return load_scheme(file) if file.exists() and file != path else scheme_by_code(code)

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadRules(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    return Scheme.load(text, path.name, beside)


def _folder() -> Any:
    return files("allonym").joinpath("data/schemes")


@cache
def _heads() -> Mapping[str, Mapping[str, Any]]:
    """What each bundled file says before its rules, by code: enough to choose, and quick to read."""
    own = {
        file.name.removesuffix(".toml"): _head(file.read_text(encoding="utf-8"))
        for file in _folder().iterdir()
        if file.name.endswith(".toml")
    }
    return {code: _inherited(own[code], own) for code in sorted(own)}


def _head(text: str) -> dict[str, Any]:
    body = _BODY.search(text)
    return tomllib.loads(text[: body.start()] if body else text)


def _inherited(head: Mapping[str, Any], heads: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    seen = dict(head)
    while "extends" in head and head["extends"] in heads:
        head = heads[head["extends"]]
        seen = {**head, **seen}
    return {"lang": "", "source": "", **seen}


def revised(older: Iterable[Rule], own: Sequence[Rule], gone: Sequence[Rule | str]) -> list[Rule]:
    """Give the rules of a revision: the older ones without those replaced or dropped, then its own."""
    spellings_gone = {drop for drop in gone if isinstance(drop, str)}
    keys_gone = {key_of(drop) for drop in gone if isinstance(drop, Rule)} | {key_of(rule) for rule in own}
    kept = [rule for rule in older if rule.spelling not in spellings_gone and key_of(rule) not in keys_gone]
    return [*kept, *own]


def dropped(rows: Sequence[Any], classes: Mapping[str, str] | None) -> list[Rule | str]:
    """Read `without`: a spelling drops all its rules, `[spelling, {context}]` the one with that context."""
    return [
        row if isinstance(row, str) else parse_rule([row[0], "", row[1]], number, classes or {})
        for number, row in enumerate(rows, 1)
    ]


def key_of(rule: Rule) -> tuple[str, *tuple[Context | None, ...]]:
    """What makes two rules the same place in a scheme: spelling and contexts."""
    return (rule.spelling, rule.before, rule.after, rule.not_before, rule.not_after)


def checked(name: object) -> None:
    """Raise BadText where a name is no string, or holds half a surrogate pair."""
    if not isinstance(name, str):
        raise BadText(f"a name must be a string, not {type(name).__name__}")
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        raise BadText(f"{name!r} holds a lone surrogate: it was decoded wrongly")


def bare(text: str) -> str:
    """Leave out case and the form of apostrophes, for comparing two spellings."""
    return normalize("NFC", text.casefold().translate(APOSTROPHES))


def has_case(text: str) -> bool:
    """Has some letter of the text a capital and a small form?"""
    return text.lower() != text.upper()


def speech_order(text: str, prevowels: str, clusters: Sequence[str]) -> str:
    """Move vowels that are written before their consonants behind them, as they are spoken."""
    letters: list[str] = []
    at = 0
    while at < len(text):
        size = 2 if text[at + 1 : at + 3] in clusters else 1
        if text[at] in prevowels and text[at + 1 : at + 2].isalpha():
            letters += (text[at + 1 : at + 1 + size], text[at])
            at += size
        else:
            letters.append(text[at])
        at += 1
    return "".join(letters)


def begins_with_capitals(text: str) -> bool:
    """Has the text's script capital letters to begin a word with? Georgian has some, but never for that."""
    first = text[:1]
    # A capital letter at the start tells as much.
    return first != first.lower() or text.lower() != text.title()


def neighbour(text: str, places: range) -> str:
    """Give the next letter of the same word, over marks and apostrophes, or ""."""
    for at in places:
        if text[at].isalpha():
            return text[at]
        if text[at] not in "'’" and category(text[at])[0] != "M":
            return ""
    return ""


def in_lower_case_after(text: str, at: int) -> bool:
    """Does a lower-case letter of the same word follow?"""
    return neighbour(text, range(at, len(text))).islower()
