"""What do allonym and its peers score for pairs of names, and in how much time?

    python benchmarks/pair_systems.py SYSTEM < pairs.json > scores.json

One system a process, so that none warms another and each may have an interpreter of its own. Takes a JSON list of
[name, name, type]; gives the seconds to the first answer, the CPU seconds of each pair, the scores and the megabytes.
Pairs are asked once each, after a warm-up on names of nobody. `ask` starts such a process.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import count

Pair = tuple[str, str, str]
# Takes a pair, and gives the call that scores it: what a caller holds ready anyway is not timed.
Ready = Callable[[Pair], Callable[[], float]]

# Types of the data, in allonym's words and as schemata of FollowTheMoney.
TYPES = {
    "Person": "person", "Company": "organization", "Organization": "organization", "org": "organization",
    "LegalEntity": "", "Vessel": "vessel",
}  # fmt: skip
SCHEMATA = {"person": "Person", "org": "Organization", "organization": "Organization", "place": "Address"}
WARMING = [("Ann Example", "Anna Exemplar", "Person"), ("Анна Примерова", "Anna Primerova", "Person")]
# Where each system says "the same": allonym and logic-v2 by their own defaults, the plain ones where people put it.
LINES = {"allonym": 0.5, "logic-v2": 0.7, "token sort": 0.9, "Jaro-Winkler": 0.9}


def allonym() -> Ready:
    """allonym.compare, as a user calls it."""
    from allonym import compare  # noqa: PLC0415  (one system a process)

    def ready(pair: Pair) -> Callable[[], float]:
        a, b, type_ = pair
        return lambda: compare(a, b, type=TYPES.get(type_, type_) or None).score

    return ready


def logic_v2() -> Ready:
    """Nomenklatura's best matcher, on entities of the right schema that have a name and nothing else."""
    from followthemoney import ValueEntity, model  # noqa: PLC0415  (a heavy peer)
    from nomenklatura.matching.logic_v2.model import LogicV2  # noqa: PLC0415
    from nomenklatura.matching.types import ScoringConfig  # noqa: PLC0415

    config = ScoringConfig.defaults()
    # It keeps the names of an entity by the entity's id: no two may share one.
    ids = map(str, count())

    def ready(pair: Pair) -> Callable[[], float]:
        schema = SCHEMATA.get(pair[2], pair[2])
        schema = schema if schema in model.schemata else "LegalEntity"
        a, b = (
            ValueEntity.from_dict({"id": next(ids), "schema": schema, "properties": {"name": [name]}})
            for name in pair[:2]
        )
        return lambda: LogicV2.compare(a, b, config).score

    return ready


def plain(name: str) -> str:
    """Write a name in unidecode's Latin, its words sorted."""
    from unidecode import unidecode  # noqa: PLC0415

    return " ".join(sorted(re.findall(r"\w+", unidecode(name).lower())))


def token_sort() -> Ready:
    """Unidecode, words sorted, rapidfuzz's ratio."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return lambda pair: lambda: fuzz.ratio(plain(pair[0]), plain(pair[1])) / 100


def jaro_winkler() -> Ready:
    """Unidecode, words sorted, Jaro-Winkler."""
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415

    return lambda pair: lambda: JaroWinkler.normalized_similarity(plain(pair[0]), plain(pair[1]))


SYSTEMS: dict[str, Callable[[], Ready]] = {
    "allonym": allonym, "logic-v2": logic_v2, "token sort": token_sort, "Jaro-Winkler": jaro_winkler,
}  # fmt: skip


def ask(system: str, pairs: Sequence[Pair], python: str = sys.executable) -> dict:
    """Score pairs in a fresh process of `python`; raises CalledProcessError where the system is not installed."""
    print(f"{system}: {len(pairs)} pairs ...", file=sys.stderr, flush=True)
    done = subprocess.run(  # noqa: S603  (this very file)
        [python, __file__, system], input=json.dumps(pairs), capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        done.check_returncode()
    return json.loads(done.stdout.splitlines()[-1])


def scored(ready: Ready, pairs: Iterable[Pair]) -> tuple[list[float], list[float]]:
    """Score each pair, and time it in seconds of this thread's CPU."""
    scores, seconds = [], []
    for pair in pairs:
        call = ready(pair)
        start = time.thread_time()
        value = call()
        seconds.append(time.thread_time() - start)
        scores.append(value)
    return scores, seconds


def main() -> None:
    """Read pairs, write scores."""
    pairs = json.load(sys.stdin)
    start = time.perf_counter()
    ready = SYSTEMS[sys.argv[1]]()
    scored(ready, WARMING)
    start_s, start_cpu_s = time.perf_counter() - start, time.process_time()
    scores, seconds = scored(ready, pairs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"start_s": start_s, "start_cpu_s": start_cpu_s, "scores": scores, "s": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main()
