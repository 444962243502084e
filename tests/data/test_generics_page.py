"""Are the generic words known in the core languages, and does their page count them?"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from count_generics import CORE, LACKING, cells, holes, matrix  # noqa: E402  (a tool, found by its folder)


def test_page_counts_what_the_file_says():
    """The page is what its tool writes today: run the tool again after a generic word was added."""
    run = subprocess.run([sys.executable, str(ROOT / "tools/count_generics.py")], check=True, capture_output=True)
    page = (ROOT / "docs/explanation/generic-words.md").read_text(encoding="utf-8")
    assert run.stdout.decode() == page


def test_a_concept_of_english_has_words_in_each_core_language():
    """No core language lacks a concept that English has, but for those that the tool lists; fill one, and strike it."""
    assert holes(cells()) == LACKING


def test_matrix_has_every_concept_and_language():
    """The table that people read has a row for each concept and a column for each language."""
    found = cells()
    heads, *rows = [line.split("\t") for line in matrix(found).splitlines()]
    assert set(CORE) < set(heads)
    assert [row[0] for row in rows] == sorted(found)
    assert {len(row) for row in rows} == {len(heads)}
