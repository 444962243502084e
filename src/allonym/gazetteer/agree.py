"""Do tables that name the same entities agree on what those are?"""

from __future__ import annotations

from collections.abc import Iterable

from allonym.errors import BadTable
from allonym.records import Entity
from allonym.tables import Table

# What an entity is, and is in one way only. Its heading may differ from table to table, as languages do, and each may
# know other ids of it.
FACTS = ("type", "country", "replaced_by")


def check_agreement(tables: Iterable[Table]) -> None:
    """Raise BadTable, naming both tables, where two say different things of one entity; to say nothing is no difference.

    >>> one, two = (Table(f, (), {"x:1": Entity("x:1", "Minsk", type)}, {}, {}) for f, type in
    ...             (("a.tsv", "place"), ("b.tsv", "person")))
    >>> check_agreement([one, two])
    Traceback (most recent call last):
    ...
    allonym.errors.BadTable: a.tsv and b.tsv: entity 'x:1' has the type 'place' in one and 'person' in the other; correct one of them, or give one of two entities another id
    """  # noqa: E501  (the message as it is)
    tables = tuple(tables)
    if len(tables) < 2:
        return
    said: dict[str, list[tuple[Entity, Table]]] = {}
    for table in tables:
        for key, entity in table.entities.items():
            before = said.setdefault(key, [])
            for other, where in before:
                check_both(other, where.path, entity, table.path)
            if all(entity != other for other, _ in before):
                before.append((entity, table))


def check_both(one: Entity, here: str, two: Entity, there: str) -> None:
    """Raise BadTable where what two tables say of one entity cannot both be true."""
    for fact in FACTS:
        a, b = getattr(one, fact), getattr(two, fact)
        if a and b and a != b:
            raise BadTable(
                f"{here} and {there}: entity {one.id!r} has the {fact} {a!r} in one and {b!r} in the other; "
                "correct one of them, or give one of two entities another id"
            )
