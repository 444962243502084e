"""How do answers depend on the tables?"""

import time

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import allonym
from allonym.fold import fold
from allonym.records import Allonym, Entity
from allonym.resolver import default_resolver
from allonym.tables import Table

words = st.text("abdegiklmnorstuvz", min_size=3, max_size=9)
crowds = st.lists(st.tuples(words, words).map(" ".join), min_size=1, max_size=30, unique=True)


@given(crowd=crowds)
@settings(max_examples=25)
def test_unrelated_entities_lose_no_exact_hit(make_table, people, spellings, crowd):
    """A name that stands in a table is found, whoever else joins the table."""
    many = allonym.Resolver(tables=[make_table({**people, **{f"ex:new-{n}": (name,) for n, name in enumerate(crowd)}})])
    alone = allonym.Resolver(tables=[make_table(people)])
    for name in spellings:
        before = {match.id for match in alone.resolve(name).matches if match.via == "spelling"}
        assert before
        assert before <= {match.id for match in many.resolve(name, limit=100).matches if match.via == "spelling"}


@given(gone=st.integers(0, 13))
@settings(max_examples=14)
def test_an_entity_leaves_no_trace(make_table, people, resolver, gone):
    """Where an entity is taken out, the other names are found as before."""
    key = sorted(people)[gone]
    without = allonym.Resolver(tables=[make_table({one: some for one, some in people.items() if one != key})])
    for one, some in people.items():
        for name in some:
            found = without.resolve(name)
            if one == key:
                assert key not in {match.id for match in found.matches}
            else:
                assert found.id == resolver.resolve(name).id == one


@given(data=st.data())
@settings(max_examples=25)
def test_order_repeats_and_splits_change_nothing(make_table, people, spellings, same, resolver, data):
    """The order of rows, a row that stands twice, and a table in two files change no answer."""
    whole = make_table(people)
    rows = data.draw(st.permutations(whole.names + whole.names[:5]))
    at = data.draw(st.integers(1, len(rows) - 1))
    halves = [evolve(whole, names=tuple(part)) for part in (rows[:at], rows[at:])]
    other = allonym.Resolver(tables=data.draw(st.permutations(halves)))
    for name in (*spellings, "Khmarin", "Burya 2025", "Institute", "Wustenmuller"):
        assert same(other.resolve(name)) == same(resolver.resolve(name))


@given(data=st.data())
@settings(max_examples=25)
def test_namesakes_are_all_given(data):
    """Entities that share a name are all given, in the order of their ids, however few are asked for."""
    count = data.draw(st.integers(2, 40))
    keys = data.draw(st.permutations([f"ex:{n:02}" for n in range(count)]))
    rows = tuple(Allonym(key, "Anna Tarnowiec") for key in keys)
    table = Table("namesakes", rows, {key: Entity(key, "Anna Tarnowiec") for key in keys}, {}, {})
    found = allonym.Resolver(tables=[table]).resolve("Anna Tarnowiec", limit=1)
    assert found.verdict == "ambiguous"
    assert found.id is None
    assert [match.id for match in found.matches] == sorted(keys)


def test_a_replaced_id_answers_with_its_successor():
    """An id, once given, leads to the entity that replaced it."""
    old, new = Entity("ex:old", "Osten", replaced_by="ex:new"), Entity("ex:new", "Western")
    rows = (Allonym("ex:old", "Ostrowen"), Allonym("ex:new", "Westrowen"))
    table = Table("t", rows, {"ex:old": old, "ex:new": new}, {}, {})
    assert allonym.Resolver(tables=[table]).resolve("Ostrowen").entity == new


def test_what_is_not_the_same_stays_apart():
    """A name that a table bars from an entity does not lead there, by spelling or by sound."""
    rows = (Allonym("ex:a", "Chmarin"), Allonym("ex:b", "Khmarin"))
    entities = {"ex:a": Entity("ex:a", "Chmarin"), "ex:b": Entity("ex:b", "Khmarin")}
    table = Table("t", rows, entities, {"ex:a": {"KHMARIN": "another man"}}, {})
    answer = allonym.Resolver(tables=[table]).resolve("Khmarin", limit=10)
    assert [match.id for match in answer.matches] == ["ex:b"]


def bundled():
    """For each name of the bundled tables, as it stands, the ids of its entities."""
    gazetteer = default_resolver().gazetteer
    found = {}
    for allonym_ in gazetteer.names:
        found.setdefault(allonym_.name, set()).add(gazetteer.entity(allonym_.entity).id)
    return found


def unfound(names):
    """Those names whose entity is neither the match nor among several."""
    resolver = default_resolver()
    lost = []
    for name, ids in names.items():
        answer = resolver.resolve(name)
        if answer.verdict == "nil" or not ids <= {match.id for match in answer.matches}:
            lost.append(name)
    return lost


def test_every_bundled_allonym_is_spelled():
    """Every name of the bundled tables has a key that leads to its entity."""
    gazetteer = default_resolver().gazetteer
    for name, ids in bundled().items():
        assert ids <= {gazetteer.entity(one.allonym.entity).id for one in gazetteer.spelled(fold(name).key)}


def test_every_bundled_allonym_is_found():
    """Names of the bundled tables, as they stand, mean their entity, or it is one of several (every 25th name)."""
    names = bundled()
    assert unfound({name: names[name] for name in sorted(names)[::25]}) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_single_bundled_allonym_is_found():
    """Each name of the bundled tables, as it stands, means its entity, or it is one of several."""
    start = time.process_time()
    names = bundled()
    assert unfound(names) == []
    assert (time.process_time() - start) / len(names) < 0.01
