"""Does the compiled comparison answer as its pure-Python twin does, to the last bit, whatever names it is given?

Where the package was built without a compiler there is nothing to compare; both forms then are the pure one.
"""

import gc
import sys
import threading
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allonym import compare, comparison, name, pairing, reading, score
from allonym.comparison import plainly_measured
from allonym.errors import AllonymError
from allonym.fold import Folded, fold
from allonym.fold import plain as fold_plain
from allonym.name import Heard, Name, hear, heard, heard_as, listen
from allonym.parse import Part, parse
from allonym.parse import parts as parsing
from allonym.records import Reading
from allonym.resolver import resolve

# Words of all roles and of several scripts, some of them forms of each other; short ones meet often.
WORDS = """
Oleg Oleh Olga Chmarin Chmarina Chmarins Khmarin Хмарин Хмарина Хмариным Олег О. O. B. Б. oleg
Dr. Prof. von der al bin ibn Abu Umm أم أبو Samir Omar Hamdani سمير الهمداني عمر שמיר המדני 김 철수 大村 大川 太郎 大邨
Zapad 2021 2025 III three Tarnow GmbH AG ООО Ministry Министерство Province 省 Oblast Bank BT of the
Łódź Łodzi Kraków Krakowa Minsk Mińsk Mensk Минск Мінск Αθήνα Athen ქართველი Sakartvelo ь ъ &
JP TNU UN A.S. Tarnov Nord Union Chmairn Chmrin Oelg Kowalski Kowlaski Kowalsk Maria Mario Minisry Хмраин Петрвич
née geb. Sen. Yu. domu z (ABC-45) (F Bahn Port Fort West Ost
al ad ar Abd Abdul Rahman Abdurrahman Nur Din Nureddin Zhang Min Ming Lin Ling
Vladimir Uladzimir Bill William Ivan John Petrovich Петрович Petrovna Jean Pierre Jeanpierre Jean-Pierre
""".split()
names = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("".join),
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=7).map(" ".join),
    st.text(st.sampled_from("aeiou bdgklmnrst ABОІхмр.-'ʼ1२三"), max_size=24),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12),
)
types = st.sampled_from(["", "person", "organization", "place"])


def core():
    """The compiled comparison, or a skipped test where it was not built."""
    return pytest.importorskip("allonym._compare", reason="built without the compiled core", exc_type=ImportError)


def plain_pair(x, y):
    """What the plain form says of two parts, as the core gives it."""
    one = pairing.pair(x, y)
    places = (
        [-1 if reading is None else heard.index(reading)]
        for heard, reading in zip((_read(x, y), _read(y, x)), one.readings, strict=True)
    )
    return one.bits, one.share, one.via, *[at for (at,) in places], one.ending, one.worst, one.slip


def _read(x, y):
    """The readings of a part that is set beside another."""
    return pairing.beside(x, y.part.script).readings if x.part.script != y.part.script else x.readings


def test_the_core_is_used_where_it_is_built():
    """What allonym measures by is the compiled form where there is one."""
    assert comparison.measure is core().measure


@given(a=names, b=names, type_=types)
def test_parts_are_paired_alike(a, b, type_):
    """Both forms give the same bits, the same way, readings and ending for all parts of two names."""
    for x in listen(a, type=type_).parts:
        for y in listen(b, type=type_).parts:
            assert core().pair(x, y) == plain_pair(x, y)


@given(a=names, b=names, type_=types, data=st.data())
def test_names_are_measured_alike(a, b, type_, data):
    """Both forms give the same measures and likelihoods, to the last bit, whatever the rarity of the words."""
    one, two = listen(a, type=type_), listen(b, type=type_)
    keys = sorted({part.part.key for part in (*one.parts, *two.parts)})
    rarity = data.draw(st.dictionaries(st.sampled_from(keys), st.floats(0.2, 1.0))) if keys else {}
    plain = plainly_measured(one, two, rarity)
    assert repr(core().measure(one, two, rarity)) == repr(plain)
    for situation in ("compare", "resolve"):
        likely = score.likely(one, two, rarity, situation)
        assert likely == score.plainly_likely(one, two, rarity, situation)


