"""Which pairs of names does compare learn from? True ones, strangers with a part in common, and names made unlike.

Strangers of one set share a word, and no name; or one slip of the hand would make their names one. A name is made
unlike by another word in the place of one (the most alike of many, or any), another patronymic, initial or number; made
poorer, and still the same, by a slip of the hand, by an initial for the given name or by leaving out a middle name. All
are of entities in the half that is learned from.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from learning_data import TYPES, UNANSWERABLE, in_learning_half, rows
from mistyped import mistyped, one_slip_apart
from rapidfuzz.distance import JaroWinkler

from allonym.script import script_of

# About so many true pairs of each set; all else in proportion.
SIZES = {"persons": 4000, "places": 6000, "regions": 1500, "orgs": 3000, "slavic": 2000, "works": 400}
TOKENS, TOKENS_OF_EACH = ("ar", "he", "ja", "ru"), 1500
# How much a pair of each kind weighs.
WEIGHTS = {
    "true": 1.0, "query": 1.0, "token": 0.5, "other-token": 0.5, "crossed": 3.0, "similar": 1.5, "random": 0.3,
    "patronymic": 0.3, "initial": 0.3, "other-initial": 0.3, "mistyped": 0.7, "apart": 0.3, "omitted": 1.0,
    "number": 0.3, "same-number": 0.3,
}  # fmt: skip
# Strangers with a word in common weigh so much that fewer than one in 200 are taken for one.
SHARED = {"": 40.0, "person": 4.0, "place": 40.0, "organization": 12.0}
# Changes that leave a name the same.
POORER = {"initial", "omitted", "mistyped"}
# What a pair of another type weighs for the weights of one type.
OTHER_TYPE = 0.2
# Of so many words of other names the most alike takes the place of one; words more alike than this are one, misspelled.
DRAWN, MOST_ALIKE = 60, 0.88
SHORTEST = 3
PATRONYMIC = re.compile(r".*(ovich|evich|ovna|evna|ович|евич|овна|евна)$", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
LONGEST_NUMBER = 5
AGES = ("Jr.", "Sr.", "II", "III", "IV")
INITIALS = {"Latn": "ABCDEFGHIJKLMNOPRSTVZ", "Cyrl": "АБВГДЕЖЗИКЛМНОПРСТФ"}


class GivenPair(NamedTuple):
    """Two names of a type, whether they are one, and how the pair came about."""

    a: str
    b: str
    type: str
    yes: bool
    kind: str


def share(one: GivenPair, type_: str) -> float:
    """Say how much a pair weighs for the weights of a type, "" for those of any."""
    weight = SHARED[type_] if one.kind == "shared" else WEIGHTS[one.kind]
    return weight if type_ in ("", one.type) else weight * OTHER_TYPE


def given_pairs(folder: Path) -> list[GivenPair]:
    """Draw pairs of each set, the same each time."""
    found = [pair for name in SIZES for pair in Drawing(folder, name).pairs()]
    for lang in TOKENS:
        some = [row for row in rows(folder / f"pairs_tokens_{lang}.jsonl.gz") if in_learning_half(row["a"])]
        some = Random(lang).sample(some, min(TOKENS_OF_EACH, len(some)))  # noqa: S311  (a fixed choice, no secret)
        found += [
            GivenPair(row["a"], row["b"], "person", yes=row["match"], kind="token" if row["match"] else "other-token")
            for row in some
        ]
    print(dict(Counter(one.kind for one in found)), flush=True)
    return found


class Drawing:
    """The learning half of one set, from which pairs are drawn."""

    def __init__(self, folder: Path, name: str) -> None:
        self.chance = Random(name)  # noqa: S311
        self.size = SIZES[name]
        self.persons = name == "persons"
        self.entities = [e for e in rows(folder / f"{name}.entities.jsonl.gz") if in_learning_half(e["id"])]
        self.queries = [
            q
            for q in rows(folder / f"{name}.queries.jsonl.gz")
            if q["gold"] and q["kind"] not in UNANSWERABLE and in_learning_half(q["gold"])
        ]
        self.words: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities:
            for word in (word for name in texts(entity) for word in name.split() if len(word) >= SHORTEST):
                self.words[script_of(word)].append(word)

    def pairs(self) -> Iterator[GivenPair]:
        """Draw all kinds of pairs."""
        yield from self.true()
        yield from self.strangers()
        for kind, drawn, count in (("similar", DRAWN, self.size), ("random", 1, self.size // 2)):
            yield from self.changed(count, kind, lambda name, drawn=drawn: self.with_other_word(name, drawn))
        yield from self.changed(self.size // 4, "number", self.with_other_number)
        yield from self.numbered(self.size // 8)
        yield from self.changed(self.size // 3, "mistyped", lambda name: mistyped(name, self.chance))
        yield from self.apart(self.size // 6)
        if self.persons:
            yield from self.changed(self.size // 2, "other-initial", lambda name: self.with_initial(name, right=False))
            yield from self.changed(self.size // 2, "initial", lambda name: self.with_initial(name, right=True))
            yield from self.changed(self.size // 3, "omitted", self.without_middle)
            yield from self.other_patronymics()

    def true(self) -> Iterator[GivenPair]:
        """Pair names of one entity, and queries with a name of what they ask for."""
        several = [e for e in self.entities if len(e["names"]) > 1]
        known = {e["id"]: e for e in self.entities}
        for entity in self.chance.choices(several, k=self.size):
            a, b = self.chance.sample(texts(entity), 2)
            if a.casefold() != b.casefold():
                yield GivenPair(a, b, type_of(entity), yes=True, kind="true")
        for query in self.chance.sample(self.queries, min(len(self.queries), self.size // 2)):
            if entity := known.get(query["gold"]):
                yield GivenPair(
                    query["query"], self.chance.choice(texts(entity)), type_of(entity), yes=True, kind="query"
                )

    def strangers(self) -> Iterator[GivenPair]:
        """Pair names of two entities that share a word, and other names of theirs in two scripts."""
        own, names = self.own(), self.named()
        bearers: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for at, name in names:
            for word in words_of(name):
                bearers[word].append((at, name))
        for at, name in self.chance.choices(names, k=2 * self.size):
            words = [word for word in words_of(name) if len(bearers[word]) > 1]
            if not words:
                continue
            other, second = self.chance.choice(bearers[self.chance.choice(words)])
            if at == other or own[at] & own[other]:
                continue
            one, two = self.entities[at], self.entities[other]
            yield GivenPair(name, second, type_of(one), yes=False, kind="shared")
            a, b = self.chance.choice(texts(one)), self.chance.choice(texts(two))
            if script_of(a) != script_of(b):
                yield GivenPair(a, b, type_of(one), yes=False, kind="crossed")

    def changed(self, count: int, kind: str, change: Callable[[str], str]) -> Iterator[GivenPair]:
        """Pair a name that was changed with a name of the same entity."""
        for entity in self.chance.choices(self.entities, k=count):
            name, other = self.chance.choice(texts(entity)), self.chance.choice(texts(entity))
            if made := change(name):
                if kind == "similar" and any(made.casefold() == one.casefold() for one in texts(entity)):
                    continue
                yield GivenPair(made, other, type_of(entity), yes=kind in POORER, kind=kind)

    def numbered(self, count: int) -> Iterator[GivenPair]:
        """Pair a name with itself under two numbers, or a person's with that of father and son; and with the same."""
        for entity in self.chance.choices(self.entities, k=count):
            name, other = self.chance.choice(texts(entity)), self.chance.choice(texts(entity))
            one, two = self.chance.sample(AGES if self.persons else range(1, 100), 2)
            yield GivenPair(f"{name} {one}", f"{other} {two}", type_of(entity), yes=False, kind="number")
            if name.casefold() != other.casefold():
                yield GivenPair(f"{name} {one}", f"{other} {one}", type_of(entity), yes=True, kind="same-number")

    def apart(self, most: int) -> Iterator[GivenPair]:
        """Pair names of two entities that one slip of the hand would make one."""
        own = self.own()
        known = [
            (one, name, second)
            for one, other, name, second in one_slip_apart(self.named())
            if not own[one] & own[other]
        ]
        for one, name, second in self.chance.sample(known, min(most, len(known))):
            yield GivenPair(name, second, type_of(self.entities[one]), yes=False, kind="apart")

    def own(self) -> list[set[str]]:
        """All letters of each name of each entity."""
        return [{"".join(filter(str.isalnum, name.casefold())) for name in texts(e)} for e in self.entities]

    def named(self) -> list[tuple[int, str]]:
        """All names, each with the number of its entity."""
        return [(at, name) for at, entity in enumerate(self.entities) for name in texts(entity)]

    def with_other_word(self, name: str, drawn: int) -> str:
        """Put in the place of a word the most alike of so many words of other names."""
        words = name.split()
        at = self.chance.randrange(len(words))
        word, pool = words[at], self.words.get(script_of(words[at]))
        if not pool or len(word) < SHORTEST or (drawn == 1 and len(words) == 1):
            return ""
        ranked = [
            (JaroWinkler.similarity(word.casefold(), one.casefold()), one) for one in self.chance.choices(pool, k=drawn)
        ]
        ranked = [row for row in ranked if row[0] < MOST_ALIKE]
        return " ".join((*words[:at], max(ranked)[1], *words[at + 1 :])) if ranked else ""

    def with_other_number(self, name: str) -> str:
        """Change the first number of a name."""
        found = NUMBER.search(name)
        if not found or len(found[0]) > LONGEST_NUMBER:
            return ""
        return f"{name[: found.start()]}{int(found[0]) + self.chance.choice((1, 2, 10))}{name[found.end() :]}"

    def with_initial(self, name: str, *, right: bool) -> str:
        """Write the first word as an initial, its own or another."""
        words, letters = name.split(), INITIALS.get(script_of(name), "")
        if len(words) < 2 or not letters:
            return ""
        own = words[0][0].upper()
        initial = own if right else self.chance.choice([letter for letter in letters if letter != own])
        return " ".join((f"{initial}.", *words[1:]))

    def without_middle(self, name: str) -> str:
        """Leave out a middle word."""
        words = name.split()
        if len(words) < 3:
            return ""
        del words[self.chance.randrange(1, len(words) - 1)]
        return " ".join(words)

    def other_patronymics(self) -> Iterator[GivenPair]:
        """Pair a name with itself under another patronymic."""
        full = [name for e in self.entities for name in texts(e) if any(map(PATRONYMIC.match, name.split()[1:]))]
        known = [word for name in full for word in name.split()[1:] if PATRONYMIC.match(word)]
        for name in self.chance.choices(full, k=self.size // 2) if full else ():
            other, words = self.chance.choice(known), name.split()
            made = [other if at and PATRONYMIC.match(word) else word for at, word in enumerate(words)]
            if script_of(other) == script_of(name) and made != words:
                yield GivenPair(" ".join(made), name, "person", yes=False, kind="patronymic")


def texts(entity: dict) -> list[str]:
    """The names of an entity."""
    return [name["text"] for name in entity["names"]]


def type_of(entity: dict) -> str:
    """The type of an entity, in allonym's words."""
    return TYPES.get(entity["type"], entity["type"])


def words_of(name: str) -> Sequence[str]:
    """The words of a name, small, each once, sorted; letters alone are none."""
    return sorted({word for word in name.casefold().split() if len(word) > 1})
