"""Do tables that name the same entities agree on what those are?"""

import pytest

from allonym import Allonym, Entity
from allonym.errors import BadTable
from allonym.gazetteer import Gazetteer
from allonym.gazetteer.agree import check_agreement
from allonym.tables import Table


def table(path, **facts):
    """A table of one entity."""
    return Table(path, (Allonym("x:1", "Minsk"),), {"x:1": Entity("x:1", **{"heading": "Minsk", **facts})}, {}, {})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"type": "place"}, {"type": "person"}),
        ({"type": "place", "country": "BY"}, {"type": "place", "country": "RU"}),
        ({"replaced_by": "x:2"}, {"replaced_by": "x:3"}),
    ],
    ids=["type", "country", "successor"],
)
def test_a_contradiction_names_both_tables(one, two):
    """Two tables that say different things of one id are refused in either order, with both of their names."""
    both = [table("a.tsv", **one), table("b.tsv", **two)]
    for order in (both, both[::-1]):
        with pytest.raises(BadTable) as refused:
            Gazetteer.of(order)
        assert "a.tsv" in str(refused.value)
        assert "b.tsv" in str(refused.value)
        assert "'x:1'" in str(refused.value)


def test_a_contradiction_with_any_table_counts():
    """A third table is held against both of the others."""
    with pytest.raises(BadTable, match=r"b.tsv and c.tsv"):
        check_agreement([table("a.tsv"), table("b.tsv", type="place"), table("c.tsv", type="event")])


def test_to_say_nothing_is_no_contradiction():
    """Tables that add to each other, have other headings or know other ids are fine, and a table agrees with itself."""
    full = table("a.tsv", type="place", country="BY", same_as=("wd:Q1",))
    others = [table("b.tsv"), table("c.tsv", heading="Мінск", type="place"), table("d.tsv", country="BY")]
    check_agreement([full, *others, full])
    assert Gazetteer.of([full, *others]).entities["x:1"].type == "place"
