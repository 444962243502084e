"""Are errors one tree, with codes that programs may rely on?"""

import inspect

import pytest

from allonym import errors
from allonym.errors import AllonymError, BadTable, BadTableId, BadText, TooLong

ALL = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, AllonymError)]
CODES = {
    "error",
    "bad-text",
    "too-long",
    "bad-table",
    "bad-table-id",
    "bad-rules",
    "unknown-scheme",
    "unknown-table",
    "bad-option",
    "bad-package",
    "index-corrupt",
    "index-too-new",
    "index-not-written",
}


def test_codes_are_stable():
    """Each error has one code of its own; a code, once given, stays."""
    assert len({one.code for one in ALL}) == len(ALL)
    assert {one.code for one in ALL} >= CODES


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_a_value_is_at_fault(error):
    """Every error is caught as AllonymError and as ValueError, and is drawn in the tree of its module."""
    assert issubclass(error, AllonymError)
    assert issubclass(error, ValueError)
    assert error.__name__ in errors.__doc__


def test_narrow_errors_are_wide_ones():
    """Who catches bad text also catches text that is too long; the same with tables and their names."""
    assert issubclass(TooLong, BadText)
    assert issubclass(BadTableId, BadTable)
