"""Do the blocks of a gazetteer stand in the order that searching relies on?"""

import pytest

from allonym import Allonym, Entity
from allonym.errors import IndexCorrupt
from allonym.gazetteer import Gazetteer
from allonym.gazetteer.blocks import LONG, TOGETHER, WORD, Finder, Rows, numbers, pack_finder, pack_rows, pack_texts
from allonym.gazetteer.files import write_blocks
from allonym.gazetteer.order import FINDERS, MAPS, NUMBERS, OFFSETS, TEXTS, check_order
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
    start = 0 if name in NUMBERS else 2 * width if name in FINDERS else width
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


@pytest.mark.parametrize("name", TEXTS)
def test_texts_lie_one_behind_the_other(blocks, name):
    """A place or a length of a text that is another one is found, wherever it is."""
    block = bytes(blocks[name])
    count, width = (int.from_bytes(block[at : at + WORD], "little") for at in (0, WORD))
    places = -(-count // TOGETHER)
    for at in range(2 * WORD, (2 + places) * WORD + width * count):
        changed = block[:at] + bytes([block[at] ^ 1]) + block[at + 1 :]
        with pytest.raises(IndexCorrupt, match="texts"):
            check_order({**blocks, name: changed})


def test_a_directory_that_lies_is_found(blocks, monkeypatch):
    """Where a directory of fingerprints does not lead to all of them in order, verify finds it, and a query too."""
    monkeypatch.setattr("allonym.gazetteer.blocks.SOME", 1)
    block = pack_finder([(at << 24 | 5) << 32 | at for at in range(200)])
    check_order({**blocks, "typed": block})
    for at in range(2 * WORD, 2 * WORD + 4 * 200, WORD):
        number = int.from_bytes(block[at : at + WORD], "little")
        for wrong in (number + 7, 2**32 - 1):
            changed = block[:at] + wrong.to_bytes(WORD, "little") + block[at + WORD :]
            with pytest.raises(IndexCorrupt):
                check_order({**blocks, "typed": changed})
    with pytest.raises(IndexCorrupt):
        Finder(changed).find((at - 2 * WORD) // WORD << 24 | 5)


def test_rows_and_ids_are_in_order(blocks):
    """Names of a word that go down, or ids that do, are found."""
    postings = Rows(blocks["postings"])
    rows = [list(postings[at])[::-1] for at in range(len(postings))]
    with pytest.raises(IndexCorrupt, match="postings"):
        check_order({**blocks, "postings": pack_rows(rows)})
    with pytest.raises(IndexCorrupt, match="entities"):
        check_order({**blocks, "entities": pack_texts([b"x:2", b"x:1"])})
    with pytest.raises(IndexCorrupt, match="odd"):
        check_order({**blocks, "odd": numbers([2, 1])})
