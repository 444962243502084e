"""How do tables become blocks that can be searched?"""

import tracemalloc
from itertools import islice, product

import pytest

from allonym.errors import BadOption, BadTable
from allonym.gazetteer import Gazetteer
from allonym.gazetteer import build as building
from allonym.gazetteer.build import BLOCKS, build, make, worth
from allonym.gazetteer.gathered import Gathered
from allonym.gazetteer.spill import Room
from allonym.records import Allonym, Entity
from allonym.tables import Table

BEGINNINGS = "Ch Tar Wern Sol Gry Mol Brem Dol Fin Hal Kor Lud Nor Ost Pel".split()
ENDINGS = "marin nowski ewitsch felder bauer stein anova idze escu opoulos".split()
GIVEN = "Oleg Wera Anna Jan Олег Вера Mikołaj José".split()


def table(size):
    """A table of so many names that are made of a few words."""
    made = (f"{one} {two}{three}" for one, two, three in product(GIVEN, BEGINNINGS, ENDINGS))
    twice = (f"{one} {two}" for one in made for two in ("", *BEGINNINGS))
    tags = ("", "de-Latn", "de-Latn")
    rows = tuple(Allonym(f"x:{at:06}", name.strip(), tags[at % 3]) for at, name in enumerate(islice(twice, size)))
    return Table("made", rows, {row.entity: Entity(row.entity, row.name) for row in rows}, {}, {})


def test_every_block_is_made():
    """A gazetteer has all blocks and no others, even of a single name."""
    assert sorted(build([table(1)])) == sorted(BLOCKS)


def test_ranges_and_processes_do_not_show(monkeypatch):
    """However many names are taken at a time, and by however many processes, the bytes are the same."""
    made = build([table(600)])
    monkeypatch.setattr(building, "MOST_TAKEN", 7)
    assert build([table(600)]) == made
    monkeypatch.setattr(building, "MOST_TAKEN", 50_000)
    monkeypatch.setattr(building, "FEWEST_TAKEN", 90)
    assert build([table(600)], workers=2) == made


@pytest.mark.parametrize("memory", [0, 1000, 100_000])
def test_memory_does_not_show(memory):
    """However little memory there is, the bytes are the same."""
    some = [table(600), table(300)]
    made = make(Gathered.of(some, Room(None, memory)), Room(None, memory))
    assert {
        name: bytes(one) if isinstance(one, bytes) else b"".join(one.chunks()) for name, one in made.items()
    } == build(some)


def test_progress_is_told():
    """Whoever asks is told how many names are done, of how many, and at the end that all are."""
    told = []
    build([table(30)], progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (30, 30)


@pytest.mark.parametrize("workers", [0, 65, True, "2"])
def test_workers_are_a_small_whole_number(workers):
    """Anything but a number of processes from 1 to 64 is refused before any work."""
    with pytest.raises(BadOption, match="workers="):
        build([table(1)], workers=workers)


# Bytes a name beside the table itself, on 64-bit machines: some 250 are the blocks that are made, and rest in memory.
MOST_BYTES = 500
ROOM = Room(None, 1 << 20)


def test_memory_grows_with_names_and_slowly(monkeypatch):
    """A further name of known words takes its place in the blocks, where the room for all else is small."""
    monkeypatch.setattr(building, "MOST_TAKEN", 1000)
    peaks = []
    for size in (4000, 16000):
        some = table(size)
        build([some])
        tracemalloc.start()
        make(Gathered.of([some], ROOM), ROOM)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / 12000 < MOST_BYTES


def test_a_word_of_many_names_is_worth_less():
    """The weight stays, and how much the word tells falls, the more names have it."""
    assert worth(12.5, "word", 1) >> 16 == worth(12.5, "word", 1000) >> 16 == 1250
    assert worth(12.5, "word", 1) & 0xFFFF > worth(12.5, "word", 1000) & 0xFFFF


ODD_FIELDS = ["\ud800", "a\x1fb"]


@pytest.mark.parametrize("odd", ODD_FIELDS, ids=["surrogate", "separator"])
@pytest.mark.parametrize("where", ["id", "name", "tag", "source", "heading", "type", "replaced_by"])
def test_what_no_field_can_hold_is_refused(where, odd):
    """A lone surrogate, or the character that parts fields, is a bad table wherever it would do harm."""
    key = odd if where == "id" else "x:1"
    told = {one: odd for one in ("name", "tag", "source") if one == where}
    entity = {one: odd for one in ("heading", "type", "replaced_by") if one == where}
    name = Allonym(key, **{"name": "Oleg", **told})
    tables = [Table("made", (name,), {key: Entity(key, **{"heading": "O", **entity})}, {}, {})]
    if odd.isascii() and where in {"id", "name"}:
        assert [one.name for one in Gazetteer.of(tables).names] == [name.name]
    else:
        with pytest.raises(BadTable):
            build(tables)
