"""Which countries, capitals, cities, rivers and regions does the bundled table `world` hold, and by which names?

Run as `python tools/build_world.py [FOLDER]`; it needs Babel and rigour, and writes `names.tsv`, `entities.tsv`
and the Unicode licence into `src/allonym/data/tables/world` (or FOLDER).  The same inputs give the same bytes.

What goes in, in the order in which the sources are read:

1. CLDR through Babel: names of countries and territories (`LANGUAGES` and `MORE_LANGUAGES`; territories that the news
   seldom names only in `LANGUAGES`), exemplar cities of the time zones in `world_zones.tsv` (`LANGUAGES`).
2. `world_cldr_alt.tsv`: CLDR's alternative names of territories, which Babel leaves out.
3. rigour: headings, full names and strong aliases of its territories, less `world_rejected.tsv` and what `usable`
   turns down; its QIDs.
4. `world_curated_entities.tsv` and `world_curated.tsv`: written by hand.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import babel
from babel import localedata
from babel.core import get_cldr_version, get_global
from rigour._core import territories_jsonl


def words(text: str) -> tuple[str, ...]:
    """The words of a text, for lists of codes that read better unquoted."""
    return tuple(text.split())


HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "allonym" / "data" / "tables" / "world"

CLDR = f"cldr:{get_cldr_version()}"
CURATED = "curated:2026-11"
RIGOUR = f"rigour:{version('rigour')}"

# CLDR locales whose names are read for every entity: the languages that most news is written in.
LANGUAGES = words(
    "en de fr es it pt nl pl cs ru uk be bg sr mk el tr ar fa he zh ja ko af am az bn bs ca da et eu fi ga gl hi hr"
    " hu hy id is ka kk ky lt lv mn ms no pt_PT ro sk sl sq sr_Latn sv sw ta tg tk th ur uz vi zh_Hant be_TARASK"
)
# Read for the names of states and of territories that the news names often; with LANGUAGES these are the locales that
# CLDR covers well, less those whose names are English ones or spelled letter by letter from English.
MORE_LANGUAGES = words(
    "as br ceb ckb cy de_CH en_CA eo es_419 es_MX fa_AF fil fo fr_CA fy gd gu ha hsb ig jv km kn ko_KP kok ku lb lo"
    " mg ml mr mt my ne nn om or pa ps sd si so sr_Cyrl_BA sw_KE te ti tt ug uz_Cyrl yi yo zh_Hant_HK zu"
)
# The language whose tag a string gets when several share it: the first of these, then by the alphabet.
TAG_ORDER = words("en de fr es it pt nl pl cs ru uk be bg sr mk el tr ar fa he zh ja ko")

# Territories that the news seldom names: their names in LANGUAGES are enough.
SELDOM = frozenset(
    words(
        "AC AI AQ AS AW AX BL BQ BV CC CK CP CQ CW CX DG EA FK FO GF GG GP GS GU HM IC IM IO JE KY MF MP MQ MS NC NF NU"
        " PF PM PN RE SH SJ SX TA TC TF TK UM VG VI WF YT"
    )
)
# CLDR codes that are no place of their own: outer regions, unions, pseudo-locales and the unknown.
NO_PLACE = frozenset(words("EU EZ QO UN XA XB ZZ"))
# rigour entries that are no place, that stand for several things which the curated rows keep apart, or that bear
# the name of their chief city and would only make it ambiguous (as do the cantons of Switzerland, `ch-`).
RIGOUR_SKIPPED = frozenset(
    words(
        "ae-az ae-du ae-sh az-nk br-rj br-sp cn-bj cn-cq cn-sh cn-tj de-be de-hb de-hh eu ge-ab ip pk-km ru-mow ru-spe"
        " ua-30 ua-cri ua-dpr ua-lpr un us-dc x-so zz"
    )
)
# Territories whose second name CLDR puts in brackets.
TWO_NAMES = ("MM", "FK", "NZ")
HISTORIC = {"an": "AN", "cshh": "", "csxx": "", "dd": "DE", "suhh": "", "yucs": "", "zr": "CD"}

SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CHEROKEE": "Cher", "CJK": "Hani", "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GREEK": "Grek", "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Kore", "HEBREW": "Hebr", "HIRAGANA": "Jpan", "KANNADA": "Knda", "KATAKANA": "Jpan", "KHMER": "Khmr",
    "LAO": "Laoo", "LATIN": "Latn", "MALAYALAM": "Mlym", "MONGOLIAN": "Mong", "MYANMAR": "Mymr", "ORIYA": "Orya",
    "SINHALA": "Sinh", "TAMIL": "Taml", "TELUGU": "Telu", "THAI": "Thai", "TIBETAN": "Tibt", "TIFINAGH": "Tfng",
}  # fmt: skip
# Scripts whose letters a tag's script admits.
ADMITS = {
    "Jpan": {"Jpan", "Hani"}, "Hans": {"Hani"}, "Hant": {"Hani"}, "Hani": {"Hani"}, "Kore": {"Kore", "Hani"},
}  # fmt: skip

# What tells the language of a name: letters and words that the other languages of the script lack.
TELLTALES = (
    ("[іїєґ]|ська", "uk-Cyrl"),
    ("ў", "be-Cyrl"),
    ("[қғңұһәөү]", "kk-Cyrl"),
    ("[ыэё]|ская |Республика|[СФ]СР$|СФСР|край$", "ru-Cyrl"),
    ("^Land |^Freistaat |^Freie |sachsen$|Sachsen|falen$|falz$", "de-Latn"),
    ("^Estado d|^Ilha |^Distrito ", "pt-Latn"),
    ("^République |^Territoire |^Royaume ", "fr-Latn"),
    ("Repub?lic of |^State of |^Kingdom of |Islands?$|Republic$|Region$|Territor(y|ies)$", "en-Latn"),
)

KINDS = frozenset(("", "endonym", "exonym", "acronym", "short", "former", "alias"))


class Entity(NamedTuple):
    """A place, as a row of entities.tsv."""

    entity: str
    heading: str
    country: str
    same_as: tuple[str, ...] = ()
    replaced_by: str = ""


class Claim(NamedTuple):
    """One source's word that a place bears a name in one language."""

    entity: str
    name: str
    tag: str
    kind: str
    source: str