@given(a=st.one_of(names, st.text(max_size=12)), b=names, type_=types)
@example(a="", b="", type_="")
@example(a="\ud800", b="Oleg", type_="person")
def test_names_are_compared_at_once_as_one_after_the_other(a, b, type_):
    """Two names that are heard and compared in one call are as likely one as two that were listened to before."""
    for one, two in ((a, b), (b, a), (a, a)):
        try:
            wanted = score.compared(listen(one, type=type_), listen(two, type=type_), type_)
        except AllonymError as error:
            with pytest.raises(type(error)):
                compare(one, two, type=type_)
        else:
            found = compare(one, two, type=type_)
            assert (found.score, found.via) == (wanted.score, wanted.via)
            assert found.explain() == wanted.explain()


def test_what_is_compared_at_once_is_checked():
    """Whatever else is given for two names to be compared at once is an error, never a crash."""
    listens, scale = name.listener("", ""), score.scale("compare") if hasattr(score, "Scale") else None
    if scale is None:
        pytest.skip("built without the compiled core")
    for wrong in ((), ("a", "b", {}), ("a", "b", [], scale), ("a", "b", {}, 1)):
        with pytest.raises(TypeError):
            listens.likely(*wrong)
    assert listens.likely(1, "b", {}, scale) is None


def test_many_words_are_measured_alike():
    """So are names of more words than fit on the stack."""
    one, two = listen("ab cd ef gh " * 8), listen("ef ab gh cd xy " * 6)
    assert core().measure(one, two) == plainly_measured(one, two)


def test_long_words_are_measured_alike():
    """So are words of more sounds than a machine word has bits."""
    for a, b in (("xrenin" * 60, "krenina" * 50), ("a" * 1024, "b" * 1024), ("щ" * 300, "sch" * 200)):
        assert core().measure(listen(a), listen(b)) == plainly_measured(listen(a), listen(b))


readings = st.lists(
    st.builds(Reading, st.text(st.sampled_from("aeijouəktnrᵖᵇʷ·ʳ"), max_size=9), st.sampled_from(["a", "b", "c"])),
    max_size=4,
).map(tuple)
parts = st.builds(
    Part,
    st.text(max_size=5),
    st.text(max_size=5),
    st.sampled_from(sorted(comparison.TELLING)),
    st.sampled_from(["Latn", "Cyrl", "Hani", "Xxxx"]),
    st.one_of(st.none(), st.integers()),
)


@given(some=st.lists(st.tuples(parts, readings), max_size=6), at=st.integers(0, 6))
def test_any_parts_are_measured_alike(some, at):
    """Whatever the keys, scripts, numbers and readings of the parts, both forms agree."""
    heard = [heard_as(*one) for one in some]
    sides = [
        Name(" ".join(x.part.text for x in side), "".join(x.part.key for x in side), tuple(side))
        for side in (heard[:at], heard[at:])
    ]
    assert repr(core().measure(*sides)) == repr(plainly_measured(*sides))


@pytest.mark.parametrize(
    ("part", "readings"),
    [
        (Part("a", "a", "nobody", "Latn"), ()),
        (Part("a", "a", "word", "Latn"), (Reading("7", "de-Latn"),)),
        (Part(1, "a", "word", "Latn"), ()),
        (Part("a", None, "word", "Latn"), ()),
        (Part("a", "a", "word", "Latn", "7"), ()),
        (Part("a", "a", "word", "Latn"), (Reading(1, "de-Latn"),)),
        (Part("a", "a", "word", "Latn"), (Reading("a", 1),)),
    ],
)
def test_wrong_parts_are_refused(part, readings):
    """Parts that no name has are an error, and nothing worse."""
    spoken, codes = ([one.sounds for one in readings], [one.orthography for one in readings])
    wrong = Heard(part, tuple(spoken), tuple(codes), 1.0, (), (), ())
    other = hear(Part("Ministry", "ministry", "kind", "Latn"))
    with pytest.raises((KeyError, TypeError, AttributeError)):
        core().pair(wrong, other)
    with pytest.raises((KeyError, TypeError, AttributeError)):
        core().measure(Name("a", "a", (wrong,)), Name("b", "b", (other,)))


