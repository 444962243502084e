"""What may safely be ignored in a spelling?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import BadText, TooLong
from allonym.fold import (
    APOSTROPHES,
    DASHES,
    _fully_folded,
    _plainly_folded,
    fold,
    is_mixed,
    looks_garbled,
    picture,
    words_of,
)

RIGHT_TO_LEFT = "\u202e"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KHRENIN,  Viktor", "khrenin viktor"),
        ("Straße", "STRASSE"),
        ("STRAẞE", "straße"),
        ("Diyarbakır", "DİYARBAKIR"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
        ("οδυσσευσ", "οδυσσευς"),
        ("Пу́тин", "Путин"),
        ("مُحَمَّد", "محمد"),
        ("مـحمد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("김정은", "\u1100\u1175\u11b7\u110c\u1165\u11bc\u110b\u1173\u11ab"),
        ("Gal·la", "Galla"),
        ("Jean-Luc", "Jean Luc"),
        ("ジョン・スミス", "ジョン スミス"),
        ("S.I.S. d.o.o.", "SIS doo"),
        ("J.R. Tarn", "J. R. Tarn"),
        ("Ⅷ", "VIII"),
        ("ﬁlip", "filip"),
        ("12345", "１２３４５"),
        ("¨Anna ´Tarn", "Anna Tarn"),
    ],
)
def test_one_spelling(one, other):
    """Case, forms, points, stress, hyphens and dots do not tell names apart."""
    assert fold(one).key == fold(other).key != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Año", "Ano"),
        ("Müller", "Muller"),
        ("Hồ", "Hò"),
        ("Мир", "Mup"),
        ("хай", "хаи"),
        ("Łukasz", "Lukasz"),
        ("O'Neal", "ONeal"),
        ("Sea Star 1", "Sea Star 7"),
        ("カタ", "ガタ"),
        ("Tarn & Co", "Tarn Co"),
        ("C+", "C"),
    ],
)
def test_two_spellings(one, other):
    """Marks that make another letter, letters of other scripts, numbers and signs for words do tell names apart."""
    assert fold(one).key != fold(other).key


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_an_apostrophe_is_an_apostrophe(apostrophe):
    """Whatever key was at hand, O'Neal is O'Neal."""
    assert fold(f"O{apostrophe}Neal").key == "o'neal"


@pytest.mark.parametrize(
    ("text", "key"),
    [("ג׳ורג׳", "ג'ורג'"), ("'ג'ורג''", "ג'ורג'"), ("'גורג'", "גורג"), ("דוד'", "דוד"), ("'Neal'", "neal"), ("''", "")],
)
def test_a_geresh_ends_a_word_where_it_changes_a_letter(text, key):
    """A sign that changes the sound of a Hebrew letter belongs to the word; what closes a quotation does not."""
    assert fold(text).key == key


@pytest.mark.parametrize("dash", DASHES)
def test_a_dash_is_a_dash(dash):
    """Whatever dash was at hand, Al-Assad is two words."""
    assert fold(f"Al{dash}Assad").words == ("Al", "Assad")


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Khrenin", ()),
        ("Хренин", ()),
        ("محمد علی", ()),
        ("می\u200cرزا", ()),
        ("ශ\u0dca\u200dරී", ()),
        ("葛\U000e0100飾", ()),
        ("KLMオランダ航空", ()),
        ("AP통신", ()),
        ("\ufeffKhrenin", ()),
        ("Müller", ()),
        ("Khre\u200bnin", ("invisible",)),
        ("Khre\u200cnin", ("invisible",)),
        ("Khre\u3164nin", ("invisible",)),
        (f"Khrenin{RIGHT_TO_LEFT}", ("bidi",)),
        ("Khr\x1b[31menin", ("invisible",)),
        ("Ｐｕｔｉｎ", ("compat-form",)),
        ("🅿UTIN", ("symbol-letters",)),
        ("K\u20ddhrenin", ("enclosing-mark",)),
        ("Khrеnin", ("mixed-script",)),
        ("Õðåíèí", ("mojibake",)),
        ("&#1061;&#1088;", ("escaped",)),
        ("\\u0425\\u0440", ("escaped",)),
        ("Tarn 20% Anna", ()),
        ("%D0%A5%D1%80", ("escaped",)),
        ("=?utf-8?B?0KXRgA==?=", ("escaped",)),
        ("\ue000", ("private-use",)),
        ("\u0378", ("unassigned",)),
        ("ꓐꓰ", ("look-alike",)),
    ],
)
def test_flags_tell_what_was_seen(text, flags):
    """A reviewer is told of what hides, turns, mixes or garbles letters, and of nothing that is ordinary writing."""
    assert fold(text).flags == flags


@pytest.mark.parametrize("text", ["", "  \t", "!!!", "???", "'", "\u200b\u200b", "\u3164", "\u0301\u0301", "。、"])
def test_nothing_to_know_it_by(text):
    """What has no letter, no digit and no symbol has no key."""
    assert fold(text).key == ""


@pytest.mark.parametrize("value", [None, 7, b"Khrenin", ["Khrenin"], float("nan")])
def test_only_text_is_text(value):
    """What is no string is refused, with its type."""
    with pytest.raises(BadText, match=type(value).__name__):
        fold(value)


@pytest.mark.parametrize("text", ["a\0", "\ud800", "Khr\udce9nin", "Хр\0"])
def test_broken_text_is_refused(text):
    """A NUL or a lone surrogate is refused, with what to do."""
    with pytest.raises(BadText, match="decode"):
        fold(text)


def test_a_name_has_bounds():
    """A name has up to 1,024 letters and up to 30 marks on one letter; one more is refused."""
    assert len(fold("я" * 1024).key) == 1024
    with pytest.raises(TooLong, match=r"1,025 code points"):
        fold("я" * 1025)
    assert fold("z" + "\u0323" * 30).key
    with pytest.raises(TooLong, match="30 marks"):
        fold("z" + "\u0323" * 31)


def test_words_keep_what_joins_them():
    """Apostrophes inside a word, ampersands and plus signs stay; other signs part words."""
    assert words_of("'Pat' O'Neal & Co. (Ltd) a/b C+") == ("Pat", "O'Neal", "&", "Co", "Ltd", "a", "b", "C+")


def test_text_keeps_what_is_written():
    """The folded text keeps case, marks and punctuation."""
    assert fold("  Dr.  Jörg\u200b ‘Müller’ ").text == "Dr. Jörg 'Müller'"


def test_a_picture_is_what_a_reader_sees():
    """Letters of other scripts that look the same have one picture, and so have 0 and o, 1 and l, rn and m."""
    assert picture("рaсe") == picture("pace")
    assert picture("m0dem") == picture("rnodern")
    assert picture("xyz") != picture("abc")


@pytest.mark.parametrize(
    ("word", "mixed"),
    [("Khrеnin", True), ("日本のミ", False), ("大韓민국", False), ("日本민국の", True), ("A1", False)],
)
def test_scripts_that_stand_together(word, mixed):
    """Han goes with kana and with Hangul; Latin does not go with Cyrillic, nor kana with Hangul."""
    assert is_mixed(word) == mixed


@pytest.mark.parametrize("text", ["Jörg Müller", "Ærøskøbing", "Ñandú", "Çağ", "ÉÀ", "Zürich", "Žižek", "ДОМ"])
def test_true_accents_are_not_garbled(text):
    """Names with several accents are names, not garbled bytes."""
    assert not looks_garbled(text)


@pytest.mark.parametrize("name", ["Хренин", "Müller", "José", "محمد", "Ольга Сергеевна", "Ψυχή", "Joan Vilà"])
def test_garbled_text_is_seen(name):
    """A name whose UTF-8 bytes were read as Western European ones is flagged, and not mended in silence."""
    garbled = fold(name.encode().decode("cp1252"))
    assert "mojibake" in garbled.flags
    assert garbled.key != fold(name).key


@pytest.mark.parametrize(
    "name", ["Straße Ørsted", "İSTANBUL Işık", "Ελένη Παππάς", "Хренин Юрий", "דוד לוי", "김정은", "毛泽东"]
)
def test_plain_names_need_no_full_folding(name):
    """Names of common letters are folded the short way, with the outcome of the long one."""
    assert _plainly_folded(name) == _fully_folded(name)


@given(
    text=st.text(st.sampled_from("abcßİıIéǅΣςσ ЙйёЁאبक김毛たﬁªŉǰ'-1ᎠꞌÃ©ÂŸ") | st.characters(), min_size=1, max_size=8)
)
def test_short_and_long_folding_agree(text):
    """Whatever the short way of folding takes on, the long way folds just so."""
    short = _plainly_folded(text)
    if short is not None:
        assert short == _fully_folded(text)
