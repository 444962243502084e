"""How is a name in Han letters spelled in a table that is written in an alphabet?

A table has 花桥 as Huaqiao, and reads that as it would any Latin word; so words are looked for by the spellings that
published schemes make of Han letters: Pinyin, Palladius, wāpuro, Hepburn and the Korean one, and Wade-Giles, Hong
Kong's and McCune's where each letter is a word. Han letters stand together, so that a name of several words is
asked for in each way that it may be parted.

    >>> "huaqiao" in spelled("花桥"), "хуацяо" in spelled("花桥")
    (True, True)
    >>> any("kong" in way[0] and "shangren" in way[1] for way in parted("孔尚任"))
    True
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from unicodedata import combining, normalize

from allonym.fold import key_of
from allonym.han import CANTONESE, JAPANESE, KOREAN, MANDARIN, han_pieces
from allonym.romanization import bundled_scheme

# By what letters are read in: the schemes that write words of several letters, and those of a single one besides.
OF_WORDS = {
    MANDARIN: ("palladius-zho-Latn-Cyrl-1888",),
    CANTONESE: (),
    JAPANESE: ("wapuro-jpn-Hrkt-Latn-ime", "hepburn-jpn-Hrkt-Latn-1954"),
    KOREAN: ("moct-kor-Hang-Latn-2000",),
}
OF_LETTERS = {
    MANDARIN: ("wadegiles-zho-Latn-Latn-1912",),
    CANTONESE: ("hk-yue-Latn-Latn-1888",),
    JAPANESE: (),
    KOREAN: ("mccune-kor-Hang-Latn-1939",),
}
CONTINENTAL = (MANDARIN, KOREAN)
LETTER_BY_LETTER = (MANDARIN, CANTONESE, KOREAN)
# Longer names are no people's, and would be parted in many ways.
LONGEST_PARTED = 7
# A Chinese or Korean family name has one letter, or two of four.
FAMILY, LONG_FAMILY, LONG_NAME = 1, 2, 4
# People have a family and a given name.
PEOPLE = 2

# The words, folded, that one part of a name may be; and all parts of it.
Spelled = tuple[str, ...]
Parted = tuple[Spelled, ...]


@lru_cache(maxsize=8192)
def spelled(word: str) -> Spelled:
    """Give the words, folded, that a word of Han letters may be in an alphabet; none for any other word."""
    return _spelled(word, "FGO", (*CONTINENTAL, JAPANESE))


@lru_cache(maxsize=8192)
def parted(word: str) -> tuple[Parted, ...]:
    """Give the ways in which a word of Han letters may be several words in an alphabet."""
    size = len(word)
    if not 1 < size <= LONGEST_PARTED:
        return ()
    found: list[Parted] = []
    for cut in range(1, size):
        one, two = word[:cut], word[cut:]
        # A Japanese name begins with a listed word.
        codes: tuple[str, ...] = (JAPANESE,) if han_pieces(one, JAPANESE, "FO", listed=True) else ()
        if cut == FAMILY or (cut == LONG_FAMILY and size == LONG_NAME):
            codes += LETTER_BY_LETTER
        found.append((_spelled(one, "FO", codes, listed=True), _spelled(two, "GO", codes)))
    if size > LONG_FAMILY:
        found.append(tuple([_spelled(letter, "", LETTER_BY_LETTER) for letter in word]))
    return tuple([way for way in found if all(way)])


def in_order(words: Sequence[int], slots: Sequence[Sequence[tuple[int, int]]], letters: int) -> bool:
    """Say whether a name's words stand as the letters do; a family name may follow a given name of several letters.

    >>> in_order((7, 5), [[(5, 1)], [(7, 1)]], 2), in_order((7, 5), [[(5, 1)], [(7, 1)]], 3)
    (False, True)
    """
    if len(slots) == 1 or (len(slots) == PEOPLE and letters > PEOPLE):
        return True
    places = [[at for at, word in enumerate(words) if word in {number for number, _ in slot}] for slot in slots]
    last = -1
    for some in places:
        last = next((at for at in some if at > last), len(words))
    return last < len(words)


@lru_cache(maxsize=32768)
def _spelled(piece: str, places: str, codes: tuple[str, ...], *, listed: bool = False) -> Spelled:
    found = []
    for code in codes:
        schemes = OF_WORDS[code] + OF_LETTERS[code] * (len(piece) == 1)
        found += [_written(one, code, schemes) for one in han_pieces(piece, code, places, listed=listed)]
    return tuple(dict.fromkeys(chain.from_iterable(found)))


@lru_cache(maxsize=32768)
def _written(reading: str, code: str, schemes: tuple[str, ...]) -> Spelled:
    """Write a reading under some schemes, as it folds: with and without marks, those of words of one spelling alone."""
    texts = [bundled_scheme(scheme).write(reading).lower() for scheme in schemes]
    if code == MANDARIN:
        texts.append(reading)
    found = [key_of((one,)) for text in texts for one in (text, text if text.isascii() else _bare(text))]
    return tuple(dict.fromkeys([*found, *(one.replace("'", "") for one in found)]))


def _bare(text: str) -> str:
    return "".join([letter for letter in normalize("NFD", text) if not combining(letter)])
