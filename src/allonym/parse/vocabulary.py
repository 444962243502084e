"""Which words play a known role in names?

The knowledge is data (`data/parts/*.tsv`, each row with its source); this module only looks it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from unicodedata import combining, is_normalized, normalize

from rapidfuzz.distance import OSA

from allonym.fold import APOSTROPHES, fold, plain
from allonym.kept import as_mapping, kept
from allonym.script import script_of

# Concepts of generic words that are units of administration.
ADMINISTRATIVE = frozenset(
    (
        "province county district region city municipality prefecture state canton department governorate "
        "territory republic oblast raion town village ward parish atoll emirate"
    ).split()
)
# What a Han letter behind a name says it is.
TOLD_BY_ONE = ADMINISTRATIVE | {"station"}
# What a place is may be left out, also where it is a feature of the land: the River Thames is the Thames. So may the
# letters of a club, and what a ship is: FC Barcelona is Barcelona.
DROPPABLE = ADMINISTRATIVE | frozenset(
    (
        "departement voivodeship krai kingdom river lake mountain mountains island islands peninsula bay "
        "strait valley desert football-club aircraft-carrier battleship corvette cruiser destroyer frigate icebreaker "
        "minesweeper submarine tanker"
    ).split()
)

# Concepts that tell one thing from its neighbour of nearly the name: North Ossetia is no Ossetia, Upper Tarn not Tarn.
QUALIFYING = frozenset(
    (
        "north south east west northeast northwest southeast southwest upper lower old new great little middle saint"
    ).split()
)
# What may be written onto a name in a script without spaces: forms of companies and what an organization is, behind
# or before the name; how a person is addressed, behind it.
UNSPACED = frozenset({"Hani", "Hira", "Kana", "Hang"})
# Scripts in which a title stands before the name without a space: นาย, ဦး. So does what a place is, which in one of
# them stands behind the name: จังหวัด, ပြည်နယ်.
TITLED_BEFORE, TOLD_BEHIND = frozenset({"Thai", "Laoo", "Khmr", "Mymr"}), frozenset({"Mymr"})
SHORTEST_ATTACHED = 2
# What a place is that names in Latin letters translate; others keep the word as it sounds: Ko Samui, Kyun, Mae Nam.
TRANSLATED = frozenset(
    (
        "province county district region municipality prefecture state governorate territory republic emirate "
        "kingdom islands"
    ).split()
)
SHORTEST_TRANSLATED = 3

# Apostrophes and a stroke that Unicode counts as letters.
MARKS = frozenset(APOSTROPHES + "ـ")
# Scripts of which the marks are often left out, and Latin letters with strokes beside those without.
UNMARKED, STROKES = frozenset({"Latn", "Grek"}), str.maketrans("đłø", "dlo")
# How a name belongs to a group, the closest first.
CLOSEST = ("full", "short", "cognate")
# Shorter endings end too many other words.
SHORTEST_PATRONYMIC = 3

TITLE, SUFFIX, PARTICLE, LEGAL, GENERIC, KIND = "title", "suffix", "particle", "legal", "generic", "kind"
QUALIFIER = "qualifier"
# What follows a name: of two people of one name the younger and the elder.
SUFFIXES = frozenset({"suffix", "junior", "senior"})
# Kinds of particles that bind a child's name to the parent's.
KIN = frozenset({"filial", "patronymic"})
# What stands before a child's name and makes it the name of a father, or of a mother: Abu, Umm.
KUNYAS = ("kunya", "kunya of a mother")
# What stands before the name that somebody was born with: née, z domu. What is a title only with a full stop: Sen.
BORN, ABBREVIATED = "born", "abbreviated"
# Kinds of words of which it is counted how many people bear them.
BORNE = frozenset({"given", "family"})
# A form of companies that one slip of the hand changed has at least so many letters, a word of a longer form so many.
SHORTEST_MISTYPED, SHORTEST_IN_FORM = 7, 5


# What the tables below are made of.
DATA = ("parts", "scripts.tsv", "lookalikes.tsv")
CODE = ("fold.py", "script.py", "parse/vocabulary.py")


@cache
def _lines(name: str) -> tuple[list[str], list[list[str]]]:
    """Read one file of `data/parts/`: its header, and its rows as lists."""
    text = files("allonym").joinpath("data/parts", f"{name}.tsv").read_text(encoding="utf-8")
    heads, *body = [line.split("\t") for line in text.splitlines()]
    return heads, body


def rows(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of one file of `data/parts/`."""
    heads, body = _lines(name)
    return (dict(zip(heads, cells, strict=True)) for cells in body)


