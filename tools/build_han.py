"""How do Han letters read in names? Writes src/allonym/data/han/ from Unihan, UniDic and NAIST-jdic.

    apt-get download unicode-data unidic-mecab naist-jdic    # Debian; unpack each with dpkg -x into one folder
    python tools/build_han.py FOLDER

- letters.tsv: for each letter its folded form, its readings in Mandarin, Cantonese and Korean, and its Japanese
  readings with what each costs. Letters and their Chinese and Korean readings are Unihan's.
- words.tsv: Japanese words whose reading does not follow from their letters: family names, given names, other words.
- japanese.toml: how much likelier two letters in a row are both read in the Chinese way, or both in the Japanese way.

What a Japanese letter's readings are in family names, in given names and elsewhere is learned from UniDic's and
NAIST-jdic's words and their kana: expectation maximization finds which kana belong to which letter (S. Jiampojamarn,
G. Kondrak, T. Sherif, Applying many-to-many alignments to letter-to-phoneme conversion, NAACL-HLT 2007), beginning
from the readings that Unihan gives. A cost is a negative binary logarithm of a joint probability (letter and reading,
in that place), in half bits, written as one digit of base 62.

Three tables beside this program are read too: han_forms.tsv holds the Japanese forms of letters, han_letters.tsv the
Mandarin readings that names prefer, han_words.tsv generic words of Japanese organizations and places.
"""

import bz2
import csv
import heapq
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

TOOLS = Path(__file__).parent
OUT = TOOLS.parent / "src/allonym/data/han"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# The places that a letter stands in: first or later in a family name, in a given name, in any other word.
PLACES = ("F0", "F1", "G0", "G1", "O0", "O1")
KINDS = "FGO"
# How many words of each kind are kept, those first that are frequent and that their letters would read wrongly.
WORDS_KEPT = {"F": 6500, "G": 5500, "O": 8000}
# UniDic's costs fall by about this much where a word is e times as frequent; 6500 is the cost of a rare name.
COST_SCALE, COST_RARE = 1000, 6500
# A word of NAIST-jdic that UniDic lacks counts as a rare one, each further reading of it for a quarter of the last.
NAIST_WEIGHT, NAIST_NEXT = 0.25, 0.25
LONGEST_WORD, LONGEST_KANA, LONGEST_READING = 6, 14, 6
# How likely a reading is to have so many kana, before anything is known of it.
KANA_PRIOR = {1: 0.6e-3, 2: 1e-3, 3: 0.5e-3, 4: 0.15e-3, 5: 0.04e-3, 6: 0.01e-3}
ROUNDS = 4
# Readings of one letter in one place: at most this many, none that is 2**6 times rarer than the first.
READINGS_KEPT, RAREST = 5, 6.0
# A reading must be met this often (in words of average weight) to count in a place.
LEAST_MET = 0.4
WORD_READINGS_KEPT, WORD_RAREST = 6, 8.0
# What a word spelled by its letters costs beside a listed one, in bits (the same numbers stand in allonym.han).
UNLISTED = {"F": 5.0, "G": 3.0, "O": 4.0}

# What a word of han_words.tsv costs in bits, as much as a very frequent word, and how much more each further reading.
GENERIC_BITS, GENERIC_NEXT = 11.0, 2.0

Pairs = Mapping[tuple[str, str, str], float]
Readings = Mapping[str, Mapping[str, float]]


def is_han(letter: str) -> bool:
    """Is this a Han letter?"""
    return "㐀" <= letter <= "鿿" or "豈" <= letter <= "﫿" or letter >= "\U00020000"


def is_kana(letter: str) -> bool:
    """Is this a kana or the long mark?"""
    return "ぁ" <= letter <= "ヶ" or letter == "ー"