def test_wrong_arguments_are_refused():
    """The core raises TypeError or ValueError where it is called wrongly, and does not crash."""
    _compare, name = core(), listen("Chrenin")
    for wrong in ((), (name,), (name, 1), (name, name, 1), (name, name, {}, 1), (Name("a", "b", [1]), name)):
        with pytest.raises((TypeError, AttributeError)):
            _compare.measure(*wrong)
        with pytest.raises((TypeError, AttributeError)):
            _compare.likely(*wrong)
    with pytest.raises((TypeError, AttributeError)):
        _compare.pair(name.parts[0], name)
    learned = score.weights("compare")
    limits = 1.0, 1.0, 1.0, 1.0, 1.0, 1.0
    for names_, weights in (((), ()), (tuple(learned), ()), (tuple(learned)[::-1], tuple(learned.values()))):
        with pytest.raises(ValueError, match="build it anew"):
            _compare.Scale(names_, weights, *limits)
    with pytest.raises(TypeError):
        _compare.Scale(tuple(learned), tuple(map(str, learned.values())), *limits)


@pytest.mark.parametrize("missing", ["endings", "numbers", "telling", "same_word", "measures", "habits"])
def test_wrong_knowledge_is_refused(missing):
    """Where something is missing or wrong of what the core must know, it says so, and works when it is there again."""
    _compare = core()
    known = comparison._knowledge()
    one = listen("Chrenin"), listen("Khrenina")
    expected = plainly_measured(*one)
    try:
        for wrong in ({key: value for key, value in known.items() if key != missing}, {**known, missing: object()}):
            if missing != "measures" or missing not in wrong:
                _compare.supply(lambda wrong=wrong: wrong)
                with pytest.raises((KeyError, TypeError, ValueError)):
                    _compare.measure(*one)
        _compare.supply(lambda: None)
        with pytest.raises(TypeError):
            _compare.measure(*one)
    finally:
        _compare.supply(comparison._knowledge)
    assert _compare.measure(*one) == expected


@pytest.mark.parametrize("missing", ["sounds", "pairs", "gaps", "broad", "anchors", "most_meanings", "part"])
def test_wrong_knowledge_of_sounds_is_refused(missing):
    """So it is with what it takes to hear a word."""
    _compare = core()
    known = name.hearing()
    one = Part("Chrenin", "chrenin", "word", "Latn")
    said = ("xrenin",), ("de-Latn",)
    try:
        for wrong in ({key: value for key, value in known.items() if key != missing}, {**known, missing: object()}):
            if missing != "part" or missing not in wrong:
                _compare.supply_hearing(lambda wrong=wrong: wrong)
                with pytest.raises((KeyError, TypeError, ValueError)):
                    _compare.heard(one, *said)
    finally:
        _compare.supply_hearing(name.hearing)
    assert _compare.heard(one, *said).spoken == said[0]


def as_shown(one):
    """All that Python can see of a word."""
    return {key: getattr(one, key) for key in ("part", "spoken", "codes", "weight", "readings", "broad", *WAYS)}


WAYS = ("sounds", "wide", "which")


