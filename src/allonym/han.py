"""How may a name in Han letters be written in a phonetic script?

The letters do not tell: 李 is Li in Mandarin, Lei in Cantonese, 이 in Korean, り or すもも in Japanese. So a word
is given as the few spellings that its readers would write beneath it, each with the orthography to read it by.

    >>> han_spellings("习近平", "zh")[0]
    ('xijinping', 'zh-Latn-pinyin')
    >>> han_spellings("渡邊裕子", "ja", limit=2)
    (('わたなべゆうこ', 'ja-Hira'), ('わたなべひろこ', 'ja-Hira'))
    >>> han_fold("渡邊") == han_fold("渡辺")
    True

Japanese needs a search. A whole name is a family name and a given name, or other words in a row; each of them is
a listed word, or read letter by letter. Every piece has a cost: the negative binary logarithm of how likely it is
that a name holds this piece with this reading. The cheapest ways are found from left to right, with the `limit`
best kept at each letter, so that time is linear in the length (beam search; the textbook form is Viterbi's).

The data are in `data/han/`, written by `tools/build_han.py`, which says where they are from.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

MANDARIN, CANTONESE, JAPANESE, KOREAN = "zh-Latn-pinyin", "yue-Latn", "ja-Hira", "ko-Hang"
FOREIGN = "mul-Latn-hanzi"
# How many ways are given to each where the language is not known.
UNKNOWN_LANGUAGE = {MANDARIN: 2, FOREIGN: 2, JAPANESE: 4, KOREAN: 1}
# By language: the orthographies to write in, each with the most ways that are worth giving.
ORTHOGRAPHIES = {
    "zh": {MANDARIN: 2, FOREIGN: 2, CANTONESE: 1},
    "yue": {CANTONESE: 2},
    "ja": {JAPANESE: 16},
    "ko": {KOREAN: 2},
    "": UNKNOWN_LANGUAGE,
}
# The same of a piece of a name.
MOST_OF_PIECE = {MANDARIN: 2, CANTONESE: 1, JAPANESE: 5, KOREAN: 1}
# A word longer than any name is read piece by piece, one way each.
LONGEST_NAME = 24
LONGEST_PERSON, LONGEST_PART = 9, 5
# The longest listed word, and the longest other word to be read by its letters: a longer one is a row of those.
LONGEST_WORD, LONGEST_UNLISTED = 6, 3
# How many ways one other word may add: the rest come of the words around it.
WAYS_OF_WORD = 4
DIGITS = {
    digit: value / 2 for value, digit in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
}
# The columns of letters.tsv after the letter.
COLUMNS = ("fold", "mandarin", "cantonese", "korean", "japanese")
# The places that a letter stands in, in the order of its digits: first or later in a family name, in a given name,
# in another word.
PLACES = ("F0", "F1", "G0", "G1", "O0", "O1")
# Bits that a word costs beside a listed one if only its letters tell it (tried on half of the measured names).
UNLISTED = {"F": 5.0, "G": 3.0, "O": 4.0}
# Bits that a family name or a given name alone costs beside a whole name.
ALONE = 8.0
# Bits for a kana inside a name, and for a reading that a letter has in another place only.
KANA_BITS, ELSEWHERE_BITS = 5.5, 6.0
# Bits for a rarer reading of a letter, in Mandarin and in Korean.
RARER = 4.0
# Written as escapes: normalized, the letters U+F900 and U+FAFF would be others.
# A foreign name has at least so many letters, and this share of them are of those that transcribe.
SHORTEST_FOREIGN, FOREIGN_SHARE = 2, 0.7
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_STOPPED = "かきくけこさしすせそたちつてとぱぴぷぺぽ"
_APART = re.compile("[^\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffffぁ-ゖァ-ヺー々〆]+")

# A way to write a word, with its cost in bits.
Way = tuple[float, str]


def is_han(letter: str) -> bool:
    """Is this a Han letter?"""
    return _HAN.match(letter) is not None


def han_fold(text: str) -> str:
    """Fold traditional, simplified and Japanese forms of Han letters into one; other letters stay."""
    return text.translate(_folding()) if not text.isascii() and _HAN.search(text) else text


def han_spellings(word: str, lang: str = "", limit: int = 8) -> tuple[tuple[str, str], ...]:
    """Write a word of Han letters, with kana perhaps, in phonetic scripts: pairs of spelling and orthography.

    The likeliest is first. `lang` is a BCP 47 tag or empty; `limit` (1 to 16) bounds the ways of one language.
    A word without Han letters has none.
    """
    if not _HAN.search(word):
        return ()
    asked = ORTHOGRAPHIES.get(lang.lower().split("-")[0], UNKNOWN_LANGUAGE)
    if _KANA.search(word):
        asked = {JAPANESE: asked.get(JAPANESE, 16)}
    pieces = [part for whole in _APART.split(_unrepeated(word)) if whole for part in _pieces(whole)]
    found = []
    for code, most in asked.items():
        ways_wanted = max(1, min(most, limit)) if len(pieces) == 1 else 1
        ways = _joined([_WRITERS[code](piece, ways_wanted) for piece in pieces])
        found += [(way, code) for way in ways]
    return tuple(found)


def han_pieces(piece: str, code: str, places: str, *, listed: bool = False) -> tuple[str, ...]:
    """Give the readings of a piece of a name under one orthography of a language.

    `places` says what it may be in a Japanese name: F a family name, G a given name, O another word. Where only
    `listed` Japanese words are wanted, those that letters alone tell are left out.

    >>> han_pieces("裕子", "ja-Hira", "G")[:2], han_pieces("近平", "zh-Latn-pinyin", "")
    (('ゆうこ', 'ひろこ'), ('jinping',))
    """
    if not piece or not all(map(is_han, piece)):
        return ()
    if code != JAPANESE:
        return _WRITERS[code](piece, MOST_OF_PIECE[code])
    most = MOST_OF_PIECE[code]
    if len(piece) > LONGEST_WORD:
        return ()
    folded = han_fold(piece)
    ways = [way for kind in places for way in (_listed(folded, kind) if listed else _part(piece, kind, most))]
    return tuple([text for _, text in _best(ways, most)])


def _pieces(word: str) -> Iterable[str]:
    """Cut a word that is longer than any name."""
    return (word[at : at + LONGEST_NAME] for at in range(0, len(word), LONGEST_NAME))


def _joined(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Join the ways of all pieces: the several of a single one, or one of each."""
    if not parts or not all(parts):
        return ()
    return parts[0] if len(parts) == 1 else ("".join(ways[0] for ways in parts),)


