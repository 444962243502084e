"""When would the garbage collector only get in the way?"""

import gc

import pytest

from allonym.collector import undisturbed


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_goes_on_as_it_was(running):
    """Inside, the collector rests; afterwards it runs if it ran before."""
    was = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        with undisturbed():
            assert not gc.isenabled()
        assert gc.isenabled() == running
    finally:
        (gc.enable if was else gc.disable)()
