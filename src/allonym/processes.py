"""How is work shared between processes?"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, TypeVar

from allonym.errors import BadOption

MOST_WORKERS = 64
# So many pieces of each process are begun or wait.
AHEAD = 3
Given = TypeVar("Given")
Made = TypeVar("Made")


def check_workers(workers: object) -> int:
    """Give a number of processes back where it is a whole number from 1 to 64; raises BadOption."""
    if not isinstance(workers, int) or isinstance(workers, bool) or not 1 <= workers <= MOST_WORKERS:
        raise BadOption(f"workers={workers!r}: expected a whole number from 1 to {MOST_WORKERS}")
    return workers


def in_processes(
    work: Callable[[Given], Made],
    pieces: Iterable[Given],
    workers: int,
    *,
    start: Callable[..., None] | None = None,
    given: tuple[Any, ...] = (),
) -> Iterator[Made]:
    """Do some work on each piece in fresh processes, which begin with `start(*given)`; answers keep the order.

    Pieces are taken as they are needed, few ahead of the answers, so that there may be any number of them.
    """
    # Loaded only here: they bring logging and sockets with them, which would be a fifth of a first answer.
    futures, processes = import_module("concurrent.futures"), import_module("multiprocessing")
    with futures.ProcessPoolExecutor(workers, processes.get_context("spawn"), start, given) as pool:
        begun = deque[Any]()
        for piece in pieces:
            begun.append(pool.submit(work, piece))
            if len(begun) >= AHEAD * workers:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
