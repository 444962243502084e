"""Which options do the commands share?"""

import io
import sys
from argparse import ArgumentTypeError, Namespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.cli import options
from allonym.cli.options import Parser, country, language, names_asked, resolver_for, text_of, type_asked
from allonym.errors import BadOption, BadText


def say(monkeypatch, raw: bytes) -> None:
    """Give bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))


@pytest.mark.parametrize("code", ["de", "sr-Latn", "zh-Hans-CN", "DE", "gsw"])
def test_codes_of_languages_are_taken(code):
    """What has the form of a BCP 47 tag is given back as it is."""
    assert language(code) == code


@given(text=st.text(max_size=12).filter(lambda text: not (text.isascii() and len(text) > 1)))
def test_what_is_no_code_is_refused_with_an_example(text):
    """What has not the form of a code is refused with what was given and an example of what is meant."""
    for check, example in ((language, "such as de"), (country, "such as BY")):
        with pytest.raises(ArgumentTypeError) as refused:
            check(text)
        assert repr(text) in str(refused.value)
        assert example in str(refused.value)


@pytest.mark.parametrize(("check", "text"), [(language, "German"), (country, "Belarus"), (country, "BLR")])
def test_names_of_languages_and_countries_are_no_codes(check, text):
    """A name would change nothing or leave out all, so that it is refused."""
    with pytest.raises(ArgumentTypeError):
        check(text)


def test_a_type_may_be_short_or_unknown():
    """Org is short for organization; an unknown type is refused with all known ones."""
    assert type_asked(Namespace(type="org")) == "organization"
    assert type_asked(Namespace(type=None)) is None
    with pytest.raises(BadOption, match=r"'planet'.*event, organization, person, place"):
        type_asked(Namespace(type="planet"))


def test_names_come_as_arguments_and_lines(monkeypatch):
    """A dash stands for standard input, whose blank lines ask for nothing; other names keep their order and spaces."""
    say(monkeypatch, "Хренин\n\n  \r\n Minsk \n".encode())
    assert list(names_asked(Namespace(names=["a b", "-", "c"]))) == ["a b", "Хренин", " Minsk ", "c"]
    with pytest.raises(BadOption, match="empty name"):
        list(names_asked(Namespace(names=["a", " "])))


def test_a_text_is_utf8(monkeypatch, tmp_path):
    """A byte order mark is no letter of a text; other encodings are refused with the byte where they show."""
    file = tmp_path / "text"
    file.write_bytes("\ufeffМинск".encode())
    assert text_of(str(file)) == "Минск"
    file.write_bytes("Минск".encode("cp1251"))
    with pytest.raises(BadText, match=r"text: not UTF-8 at byte 0; convert it first"):
        text_of(str(file))
    say(monkeypatch, b"ab\xff")
    with pytest.raises(BadText, match="standard input: not UTF-8 at byte 2"):
        text_of("-")


def test_a_gazetteer_stands_in_place_of_tables(monkeypatch):
    """Where a compiled gazetteer is named, no table is read; without either, the bundled tables are."""
    asked = []
    monkeypatch.setattr(options.allonym.Resolver, "open", asked.append)
    resolver_for(Namespace(gazetteer="people.gazetteer", tables=None))
    assert asked == ["people.gazetteer"]
    assert repr(resolver_for(Namespace(gazetteer=None, tables=None))) == repr(options.allonym.Resolver())


@given(message=st.text(max_size=60))
def test_bad_use_is_said_in_one_safe_line(message):
    """Whatever is wrong is said in one line that names the help, and nothing in it can act on a screen."""
    told, parser = [], Parser(prog="allonym resolve")
    parser.exit = lambda status, line: told.append((status, line))
    parser.error(message)
    ((status, line),) = told
    assert status == 2
    assert line[:-1].isprintable()
    assert line.startswith("allonym resolve: ")
    assert line.endswith("; see: allonym resolve --help\n")
