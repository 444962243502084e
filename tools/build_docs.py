"""Which pages of the documentation follow from the data: one for each scheme, orthography and language?

    python tools/build_docs.py build/docs

copies `docs/` into a folder, and adds `schemes/` (an index with counts, a page for each language with tables of its
schemes, a page for each scheme) and `orthographies/` (an index by script, a page for each orthography). The comments at
the head of a file, which say what its rules cannot tell, stand on its page.
"""

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from pathlib import Path
from unicodedata import combining

from allonym.proof import ONE_SOURCE
from allonym.reading import Orthography, orthographies
from allonym.romanization import Scheme, schemes
from allonym.rules import Context, Rule

ROOT = Path(__file__).parents[1]
# Names of languages that no orthography's title gives.
NAMES = {"hyw": "Armenian (western)", "no": "Norwegian", "prs": "Dari", "sa": "Sanskrit", "yue": "Cantonese",
         "zh": "Chinese", "ja": "Japanese", "th": "Thai", "hr": "Croatian"}  # fmt: skip
CONTEXTS = ("before", "after", "not_before", "not_after")
# How many names stand beside each other in the table of a language, and how long they may be.
SHOWN, LONGEST_SHOWN = 3, 14
DATA = ROOT / "src/allonym/data"
Pages = dict[str, str]


def main() -> None:
    """Write all pages into the folder that is given."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/docs")
    shutil.copytree(ROOT / "docs", folder, dirs_exist_ok=True)
    pages = scheme_pages(schemes()) | orthography_pages(tuple(orthographies().values()))
    for name, text in pages.items():
        page = folder / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    print(f"{len(pages)} pages in {folder}")


def scheme_pages(all_schemes: Sequence[Scheme]) -> Pages:
    """Give the index, the pages of languages and the pages of schemes."""
    by_lang = {lang: [one for one in all_schemes if one.lang == lang] for lang in sorted({s.lang for s in all_schemes})}
    pages = {"schemes/index.md": scheme_index(by_lang)}
    pages |= {
        f"schemes/{lang}.md": language_page(lang, some, [one for one in all_schemes if one.audience == lang])
        for lang, some in by_lang.items()
    }
    return pages | {f"schemes/{one.code}.md": scheme_page(one) for one in all_schemes}


def scheme_index(by_lang: dict[str, list[Scheme]]) -> str:
    """Count schemes by language and by authority."""
    every = [one for some in by_lang.values() for one in some]
    press = [one for one in every if authority(one) == "press"]
    rows = [
        (f"[{name_of(lang)}]({lang}.md)", str(len(some)), listed({one.source for one in some}),
         listed({one.target for one in some}), listed({authority(one) for one in some}))
        for lang, some in sorted(by_lang.items(), key=lambda row: name_of(row[0]))
    ]  # fmt: skip
    by_authority = Counter(map(authority, every)).most_common()
    return page(
        "Schemes",
        f"{len(every)} schemes write the names of {len(by_lang)} languages, {len(press)} of them as the press of "
        f"{len({one.audience for one in press} - {''})} languages does. "
        f"{sum(one.reversible for one in every)} are reversible; "
        f"{sum(one.confidence == ONE_SOURCE for one in every)} rest on a single source. "
        f"{sum(len(one.samples) for one in every)} samples prove them.",
        table(("language", "schemes", "from", "to", "authorities"), rows),
        "## Authorities",
        table(("authority", "schemes"), [(name, str(count)) for name, count in by_authority]),
    )


def language_page(lang: str, some: Sequence[Scheme], foreign: Sequence[Scheme] = ()) -> str:
    """Show the schemes of one language in tables, with names that tell them apart."""
    shown = names_for(some)
    parts = [
        f"{len(some)} schemes write names of this language (`{lang}`). [All languages](index.md).",
        *reading_of(lang),
    ]
    press = [one for one in some if authority(one) == "press"]
    standard = [one for one in some if authority(one) != "press"]
    for heading, part in (("Standards, laws and habits", standard), ("The press", press)):
        if part:
            parts += [f"## {heading}", table(heads_of(part, shown), rows_of(part, shown))]
    if foreign:
        parts += [
            f"## Names of other languages for readers of {name_of(lang)}",
            table(
                ("code", "title"),
                [(f"[{one.code}]({one.code}.md)", escaped(one.title)) for one in foreign],
            ),
        ]
    return page(f"{name_of(lang)}: schemes", *parts)


def heads_of(some: Sequence[Scheme], shown: Sequence[str]) -> tuple[str, ...]:
    """Name the columns of a language's table; readers have one where a scheme is made for some."""
    return ("code", "title", *(["readers"] if any(one.audience for one in some) else []), *map(escaped, shown))


