"""Which words is a name made of, and what does each do in it?"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allonym.fold import fold
from allonym.parse import parse, parts

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def roles(text):
    """The words of a name, folded, with their roles."""
    return [(part.key, part.role) for part in parse(fold(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Oleg Chmarin", [("oleg", "word"), ("chmarin", "word")]),
        ("Dr. Anna von Tarn", [("dr", "title"), ("anna", "word"), ("von", "particle"), ("tarn", "word")]),
        ("K. Chmarin", [("k", "initial"), ("chmarin", "word")]),
        ("П. Хмарин", [("п", "initial"), ("хмарин", "word")]),
        ("Tarn GmbH", [("tarn", "word"), ("gmbh", "legal")]),
        ("Chmarin, Oleg", [("chmarin", "word"), ("oleg", "word")]),
        ("Burja-2025", [("burja", "word"), ("2025", "number")]),
        ("Burja2025", [("burja", "word"), ("2025", "number")]),
        ("١٢ Tarn", [("12", "number"), ("tarn", "word")]),
        ("007", [("7", "number")]),
    ],
)
def test_words_have_roles(text, parts):
    """Titles, particles, initials, legal forms and numbers are told from names; letters and digits are parted."""
    assert roles(text) == parts


def test_every_letter_may_be_an_initial():
    """A single letter with a full stop before a name is an initial, though o is a particle and о. an island."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
    assert [letter for letter in letters if roles(f"{letter}. Chmarin")[0][1] != "initial"] == []


@pytest.mark.parametrize("text", ["von der", "Dr.", "GmbH", "Jr.", "بن"])
def test_a_name_is_never_all_title(text):
    """A name made of nothing but titles or particles is made of words."""
    assert {role for _, role in roles(text)} == {"word"}


@pytest.mark.parametrize(
    ("text", "number"), [("2025", 2025), ("２０２５", 2025), ("٢٠٢٥", 2025), ("२०२५", 2025), ("0012", 12)]
)
def test_digits_of_every_script_are_numbers(text, number):
    """A number has its value, in whatever digits it is written."""
    (part,) = parse(fold(text))
    assert (part.number, part.key) == (number, str(number))


def test_a_long_string_of_digits_is_no_number():
    """Twelve digits are a number; more are a text of digits, and no time is spent on their value."""
    assert parse(fold("9" * 12))[0].number == 999_999_999_999
    assert parse(fold("9" * 13))[0].number is None


@given(text=texts)
def test_parts_are_there_where_a_key_is(text):
    """A name has parts exactly where it has a key, and each part has a text, a key and a script."""
    folded = fold(text)
    parts = parse(folded)
    assert bool(parts) == bool(folded.key)
    assert all(part.text and part.key and part.script for part in parts)


@given(text=texts)
def test_case_changes_no_part(text):
    """The parts of a folded name, folded again, are the same."""
    folded = fold(text)
    assert [part.key for part in parse(fold(folded.text))] == [part.key for part in parse(folded)]


@pytest.mark.parametrize(
    ("name", "type", "wanted"),
    [
        ("Open Joint Stock Company Wolke", "organization", [("open joint stock company", "legal"), ("wolke", "word")]),
        ("Vice President Oleg Chmarin", "person", [("vice president", "title"), ("oleg", "word"), ("chmarin", "word")]),
        ("Brigade Forty-Four", "", [("brigade", "topic"), ("44", "number")]),
        ("сорок четыре бригада", "", [("44", "number"), ("бригада", "topic")]),
        ("K&M Wolken", "", [("k", "initial"), ("m", "initial"), ("wolken", "word")]),
    ],
)
def test_forms_of_several_words_are_one_part(name, type, wanted):
    """A legal form, a title or a number of several words is one part; an ampersand parts two."""
    assert [(part.key, part.role) for part in parse(fold(name), type)] == wanted


LETTERS = st.text(st.sampled_from("aBoIİßéЙивич王年김'-&1 ᎠσΣ・ー々מ"), max_size=6)


