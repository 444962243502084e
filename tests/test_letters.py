"""What does each scheme of a language write for a letter?"""

import pytest

from allonym import letters
from allonym.letters import compile_letters, languages, letters_of, made, read, side_by_side
from allonym.romanization import Scheme, schemes

# Two schemes of three letters: е has another value after a vowel in the first, й none at the end of a word.
FIRST = """
code = "one-rus-Cyrl-Latn-1"
title = "One"
cite = "for a test"
lang = "ru"
source = "Cyrl"
target = "Latn"
alphabet = "аей"
rules = [["а", "a"], ["е", "e"], ["е", "je", { before = "а" }], ["й", "j"], ["й", "", { after = "$" }]]
samples = [["аей", "aje"]]
"""
SECOND = FIRST.replace("one", "two").split("rules")[0] + 'rules = [["а", "a"], ["е", "é"], ["й", "y"]]\nsamples = []\n'


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A file of one's own for what is compiled; what is known of languages is forgotten afterwards."""
    path = tmp_path / "letters.tsv"
    # An absolute path stays what it is, joined to any folder.
    monkeypatch.setattr(letters, "FILE", str(path))
    return path


def units(table):
    """The units of a table, by what they are."""
    return {(one.spelling, one.starts, one.ends): dict(one.values) for one in table.units}


def test_each_letter_has_what_each_scheme_writes_for_it():
    """The first scheme is bit 1, the second bit 2, the original bit 4."""
    table = side_by_side([Scheme.load(FIRST), Scheme.load(SECOND)])
    assert table.codes == ("one-rus-Cyrl-Latn-1", "two-rus-Cyrl-Latn-1", "")
    assert table.scripts == ("Latn", "Latn", "Cyrl")
    assert units(table)["е", False, False] == {"e": 1, "é": 2, "е": 4}


def test_a_letter_that_changes_beside_another_stands_with_it():
    """After а the first scheme writes je; the second writes the two letters as they are."""
    assert units(side_by_side([Scheme.load(FIRST), Scheme.load(SECOND)]))["ае", False, False] == {
        "aje": 1,
        "aé": 2,
        "ае": 4,
    }


def test_a_letter_that_changes_at_the_end_of_a_word_stands_there_alone():
    """At the end й has no value in the first scheme, and its own in the second."""
    assert units(side_by_side([Scheme.load(FIRST), Scheme.load(SECOND)]))["й", False, True] == {"": 1, "y": 2, "й": 4}


def test_schemes_that_write_the_same_share_a_place():
    """A scheme of another name and the same rules adds no place."""
    one = Scheme.load(FIRST)
    assert side_by_side([one, Scheme.load(FIRST.replace("one", "other"))]) == side_by_side([one])


@pytest.mark.parametrize("lang", ["ru", "el", "ko", "ar"])
def test_no_language_has_more_places_than_a_word_has_bits(lang):
    """The core keeps places in a machine's word."""
    assert len(letters_of(lang).codes) <= letters.MOST_PLACES


def test_every_language_of_the_schemes_is_known():
    """Languages that are written in Latin letters have no original that could be told."""
    assert set(languages()) == {scheme.lang for scheme in schemes() if scheme.source != "Latn"}
    assert {"Cyrl", "Latn"} <= languages()["ko"].scripts
    assert {"Hira", "Kana"} <= languages()["ja"].scripts


def test_what_was_compiled_is_what_is_made(elsewhere):
    """The file gives each language as it was made."""
    assert read() == {}
    assert compile_letters() == elsewhere
    assert read() == made()


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("kh", "hk"), lambda _: "", lambda text: text[:-9], lambda text: "x" + text]
)
def test_a_damaged_file_is_not_used(elsewhere, change):
    """A file in which anything changed is not trusted."""
    compile_letters()
    elsewhere.write_text(change(elsewhere.read_text(encoding="utf-8")), encoding="utf-8")
    assert read() == {}


def test_no_text_at_all_is_no_loss(elsewhere):
    """Bytes that are no text count as nothing compiled."""
    elsewhere.write_bytes(b"\xff\xfe\x00")
    assert read() == {}