def rows_of(some: Sequence[Scheme], shown: Sequence[str]) -> list[tuple[str, ...]]:
    """Show schemes as rows of a language's table."""
    with_readers = any(one.audience for one in some)
    return [
        (f"[{one.code}]({one.code}.md)", escaped(one.title), *([audience(one)] if with_readers else []),
         *(escaped(one.write(name)) if one.fits(name) else "" for name in shown))
        for one in some
    ]  # fmt: skip


def reading_of(lang: str) -> list[str]:
    """Link the orthographies of a language, which say how its spellings sound."""
    own = [one.code for one in orthographies().values() if one.lang == lang]
    links = ", ".join(f"[{code}](../orthographies/{code}.md)" for code in sorted(own))
    return [f"How its spellings sound: {links}."] if own else []


def names_for(some: Sequence[Scheme]) -> list[str]:
    """Choose short names that most schemes can write, each of which tells apart schemes that those before do not."""
    counted = Counter(name for one in some for name in {name for name, _ in one.samples})
    short = [name for name in counted if " " not in name and len(name) <= LONGEST_SHOWN and name[0] == name[0].title()]
    # Names that the files have in common come first; a hundred of them leave choice enough.
    usual = sorted(short or counted, key=lambda name: (-counted[name], -len(name), name))[:100]
    written = {name: tuple(one.write(name) if one.fits(name) else "" for one in some) for name in usual}
    shown: list[str] = []
    told: list[tuple[str, ...]] = [() for _ in some]
    while len(shown) < min(SHOWN, len(usual)):
        best = max(usual, key=lambda name: (kinds(told, written[name]), -written[name].count("")))
        usual.remove(best)
        shown.append(best)
        told = [(*before, text) for before, text in zip(told, written[best], strict=True)]
    return shown


def kinds(told: Sequence[tuple[str, ...]], written: Sequence[str]) -> int:
    """Count the schemes that one more name would tell apart."""
    return len(set(zip(told, written, strict=True)))


def scheme_page(one: Scheme) -> str:
    """Show one scheme: where it comes from, its rules, its samples."""
    facts = [
        ("source", escaped(one.cite)), ("document", f"<{one.url}>" if one.url else ""),
        ("confidence", escaped(one.confidence)), ("language", f"[{name_of(one.lang)}]({one.lang}.md)"),
        ("scripts", f"{one.source} to {one.target}"), ("readers", audience(one)),
        ("extends", f"[{one.extends}]({one.extends}.md)" if one.extends else ""),
        ("reversible", "yes" if one.reversible else "no"), ("alphabet", escaped(" ".join(sorted(one.alphabet)))),
        ("read alike", escaped(", ".join(f"{typed} as {letter}" for typed, letter in one.same.items()))),
        ("stay small", escaped(", ".join(word.strip() for word in one.small))),
    ]  # fmt: skip
    extended = (
        f"These are its own rules; {len(one.rules.listed) - len(one.own)} are those of the scheme that it extends."
    )
    return page(
        f"{one.title}",
        f"Code `{one.code}`: `allonym romanize NAME --scheme {one.code}`.",
        *notes(DATA / f"schemes/{one.code}.toml"),
        table(("", ""), [fact for fact in facts if fact[1]]),
        "## Rules",
        extended
        if one.extends
        else f"{len(one.own)} rules; the longest spelling that fits wins, then the closest context.",
        rule_table(one.own),
        "## Samples",
        table(("name", "spelling"), [(escaped(name), escaped(spelling)) for name, spelling in one.samples]),
    )


def orthography_pages(every: Sequence[Orthography]) -> Pages:
    """Give the index by script, and a page for each orthography."""
    pages = {"orthographies/index.md": orthography_index(every)}
    return pages | {f"orthographies/{one.code}.md": orthography_page(one) for one in every}


def orthography_index(every: Sequence[Orthography]) -> str:
    """Count orthographies, and list them by script."""
    latin = sum(one.script == "Latn" for one in every)
    counts = (
        f"{len(every)} orthographies say how a spelling sounds: {latin} in Latin letters, {len(every) - latin} in "
        f"{len({one.script for one in every}) - 1} other scripts. {sum(len(one.samples) for one in every)} samples "
        "prove them. A name whose language nobody knows is read under those that are marked as usual."
    )
    parts = ["# Orthographies", counts]
    for script, some in groupby(sorted(every, key=lambda one: (one.script, one.title)), key=lambda one: one.script):
        rows = [
            (
                f"[{one.code}]({one.code}.md)",
                escaped(one.title),
                "usual" if one.default else "",
                str(len(one.rules.listed)),
            )
            for one in some
        ]
        parts += [f"## {script}", table(("code", "title", "", "rules"), rows)]
    return "\n\n".join(parts) + "\n"


