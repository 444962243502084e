"""Where in a running text is an entity named?"""

from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import allonym
from allonym.records import Allonym, Entity
from allonym.resolver import Resolver
from allonym.tables import Table

ROWS = """\
entity	name	tag	type
ex:chmarin	Олег Хмарин	ru-Cyrl	person
ex:mayer	Ann Mayer	en-Latn	person
ex:mayerova	Jana Mayer	cs-Latn	person
ex:rudnja	Рудня	ru-Cyrl	place
ex:rudnja	Rudnja	de-Latn	place
ex:tbilisi	თბილისი	ka-Geor	place
ex:tokyo	東京	ja-Jpan	place
ex:iran	イラン	ja-Jpan	place
ex:bangkok	กรุงเทพ	th-Thai	place
ex:tag	Tag	pl-Latn	place
ex:who	WHO	en-Latn	organization
ex:union	Nordische Union	de-Latn	organization
ex:council	Rat der Nordischen Union	de-Latn	organization
ex:storm-2024	Burja-2024	de-Latn	event
ex:storm-2025	Burja-2025	de-Latn	event
ex:munster	Münster	de-Latn	place
ex:oak-1	Oakville	en-Latn	place
ex:oak-1	Oakville on Thorn	en-Latn	place
ex:oak-2	Oakville	en-Latn	place
ex:oneil	Pat O'Neil	en-Latn	person
ex:tarnov	Viktor Tarnov	en-Latn	person
"""
PIECES = [
    "Oleg Chmarin",
    "Rudnja",
    "Münster",
    "東京",
    "თბილისი",
    "Burja-2025",
    "WHO",
    "und",
    "er sagte:",
    "Stadt",
    ",",
    "é",
    "\u200b",
]
texts = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@pytest.fixture(scope="module")
def resolver(tmp_path_factory) -> allonym.Resolver:
    """A resolver over the small table above."""
    path = tmp_path_factory.mktemp("annotate") / "names.tsv"
    path.write_text(ROWS, encoding="utf-8")
    return allonym.Resolver(tables=[path])


def found(resolver: allonym.Resolver, text: str, lang: str | None = None) -> list[tuple[str, str | None]]:
    """What is found in a text: spans and ids; each span is what stands in the text at its offsets."""
    mentions = resolver.annotate(text, lang=lang)
    assert all(text[one.start : one.end] == one.text for one in mentions)
    return [(one.text, one.resolution.id) for one in mentions]


def test_listed_and_heard_names_are_found(resolver):
    """A name is found as listed, and in a spelling that nobody listed."""
    text = "Gestern kam Oleg Chmarin nach Rudnja."
    assert found(resolver, text) == [("Oleg Chmarin", "ex:chmarin"), ("Rudnja", "ex:rudnja")]


def test_a_stranger_is_not_found(resolver):
    """Words and names of no entity are no mentions."""
    assert found(resolver, "Gestern sprach Gundula Wetterstein in der Stadt über die Ernte.") == []


def test_the_longest_name_wins(resolver):
    """The council is found whole, not as the union that its name holds."""
    assert found(resolver, "Der Rat der Nordischen Union tagte.") == [("Rat der Nordischen Union", "ex:council")]


def test_a_part_of_a_listed_name_is_another_entity(resolver):
    """The union in another case is the union, though only the council's name is spelled so."""
    assert ("Nordischen Union", "ex:council") not in found(resolver, "Staaten der Nordischen Union.")


def test_a_name_may_stand_in_another_case(resolver):
    """Grammatical endings do not hide a name."""
    assert found(resolver, "речь Олега Хмарина в Рудне", "ru") == [
        ("Олега Хмарина", "ex:chmarin"),
        ("Рудне", "ex:rudnja"),
    ]
    assert found(resolver, "die Bürger Rudnjas") == [("Rudnjas", "ex:rudnja")]


