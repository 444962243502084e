"""What are a million people called, and how else might each be asked for?

    python benchmarks/gazetteer_names.py FOLDER OUT --size 1000000 [--queries 1000]

Parts of names of real people (`persons.entities.jsonl.gz` of FOLDER), with the spellings that the data shows for each
in every script, are put together anew: first and last part come from two people of one group (a language and its
scripts), so that common parts stay common. Writes `names.tsv` (entity, name), one name an entity, no name twice, and
`queries.tsv` (kind, query, entity, name). Nothing of it is real people, and nothing of it is to be published.

Kinds of queries: exact; romanization-real, another Latin spelling that the data shows for a part that is written the
same in the original script; romanization-scheme, the original under one of this library's schemes (its tables, and
not what the index is built from); typing, one letter changed, lost, added or swapped with the next; script, the
spelling that the data shows in another script; unknown, with a last part that no name of any table has.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path
from random import Random
from typing import NamedTuple

from attrs import define, field
from rapidfuzz import fuzz
from unidecode import unidecode

from allonym import spellings

KINDS = ("exact", "romanization-real", "romanization-scheme", "typing", "script", "unknown")
# Scripts whose names of two or three letters are a family name of one and a given name.
UNSPACED = {"Hani", "Hang"}
# Abjads write many names of other languages alike: there, two Latin spellings need not be of one name.
VOWELLED = {"Cyrl", "Grek", "Hang", "Hani", "Deva", "Arab"}
# Their people have two names, and no more.
TWO_PARTS = {"ja", "zh", "ko"}
# Scripts whose usual schemes show the vowels, so that a reader can use what they write.
SCHEMED = {"Cyrl", "Grek", "Hang", "Deva"}
# Two names of one person are aligned word by word; words less alike than this, after unidecode, are not one word.
LEAST_ALIKE = 30
# Two Latin spellings less alike than this are a translation (Pierre, Petrus), or a mistake of the data.
LEAST_ALIKE_LATIN = 50
# Languages that give a name another ending, or its form in their saints' calendar.
INFLECTING = {"la", "eo", "lv", "lt", "cs", "az"}
# Father's names, which are left out.
PATRONYMIC = re.compile(r"\w+(вич|вна|ична|ович|овна|ivna|[oe]vich|[oe]vna|ichna)", re.IGNORECASE)
# Han and Hangul spellings of foreign names do not part into family and given name.
LANGUAGES = {"Hani": "zh", "Hang": "ko"}
# A group with fewer people has too few parts to be put together anew.
FEWEST = 60
# Such a share of the last parts is kept from the tables, for names that are unknown.
KEPT = 10
# A name has a middle part, a further first part of the group, as often as in the data.
MIDDLE = 0.15
# A table name stands in Latin letters so often where the part has another script too.
LATIN = 0.5
SHORTEST_MISTYPED = 4
LETTERS = {"Latn": "abcdefghijklmnopqrstuvwxyz", "Cyrl": "абвгдежзийклмнопрстуфхцчшщьыэюя"}
MOST_TRIES = 40
# Kinds of queries in which scripts take turns; the others are spread as the names are.
EVEN_SCRIPTS = {"script", "romanization-real", "romanization-scheme"}
# So many names of each group are kept for each query, since not every name can be asked for in every way.
ENOUGH = 12

Words = tuple[str, ...]


@define
class Part:
    """A part of a name: its spellings by script, the usual one first."""

    spelled: dict[str, dict[str, int]] = field(factory=lambda: defaultdict(dict))

    def add(self, script: str, word: str) -> None:
        """Count a spelling."""
        known = self.spelled[script]
        known[word] = known.get(word, 0) + 1

    def first(self, script: str) -> str:
        """Give the usual spelling."""
        return max(self.spelled[script].items(), key=lambda item: (item[1], item[0]))[0]


@define
class Group:
    """People of one language: first and last parts, one each for each person, so that common parts are common."""

    lang: str
    script: str
    family_first: bool = False
    firsts: list[Part] = field(factory=list)
    lasts: list[Part] = field(factory=list)
    unknown: list[Part] = field(factory=list)
    # By role and original spelling: all the Latin spellings that the data shows for it.
    latin: dict[tuple[int, str], set[str]] = field(factory=lambda: defaultdict(set))

    @property
    def people(self) -> int:
        """How many people it was made of."""
        return len(self.firsts)


class Made(NamedTuple):
    """A name that was put together: its parts, and how it stands in the table."""

    entity: str
    group: Group
    parts: tuple[Part, ...]
    script: str
    name: str


class Query(NamedTuple):
    """What is asked, and who is meant; entity and name are empty for the unknown."""

    kind: str
    query: str
    entity: str
    name: str


def groups(folder: Path) -> list[Group]:
    """Take the people apart."""
    found: dict[tuple[str, str, bool], Group] = {}
    with gzip.open(folder / "persons.entities.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            _add(found, json.loads(line)["names"])
    kept = [group for group in found.values() if group.people >= FEWEST]
    for group in kept:
        group.unknown = [part for part in group.lasts if _kept_back(part)]
        group.lasts = [part for part in group.lasts if not _kept_back(part)]
    return kept


def _kept_back(part: Part) -> bool:
    return hashlib.sha256(plain(part.first("Latn")).encode()).digest()[0] % KEPT == 0


def _add(found: dict[tuple[str, str, bool], Group], names: Sequence[dict]) -> None:
    plain_names = [one for one in names if not one.get("flag") and (one["lang"] or "").split("-")[0] not in INFLECTING]
    usable = [(one, words) for one in plain_names if (words := split(one["text"], one["script"], one["lang"] or ""))]
    latin = [(one, words) for one, words in usable if one["script"] == "Latn"]
    if not latin:
        return
    reference = latin[0][1]
    others = defaultdict(list)
    parts = (Part(), Part())
    for one, words in usable:
        placed = aligned(reference, words)
        if placed is None:
            continue
        others[one["script"], (one["lang"] or "").split("-")[0]].append(placed)
        for part, word in zip(parts, placed, strict=True):
            part.add(one["script"], word)
    for (script, lang), forms in others.items():
        if script == "Latn" and (len(others) > 1 or lang != (latin[0][0]["lang"] or "").split("-")[0]):
            continue
        original = next((words for one, words in usable if one["script"] == script), reference)
        turned = script in UNSPACED and forms[0][0] != original[0]
        group = found.setdefault((lang, script, turned), Group(lang, script, script in UNSPACED and not turned))
        group.firsts.append(parts[0])
        group.lasts.append(parts[1])
        if script in VOWELLED:
            for role, part in enumerate(parts):
                for form in forms:
                    group.latin[role, form[role]].update(part.spelled["Latn"])


def split(text: str, script: str, lang: str) -> Words | None:
    """Give the two words of a plain name, else None."""
    if script in UNSPACED:
        fits = " " not in text and len(text) in (2, 3) and lang.startswith(LANGUAGES[script])
        return (text[:1], text[1:]) if fits else None
    words = tuple(text.split())
    if len(words) > len(("first", "last")):
        words = tuple(word for word in words if not PATRONYMIC.fullmatch(word))
    letters = all(word.replace("-", "").replace("'", "").replace("\u2019", "").isalpha() for word in words)
    long_enough = all(len(word) > 1 for word in words)
    return tuple(map(tidy, words)) if len(words) == len(("first", "last")) and letters and long_enough else None


def tidy(word: str) -> str:
    """Write a word that is all capitals as a name."""
    return word.title() if word.isupper() else word


def aligned(reference: Words, words: Words) -> Words | None:
    """Give the words in the order of the reference, None where they are other names."""
    ways = (words, words[::-1])
    scores = [[fuzz.ratio(plain(a), plain(b)) for a, b in zip(reference, way, strict=True)] for way in ways]
    best = max((0, 1), key=lambda at: sum(scores[at]))
    return ways[best] if min(scores[best]) >= LEAST_ALIKE else None


def plain(text: str) -> str:
    """Write in unidecode's small Latin letters."""
    return unidecode(text).lower().strip()


