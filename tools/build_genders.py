"""Which given names are a man's, and which a woman's? Writes src/allonym/data/parts/genders.tsv.

    pip install Faker==40.63.0 names==0.3.0 && python tools/build_genders.py

Names are from the lists of men's and of women's names by country as packaged in Faker (MIT), and from the United States
Census of 1990 as packaged in names (public domain). A name that stands in lists of both, in whatever country, is
neither: Andrea is a man in Italy and a woman in Germany. Russian, Ukrainian, Bulgarian and Greek names are also written
in Latin letters, as the schemes of this library do. Kept are the names that some name of the other gender is near to:
others are not taken for one.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from build_frequencies import FAKER, LATIN, NAMES, is_plain
from rapidfuzz.distance import Levenshtein

from allonym.fold import fold
from allonym.romanization import spellings
from allonym.script import script_of

OUT = Path(__file__).parent.parent / "src/allonym/data/parts/genders.tsv"
LISTS = {"first_names_male": "masculine", "first_names_female": "feminine"}
# The shortest name that tells: shorter ones are somebody else's in another language.
SHORTEST = 3
# Of a hundred bearers in the census at most so many may be of the other gender: clerks err, too.
STRAY = 0.02
# The least share of the census, in percent, for a name that no other list has.
LEAST_SHARE = 0.005
# Names are near that begin with so many letters in common, and have so many changed at most.
COMMON, MOST_CHANGED = 3, 2


def main() -> None:
    """Write each name of one gender, with the fuller source."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, gender, source in (*people(), *census()):
        if len(name) >= SHORTEST:
            found[name][gender].add(source)
    known = {name: next(iter(genders)) for name, genders in sorted(found.items()) if len(genders) == 1}
    rows = [(name, known[name], max(found[name][known[name]])) for name in beside_others(known)]
    OUT.write_text("word\tgender\tsource\n" + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(len(rows), "names", Counter(row[1] for row in rows), Counter(script_of(row[0]) for row in rows))


def beside_others(genders: Mapping[str, str]) -> Iterator[str]:
    """Go through the names to which one of the other gender is near."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in genders:
        alike[name[:COMMON]].append(name)
    for name, gender in genders.items():
        others = (one for one in alike[name[:COMMON]] if genders[one] != gender)
        if any(Levenshtein.distance(name, one, score_cutoff=MOST_CHANGED) <= MOST_CHANGED for one in others):
            yield name


def people() -> Iterator[tuple[str, str, str]]:
    """Go through the lists of Faker: name, gender and source."""
    for folder in sorted(Path(str(files("faker") / "providers/person")).iterdir()):
        if not re.fullmatch("[a-z]{2}_[A-Z]{2}", folder.name):
            continue
        lang = folder.name[:2]
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for name, gender in LISTS.items():
            for one in provider.__dict__.get(name, ()):
                words = fold(one).words
                if len(words) == 1 and is_plain(words[0]):
                    yield from ((key, gender, FAKER) for key in {fold(one).key, *in_latin(one, lang)})


def in_latin(name: str, lang: str) -> set[str]:
    """Write a name in Latin letters, as this library's schemes for its language do."""
    if lang not in LATIN:
        return set()
    texts = {fold(one.text).key for one in spellings(name, lang=lang) if one.scheme.startswith(LATIN[lang])}
    return {text for text in texts if script_of(text) == "Latn"}


def census() -> Iterator[tuple[str, str, str]]:
    """Go through the names of the United States Census, but for those that many of both genders bear."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for file, gender in {"dist.male.first": "masculine", "dist.female.first": "feminine"}.items():
        for name, share, *_ in map(str.split, files("names").joinpath(file).read_text(encoding="utf-8").splitlines()):
            shares[fold(name).key][gender] = float(share)
    for name, by_gender in shares.items():
        whole = sum(by_gender.values())
        for gender, share in by_gender.items():
            if share >= max(LEAST_SHARE, STRAY * whole):
                yield name, gender, NAMES


if __name__ == "__main__":
    main()
