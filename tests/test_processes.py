"""How is work shared between processes?"""

import os

import pytest

from allonym.errors import BadOption
from allonym.processes import MOST_WORKERS, check_workers, in_processes


def work(number):
    """Say what was given, and who worked on it."""
    return number, os.getpid()


def test_answers_keep_the_order_of_the_pieces():
    """Other processes do the work, and their answers come in the order in which it was given."""
    found = list(in_processes(work, range(9), 2))
    assert [number for number, _ in found] == list(range(9))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize("workers", [0, MOST_WORKERS + 1, True, 1.0, None])
def test_what_is_no_number_of_processes_is_refused(workers):
    """Only whole numbers from 1 to 64 are numbers of processes."""
    with pytest.raises(BadOption, match="expected a whole number"):
        check_workers(workers)
