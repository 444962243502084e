"""How are two gazetteers numbered, counted and searched as one?"""

from hypothesis import given
from hypothesis import strategies as st

from allonym import Allonym, Entity
from allonym.gazetteer import Gazetteer
from allonym.gazetteer.union import BASE, DELTA, Places, Words, borne
from allonym.tables import Table

KEYS = [f"x:{at}" for at in range(6)]
WORDS = ("Oleg", "Anna", "Chmarin", "Tarnow", "Marvan", "Quillan")
held = st.dictionaries(
    st.sampled_from(KEYS),
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join), min_size=1, max_size=3, unique=True
    ),
    min_size=1,
)


def of(names: dict[str, list[str]]) -> Gazetteer:
    """A gazetteer of entities and their names."""
    rows = tuple(Allonym(key, name) for key, some in names.items() for name in some)
    return Gazetteer.of([Table("t", rows, {key: Entity(key, some[0]) for key, some in names.items()}, {}, {})])


@given(before=held, changed=held, left=st.sets(st.sampled_from(KEYS)))
def test_names_are_numbered_as_in_one_gazetteer(before, changed, left):
    """Each place leads to the name that would stand there in a gazetteer built of both, and back."""
    base, delta = of(before), of(changed)
    gone = {*changed, *left}
    places = Places(base, delta, gone)
    whole = of({**{key: some for key, some in before.items() if key not in gone}, **changed})
    assert places.size == len(whole)
    assert {base.names[at].entity for at in places.dead} <= gone
    for at in range(places.size):
        member, own = places.inward(at)
        assert (base, delta)[member].names[own] == whole.names[at]
        assert list(places.outward(member, [own])) == [at]


@given(before=held, changed=held)
def test_names_that_are_gone_have_no_place(before, changed):
    """What was found in the base under a name that is gone is left out, all else keeps its value."""
    base, delta = of(before), of(changed)
    places = Places(base, delta, changed)
    scored = places.scored(BASE, [(at, at) for at in range(len(base))])
    assert [value for _, value in scored] == [at for at in range(len(base)) if at not in places.dead]
    assert len(places.scored(DELTA, [(at, at) for at in range(len(delta))])) == len(delta)


@given(before=held, changed=held)
def test_words_are_counted_as_in_one_gazetteer(before, changed):
    """A word has as many names as it would have in one gazetteer; one that nobody has any more is no word."""
    base, delta = of(before), of(changed)
    words = Words(base, delta, Places(base, delta, changed))
    whole = of({**{key: some for key, some in before.items() if key not in changed}, **changed})
    counts = {key: whole.bearers(key) for key in map(str.lower, WORDS)}
    for member, one in ((BASE, base), (DELTA, delta)):
        for own in range(len(one._postings)):
            word = words.outward(member, own)
            assert words.inward(member, word) == own
            assert words.count(word) == counts[one._key(own)]
            assert words.alive(word) == (counts[one._key(own)] > 0)


@given(names=held, key=st.sampled_from(KEYS))
def test_names_of_an_entity_stand_together(names, key):
    """The places of an entity's names are one range, empty where they would stand if there are none."""
    gazetteer = of(names)
    found = borne(gazetteer, key)
    assert [gazetteer.names[at].name for at in found] == sorted(names.get(key, []))
    assert all(gazetteer.names[at].entity < key for at in range(found.start))