def main(folder: Path) -> None:
    """Build the table and write it into `folder`."""
    entities, claims = gather()
    rows = choose(claims, entities)
    check(rows, entities)
    write(folder / "names.tsv", ("entity", "name", "tag", "kind", "scheme", "source"), rows)
    write(folder / "entities.tsv", ("entity", "type", "heading", "country", "same_as", "replaced_by"), lines(entities))
    licence = Path(babel.__file__).parent / "locale-data" / "LICENSE.unicode"
    (folder / "LICENCE-UNICODE.txt").write_text(licence.read_text("utf-8"), "utf-8", newline="\n")


def gather() -> tuple[dict[str, Entity], list[Claim]]:
    """Every entity by its id, and every claim of every source."""
    entities: dict[str, Entity] = {}
    claims: list[Claim] = []
    rigour = [json.loads(line) for line in territories_jsonl().splitlines()]
    for entity, found in (
        *curated_entities(),
        *from_rigour(rigour),
        *from_cldr_territories(),
        *from_cldr_alternatives(),
        *from_cldr_cities(),
        *curated_names(),
    ):
        known = entities.get(entity.entity, entity)
        same_as = tuple(sorted({*known.same_as, *entity.same_as}))
        entities[entity.entity] = known._replace(same_as=same_as)
        claims.extend(found)
    return entities, claims


# --- rigour