@given(text=names, type_=types, lang=st.sampled_from(["", "de", "ru-Cyrl", "tr"]))
@example(text="İpek IŞIK", type_="", lang="")
@example(text="Jānis de la Cruz y Ó Briain, J.-P. d'Arc", type_="person", lang="")
@example(text="Иван Петрович ван дер Хмарин-Ёжиков", type_="person", lang="")
@example(text="Twenty Otto bin Xi III Four to Three", type_="organization", lang="")
@example(text="Міністэрства Bank of the North II", type_="organization", lang="")
@example(text="Twenty & Four 20 4 44-я 44 я 1st 08", type_="", lang="")
@example(text="II Petro X Ó Briain «Khan» Jr", type_="", lang="")
@example(text="Jr. Il Y. A. E Al", type_="person", lang="")
@example(text="Тарновская Oblast Курская X", type_="place", lang="")
@example(text="Тарновская Oblast Курская X", type_="person", lang="")
@example(text="Ministry of Finance II", type_="", lang="")
@example(text="Vice President Open Joint Stock Company forty-four", type_="", lang="")
@example(text="大川太郎大学 北京大学 三 省 州", type_="organization", lang="")
@example(text="구 김철수씨 박사 김 주", type_="", lang="ko")
@example(text="Oleg Oleg al Petrovich", type_="person", lang="")
@example(text="Oleg Shah bin Abdul Aziz bin Omar Chmarin", type_="person", lang="")
@example(text="Oleg Abdul Omar oglu Chmarin Khan", type_="", lang="")
@example(text="Abdul Aziz Khan", type_="person", lang="")
@example(text="JR TJ Chmarin Y А. И.", type_="person", lang="")
@example(text="J. A. Chmarin Y Omar И.", type_="", lang="")
@example(text="BT Oleg", type_="", lang="")
@example(text="Chmarin Limted AB", type_="", lang="")
@example(text="Joynt Stock Company Chmarin AB", type_="organization", lang="")
@example(text="Sen. Ph. Chmarin, née Tarnov", type_="person", lang="")
@example(text="Anna Chmarin z d. Tarnov", type_="", lang="")
@example(text="Anna Chmarin z domu Tarnov", type_="person", lang="")
@example(text="Kard. Yu. Chmarin", type_="", lang="")
@example(text="USS Chmarin (ABC-45)", type_="vessel", lang="")
@example(text="(주)하마린 (F 250)", type_="", lang="")
@example(text="Co-operation Co-Chmarin", type_="organization", lang="")
def test_names_are_heard_alike(text, type_, lang):
    """A name that is heard by the quick way of the core is what the textbook form makes of it, in every attribute."""
    core()
    found = listen(text, lang, type_)
    plain = Name(
        text,
        (folded := fold(text)).key,
        tuple(heard(part, *spoken(part, lang)) for part in slowly(folded, type_)),
        folded.flags,
    )
    assert (found.text, found.key, found.flags) == (plain.text, plain.key, plain.flags)
    assert list(map(as_shown, found.parts)) == list(map(as_shown, plain.parts))


def spoken(part, lang):
    """How a part is read, by the plain forms of the core."""
    return ((), ()) if part.role == "number" else reading.ways(part.text, reading.codes_for(part.script, lang))


