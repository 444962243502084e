"""How do time and memory grow with the length of a name?"""

import time
import tracemalloc

import pytest

from allonym.errors import TooLong
from allonym.fold import MOST_LETTERS

# Four times the length may take four times as long; the rest of the factor is for the noise of shared machines.
SHORT, LONG, NOISE = 240, 960, 2.0
SHAPES = {
    "one word": lambda n: ("chmarinow" * n)[:n],
    "two sounds": lambda n: "ab" * (n // 2),
    "initials": lambda n: "A. " * (n // 3),
    "one short word": lambda n: "al " * (n // 3),
    "particles": lambda n: "de la " * (n // 6),
    "numbers": lambda n: "17 " * (n // 3),
    "brackets": lambda n: "(" * n,
    "Han": lambda n: "王" * n,
    "Arabic": lambda n: "عبدال" * (n // 5),
    "many words": lambda n: " ".join(f"k{chr(97 + i % 26)}r{chr(97 + i // 26)}n" for i in range(n // 6)),
}


def seconds(resolver, text):
    """The time that one answer takes this process: the quickest of three."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        resolver.resolve(text)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("shape", list(SHAPES))
def test_time_grows_with_the_length_alone(resolver, shape):
    """A name of four times the length takes about four times as long, whatever it is made of."""
    make = SHAPES[shape]
    short, long = seconds(resolver, make(SHORT)), seconds(resolver, make(LONG))
    assert long <= max(short, 0.001) * LONG / SHORT * NOISE


def test_longer_names_are_refused_at_once(resolver):
    """Past the limit, a text of any length is refused in the same short time."""
    for size in (MOST_LETTERS + 1, 10**6):
        text = "a" * size
        start = time.process_time()
        with pytest.raises(TooLong):
            resolver.resolve(text)
        assert time.process_time() - start < 0.01


@pytest.mark.parametrize("shape", list(SHAPES))
def test_memory_is_bounded(resolver, shape):
    """The longest name takes less than 20 MB to answer."""
    text = SHAPES[shape](LONG)
    tracemalloc.start()
    try:
        resolver.resolve(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * 10**6
