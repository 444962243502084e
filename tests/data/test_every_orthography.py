"""Does every bundled orthography read every one of its samples as its language does?"""

from pathlib import Path
from unicodedata import normalize

import pytest

from allonym.proof import check_file, read_words
from allonym.reading import load_orthography

FOLDER = Path(__file__).parents[2] / "src/allonym/data/orthographies"
ORTHOGRAPHIES = {path.stem: load_orthography(path) for path in sorted(FOLDER.glob("*.toml"))}
SAMPLES = [(code, name, sounds) for code, found in ORTHOGRAPHIES.items() for name, sounds in found.samples]


@pytest.mark.parametrize(("code", "name", "sounds"), SAMPLES)
def test_sample(code, name, sounds):
    """An orthography reads each word of a name as it sounds in its language, as one of its ways."""
    assert read_words(ORTHOGRAPHIES[code], name, sounds) == (sounds,)


@pytest.mark.parametrize("code", sorted(ORTHOGRAPHIES))
def test_file_proves_itself(code):
    """An orthography's file cites its source, and each of its rules is reachable and fires in a sample."""
    assert [str(finding) for finding in check_file(FOLDER / f"{code}.toml")] == []


@pytest.mark.parametrize("code", sorted(ORTHOGRAPHIES))
def test_rules_know_what_folding_takes_apart(code):
    """A letter that folding takes apart (Thai ำ) has a rule for what is left of it, for names are folded first."""
    if ORTHOGRAPHIES[code].decompose:
        return
    spellings = {rule.spelling for rule in ORTHOGRAPHIES[code].rules.listed}
    assert {normalize("NFKC", spelling) for spelling in spellings} <= spellings