@given(
    words=st.lists(
        st.one_of(st.sampled_from(["von", "y", "Ltd", "Петрович", "Open", "three", "x"]), LETTERS), max_size=4
    )
)
@example(words=["A&&B", "1&&1"])
def test_plain_words_need_no_longer_look(words):
    """A name is parted the same whether its plain words are known by a quick look or not."""
    text = " ".join(words)
    quick = parse(fold(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "quick", lambda _: None)
        patch.setattr(parts, "alone", lambda *_: None)
        parts.parts_of.cache_clear()
        assert parse(fold(text)) == quick
    parts.parts_of.cache_clear()


@pytest.mark.parametrize(
    ("text", "type_", "parts"),
    [
        ("株式会社山田", "organization", [("株式会社", "legal"), ("山田", "word")]),
        ("東京大学", "organization", [("東京", "word"), ("大学", "kind")]),
        ("田中太郎さん", "person", [("田中太郎", "word"), ("さん", "title")]),
        ("김철수 씨", "person", [("김철수", "word"), ("씨", "title")]),
        ("นายสมชาย", "person", [("นาย", "title"), ("สมชาย", "word")]),
        ("จังหวัดนาคำ", "place", [("จังหวัด", "generic"), ("นาคํา", "word")]),
        ("อำเภอนาคำ", "place", [("อําเภอ", "generic"), ("นาคํา", "word")]),
        ("รัฐิมา", "place", [("รัฐิมา", "word")]),
        ("เกาะนาคำ", "place", [("เกาะนาคํา", "word")]),
        ("ແຂວງນາຄາ", "place", [("ແຂວງ", "generic"), ("ນາຄາ", "word")]),
        ("ខេត្តណារា", "place", [("ខេត្ត", "generic"), ("ណារា", "word")]),
        ("တာနိုပြည်နယ်", "place", [("တာနို", "word"), ("ပြည်နယ်", "generic")]),
        ("ပြည်နယ်တာနို", "place", [("ပြည်နယ်တာနို", "word")]),
        ("ဦးတာနို", "person", [("ဦး", "title"), ("တာနို", "word")]),
        ("ნაკრისის რაიონი", "place", [("ნაკრის", "word"), ("რაიონი", "generic")]),
        ("44-я бригада", "organization", [("44", "number"), ("бригада", "topic")]),
        ("3rd Army", "organization", [("3", "number"), ("army", "topic")]),
        ("World War II", "event", [("world", "topic"), ("war", "topic"), ("ii", "number")]),
        ("Malcolm X", "person", [("malcolm", "word"), ("x", "initial")]),
        ("Тарновская область", "place", [("тарнов", "word"), ("область", "generic")]),
        ("Донецкая область", "place", [("донецк", "word"), ("область", "generic")]),
        ("General Peralta", "person", [("general", "title"), ("peralta", "word")]),
        ("General Peralta", "place", [("general", "kind"), ("peralta", "word")]),
        ("North Tarnow", "place", [("north", "qualifier"), ("tarnow", "word")]),
        ("Adam North", "person", [("adam", "word"), ("north", "word")]),
        ("Sr. Peralta", "person", [("sr", "title"), ("peralta", "word")]),
        ("John Peralta Sr.", "person", [("john", "word"), ("peralta", "word"), ("sr", "suffix")]),
        ("티롤 주", "", [("티롤", "word"), ("주", "legal")]),
        ("서울 구", "place", [("서울", "word"), ("구", "generic")]),
        ("구 자철", "", [("구", "word"), ("자철", "word")]),
        ("AT and T", "organization", [("at", "word"), ("and", "particle"), ("t", "initial")]),
    ],
)
def test_a_part_is_what_it_is_in_names_of_its_type(text, type_, parts):
    """What is written onto a name is parted from it, and what a word does goes by who or what is named."""
    assert [(part.key, part.role) for part in parse(fold(text), type_)] == parts


@pytest.mark.parametrize(
    ("text", "type_", "parts"),
    [
        ("JP Chmarin", "person", [("j", "initial"), ("p", "initial"), ("chmarin", "word")]),
        ("JR Chmarin", "person", [("j", "initial"), ("r", "initial"), ("chmarin", "word")]),
        ("ЖП Чмарин", "person", [("ж", "initial"), ("п", "initial"), ("чмарин", "word")]),
        ("J.R.R. Chmarin", "", [("j", "initial"), ("r", "initial"), ("r", "initial"), ("chmarin", "word")]),
        ("Ч.Р.Т. Чмарин", "", [("ч", "initial"), ("р", "initial"), ("т", "initial"), ("чмарин", "word")]),
        ("JRR Chmarin", "", [("jrr", "word"), ("chmarin", "word")]),
        ("J.R.R. Bank", "", [("jrr", "word"), ("bank", "kind")]),
        ("А. И. Чмарин", "", [("а", "initial"), ("и", "initial"), ("чмарин", "word")]),
        ("Oleg Y Chmarin", "", [("oleg", "word"), ("y", "particle"), ("chmarin", "word")]),
        ("Oleg Y Chmarin", "person", [("oleg", "word"), ("y", "initial"), ("chmarin", "word")]),
        ("JP CHMARIN", "person", [("jp", "word"), ("chmarin", "word")]),
        ("BP Chmarin", "organization", [("bp", "word"), ("chmarin", "word")]),
        ("Chmarin JR", "person", [("chmarin", "word"), ("jr", "suffix")]),
        ("Minh NG", "person", [("minh", "word"), ("ng", "word")]),
    ],
)
def test_capitals_may_be_initials(text, type_, parts):
    """Capitals that nobody can speak are a person's initials, unless all is written so; a full stop makes one of и."""
    assert [(part.key, part.role) for part in parse(fold(text), type_)] == parts


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Shah Oleg", "title word"),
        ("Oleg Shah Chmarin", "word byname word"),
        ("Oleg Khan", "word byname"),
        ("Oleg Abdul Chmarin", "word byname word"),
        ("Abdul Aziz Chmarin", "particle byname word"),
        ("Oleg bin Samir Hamdani", "word particle patronymic word"),
        ("Oleg bin Samir bin Omar Hamdani", "word particle patronymic particle patronymic word"),
        ("Oleg bin Samir", "word particle word"),
        ("Oleg Samir oglu Hamdani", "word patronymic particle word"),
        ("Oleg al Samir Hamdani", "word particle word word"),
        ("Oleg Petrowitsch Chmarin", "word patronymic word"),
    ],
)
def test_names_of_people_behind_the_first(text, roles):
    """What is a title before a name may be a name behind it; a father's name stands between bin and the last name."""
    assert [part.role for part in parse(fold(text), "person")] == roles.split()


