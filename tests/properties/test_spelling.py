"""Which differences in writing change nothing?"""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import AllonymError
from allonym.fold import fold

SPACES = " \t\n\u00a0\u1680\u2003\u3000\u0085"
ZERO_WIDTH = "\u200b\u2060\ufeff\u00ad\u200e\u034f\u180e\u2063\U000e0061"
WIDE = {point: chr(point + 0xFEE0) for point in range(0x21, 0x7F)}

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
written = st.text(st.characters(categories=["L", "M", "Nd", "Zs", "Pd", "Po"]), max_size=8)
data = st.data()


def key(text):
    """The folded key of a text, None where it is refused."""
    try:
        return fold(text).key
    except AllonymError:
        return None


@given(data=data)
def test_composed_and_decomposed_are_one(resolver, spellings, same, data):
    """A name is the same whether its accents are composed or not."""
    name = data.draw(st.sampled_from(spellings))
    composed, decomposed = resolver.resolve(normalize("NFC", name)), resolver.resolve(normalize("NFD", name))
    assert same(composed) == same(decomposed) == same(resolver.resolve(name))
    assert composed.flags == decomposed.flags


@given(text=texts)
def test_any_text_composed_or_decomposed_has_one_key(text):
    """Canonically equivalent texts of any letters have one key."""
    assert key(normalize("NFC", text)) == key(normalize("NFD", text))


@pytest.mark.parametrize("form", ["NFKC", "NFKD"])
@given(text=written)
def test_compatible_texts_have_one_key(form, text):
    """Letters and their compatibility forms, such as ligatures and wide letters, have one key."""
    assert key(text) == key(normalize(form, text))


@given(data=data)
def test_compatibility_forms_mean_the_same(resolver, spellings, same, data):
    """A name in wide letters is the same name, and is flagged."""
    name = data.draw(st.sampled_from([one for one in spellings if one.isascii()]))
    wide = resolver.resolve(name.translate(WIDE))
    assert same(wide) == same(resolver.resolve(name))
    assert "compat-form" in wide.flags


@pytest.mark.parametrize("change", [str.upper, str.lower, str.casefold, str.swapcase])
@given(data=data)
def test_case_changes_nothing(resolver, spellings, same, change, data):
    """A name is the same in capitals and in small letters, ß and ı and ς with it."""
    name = data.draw(st.sampled_from(spellings))
    assert same(resolver.resolve(change(name))) == same(resolver.resolve(name))


@pytest.mark.parametrize("change", [str.upper, str.lower, str.casefold])
@given(text=written)
def test_any_text_in_any_case_has_one_key(change, text):
    """Letters of any script have one key in both cases."""
    assert key(change(text)) == key(text)


@given(data=data)
def test_zero_width_characters_hide_nothing(resolver, spellings, same, data):
    """Zero-width characters inside a word change no answer; the reviewer is told."""
    name = data.draw(st.sampled_from(spellings))
    at = data.draw(st.integers(1, len(name) - 1))
    hidden = resolver.resolve(name[:at] + data.draw(st.sampled_from(ZERO_WIDTH)) + name[at:])
    assert same(hidden) == same(resolver.resolve(name))
    assert set(hidden.flags) - {"invisible"} == set(resolver.resolve(name).flags)


@given(text=texts)
def test_zero_width_spaces_change_no_key(text):
    """A zero-width space between all letters of any text changes nothing."""
    assert key("\u200b".join(text)) == key(text)


@given(data=data)
def test_any_space_is_a_space(resolver, spellings, same, data):
    """Outer space of any kind and length changes nothing, nor does the kind of inner space."""
    name = data.draw(st.sampled_from(spellings))
    space = data.draw(st.text(SPACES, min_size=1, max_size=3))
    assert same(resolver.resolve(space + name.replace(" ", space) + space)) == same(resolver.resolve(name))


@given(text=texts, space=st.text(SPACES, max_size=3))
def test_outer_space_changes_no_key(text, space):
    """Outer space changes nothing in any text."""
    assert key(space + text + space) == key(text)


@given(text=texts)
def test_folding_is_done_after_one_time(text):
    """The text that folding gives, folded again, has the same key; so has the key itself."""
    folded = fold(text)
    assert fold(folded.text).key == folded.key
    assert fold(folded.key).key == folded.key
