"""How likely is each of many candidates the name that was asked for?"""

import pytest

from allonym.comparison import measure
from allonym.name import listen
from allonym.score import likelihood
from allonym.weighing import PlainQuery, plainly_read, plainly_shared, query, read_word, share

FIELD, ITEM = "\t", "|"
PAIRS = [("Anton Velker", "Антон Велькер"), ("Anton Velker", "Velker Anton"), ("Anton Velker", "Anton Nimander")]


@pytest.mark.parametrize(("asked", "given"), PAIRS)
def test_a_candidate_weighs_what_its_name_does(asked, given):
    """A query that is kept for many candidates tells the same of each as a comparison of two names."""
    one, two = listen(asked), listen(given)
    rare = tuple([1.0 for _ in one.parts]), tuple([1.0 for _ in two.parts])
    found = PlainQuery(one, rare[0]).weigh(two.text, two.key, two.parts, rare[1])
    measures = measure(one, two)
    assert found[:2] == (likelihood(measures), measures.via)


@pytest.mark.parametrize(("asked", "given"), [*PAIRS, ("Bank of Velker", "BV"), ("Velker", "Anton von Velker")])
def test_a_query_weighs_alike_compiled_or_not(asked, given):
    """Both forms of a query tell the same of a candidate, to the last bit."""
    one, two = listen(asked), listen(given)
    rare = tuple([0.7 for _ in one.parts]), tuple([0.7 for _ in two.parts])
    candidate = two.text, two.key, two.parts, rare[1]
    assert query(one, rare[0]).weigh(*candidate) == PlainQuery(one, rare[0]).weigh(*candidate)


def test_a_word_is_read_from_its_record():
    """A record tells the spelling, the key, the role, the script and the readings of a word."""
    word = plainly_read(FIELD.join(["Velker", "velker", "word", "Latn", "", "velker|en-Latn"]), FIELD, ITEM)
    assert (word.part.text, word.part.key, word.part.role, word.part.script) == ("Velker", "velker", "word", "Latn")
    assert [(one.sounds, one.orthography) for one in word.readings] == [("velker", "en-Latn")]


@pytest.mark.parametrize("record", ["", "Velker", "Velker\tvelker\tprince\tLatn\t\tvelker|en-Latn"])
@pytest.mark.parametrize("reader", [plainly_read, read_word])
def test_what_is_no_record_is_an_error(reader, record):
    """A record without its fields, or with an unknown role, is refused, compiled or not."""
    with pytest.raises((ValueError, KeyError)):
        reader(record, FIELD, ITEM)


def test_words_share_alike_compiled_or_not():
    """The share of the evidence that two words bring is the same in both forms."""
    records = [
        FIELD.join(("Velker", "velker", "word", "Latn", "", "velker|en-Latn")),
        FIELD.join(("Велькер", "велькер", "word", "Cyrl", "", "velʲker|ru-Cyrl")),
    ]
    plain = plainly_shared(*(plainly_read(one, FIELD, ITEM) for one in records))
    assert plain > 0.5
    assert share(*(read_word(one, FIELD, ITEM) for one in records)) == plain
