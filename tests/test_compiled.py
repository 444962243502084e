"""Does the compiled core answer as its pure-Python twin does, to the last bit, whatever it is given?

Where the package was built without a compiler there is nothing to compare; both forms then are the pure one.
"""

import gc
import sys
import threading
import tracemalloc
from array import array
from functools import cache
from hashlib import blake2b

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allonym import align, engine, fold, reading
from allonym.engine import APART, PlainEngine, PlainGroup, heard_one_by_one
from allonym.reading import SPARES, broaden, orthographies, sounds
from allonym.romanization import schemes
from allonym.rules import flat

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
# Letters that preparation, case, marks or astral planes make awkward, beside ordinary ones of many scripts.
AWKWARD = [
    *"abcshzABIİıßʼ'’-. 7²ſﬁñéșṭ",
    "\u0301",
    "\u0327",
    "\u200d",
    "\x00",
    "\n",
    "\ud800",
    "\U0001f600",
    "\U00010400",
]
AWKWARD += [*"хренинЩьЁαςΩאבלءمحمدकमำแกあっーア김현ქართ"]
words = st.one_of(st.text(max_size=8), st.text(st.sampled_from(AWKWARD), max_size=12))


@cache
def both(code):
    """An orthography's engine, compiled and plain."""
    one = orthographies()[code]
    made = *flat(one.rules.listed), "".join(sorted(one.alphabet)), reading._spoken()
    return core("_rules").Engine(*made), PlainEngine(*made)


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
    assert reading._broadened is core("_rules").broaden
    assert reading.meant is core("_rules").meant
    assert fold.plain is core("_fold").plain
    assert engine.Engine is core("_rules").Engine


def test_the_core_is_made_of_the_source_beside_it(root, core_modules):
    """A module that was compiled of an older source is seen; `just core` compiles it anew."""
    for name in core_modules:
        source = root / "src" / (name.replace(".", "/") + ".c")
        parts = sorted((source.parent / "core" / source.stem.lstrip("_")).glob("*.[ch]"))
        text = b"".join(part.read_bytes().replace(b"\r\n", b"\n") for part in (source, *parts))
        assert blake2b(text, digest_size=8).hexdigest() == core(name.removeprefix("allonym.")).SOURCE


def test_all_works_without_the_core(said_without_core):
    """Where no part of the core can be imported, the twins answer."""
    said = said_without_core("from allonym import align; print(align.bits is align._bits, align.weigh('xan', 'kan'))")
    assert said.split(maxsplit=1) == ["True", f"{align.weigh('xan', 'kan')}\n"]


READ = """
from allonym import engine, reading, romanization
assert engine.Engine is engine.PlainEngine and reading._broadened is reading._plainly_broadened
for word in {words!r}:
    print([(one.sounds, one.orthography) for one in reading.read(word, {codes!r})])
    print([scheme.write(word) for scheme in romanization.schemes()[::9]])
"""


def test_a_process_without_the_core_reads_the_same(said_without_core):
    """Reading and romanizing answer alike in a process that has the core and in one that has not."""
    some = ("Chrenin", "Хренин", "O'Brien", "ΑΝΝΑ", "김정은", "IŞIK-Ö", "ไทย", "𐐀", "Ьо ЩУКИН")
    codes = tuple(orthographies())
    said = [
        line
        for word in some
        for line in (
            str([(one.sounds, one.orthography) for one in reading.read(word, codes)]),
            str([scheme.write(word) for scheme in schemes()[::9]]),
        )
    ]
    assert said_without_core(READ.format(words=some, codes=codes)).splitlines() == said


@pytest.mark.parametrize("code", sorted(orthographies()))
def test_every_orthography_reads_its_samples_alike(code):
    """The samples of every orthography are read alike by both forms."""
    fast, plain = both(code)
    one = orthographies()[code]
    for name, _ in one.samples:
        for word in (*name.split(), name.upper(), name):
            text = reading.prepared(word, one.manner)
            assert fast.ways(text, SPARES, 4) == plain.ways(text, SPARES, 4) == one.read(word)
            assert fast.fits(word.lower()) == plain.fits(word.lower())


def test_every_scheme_writes_its_samples_alike():
    """The samples of every scheme are rewritten alike by both forms."""
    compiled = core("_rules").Engine
    for scheme in schemes():
        made = *flat(scheme.rules.listed), "", None
        fast, plain = compiled(*made), PlainEngine(*made)
        for name, _ in scheme.samples:
            lower = scheme.lower(name)
            assert fast.rewrite(lower) == plain.rewrite(lower)
            assert fast.spans(lower) == plain.spans(lower)


