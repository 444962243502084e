"""May a language, a type or a country be asked for so?"""

import pytest

import allonym
from allonym.asked import check_country, check_lang, check_type
from allonym.errors import BadOption
from allonym.records import TYPES


@pytest.mark.parametrize("check", [check_lang, check_country, check_type])
def test_none_and_nothing_stand_for_any(check):
    """Who knows no language, country or type says None or nothing."""
    check(None)
    check("")


def test_codes_and_types_are_taken():
    """Codes may be in capitals or not; a language may have a script and a region; all types of tables are known."""
    for lang in ("de", "sr-Latn", "zh-Hans-CN", "DE", "gsw"):
        check_lang(lang)
    for country in ("BY", "by"):
        check_country(country)
    for type_ in TYPES:
        check_type(type_)


@pytest.mark.parametrize(
    ("check", "bad", "said"),
    [
        (check_lang, "German", "such as de"),
        (check_lang, "d", "such as de"),
        (check_lang, 5, "lang=5"),
        (check_lang, ["de"], "such as de"),
        (check_country, "Belarus", "such as BY"),
        (check_country, "BLR", "such as BY"),
        (check_country, b"BY", "country=b'BY'"),
        (check_type, "planet", "aircraft, event, organization, person"),
        (check_type, "Person", "type='Person'"),
        (check_type, ["person"], "None for any"),
    ],
)
def test_what_would_leave_out_all_is_refused(check, bad, said):
    """Names instead of codes, unknown types and what is no string are refused with what was given and is expected."""
    with pytest.raises(BadOption, match="expected") as refused:
        check(bad)
    assert said in str(refused.value)


@pytest.mark.parametrize("options", [{"lang": "German"}, {"type": "planet"}, {"country": "Belarus"}, {"lang": 5}])
def test_every_question_refuses_them(options):
    """One name, many names, a stream and columns are refused alike, before any work."""
    resolver = allonym.Resolver(tables=[])
    for ask in (
        lambda: allonym.resolve("Minsk", **options),
        lambda: resolver.resolve_many(["Minsk"], **options),
        lambda: resolver.resolve_many([], **options),
        lambda: list(resolver.resolve_stream(["Minsk"], **options)),
        lambda: resolver.resolve_columns(["Minsk"], **options),
    ):
        with pytest.raises(BadOption, match=next(iter(options))):
            ask()


def test_what_takes_one_option_refuses_it_too():
    """Comparing by a type, and spelling or annotating in a language, know the same ones."""
    with pytest.raises(BadOption, match="type='planet'"):
        allonym.compare("a", "b", type="planet")
    with pytest.raises(BadOption, match="lang='German'"):
        allonym.spellings("Минск", lang="German")
    with pytest.raises(BadOption, match="lang=3"):
        allonym.Resolver(tables=[]).annotate("Minsk", lang=3)