def slowly(folded, type_):
    """A name's parts, without the quick look at plain words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "alone", lambda *_: None)
        return parse(folded, type_)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (fold, {}, {}, {}, (), str, str, str, Name),
        (fold, {}, {}, {}, (1,), str, str, str, Name, fold, str, str, {}, str, {}, str, "", 1),
        (fold, [], {}, {}, (), str, str, str, Name, fold, str, str, {}, str, {}, str, "", 1),
        (fold, {}, {}, {}, (), str, str, str, "Name", fold, str, str, {}, str, {}, str, "", 1),
        (fold, {}, {}, {}, (), str, str, str, Name, fold, str, str, {}, str, {}, str, None, 1),
    ],
)
def test_a_wrong_listener_is_refused(arguments):
    """What a listener must know is checked when it is made."""
    with pytest.raises(TypeError):
        core().Listener(*arguments)


@pytest.mark.parametrize(
    "wrong",
    [
        {"plain": lambda _: 1},
        {"plain": lambda _: ((), 1)},
        {"roles": {"olena": "nobody"}},
        {"phrases": {"olena": "two"}},
        {"group": lambda _: None},
        {"group": lambda _: (lambda *_: b"\x07\x00\x01\x00x\x00", ("de-Latn",), 4, False)},
        {"group": lambda _: (lambda *_: b"\x00\x00\x09\x00x\x00", ("de-Latn",), 4, False)},
        {"group": lambda _: (lambda *_: b"\x00\x00\x01\x007\x00", ("de-Latn",), 4, False)},
        {"group": lambda _: (None, (), 4, False), "reader": lambda *_: None},
        {"group": lambda _: (None, (), 4, False), "reader": lambda *_: (("x",), ())},
        {"group": lambda _: (None, (), 4, False), "reader": lambda *_: ((1,), ("de-Latn",))},
        {"script_of": lambda _: None, "pieces": lambda _: 1, "name_asked": "Олена"},
        {"script_of": lambda _: None, "pieces": lambda _: ("olena",), "name_asked": "Олена"},
        {"plain": lambda _: None, "fold": lambda _: Folded("a", "a", "a")},
        {"plain": lambda _: None, "pieces": lambda _: (Part("a", "a", "word", "Latn"),)},
        {
            "phrases": {"olena": 2},
            "roles": {"olena olena": "title"},
            "phrase": lambda *_: 1,
            "name_asked": "Olena Olena",
        },
        {"roles": {"olena": "title"}, "ages": int, "name_asked": "Petro Olena"},
        {"marks": {"olena": "much"}},
        {"slips": int, "slipping": ("olema",)},
        {"slipping": (1,)},
        {"adjectives": {"na": 1}, "roles": {"petro": "generic"}, "ages": 1, "group": len, "name_asked": "Petro Olena"},
    ],
)
def test_what_a_listener_is_told_is_checked(wrong):
    """Where it is told what cannot be, it raises, and nothing worse; a word that was not heard is not kept."""
    known = {**plain_knowledge(), **wrong}
    asked = known.pop("name_asked", "Olena")
    with pytest.raises((TypeError, KeyError, IndexError, ValueError)):
        core().Listener(*known.values())(asked)
    assert core().Listener(*plain_knowledge().values())("Olena").parts[0].spoken == ("olena",)


def plain_knowledge():
    """What a listener must know, for words that all sound alike."""
    return {
        "plain": fold_plain,
        "roles": {},
        "phrases": {},
        "numbers": {},
        "patronymics": (),
        "script_of": lambda _: "Latn",
        "reader": lambda *_: (("olena",), ("de-Latn",)),
        "group": lambda _: (None, (), 4, False),
        "name": Name,
        "fold": fold,
        "pieces": lambda word: (hear(Part(word, word, "word", "Latn")),),
        "phrase": lambda *part: hear(Part(*part)),
        "adjectives": {},
        "ages": lambda _: False,
        "marks": {},
        "slips": lambda _: "",
        "slipping": (),
        "side": "",
        "most": 9,
    }


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("O’Neil “Bo” Chol. (Jr)", "person"),
        ("d.o.o. Chmarin & Co. 44", "organization"),
        ("Petro Kowalski Khan", "person"),
        ("Park Il", "person"),
        ("A. Y. Chmarin", "person"),
        ("Oblast Tarn", "place"),
        ("Open Joint Stock Company Chmarin", "organization"),
        ("Ministry of Finance", "organization"),
        ("大川太郎", ""),
        ("김철수 씨", "person"),
        ("तारा चंद", "person"),
        ("1st Bank", "organization"),
    ],
)
def test_names_of_most_kinds_are_heard_in_the_core(text, type_):
    """Signs, numbers, forms of several words, kinds of places, letters without spaces: none needs the long way."""
    core()
    assert name.listener("", name.side_of(type_))(text) is not None


def test_a_listener_keeps_no_more_than_it_may():
    """Words that were heard are kept up to a bound."""
    made = core().Listener(*{**plain_knowledge(), "reader": lambda *_: ((), ()), "most": 3}.values())
    again = [made(word).parts[0] is made(word).parts[0] for word in ("Ab", "Cd", "Ef", "Gh", "Ab")]
    assert all(again)
    first = made("Ab").parts[0]
    for word in ("Kl", "Mn", "Op", "Qr"):
        made(word)
    assert made("Ab").parts[0] is not first


SAID = """
from allonym import compare, comparison, resolve
assert comparison.measure is comparison.plainly_measured
for one, two in {pairs!r}:
    print(compare(one, two).explain())
