"""Does the compiled core answer as its pure-Python twin does, to the last bit, whatever it is given?

Where the package was built without a compiler there is nothing to compare; both forms then are the pure one.
"""

import gc
import sys
import threading
import tracemalloc
from hashlib import blake2b

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allonym import align
from allonym.reading import broaden, sounds

ALPHABET = sorted(sounds())
spoken_strings = st.one_of(
    st.text(st.sampled_from(ALPHABET), max_size=12),
    # Few sounds, so that many ways are equally good; and more than a machine word has bits.
    st.text(st.sampled_from("aəᵃ·h"), max_size=9),
    st.text(st.sampled_from("aeioubdktnrlmsvx"), max_size=140),
)
ways = st.lists(spoken_strings, max_size=6).map(tuple)
# What no reading holds, and a hostile caller may give.
hostile = st.one_of(
    st.text(max_size=6),
    st.text(st.sampled_from(["\ud800", "\udfff", "\U0001f600", "\x00", "ɡ", "ᵃ", "\u1fff", "\u2000"]), max_size=80),
)


def core(name):
    """A module of the core, or a skipped test where it was not built."""
    return pytest.importorskip(f"allonym.{name}", reason="built without the compiled core", exc_type=ImportError)


def outcome(ask, *given, **options):
    """What a function answers, or what it raises."""
    try:
        return ask(*given, **options)
    except (KeyError, TypeError) as error:
        return repr(error)


def test_the_core_is_used_where_it_is_built():
    """What allonym exports is the compiled form where there is one."""
    _align = core("_align")
    assert align.bits is _align.bits
    assert align.likeliest is _align.likeliest


def test_the_core_is_made_of_the_source_beside_it(root, core_modules):
    """A module that was compiled of an older source is seen; `just core` compiles it anew."""
    for name in core_modules:
        source = root / "src" / (name.replace(".", "/") + ".c")
        text = source.read_bytes().replace(b"\r\n", b"\n")
        assert blake2b(text, digest_size=8).hexdigest() == core(name.removeprefix("allonym.")).SOURCE


def test_all_works_without_the_core(said_without_core):
    """Where no part of the core can be imported, the twins answer."""
    said = said_without_core("from allonym import align; print(align.bits is align._bits, align.weigh('xan', 'kan'))")
    assert said.split(maxsplit=1) == ["True", f"{align.weigh('xan', 'kan')}\n"]


@given(a=spoken_strings, b=spoken_strings)
@example(a="", b="")
def test_alignment_is_the_same(a, b):
    """Both forms give the same bits and the same worst column."""
    _align = core("_align")
    assert _align.weigh(a, b) == align._weigh(a, b)
    assert _align.bits(a, b) == align._bits(a, b)
    assert _align.most_bits(a) == align._most_bits(a)


@given(one=ways, two=ways, same=st.booleans())
def test_the_likeliest_readings_are_the_same(one, two, same):
    """Both forms choose the same pairs of readings in the same order."""
    _align = core("_align")
    wide_one, wide_two = tuple(map(broaden, one)), tuple(map(broaden, two))
    given_both = one, wide_one, two, wide_two
    assert _align.likeliest(*given_both, same=same) == align._likeliest(*given_both, same=same)


@given(wide_one=st.lists(hostile, max_size=4).map(tuple), wide_two=st.lists(hostile, max_size=4).map(tuple))
def test_broad_forms_may_be_any_text(wide_one, wide_two):
    """Edit distance is measured over any letters, half surrogates and astral ones among them."""
    _align = core("_align")
    one, two = tuple("a" for _ in wide_one), tuple("o" for _ in wide_two)
    for same in (False, True):
        given_both = one, wide_one, two, wide_two
        assert _align.likeliest(*given_both, same=same) == align._likeliest(*given_both, same=same)


@given(a=hostile, b=hostile)
def test_what_is_no_sound_is_refused_alike(a, b):
    """Both forms raise the same error for the same letter."""
    _align = core("_align")
    assert outcome(_align.weigh, a, b) == outcome(align._weigh, a, b)
    assert outcome(_align.bits, a, b) == outcome(align._bits, a, b)
    assert outcome(_align.most_bits, a) == outcome(align._most_bits, a)


@pytest.mark.parametrize(
    ("name", "given_all", "options"),
    [
        ("weigh", ("a",), {}),
        ("weigh", ("a", None), {}),
        ("bits", (1, "a"), {}),
        ("most_bits", (None,), {}),
        ("likeliest", (("a",), ("a",), ("a",), ("a",)), {}),
        ("likeliest", (("a",), ("a",), ("a",)), {"same": False}),
        ("likeliest", (("a",), ("a",), ("a",), ("a",)), {"other": False}),
        ("likeliest", ((), ("a",), ("a",), ("a",)), {"same": False}),
        ("likeliest", ((1,), ("a",), ("a",), ("a",)), {"same": False}),
        ("likeliest", (["a"], ("a",), ("a",), ("a",)), {"same": False}),
    ],
)
def test_wrong_arguments_are_refused(name, given_all, options):
    """The core raises TypeError where it is called wrongly, and does not crash."""
    with pytest.raises(TypeError):
        getattr(core("_align"), name)(*given_all, **options)


def test_long_strings_are_weighed():
    """Strings beyond any name are weighed too, in memory that grows with one of them alone."""
    _align = core("_align")
    one, two = "xrenin" * 170, "krenina" * 150
    assert _align.weigh(one, two) == align._weigh(one, two)


def test_nothing_leaks():
    """Asking again and again takes no memory and keeps no reference, where it answers and where it refuses."""
    _align = core("_align")
    one, wide = ("xrenin" * 40, "krenin"), ("xrenin" * 40, "krenin")

    def ask(times):
        for _ in range(times):
            _align.likeliest(one, wide, wide, one, same=False)
            _align.weigh(one[0], one[1])
            outcome(_align.weigh, one[0], "x" * 300 + "7")
            _align.forget()

    ask(10)
    counts = [sys.getrefcount(text) for text in one]
    tracemalloc.start()
    ask(200)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    ask(1000)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert [sys.getrefcount(text) for text in one] == counts
    assert grown < 10_000


def test_threads_agree():
    """Many threads that ask, and one that has the costs learned anew all the while, get one answer."""
    expected = align.weigh("xrenin", "krenina")
    answers = set()

    def ask():
        for _ in range(300):
            answers.add(align.weigh("xrenin", "krenina"))

    def renew():
        for _ in range(20):
            align.refresh()

    threads = [threading.Thread(target=work) for work in (ask, ask, ask, renew)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {expected}