def written(made_of: tuple[Part, ...], group: Group, script: str) -> str:
    """Write parts in a script, in the order that the group writes them in it."""
    words = [part.first(script) for part in made_of]
    if script not in UNSPACED:
        return " ".join(words)
    return "".join(words if group.family_first else words[::-1])


def make(all_groups: Sequence[Group], size: int) -> Iterator[Made]:
    """Put names together, none twice; groups lend as many as they have people, while they can."""
    chance = Random(f"names {size}")  # noqa: S311  (a fixed draw, no secret)
    people = sum(group.people for group in all_groups)
    seen: set[int] = set()
    number = 0
    for group in all_groups:
        wanted = round(size * group.people / people)
        for _ in range(wanted):
            for _ in range(MOST_TRIES):
                parts = draw(group, chance)
                script = "Latn" if chance.random() < LATIN or not _in(parts, group.script) else group.script
                name = written(parts, group, script)
                key = hash_of(name)
                if key not in seen:
                    seen.add(key)
                    yield Made(f"p{number:08}", group, parts, script, name)
                    number += 1
                    break


def draw(group: Group, chance: Random) -> tuple[Part, ...]:
    """Draw the parts of a name."""
    first, last = _any(group.firsts, chance), _any(group.lasts, chance)
    if group.lang in TWO_PARTS or chance.random() >= MIDDLE:
        return first, last
    return first, _any(group.firsts, chance), last


def _any(parts: Sequence[Part], chance: Random) -> Part:
    return parts[int(chance.random() * len(parts))]


def _in(parts: tuple[Part, ...], script: str) -> bool:
    return all(script in part.spelled for part in parts)


def hash_of(name: str) -> int:
    """Give eight bytes that do not depend on the process's hash seed."""
    return int.from_bytes(hashlib.blake2b(name.casefold().encode(), digest_size=8).digest(), "big")


