"""How is work shared between processes?"""

import operator
import os

import pytest

from allonym.errors import BadOption
from allonym.processes import MOST_WORKERS, check_workers, in_processes


def test_answers_keep_the_order_of_the_pieces():
    """Answers come in the order in which the work was given."""
    assert list(in_processes(abs, range(9), 2)) == list(range(9))


def test_other_processes_do_the_work():
    """No piece is worked on in the process that asks."""
    # What fresh processes are given they must be able to import, which test files are not.
    assert os.getpid() not in set(in_processes(operator.call, [os.getpid] * 4, 2))


@pytest.mark.parametrize("workers", [0, MOST_WORKERS + 1, True, 1.0, None])
def test_what_is_no_number_of_processes_is_refused(workers):
    """Only whole numbers from 1 to 64 are numbers of processes."""
    with pytest.raises(BadOption, match="expected a whole number"):
        check_workers(workers)