@given(word=words, code=st.sampled_from(sorted(orthographies())), limit=st.integers(-1, 20))
def test_any_text_is_rewritten_alike(word, code, limit):
    """Whatever the text, both forms give the same."""
    fast, plain = both(code)
    assert fast.ways(word, SPARES, limit) == plain.ways(word, SPARES, limit)
    assert fast.alternatives(word, limit) == plain.alternatives(word, limit)
    assert fast.rewrite(word) == plain.rewrite(word)
    assert fast.spans(word) == plain.spans(word)
    assert fast.covers(word) == plain.covers(word)
    assert fast.fits(word) == plain.fits(word)


@given(word=words, codes=st.lists(st.sampled_from(sorted(orthographies())), max_size=12, unique=True), data=st.data())
def test_many_orthographies_are_read_alike(word, codes, data):
    """A word is read under many orthographies at once as under one after the other."""
    known = orthographies()
    manners = tuple(dict.fromkeys(known[code].manner for code in codes))
    kinds = bytes(manners.index(known[code].manner) + APART * known[code].decompose for code in codes)
    texts = tuple(reading.prepared(word, manner) for manner in manners)
    apart = data.draw(st.sampled_from([word, word.lower()]))
    rest = texts, word.lower(), apart, SPARES, 4
    fast, plain = (tuple(both(code)[form] for code in codes) for form in (0, 1))
    one_by_one = heard_one_by_one(plain, kinds, *rest)
    assert core("_rules").read(fast, kinds, *rest) == one_by_one
    assert core("_rules").Group(fast, kinds).read(*rest) == one_by_one
    assert PlainGroup(plain, kinds).read(*rest) == one_by_one


@given(text=st.one_of(words, spoken_strings))
def test_sounds_are_kept_and_broadened_alike(text):
    """Both forms keep, and leave out, the same sounds."""
    assert core("_rules").spoken(text) == reading._plainly_spoken(text)
    assert core("_rules").broaden(text) == reading._plainly_broadened(text)


LETTERS = "abcßİıIéǅΣςσ ЙйёЁאبक김毛たﬁªŉǰ'-1ᎠꞌÃ©ÂŸÐÀ" + "\u1112\u1161\u11a8"


@given(
    text=st.text(st.sampled_from(LETTERS) | st.characters(), max_size=8)
    | st.text(st.sampled_from("aÃÐº©Ÿй "), max_size=5)
)
@example(text="Oleg Chmarin")
@example(text="a" * 1025)
def test_plain_names_are_folded_alike(text):
    """What the core takes for a plain name, Python folds just so."""
    found = core("_fold").plain(text)
    if found:
        assert fold.Folded(text, *found) == (fold._plainly_folded(text) or fold._fully_folded(text))


@pytest.mark.parametrize(
    "text",
    [
        "Oleg Chmarin",
        "Anne-Marie O'Neil, J.",
        "Хренин Юрий",
        "José Vilà",
        "Ελένη Παππάς",
        "דוד לוי",
        "김정은",
        "毛泽东",
    ],
)
def test_most_names_are_folded_by_the_core(text):
    """Names of nothing but letters, and what stands between them, need no longer look."""
    assert core("_fold").plain(text)


def test_no_other_thing_than_text_is_folded():
    """The core refuses what is no string."""
    with pytest.raises(TypeError, match="expected a string"):
        core("_fold").plain(None)


@given(spoken=st.lists(st.one_of(spoken_strings, words, st.text(st.sampled_from("ᵖᵇʷieoa"))), max_size=5).map(tuple))
@example(spoken=("ᵖ" * 300, "", "ieie"))
def test_open_sounds_are_meant_alike(spoken):
    """Both forms mean the same by readings, whether they have open consonants, glides or no sound at all."""
    assert core("_rules").meant(spoken) == reading.plainly_meant(spoken)


@given(spoken=st.lists(st.one_of(spoken_strings, hostile), max_size=4).map(tuple), longest=st.integers(0, 70))
@example(spoken=("ᵃ·" * 90, "", "··a·"), longest=60)
def test_readings_are_searched_alike(spoken, longest):
    """Both forms give the same bytes for readings, and the same error for what is no sound."""
    both_say = [outcome(one, spoken, longest) for one in (core("_rules").searched, reading.plainly_searched)]
    assert both_say[0] == both_say[1]


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


