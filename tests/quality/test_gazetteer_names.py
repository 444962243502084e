"""Are the names that the benchmark of the gazetteer makes what it says they are?"""

import csv
import gzip
import json
import sys
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
GIVEN = {"Сергей": "Sergey", "Андрей": "Andrei", "Ольга": "Olga", "Мария": "Maria", "Игорь": "Igor", "Пётр": "Pyotr"}
FAMILY = {
    "Хренин": "Khrenin", "Щукин": "Shchukin", "Жданов": "Zhdanov", "Белов": "Belov", "Цой": "Tsoi", "Юдин": "Yudin",
    "Чехов": "Chekhov", "Носов": "Nosov", "Рыжов": "Ryzhov", "Ежов": "Yezhov", "Орлов": "Orlov", "Шишкин": "Shishkin",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Names and queries made twice from a handful of invented people."""
    if not BENCHMARKS.exists():
        pytest.skip("the benchmarks do not come with the source distribution")
    pytest.importorskip("unidecode")
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from gazetteer_names import generate  # noqa: PLC0415
    finally:
        sys.path.remove(str(BENCHMARKS))
    folder = tmp_path_factory.mktemp("people")
    with gzip.open(folder / "persons.entities.jsonl.gz", "wt", encoding="utf-8") as lines:
        for given, given_latin in GIVEN.items():
            for family, family_latin in FAMILY.items():
                names = [
                    {"text": f"{given} {family}", "lang": "ru", "script": "Cyrl"},
                    {"text": f"{given_latin} {family_latin}", "lang": "en", "script": "Latn"},
                ]
                lines.write(json.dumps({"id": given + family, "type": "person", "names": names}) + "\n")
    for out in ("one", "two"):
        generate(folder, folder / out, 60, 20)
    return folder


def rows(path):
    """Read a TSV."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_names_are_the_same_each_time(made):
    """The same people give the same names and the same queries, byte for byte."""
    for file in ("names.tsv", "queries.tsv"):
        assert (made / "one" / file).read_bytes() == (made / "two" / file).read_bytes()


def test_no_name_comes_twice(made):
    """Each entity has one name, and no other has it."""
    names = [row["name"] for row in rows(made / "one/names.tsv")]
    assert len(names) > 50
    assert len(set(names)) == len(names)


def test_queries_ask_for_names_of_the_table(made):
    """Each query says whom it means, and which name of the table that is; the unknown mean nobody."""
    known = {row["entity"]: row["name"] for row in rows(made / "one/names.tsv")}
    queries = rows(made / "one/queries.tsv")
    assert {row["kind"] for row in queries} >= {"exact", "romanization-scheme", "typing", "script", "unknown"}
    for row in queries:
        assert row["name"] == known.get(row["entity"], "")
        assert (row["kind"] == "unknown") == (not row["entity"])


def test_queries_are_of_their_kind(made):
    """Exact ones are equal, typing errors one edit away, other scripts share no letter, unknown ones stand nowhere."""
    known = {row["name"] for row in rows(made / "one/names.tsv")}
    for row in rows(made / "one/queries.tsv"):
        if row["kind"] == "exact":
            assert row["query"] == row["name"]
        elif row["kind"] == "typing":
            assert OSA.distance(row["query"], row["name"]) == 1
        elif row["kind"] == "script":
            assert not set(row["query"]) & set(row["name"]) - {" "}
        else:
            assert row["query"] not in known