for name in {names!r}:
    print(resolve(name))
"""


def test_a_process_without_the_core_says_the_same(said_without_core):
    """Comparing and resolving answer alike in a process that has the core and in one that has not."""
    pairs = [*zip(WORDS[::3], WORDS[1::3], strict=False), ("Oleg Chmarin", "Хмарина Олега"), ("J.P. Omar", "Jean")]
    some = ["Weisrussland", "Mingsk", "Bialorus", "Respublika Belarus", "Kolumbja", "Tschechien Republik"]
    said = [compare(*pair).explain() for pair in pairs] + [str(resolve(name)) for name in some]
    assert said_without_core(SAID.format(pairs=pairs, names=some)) == "\n".join(said) + "\n"


def test_nothing_leaks():
    """Asking again and again takes no memory and keeps no reference, where it answers and where it refuses."""
    _compare = core()
    one, two = listen("Oleg van Chmarin"), listen("Хмарина Олег Омар")
    reader = name.quickly(name.codes_for("Latn"))
    hears = {
        **plain_knowledge(),
        "roles": {"olena": "title", "al": "particle", "oblast": "generic", "oleg o": "title"},
        "phrases": {"oleg": 3},
        "patronymics": ("ich",),
        "script_of": lambda _: "Cyrl",
        "reader": lambda *_: (("a",), ("x",)),
        "group": lambda _: reader,
        "adjectives": {"in": "e"},
        "ages": lambda _: True,
        "marks": {"omar": 8, "al": 112, "chmarin": 16},
        "slips": lambda key: key[:0],
        "slipping": ("", "omer", "oleh", "chmarins"),
        "most": 2,
    }
    wrong = Name("a", "a", (Heard(Part("a", "a", "nobody", "Latn"), (), (), 1.0, (), (), ()),))

    def ask(times):
        for _ in range(times):
            _compare.measure(one, two, {"olena": 0.5})
            score.likely(two, one, {}, "compare")
            fresh = heard_as(one.parts[2].part, one.parts[2].readings)
            _compare.pair(fresh, two.parts[0])
            made = _compare.Listener(*hears.values())
            for text in (
                "Oleg O (Omar) Olena",
                "Oblast & Oblast al",
                "Chmarin Oblast",
                "Al & Al",
                "7-a Omar",
                "\ud800",
            ):
                try:
                    made(text)
                except AllonymError:
                    assert text == "\ud800"
            parts = made("Oleg Petrovich Chmarin Petrovich").parts
            assert [as_shown(part) for part in parts]
            assert made("Хмарин").parts
            assert made(1) is None
            with pytest.raises(KeyError):
                _compare.measure(one, wrong)

    ask(10)
    count = sys.getrefcount(one.parts[0])
    gc.collect()
    tracemalloc.start()
    ask(100)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    ask(500)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    after = sys.getrefcount(one.parts[0])
    assert after == count
    assert grown < 50_000


def test_threads_agree():
    """Many threads that ask, and one that has all knowledge fetched anew all the while, get one answer."""
    asked = [(listen(a), listen(b)) for a, b in zip(WORDS, WORDS[7:], strict=False)]
    expected = [repr(plainly_measured(*pair)) for pair in asked]
    answers = set()

    def ask():
        for _ in range(10):
            answers.add(tuple(repr(comparison.measure(*pair)) for pair in asked))

    def renew():
        for _ in range(10):
            comparison.refresh()

    threads = [threading.Thread(target=work) for work in (*[ask] * 15, renew)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {tuple(expected)}
