"""Is the bundled table `world` what its program makes of its sources?"""

import csv
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "src" / "allonym" / "data" / "tables" / "world"
GENERATED = ("names.tsv", "entities.tsv", "LICENCE-UNICODE.txt")
SOURCES = {"babel": "2.18.0", "rigour": "2.6.1"}


def rows(name: str) -> list[dict[str, str]]:
    """Rows of one file of the table."""
    with (TABLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def installed(package: str) -> str | None:
    """The installed version of a package, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@pytest.mark.slow
@pytest.mark.skipif(
    {package: installed(package) for package in SOURCES} != SOURCES,
    reason=f"the table was made with {SOURCES}: install these versions to rebuild it",
)
def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    """Another build from the same sources gives the files that are in the repository, byte for byte."""
    subprocess.run([sys.executable, str(ROOT / "tools" / "build_world.py"), str(tmp_path)], check=True)
    for name in GENERATED:
        assert (tmp_path / name).read_bytes() == (TABLE / name).read_bytes(), name


def test_rows_are_sorted_and_distinct() -> None:
    """Each name stands once for its entity, and rows come in the order of entity and name."""
    keys = [(row["entity"], row["name"]) for row in rows("names.tsv")]
    assert keys == sorted(set(keys))


def test_every_name_has_an_entity_and_every_entity_a_name() -> None:
    """names.tsv and entities.tsv speak of the same entities, and not_same.tsv of some of them."""
    entities = {row["entity"] for row in rows("entities.tsv")}
    assert {row["entity"] for row in rows("names.tsv")} == entities
    assert {row["entity"] for row in rows("not_same.tsv")} <= entities


def test_no_forbidden_name_is_listed() -> None:
    """A name that must not resolve to an entity is not among the entity's names."""
    listed = {(row["entity"], row["name"]) for row in rows("names.tsv")}
    assert not listed & {(row["entity"], row["name"]) for row in rows("not_same.tsv")}


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Weißrussland", "iso3166:BY"),
        ("Белоруссия", "iso3166:BY"),
        ("Bélarus", "iso3166:BY"),
        ("Λευκορωσία", "iso3166:BY"),
        ("Holland", "iso3166:NL"),
        ("Birma", "iso3166:MM"),
        ("Свазиленд", "iso3166:SZ"),
        ("Lwów", "allonym:place-lviv"),
        ("Przesmyk suwalski", "allonym:place-suwalki-gap"),
        ("Çernobil", "allonym:place-chernobyl"),
        ("СССР", "wd:Q15180"),
    ],
)
def test_well_known_names_lead_to_their_place(name: str, entity: str) -> None:
    """Names that no reading of the endonym yields are listed."""
    assert entity in {row["entity"] for row in rows("names.tsv") if row["name"] == name}


def test_a_shared_name_stays_with_each_of_its_bearers() -> None:
    """Georgia is a state in the Caucasus and one of the United States."""
    assert {row["entity"] for row in rows("names.tsv") if row["name"] == "Georgia"} == {"iso3166:GE", "wd:Q1428"}