def _unrepeated(word: str) -> str:
    """Write the letter that 々 repeats, as 佐々木 is read 佐佐木."""
    out = ""
    for letter in word:
        out += out[-1] if letter == "々" and out else letter
    return out


def _best(ways: Iterable[Way], most: int) -> list[Way]:
    """The cheapest ways, each text once."""
    found: dict[str, float] = {}
    # The first that is met of a text is its cheapest.
    for cost, text in sorted(ways):
        if text not in found:
            if len(found) == most:
                break
            found[text] = cost
    return [(cost, text) for text, cost in found.items()]


# Mandarin, Cantonese and Korean: one syllable a letter, a few words of their own.


def _mandarin(word: str, most: int) -> tuple[str, ...]:
    return _syllables(word, most, "mandarin", _own_words("zh"))


def _foreign(word: str, most: int) -> tuple[str, ...]:
    """Write the syllables of a foreign name, if its letters are mostly those that such names are written with."""
    known = _transcribing()
    letters = han_fold(word)
    if len(word) < SHORTEST_FOREIGN or sum(letter in known for letter in letters) < FOREIGN_SHARE * len(word):
        return ()
    ways: list[Way] = [(0.0, "")]
    for letter in letters:
        said = known.get(letter) or _known(letter, "mandarin")[:1]
        ways = _best(((cost + RARER * n, begin + one) for cost, begin in ways for n, one in enumerate(said)), most)
    return tuple(text.replace("ü", "u") for _, text in ways)


def _cantonese(word: str, most: int) -> tuple[str, ...]:
    return _syllables(word, most, "cantonese", _own_words("yue"))


def _korean(word: str, most: int) -> tuple[str, ...]:
    """Read in Korean, where ㄹ and ㄴ change at the start of a name and of a given name (두음법칙)."""
    names = _syllables(word, most, "korean", _own_words("ko"))
    given = 2 if len(word) > 3 and word[:2] in _own_words("ko") else 1
    starts = {0, given} if len(word) in (2, 3, 4) else {0}
    changed = ["".join(_at_start(s) if at in starts else s for at, s in enumerate(name)) for name in names]
    kept = ["".join(_at_start(s) if at == 0 else s for at, s in enumerate(name)) for name in names]
    return tuple(dict.fromkeys([*changed, *kept]))[:most]