def columns(name: str, *wanted: str) -> list[tuple[str, ...]]:
    """Give the wanted columns of one file of `data/parts/`, row by row."""
    heads, body = _lines(name)
    return list(map(itemgetter(*map(heads.index, wanted)), body))


@cache
def _key(word: str) -> str:
    """Fold a word as a name would be folded; most words are plain and need no work."""
    found = plain(word)
    if found:
        return found[1]
    if word.isalnum() and is_normalized("NFKC", word) and MARKS.isdisjoint(word):
        return word if word.isascii() else normalize("NFC", word.casefold().replace("ı", "i"))
    return fold(word).key


SIDES = ("", "person", "thing")


def roles(type: str = "") -> Mapping[str, str]:
    """Words, folded, and the role that they usually play; a word of several roles has the one that binds it least.

    `type` is "person", "thing" for all else, or "" where it is unknown: General is the rank of a person and part of
    the name of a place, Saint a title of the one and part of the name of the other.
    """
    return roles_of_person() if type == "person" else roles_of_thing() if type else roles_of_any()


# Each is kept by itself, since most callers ask for one alone.


@kept(as_mapping, data=DATA, code=CODE)
def roles_of_any() -> Mapping[str, str]:
    """The roles of words where the type is not known."""
    return _roles("")


@kept(as_mapping, data=DATA, code=CODE)
def roles_of_person() -> Mapping[str, str]:
    """The roles of words in names of people."""
    return _roles("person")


@kept(as_mapping, data=DATA, code=CODE)
def roles_of_thing() -> Mapping[str, str]:
    """The roles of words in names of anything else."""
    return _roles("thing")


def _roles(type: str) -> dict[str, str]:
    generics: dict[str, str] = {}
    for word, concept in columns("generics", "word", "concept"):
        # What a place is may be left out (Minsk Oblast, Minsk); what an organization is may not (the army of a state).
        role = QUALIFIER if concept in QUALIFYING else GENERIC if concept in DROPPABLE else KIND
        # The letters before a ship's name say no more than the form of a company does: HMS, MV.
        role = LEGAL if concept == "ship" else role
        key = _key(word)
        told = {role, generics.get(key)}
        # 구 and 산 are oftener a district and a mountain than old and a saint, where they stand apart behind a name.
        first = GENERIC if len(key) == 1 and script_of(key) in UNSPACED and GENERIC in told else QUALIFIER
        generics[key] = first if first in told else role
    legal = {_key(form): LEGAL for form, _ in columns("legal_forms", "form", "class")}
    titles = {
        _key(word): SUFFIX if kind in SUFFIXES else TITLE
        for word, kind in columns("titles", "word", "kind")
        if not _needs_stop(word, kind)
    }
    particles = {
        key: PARTICLE
        for word, kind in columns("particles", "word", "kind")
        # AB is a form of companies, and a son of a Breton; a thing has no father.
        if not ((key := _key(word)) in legal and type == "thing" and kind in KIN)
    }
    if type == "person":
        # A person may be called Bank, or North: what others are is no part of a person's name.
        return titles | particles
    if type:
        # A known thing has no rank: General is a part of its name.
        qualifying = {key: role for key, role in generics.items() if role == QUALIFIER}
        return titles | generics | legal | qualifying | particles
    # A saint of whom nobody knows is oftener a place, but Ali is a man.
    given = given_names()
    qualifying = {key: role for key, role in generics.items() if role == QUALIFIER and key not in given}
    named = {key for key, role in generics.items() if role == QUALIFIER and key in given}
    return {key: role for key, role in generics.items() if key not in named} | legal | titles | qualifying | particles


def _needs_stop(word: str, kind: str) -> bool:
    """Say whether a title is one only where a full stop is behind it: Sen and Dep are names, geb. is none."""
    return kind == ABBREVIATED or (kind == BORN and word.endswith("."))


def phrases(type: str = "") -> Mapping[str, int]:
    """The first words of known forms of several words, and of how many words the longest with that first word is."""
    found: Mapping[str, int] = phrases_by_type()[type]
    return found


@kept(as_mapping, data=DATA, code=CODE)
def phrases_by_type() -> Mapping[str, Mapping[str, int]]:
    """The first words of known forms of several words, for each type."""
    return {side: _phrases(side) for side in SIDES}


