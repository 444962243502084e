"""How do tables become a compiled gazetteer, however many names they have?"""

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym import Resolver
from allonym.errors import BadOption, BadTable, IndexNotWritten, UnknownTable
from allonym.gazetteer import Gazetteer, compile_tables, compiling, open_gazetteer
from allonym.tables import find_tables

GIVEN = "Oleg Wera Anna Jan Олег Вера Mikołaj José".split()
FAMILY = "Chmarin Tarnowski Wernfelder Solbauer Grystein Molanova Bremidze Dolescu Finopoulos Ковалёва".split()
ROWS = [
    (f"x:{(at * 37) % 211:03}", f"{GIVEN[at % 8]} {FAMILY[at // 8 % 10]}", ("", "de-Latn", "ru-Cyrl")[at % 3])
    for at in range(500)
]


def written(path, rows=ROWS):
    """A table of one file."""
    path.write_text("entity\tname\ttag\n" + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def files(path):
    """The names of the files of a folder: a gazetteer's are named by their content."""
    return sorted(one.name for one in path.iterdir())


@pytest.fixture
def table(tmp_path):
    """A table of some hundred names in no order."""
    return written(tmp_path / "names.tsv")


@pytest.mark.parametrize("memory", [1 << 20, 1 << 24])
def test_it_is_the_gazetteer_built_in_memory(table, tmp_path, memory, monkeypatch):
    """Compiled row by row, a gazetteer has the bytes, the manifest and the answers of one built in memory."""
    monkeypatch.setattr(compiling, "LEAST_MEMORY", 0)
    tables = find_tables([table, "world"])
    Gazetteer.of(tables).write(tmp_path / "one", tables=tables)
    compile_tables([table, "world"], tmp_path / "two", memory=memory)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert (tmp_path / "one/manifest.json").read_bytes() == (tmp_path / "two/manifest.json").read_bytes()
    open_gazetteer(tmp_path / "two", verify=True)
    assert Resolver.open(tmp_path / "two").resolve("Oleg Chmarin").matches


@given(seed=st.integers(0, 99), memory=st.sampled_from([0, 5_000, 100_000, 1 << 24]))
@settings(max_examples=6)
def test_order_and_memory_do_not_show(tmp_path_factory, seed, memory):
    """Any order of the rows and any memory give the same bytes."""
    folder = tmp_path_factory.mktemp("order")
    # Of an entity that no row tells of, its first name is the heading: its own rows keep their order.
    keys = random.Random(seed).sample(range(211), 211)  # noqa: S311  (no secret)
    rows = [row for key in keys for row in ROWS if int(row[0][2:]) == key]
    kept = compiling.LEAST_MEMORY
    try:
        compiling.LEAST_MEMORY = 0
        compile_tables([written(folder / "one.tsv")], folder / "one", memory=1 << 24)
        compile_tables([written(folder / "two.tsv", rows)], folder / "two", memory=memory)
    finally:
        compiling.LEAST_MEMORY = kept
    assert files(folder / "one") == files(folder / "two")


def test_seed_and_workers_do_not_show(table, tmp_path):
    """Another hash seed and any number of processes give the same bytes."""
    compile_tables([table], tmp_path / "one")
    code = f"""
from allonym.gazetteer import build, compile_tables
if __name__ == "__main__":
    build.FEWEST_TAKEN = 90
    compile_tables([{str(table)!r}], {str(tmp_path / "two")!r}, memory=1 << 20, workers=2)
"""
    script = tmp_path / "run.py"
    script.write_text(code, encoding="utf-8")
    subprocess.run([sys.executable, script], env={**os.environ, "PYTHONHASHSEED": "7"}, check=True)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_nothing_is_left_beside_it(table, tmp_path):
    """While and after compiling, nothing is to be seen but the gazetteer; where it fails, nothing at all."""
    place = tmp_path / "place"
    compile_tables([table], place / "made.gazetteer", memory=1 << 20)
    assert files(place) == ["made.gazetteer"]
    written(table, [*ROWS, ("x:1", "", "")])
    with pytest.raises(BadTable, match="is empty"):
        compile_tables([table], tmp_path / "other" / "made.gazetteer")
    assert not (tmp_path / "other").exists()
    assert len(open_gazetteer(place / "made.gazetteer", verify=True)) > 400


def test_a_place_that_cannot_be_written_is_told(table, tmp_path, monkeypatch):
    """Where temporary files may not lie, the error says so before anything is changed."""
    monkeypatch.setattr(compiling, "LEAST_MEMORY", 0)
    with pytest.raises(IndexNotWritten, match="no room to sort in"):
        compile_tables([table], tmp_path / "made", memory=10, scratch=tmp_path / "nowhere")
    assert not (tmp_path / "made").exists()


def test_progress_is_told_to_the_end(table, tmp_path):
    """Names done go up to names in all."""
    told = []
    compile_tables([table, table], tmp_path / "made", progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(open_gazetteer(tmp_path / "made"))


@pytest.mark.parametrize("memory", [0, 1000, True, "1", 1e9, None])
def test_memory_is_a_number_of_bytes(table, tmp_path, memory):
    """Anything but a number of bytes, enough to work with, is refused before any work."""
    with pytest.raises(BadOption, match="memory="):
        compile_tables([table], tmp_path / "made", memory=memory)


def test_tables_are_a_list(table, tmp_path):
    """One path alone is no list of tables, and what is nowhere is unknown."""
    with pytest.raises(BadOption, match="expected a list"):
        compile_tables(str(table), tmp_path / "made")
    with pytest.raises(UnknownTable):
        compile_tables([tmp_path / "nowhere"], tmp_path / "made")
