"""Which names of the tables come into question for a name?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.fold import fold
from allonym.gazetteer import Gazetteer
from allonym.gazetteer.gazetteer import FULL
from allonym.gazetteer.scored import unpacked
from allonym.name import listen
from allonym.records import Allonym, Entity
from allonym.tables import Table

ROWS = (
    Allonym("ex:a", "Олег Хмарин", "ru-Cyrl"),
    Allonym("ex:a", "Oleg Chmarin", "de-Latn"),
    Allonym("ex:b", "MOCKBA", "en-Latn"),
    Allonym("ex:c", "Wüstenmüller", "de-Latn"),
    Allonym("ex:d", "Буря-2025", "ru-Cyrl"),
    Allonym("ex:e", "!!!"),
    Allonym("ex:f", "Oleg Chmarin"),
    Allonym("ex:old", "Tarnowiec"),
)
ENTITIES = {
    one: Entity(one, one, replaced_by="ex:a" if one == "ex:old" else "") for one in sorted({row.entity for row in ROWS})
}
TABLE = Table("t", ROWS, ENTITIES, {"ex:a": {"Oleg CHMARINA": "another"}}, {})


@pytest.fixture(scope="module", params=["memory", "file"])
def gazetteer(request, tmp_path_factory):
    """A gazetteer of the rows above: in memory, and written to a folder and opened again."""
    made = Gazetteer.of([TABLE])
    if request.param == "memory":
        return made
    path = tmp_path_factory.mktemp("gazetteer") / "made.gazetteer"
    made.write(path)
    return Gazetteer.open(path, verify=True)


def ids(candidates):
    """The entities of candidates, sorted."""
    return sorted({one.allonym.entity for one in candidates})


def test_all_names_are_kept(gazetteer):
    """All names of the tables are kept, with their entities, sorted by entity."""
    assert len(gazetteer) == len(gazetteer.names) == len(ROWS)
    assert {(one.entity, one.name, one.tag) for one in gazetteer.names} == {
        (one.entity, one.name, one.tag) for one in ROWS
    }
    assert [one.entity for one in gazetteer.names] == sorted(one.entity for one in ROWS)
    assert dict(gazetteer.entities) == ENTITIES
    assert "8 names" in repr(gazetteer)


def test_the_same_spelling(gazetteer):
    """A key leads to all names of that spelling, of all entities; an unknown or empty one to none."""
    assert ids(gazetteer.spelled(fold("OLEG CHMARIN").key)) == ["ex:a", "ex:f"]
    assert gazetteer.spelled("oleg chmarina") == ()
    assert gazetteer.spelled("") == ()


def test_look_alikes(gazetteer):
    """Cyrillic МОСКВА leads to MOCKBA; MOCKBA itself does not."""
    (found,) = gazetteer.pictured(fold("МОСКВА").key)
    assert found.allonym.entity == "ex:b"
    assert gazetteer.pictured(fold("MOCKBA").key) == ()


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Oleg Khmarin", "ex:a"),
        ("Хмарин", "ex:a"),
        ("Khmarin, O.", "ex:a"),
        ("Wuestenmueller", "ex:c"),
        ("Wüsten Müller", "ex:c"),
        ("Bourja 2025", "ex:d"),
        ("Hmarin Oleg", "ex:a"),
    ],
)
def test_the_same_or_a_near_sound(gazetteer, name, entity):
    """A name that sounds the same, or nearly so, comes into question, in any order, with spaces lost or added."""
    assert entity in ids(gazetteer.sounding(listen(name)))


def test_a_stranger_has_no_candidates(gazetteer):
    """A name that sounds like none has no candidate."""
    assert gazetteer.sounding(listen("Quillfeather")) == ()


def test_a_word_of_others_hides_no_word_farther_off():
    """Where others bear the very word that is asked for, a word of one consonant less is found all the same."""
    rows = (Allonym("ex:1", "Korndalim Hemmer"), Allonym("ex:2", "Кордалим Восканде", "ru-Cyrl"))
    made = Gazetteer.of([Table("t", rows, {one.entity: Entity(one.entity, one.name) for one in rows}, {}, {})])
    (part, _) = listen("Korndalim Voskande").parts
    spelled = {made.heard(at)[0].part.key: made.words(at)[0] for at in range(2)}
    assert {spelled["korndalim"], spelled["кордалим"]} <= {
        word for word, _ in unpacked(made._words_close(part) + made._words_far(part, FULL))
    }


def test_whether_one_was_found_is_asked_before_looking_farther(gazetteer):
    """Who rests with a name of the same sounds is not asked; who goes on is asked once, and may do with little."""
    asked = []
    name = listen("Chmarin Oleg")
    stages = gazetteer.stages(name, found_one=lambda: not asked.append(True))
    next(stages)
    assert not asked
    little = [set(dict(stage)) for stage in stages]
    assert len(asked) == 1
    full = [set(dict(stage)) for stage in gazetteer.stages(name)][1:]
    assert len(little) == len(full)
    assert all(some <= more for some, more in zip(little, full, strict=True))


def test_replaced_ids_lead_on(gazetteer):
    """A replaced entity is answered by the one that replaced it; an unknown id is an error."""
    assert gazetteer.entity("ex:old").id == "ex:a"
    assert gazetteer.entity("ex:b").id == "ex:b"
    with pytest.raises(KeyError):
        gazetteer.entity("ex:nobody")


def test_a_circle_of_replacements_ends():
    """Two entities that replace each other do not keep anyone waiting."""
    pair = {"ex:x": Entity("ex:x", "X", replaced_by="ex:y"), "ex:y": Entity("ex:y", "Y", replaced_by="ex:x")}
    table = Table("t", (Allonym("ex:x", "Xaver"), Allonym("ex:y", "Yorick")), pair, {}, {})
    assert Gazetteer.of([table]).entity("ex:x").id in {"ex:x", "ex:y"}


def test_barred_names_are_folded(gazetteer):
    """What must not resolve to an entity is kept folded."""
    assert gazetteer.barred("ex:a") == {"oleg chmarina"}
    assert gazetteer.barred("ex:b") == set()


def test_the_first_table_that_tells_counts():
    """Of two tables that name one entity, the first that knows its type tells of it."""
    row = (Allonym("ex:a", "Chmarin"),)
    bare, told = (
        Table("t", row, {"ex:a": entity}, {}, {})
        for entity in (Entity("ex:a", "C"), Entity("ex:a", "Chmarin", "person"))
    )
    assert Gazetteer.of([bare, told]).entities["ex:a"].type == "person"
    assert len(Gazetteer.of([bare, told])) == 1


def test_the_same_tables_give_the_same_bytes(tmp_path):
    """Rows in another order, and a row that stands twice, give the same files, byte for byte."""
    turned = Table("t", (*ROWS[::-1], ROWS[0]), dict(reversed(ENTITIES.items())), TABLE.not_same, {})
    for name, table in (("one", TABLE), ("two", turned)):
        Gazetteer.of([table]).write(tmp_path / name)
    files = [
        {path.name: path.read_bytes() for path in sorted((tmp_path / name).rglob("*")) if path.is_file()}
        for name in ("one", "two")
    ]
    assert files[0]
    assert files[0] == files[1]


@given(names=st.lists(st.text(max_size=20), min_size=1, max_size=8, unique=True))
def test_any_name_of_a_table_is_kept(names):
    """A table may hold any text; each name that a query may ask for is found by its spelling."""
    rows = tuple(Allonym(f"ex:{at}", name) for at, name in enumerate(names) if name.isprintable() and name)
    if not rows:
        return
    table = Table("t", rows, {row.entity: Entity(row.entity, row.name) for row in rows}, {}, {})
    gazetteer = Gazetteer.of([table])
    for row in rows:
        key = fold(row.name).key
        assert not key or row.entity in ids(gazetteer.spelled(key))