def from_rigour(territories: list[dict[str, Any]]) -> Iterator[tuple[Entity, list[Claim]]]:
    """Territories of rigour with their English names and strong aliases."""
    rejected = {(row["code"], row["name"]) for row in read(HERE / "world_rejected.tsv")}
    for data in territories:
        code = data["code"]
        if code in RIGOUR_SKIPPED or code.startswith("ch-"):
            continue
        qid = f"wd:{data['qid']}"
        heading = re.sub(r" \(.*", "", data["name"])
        if len(code) == 2 and code not in HISTORIC:
            entity = Entity(f"iso3166:{code.upper()}", heading, code.upper(), (qid,))
        elif "-" in code and not code.startswith(("su-", "cy-trnc", "so-som", "md-pmr", "iq-kr")):
            entity = Entity(qid, heading, code[:2].upper(), (f"iso3166-2:{code.upper()}",))
        else:
            country = HISTORIC.get(code, "" if code.startswith("su-") else code[:2].upper())
            entity = Entity(qid, heading, country)
        # Full names that only add the country in brackets lose it.
        names = [heading, re.sub(r" \(.*\)$", "", data.get("full_name", heading))]
        names += [name for name in data.get("names_strong", []) if (code, name) not in rejected]
        claims = [
            Claim(entity.entity, tidy(name), guess_tag(name, english=index < 2), "", RIGOUR)
            for index, name in enumerate(names)
            if name == heading or usable(name)
        ]
        yield entity, claims


def usable(name: str) -> bool:
    """Is this rigour alias a plain name, no address line, shouting, stray mark or machine spacing?"""
    shouted = name.isupper() and len(name) > 5
    return not (shouted or re.search(r"[(),`]| -|\bnutome\b|[A-Z]{7}|[А-Я]{7}|\u0301|^Г\.", name))


def guess_tag(name: str, *, english: bool) -> str:
    """The tag of a rigour name, which carries no language: told by letters and words that one language alone has."""
    script = script_of(name)
    if english and script == "Latn":
        return "en-Latn"
    if script == "Hani":
        return "zh-Hani"
    for pattern, tag in TELLTALES:
        if tag.endswith(script) and re.search(pattern, name):
            return tag
    return f"und-{script}"


# --- CLDR


def from_cldr_territories() -> Iterator[tuple[Entity, list[Claim]]]:
    """CLDR's names of countries and territories."""
    for locale in LANGUAGES + MORE_LANGUAGES:
        names = localedata.load(locale, merge_inherited=False).get("territories", {})
        for code, name in names.items():
            if len(code) != 2 or code in NO_PLACE or (code in SELDOM and locale not in LANGUAGES):
                continue
            entity = Entity(f"iso3166:{code}", name, code)
            yield entity, [Claim(entity.entity, part, tag_of(locale), "", CLDR) for part in parts(code, name)]


def from_cldr_alternatives() -> Iterator[tuple[Entity, list[Claim]]]:
    """CLDR's short and alternative names of territories."""
    for row in read(HERE / "world_cldr_alt.tsv"):
        code = row["code"]
        entity = Entity(f"iso3166:{code}", row["name"], code)
        kind = "" if row["alt"] != "short" else "acronym" if row["name"].isupper() else "short"
        for part in parts(code, row["name"]):
            yield entity, [Claim(entity.entity, part, tag_of(row["locale"]), kind, row["source"])]


def from_cldr_cities() -> Iterator[tuple[Entity, list[Claim]]]:
    """CLDR's exemplar cities of the chosen time zones; English falls back on the id of the zone, as CLDR says."""
    zones = {row["zone"]: row for row in read(HERE / "world_zones.tsv")}
    for locale in LANGUAGES:
        named = localedata.load(locale, merge_inherited=False).get("time_zones", {})
        for zone, row in zones.items():
            name = row["heading"] if locale == "en" else named.get(zone, {}).get("city")
            if name:
                entity = Entity(row["entity"], row["heading"], row["country"], tuple(row["same_as"].split()))
                yield entity, [Claim(entity.entity, part, tag_of(locale), "", CLDR) for part in parts("", name)]


