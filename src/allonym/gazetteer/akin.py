"""Which other words may stand in the place of a word, whatever they sound like?

>>> "министерство" in akin("ministry"), "vladimir" in akin("volodymyr"), akin("chmarin")
(True, True, ())
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain

from allonym.parse.vocabulary import concepts, given_names

# Longer lists are of concepts or names so common that they tell nothing.
MOST_AKIN = 400


def akin(key: str) -> tuple[str, ...]:
    """Give the words, folded, of the same meaning in other languages, and the other forms of a given name."""
    groups = [("concept", one) for one in concepts().get(key, ())]
    groups += [("name", one) for one in given_names().get(key, ())]
    if not groups:
        return ()
    found = dict.fromkeys(chain.from_iterable([_members().get(group, ()) for group in sorted(groups)]))
    found.pop(key, None)
    return tuple(found)[:MOST_AKIN]


@cache
def _members() -> Mapping[tuple[str, str], list[str]]:
    """Give the words of each concept, and the forms of each given name."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind, known in (("concept", concepts()), ("name", given_names())):
        for word in sorted(known):
            for group in known[word]:
                found.setdefault((kind, group), []).append(word)
    return found
