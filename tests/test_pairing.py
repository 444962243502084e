"""How much does one part of a name speak for another being the same?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.name import listen
from allonym.pairing import CASE, GENDER, SAME_WORD, is_father, pair
from allonym.parse.parts import PATRONYMIC, WORD, Part
from allonym.records import NEAR, SOUND, SPELLING


def weigh(one: str, two: str):
    """Weigh the only parts of two names of one word, in both orders."""
    (x,), (y,) = listen(one).parts, listen(two).parts
    there, back = pair(x, y), pair(y, x)
    assert there.bits == pytest.approx(back.bits)
    assert there.via == back.via
    return there


def test_the_same_spelling_brings_all_that_a_word_can():
    """A word beside itself brings its whole weight, by spelling."""
    (part,) = listen("Khrenin").parts
    assert (pair(part, part).bits, pair(part, part).via) == (part.weight, SPELLING)


@pytest.mark.parametrize(("one", "two"), [("Chrenin", "Khrenin"), ("Хренин", "Chrenin"), ("Schukow", "Жуков")])
def test_spellings_of_one_sound_meet_by_sound(one, two):
    """Two habits of spelling one name meet by a reading in common."""
    assert weigh(one, two).via == SOUND


def test_numbers_agree_in_words_and_digits_or_contradict():
    """A number is itself in Roman and Arabic digits; another number contradicts; a word is no number."""
    assert weigh("VIII", "8").bits > 0
    assert weigh("2021", "2025").bits < -20
    assert weigh("2025", "Zapad").bits < 0


def test_initials_begin_words():
    """An initial agrees with a word that begins so, in any script, and with no other."""
    (initial, _), (word,) = listen("V. Khrenin").parts, listen("Viktor").parts
    assert pair(initial, word).bits > 0
    assert pair(initial, listen("Павел").parts[0]).bits < 0
    assert pair(initial, listen("Виктор").parts[0]).bits > 0


def test_given_names_of_one_group_belong_together():
    """Forms of one given name speak for each other, short forms and cognates less; strangers do not."""
    full, short = weigh("Svetlana", "Sviatlana"), weigh("William", "Bill")
    assert full.share > short.share > 0
    assert weigh("William", "Peter").share < 0.4


def test_translated_words_mean_the_same():
    """A generic word agrees with its translation, whatever it sounds like."""
    assert weigh("Ministry", "Министерство").bits > 0
    assert weigh("Ministry", "Университет").bits < weigh("Ministry", "Министерство").bits


def test_endings_are_named():
    """What differs in the ending of a case or a gender alone is said to."""
    assert weigh("Варшава", "Варшавы").ending == CASE
    assert weigh("Петров", "Петрова").ending == GENDER


def test_words_that_share_nothing_are_unlike():
    """Words of other sounds speak against each other."""
    assert weigh("Khrenin", "Lavoisier").share < 0
    assert weigh("Khrenin", "Lavoisier").via == NEAR


@given(one=st.text("ьъйЬю' ая", max_size=8), other=st.text("ьъйЬю' ая", max_size=8))
def test_letters_without_a_sound_are_weighed(one, other):
    """Words of letters that have no sound of their own are weighed against each other, in any case ending."""
    for x in listen(one).parts:
        for y in listen(other).parts:
            assert pair(x, y).share <= 1.0


def test_a_sign_alone_may_have_an_ending():
    """A word without any sound is no case of another, though its letters end like one."""
    (x,), (y,) = listen("ььь").parts, listen("ььью").parts
    assert pair(x, y).share < 0


@pytest.mark.parametrize(
    ("child", "parent", "says"),
    [
        ("petrowitsch", "petr", True),
        ("олегович", "олег", True),
        ("petrowitsch", "petrowisch", False),
        ("petrowitsch", "petrowitsch", False),
        ("samir", "samir", False),
    ],
)
def test_a_patronymic_is_the_fathers_name(child, parent, says):
    """A name that a patronymic is made of is the father's; one that is misspelled is not."""
    assert is_father(Part(child, child, PATRONYMIC, "Latn"), Part(parent, parent, WORD, "Latn")) == says


def test_a_fathers_name_is_no_patronymic():
    """Petr beside Petrowitsch is another man, though the ending of a case would make them one."""
    child = listen("Oleg Petrowitsch Chmarin").parts[1]
    (parent,) = listen("Petr").parts
    assert pair(child, parent).share < SAME_WORD
    assert pair(child, parent).ending == ""