ROW, CONTEXT = ("a", ("b",), (-1, -1, -1, -1), 0), ("a", True, ())


@pytest.mark.parametrize(
    "given_all",
    [
        (),
        ((), (), "", None, None),
        ([], (), "", None),
        ((), (), "", 1),
        ((), (), "", {1 << 40: "a"}),
        ((), (), "", {97: "ab"}),
        ((), (), "", {97: None}),
        ((), (), "", {"a": "a"}),
        ((ROW,), (), None, None),
        ((1,), (), "", None),
        ((("a", ("b",), (0, -1, -1, -1), 0),), (), "", None),
        ((("a", ("b",), (-2, -1, -1, -1), 0),), (), "", None),
        ((("a", (), (-1, -1, -1, -1), 0),), (), "", None),
        ((("", ("b",), (-1, -1, -1, -1), 0),), (), "", None),
        ((("a", (1,), (-1, -1, -1, -1), 0),), (), "", None),
        ((ROW,), (1,), "", None),
        ((ROW,), (("a", True, (1,)),), "", None),
        ((ROW,), (("a", True, (((1,), True),)),), "", None),
    ],
)
def test_a_wrong_engine_is_refused(given_all):
    """Rules that are not in the form that engines take are an error, and nothing worse."""
    with pytest.raises((TypeError, ValueError, OverflowError)):
        core("_rules").Engine(*given_all)


@pytest.mark.parametrize(
    ("kinds", "texts", "lower", "apart", "spares", "limit"),
    [
        (b"", ("a",), "a", "a", {}, 4),
        (b"\x01", ("a",), "a", "a", {}, 4),
        (b"\x00", (1,), "a", "a", {}, 4),
        (b"\x00", ("a",), 1, "a", {}, 4),
        (b"\x00", ("a",), "a", "a", {}, "4"),
        (b"\x00", ("?",), "a", "a", {}, 4),
        (b"\x00", ("?",), "a", "a", {"?": "a"}, 4),
        (b"\x00", ("?",), "a", "a", {"?": ("a", 1)}, 4),
        (b"\x00", ("?",), "a", "a", None, 4),
    ],
)
def test_wrong_readings_are_refused(kinds, texts, lower, apart, spares, limit):
    """So are arguments that do not belong together, and spares that are missing or wrong."""
    made = core("_rules").Engine((ROW,), (CONTEXT,), "a", {97: "a", 98: "b"})
    with pytest.raises((TypeError, KeyError)):
        core("_rules").read((made,), kinds, texts, lower, apart, spares, limit)
    with pytest.raises(TypeError):
        core("_rules").read((1,), b"\x00", ("a",), "a", "a", {}, 4)


def test_a_wrong_group_is_refused():
    """A group is one of sounding engines, with a kind for each, and at most as many as a number has bits."""
    _rules = core("_rules")
    one, silent = (_rules.Engine((ROW,), (CONTEXT,), "a", sounds_) for sounds_ in ({97: "a", 98: "b"}, None))
    for engines, kinds in (
        ((one,), b""),
        ((one,) * 65, bytes(65)),
        ((silent,), b"\x00"),
        ((1,), b"\x00"),
        ([one], b"\x00"),
    ):
        with pytest.raises((TypeError, ValueError)):
            _rules.Group(engines, kinds)
    made = _rules.Group((one, one), b"\x00\x01")
    for given_all in ((("a",), "a", "a", {}, 4), (("a", 1), "a", "a", {}, 4), (("a", "a"), 1, "a", {}, 4), ()):
        with pytest.raises(TypeError):
            made.read(*given_all)
    for given_all in ((1, 4), ("a",), ("a", "4")):
        with pytest.raises(TypeError):
            made.packed(*given_all)
    assert made.packed("?!", 4) is None
    assert _rules.Group((), b"").read((), "a", "a", {}, 4) == []


def test_more_engines_than_a_group_holds_are_asked_one_by_one():
    """A word is read the same by any number of engines."""
    fast, plain = both("de-Latn")
    read, packed = engine.group((fast,) * 70, bytes(70))
    rest = ("chrenin",), "chrenin", "chrenin", SPARES, 4
    assert packed is None
    assert read(*rest) == heard_one_by_one((plain,) * 70, bytes(70), *rest)


