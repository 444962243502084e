"""What do the tests of quality share?"""

import importlib.util
from pathlib import Path

import pytest

FIGURES = Path(__file__).parents[2] / "benchmarks" / "figures.py"


@pytest.fixture(scope="module")
def figures():
    """The benchmarks' figures, which are no part of the package."""
    if not FIGURES.exists():
        pytest.skip("the benchmarks do not come with the source distribution")
    spec = importlib.util.spec_from_file_location("figures", FIGURES)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
