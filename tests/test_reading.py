"""How does a spelling sound, under each orthography that it may have been written in?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import BadRules
from allonym.name import listen
from allonym.reading import (
    LAST,
    MOST_MEANINGS,
    MOST_READINGS,
    Orthography,
    broaden,
    codes_for,
    load_orthography,
    meanings,
    orthographies,
    read,
    sounds,
    spoken,
)

FILE = """
code = "xx-Latn"
title = "A made-up orthography"
cite = "made up"
lang = "xx"
script = "Latn"
alphabet = "abcs"
rules = [["a", "a"], ["b", "b"], ["c", ["k", "s"]], ["s", "s"]]
samples = [["abc", "abk"]]
"""


def heard(word, *codes):
    """All that a word may sound like under some orthographies."""
    return {reading.sounds for reading in read(word, codes)}


@pytest.mark.parametrize(
    ("german", "english", "russian"),
    [
        ("Chrenin", "Khrenin", "Хренин"),
        ("Saschin", "Zashin", "Зашин"),
        ("Schdanow", "Zhdanov", "Жданов"),
        ("Wolkow", "Volkov", "Волков"),
        ("Tschechin", "Chekhin", "Чехин"),
    ],
)
def test_one_name_in_three_habits_sounds_alike(german, english, russian):
    """A name in German, English and Russian spelling has a reading in common, each under its own orthography."""
    assert heard(german, "de-Latn") & heard(russian, "ru-Cyrl")
    assert heard(english, "en-Latn") & heard(russian, "ru-Cyrl")


def test_a_language_has_its_own_readings():
    """The same letters sound otherwise in another language."""
    assert heard("Cecilia", "it-Latn") != heard("Cecilia", "es-Latn")
    assert not heard("Хренин", "ru-Cyrl") & heard("Петренко", "ru-Cyrl")


def test_a_reading_says_where_it_comes_from():
    """Each way of sounding is given once, with the first orthography that finds it."""
    found = read("Anna", ("de-Latn", "en-Latn", "it-Latn"))
    assert found[0].orthography == "de-Latn"
    assert len({reading.sounds for reading in found}) == len(found)


def test_the_language_chooses_the_orthographies():
    """A Cyrillic name tagged Bulgarian is read as Bulgarian alone; Latin ones are read as English too."""
    assert codes_for("Cyrl", "bg") == ("bg-Cyrl",)
    assert codes_for("Latn", "de") == ("de-Latn", "en-Latn")
    assert codes_for("Latn", "de-AT") == ("de-Latn", "en-Latn")
    assert len(codes_for("Latn")) > 3
    assert codes_for("Latn", "bs") == codes_for("Latn", "hr")
    assert codes_for("Xsux") == (LAST,)


@pytest.mark.parametrize("code", sorted(orthographies()))
def test_every_orthography_speaks_the_alphabet_of_sounds(code):
    """Every reading of every letter of an alphabet is made of known sounds, and there are few of them."""
    one = orthographies()[code]
    for letter in sorted(one.alphabet):
        ways = one.read(letter)
        assert 1 <= len(ways) <= MOST_READINGS
        assert all(set(way) <= set(sounds()) for way in ways)


@given(word=st.text(max_size=12), code=st.sampled_from(sorted(orthographies())))
def test_any_word_can_be_read(word, code):
    """Any word is read under any orthography, in known sounds, and case does not matter where it can be undone."""
    for reading in read(word, (code,)):
        assert set(reading.sounds) <= set(sounds())
        assert reading.orthography in {code, LAST}


@pytest.mark.parametrize(("word", "script"), [("ᏣᎳᎩ", "Cher"), ("𒀭", "Xsux"), ("ꆈꌠ", "Yiii"), ("ⲁⲛⲁⲥ", "Copt")])
def test_rare_scripts_have_a_last_reading(word, script):
    """A word in a script without an orthography, or with one, is read somehow unless it is a sign without sound."""
    found = read(word, codes_for(script))
    assert found or script == "Xsux"


def test_letters_outside_the_alphabet_lose_their_marks():
    """German reads ț as t, since it has no such letter."""
    assert heard("Ioniță", "de-Latn") == heard("Ionita", "de-Latn")


def test_turkish_i():
    """In Turkish, the capital of ı is I and that of i is İ."""
    turkish = orthographies()["tr-Latn"]
    assert turkish.read("ISPARTA") == turkish.read("ısparta")
    assert turkish.read("İZMİR") == turkish.read("izmir")
    assert turkish.read("ISPARTA") != turkish.read("isparta")


def test_a_doubled_sound_is_said_once():
    """Anna sounds as Ana; what is no sound is not said."""
    assert spoken("anna") == "ana"
    assert spoken("a-n 7a") == "ana"


def test_a_file_is_an_orthography(tmp_path):
    """A file of rules is read from its path, and its readings are its rules' values, the usual one first."""
    path = tmp_path / "xx-Latn.toml"
    path.write_text(FILE, encoding="utf-8")
    one = load_orthography(path)
    assert (one.code, one.lang, one.script, one.default) == ("xx-Latn", "xx", "Latn", False)
    assert one.read("Cab") == ("kab", "sab")
    assert one.fits("Cab-2") and not one.fits("Cabä")  # noqa: PT018


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "xx-Latn"', "", "missing fields ['code']"),
        ('code = "xx-Latn"', 'code = "xx-Latn"\ncolour = 1', "unknown fields ['colour']"),
        ('"abcs"', '"abcs', "not valid TOML"),
        ('["s", "s"]', '["s"]', "rule 4"),
    ],
)
def test_a_bad_file_is_named(old, new, said):
    """A malformed file is refused with its name and what is wrong with it."""
    with pytest.raises(BadRules) as refused:
        Orthography.load(FILE.replace(old, new), "xx-Latn.toml")
    assert "xx-Latn.toml" in str(refused.value)
    assert said in str(refused.value)


