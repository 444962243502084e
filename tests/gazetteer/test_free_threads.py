"""Do threads answer alike where Python has no lock of its own?

Needs a free-threaded Python (3.13t or later) on the PATH, or named by ALLONYM_FREE_THREADED; skipped without one.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from allonym import Allonym, Entity, Resolver
from allonym.gazetteer import Gazetteer
from allonym.tables import Table

ROOT = Path(__file__).parents[2]
FREE = os.environ.get("ALLONYM_FREE_THREADED") or shutil.which("python3.14t") or shutil.which("python3.13t")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not FREE, reason="no free-threaded Python: name one by ALLONYM_FREE_THREADED"),
]
NAMES = [f"{one} {other}" for one in ("Oleg", "Vera", "Halil", "Κώστας", "سمير") for other in ("Chmarin", "Tarnowska")]
# By spelling, by sound, by one slip of the hand, by near sounds, and nobody.
ASKED = ["Oleg Chmarin", "Oleg Khmarin", "Vera Tarnovskaya", "Chmarni Oleg", "Kostas Chmarin", "Samir Tarnowska", "Qqq"]
# Each thread opens and asks at once, five times over, so that first touches race.
SCRIPT = """
import json, sys, threading
from allonym import Resolver

path, asked, runs = sys.argv[1], json.loads(sys.argv[2]), []
for _ in range(5):
    resolver, ready, found = Resolver.open(path), threading.Barrier(16), []

    def ask(resolver=resolver, ready=ready, found=found):
        ready.wait()
        for _ in range(5):
            answers = [resolver.resolve(name) for name in asked]
            found.append([[[m.id, m.score.hex(), m.via] for m in one.matches] for one in answers])

    crew = [threading.Thread(target=ask) for _ in range(16)]
    [one.start() for one in crew], [one.join() for one in crew]
    runs += found
print(json.dumps([sys._is_gil_enabled(), runs]))
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    """A gazetteer on disk, and what this process answers over it."""
    rows = tuple(Allonym(f"a:{at}", name) for at, name in enumerate(NAMES))
    people = Table("people", rows, {row.entity: Entity(row.entity, row.name, "person") for row in rows}, {}, {})
    path = tmp_path_factory.mktemp("free") / "people.gazetteer"
    Gazetteer.of([people]).write(path)
    resolver = Resolver.open(path)
    found = [[[m.id, m.score.hex(), m.via] for m in resolver.resolve(name).matches] for name in ASKED]
    assert found[-1] == []
    assert all(found[:-1])
    return path, found


@pytest.mark.parametrize(("core", "locked"), [("none", False), ("require", True)])
def test_threads_without_a_lock_answer_alike(core, locked, gazetteer, tmp_path):
    """Sixteen threads answer to the last bit as one does; the plain library leaves Python without its lock."""
    path, expected = gazetteer
    inside = tmp_path / "inside" / "bin" / "python"
    subprocess.run([FREE, "-m", "venv", tmp_path / "inside"], check=True)
    install = [inside, "-m", "pip", "install", "--quiet", "--only-binary", "rapidfuzz", ROOT]
    subprocess.run(install, check=True, env=os.environ | {"ALLONYM_CORE": core})
    ask = [inside, "-I", "-W", "ignore", "-c", SCRIPT, path, json.dumps(ASKED)]
    told = subprocess.run(ask, check=True, capture_output=True, text=True, cwd=tmp_path)
    enabled, runs = json.loads(told.stdout)
    assert enabled is locked
    assert runs == [expected] * 400