def parts(code: str, name: str) -> list[str]:
    """The names in a CLDR string: `Myanmar (Burma)` holds two, `Cocos (Keeling) Islands` one."""
    name = tidy(name)
    both = re.fullmatch(r"([^(（]+?) ?[(（]([^)）]+)[)）]", name)
    if code in TWO_NAMES and re.search(r"[(（]", name):
        return [tidy(both[1]), tidy(both[2])] if both else []
    # Two capitals are a word in too many languages (Macedonian ОК is the United Kingdom): only the two best known stay.
    if name.upper() == code or len(name) < 2 or (name.isupper() and len(name) == 2 and name not in ("US", "UK")):
        return ["US"] if name == "US" else []
    return [name]


def tag_of(locale: str) -> str:
    """The BCP 47 language and script of a CLDR locale: `uz_Cyrl` gives `uz-Cyrl`, `ru` gives `ru-Cyrl`."""
    lang, *rest = locale.split("_")
    if rest and len(rest[0]) == 4:
        return f"{lang}-{rest[0]}"
    full = get_global("likely_subtags").get(f"{lang}_{rest[0]}" if rest else lang) or get_global("likely_subtags")[lang]
    return f"{lang}-{full.split('_')[1]}"


# --- by hand


def curated_entities() -> Iterator[tuple[Entity, list[Claim]]]:
    """Entities written by hand, each with its English heading; they come first, so that their headings stand."""
    for row in read(HERE / "world_curated_entities.tsv"):
        entity = Entity(row["entity"], row["heading"], row["country"], tuple(row["same_as"].split()))
        yield entity, [Claim(entity.entity, entity.heading, "en-Latn", "", CURATED)]


def curated_names() -> Iterator[tuple[Entity, list[Claim]]]:
    """Names written by hand, of entities of any source; they come last, so that each finds its entity."""
    for row in read(HERE / "world_curated.tsv"):
        yield Entity(row["entity"], "", ""), [Claim(row["entity"], row["name"], row["tag"], row["kind"], row["source"])]


# --- from claims to rows


def choose(claims: list[Claim], entities: dict[str, Entity]) -> list[tuple[str, ...]]:
    """One row for each name of each entity: the best tag, kind and source among the claims."""
    grouped: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if fits(claim):
            grouped.setdefault((claim.entity, claim.name), []).append(claim)
    rows: list[tuple[str, ...]] = []
    for (entity, name), found in grouped.items():
        spoken = official_languages(entities[entity].country)
        best = min(found, key=lambda claim: rank(claim, spoken))
        said = next((claim.kind for claim in found if claim.kind), "")
        rows.append((entity, name, best.tag, said or relation(best.tag, spoken), "", best.source))
    return rows


def rank(claim: Claim, spoken: frozenset[str]) -> tuple[bool, bool, int, str, str]:
    """Order of claims for one string: a language of the place itself first, else kind would call an endonym foreign."""
    lang = claim.tag.partition("-")[0]
    place = TAG_ORDER.index(lang) if lang in TAG_ORDER else len(TAG_ORDER)
    return lang == "und", lang not in spoken, place, claim.tag, claim.source


def relation(tag: str, spoken: frozenset[str]) -> str:
    """Endonym if the tag's language has official standing in the place, exonym if not, nothing if unknown."""
    lang = tag.partition("-")[0]
    if lang == "und" or not spoken:
        return ""
    return "endonym" if lang in spoken else "exonym"


def official_languages(country: str) -> frozenset[str]:
    """Languages with official standing, also regional, in a country (CLDR)."""
    languages = get_global("territory_languages").get(country, {})
    return frozenset(tag.partition("_")[0] for tag, facts in languages.items() if facts.get("official_status"))