def orthography_page(one: Orthography) -> str:
    """Show one orthography: where it comes from, its rules, its samples."""
    facts = [
        ("source", escaped(one.cite)), ("confidence", escaped(one.confidence)), ("language", f"`{one.lang}`"),
        ("script", one.script), ("read where the language is unknown", "yes" if one.default else "no"),
        ("alphabet", escaped(" ".join(sorted(one.alphabet)))),
    ]  # fmt: skip
    return page(
        one.title,
        f"Code `{one.code}`. [All orthographies](index.md).",
        *notes(DATA / f"orthographies/{one.code}.toml"),
        table(("", ""), [fact for fact in facts if fact[1]]),
        "## Rules",
        f"{len(one.rules.listed)} rules; the longest spelling that fits wins, then the closest context.",
        rule_table(one.rules.listed),
        "## Samples",
        table(("name", "sounds"), [(escaped(name), escaped(said)) for name, said in one.samples]),
    )


def notes(path: Path) -> list[str]:
    """Give the comments at the head of a file of rules, which say what the rules cannot."""
    lines = takewhile(lambda line: line.startswith("#"), path.read_text(encoding="utf-8").splitlines())
    said = " ".join(line.lstrip("# ") for line in lines)
    return [escaped(said)] if said else []


def rule_table(rules: Iterable[Rule]) -> str:
    """Show rules with their contexts."""
    rows = [(escaped(rule.spelling), ", ".join(map(value, rule.values)), where(rule)) for rule in rules]
    return table(("spelling", "becomes", "where"), rows)


def value(text: str) -> str:
    """Show what a spelling becomes; a letter that is left out as an empty-set sign, and a space as its sign."""
    return escaped(text).replace(" ", "␣") if text else "∅"


def where(rule: Rule) -> str:
    """Say in words where a rule holds."""
    said = {"before": "after", "after": "before", "not_before": "not after", "not_after": "not before"}
    found = ((said[key], getattr(rule, key)) for key in CONTEXTS)
    return "; ".join(f"{words} {neighbours(context, words)}" for words, context in found if context)


def choice(letters: frozenset[str]) -> str:
    """Name the one letter, or those of which one stands."""
    some = sorted(letters)
    return escaped(some[0]) if len(some) == 1 else f"one of {' '.join(map(escaped, some))}"


def neighbours(context: Context, words: str) -> str:
    """List the letters of a context; its edge is the start of a word on the left, its end on the right."""
    edge = "the start of a word" if words.endswith("after") else "the end of a word"
    rows = [" then ".join(choice(some) for some in one.letters) for one in context.patterns]
    rows = [f"{row} at {edge}" if one.edge else row for row, one in zip(rows, context.patterns, strict=True)]
    listed_letters = " ".join([*(escaped(letter) for letter in (*sorted(context.letters), *context.strings)), *rows])
    return " or ".join(part for part in (edge if context.edge else "", listed_letters) if part)


def name_of(lang: str) -> str:
    """Give a language's name as its orthography's title has it, the own script before Latin."""
    if lang in NAMES:
        return NAMES[lang]
    own = sorted((one.script == "Latn", one.title) for one in orthographies().values() if one.lang == lang)
    return re.sub(r" \(.*\)$", "", own[0][1]) if own else lang


def authority(one: Scheme) -> str:
    """Give the first field of a code."""
    return one.code.split("-")[0]


def audience(one: Scheme) -> str:
    """Name the readers that a scheme is made for."""
    return name_of(one.audience) if one.audience else ""


def listed(words: Iterable[str]) -> str:
    """Join words in order."""
    return ", ".join(sorted(words))


def page(title: str, *parts: str) -> str:
    """Join a title and parts by empty lines."""
    return "\n\n".join((f"# {title}", *parts)) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Draw a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def escaped(text: str) -> str:
    """Keep Markdown from reading letters as marks, and give a combining mark alone something to stand on."""
    if text and combining(text[0]):
        text = "\N{DOTTED CIRCLE}" + text
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", text)


if __name__ == "__main__":
    main()
