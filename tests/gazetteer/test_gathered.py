"""Which names and entities do some tables have, each once, in order?"""

import random

import pytest

from allonym.errors import BadTable
from allonym.gazetteer import gathered
from allonym.gazetteer.build import merged
from allonym.gazetteer.gathered import Gathered
from allonym.gazetteer.spill import Room
from allonym.records import Allonym, Entity
from allonym.tables import Table, find_streamed, read_table

ROOMS = [Room(), Room(None, 0)]


def table(*rows, entities=None):
    """A table of rows of an entity and a name."""
    names = tuple(Allonym(*row) for row in rows)
    told = entities or {one.entity: Entity(one.entity, one.name) for one in reversed(names)}
    return Table("made", names, told, {}, {})


@pytest.mark.parametrize("room", ROOMS)
def test_names_come_in_order_and_once(room):
    """Names come by entity and name, however they lie in the tables; one that two tables have comes once."""
    rows = [(f"x:{at % 7}", f"Name {at % 50}", ("", "de")[at % 2]) for at in range(300)]
    random.Random(1).shuffle(rows)  # noqa: S311  (no secret)
    found = Gathered.of([table(*rows[:200]), table(*rows[100:])], room)
    assert found.manners == [("", "", "", ""), ("de", "", "", "")]
    named = [(key, name, found.manners[at][0]) for key, some in found.named() for name, at in some]
    assert named == sorted(set(rows))
    assert len(found) == 400


@pytest.mark.parametrize("room", ROOMS)
def test_entities_are_merged_as_elsewhere(room):
    """Of what two tables say of an entity, what tells its type counts, as where tables are merged in memory."""
    one = table(("x:2", "B"), ("x:1", "A"), entities={"x:1": Entity("x:1", "Z"), "x:2": Entity("x:2", "B", "place")})
    two = table(("x:1", "A"), entities={"x:1": Entity("x:1", "A", "person", "", ("wd:Q1", "gn:2"), "x:2")})
    found = list(Gathered.of([one, two], room).entities())
    told = [merged([one, two])[key] for key in ("x:1", "x:2")]
    assert found == [
        (one.id, [one.heading, one.type, one.country, gathered.ITEM.join(one.same_as), one.replaced_by]) for one in told
    ]


def test_contradictions_name_both_tables(tmp_path):
    """Where two files say different things of one entity, both are named, though they are read row by row."""
    for name, kind in (("a.tsv", "place"), ("b.tsv", "person")):
        (tmp_path / name).write_text(f"entity\tname\ttype\nx:1\tMinsk\t{kind}\n", encoding="utf-8")
    found = Gathered.of(find_streamed([tmp_path / "a.tsv", tmp_path / "b.tsv"]), Room())
    with pytest.raises(BadTable, match=r"a\.tsv and .*b\.tsv: entity 'x:1' has the type"):
        list(found.entities())


def test_what_reading_at_once_refuses_is_refused(tmp_path, monkeypatch):
    """An entity that stands twice, or has more names than any has, is refused with the same words."""
    monkeypatch.setattr(gathered, "MOST_NAMES", 2)
    monkeypatch.setattr("allonym.tables.read.MOST_NAMES", 2)
    (tmp_path / "names.tsv").write_text("entity\tname\nx:1\tA\nx:1\tB\nx:1\tC\n", encoding="utf-8")
    with pytest.raises(BadTable) as one:
        read_table(tmp_path)
    found = Gathered.of(find_streamed([tmp_path]), Room())
    with pytest.raises(BadTable) as other:
        list(found.named())
    assert str(one.value) == str(other.value)
    (tmp_path / "entities.tsv").write_text("entity\nx:1\nx:2\nx:1\n", encoding="utf-8")
    with pytest.raises(BadTable) as one:
        read_table(tmp_path)
    with pytest.raises(BadTable) as other:
        list(Gathered.of(find_streamed([tmp_path]), Room()).entities())
    assert str(one.value) == str(other.value)
