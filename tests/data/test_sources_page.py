"""Does the page on the sources of schemes count what their files say?"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_page_counts_what_the_files_say():
    """The page is what its tool writes today: run the tool again after a file's `confidence` has changed."""
    run = subprocess.run([sys.executable, str(ROOT / "tools/count_sources.py")], check=True, capture_output=True)
    page = (ROOT / "docs/explanation/sources.md").read_text(encoding="utf-8")
    assert run.stdout.decode() == page
