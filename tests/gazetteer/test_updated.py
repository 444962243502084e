"""How is a gazetteer changed without building it anew?"""

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym import Allonym, Entity, Resolver
from allonym.errors import BadOption, BadTable, IndexCorrupt, IndexNotWritten
from allonym.gazetteer import Gazetteer, segments
from allonym.gazetteer.files import read_manifest
from allonym.gazetteer.segments import compact, open_gazetteer, update_folder
from allonym.gazetteer.updated import Difference, difference, update
from allonym.name import listen
from allonym.tables import Table

# Few words, spelled in many ways and scripts: they meet by spelling, by sound, by near sound, by a slip and joined.
GIVEN = ("Oleg", "Олег", "Aleh", "Vera", "Wera", "Вера", "Jean", "Zhan", "O.")
FAMILY = ("Chmarin", "Хмарин", "Khmarin", "Tarnowska", "Тарновская", "Tarnovskaia", "Wüstenmüller", "Pierre", "2025")
ASKED = (
    "Oleg Chmarin", "Олег Хмарин", "Khmarin Oleg", "Chmarina", "Vera Tarnovska", "Wera", "Wuestenmuler", "Jeanpierre",
    "Jean Pierre", "Chmarin 2025", "O. Tarnowska", "Oleh Khmaryn", "Verra Tarnowska", "Chmarin Piotr", "Quillfeather",
)  # fmt: skip
KEYS = tuple(f"x:{n}" for n in range(6))

spellings = st.one_of(
    st.sampled_from(FAMILY),
    st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY)).map(" ".join),
    st.tuples(st.sampled_from(FAMILY), st.sampled_from(GIVEN)).map("".join),
)


@st.composite
def tables(draw):
    """A table of a few entities, some of them replaced by others, with names that they share and must not have."""
    names, entities, barred = [], {}, {}
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True)):
        mine = draw(st.lists(spellings, min_size=1, max_size=4, unique=True))
        names += [Allonym(key, name, draw(st.sampled_from(["", "de-Latn"]))) for name in mine]
        kind = draw(st.sampled_from(["", "person", "organization"]))
        entities[key] = Entity(key, mine[0], kind, replaced_by=draw(st.sampled_from(["", "", "", *KEYS])))
        if draw(st.integers(0, 5)) == 0:
            barred[key] = {draw(st.sampled_from(ASKED)): "another"}
    return Table("t", tuple(names), entities, barred, {})


def resolver_of(gazetteer):
    """A resolver over a gazetteer."""
    resolver = Resolver.__new__(Resolver)
    resolver._use(gazetteer)
    return resolver


def searched(gazetteer, name):
    """What each stage of a search finds, by spelling, look and sound, with its evidence."""
    heard = listen(name)
    stages = [[(gazetteer.names[at], bits) for at, bits in stage] for stage in gazetteer.stages(heard)]
    listed = [[one.allonym for one in some] for some in (gazetteer.spelled(heard.key), gazetteer.pictured(heard.key))]
    return stages, listed, gazetteer.rarity(heard)


def held(gazetteer):
    """All that a gazetteer holds."""
    borne = {key: [one.allonym for one in gazetteer.names_of(key)] for key in KEYS}
    return list(gazetteer.names), dict(gazetteer.entities), borne, {key: gazetteer.barred(key) for key in KEYS}


def answers(gazetteer):
    """All that a resolver answers over a gazetteer, to the last bit."""
    resolver = resolver_of(gazetteer)
    mentions = resolver.annotate("Oleg Chmarin met Vera Tarnowska and Jean Pierre.")
    found = [resolver.resolve(name, limit=100) for name in ASKED]
    found += [resolver.resolve(name, type="person") for name in ASKED[:5]]
    return [one.to_dict() for one in (*found, *mentions)]


def assert_alike(one, two):
    """Two gazetteers hold the same, search alike and answer alike."""
    assert held(one) == held(two)
    assert [searched(one, name) for name in ASKED] == [searched(two, name) for name in ASKED]
    assert answers(one) == answers(two)


histories = st.lists(tables(), min_size=2, max_size=4)


@given(history=histories)
@settings(max_examples=20)
def test_an_updated_gazetteer_is_as_one_built_anew(history):
    """Whatever is added, removed and changed, step by step: all is as if built of the last tables."""
    assert_as_built(history)


@pytest.mark.slow
@pytest.mark.timeout(600)
@given(history=histories)
@settings(max_examples=200, derandomize=False)
def test_any_updated_gazetteer_is_as_one_built_anew(history):
    """The same for two hundred other histories."""
    assert_as_built(history)


def assert_as_built(history):
    """From each table to the next, an updated gazetteer is as one that was built of that table."""
    gazetteer = Gazetteer.of([history[0]])
    for before, after in pairwise(history):
        gazetteer = update(gazetteer, difference([before], [after]))
        assert_alike(gazetteer, Gazetteer.of([after]))


