"""What do all tests share?"""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline, since shared machines stall; derandomized, since a red run must be red again on the next.
settings.register_profile("allonym", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("allonym")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the clone."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def core_modules(root):
    """The names of all modules that may be compiled, whether they are or not: allonym._align."""
    sources = sorted((root / "src").rglob("_*.c"))
    return [".".join(source.relative_to(root / "src").with_suffix("").parts) for source in sources]


@pytest.fixture(scope="session")
def said_without_core(core_modules):
    """Run code in a process of its own, in which no part of the compiled core can be imported; gives what it prints."""

    def run(code: str) -> str:
        # None in sys.modules makes an import fail as it does where the module was never built.
        blocked = f"import sys; sys.modules.update(dict.fromkeys({core_modules!r}))\n"
        command = [sys.executable, "-X", "utf8", "-c", blocked + code]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    return run