def _phrases(type: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for phrase in (*roles(type), *numbers()):
        if " " in phrase:
            first, size = phrase[: phrase.index(" ")], phrase.count(" ") + 1
            found[first] = max(size, found.get(first, 0))
    return found


def _as_sets(found: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    return {word: frozenset(some) for word, some in found.items()}


# The genders of given names.
MASCULINE, FEMININE = "masculine", "feminine"


@kept(_as_sets, data=DATA, code=CODE)
def concepts() -> Mapping[str, frozenset[str]]:
    """Generic words, folded, and the concepts that they stand for: ministry, министерство and Ministerium are one."""
    found: dict[str, set[str]] = {}
    for word, concept in columns("generics", "word", "concept"):
        found.setdefault(_key(word), set()).add(concept)
    for form, kind in columns("legal_forms", "form", "class"):
        found.setdefault(_key(form), set()).add("legal:" + kind)
    for word, kind in columns("titles", "word", "kind"):
        if kind in SUFFIXES - {"suffix"}:
            found.setdefault(_key(word), set()).add(kind)
    return {word: frozenset(some) for word, some in found.items()}


def attached(type: str = "") -> Mapping[str, str]:
    """Words that are written onto a name in scripts without spaces, with their roles: 株式会社, 大学, 省, 先生, 씨."""
    found: Mapping[str, str] = attached_by_type()[type]
    return found


@kept(as_mapping, data=DATA, code=CODE)
def attached_by_type() -> Mapping[str, Mapping[str, str]]:
    """Words that are written onto a name, for each type."""
    return {side: _attached(side) for side in SIDES}


def _attached(type: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if type != "person":
        for word, concept in columns("generics", "word", "concept"):
            # A unit of administration or a station may be told by one letter, as 省 and 駅 are; others need two, since
            # 山 and 川 end many a name that is written as one word in Latin letters.
            least = 1 if concept in TOLD_BY_ONE and script_of(word) == "Hani" else SHORTEST_ATTACHED
            if len(word) >= least and " " not in word and script_of(word) in UNSPACED:
                found[word] = roles(type)[_key(word)]
            if concept in TRANSLATED and len(word) >= SHORTEST_TRANSLATED and script_of(word) in TITLED_BEFORE:
                found[fold(word).text] = roles(type)[_key(word)]
        forms = [form for form, _ in columns("legal_forms", "form", "class")]
        found.update((form, LEGAL) for form in forms if len(form) >= SHORTEST_ATTACHED and script_of(form) in UNSPACED)
    if type != "thing":
        found.update((word, TITLE) for word, kind in columns("titles", "word", "kind") if kind == "attached")
    return found


@kept(frozenset, data=DATA, code=CODE)
def ordinals() -> frozenset[str]:
    """What is written behind digits to make an ordinal: 2nd, 3e, 44-я."""
    return frozenset(_key(row["word"]) for row in rows("ordinals"))


@kept(as_mapping, data=DATA, code=CODE)
def adjectives() -> Mapping[str, str]:
    """Endings that make an adjective of a place's name, folded, and what stays of each: -ская, -цкая and -цк."""
    return {_key(row["ending"]): _key(row["stays"]) for row in rows("adjectives")}


@kept(tuple, data=DATA, code=CODE)
def patronymic_endings() -> tuple[str, ...]:
    """Endings of patronymics, folded: -ovich, -ович, -ovna."""
    return tuple(
        sorted({_key(row["ending"]) for row in rows("patronymics") if len(row["ending"]) >= SHORTEST_PATRONYMIC})
    )


@kept(frozenset, data=DATA, code=CODE)
def filial() -> frozenset[str]:
    """Particles, folded, that bind a child's name to the parent's: bin, ibn, ben, بن."""
    return frozenset(_key(row["word"]) for row in rows("particles") if row["kind"] == "filial")


@kept(frozenset, data=DATA, code=CODE)
def children() -> frozenset[str]:
    """Particles, folded, behind which a father's name stands: bin, ibn, ben, بن."""
    return _kinships() - frozenset(patronymic_endings())


@kept(frozenset, data=DATA, code=CODE)
def parents() -> frozenset[str]:
    """Particles, folded, before which a father's name stands: oglu, qızı, оглы."""
    return _kinships() & frozenset(patronymic_endings())


def _kinships() -> frozenset[str]:
    """Filial particles that are nothing else: al is a son in Malaya, and an article in many names."""
    return filial() - {_key(row["word"]) for row in rows("particles") if row["kind"] not in KIN}


@kept(frozenset, data=DATA, code=CODE)
def bynames() -> frozenset[str]:
    """Titles, folded, that many people have for a name, and the beginning of such: Khan, Shah, Abdul."""
    borne = {word for word, kind in columns("frequencies", "word", "kind") if kind in BORNE}
    others = {*SUFFIXES, *KUNYAS, BORN, ABBREVIATED}
    titles = {_key(word) for word, kind in columns("titles", "word", "kind") if kind not in others}
    begun = {_key(word) for word, kind in columns("particles", "word", "kind") if kind == "patronymic"}
    return frozenset(key for key in (titles | begun) & borne if len(key) > 1)


@kept(frozenset, data=DATA, code=CODE)
def abbreviated() -> frozenset[str]:
    """Titles, folded, that are such only with a full stop: sen, dep, geb."""
    return frozenset(_key(word) for word, kind in columns("titles", "word", "kind") if _needs_stop(word, kind))


@kept(frozenset, data=DATA, code=CODE)
def born() -> frozenset[str]:
    """Titles, folded, behind which the name stands that somebody was born with: née, geborene, z domu."""
    return frozenset(_key(word) for word, kind in columns("titles", "word", "kind") if kind == BORN)


@kept(_as_sets, data=DATA, code=CODE)
def kunyas() -> Mapping[str, frozenset[str]]:
    """Titles, folded, that make a child's name a parent's, and of which parent: Abu of a father, Umm of a mother."""
    return {_key(word): frozenset({kind}) for word, kind in columns("titles", "word", "kind") if kind in KUNYAS}


@kept(frozenset, data=DATA, code=CODE)
def servants() -> frozenset[str]:
    """Particles, folded, that make a name of the word behind them: Abdul, Abd al, عبد."""
    return frozenset(_key(row["word"]) for row in rows("particles") if row["kind"] == "patronymic")


@kept(frozenset, data=DATA, code=CODE)
def forms() -> frozenset[str]:
    """Legal forms, folded: gmbh, limited, open joint stock company."""
    return frozenset(_key(form) for form, _ in columns("legal_forms", "form", "class"))


@cache
def _mistyped() -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Words of legal forms that a slip may change, by two of their letters and each length that it may leave them.

    Behind the first letter one slip leaves the first two letters as they are, or the first and the last two.
    """
    found: dict[tuple[str, int], dict[str, None]] = {}
    words = {(word, len(words)) for form in forms() for words in (form.split(),) for word in words if word.isalpha()}
    for word, size in sorted(words):
        if len(word) >= (SHORTEST_MISTYPED if size == 1 else SHORTEST_IN_FORM):
            for letters in (word[:2], word[0] + word[-2:]):
                for more in (-1, 0, 1):
                    found.setdefault((letters, len(word) + more), {})[word] = None
    return {key: tuple(some) for key, some in found.items()}


@cache
def legal_words() -> tuple[str, ...]:
    """Words of legal forms, folded, of which one slip may make another word: see `legal_slip`."""
    return tuple(dict.fromkeys(word for words in _mistyped().values() for word in words))


@cache
def _known_words() -> frozenset[str]:
    """Words, folded, that are what they are: such as have a role, or stand in a form of several; names of many."""
    known = {word for phrase in roles_of_any() for word in phrase.split()}
    return frozenset({*roles_of_any(), *known, *frequencies(), *given_names(), *numbers()})


@lru_cache(maxsize=65536)
def legal_slip(key: str) -> str:
    """Give the word of a legal form that one slip of the hand made another of, "" for none and for a known word.

    Slips at the first letter are rare (J. J. Pollock and A. Zamora, Collection and characterization of spelling errors
    in scientific and scholarly text, 1983): Kompany is a name.

    >>> legal_slip("limted"), legal_slip("limited"), legal_slip("chmarin")
    ('limited', '', '')
    """
    size, known = len(key), _mistyped()
    if size < SHORTEST_IN_FORM:
        return ""
    begun, ended = known.get((key[:2], size), ()), known.get((key[0] + key[-2:], size), ())
    if not (begun or ended) or key in _known_words():
        return ""
    near = sorted({*begun, *ended})
    return "" if key in near else next((word for word in near if OSA.distance(key, word, score_cutoff=1) == 1), "")


@kept(frozenset, data=DATA, code=CODE)
def conjunctions() -> frozenset[str]:
    """Words, folded, that join names, some of one letter: y, e, и. Any other single letter is an initial."""
    return frozenset(_key(row["word"]) for row in rows("particles") if row["kind"] == "conjunction")


@kept(as_mapping, data=DATA, code=CODE)
def given_names() -> Mapping[str, Mapping[str, str]]:
    """Given names, folded, with the groups that they belong to and how: full, short or cognate.

    Where a language has a cognate of its own, its names are a group too: Gosia is short for Małgorzata, though a
    cognate of Margaret. Where it has several, each has one: a Finn is Pekka or Petteri, and never both. What is written
    with marks is known without them too: José, Jose.
    """
    found: dict[str, dict[str, str]] = {}
    listed = [(_key(name), *row) for name, *row in columns("given_names", "name", "group", "relation", "lang")]
    own: dict[tuple[str, str], dict[str, None]] = {}
    for key, group, relation, lang in listed:
        if relation == "cognate":
            own.setdefault((group, lang), {})[key] = None
    for key, group, relation, lang in listed:
        groups = found.setdefault(key, {})
        # Of what a name is in several languages the closest counts: William is full in English, a cognate in Dutch.
        groups[group] = min(relation, groups.get(group, relation), key=CLOSEST.index)
        for one in (key,) if relation == "cognate" else own.get((group, lang), ()):
            groups[f"{group} {lang} {one}"] = "full" if relation == "cognate" else relation
    for key in [key for key in found if not key.isascii()]:
        if (bare := _unmarked(key)) != key:
            groups = found.setdefault(bare, {})
            for group, relation in found[key].items():
                groups[group] = min(relation, groups.get(group, relation), key=CLOSEST.index)
    return found


def _unmarked(key: str) -> str:
    """Write a folded name as it is written where marks are left out: Jose, Jiri, ΝΙΚΟΣ, Алеша."""
    if script_of(key) not in UNMARKED:
        return key.replace("ё", "е")
    return "".join([letter for letter in normalize("NFD", key) if not combining(letter)]).translate(STROKES)


@kept(_as_sets, data=DATA, code=CODE)
def latin_given() -> Mapping[str, frozenset[str]]:
    """Given names, folded, of languages alone that are written in Latin letters, and their groups: John.

    Short forms are not among them, which are often words of other languages: Al, Kim.
    """
    listed = [
        (_key(name), group, relation, lang.partition("-")[0])
        for name, group, relation, lang in columns("given_names", "name", "group", "relation", "lang")
    ]
    elsewhere = {lang for name, _, _, lang in listed if script_of(name) != "Latn"}
    known = {name for name, _, relation, lang in listed if lang in elsewhere or relation == "short"}
    found: dict[str, set[str]] = {}
    for name, group, _, _ in listed:
        if name not in known:
            found.setdefault(name, set()).add(group)
    return {name: frozenset(groups) for name, groups in found.items()}


@kept(_as_sets, data=DATA, code=CODE)
def given_elsewhere() -> Mapping[str, frozenset[str]]:
    """Groups of given names, and the names of each, folded, that are in other scripts than Latin."""
    found: dict[str, set[str]] = {}
    for name, group in columns("given_names", "name", "group"):
        if script_of(name) != "Latn":
            found.setdefault(group, set()).add(_key(name))
    return {group: frozenset(names) for group, names in found.items()}


@kept(as_mapping, data=DATA, code=CODE)
def numbers() -> Mapping[str, int]:
    """Words that are numbers, folded: three, third, III, три."""
    return {_key(word): int(value) for word, value in columns("numbers", "word", "value")}


@kept(_as_sets, data=DATA, code=CODE)
def genders() -> Mapping[str, frozenset[str]]:
    """Given names, folded, of men alone and of women alone, where one of the other gender is near: Daniel, Daniela."""
    rows = list(columns("genders", "word", "gender"))
    return {one: frozenset(_key(word) for word, gender in rows if gender == one) for one in (MASCULINE, FEMININE)}


@kept(as_mapping, data=DATA, code=CODE)
def frequencies() -> Mapping[str, int]:
    """Common words of names, folded, and how many of a million names hold each where it is commonest."""
    found: dict[str, int] = {}
    for word, count in columns("frequencies", "word", "per_million"):
        found[word] = max(int(count), found.get(word, 0))
    return found