@pytest.mark.parametrize(("text", "ids"), [("Burja-2025", ["ex:storm-2025"]), ("Burja-2023", [])])
def test_the_year_belongs_to_the_name(resolver, text, ids):
    """An exercise of another year is not found by the words that it shares."""
    assert [one for _, one in found(resolver, f"Die Übung {text} begann.")] == ids


def test_acronyms_are_capitals(resolver):
    """WHO is an acronym, Who is a word."""
    assert found(resolver, "Who knows? WHO knows.") == [("WHO", "ex:who")]


def test_a_common_word_in_lower_case_is_no_name(resolver):
    """A listed name in lower case is a word."""
    assert found(resolver, "der münster und die rudnja") == []


def test_a_short_word_of_another_language_is_no_name(resolver):
    """Tag is a Polish name of a river, and a German word."""
    assert found(resolver, "Einen Tag später.") == []
    assert found(resolver, "Einen Tag später.", "de") == []
    assert found(resolver, "Rzeka Tag płynie.", "pl") == [("Tag", "ex:tag")]


def test_a_surname_follows_the_full_name(resolver):
    """A surname alone means the person named before it, also in the genitive."""
    text = "Oleg Chmarin kam. Chmarin sprach, Chmarins Rede war kurz."
    assert found(resolver, text) == [(name, "ex:chmarin") for name in ("Oleg Chmarin", "Chmarin", "Chmarins")]
    assert found(resolver, "Chmarin sprach.") == []


def test_a_surname_of_two_people_is_left_alone(resolver):
    """Where two people of the text bear a surname, it means neither."""
    text = "Ann Mayer traf Jana Mayer. Mayer schwieg."
    assert found(resolver, text) == [("Ann Mayer", "ex:mayer"), ("Jana Mayer", "ex:mayerova")]


def test_an_ambiguous_name_is_no_mention(resolver):
    """A name of two entities is not highlighted as one of them."""
    assert found(resolver, "Lights went out in Oakville.") == []


def test_the_text_tells_which_of_two_is_meant(resolver):
    """A name of two entities means the one that the text names in full."""
    text = "Oakville on Thorn is small. Lights went out in Oakville."
    assert found(resolver, text) == [("Oakville on Thorn", "ex:oak-1"), ("Oakville", "ex:oak-1")]


def test_suffixes_behind_an_apostrophe_are_no_part_of_a_name(resolver):
    """English 's and Turkish 'da are left out; the apostrophe of O'Neil stays."""
    assert found(resolver, "Rudnja's mayor, Rudnja’da, d'Rudnja") == [("Rudnja", "ex:rudnja")] * 3
    assert found(resolver, "said Pat O’Neil today") == [("Pat O’Neil", "ex:oneil")]


def test_text_without_spaces(resolver):
    """Chinese, Japanese and Thai names are found within a run of letters, but not as a piece of a longer word."""
    assert found(resolver, "首相は東京でイランと") == [("東京", "ex:tokyo"), ("イラン", "ex:iran")]
    assert found(resolver, "ブイランド") == []
    assert found(resolver, "ไปกรุงเทพแล้ว") == [("กรุงเทพ", "ex:bangkok")]


def test_a_script_without_case(resolver):
    """A listed Georgian name is found."""
    assert found(resolver, "დღეს თბილისი ზეიმობს") == [("თბილისი", "ex:tbilisi")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("השר ויקטור טרנוב אמר", "ויקטור טרנוב"),
        ("قال فيكتور تارنوف أمس", "فيكتور تارنوف"),
        ("빅토르 타르노프 장관은", "빅토르 타르노프"),
        ("მინისტრი ვიქტორ ტარნოვი", "ვიქტორ ტარნოვი"),
        ("विक्टर तारनोव ने कहा", "विक्टर तारनोव"),
    ],
)
def test_a_name_of_two_words_is_heard_without_capitals(resolver, text, name):
    """In a script without case a full name is found in a spelling that nobody listed, and no word beside it."""
    assert found(resolver, text) == [(name, "ex:tarnov")]


