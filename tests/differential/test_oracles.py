"""Do independent libraries agree with the bundled schemes, but for what is listed with its reason?"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/explanation/oracles.md"
WHO = {"oracle", "edition", "sign", "ours"}


def tool() -> ModuleType:
    """The program that compares, loaded from its file: tools/ is no package."""
    spec = importlib.util.spec_from_file_location("compare_oracles", ROOT / "tools/compare_oracles.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


oracles = tool()
SYSTEMS = oracles.systems()


SLOW = {True: (pytest.mark.slow, pytest.mark.differential), False: (pytest.mark.differential,)}
# The smallest language here has so many words; fewer would mean that the words are not found at all.
FEWEST_WORDS = 25


def mark(system):
    """ICU is in the slow group: it is a library of its own, and makes each of its transforms at first use."""
    return pytest.param(system, id=f"{system.oracle}-{system.name}-{system.scheme}", marks=SLOW[system.oracle == "icu"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")
@pytest.mark.parametrize("system", [mark(system) for system in SYSTEMS])
def test_oracle_agrees(system):
    """An oracle writes the words of the bundled tables as the scheme does, and each other spelling has a reason."""
    if not oracles.installed(system.oracle):
        pytest.skip(f"{system.oracle} is not installed")
    agreement = oracles.compared(system)
    unlisted = [(word.name, word.ours, word.theirs) for word in agreement.disagreements if not word.reasons]
    assert unlisted == []
    assert agreement.words >= FEWEST_WORDS
    assert agreement.share >= system.floor


def test_every_reason_is_told():
    """Each difference has a reason that says who differs and why."""
    reasons = oracles.reasons()
    used = {one.reason for system in SYSTEMS for one in system.differs}
    assert used == set(reasons)
    assert {reason["who"] for reason in reasons.values()} <= WHO


def test_a_difference_is_no_blanket():
    """A difference explains only words that are the same but for it, and only where the name has its letters."""
    leak = oracles.Difference("ë", "ё", "leak", oracles.re.compile(""))
    dot = oracles.Difference("", "·", "dots", oracles.re.compile("тс"))
    assert oracles.explained("Пётр", "Pëtr", "Pёtr", (leak,)) == ("leak",)
    assert oracles.explained("Пётр", "Pëtr", "Pёdr", (leak,)) == ()
    assert oracles.explained("Детский", "Detskiy", "Det·skiy", (dot,)) == ("dots",)
    assert oracles.explained("Пётр", "Pëtr", "P·ëtr", (dot,)) == ()


def test_the_page_shows_every_system():
    """The page of the documentation has a row for each system that is compared."""
    rows = {tuple(line.split(" | ")[:3]) for line in PAGE.read_text(encoding="utf-8").splitlines()}
    assert {(f"| {one.oracle}", one.name, f"`{one.scheme}`") for one in SYSTEMS} <= rows