def ask(made: Sequence[Made], all_groups: Sequence[Group], count: int) -> Iterator[Query]:
    """Ask for names in all kinds, up to so many each."""
    chance = Random("queries")  # noqa: S311  (a fixed draw, no secret)
    # Those asked for in no special way lie evenly over the table.
    ways = {
        "exact": lambda one: one.name,
        "romanization-real": lambda one: other_latin(one, chance),
        "romanization-scheme": lambda one: by_scheme(one, chance),
        "typing": lambda one: mistyped(one, chance),
        "script": lambda one: other_script(one, chance),
    }
    turns = in_turns(made)
    for kind, way in ways.items():
        some = turns if kind in EVEN_SCRIPTS else made
        queries = (Query(kind, text, one.entity, one.name) for one in some if (text := way(one)))
        yield from islice(queries, count)
    for _ in range(count):
        group = chance.choices(all_groups, [len(group.unknown) for group in all_groups])[0]
        parts = (_any(group.firsts, chance), _any(group.unknown, chance))
        script = chance.choice(["Latn", group.script]) if _in(parts, group.script) else "Latn"
        yield Query("unknown", written(parts, group, script), "", "")


def in_turns(made: Sequence[Made]) -> list[Made]:
    """Let the scripts of the groups take turns, so that no script rules the others."""
    heaps = defaultdict(list)
    for one in made:
        heaps[one.group.script].append(one)
    return [one for row in zip_longest(*heaps.values()) for one in row if one]


def other_latin(one: Made, chance: Random) -> str | None:
    """Write a Latin name with another Latin spelling that the data shows for the same original spelling."""
    if one.script != "Latn":
        return None
    words = []
    for place, part in enumerate(one.parts):
        role = 1 if place == len(one.parts) - 1 else 0
        own = part.first("Latn")
        originals = part.spelled.get(one.group.script, ())
        shown = {word for form in originals for word in one.group.latin.get((role, form), ())}
        others = sorted(word for word in shown | set(part.spelled["Latn"]) if _another(word, own))
        words.append(chance.choice(others) if others else own)
    text = " ".join(words)
    return text if plain(text) != plain(one.name) else None


def _another(word: str, own: str) -> bool:
    return plain(word) != plain(own) and fuzz.ratio(plain(word), plain(own)) >= LEAST_ALIKE_LATIN


def by_scheme(one: Made, chance: Random) -> str | None:
    """Write a Latin name as another scheme than its own writes the original; foreign names are of no scheme."""
    if one.script != "Latn" or one.group.script not in SCHEMED or not _in(one.parts, one.group.script):
        return None
    original = written(one.parts, one.group, one.group.script)
    found = sorted({way.text for way in spellings(original, lang=one.group.lang or None) if way.text.isprintable()})
    others = [text for text in found if plain(text) != plain(one.name)]
    return chance.choice(others) if len(others) < len(found) and others else None


def mistyped(one: Made, chance: Random) -> str | None:
    """Make one typing error in a word that is long enough."""
    words = one.name.split()
    if one.script not in LETTERS:
        return None
    places = [at for at, word in enumerate(words) if len(word) >= SHORTEST_MISTYPED]
    if not places:
        return None
    word, place = words[places[-1]], places[-1]
    at = chance.randrange(len(word))
    letter = chance.choice(LETTERS[one.script])
    letter = letter.upper() if word[at].isupper() else letter
    words[place] = chance.choice(
        (
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter.lower() + word[at:],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )
    text = " ".join(words)
    return text if text.casefold() != one.name.casefold() else None


def other_script(one: Made, chance: Random) -> str | None:
    """Write a name in a script that the table does not have it in, as the data spells it."""
    scripts = sorted({s for s in one.parts[0].spelled if _in(one.parts, s)} - {one.script} & {"Latn", one.group.script})
    return written(one.parts, one.group, chance.choice(scripts)) if scripts else None


def generate(folder: Path, out: Path, size: int, queries: int) -> int:
    """Write names and queries; give the number of names."""
    out.mkdir(parents=True, exist_ok=True)
    all_groups = sorted(groups(folder), key=lambda group: (-group.people, group.lang, group.script))
    people = sum(group.people for group in all_groups)
    # Names are asked for that lie evenly over each group.
    lent: Counter[int] = Counter()
    some: list[Made] = []
    count = 0
    with (out / "names.tsv").open("w", encoding="utf-8") as lines:
        lines.write("entity\tname\n")
        for one in make(all_groups, size):
            lines.write(f"{one.entity}\t{one.name}\n")
            count += 1
            group = id(one.group)
            lent[group] += 1
            every = max(1, round(size * one.group.people / people) // (ENOUGH * queries))
            if lent[group] % every == 0:
                some.append(one)
            if count % 1_000_000 == 0:
                print(f"  {count:,} names", file=sys.stderr, flush=True)
    Random("order").shuffle(some)  # noqa: S311  (a fixed order)
    with (out / "queries.tsv").open("w", encoding="utf-8") as lines:
        lines.write("kind\tquery\tentity\tname\n")
        lines.writelines("\t".join(one) + "\n" for one in ask(some, all_groups, queries))
    return count


def main() -> None:
    """Write a table and its queries."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=1000, help="of each kind")
    asked = parser.parse_args()
    print(f"{generate(asked.folder, asked.out, asked.size, asked.queries):,} names")


if __name__ == "__main__":
    main()
