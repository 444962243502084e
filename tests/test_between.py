"""Which schemes lead from one spelling to another?"""

import pytest

from allonym.between import schemes_between
from allonym.errors import BadText, TooLong
from allonym.romanization import romanize, scheme_by_code


@pytest.mark.parametrize("pair", [("Хренин", "Chrenin"), ("Chrenin", "Хренин"), ("ХРЕНИН", "chrenin")])
def test_schemes_between_names_the_german_scheme(pair):
    """Chrenin is Хренин as German newspapers write it, whichever of the two is asked for first."""
    found = schemes_between(*pair)
    assert {link.distance for link in found} == {0}
    assert "press-rus-Cyrl-Latn-de" in [link.scheme for link in found]


def test_one_spelling_may_tell_the_scheme():
    """Only German writes Krutschonych."""
    codes = {link.scheme for link in schemes_between("Кручёных", "Krutschonych")}
    assert codes == {"press-rus-Cyrl-Latn-de", "press-rus-Cyrl-Latn-de-sh"}


def test_nearest_schemes_come_with_their_distance():
    """Where no scheme leads there, the nearest ones are given, best first."""
    found = schemes_between("Хренин", "Khreninn", limit=3)
    assert [link.distance for link in found] == [1, 1, 1]


@pytest.mark.parametrize(
    ("a", "b", "original"),
    [
        ("Chrenin", "Khrenin", "Хренин"),
        ("SHCHERBAKOV", "Schtscherbakow", "Щербаков"),
        ("Mitsotakis", "Micotákisz", "Μιτσοτάκις"),
        ("Вашингтон", "Вашінгтон", "Vashington"),
    ],
)
def test_an_original_in_common_is_found_again(a, b, original):
    """Two spellings in one script name their original, which the schemes on both sides do write so."""
    link = schemes_between(a, b)[0]
    assert (link.original, link.distance) == (original, 0)
    assert romanize(link.original, scheme=link.scheme).lower() == b.lower()
    assert {romanize(link.original, scheme=code).lower() for code in link.beside} == {a.lower()}


def test_all_schemes_beside_are_named():
    """Of one original, each scheme that writes the one spelling stands beside each that writes the other."""
    found = [link for link in schemes_between("Khrenin", "Chrenin") if link.original == "Хренин"]
    russian = {link.scheme for link in found if scheme_by_code(link.scheme).lang == "ru"}
    assert {"din-rus-Cyrl-Latn-1982", "press-rus-Cyrl-Latn-de"} <= russian
    assert all("bgnpcgn-rus-Cyrl-Latn-1947" in link.beside for link in found if link.scheme in russian)


def test_usual_languages_come_first():
    """Russian names are more often written than Ukrainian ones, and these than Bulgarian ones."""
    langs = [scheme_by_code(link.scheme).lang for link in schemes_between("Chrenin", "Khrenin")]
    assert langs[0] == "ru"
    assert langs.index("uk") < langs.index("bg")


def test_nearest_schemes_of_one_original():
    """Where no two schemes have written both, the nearest that one original becomes are given."""
    found = schemes_between("Chrenin", "Khremin", limit=3)
    assert [(link.original, link.text, link.distance) for link in found] == [("Хренин", "Khrenin", 1)] * 3


def test_schemes_within_one_script_lead_directly():
    """Wade-Giles writes what Pinyin does, Latin letters both."""
    codes = [link.scheme for link in schemes_between("Xi Jinping", "Hsi Chin-p'ing")]
    assert "wadegiles-zho-Latn-Latn-1912" in codes


def test_what_is_no_spelling_is_refused():
    """A spelling is a string of at most 1,024 code points."""
    with pytest.raises(BadText):
        schemes_between("Хренин", 1)  # type: ignore[arg-type]
    with pytest.raises(TooLong):
        schemes_between("Khrenin", "a" * 1025)
