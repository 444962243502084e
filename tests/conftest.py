"""What do all tests share?"""

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
