"""Which words play a known role in names?"""

import csv
from importlib.resources import files

import pytest

from allonym.fold import fold
from allonym.parse.vocabulary import (
    LEGAL,
    PARTICLE,
    SUFFIX,
    TITLE,
    bynames,
    children,
    concepts,
    forms,
    frequencies,
    given_names,
    legal_slip,
    legal_words,
    numbers,
    parents,
    roles,
    rows,
    servants,
)

FILES = sorted(entry.name.removesuffix(".tsv") for entry in files("allonym").joinpath("data/parts").iterdir())


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("dr", TITLE),
        ("president", TITLE),
        ("президент", TITLE),
        ("von", PARTICLE),
        ("bin", PARTICLE),
        ("بن", PARTICLE),
        ("jr", SUFFIX),
        ("gmbh", LEGAL),
        ("ooo", LEGAL),
        ("ооо", LEGAL),
    ],
)
def test_known_words(word, role):
    """Common titles, particles, suffixes, legal forms and generic words of several languages are known."""
    assert roles()[word] == role


def test_generic_words_translate():
    """A ministry is a ministry in each language, and neither a title nor a bank."""
    assert roles()["ministry"] == roles()["ministerium"] == roles()["министерство"] not in {TITLE, PARTICLE, LEGAL}
    assert concepts()["ministry"] & concepts()["ministerium"] & concepts()["министерство"]
    assert not concepts()["ministry"] & concepts()["bank"]


@pytest.mark.parametrize(("word", "value"), [("three", 3), ("iii", 3), ("три", 3), ("drei", 3), ("trois", 3)])
def test_number_words(word, value):
    """Number words and Roman numerals have their value."""
    assert numbers()[word] == value


def test_words_are_kept_as_they_are_asked_for():
    """Every known word is folded, so that a folded name can meet it."""
    assert [word for word in (*roles(), *numbers()) if fold(word).key != word] == []


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_its_cells(name):
    """Each file of words has a header, no repeated row, no empty row, and a source where it has that column."""
    text = files("allonym").joinpath("data/parts", f"{name}.tsv").read_text(encoding="utf-8")
    lines = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    heads, body = lines[0], lines[1:]
    assert len(set(heads)) == len(heads) > 1
    assert body
    assert {len(line) for line in body} == {len(heads)}
    assert len({tuple(line) for line in body}) == len(body)
    assert all(any(cell.strip() for cell in line[:2]) for line in body)
    assert len(list(rows(name))) == len(body)
    if "source" in heads:
        assert all(row["source"] for row in rows(name))


def test_common_words_are_counted_in_every_script():
    """Kim, Smith, Muhammad and Bank are common; nobody of an invented name is."""
    known = frequencies()
    assert known["kim"] > known["smith"] > known["ivanov"]
    assert {"김", "王", "محمد", "мария", "bank"} <= known.keys()
    assert not {"chmarin", "quillfeather"} & known.keys()


def test_a_name_belongs_most_closely_to_its_own_group():
    """Bill is short for William, whatever else William is in other languages; Gosia is short for Małgorzata."""
    known = given_names()
    assert known["bill"]["william"] == known["саша"]["alexander"] == "short"
    assert known["william"]["william"] == known["александр"]["alexander"] == "full"
    assert any(how == "short" and known["małgorzata"].get(group) == "full" for group, how in known["gosia"].items())


def test_titles_that_are_names_are_known():
    """Khan, Shah and Abdul are names of many; a doctor, an article and the father of somebody are not."""
    assert {"khan", "shah", "abdul"} <= bynames()
    assert {"dr", "al", "abu", "abou", "von"}.isdisjoint(bynames())


def test_fathers_stand_behind_or_before_what_binds_them():
    """Bin stands before a father's name and oglu behind it; al, which is mostly an article, tells nothing."""
    assert {"bin", "ibn", "بن"} <= children()
    assert {"oglu", "оглы"} <= parents()
    assert children().isdisjoint(parents() | {"al"})
    assert {"abdul", "عبد"} <= servants()


def test_slips_in_legal_forms_are_known():
    """A word is a mistyped form where one slip behind its first letter makes it one, and it is no word of its own."""
    assert legal_slip("aktiengeselschaft") == "aktiengesellschaft"
    assert legal_slip("сограниченной") == ""
    assert {legal_slip(word) for word in ("kompany", "limited", "chmarin", "ltd", "")} == {""}
    assert not any(map(legal_slip, forms()))
    assert {"limited", "aktiengesellschaft"} <= set(legal_words())


def test_cognates_of_one_language_are_names_of_their_own():
    """A Finn is Pekka or Petteri: both stand for Peter, and neither for the other."""
    pekka, petteri = given_names()["pekka"], given_names()["petteri"]
    assert pekka.keys() & petteri.keys() == {"peter"}


def test_given_names_are_known_without_their_marks():
    """What is written without marks belongs where the name with its marks does; a short form in capitals stays one."""
    known = given_names()
    assert known["jose"].keys() >= known["josé"].keys()
    assert known["jiri"].keys() & known["jirka"].keys() == known["jiří"].keys() & known["jirka"].keys()
    assert known["νικοσ"].keys() >= known["νίκοσ"].keys()
    assert "андреи" not in known
