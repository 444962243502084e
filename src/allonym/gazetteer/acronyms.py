"""Of which names may a word be the acronym, and what may the acronym of a name be?

A name of an organization, or one of three words and more that is not a person's, stands under its initials as well as
under its spelling. Many names share an acronym: comparing says how likely each is, and how many there are counts.

    >>> from allonym.name import listen
    >>> initials([one.part for one in listen("Alpha Bank for Tarnov").parts])
    ('abft', 'abt')
    >>> acronym_of(listen("ABT")), acronym_of(listen("Abt")), acronym_of(listen("ABT Tarnov"))
    ('abt', '', '')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from allonym.comparison import LONGEST_ACRONYM, LOOSE, SHORTEST_ACRONYM, heads
from allonym.name import Name
from allonym.parse import Part
from allonym.parse.parts import PERSON, WORD
from allonym.parse.vocabulary import LEGAL, PARTICLE

# What stands before initials where they lie among spellings, which never begin so.
MARK = "\x1f"
# Names of organizations of at least so many words stand under their initials, and so do others that are no people's.
ORGANIZATION = "organization"
LEAST_WORDS, LEAST_WORDS_OF_OTHERS = 2, 3
# Two words of any name have initials that are some name's: from so many letters on, a name leads to its acronyms.
LEAST_LETTERS = 3
# A legal form of so few letters is an acronym itself, and no word of one: GmbH, S.A.; a company or society may be.
SHORT_FORM = 4

# The first letters of a part: of all of its words; of those that are neither small nor join others; and of those that
# no acronym leaves out. Legal forms that are short themselves have none.
Letters = tuple[str, str, str]


def has_initials(type: str, words: int) -> bool:
    """Say whether a name of so many words, borne by an entity of this type, stands under its initials."""
    return words >= (LEAST_WORDS if type == ORGANIZATION else LEAST_WORDS_OF_OTHERS) and type != PERSON


def letters_of(part: Part) -> Letters:
    """Give the first letters of a part."""
    whole = heads(part)
    if part.role == LEGAL and len(part.key.replace(" ", "")) <= SHORT_FORM:
        return "", "", ""
    # Heads of a plain word may be left out where they are small.
    large = [] if part.role == PARTICLE else [one for one, small in heads(evolve(part, role=WORD)) if not small]
    return "".join([one for one, _ in whole]), "".join(large), "".join([one for one, may_miss in whole if not may_miss])


def initials(parts: Iterable[Part]) -> tuple[str, ...]:
    """Give what acronyms of a name of these parts may be, folded: of all words first, then without those left out."""
    return initials_of([letters_of(part) for part in parts])


def initials_of(letters: Sequence[Letters]) -> tuple[str, ...]:
    """Give what acronyms may be, by the first letters of all parts."""
    found = dict.fromkeys(map("".join, zip(*letters, strict=True)))
    return tuple([one for one in found if SHORTEST_ACRONYM <= len(one) <= LONGEST_ACRONYM])


def acronyms_of(name: Name) -> tuple[str, ...]:
    """Give what acronyms of a name to look for, folded.

    >>> from allonym.name import listen
    >>> acronyms_of(listen("Alpha Bank for Tarnov")), acronyms_of(listen("Alpha Tarnov"))
    (('abft', 'abt'), ())
    """
    parts = [one.part for one in name.parts]
    if len(parts) < 2 or sum([len(one.key.split()) for one in parts]) < LEAST_LETTERS:
        return ()
    return tuple([one for one in initials(parts) if len(one) >= LEAST_LETTERS])


def acronym_of(name: Name) -> str:
    """Give the word of a name that may be an acronym, folded; "" where none is."""
    words = [one.part for one in name.parts if one.part.role not in LOOSE] or [one.part for one in name.parts]
    if len(words) != 1 or not words[0].text.isupper():
        return ""
    key = words[0].key
    return key if SHORTEST_ACRONYM <= len(key) <= LONGEST_ACRONYM else ""
