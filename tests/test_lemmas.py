"""Of which words may a word be a case?"""

import pytest

from allonym.endings import declined
from allonym.gazetteer.scored import unpacked
from allonym.lemmas import lemma_endings, lemmas
from allonym.name import listen
from allonym.parse.vocabulary import rows
from allonym.resolver import Resolver


@pytest.mark.parametrize(
    ("word", "script", "lemma"),
    [
        ("krakowem", "Latn", "kraków"),
        ("braźnie", "Latn", "brazno"),
        ("osijekom", "Latn", "osijek"),
        ("tarnovcem", "Latn", "tarnovac"),
        ("львовом", "Cyrl", "львів"),
        ("рязани", "Cyrl", "рязань"),
    ],
)
def test_a_case_leads_to_its_lemma(word, script, lemma):
    """An ending is taken off, and a vowel that it had changed or lost is put back."""
    assert lemma in lemmas(word, script)


def test_every_ending_of_the_table_leads_back():
    """Whatever lemma the table of endings declines, its cases lead to it."""
    known = lemma_endings()
    for row in rows("case_endings"):
        stem = {"Latn": "bratt", "Cyrl": "братт"}[row["script"]]
        if row["ending"] != row["lemma_ending"]:
            assert row["lemma_ending"] in known[row["script"]][row["ending"]]
            assert stem + row["lemma_ending"] in lemmas(stem + row["ending"], row["script"])


def test_lemmas_are_what_comparison_calls_cases():
    """A lemma without a changed vowel is one that the comparison takes for another case of the word."""
    for word, script in (("gdańskiem", "Latn"), ("одессой", "Cyrl")):
        found = [one for one in lemmas(word, script) if one.startswith(word[:5])]
        assert found
        assert any(declined(word, one, script) for one in found)


def test_no_letter_of_another_script_is_put_in():
    """A fleeting vowel is one of the word's own alphabet."""
    assert all(letter < "\u0400" for one in lemmas("tarnovcem", "Latn") for letter in one)
    assert all(letter >= "\u0400" for one in lemmas("котлом", "Cyrl") for letter in one)


def test_other_scripts_have_none():
    """No endings are known of scripts beside Latin and Cyrillic, and of words too short to have one."""
    assert lemmas("αθηνας", "Grek") == lemmas("北京", "Hani") == lemmas("om", "Latn") == ()


def test_a_case_leads_to_the_words_of_its_lemma(tmp_path):
    """A gazetteer gives Tarnovac for Tarnovcem by its spelling, in memory and from a folder, and no other word."""
    table = tmp_path / "names.tsv"
    table.write_text("entity\tname\nta\tTarnovac\nch\tChmarcem\n", encoding="utf-8")
    made = Resolver(tables=[str(table)]).gazetteer
    made.write(tmp_path / "names.gazetteer")
    (part,) = listen("Tarnovcem").parts
    for gazetteer in (made, Resolver.open(tmp_path / "names.gazetteer").gazetteer):
        assert [gazetteer._key(word) for word, _ in unpacked(gazetteer._words_declined(part))] == ["tarnovac"]