def broadly(word, code=""):
    """The broad forms of all that a word of unknown language, or of one orthography, may sound like."""
    codes = (code,) if code else codes_for("Latn")
    return {broaden(reading.sounds) for reading in read(word, codes)}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Nikolajs", "Nikolai"),
        ("Ivanovičius", "Ivanovitsj"),
        ("Siergiej", "Sergej"),
        ("Dostojewski", "Dostoevsky"),
        ("Elena", "Yelena"),
        ("Gurskij", "Gurskis"),
    ],
)
def test_newspapers_of_two_countries_spell_one_name(one, two):
    """What the newspapers of two countries make of one Slavic name has a reading in common."""
    assert broadly(one) & broadly(two)


@pytest.mark.parametrize(("one", "two"), [("Evans", "Evan"), ("Lucas", "Luke"), ("Collins", "Collin")])
def test_a_baltic_ending_needs_a_slavic_stem(one, two):
    """English names that end in s are no Latvian nor Lithuanian forms of others."""
    assert not broadly(one, "lv-Latn") & broadly(two, "lv-Latn")
    assert not broadly(one, "lt-Latn") & broadly(two, "lt-Latn")


@pytest.mark.parametrize(
    ("word", "code", "latin", "habit"),
    [
        ("메르켈", "ko-Hang", "Mereukel", "ko-Latn-rr"),
        ("パウル", "ja-Kana", "Pauru", "ja-Latn-gairaigo"),
        ("सलमान", "hi-Deva", "Salamāna", "inc-Latn"),
        ("Խաչատուրյան", "hy-Armn", "Xačatowryan", "hy-Latn"),
        ("კობახიძე", "ka-Geor", "Kobaxije", "ka-Latn"),
        ("Μπάιντεν", "el-Grek", "Mpáinten", "el-Latn"),
        ("موسوی", "fa-Arab", "Mvsvy", "fa-Latn"),
    ],
)
def test_a_standard_spelling_sounds_as_its_original(word, code, latin, habit):
    """A name in its own script and its transliteration have a reading in common."""
    assert broadly(word, code) & broadly(latin, habit)


def test_a_marked_letter_calls_in_its_languages():
    """Ő is Hungarian and ŏ Korean: orthographies that are no defaults are asked for words with their letters."""
    assert "is-Latn" in {reading.orthography for reading in read("Þórður", codes_for("Latn"))}
    assert "is-Latn" not in {reading.orthography for reading in read("Thordur", codes_for("Latn"))}


def test_hangul_is_read_as_korean():
    """A Hangul word is no word of Han letters."""
    (part,) = listen("메르켈").parts
    assert part.part.script == "Hang"
    assert {reading.orthography for reading in part.readings} == {"ko-Hang"}


def test_open_consonants_are_meant_either_way():
    """A reading with open consonants is meant in a few ways, the usual one first; any other reading in one way."""
    assert meanings("xrenin") == ("xrenin",)
    assert meanings("ᵖ·r")[:2] == ("p·r", "f·r")
    assert 2 < len(meanings("ᵖᵇʳ" * 3)) <= MOST_MEANINGS
