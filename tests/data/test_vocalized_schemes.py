"""Do schemes for scripts with vowel marks read the marks in whatever order they were typed?"""

from itertools import permutations
from unicodedata import combining

import pytest

from allonym.romanization import schemes

MARKED = [scheme for scheme in schemes() if scheme.source in ("Arab", "Hebr")]


def clusters(name):
    """Split a name into letters, each with the marks that follow it."""
    found = []
    for letter in name:
        if found and combining(letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


@pytest.mark.parametrize("scheme", MARKED, ids=lambda scheme: scheme.code)
def test_order_of_marks_is_free(scheme):
    """A vowel typed before or after the doubling mark is the same name."""
    for name, spelling in scheme.samples:
        for order in (0, -1):
            typed = "".join(cluster[0] + "".join(list(permutations(cluster[1:]))[order]) for cluster in clusters(name))
            assert scheme.write(typed) == spelling


@pytest.mark.parametrize("scheme", MARKED, ids=lambda scheme: scheme.code)
def test_no_mark_is_left_over(scheme):
    """No point or letter of the source script stays in the spelling of a sample."""
    for _, spelling in scheme.samples:
        assert not [letter for letter in spelling if "\u0590" <= letter <= "\u06ff"]
