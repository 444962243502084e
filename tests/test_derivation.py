"""Can two schemes have written both spellings from one original?"""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym import compare, derivation
from allonym.derivation import MOST_LETTERS, PlainTable, derivable, in_their_own_letters, table_of
from allonym.letters import Unit, letters_of, plain
from allonym.romanization import scheme_by_code, schemes

# Where a unit may stand.
ANYWHERE, AT_START, AT_END = (False, False), (True, False), (False, True)
# а is a in two schemes; х is kh in one and ch in the other; ь is nothing in the first alone.
SMALL = (
    Unit("а", *ANYWHERE, 0b111, (("a", 0b011), ("а", 0b100))),
    Unit("х", *ANYWHERE, 0b111, (("kh", 0b001), ("ch", 0b010), ("х", 0b100))),
    Unit("ь", *AT_END, 0b111, (("", 0b001), ("'", 0b010), ("ь", 0b100))),
    Unit("й", *AT_START, 0b111, (("y", 0b001), ("j", 0b010), ("й", 0b100))),
)
BOTH = [PlainTable, derivation.Table]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Chrenin", "Khrenin"),
        ("Хренин", "Chrenin"),
        ("Хренин", "Hreņins"),
        ("Jelcyn", "Yeltsin"),
        ("Юрий Гагарин", "Juri Gagarin"),
        ("Mitsotakis", "Micotákisz"),
        ("김", "Kim"),
        ("Кім Чен Ин", "Kim Çen İn"),
        ("ЩУКИН", "Szczukin"),
    ],
)
def test_what_schemes_wrote_can_be_derived(a, b):
    """Two ways in which schemes write one name have an original in common; either may be asked first."""
    assert derivable(a, b)
    assert derivable(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("Chrenin", "Khremin"), ("Хренин", "Chremin"), ("Petrov", "Pietrow Jan"), ("John", "Juan")]
)
def test_another_letter_cannot_be_derived(a, b):
    """No letter is n in one scheme and m in another."""
    assert not derivable(a, b)


def test_spellings_in_one_script_of_originals_are_not_looked_at():
    """Two Cyrillic spellings have no scheme between them."""
    assert not derivable("Хренин", "Хренин")


@pytest.mark.parametrize("table", BOTH)
@pytest.mark.parametrize(
    ("a", "b", "one", "two", "found"),
    [
        ("akha", "acha", 0b011, 0b011, True),
        # The pair of schemes stays the same to the end.
        ("khakha", "khacha", 0b011, 0b011, False),
        ("аха", "acha", 0b100, 0b011, True),
        # The original is not set beside itself.
        ("аха", "аха", 0b100, 0b100, False),
        ("ykh", "jch'", 0b011, 0b011, True),
        # ь stands at the end of a word alone, й at its start.
        ("kha", "ch'a", 0b011, 0b011, False),
        ("ay", "aj", 0b011, 0b011, False),
        ("a-ya", "a-ja", 0b011, 0b011, True),
        ("", "", 0b011, 0b011, True),
        ("a" * (MOST_LETTERS + 1), "a" * (MOST_LETTERS + 1), 0b011, 0b011, False),
    ],
)
def test_letters_are_cut_together(table, a, b, one, two, found):
    """Both spellings come to their ends under one pair of schemes, or do not."""
    assert table(3, SMALL).meet(a, b, one, two) is found


@given(st.sampled_from(["ru", "el", "hy", "ka", "mk", "ko"]), st.data())
@settings(max_examples=60, deadline=None)
def test_the_core_answers_as_the_plain_form(lang, data):
    """Whatever is asked of a table, its compiled and its plain form give one answer."""
    known = letters_of(lang)
    values = sorted({value for unit in known.units for value, _ in unit.values})
    texts = st.lists(st.sampled_from([*values, " ", "-", "x", "\ud800", "\x00"]), max_size=6).map("".join)
    places = st.integers(0, 2 ** len(known.codes) - 1)
    asked = data.draw(st.tuples(texts, texts, places, places))
    plain, core = (table(len(known.codes), known.units) for table in BOTH)
    assert plain.meet(*asked) is core.meet(*asked)


