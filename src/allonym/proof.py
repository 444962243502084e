"""Does a file of rules prove itself?

A scheme or an orthography carries its own proof: a citation, and samples in which every rule fires. This
module reads such a file and says, with line and column, what is not proven. A file without findings is
clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from attrs import frozen

from allonym.errors import BadRules
from allonym.reading import Orthography, load_orthography, sounds
from allonym.records import plain
from allonym.romanization import SCRIPTS, Scheme, load_scheme
from allonym.rules import Context, Rule, Rules
from allonym.script import COMMON, script_of_letter

# The brief of every file: enough names to believe it.
FEWEST_SAMPLES = 12
# What a file may say of how far its sources were checked; that two of them agree goes without saying.
STANDARD, ONE_SOURCE = "standard", "single source"
# Pairs of letters are tried for alphabets up to this size; larger ones (syllables) letter by letter.
MOST_PAIRED = 120
# Rows of letters that are tried as what may stand beside a spelling; more are cut by making them shorter.
MOST_ROWS = 20_000
# Scripts of letters that any script may use.
ANY_SCRIPT = frozenset({COMMON, "Zinh"})
# A TOML file as far as it takes to find an array's rows: comments, strings, brackets.
_TOKEN = re.compile(r"#[^\n]*|\"(?:\\.|[^\"\\])*\"|'[^'\n]*'|[\[\]]")


@frozen
class Finding:
    """What is not proven, where, and what to do about it; `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    rule: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Give the finding in one line, as a compiler would."""
        return f"{self.file}:{self.line}:{self.column}: {self.rule}: {self.message} ({self.remedy})"

    def to_dict(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return plain(self)


class Place(NamedTuple):
    """A place in a file; both numbers count from 1."""

    line: int
    column: int


@frozen
class Proof:
    """A file that is being checked: its name, its text and the places of its rules and samples."""

    file: str
    text: str

    def finding(self, place: Place, rule: str, message: str, remedy: str) -> Finding:
        """Make a finding at a place of this file."""
        return Finding(self.file, place.line, place.column, rule, message, remedy)

    def field(self, name: str) -> Place:
        """Find a field's line; the file's start where it has none."""
        found = re.search(rf"^{name}\b", self.text, re.MULTILINE)
        return self._place(found.start()) if found else Place(1, 1)

    def row(self, name: str, number: int) -> Place:
        """Find row `number` (from 0) of the array `name`."""
        rows = self.rows(name)
        return rows[number] if number < len(rows) else self.field(name)

    def rows(self, name: str) -> Sequence[Place]:
        """Find all rows of an array of arrays."""
        head = re.search(rf"^{name}\s*=\s*(?=\[)", self.text, re.MULTILINE)
        if not head:
            return ()
        starts, depth = [], 0
        for token in _TOKEN.finditer(self.text, head.end()):
            if token[0] == "[":
                depth += 1
                if depth == 2:
                    starts.append(self._place(token.start()))
            elif token[0] == "]":
                depth -= 1
                if not depth:
                    break
        return starts

    def _place(self, at: int) -> Place:
        return Place(self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at))


def check_bundled() -> tuple[Finding, ...]:
    """Check every scheme and orthography that comes with the package."""
    with as_file(files("allonym").joinpath("data")) as data:
        return check_files([*sorted(data.glob("schemes/*.toml")), *sorted(data.glob("orthographies/*.toml"))])


def check_files(paths: Iterable[str | Path]) -> tuple[Finding, ...]:
    """Check files of rules; a file with a field `script` is an orthography, any other a scheme."""
    return tuple(finding for path in paths for finding in check_file(Path(path)))


def check_file(path: Path) -> tuple[Finding, ...]:
    """Check one file, and give its findings in order of their places."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
        return (Proof(str(path), "").finding(Place(1, 1), "format", message, "save the file as UTF-8"),)
    proof = Proof(str(path), text)
    try:
        if re.search(r"^script\s*=", text, re.MULTILINE):
            found = list(check_orthography(proof, load_orthography(path)))
        else:
            found = list(check_scheme(proof, load_scheme(path)))
    except BadRules as error:
        place = place_of(proof, str(error))
        return (proof.finding(place, "format", str(error), "see docs/how-to/add-a-scheme.md"),)
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.column, finding.rule)))


def place_of(proof: Proof, error: str) -> Place:
    """Find the place that the text of an error names: a rule by its number, or a line and a column."""
    if rule := re.search(r"rule (\d+) ", error):
        return proof.row("rules", int(rule[1]) - 1)
    if place := re.search(r"\(at line (\d+), column (\d+)\)", error):
        return Place(int(place[1]), int(place[2]))
    return Place(1, 1)


def check_scheme(proof: Proof, scheme: Scheme) -> Iterator[Finding]:
    """Yield what a scheme's file does not prove."""
    yield from misnamed(proof, scheme.code)
    yield from uncited(proof, scheme.cite)
    yield from unsure(proof, scheme.confidence)
    yield from too_few(proof, scheme.samples)
    yield from unreachable(proof, scheme.rules, scheme.own, scheme.alphabet)
    yield from foreign_letters(proof, scheme.own, "spelling", scheme.source)
    yield from foreign_letters(proof, scheme.own, "value", scheme.target)
    yield from foreign_samples(proof, scheme)
    yield from uncovered(proof, scheme)
    yield from unequal(proof, ((name, spelling, (scheme.write(name),)) for name, spelling in scheme.samples))
    yield from unfired(proof, scheme.rules, scheme.own, (scheme.lower(name) for name, _ in scheme.samples))
    yield from irreversible(proof, scheme)


def check_orthography(proof: Proof, orthography: Orthography) -> Iterator[Finding]:
    """Yield what an orthography's file does not prove."""
    own = orthography.rules.listed
    yield from misnamed(proof, orthography.code)
    yield from uncited(proof, orthography.cite)
    yield from unsure(proof, orthography.confidence)
    yield from too_few(proof, orthography.samples)
    yield from unreachable(proof, orthography.rules, own, orthography.alphabet)
    yield from foreign_letters(proof, own, "spelling", orthography.script)
    yield from no_sounds(proof, own)
    yield from unread(proof, orthography)
    yield from unequal(proof, ((name, said, read_words(orthography, name, said)) for name, said in orthography.samples))
    words = (word for name, _ in orthography.samples for word in name.split())
    yield from unfired(proof, orthography.rules, own, map(orthography.prepare, words))


def misnamed(proof: Proof, code: str) -> Iterator[Finding]:
    """A bundled file is found by its code, so its name must be the code."""
    if Path(proof.file).stem != code:
        yield proof.finding(proof.field("code"), "file-name", f"code is {code!r}", f"name the file {code}.toml")


def uncited(proof: Proof, cite: str) -> Iterator[Finding]:
    """A rule without a source is an opinion."""
    if not cite.strip():
        yield proof.finding(proof.field("cite"), "citation", "no citation", "name the standard and where it says so")


def unsure(proof: Proof, confidence: str) -> Iterator[Finding]:
    """How far the sources were checked is said in one of three ways; nothing said is two sources."""
    if confidence not in ("", STANDARD, ONE_SOURCE):
        yield proof.finding(
            proof.field("confidence"),
            "confidence",
            f"confidence is {confidence!r}",
            f'say "{STANDARD}" or "{ONE_SOURCE}", or leave it out where two sources agree',
        )


def too_few(proof: Proof, samples: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Too few names prove nothing; the same name twice proves nothing more."""
    distinct = len({name for name, _ in samples})
    if distinct < FEWEST_SAMPLES:
        yield proof.finding(
            proof.field("samples"),
            "few-samples",
            f"{distinct} samples; expected {FEWEST_SAMPLES} at least",
            "add names from the standard or an authority",
        )


def unreachable(proof: Proof, rules: Rules, own: Sequence[Rule], alphabet: Iterable[str]) -> Iterator[Finding]:
    """A rule that earlier ones of the same spelling always forestall can never fire."""
    numbers = {id(rule): number for number, rule in enumerate(own)}
    groups: dict[str, list[Rule]] = {}
    for rule in rules.listed:
        groups.setdefault(rule.spelling, []).append(rule)
    for group in groups.values():
        # The engine's own order: the closer context first, then the order of the file.
        ranked = sorted(group, key=lambda rule: -rule.contexts)
        if len(ranked) == 1 and not ranked[0].contexts:
            continue
        befores, afters = neighbourhoods(ranked, alphabet)
        taken: set[tuple[tuple[bool, ...], tuple[bool, ...]]] = set()
        for place, rule in enumerate(ranked):
            fitting = {(left, right) for left, right in product(befores, afters) if left[place] and right[place]}
            if fitting <= taken:
                number = numbers.get(id(rule))
                yield proof.finding(
                    proof.field("extends") if number is None else proof.row("rules", number),
                    "unreachable",
                    f"{rule.spelling!r} never becomes {rule.values[0]!r}: rules before it cover its contexts",
                    "drop it, or narrow the rule that forestalls it",
                )
            taken |= fitting


def neighbourhoods(
    ranked: Sequence[Rule], alphabet: Iterable[str]
) -> tuple[set[tuple[bool, ...]], set[tuple[bool, ...]]]:
    """Give all kinds of text that may stand before, and after: a kind is what each of the rules says of it."""

    def texts(*contexts: Context | None) -> set[str]:
        given = [context for context in contexts if context]
        simple = {"", *alphabet}.union(*(c.letters for c in given), *(c.strings for c in given))
        return simple.union(rows_of_letters(given, simple)) if any(c.patterns for c in given) else simple

    before = texts(*(rule.before for rule in ranked), *(rule.not_before for rule in ranked))
    after = texts(*(rule.after for rule in ranked), *(rule.not_after for rule in ranked))
    return (
        {tuple(fits_left(rule, text) for rule in ranked) for text in before},
        {tuple(fits_right(rule, text) for rule in ranked) for text in after},
    )


def rows_of_letters(given: Sequence[Context], letters: Iterable[str]) -> Iterator[str]:
    """Yield texts that tell contexts with patterns apart, a letter longer than each pattern.

    Of letters that all contexts hold alike, one is enough; one that is no part of a word is among them.
    """
    patterns = [pattern for context in given for pattern in context.patterns]
    sets = [some for pattern in patterns for some in pattern.letters]
    sets += [context.letters for context in given]
    sets += [frozenset(letter) for context in given for string in context.strings for letter in string]
    known = sorted({*"".join(letters)}.union(*sets))
    alike = {tuple(letter in some for some in sets): letter for letter in known}
    tried = [*alike.values(), " "]
    longest = 1 + max(len(pattern.letters) for pattern in patterns)
    while len(tried) ** longest > MOST_ROWS:
        longest -= 1
    for size in range(2, longest + 1):
        yield from map("".join, product(tried, repeat=size))


def fits_left(rule: Rule, text: str) -> bool:
    """May this text stand right before the rule's spelling?"""
    end = len(text)
    return (rule.before is None or rule.before.fits_before(text, end)) and (
        rule.not_before is None or not rule.not_before.fits_before(text, end)
    )


def fits_right(rule: Rule, text: str) -> bool:
    """May this text follow the rule's spelling?"""
    return (rule.after is None or rule.after.fits_after(text, 0)) and (
        rule.not_after is None or not rule.not_after.fits_after(text, 0)
    )


def strangers(text: str, script: str) -> list[str]:
    """Give the letters of a text that belong to another script."""
    allowed = SCRIPTS.get(script, {script}) | ANY_SCRIPT
    return [letter for letter in text if letter.isalpha() and script_of_letter(letter) not in allowed]


def foreign_letters(proof: Proof, own: Sequence[Rule], side: str, script: str) -> Iterator[Finding]:
    """A look-alike from another script on either side of a rule is a leak."""
    for number, rule in enumerate(own):
        texts = (rule.spelling,) if side == "spelling" else rule.values
        for letter in strangers("".join(texts), script):
            yield proof.finding(
                proof.row("rules", number),
                "wrong-script",
                f"the {side} holds {letter!r} (U+{ord(letter):04X}), which is {script_of_letter(letter)}, not {script}",
                "type the letter of the right script",
            )


def foreign_samples(proof: Proof, scheme: Scheme) -> Iterator[Finding]:
    """The same for samples, whose spelling may not hold a letter of the source script."""
    for number, sample in enumerate(scheme.samples):
        for text, script in zip(sample, (scheme.source, scheme.target), strict=True):
            for letter in strangers(text, script):
                yield proof.finding(
                    proof.row("samples", number),
                    "wrong-script",
                    f"{text!r} holds {letter!r} (U+{ord(letter):04X}), which is not {script}",
                    "type the letter of the right script",
                )


def uncovered(proof: Proof, scheme: Scheme) -> Iterator[Finding]:
    """No letter of the alphabet may be left as it stands, alone or among other letters."""
    letters = sorted(letter for letter in scheme.alphabet if letter.isalpha())
    texts = list(letters)
    if len(letters) <= MOST_PAIRED:
        pairs = [a + b for a in letters for b in letters]
        always = {rule.spelling for rule in scheme.rules.listed if not rule.contexts}
        texts += pairs
        texts += [pair[0] + letter + pair[1] for letter in letters if letter not in always for pair in pairs]
    left: dict[str, str] = {}
    for text in texts:
        for step in scheme.rules.steps(text) if scheme.source == scheme.target else ():
            if step.rule is None:
                left.setdefault(step.value, text)
        if scheme.source != scheme.target:
            for letter in strangers(scheme.rules.rewrite(text), scheme.target):
                left.setdefault(letter, text)
    for letter, text in left.items():
        yield proof.finding(
            proof.field("alphabet"),
            "uncovered",
            f"{letter!r} of the alphabet stays as it is in {text!r}",
            "add a rule for it, without a context or for the contexts that lack one",
        )


def unread(proof: Proof, orthography: Orthography) -> Iterator[Finding]:
    """Every letter of an orthography's alphabet begins some rule."""
    for letter in sorted(orthography.alphabet):
        if letter.isalpha() and not all(map(orthography.rules.knows, prepared_letter(orthography, letter))):
            yield proof.finding(proof.field("alphabet"), "uncovered", f"no rule reads {letter!r}", "add a rule for it")


def prepared_letter(orthography: Orthography, letter: str) -> str:
    """Bring one letter into the form that the rules see, without falling back to its bare form."""
    return normalize("NFD" if orthography.decompose else "NFC", letter)


def read_words(orthography: Orthography, name: str, said: str) -> tuple[str, ...]:
    """Read a sample word by word, each in the way that is expected where that is one of its ways."""
    expected = said.split()
    words = [orthography.read(word) for word in name.split()]
    if len(words) != len(expected):
        return (" ".join(ways[0] for ways in words),)
    return (" ".join(wish if wish in ways else ways[0] for ways, wish in zip(words, expected, strict=True)),)


def no_sounds(proof: Proof, own: Sequence[Rule]) -> Iterator[Finding]:
    """An orthography's values are sounds of `data/sounds.tsv`."""
    known = set(sounds()) | {"g"}
    for number, rule in enumerate(own):
        for letter in sorted({letter for value in rule.values for letter in value} - known):
            yield proof.finding(
                proof.row("rules", number),
                "no-sound",
                f"{letter!r} (U+{ord(letter):04X}) is no sound",
                "use the sounds of src/allonym/data/sounds.tsv",
            )


def unequal(proof: Proof, written: Iterable[tuple[str, str, Sequence[str]]]) -> Iterator[Finding]:
    """The rules must write each sample as the authority does."""
    for number, (name, expected, ways) in enumerate(written):
        if normalize("NFC", expected) not in ways:
            yield proof.finding(
                proof.row("samples", number),
                "sample",
                f"{name!r} becomes {' or '.join(map(repr, ways))}, not {expected!r}",
                "correct the rules; correct the sample only where the source says so",
            )


def unfired(proof: Proof, rules: Rules, own: Sequence[Rule], texts: Iterable[str]) -> Iterator[Finding]:
    """Every rule of the file must fire in one of its samples."""
    fired = {id(step.rule) for text in texts for step in rules.steps(text)}
    # A scheme's own rules are the very objects that its engine holds.
    for number, rule in enumerate(own):
        if id(rule) not in fired:
            yield proof.finding(
                proof.row("rules", number),
                "unproven",
                f"no sample fires {rule.spelling!r} -> {rule.values[0]!r}",
                "add a name from the standard in which it fires, or drop the rule",
            )


def irreversible(proof: Proof, scheme: Scheme) -> Iterator[Finding]:
    """A reversible scheme leads each of its samples back."""
    if not scheme.reversible:
        return
    for number, (name, spelling) in enumerate(scheme.samples):
        back = scheme.restore(spelling)
        if back != normalize("NFC", name):
            yield proof.finding(
                proof.row("samples", number),
                "irreversible",
                f"{spelling!r} leads back to {back!r}, not {name!r}",
                "take `reversible` out, or make the values distinct",
            )