@given(word=words, limit=st.integers(1, 16))
def test_what_is_packed_is_what_is_read(word, limit):
    """Packed readings are those of the group, in their order, without those of no sound."""
    codes = ("de-Latn", "en-Latn", "fr-Latn", "pl-Latn", "vi-Latn")
    made = core("_rules").Group(tuple(both(code)[0] for code in codes), bytes(5))
    lower = word.lower()
    packed = made.packed(word, limit)
    if packed is not None:
        told, at, found = array("H", packed), 0, []
        while at < len(told):
            found.append(("".join(map(chr, told[at + 2 : at + 2 + told[at + 1]])), told[at]))
            at += 2 + told[at + 1]
        assert found == [one for one in made.read((lower,), lower, lower, SPARES, limit) if one[0]]


@given(word=st.text(st.sampled_from("IiıİabschŞ"), max_size=12), limit=st.integers(1, 16))
def test_a_capital_i_is_packed_as_each_orthography_has_it(word, limit):
    """Turkish has a dotless i for it, which the others do not know; İ is left to a longer look."""
    codes = ("de-Latn", "tr-Latn", "en-Latn")
    made = core("_rules").Group(tuple(both(code)[0] for code in codes), b"\x00\x01\x00", 0b010)
    packed = made.packed(word, limit)
    lower = word.lower()
    texts = lower, reading.prepared(word, orthographies()["tr-Latn"].manner)
    assert packed is None or "İ" not in word
    if packed is not None:
        told, at, found = array("H", packed), 0, []
        while at < len(told):
            found.append(("".join(map(chr, told[at + 2 : at + 2 + told[at + 1]])), told[at]))
            at += 2 + told[at + 1]
        assert found == [one for one in made.read(texts, lower, lower, SPARES, limit) if one[0]]


# Kept over all examples, so that what stands around a letter is met again and again.
GROUPS = {}


@given(word=st.text(st.sampled_from("aeiyschzkhgnjtx'"), max_size=16), limit=st.integers(1, 4))
def test_what_was_found_before_is_found_again(word, limit):
    """A group that has read many words reads one as engines do that have read none."""
    codes = tuple(code for code in orthographies() if code.endswith("-Latn"))[:40]
    together = GROUPS.setdefault(codes, core("_rules").Group(tuple(both(code)[0] for code in codes), bytes(len(codes))))
    kinds, rest = bytes(len(codes)), ((word,), word, word, SPARES, limit)
    assert together.read(*rest) == heard_one_by_one(tuple(both(code)[1] for code in codes), kinds, *rest)


def test_long_names_are_read():
    """Names of 1,024 code points, of many alternatives, unknown letters and half surrogates, are read alike."""
    for word in ("sch" * 341, "s" * 1024, "é\u0301" * 512, "\ud800" * 1024, "\U0001f600a" * 512, "щ" * 1024):
        for code in ("de-Latn", "en-Latn", "ko-Hang", "th-Thai"):
            fast, plain = both(code)
            assert fast.ways(word, SPARES, 16) == plain.ways(word, SPARES, 16)


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
            fast.ways("Schtscherbakow\u0301" * 12, SPARES, 16)
            outcome(fast.ways, "?", {}, 4)
            made = core("_rules").Engine((ROW,), (CONTEXT,), "a", {97: "a", 98: "b"})
            core("_rules").read((made, fast), b"\x00\x00", ("a" * 300,), "a", "a", SPARES, 4)
            together = core("_rules").Group((made, fast), b"\x00\x00")
            together.read(("a" * 300,), "a", "a", SPARES, 4)
            together.packed("schtscherbakow" * 20, 4)
            outcome(together.read, ("?",), "?", "?", {}, 4)
            outcome(core("_rules").Engine, (ROW, 1), (CONTEXT,), "a", None)

    fast, _ = both("de-Latn")
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
    fast, plain = both("de-Latn")
    word = "schtscherbakow\u0301\U0001f600"
    expected = align.weigh("xrenin", "krenina"), plain.ways(word, SPARES, 16)
    answers = set()

    def ask():
        for _ in range(300):
            answers.add((align.weigh("xrenin", "krenina"), fast.ways(word, SPARES, 16)))

    def renew():
        for _ in range(20):
            align.refresh()
            SPARES.clear()

    threads = [threading.Thread(target=work) for work in (ask, ask, ask, renew)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {expected}