@given(st.sampled_from([one.code for one in schemes("ru") if one.target == "Latn"]), st.data())
@settings(max_examples=80, deadline=None)
def test_two_schemes_always_meet_in_what_they_wrote(code, data):
    """Whatever two schemes write for a Russian name is derived from it, as far as contexts reach one letter."""
    other = scheme_by_code(data.draw(st.sampled_from(["bgnpcgn-rus-Cyrl-Latn-1947", "din-rus-Cyrl-Latn-1982"])))
    name = data.draw(st.text(st.sampled_from("абвгдзклмнопрстуф"), min_size=1, max_size=9))
    assert derivable(scheme_by_code(code).write(name), other.write(name))


@pytest.mark.skipif(derivation.Table is PlainTable, reason="the plain form has whole numbers of any size")
@pytest.mark.parametrize("wrong", [(0, ()), (65, ()), (2, (("а", False, False, 1, (("a", -1),)),)), (2, (1,)), (2, 7)])
def test_a_table_that_cannot_be_is_refused(wrong):
    """The core keeps places in 64 bits; a wrong table is an error there, never a crash."""
    with pytest.raises((ValueError, OverflowError, TypeError)):
        derivation.Table(*wrong)


@pytest.mark.parametrize(
    ("a", "b", "original"), [("Хренин", "Schtscherbakow", None), ("Щербаков", "Schtscherbakow", "Щербаков")]
)
def test_the_schemes_of_a_derivation_write_what_was_given(a, b, original):
    """Where an original is given, the scheme that is named writes the other spelling for it."""
    found = derivation.derivation(a, b)
    if original is None:
        assert found is None
    else:
        assert found is not None
        assert found[0] == ""
        assert scheme_by_code(found[1]).write(original) == b


def test_the_schemes_of_two_latin_spellings_belong_to_one_language():
    """Either scheme may be read off: both write one language's names."""
    one, two = derivation.derivation("Szczukin", "Schtschukin") or ("", "")
    assert scheme_by_code(one).lang == scheme_by_code(two).lang == "ru"


def test_tables_are_made_once():
    """A language's table is kept."""
    assert table_of("ru") is table_of("ru")


NAMES = ["Chrenin", "Khrenin", "Olga", "Ol'ga", "Хренин", "Ольга", "Al Hasan", "al-Hasan", "الحسن", "Jon", "", "Юрий"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=3), st.booleans())
@settings(max_examples=300, deadline=None)
def test_words_are_asked_one_by_one_where_the_whole_would_say_the_same(pairs, joined):
    """That a word of no language stands on either side, or one word more, is what the whole spellings would tell."""
    a, b = " ".join(one for one, _ in pairs), ("" if joined else " ").join(two for _, two in pairs)
    whole = False
    for side in derivation.sides(derivation.written_in(a), derivation.written_in(b)):
        one = plain(a) if side.first is None else side.first.lower(a)
        two = plain(b) if side.second is None else side.second.lower(b)
        whole = whole or side.table.meet(one, two, side.one, side.two)
    assert derivable(a, b) == whole


def test_thai_is_not_asked_for_two_latin_spellings():
    """Thai schemes leave too much open: what differs in a letter of another language's name could be Thai."""
    assert "th" not in [side.lang for side in derivation.sides("Latn", "Latn")]
    assert derivable("กรุงเทพ", "Krungthep")


def test_a_middle_dot_parts_words():
    """Japanese schemes write a middle dot as a space, and nothing else so; other letters have no space in any value."""
    dot = Unit("・", *ANYWHERE, 0b111, ((" ", 0b011), ("・", 0b100)))
    article = Unit("ا", *ANYWHERE, 0b111, (("al ", 0b001), ("al-", 0b010)))
    assert derivation.keeps_words(dot, 0b011)
    assert not derivation.keeps_words(dot, 0b101)
    assert derivation.keeps_words(article, 0b010)
    assert not derivation.keeps_words(article, 0b011)