def test_common_words_without_capitals_are_no_name(resolver):
    """Two words of which one sounds like a part of a name, and words that sound like nothing, are no mention."""
    assert found(resolver, "المدينة الكبيرة جدا") == []
    assert found(resolver, "השר ויקטור אמר") == []


def test_a_surname_without_capitals_follows_the_full_name(resolver):
    """Behind the full name a surname is found where it is written just so."""
    text = "빅토르 타르노프 장관은. 타르노프 그리고"
    assert found(resolver, text) == [("빅토르 타르노프", "ex:tarnov"), ("타르노프", "ex:tarnov")]


def test_invisible_characters_do_not_hide_a_name(resolver):
    """Soft hyphens and zero-width spaces inside a word belong to it; those around it do not."""
    assert found(resolver, "\u200bRud\u00adnja\u200b.") == [("Rud\u00adnja", "ex:rudnja")]


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800 Rudnja", "a" + "\u0301" * 500, "x" * 5000, "- - ' '", "🇩🇪"])
def test_any_text_gets_an_answer(resolver, text):
    """Nothing that a text may hold is an error."""
    assert len(resolver.annotate(text)) == text.count("Rudnja")


def test_a_text_may_be_long(resolver):
    """Only names are limited to 1,024 code points, texts are not."""
    assert len(resolver.annotate("Sie wohnt in Rudnja. " * 500)) == 500


@given(text=texts)
def test_mentions_are_sorted_and_do_not_overlap(resolver, text):
    """Mentions are sorted, do not overlap, and stand at their offsets."""
    mentions = resolver.annotate(text)
    assert all(text[one.start : one.end] == one.text and one.text for one in mentions)
    assert all(one.end <= two.start for one, two in pairwise(mentions))


@given(a=texts, b=texts)
def test_paragraphs_do_not_disturb_each_other(resolver, a, b):
    """What is found in two paragraphs is found in the text that both make, at shifted places."""
    shift = len(a) + 2
    alone = {(one.start, one.end) for one in resolver.annotate(a)}
    alone |= {(one.start + shift, one.end + shift) for one in resolver.annotate(b)}
    assert {(one.start, one.end) for one in resolver.annotate(f"{a}\n\n{b}")} >= alone


@given(text=texts)
def test_decomposed_text_names_the_same(resolver, text):
    """NFC and NFD of a text name the same entities with the same words."""
    composed, decomposed = (resolver.annotate(normalize(form, text)) for form in ("NFC", "NFD"))
    assert [normalize("NFC", one.text) for one in decomposed] == [one.text for one in composed]
    assert [one.resolution.id for one in decomposed] == [one.resolution.id for one in composed]


@pytest.mark.slow
def test_the_two_reports_name_the_same(root: Path):
    """Two habits of spelling: both reports of the example name the same entities, and the stranger is none of them."""
    resolver = allonym.Resolver()
    reports = [path.read_text(encoding="utf-8") for path in sorted((root / "examples/two-reports").glob("*.txt"))]
    assert len(reports) == 2
    assert all("Gundula Wetterstein" in report for report in reports)
    named = [{one.resolution.id: one.text for one in resolver.annotate(report)} for report in reports]
    common = named[0].keys() & named[1].keys()
    assert sum(named[0][key] != named[1][key] for key in common) >= 6
    assert len(common) >= 16
    assert not any("Wetterstein" in text for some in named for text in some.values())


@pytest.mark.parametrize("name", ["ג'ורג' טרנוב", "טרנוב ג׳ורג׳"])
def test_a_name_that_ends_in_a_geresh_is_found_whole(name):
    """The sign behind the last letter is of the name, within a sentence and at its end."""
    listed = Table("t", (Allonym("x:1", name, "he"),), {"x:1": Entity("x:1", name, "person")}, {}, {})
    resolver = Resolver([listed])
    for text in (f"אתמול {name} אמר", f"אמר {name}.", f"אמר {name}"):
        assert [(one.text, one.resolution.id) for one in resolver.annotate(text)] == [(name, "x:1")]