def _at_start(syllable: str) -> str:
    """Write a syllable as at the start of a word: 리 as 이, 로 as 노, 녀 as 여 (한글 맞춤법, articles 10 to 12)."""
    initial, rest = divmod(ord(syllable) - 0xAC00, 588)
    # Vowels ㅑ ㅕ ㅖ ㅛ ㅠ ㅣ, before which both initials are silent.
    bright = rest // 28 in (2, 6, 7, 12, 17, 20)
    if initial == 5 or (initial == 2 and bright):
        return chr(0xAC00 + (11 if bright else 2) * 588 + rest)
    return syllable


def _syllables(word: str, most: int, column: str, own: Mapping[str, tuple[bool, str]]) -> tuple[str, ...]:
    """Read letter by letter, words of their own first; some of them are read so at the start of a name only."""
    ways: list[Way] = [(0.0, "")]
    at = 0
    while at < len(word):
        for size in (4, 3, 2, 1):
            known = own.get(word[at : at + size])
            if known and len(word) > 1 and (at == 0 or not known[0]):
                said: tuple[str, ...] = (known[1],)
                break
        else:
            size, said = 1, _known(word[at], column)
        if not said:
            return ()
        ways = _best(((cost + RARER * n, begin + one) for cost, begin in ways for n, one in enumerate(said)), most)
        at += size
    return tuple(text for _, text in ways)


# Japanese


def _japanese(word: str, most: int) -> tuple[str, ...]:
    """Read as a family and a given name, as either alone, and as other words; the cheapest ways of all."""
    ways = list(_other(word, most))
    if len(word) <= LONGEST_PART:
        ways += [(cost + ALONE, text) for kind in "FG" for cost, text in _part(word, kind, most)]
    if len(word) <= LONGEST_PERSON:
        for cut in range(1, min(LONGEST_PART, len(word))):
            given = _part(word[cut:], "G", most)
            ways += [(one + two, a + b) for one, a in _part(word[:cut], "F", most) for two, b in given]
    return tuple(text for _, text in _best(ways, most))


def _other(word: str, most: int) -> list[Way]:
    """Read as words in a row that are no names of people."""
    reached: list[list[Way]] = [[(0.0, "")], *([] for _ in word)]
    for at in range(len(word)):
        reached[at] = _best(reached[at], most)
        for end in range(at + 1, min(len(word), at + LONGEST_WORD) + 1):
            for cost, text in _part(word[at:end], "O", min(most, WAYS_OF_WORD)):
                reached[end] += [(before + cost, begin + text) for before, begin in reached[at]]
    return _best(reached[-1], most)


# The same letters stand in many names.
@lru_cache(maxsize=16384)
def _part(word: str, kind: str, most: int) -> tuple[Way, ...]:
    """Read one word of a kind (F, G, O) as it is listed, and as its letters tell."""
    listed = _listed(han_fold(word), kind)
    alone = (len(word) == 1 and listed) or (kind == "O" and len(word) > LONGEST_UNLISTED)
    return tuple(listed[:most] if alone else _best([*listed, *_by_letters(word, kind, most)], most))


def _by_letters(word: str, kind: str, most: int) -> list[Way]:
    """Read one word letter by letter."""
    readings = tuple([_readings(letter, kind + ("1" if at else "0")) for at, letter in enumerate(word)])
    # A few more than are wanted: those that are dearer so far may be cheaper in the end.
    given = readings, _agreement()[kind], UNLISTED[kind], most + 4, _STOPPED
    found = by_letters(*given)
    return plainly_by_letters(*given) if found is None else found


# A letter's readings: cost, hiragana, and whether each is Chinese (c), Japanese (j) or kana ("").
Readings = tuple[tuple[float, str, str], ...]


def plainly_by_letters(
    readings: tuple[Readings, ...], agree: dict[str, float], cost: float, most: int, stopped: str, /
) -> list[Way]:
    """Read letters one after the other: Chinese readings stand together mostly, and so do Japanese ones.

    The textbook form of the compiled `by_letters`, which answers None where there is more than it has room for.
    """
    ways = [(cost, "", "")]
    for at, own in enumerate(readings):
        longer = [
            (before + bits + agree.get(marked + mark, 0.0), begin + text, mark)
            for before, begin, marked in ways
            for bits, text, mark in own
            # The short stop of 学会 がっかい stands inside a word, before a voiceless sound.
            if (text[-1] != "っ" or at + 1 < len(readings)) and (begin[-1:] != "っ" or text[0] in stopped)
        ]
        ways = sorted(longer)[:most]
    return [(all_of_it, text) for all_of_it, text, _ in ways]