@given(before=tables(), between=tables(), after=tables())
@settings(max_examples=8)
def test_a_changed_folder_is_as_one_built_anew(tmp_path_factory, before, between, after):
    """Changes that are written to a folder are there for whoever opens it; compacted, it has the bytes of a new one."""
    path = tmp_path_factory.mktemp("changed") / "people.gazetteer"
    Gazetteer.of([before]).write(path)
    reader = open_gazetteer(path)
    update_folder(path, difference([before], [between]))
    update_folder(path, difference([between], [after]))
    built = Gazetteer.of([after])
    assert_alike(open_gazetteer(path, verify=True), built)
    assert answers(reader) == answers(Gazetteer.of([before]))
    compact(path)
    built.write(path.parent / "built")
    files = [{one.name for one in place.iterdir()} for place in (path, path.parent / "built")]
    # Files are named by their content.
    assert files[0] == files[1]


TABLE = Table(
    "t",
    (Allonym("x:1", "Oleg Chmarin"), Allonym("x:1", "Олег Хмарин"), Allonym("x:2", "Vera Tarnowska")),
    {key: Entity(key, key, "person") for key in ("x:1", "x:2")},
    {"x:1": {"Chmarin": "another"}},
    {},
)


def without(*names):
    """The table without some names."""
    return evolve(TABLE, names=tuple(one for one in TABLE.names if one.name not in names))


def test_the_one_that_was_given_stays():
    """Updating gives another gazetteer; the one before answers as it did."""
    before = Gazetteer.of([TABLE])
    after = update(before, difference([TABLE], [without("Oleg Chmarin")]))
    assert resolver_of(before).resolve("Oleg Chmarin").matches[0].via == "spelling"
    assert resolver_of(after).resolve("Oleg Chmarin").matches[0].via == "sound"


def test_no_difference_changes_nothing():
    """The difference of a table from itself is empty, and an update with it changes no answer."""
    empty = difference([TABLE], [TABLE])
    assert (empty.added.names, empty.added.entities, empty.added.not_same) == ((), {}, {})
    assert_alike(update(Gazetteer.of([TABLE]), empty), Gazetteer.of([TABLE]))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Difference(removed=evolve(TABLE, entities={}, names=(Allonym("x:1", "Nobody"),))), "Nobody"),
        (Difference(removed=evolve(TABLE, names=(), entities={"x:1": Entity("x:1", "Other")})), "x:1"),
        (Difference(removed=evolve(TABLE, names=())), "names of it are"),
        (Difference(added=evolve(TABLE, names=(Allonym("x:9", "New"),), entities={})), "x:9"),
    ],
    ids=["no such name", "another entity", "names without an entity", "new names without an entity"],
)
def test_a_difference_that_does_not_fit_is_refused(change, says, tmp_path):
    """A difference from other tables than the gazetteer's is refused by name, and the folder stays as it was."""
    Gazetteer.of([TABLE]).write(tmp_path / "made")
    before = {one.name: one.read_bytes() for one in (tmp_path / "made").iterdir()}
    with pytest.raises(BadTable, match=says):
        update(Gazetteer.of([TABLE]), change)
    with pytest.raises(BadTable, match=says):
        update_folder(tmp_path / "made", change)
    assert {one.name: one.read_bytes() for one in (tmp_path / "made").iterdir()} == before


def test_a_folder_that_was_changed_meanwhile_is_left_alone(tmp_path, monkeypatch):
    """Of two who change one folder at once, the second is told, and nothing is lost."""
    path = tmp_path / "made"
    Gazetteer.of([TABLE]).write(path)

    def slow(gazetteer, change):
        Gazetteer.of([without("Vera Tarnowska")]).write(path)
        return update(gazetteer, change)

    monkeypatch.setattr(segments, "update", slow)
    with pytest.raises(IndexNotWritten, match="meanwhile"):
        update_folder(path, difference([TABLE], [without("Oleg Chmarin")]))
    assert len(open_gazetteer(path, verify=True)) == 2


def test_damage_to_a_change_is_found(tmp_path):
    """A flipped bit in the file of what changed is found, and a lost one too; it is not answered without."""
    path = tmp_path / "made"
    Gazetteer.of([TABLE]).write(path)
    update_folder(path, difference([TABLE], [without("Oleg Chmarin")]))
    file = path / read_manifest(path)["delta"]["file"]
    whole = file.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    file.write_bytes(changed)
    with pytest.raises(IndexCorrupt):
        open_gazetteer(path, verify=True)
    file.unlink()
    with pytest.raises(IndexCorrupt):
        open_gazetteer(path)
    assert {one.name for one in path.iterdir()} == {"manifest.json", read_manifest(path)["segment"]["file"]}


def test_a_gazetteer_alone_does_not_leave_out_what_changed(tmp_path):
    """Gazetteer.open, which knows of no changes, refuses a changed folder rather than answer as before."""
    path = tmp_path / "made"
    Gazetteer.of([TABLE]).write(path)
    update_folder(path, difference([TABLE], [without("Oleg Chmarin")]))
    with pytest.raises(BadOption, match="open_gazetteer"):
        Gazetteer.open(path)
    assert Resolver.open(path).resolve("Oleg Chmarin").matches[0].via == "sound"