def test_originals_come_with_the_longest_values_first():
    """The letters of both spellings are found again, those of the longest values first; what both leave out is not."""
    table = PlainTable(3, SMALL)
    pairs = table.pairs("kha", "cha'", 0b001, 0b010)
    assert list(table.originals("kha", "cha'", pairs)) == ["хаь"]
    assert list(table.originals("kha", "cha", table.pairs("kha", "cha", 0b001, 0b010))) == ["ха"]
    assert list(table.originals("kha", "cza", 0)) == []


def test_too_long_a_spelling_has_no_original():
    """Long names are not looked at."""
    long = "a" * (MOST_LETTERS + 1)
    assert list(PlainTable(3, SMALL).originals(long, long, 0b1)) == []


def test_units_may_come_as_json_has_them():
    """A table is the same whether its units are tuples, or lists as JSON gives them."""
    units = json.loads(json.dumps(SMALL))
    for form in BOTH:
        assert form(3, units).meet("a", "a", 0b111, 0b111) == form(3, SMALL).meet("a", "a", 0b111, 0b111)
        assert not form(3, []).meet("a", "a", 0b111, 0b111)


@given(
    words=st.lists(
        st.lists(
            st.sampled_from(["chrenin", "khrenin", "хренин", "xrenin", "щ", "", "-", "al-", "김", "a" * 100]),
            min_size=1,
            max_size=3,
        ).map(" ".join),
        min_size=2,
        max_size=2,
    )
)
def test_all_languages_are_asked_at_once_as_one_by_one(words):
    """Both forms find the same, whether languages are asked together or each by itself."""
    for scripts in (("Latn", "Latn"), ("Latn", "Cyrl"), ("Hang", "Latn")):
        rows = tuple([(one.table, one.one, one.two, one.parted) for one in derivation.sides(*scripts)])
        assert derivation.Sides(rows).meet(*words) is derivation.PlainSides(rows).meet(*words)


@given(st.text("akhcay'-х ", max_size=12), st.text("akhcj'-х ", max_size=12))
def test_words_are_asked_before_the_whole(a, b):
    """Asked word by word first, a language answers as it does of the whole."""
    table = derivation.Table(3, SMALL)
    both = derivation.Sides(((table, 0b111, 0b111, True),))
    assert both.meet(a, b) is table.meet(a, b, 0b111, 0b111) is PlainTable(3, SMALL).meet(a, b, 0b111, 0b111)


@pytest.mark.skipif(derivation.Sides is derivation.PlainSides, reason="the plain form takes what it is given")
@pytest.mark.parametrize(
    "wrong", [1, (1,), ((1, 1, 1, True),), ((None, 1, 1, True),), ((None, "1", 1),), ((table_of("ru"), 1, -1, True),)]
)
def test_sides_that_cannot_be_are_refused(wrong):
    """Wrong sides are an error, never a crash."""
    with pytest.raises((ValueError, OverflowError, TypeError)):
        derivation.Sides(wrong)
    with pytest.raises(TypeError):
        derivation.Sides(((table_of("ru"), 1, 1, True),)).meet("a", 1)


@pytest.mark.parametrize(
    ("a", "b", "own"),
    [
        ("John Chmarin", "John Chmaryn", True),
        ("Daniel Chmarin", "Danielle Chmarin", True),
        ("William Chmarin", "Chmaryn William", True),
        ("Aleksandr Chmarin", "Aleksandr Chmaryn", False),
        ("Jurij Chmarin", "Jurij Chmaryn", False),
        ("John Chmarin", "Jon Chmarin", False),
        ("John Chmarin", "Джон Хмарин", False),
        ("Chmarin", "Chmaryn", False),
    ],
)
def test_a_given_name_may_tell_that_nobody_transcribed(a, b, own):
    """Who shares a given name that only languages in Latin letters have is written in these letters."""
    assert in_their_own_letters(a, b) is own


def test_two_surnames_behind_an_english_name_have_no_original():
    """What could be a Russian surname in two schemes adds nothing behind a name that no Russian has."""
    assert compare("William Chmarin", "William Chmaryn").score < compare("Pavel Chmarin", "Pavel Chmaryn").score
    assert not any("one original" in one.sentence for one in compare("William Chmarin", "William Chmaryn").evidence)
