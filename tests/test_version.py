"""Which version of allonym is this?"""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

import allonym
from allonym.version import __version__

ROOT = Path(__file__).parents[1]


def test_the_version_is_one_of_pep_440():
    """Installers can order it: numbers with dots, perhaps a pre-release."""
    assert re.fullmatch(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.dev\d+)?", __version__)


def test_the_changelog_tells_of_it():
    """Users find what is new in this version."""
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_package_takes_its_version_from_here():
    """One file says the version; the package's own record and `allonym.__version__` repeat it."""
    facts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert facts["project"].get("version", __version__) == __version__
    assert allonym.__version__ == __version__
    try:
        assert version("allonym") == __version__
    except PackageNotFoundError:
        pytest.skip("allonym is not installed, only on the path")