def hiragana(text: str) -> str:
    """Write katakana as hiragana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def katakana(text: str) -> str:
    """Write hiragana as katakana."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def unihan(folder: Path, name: str) -> dict[str, dict[str, str]]:
    """Read one Unihan file as field -> letter -> value."""
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    with bz2.open(folder / f"usr/share/unicode/Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, key, value = line.rstrip("\n").split("\t", 2)
                fields[key][chr(int(code.removeprefix("U+"), 16))] = value
    return fields


def pointed(value: str) -> list[str]:
    """The letters that a field's code points name."""
    return [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", value)]


def table(name: str) -> list[list[str]]:
    """Rows of a table beside this program, without its head."""
    return [line.split("\t") for line in (TOOLS / name).read_text(encoding="utf-8").splitlines()[1:]]


# Japanese: which kana belong to which letter?

_ROWS = dict(zip(
    ["", *"KSTNHMRGZDBP"],
    ["あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ", "まみむめも", "らりるれろ",
     "がぎぐげご", "ざじずぜぞ", "だぢづでど", "ばびぶべぼ", "ぱぴぷぺぽ"],
    strict=True,
))  # fmt: skip
_KANA = {row + vowel: kana for row, kanas in _ROWS.items() for vowel, kana in zip("AIUEO", kanas, strict=True)}
_KANA |= {"YA": "や", "YU": "ゆ", "YO": "よ", "WA": "わ", "WI": "い", "WE": "え", "WO": "お", "N": "ん", "SHI": "し",
    "CHI": "ち", "TSU": "つ", "FU": "ふ", "JI": "じ", "DJI": "じ", "DZU": "ず"}  # fmt: skip
_KANA |= {row + "Y" + vowel: kanas[1] + small for row, kanas in _ROWS.items() if row
    for vowel, small in zip("AUO", "ゃゅょ", strict=True)}  # fmt: skip
_KANA |= {row + vowel: kana + small for row, kana in {"SH": "し", "CH": "ち", "J": "じ"}.items()
    for vowel, small in zip("AUO", "ゃゅょ", strict=True)}  # fmt: skip
# A later part of a compound may begin voiced; ち and つ then are mostly written じ and ず.
_VOICED = [str.maketrans("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ"),
    str.maketrans("ちつ", "じず"), str.maketrans("はひふへほ", "ぱぴぷぺぽ")]  # fmt: skip


def kana_of(roman: str) -> str:
    """Write Unihan's capitals as hiragana; nothing if they are no Japanese."""
    out, at = "", 0
    while at < len(roman):
        size = next((n for n in (3, 2, 1) if roman[at : at + n] in _KANA), 0)
        if size:
            out += _KANA[roman[at : at + size]]
        elif roman[at : at + 1] == roman[at + 1 : at + 2]:
            out, size = out + "っ", 1
        else:
            return ""
        at += size
    return out


def with_changes(reading: str) -> list[str]:
    """A reading as it may sound inside a compound: voiced at its start, or with its last kana as っ."""
    voiced = [reading[0].translate(change) + reading[1:] for change in _VOICED]
    short = [r[:-1] + "っ" for r in (reading, *voiced) if len(r) > 1 and r[-1] in "つくちき"]
    return list(dict.fromkeys([*voiced, *short]))


def dictionary_readings(fields: Mapping[str, Mapping[str, str]]) -> tuple[Readings, Mapping[str, set[str]]]:
    """Unihan's Japanese readings of each letter with a first guess at their likelihood; and which are Chinese ones."""
    guess: dict[str, dict[str, float]] = defaultdict(dict)
    chinese: dict[str, set[str]] = defaultdict(set)
    for key in ("kJapaneseOn", "kJapaneseKun"):
        for letter, value in fields[key].items():
            for reading in filter(None, map(kana_of, value.split())):
                changed = with_changes(reading)
                if key == "kJapaneseOn":
                    chinese[letter].update((reading, *changed))
                elif len(reading) > 2:
                    # The last kana of a verb or adjective is often not part of the letter's reading in a name.
                    guess[letter].setdefault(reading[:-1], 0.1)
                guess[letter].setdefault(reading, 1.0)
                for one in changed:
                    guess[letter].setdefault(one, 0.3)
    return {letter: _shares(found) for letter, found in guess.items()}, chinese


def _shares(found: Mapping[str, float]) -> dict[str, float]:
    total = sum(found.values())
    return {reading: value / total for reading, value in found.items()}


def unrepeated(word: str) -> str:
    """Write the letter that 々 repeats."""
    out = ""
    for letter in word:
        out += out[-1] if letter == "々" and out else letter
    return out


def usable(word: str, kana: str) -> bool:
    """Is this a word of Han letters and kana, short enough, with a reading in kana?"""
    return (len(word) <= LONGEST_WORD and 0 < len(kana) <= LONGEST_KANA and any(map(is_han, word))
        and all(is_han(c) or is_kana(c) or c == "々" for c in word) and all(map(is_kana, kana)))  # fmt: skip


def unidic_words(file: Path) -> Iterator[tuple[str, str, str, float]]:
    """Each usable word of UniDic: the word, its kana, its kind, its weight."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            word, kana, parts = row[0], hiragana(row[24]) if len(row) > 24 else "", row[4:8]
            if parts[0] not in ("名詞", "接尾辞", "接頭辞") or not usable(word, kana) or parts[2:] == ["人名", "一般"]:
                continue
            kind = {"姓": "F", "名": "G"}.get(parts[3], "O")
            yield unrepeated(word), kana, kind, math.exp((COST_RARE - int(row[3])) / COST_SCALE)


def naist_names(file: Path) -> Iterator[tuple[str, str, str, float]]:
    """Each family and given name of NAIST-jdic, with all its readings."""
    form = re.compile(r"人名 ([姓名])\).*見出し語 \((\S+) \d+\)\) \(読み \{?([^)}]*)\}?\)")
    for line in file.read_text(encoding="euc-jp", errors="ignore").splitlines():
        if found := form.search(line):
            kind, word, readings = {"姓": "F", "名": "G"}[found[1]], found[2], found[3].split("/")
            for number, kana in enumerate(map(hiragana, readings)):
                if usable(word, kana):
                    yield unrepeated(word), kana, kind, NAIST_WEIGHT * NAIST_NEXT**number


def japanese_words(folder: Path) -> Pairs:
    """All words with their kana, their kind and how much they weigh."""
    words: dict[tuple[str, str, str], float] = defaultdict(float)
    best: dict[tuple[str, str, str], float] = {}
    for word, kana, kind, weight in unidic_words(folder / "usr/share/mecab/dic/unidic/lex_3_1.csv"):
        best[word, kana, kind] = max(weight, best.get((word, kana, kind), 0))
    words.update(best)
    for word, kana, kind, weight in naist_names(folder / "usr/share/chasen/dic/naist-jdic/naist-jdic.dic"):
        if (word, kana, kind) not in best:
            words[word, kana, kind] += weight
    return words


Way = list[tuple[str, str]]


def alignments(word: str, kana: str, readings: Readings) -> list[tuple[float, Way]]:
    """All ways to share the kana out to the letters, each with its likelihood."""
    found: list[tuple[float, Way]] = []

    def extend(at: int, begin: int, way: Way, likelihood: float) -> None:
        if at == len(word):
            if begin == len(kana):
                found.append((likelihood, way))
            return
        letter = word[at]
        if not is_han(letter):
            for said in ("が", "け", "か") if letter in "ヶケ" else (hiragana(letter),):
                if kana.startswith(said, begin):
                    extend(at + 1, begin + len(said), [*way, (letter, said)], likelihood)
            return
        known = readings.get(letter, {})
        for end in range(begin + 1, min(begin + LONGEST_READING, len(kana) - (len(word) - at - 1)) + 1):
            said = kana[begin:end]
            if said[0] in "ゃゅょぁぃぅぇぉっんー":
                return
            if end < len(kana) and kana[end] in "ゃゅょー":
                continue
            extend(at + 1, end, [*way, (letter, said)], likelihood * (known.get(said, 0.0) + KANA_PRIOR[len(said)]))

    extend(0, 0, [], 1.0)
    return found


def learn_readings(words: Pairs, guess: Readings) -> Readings:
    """Find how likely each reading of each letter is, by expectation maximization over all words."""
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for (word, kana, _), weight in words.items():
        weights[word, kana] += min(weight, 20) ** 0.5
    readings: dict[str, Mapping[str, float]] = dict(guess)
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for (word, kana), weight in weights.items():
            for share, way in shared(alignments(word, kana, readings)):
                for letter, said in way:
                    counts[letter][said] += weight * share
        readings = dict(guess)
        for letter, found in counts.items():
            total = sum(found.values()) + 1
            before = guess.get(letter, {})
            readings[letter] = {
                said: (found.get(said, 0) + 0.5 * before.get(said, 0)) / total
                for said in dict.fromkeys([*found, *before])
            }
    return readings


def shared(ways: Sequence[tuple[float, Way]]) -> list[tuple[float, Way]]:
    """Ways with their shares of the whole likelihood, without those under a thousandth."""
    total = sum(likelihood for likelihood, _ in ways)
    return [(likelihood / total, way) for likelihood, way in ways if likelihood > total / 1000]


Costs = dict[str, dict[str, dict[str, float]]]


def letter_costs(words: Pairs, readings: Readings) -> Costs:
    """Letter -> place -> reading -> cost in bits, rounded to half bits."""
    counts: dict[str, dict[str, Counter[str]]] = {place: defaultdict(Counter) for place in PLACES}
    for (word, kana, kind), weight in words.items():
        if len(word) == 1 and kind != "O":
            # A letter that is a whole name reads otherwise than in a longer one (裕 Yutaka); words.tsv has all those.
            continue
        for share, way in shared(alignments(word, kana, readings)):
            for at, (letter, said) in enumerate(way):
                counts[kind + ("1" if at else "0")][letter][said] += min(weight, 20) ** 0.5 * share
    costs: Costs = defaultdict(dict)
    for place, letters in counts.items():
        total = sum(sum(found.values()) for found in letters.values())
        for letter, found in letters.items():
            if sum(found.values()) < LEAST_MET:
                continue
            smoothed = {
                said: found[said] + 0.3 * readings[letter].get(said, 0)
                for said in sorted({*found, *readings.get(letter, {})})
            }
            smoothed = {said: n for said, n in smoothed.items() if n >= LEAST_MET} or dict(
                Counter(smoothed).most_common(1)
            )
            best = [(said, -math.log2(n / total)) for said, n in Counter(smoothed).most_common(READINGS_KEPT) if n]
            costs[letter][place] = {said: round(2 * bits) / 2 for said, bits in best if bits < best[0][1] + RAREST}
    return {letter: found for letter, found in costs.items() if is_han(letter)}


def agreement(words: Pairs, readings: Readings, chinese: Mapping[str, set[str]]) -> dict[str, dict[str, float]]:
    """Kind -> pair of ways (c Chinese, j Japanese) -> bits that the pair costs more than its parts alone."""
    pairs: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for (word, kana, kind), weight in words.items():
        ways = alignments(word, kana, readings)
        if len(word) > 1 and ways:
            marks = ["" if not is_han(a) else "c" if said in chinese.get(a, ()) else "j" for a, said in max(ways)[1]]
            for one, two in pairwise(marks):
                if one and two:
                    pairs[kind][one + two] += min(weight, 20) ** 0.5
    out: dict[str, dict[str, float]] = {}
    for kind, found in pairs.items():
        total = sum(found.values())
        first = {m: sum(n for pair, n in found.items() if pair[0] == m) for m in "cj"}
        later = {m: sum(n for pair, n in found.items() if pair[1] == m) for m in "cj"}
        out[kind] = {
            pair: round(-math.log2(n * total / (first[pair[0]] * later[pair[1]])), 2)
            for pair, n in sorted(found.items())
        }
    return out


def by_letters(
    word: str, kind: str, costs: Costs, agree: Mapping[str, float], chinese: Mapping[str, set[str]]
) -> list[str]:
    """The eight likeliest readings of a word by its letters alone."""
    ways = [(UNLISTED[kind], "", "")]
    for at, letter in enumerate(word):
        said = costs.get(letter, {}).get(kind + ("1" if at else "0"), {}) if is_han(letter) else {hiragana(letter): 0.0}
        longer = []
        for cost, begin, before in ways:
            for reading, more in said.items():
                mark = "" if not is_han(letter) else "c" if reading in chinese.get(letter, ()) else "j"
                longer.append((cost + more + agree.get(before + mark, 0.0), begin + reading, mark))
        ways = heapq.nsmallest(16, longer)
    return list(dict.fromkeys(reading for _, reading, _ in ways))[:8]


def kept_words(words: Pairs, costs: Costs, agree: Mapping[str, Mapping[str, float]], chinese: Mapping[str, set[str]],
               fold: Mapping[int, str]) -> dict[str, dict[str, dict[str, float]]]:  # fmt: skip
    """Word -> kind -> reading -> cost in bits, for the words that are worth their room; words are folded."""
    grouped: dict[str, dict[str, dict[str, float]]] = {kind: defaultdict(lambda: defaultdict(float)) for kind in KINDS}
    spelled: dict[tuple[str, str], tuple[float, str]] = {}
    for (word, kana, kind), weight in words.items():
        key = word.translate(fold)
        grouped[kind][key][kana] += weight
        spelled[kind, key] = max(spelled.get((kind, key), (0.0, "")), (weight, word))
    kept: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
    for kind, found in grouped.items():
        total = sum(sum(readings.values()) for readings in found.values())
        ranked = []
        for key, readings in found.items():
            top, weight = max(readings.items(), key=lambda item: item[1])
            guesses = by_letters(spelled[kind, key][1], kind, costs, agree[kind], chinese)
            rank = min(guesses.index(top), 4) if top in guesses else 4
            # Frequent common words pay at once; names are met by type rather than by token.
            worth = weight ** (1.0 if kind == "O" else 0.5) * (rank + (0.3 if kind == "O" else 0.1))
            ranked.append((len(key) == 1 and kind != "O", worth, key))
        ranked.sort(reverse=True)
        singles = sum(single for single, _, _ in ranked)
        for _, _, key in ranked[: singles + WORDS_KEPT[kind]]:
            bits = {said: -math.log2(weight / total) for said, weight in found[key].items()}
            best = sorted(bits.items(), key=lambda item: (item[1], item[0]))[:WORD_READINGS_KEPT]
            kept[key][kind] = {said: cost for said, cost in best if cost < best[0][1] + WORD_RAREST}
    return kept


# Chinese and Korean, and what folds into what


def folding(variants: Mapping[str, Mapping[str, str]], forms: Sequence[Sequence[str]]) -> dict[int, str]:
    """What each letter folds into: Japanese forms into the older ones, those into the simplified ones."""
    simple: dict[str, str] = {}
    for letter, value in variants["kSimplifiedVariant"].items():
        others = pointed(value)
        # 乾 is simplified as 干 in one of its senses only, and stays as it is in names: such letters are left alone.
        if letter not in others and len(others) == 1:
            simple[letter] = others[0]
    step = dict(simple)
    for old, new in forms:
        if old in simple:
            if new != simple[old]:
                step.setdefault(new, old)
        else:
            step[old] = new
    fold = {}
    for letter in step:
        end, seen = letter, {letter}
        while end in step and step[end] not in seen:
            end = step[end]
            seen.add(end)
        if end != letter:
            fold[ord(letter)] = end
    return fold


def toneless(pinyin: str) -> str:
    """Pinyin without its tone, with ü kept."""
    taken = normalize("NFD", pinyin.lower())
    return normalize("NFC", "".join(c for c in taken if c.isascii() or c == "\u0308"))


def mandarin(letter: str, fields: Mapping[str, Mapping[str, str]], preferred: Mapping[str, str]) -> list[str]:
    """Readings in Pinyin: the preferred one for names, Unihan's most customary, then those of a tenth of all uses."""
    found = [preferred[letter]] if letter in preferred else []
    found += [toneless(one) for one in fields["kMandarin"].get(letter, "").split()[:1]]
    counted = Counter[str]()
    for one, count in re.findall(r"([^\s(]+)\((\d+)\)", fields["kHanyuPinlu"].get(letter, "")):
        counted[toneless(one)] += int(count)
    found += [one for one, count in counted.most_common() if count * 10 >= counted.total()]
    return list(dict.fromkeys(found))[:3]


def korean(letter: str, fields: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Readings in Hangul, as inside a word: those that teaching and names use first."""
    found = [one.split(":") for one in fields["kHangul"].get(letter, "").split()]
    found.sort(key=lambda one: ("E" not in one[1], "N" not in one[1]))
    return [one[0] for one in found][:2]


def wanted(fields: Mapping[str, Mapping[str, str]], costs: Costs) -> set[str]:
    """Letters that names use: of the ideographs' core sets and of national lists, or of Japanese words."""
    lists = ("kIICore", "kTGH", "kHanyuPinlu", "kJis0", "kKoreanEducationHanja")
    core = set().union(*(fields[key] for key in lists))
    named = {a for a, found in costs.items() if any(place[0] in "FG" for place in found)}
    return {letter for letter in core | named if is_han(letter)}


def japanese(letter: str, costs: Costs, chinese: Mapping[str, set[str]], guess: Readings) -> str:
    """The field of a letter's Japanese readings: Chinese ones in katakana, and one digit for each place."""
    places = costs.get(letter, {})
    readings = dict.fromkeys(said for place in PLACES for said in places.get(place, {}))
    if not readings:
        # No word shows it: the first of Unihan's Chinese readings, or else of its Japanese ones, at a rare cost.
        known = [r for r in guess.get(letter, {}) if r in chinese.get(letter, ())] or list(guess.get(letter, {}))
        return "".join((katakana(r) if r in chinese.get(letter, ()) else r) + digit(18) * 6 for r in known[:1])
    fields = []
    for said in readings:
        digits = "".join(digit(places[p][said]) if said in places.get(p, {}) else "-" for p in PLACES).rstrip("-")
        fields.append((katakana(said) if said in chinese.get(letter, ()) else said) + digits)
    return " ".join(fields)


def digit(bits: float) -> str:
    """A cost in bits as one digit for half bits."""
    return DIGITS[max(0, min(61, round(2 * bits)))]


def write(folder: Path) -> None:
    """Write the three files."""
    fields: dict[str, Mapping[str, str]] = {}
    for name in ("Readings", "Variants", "DictionaryLikeData", "OtherMappings", "IRGSources"):
        fields |= unihan(folder, name)
    fold = folding(fields, [row[:2] for row in table("han_forms.tsv")])
    preferred = {row[0]: row[1] for row in table("han_letters.tsv")}
    guess, chinese = dictionary_readings(fields)
    words = japanese_words(folder)
    readings = learn_readings(words, guess)
    costs = letter_costs(words, readings)
    agree = agreement(words, readings, chinese)
    letters = wanted(fields, costs)
    letters |= {
        a for pair in fold.items() for a in (chr(pair[0]), pair[1]) if chr(pair[0]) in letters or pair[1] in letters
    }
    siblings: dict[str, list[str]] = defaultdict(list)
    for letter in sorted(letters):
        siblings[fold.get(ord(letter), letter)].append(letter)
    shown = {*costs, *fields["kJis0"]}
    lines = ["letter\tfold\tmandarin\tcantonese\tkorean\tjapanese"]
    for letter in sorted(letters):
        others = siblings[fold.get(ord(letter), letter)]
        # A letter that only Japanese writes is read in Chinese as the letter that it stands for.
        chinese_own = any(letter in fields[key] for key in ("kTGH", "kBigFive"))
        same = [letter, *others] if chinese_own else [*(a for a in others if a != letter), letter]
        own = [letter, *others] if any(letter in fields[key] for key in ("kJis0", "kJis1")) else [letter]
        lines.append("\t".join([letter, fold.get(ord(letter), ""),
            " ".join(next(filter(None, (mandarin(a, fields, preferred) for a in same)), [])),
            next(filter(None, (re.sub(r"\d", "", fields["kCantonese"].get(a, "").split(" ")[0]) for a in same)), ""),
            " ".join(next(filter(None, (korean(a, fields) for a in same)), [])),
            next(filter(None, (japanese(a, costs, chinese, guess) for a in own if a in shown)), ""),
        ]).rstrip("\t"))  # fmt: skip
    lines = [line for line in lines if "\t" in line]
    OUT.mkdir(exist_ok=True)
    (OUT / "letters.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept = kept_words(words, costs, agree, chinese, fold)
    for word, kind, said, _ in table("han_words.tsv"):
        listed = {one: GENERIC_BITS + GENERIC_NEXT * number for number, one in enumerate(said.split())}
        kept[word.translate(fold)][kind] = listed
    rows = ["word\tfamily\tgiven\tother"]
    for word in sorted(kept):
        shown = (" ".join(said + digit(cost) for said, cost in kept[word].get(kind, {}).items()) for kind in KINDS)
        rows.append("\t".join([word, *shown]).rstrip("\t"))
    (OUT / "words.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = ["# Bits that a pair of letters costs beside its parts: c a Chinese reading, j a Japanese one."]
    for kind in KINDS:
        told += ["", f"[{kind}]", *(f"{pair} = {bits}" for pair, bits in agree[kind].items())]
    (OUT / "japanese.toml").write_text("\n".join(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