@lru_cache(maxsize=4096)
def _readings(letter: str, place: str) -> Readings:
    """A letter's readings in one place."""
    if letter in "ヶケ":
        return ((1.0, "が", ""), (2.0, "け", ""))
    if _KANA.match(letter):
        return ((KANA_BITS, _hiragana(letter), ""),)
    known = _told(letter)
    slot = PLACES.index(place)
    here = tuple((cost, text, mark) for text, mark, costs in known if (cost := costs[slot]) is not None)
    return here or tuple(
        (min(c for c in costs if c is not None) + ELSEWHERE_BITS, text, mark) for text, mark, costs in known
    )


@lru_cache(maxsize=4096)
def _told(letter: str) -> tuple[tuple[str, str, tuple[float | None, ...]], ...]:
    """A letter's Japanese readings, whether each is Chinese or Japanese, and its cost in each place."""
    return tuple([_parsed(field) for field in _known(letter, "japanese")])


def _parsed(field: str) -> tuple[str, str, tuple[float | None, ...]]:
    """Read `サイNQ` as さい, Chinese, and its cost in each place."""
    kana = "".join(_KANA.findall(field))
    digits = field[len(kana) :].ljust(len(PLACES), "-")
    return _hiragana(kana), "j" if "ぁ" <= kana[0] <= "ゖ" else "c", tuple(DIGITS.get(digit) for digit in digits)


def _hiragana(text: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def _listed(word: str, kind: str) -> list[Way]:
    """A listed word's readings with their costs, cheapest first."""
    rows = _words()
    at = bisect_left(rows, word + "\t")
    if at == len(rows) or not rows[at].startswith(word + "\t"):
        return []
    fields, column = rows[at].split("\t"), 1 + "FGO".index(kind)
    return [(DIGITS[one[-1]], one[:-1]) for one in fields[column].split()] if column < len(fields) else []


# Data, read when first asked for


def _rows(name: str) -> list[str]:
    text = files("allonym").joinpath(f"data/han/{name}").read_text(encoding="utf-8")
    return text.rstrip("\n").split("\n")[1:]


@cache
def _letters() -> Mapping[str, str]:
    """Letter -> its row, which is taken apart only when the letter is met."""
    return {row[0]: row[2:] for row in _rows("letters.tsv")}


@lru_cache(maxsize=4096)
def _known(letter: str, column: str) -> tuple[str, ...]:
    """What one column says of a letter."""
    fields = _letters().get(letter, "").split("\t")
    at = COLUMNS.index(column)
    return tuple(fields[at].split()) if at < len(fields) else ()


@cache
def _transcribing() -> Mapping[str, tuple[str, ...]]:
    """Letters, folded, that foreign names are written with, and the syllables that each transcribes."""
    rows = (row.split("\t") for row in _rows("foreign.tsv"))
    return {han_fold(letter): tuple(spellings.split()) for letter, spellings, _ in rows}


@cache
def _folding() -> Mapping[int, str]:
    return {ord(letter): row[0] for letter, row in _letters().items() if row[0] != "\t"}


@cache
def _words() -> Sequence[str]:
    """The rows of words, which are sorted: a look-up halves them, so that none is taken apart before it is met."""
    return _rows("words.tsv")


@cache
def _own_words(lang: str) -> Mapping[str, tuple[bool, str]]:
    """Words and surnames with a reading of their own: word -> (only at the start of a name, reading)."""
    rows = (row.split("\t") for row in _rows("own.tsv"))
    return {word: (place == "surname", said) for of, word, said, place, _ in rows if of == lang}


@cache
def _agreement() -> Mapping[str, dict[str, float]]:
    return tomllib.loads(files("allonym").joinpath("data/han/japanese.toml").read_text(encoding="utf-8"))


try:
    from allonym._han import by_letters
except ImportError:
    by_letters = plainly_by_letters

_WRITERS = {MANDARIN: _mandarin, FOREIGN: _foreign, CANTONESE: _cantonese, JAPANESE: _japanese, KOREAN: _korean}