@pytest.mark.parametrize(
    ("text", "type_", "parts"),
    [
        ("Chmarin Limted", "", [("chmarin", "word"), ("limited", "legal")]),
        ("Limted Chmarin", "", [("limted", "word"), ("chmarin", "word")]),
        ("Oleg Limted", "person", [("oleg", "word"), ("limted", "word")]),
        ("Joynt Stock Company Wolke", "organization", [("joint stock company", "legal"), ("wolke", "word")]),
        ("Chmarin Kompany", "", [("chmarin", "word"), ("kompany", "word")]),
        ("Chmarin AB", "", [("chmarin", "word"), ("ab", "legal")]),
        ("AB Chmarin", "organization", [("ab", "legal"), ("chmarin", "word")]),
        ("Chmarin ab Oleg", "person", [("chmarin", "word"), ("ab", "particle"), ("oleg", "word")]),
    ],
)
def test_legal_forms_are_known_though_mistyped(text, type_, parts):
    """One slip behind its first letter leaves a form one, but in a person's name; AB joins no names at the end."""
    assert [(part.key, part.role) for part in parse(fold(text), type_)] == parts


@pytest.mark.parametrize(
    ("text", "type_", "parts"),
    [
        ("(주)하마린", "", [("주", "legal"), ("하마린", "word")]),
        ("㈜하마린", "organization", [("주", "legal"), ("하마린", "word")]),
        ("주 하마린", "", [("주", "word"), ("하마린", "word")]),
        ("AS Chmarin", "", [("as", "legal"), ("chmarin", "word")]),
        ("АТ «Хмарин»", "organization", [("ат", "legal"), ("хмарин", "word")]),
        ("As-Chmar Wolke", "organization", [("as", "particle"), ("chmar", "word"), ("wolke", "word")]),
        ("AS CHMAR", "organization", [("as", "particle"), ("chmar", "word")]),
    ],
)
def test_a_form_may_stand_first(text, type_, parts):
    """A letter in parentheses is a form before a name too, and so are capitals that are an article elsewhere."""
    assert [(part.key, part.role) for part in parse(fold(text), type_)] == parts


