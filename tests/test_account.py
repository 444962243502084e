"""How did each match of an answer come by its score?"""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

import allonym
from allonym.records import Allonym, Entity, Match
from allonym.resolver import default_resolver
from allonym.score import logit_of
from allonym.standing import FEWEST_NAMES
from allonym.tables import Table, find_tables

# Weights are rounded to hundredths of a bit, and what moves the odds less than a twentieth need not be told.
ROUNDED, UNTOLD = 0.005, 0.05
PEOPLE = {
    "ex:chmarin": ("Oleg Chmarin", "Олег Хмарин"),
    "ex:chmarina": ("Olga Chmarina",),
    "ex:other-chmarin": ("Oleg Chmarin", "Oleg Viktorovich Chmarin"),
    "ex:tarnow": ("Tarnow", "ターナウ"),
    "ex:port": ("Port-Saint-Élan",),
    "ex:institute": ("Institut für Wolkenkunde", "IWK"),
}
QUERIES = (
    "Oleg Chmarin", "Khmarin", "Oleg Khmarin", "Олег Хмарын", "Olga Khmarina", "Pavel Chmarin", "Chmarin Oleg",
    "Тарнов", "Tarnov", "PortSaintElan", "Institute of Wolkenkunde", "IVK", "Oleg Tarnow", "Хмарин О.", "TARNOW!",
    "Tаrnow", "Quillan",
)  # fmt: skip


def table(names: dict[str, tuple[str, ...]]) -> Table:
    """A table of these entities and their names."""
    rows = tuple(Allonym(key, name) for key, some in names.items() for name in some)
    return Table("made up", rows, {key: Entity(key, some[0]) for key, some in names.items()}, {}, {})


def excess(match: Match) -> float:
    """By how many bits the weights of all evidence miss the log odds of the score, beside their rounding."""
    told = match.comparison.evidence
    return abs(sum(one.bits for one in told) - logit_of(match.score) / log(2)) - ROUNDED * len(told) - UNTOLD


@pytest.fixture(scope="module")
def resolver():
    """A resolver over a handful of made-up entities."""
    return allonym.Resolver(tables=[table(PEOPLE)])


@pytest.fixture(scope="module")
def joined():
    """The same entities beside the bundled tables."""
    return allonym.Resolver(tables=["bundled", table(PEOPLE)])


@pytest.fixture(scope="module")
def bundled_names():
    """Names of people, bodies and events."""
    return sorted({one.name for key in ("office", "bodies", "events") for one in find_tables([key])[0].names})


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("kind", ["resolver", "joined"])
def test_weights_add_up_to_the_score(request, kind, query):
    """The evidence of a match, for and against, adds up to the log odds of its score, in one table and in several."""
    asked = request.getfixturevalue(kind)
    for options in ({}, {"limit": 40}, {"type": "person"}, {"country": "UA"}):
        for match in asked.resolve(query, **options).matches:
            assert match.comparison.evidence
            assert excess(match) <= 0, match.explain()


@given(data=st.data())
def test_weights_add_up_for_any_name_of_the_bundled_tables(bundled_names, data):
    """So they do for bundled names with a letter or a word more, less or other."""
    name = data.draw(st.sampled_from(bundled_names))
    at = data.draw(st.integers(0, len(name)))
    put = data.draw(st.sampled_from(["", "a", "о", " ", "-", "Quillan "]))
    try:
        found = default_resolver().resolve(name[:at] + put + name[at + data.draw(st.integers(0, 2)) :], limit=7)
    except allonym.AllonymError:
        return
    assert all(excess(match) <= 0 for match in found.matches)


@given(data=st.data())
def test_weights_of_a_comparison_add_up_too(data):
    """The evidence for two names, with no table, adds up to the log odds of their score."""
    one, two = (data.draw(st.sampled_from([*QUERIES, "Viktor Khrenin", "Виктор Геннадьевич Хренин"])) for _ in "ab")
    found = allonym.compare(one, two, type=data.draw(st.sampled_from([None, "person", "place"])))
    missed = sum(item.bits for item in found.evidence) - logit_of(found.score) / log(2)
    assert abs(missed) <= ROUNDED * (len(found.evidence) + 1)


def test_other_processes_tell_the_same(resolver):
    """An answer that another process gave is explained as if it had been given here."""
    there = resolver.resolve_many(QUERIES, workers=2)
    for found in there:
        assert found.explain() == resolver.resolve(found.name).explain()


def test_a_compiled_gazetteer_tells_the_same(resolver, tmp_path):
    """A gazetteer that was written and opened explains as the one in memory does."""
    resolver.gazetteer.write(tmp_path / "small")
    opened = allonym.Resolver.open(tmp_path / "small")
    for query in QUERIES:
        assert opened.resolve(query).explain() == resolver.resolve(query).explain()


def test_the_names_in_the_script_of_the_query_are_told_of(resolver):
    """Who met a name in another script is judged by the name in the query's own, which the evidence quotes."""
    (found,) = [match for match in resolver.resolve("Tanauu").matches if match.allonym.name == "ターナウ"] or [None]
    if found is None:
        pytest.skip("the search did not meet the Japanese name")
    assert any("“Tarnow”, its name in the script of the query" in one.sentence for one in found.comparison.evidence)


def test_the_next_is_told_of(resolver):
    """The strongest other entity is named with what it does to the odds, where it does anything."""
    first, second = resolver.resolve("Oleg Khmarin").matches[:2]
    assert {first.id, second.id} <= {"ex:chmarin", "ex:other-chmarin", "ex:chmarina"}
    assert any(f"“{second.entity.heading}”" in one.sentence for one in first.comparison.evidence)


def test_the_size_of_a_table_is_told_of():
    """In a table of more names than the smallest that was learned from, their number counts against each."""
    many = {f"ex:{number}": (f"Quillan {number}",) for number in range(2 * FEWEST_NAMES)}
    (first, *_) = allonym.Resolver(tables=[table({**PEOPLE, **many})]).resolve("Olek Khmarin").matches
    (told,) = [one for one in first.comparison.evidence if "names, some sound alike by chance" in one.sentence]
    assert told.bits < 0


def test_namesakes_are_told_of(resolver):
    """Of a name that several entities bear, each explanation says how many others are written so, at no weight."""
    found = resolver.resolve("Oleg Chmarin")
    assert found.verdict == "ambiguous"
    for match in found.matches:
        same, others = match.comparison.evidence
        assert (same.sentence, others.bits) == ("both are written the same", 0)
        assert "one other entity is written just so" in others.sentence


def test_nothing_is_found_out_before_somebody_asks(resolver, monkeypatch):
    """Resolving weighs the entities once; the first explanation that is asked for weighs them again, once for all."""
    count = []
    stood = allonym.Resolver._stood
    monkeypatch.setattr(allonym.Resolver, "_stood", lambda *given: count.append(1) or stood(*given))
    found = resolver.resolve("Oleg Khmarin")
    assert len(count) == 1
    found.explain()
    found.to_dict()
    assert len(count) == 2


def test_every_explanation_draws_the_words_that_sound_alike(resolver):
    """Each word that met by its sound stands in the drawing, above or below its fellow."""
    (match, *_) = resolver.resolve("Oleg Khmarin").matches
    assert all(word in match.comparison.drawing for word in ("Khmarin", match.allonym.name.split()[1]))
