"""How does a slip of the hand change a name? One letter more, less, another one, or two changed places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from random import Random

from allonym.script import script_of
from allonym.slip import SHORTEST_SLIPPED, slipped

# A slip strikes a key, a neighbour of which is a letter that names in the script have, too.
USUAL = {
    "Latn": "aaaabcddeeeeefghiiiijklllmmnnnnoooopqrrrrsstttuuvwxyz",
    "Cyrl": "аааабввгдеееежзииийкклллмммнннноооопррррссстттуфхцчшщыьэюя",
    "Grek": "αααβγδεεηηθιιικκλλμμνννοοοπρρσσςττυφχψω",
    "Arab": "ااابتثجحخدذرزسشصضطظعغفقكلللممنننهوووييي",
    "Hebr": "אאבבגדהההוווזחטיייכלללמממנננסעפצקררששתת",
}
# Names of so many entities may differ from one in one word; more are no strangers, but a family of things.
MOST_BESIDE = 50


def mistyped(name: str, chance: Random) -> str:
    """Make one slip in a word that is long enough, "" where there is none."""
    words = name.split()
    places = [at for at, word in enumerate(words) if len(word) >= SHORTEST_SLIPPED and script_of(word) in USUAL]
    if not places:
        return ""
    place = chance.choice(places)
    word = words[place].lower()
    at, letter = chance.randrange(len(word)), chance.choice(USUAL[script_of(word)])
    made = chance.choice(
        (
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )
    words[place] = made if words[place].islower() else made[:1].upper() + made[1:]
    return "" if made == word or not made.isalpha() else " ".join(words)


def one_slip_apart(names: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Give names of two entities that differ by one slip in one word, each with the entity's number, sorted."""
    beside: dict[tuple[str, str], set[tuple[int, str, str]]] = defaultdict(set)
    for at, name in names:
        words = name.casefold().split()
        for place, word in enumerate(words):
            rest = " ".join((*words[:place], "_", *words[place + 1 :]))
            if script_of(word) in USUAL:
                for less in {word, *(word[:k] + word[k + 1 :] for k in range(len(word)))}:
                    beside[rest, less].add((at, word, name))
    found = set()
    for some in beside.values():
        known = sorted(some) if 1 < len(some) <= MOST_BESIDE else []
        for place, (one, word, name) in enumerate(known):
            for two, other, second in known[place + 1 :]:
                if one != two and slipped(word, other):
                    found.add((one, two, name, second))
    yield from sorted(found)
