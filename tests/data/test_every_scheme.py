"""Does every bundled scheme write every one of its samples as its authority does?"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym.proof import check_file
from allonym.romanization import load_scheme

FOLDER = Path(__file__).parents[2] / "src/allonym/data/schemes"
SCHEMES = {path.stem: load_scheme(path) for path in sorted(FOLDER.glob("*.toml"))}
SAMPLES = [(code, name, spelling) for code, scheme in SCHEMES.items() for name, spelling in scheme.samples]
REVERSIBLE = sorted(code for code, scheme in SCHEMES.items() if scheme.reversible)


@pytest.mark.parametrize(("code", "name", "spelling"), SAMPLES)
def test_sample(code, name, spelling):
    """A scheme writes a name as its authority or the press does."""
    assert SCHEMES[code].write(name) == spelling


@pytest.mark.parametrize("code", sorted(SCHEMES))
def test_file_proves_itself(code):
    """A scheme's file cites its source, and each of its rules is reachable and fires in a sample."""
    assert [str(finding) for finding in check_file(FOLDER / f"{code}.toml")] == []


@pytest.mark.parametrize("code", REVERSIBLE)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_reversible_scheme_leads_back(code, data):
    """Any word over the alphabet of a reversible scheme comes back from its spelling."""
    scheme = SCHEMES[code]
    word = data.draw(st.text(alphabet=sorted(scheme.alphabet), min_size=1, max_size=12))
    assert scheme.restore(scheme.write(word)) == word