def fits(claim: Claim) -> bool:
    """Does the name's script agree with its tag?  CLDR leaves English names in some locales: those are dropped."""
    script = claim.tag.partition("-")[2]
    found = scripts_of(claim.name)
    return bool(found) and found <= ADMITS.get(script, {script})


def scripts_of(name: str) -> set[str]:
    """The scripts of the letters of a name, by their Unicode names."""
    words = (
        unicodedata.name(c).replace("MODIFIER LETTER", "").split()
        for c in name
        if unicodedata.category(c)[:2] in ("Lu", "Ll", "Lt", "Lo")
    )
    return {SCRIPTS.get(word[0], "Zyyy") for word in words}


def script_of(name: str) -> str:
    """The one script of a name."""
    (script,) = scripts_of(name) or {"Zyyy"}
    return script


def lines(entities: dict[str, Entity]) -> list[tuple[str, ...]]:
    """Rows of entities.tsv."""
    return [
        (e.entity, "place", e.heading, e.country, " ".join(e.same_as), e.replaced_by) for e in sorted(entities.values())
    ]


# --- checks


def check(rows: list[tuple[str, ...]], entities: dict[str, Entity]) -> None:
    """Stop with every fault named: each is a fault of a source or of a curated row."""
    faults = [f"{row[:3]}: {fault}" for row in rows for fault in faults_of(row)]
    if len({row[:2] for row in rows}) != len(rows):
        faults.append("one name stands twice for one entity")
    named = {row[0] for row in rows}
    headings = {(row[0], row[1]) for row in rows}
    faults += [f"{entity}: an entity without a name" for entity in entities.keys() - named]
    for entity in entities.values():
        if (entity.entity, entity.heading) not in headings:
            faults.append(f"{entity.entity}: its heading {entity.heading!r} is not among its names")
        if not re.fullmatch(r"iso3166:[A-Z]{2}|wd:Q[1-9]\d*|allonym:place-[a-z0-9-]+", entity.entity):
            faults.append(f"{entity.entity}: not an id")
    claimed: dict[str, str] = {}
    for entity in sorted(entities.values()):
        for curie in {entity.entity, *entity.same_as}:
            if claimed.setdefault(curie, entity.entity) != entity.entity:
                faults.append(f"{curie}: belongs to {claimed[curie]} and to {entity.entity}")
    if faults:
        sys.exit("\n".join(faults))


def faults_of(row: tuple[str, ...]) -> Iterable[str]:
    """What is wrong with one row of names.tsv."""
    _, name, tag, kind, _, source = row
    if not unicodedata.is_normalized("NFC", name):
        yield "not NFC"
    # ZWNJ and ZWJ are spelling in Persian and in scripts of India; every other format character is not.
    if any(unicodedata.category(c)[0] == "C" and c not in "\u200c\u200d" for c in name):
        yield "a control or format character"
    if name != tidy(name) or (len(name) < 2 and not scripts_of(name) & {"Hani", "Kore"}):
        yield "outer space or a single letter"
    if not re.fullmatch(r"[a-z]{2,3}-[A-Z][a-z]{3}", tag):
        yield "no language and script in the tag"
    if kind not in KINDS:
        yield f"unknown kind {kind!r}"
    if not source:
        yield "no source"


# --- files


def tidy(name: str) -> str:
    """NFC, single plain spaces, no bidi or other invisible marks, straight to the letters that CLDR means."""
    name = unicodedata.normalize("NFC", name)
    name = "".join(c for c in name if unicodedata.category(c) != "Cf" or c in "\u200c\u200d")
    return " ".join(name.split()).strip("\u200c\u200d")


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a tab-separated file with a header; an error names the line."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            sys.exit(f"{path.name}:{number}: expected as many cells as the header has")
    return rows


def write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Write rows under a header, tab-separated, sorted, LF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join("\t".join(row) for row in (header, *sorted(rows))) + "\n"
    path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
