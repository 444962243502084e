"""Is a name, letter by letter, another name in a case?"""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.declension import DECLINED, VOCATIVE, declension, paradigms
from allonym.parse.vocabulary import rows
from allonym.resolver import Resolver

# Invented stems, long enough not to be anything else, by script.
STEMS = {"Latn": ("brakvan", "doltrasik", "nemvorik"), "Cyrl": ("бракван", "долтрасик", "немворик")}


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("krakowie", "kraków", "Latn"),
        ("pradze", "praga", "Latn"),
        ("stanami zjednoczonymi", "stany zjednoczone", "Latn"),
        ("ростове-на-дону", "ростов-на-дону", "Cyrl"),
        ("новом орлеане", "новый орлеан", "Cyrl"),
        ("львова", "львів", "Cyrl"),
        ("wiktora chmarina", "wiktor chmarin", "Latn"),
        ("ольги чмариной", "ольга чмарина", "Cyrl"),
        ("zdravega doltrasika", "zdravo doltrasiko", "Latn"),
        ("zdravą doltrasię", "zdrava doltrasia", "Latn"),
        ("zdravoj doltrasiji", "zdrava doltrasija", "Latn"),
        ("lea doltrasika", "leo doltrasik", "Latn"),
        ("doltrasike'a chmarina", "doltrasike chmarin", "Latn"),
        ("здравният долтрасик", "здравен долтрасик", "Cyrl"),
        ("долтрасикските немвори", "долтрасикски немвори", "Cyrl"),
    ],
)
def test_a_name_in_a_case_is_that_name(form, lemma, script):
    """All words have an ending of one case, number and gender, with the letters that it changes or loses."""
    found = declension(form, lemma, script)
    assert found is not None
    assert found.whole


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("иван чмарина", "иван чмарин", "Cyrl"),
        ("oleg chmarina", "oleg chmarin", "Latn"),
        ("ивана чмарин", "иван чмарин", "Cyrl"),
        ("степан иванов", "иван степанов", "Cyrl"),
        ("chmarinov", "chmarin", "Latn"),
        ("бернин", "берлин", "Cyrl"),
        ("минск", "минске", "Cyrl"),
        ("ane", "ana", "Latn"),
        ("lea moa", "leo moo", "Latn"),
        ("долтрасико", "долтрасика", "Cyrl"),
    ],
)
def test_what_is_another_name_is_no_case(form, lemma, script):
    """A form of the other gender, the name of a child, another word, or one word of two that stays, is no case."""
    assert declension(form, lemma, script) is None


def test_every_case_of_the_table_is_found():
    """Whatever the table of endings puts a word into leads to the word, where the table says in which case that is."""
    for row in rows("case_endings"):
        stem = STEMS[row["script"]][0]
        form, lemma = stem + row["ending"], stem + row["lemma_ending"]
        found = declension(form, lemma, row["script"])
        # What follows an apostrophe is the same for any word.
        if row["cases"].replace(VOCATIVE, "") and "'" not in form:
            assert found is not None, row
            assert found.whole


def test_the_languages_that_have_the_endings_are_named():
    """A name in its own language's case is told from one that only another language would decline so."""
    found = declension("долтрасику", "долтрасик", "Cyrl")
    assert {"ru", "uk", "sr"} <= found.langs
    assert declension("doltrasikos", "doltrasika", "Latn").langs == {"lt"}


@given(st.data())
def test_words_in_two_cases_are_not_one_name_in_a_case(data):
    """A genitive beside an instrumental is no case of a name of two words, as far as no language has them the same."""
    script = data.draw(st.sampled_from(sorted(DECLINED)))
    ways = [
        (ending, cases)
        for ending, cases in sorted(paradigms()[script][""].items())
        if ending and all(gender == "masculine" for _, gender, _ in cases)
    ]
    one, two = data.draw(st.sampled_from(list(combinations(ways, 2))))
    first, last = STEMS[script][:2]
    found = declension(f"{first}{one[0]} {last}{two[0]}", f"{first} {last}", script)
    assert (found is not None) == bool(one[1] & two[1])


def test_a_womans_form_of_a_surname_is_no_case_beside_a_mans_name():
    """A given name that would have its own ending stands beside a surname of the other gender, not beside a case."""
    for row in rows("surname_endings"):
        if row["kind"] == "gender" and row["script"] in STEMS:
            stem, other = STEMS[row["script"]][:2]
            form, lemma = (f"{other} {stem}{row[column]}" for column in ("feminine", "masculine"))
            found = declension(form, lemma, row["script"])
            assert found is None or not found.whole, row


def test_a_childs_name_is_no_case_of_its_fathers():
    """Patronymics are made of a name, and decline by themselves."""
    for row in rows("patronymics"):
        if row["script"] in STEMS:
            stem = STEMS[row["script"]][0]
            assert declension(stem + row["ending"], stem, row["script"]) is None, row


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(sorted(DECLINED)))
def test_any_two_texts_are_answered(form, lemma, script):
    """Whatever is asked, the answer is how the one is a case of the other, or nothing."""
    found = declension(form, lemma, script)
    assert found is None or found.name == lemma


def test_a_case_is_as_sure_as_its_lemma(tmp_path):
    """An invented place is found in each of its cases, and said so in a sentence; its people's names are others."""
    table = tmp_path / "names.tsv"
    lines = ["b\tБракванск\tplace", "d\tDoltrasikow\tplace", *(f"x{at}\tNemvor{at}ik\tplace" for at in range(40))]
    table.write_text("entity\tname\ttype\n" + "\n".join(lines) + "\n", encoding="utf-8")
    resolver = Resolver(tables=[str(table)])
    for form, entity in (("Бракванске", "b"), ("Бракванску", "b"), ("Doltrasikowie", "d"), ("Doltrasikowem", "d")):
        found = resolver.resolve(form)
        assert found.id == entity, form
        told = [one.sentence for one in found.matches[0].comparison.evidence]
        assert any(one.endswith("in another case") and f"“{form}” is" in one for one in told)