@pytest.mark.parametrize(
    ("text", "type_", "parts"),
    [
        ("Sen. Mario Chmarin", "person", [("sen", "title"), ("mario", "word"), ("chmarin", "word")]),
        ("Kard. Tarno Chmarin", "", [("kard", "title"), ("tarno", "word"), ("chmarin", "word")]),
        ("Kard Tarno Chmarin", "", [("kard", "word"), ("tarno", "word"), ("chmarin", "word")]),
        ("Tarno Kard. Chmarin", "", [("tarno", "word"), ("kard", "word"), ("chmarin", "word")]),
        ("Min. of Finance", "", [("min", "word"), ("of", "particle"), ("finance", "kind")]),
        ("Ph. Chmarin", "person", [("ph", "initial"), ("chmarin", "word")]),
        ("Yu. V. Chmarina", "", [("yu", "initial"), ("v", "initial"), ("chmarina", "word")]),
        ("Yu Chmarin", "person", [("yu", "word"), ("chmarin", "word")]),
        ("Ph. Chmarin", "organization", [("ph", "word"), ("chmarin", "word")]),
    ],
)
def test_a_full_stop_shortens_titles_and_given_names(text, type_, parts):
    """With its full stop a short word is a title, or the beginning of a given name, where it stands before a name."""
    assert [(part.key, part.role) for part in parse(fold(text), type_)] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Anna Tarnov, née Chmarin", [("tarnov", "word"), ("née", "title"), ("chmarin", "byname")]),
        ("Anna Tarnov geb. von Chmarin", [("geb", "title"), ("von", "particle"), ("chmarin", "byname")]),
        ("Anna Tarnov z d. Chmarin", [("tarnov", "word"), ("z d", "title"), ("chmarin", "byname")]),
        ("Anna Tarnov z domu Chmarin", [("tarnov", "word"), ("z domu", "title"), ("chmarin", "byname")]),
    ],
)
def test_a_name_of_birth_may_be_left_out(text, parts):
    """What stands behind née and its like is another name of the same person."""
    assert [(part.key, part.role) for part in parse(fold(text))][-3:] == parts


def test_the_number_of_a_hull_may_be_left_out():
    """Letters and digits in brackets are no part of a ship's name; digits alone may be a year."""
    assert roles("USS Chmarin (ABC-45)")[2:] == [("abc", "title"), ("45", "byname")]
    assert roles("Chmarin (F 250)")[1:] == [("f", "title"), ("250", "byname")]
    assert roles("Chmarin (1978)")[1:] == [("1978", "number")]


def test_a_hyphen_parts_no_company_from_a_word():
    """Co-operation is one word, and Co. a form of companies."""
    assert [key for key, _ in roles("Tarnov Co-operation Council")] == ["tarnov", "cooperation", "council"]
    assert roles("Tarnov Co-Chmarin")[1:] == [("co", "legal"), ("chmarin", "word")]
    assert roles("Tarnov & Co")[-1] == ("co", "legal")


def test_what_a_ship_is_may_be_left_out():
    """Frigates, cruisers and submarines are told by their names."""
    assert [role for _, role in roles("Fregatte Chmarin")] == ["generic", "word"]
    assert [role for _, role in roles("porte-avions Chmarin")] == ["generic", "word"]


def test_degrees_of_several_words_are_titles():
    """Degrees are abbreviated word by word, and stay one title."""
    assert roles("д-р техн. наук Хмарин Осип Фомич") == [
        ("д р техн наук", "title"),
        ("хмарин", "word"),
        ("осип", "word"),
        ("фомич", "patronymic"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("中村橋駅", ["中村橋", "駅"]),
        ("なかむらばしえき", ["なかむらばし", "えき"]),
        ("チャムナがわ", ["チャムナ", "がわ"]),
        ("中山", ["中山"]),
        ("よしのがわ", ["よしのがわ"]),
    ],
)
def test_what_a_place_is_stands_apart_where_its_letters_tell(text, words):
    """A station is told by one Han letter, a river by two kana behind foreign ones; 山 and やま may end any name."""
    assert [part.text for part in parse(fold(text), "place")] == words
