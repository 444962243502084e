"""Do the blocks of a gazetteer stand in the order that searching relies on?"""

import pytest

from allonym import Allonym, Entity
from allonym.errors import IndexCorrupt
from allonym.gazetteer import Gazetteer
from allonym.gazetteer.blocks import LONG, WORD, Rows, numbers, pack_list, pack_rows
from allonym.gazetteer.files import write_blocks
from allonym.gazetteer.order import FINDERS, MAPS, NUMBERS, OFFSETS, check_order
from allonym.gazetteer.segments import open_gazetteer
from allonym.tables import Table

ROWS = [
    ("x:1", "Oleg Chmarin"), ("x:1", "OLEG CHMARIN"), ("x:2", "Vera Tarnowska"), ("x:3", "Straße"), ("x:3", "MASSE"),
    ("x:4", "Vera Straße"), ("x:4", "ß"), ("x:4", "ßa"),
]  # fmt: skip


@pytest.fixture(scope="module")
def blocks():
    """The blocks of a small gazetteer, with two or more of everything."""
    names = tuple(Allonym(key, name, tag, source=tag) for key, name in ROWS for tag in ("", "de-Latn"))
    entities = {key: Entity(key, key, kind) for (key, _), kind in zip(ROWS, ["person", "place"] * 4, strict=True)}
    barred = {"x:1": {"Chmarin": ""}, "x:2": {"Tarnowska": ""}}
    return Gazetteer.of([Table("t", names, entities, barred, {})]).blocks


def swapped(block, at, width=WORD):
    """A block in which two numbers beside each other have changed places."""
    one, two = block[at : at + width], block[at + width : at + 2 * width]
    return block[:at] + two + one + block[at + 2 * width :]


def test_what_is_built_is_in_order(blocks):
    """A gazetteer that was built is in order, also an empty one of a single name."""
    check_order(blocks)
    check_order(Gazetteer.of([Table("t", (Allonym("x:1", "!"),), {"x:1": Entity("x:1", "!")}, {}, {})]).blocks)


@pytest.mark.parametrize("name", [*OFFSETS, *FINDERS, *NUMBERS, *MAPS])
def test_what_is_out_of_order_is_found(blocks, name, tmp_path):
    """Two numbers that changed places are found by verify, in every block, though its checksum is right."""
    block, width = bytes(blocks[name]), LONG if name in MAPS else WORD
    start = 0 if name in NUMBERS else width
    for at in range(start, len(block), width):
        one, two = block[at : at + width], block[at + width : at + 2 * width]
        if int.from_bytes(one, "little") < int.from_bytes(two, "little"):
            break
    changed = {**blocks, name: swapped(block, at, width)}
    with pytest.raises(IndexCorrupt, match=f"{name}|offset"):
        check_order(changed)
    write_blocks(tmp_path / "made", changed)
    with pytest.raises(IndexCorrupt):
        open_gazetteer(tmp_path / "made", verify=True)


def test_rows_and_ids_are_in_order(blocks):
    """Names of a word that go down, or ids that do, are found."""
    postings = Rows(blocks["postings"])
    rows = [list(postings[at])[::-1] for at in range(len(postings))]
    with pytest.raises(IndexCorrupt, match="postings"):
        check_order({**blocks, "postings": pack_rows(rows)})
    with pytest.raises(IndexCorrupt, match="entities"):
        check_order({**blocks, "entities": pack_list([b"x:2", b"x:1"])})
    with pytest.raises(IndexCorrupt, match="odd"):
        check_order({**blocks, "odd": numbers([2, 1])})
