"""How are the arrays of a gazetteer searched?"""

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allonym.errors import IndexCorrupt
from allonym.fold import picture
from allonym.gazetteer import Gazetteer
from allonym.gazetteer import blocks as packing
from allonym.gazetteer.blocks import Rows, as_block, fingerprint
from allonym.gazetteer.build import build, mistyped
from allonym.gazetteer.scored import packed, unpacked
from allonym.gazetteer.sounding import (
    SEARCHED,
    SHOWN,
    bones_of,
    costs,
    encoded,
    index_of,
    left_by_slips,
    options,
    plainly_bones_of,
    records_of,
    sort,
    ways_of,
)
from allonym.gazetteer.walk import LONGEST, Index, Records
from allonym.gazetteer.walk import left_by_slips as plain_left_by_slips
from allonym.gazetteer.walk import sort as plain_sort
from allonym.name import listen
from allonym.reading import sounds
from allonym.records import Allonym, Entity
from allonym.tables import Table

FAMILIES = (
    "Chmarin Tarnowska Grynewitsch Wüstenmüller Хмарин Гринев Ли Park Parker Dolgow Dolgowa Salzmann Zaltsman"
).split()
GIVEN = "Oleg Wera Олег Вера Anna Hanna Jan Jean Ioan Min-su Abd al-Rahman".split()
NAMES = [f"{one} {two}" for one in GIVEN for two in FAMILIES] + [f"{two}{one}" for one in GIVEN[:4] for two in FAMILIES]
ROWS = tuple(Allonym(f"x:{at // 3:04}", name) for at, name in enumerate(NAMES))
TABLE = Table("t", ROWS, {row.entity: Entity(row.entity, row.name, "person") for row in ROWS}, {}, {})
BLOCKS = build([TABLE])
ANYHOW = st.text(st.sampled_from(sorted(sounds())), max_size=14).map(encoded)
# Ways to say words of the table, alone and beside others, so that their skeletons lead to many strings.
SAID = st.sampled_from(sorted({way for name in NAMES for part in listen(name).parts for way in ways_of(part)}))
SPOKEN = st.one_of(ANYHOW, SAID, st.tuples(SAID, st.one_of(ANYHOW, SAID)).map(b"".join))
WAYS = st.lists(SPOKEN.filter(bool), max_size=4).map(tuple)
# Ways of all lengths that a line of an alignment may have, and more of them than are looked at.
LONG = st.lists(SAID, min_size=2, max_size=9).map(lambda some: b"".join(some)[:LONGEST])
MANY = st.lists(st.one_of(SAID, LONG), min_size=5, max_size=40).map(tuple)
SOME = st.integers(0, 2000)


@pytest.fixture(scope="module")
def both():
    """The index as it is used, compiled where there is a core, and its plain twin."""
    return index_of(BLOCKS), Index({name: as_block(BLOCKS[name]) for name in SEARCHED}, costs(), options())


@given(ways=WAYS, most=st.tuples(st.integers(0, 20), st.integers(0, 50)), far=st.booleans(), budget=SOME)
def test_words_are_the_same_for_both(both, ways, most, far, budget):
    """The core finds the words that its plain twin finds, in the same order, with the same evidence."""
    one, two = both
    assert one.same(ways, most[1]) == two.same(ways, most[1])
    for share in (-100, 15, 60):
        for some in (most, (1000, 1000)):
            asked = ways, far, share, some, budget
            assert one.near(*asked) == two.near(*asked)


@given(ways=MANY, far=st.booleans(), share=st.sampled_from((-100, 0, 15, 60)), budget=SOME)
def test_words_of_many_and_long_ways_are_the_same_for_both(both, ways, far, share, budget):
    """However many ways there are, and however long, the core finds the words that its plain twin finds."""
    one, two = both
    assert one.near(ways, far, share, (5, 50), budget) == two.near(ways, far, share, (5, 50), budget)


@given(ways=WAYS, most=st.integers(0, 50), least=st.integers(0, 1000), far=st.booleans(), budget=SOME)
def test_joined_names_are_the_same_for_both(both, ways, most, least, far, budget):
    """The core finds the names that sound alike without spaces as its plain twin does."""
    one, two = both
    assert one.joined(ways, least, far, most, budget) == two.joined(ways, least, far, most, budget)


@given(
    key=st.sampled_from(["oleg", "hanna", "chmarin", "parkr", "хмраин", "dolgov", "nobody"]), most=st.integers(0, 30)
)
def test_slips_are_the_same_for_both(both, key, most):
    """The core finds the words one slip away that its plain twin finds, and says what they weigh as it does."""
    one, two = both
    found = one.slips(key, mistyped(key), most)
    assert found == two.slips(key, mistyped(key), most)
    for weight, share in ((300.0, 0.75), (1e9, 0.6), (0.0, 1.0)):
        some = one.shared(found, weight, share)
        assert some == two.shared(found, weight, share)
        assert [word for word, _ in unpacked(some)] == found
        assert all(1 <= bits <= max(1, weight) for _, bits in unpacked(some))


@given(
    data=st.data(),
    whole=st.booleans(),
    heavy=st.integers(0, 31),
    most=st.integers(0, 30),
    budgets=st.tuples(SOME, SOME),
)
def test_names_are_the_same_for_both(both, data, whole, heavy, most, budgets):
    """The core finds the names that its plain twin finds, whatever counts against them, however soon it must stop."""
    one, two = both
    word = st.tuples(st.integers(0, len(two._postings) - 1), st.integers(1, 5000))
    slots = data.draw(st.lists(st.lists(word, max_size=12).map(packed), max_size=5))
    costs = data.draw(st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 3000), st.integers(0, 900)))
    lacks = tuple(data.draw(st.lists(st.integers(0, 900), min_size=len(slots), max_size=len(slots))))
    asked = (slots, (lacks, heavy), whole, costs, most, budgets)
    assert one.names(*asked) == two.names(*asked)


def test_a_word_of_many_names_is_searched_alike_by_both():
    """Where many names have a word and few are wanted beside it, these are sought among those; both find the same."""
    rows = tuple(Allonym(f"x:{at:04}", f"Oleg {family}") for at, family in enumerate(consonants(400)))
    table = Table("t", rows, {row.entity: Entity(row.entity, row.name, "person") for row in rows}, {}, {})
    blocks = build([table])
    one, two = index_of(blocks), Index({name: as_block(blocks[name]) for name in SEARCHED}, costs(), options())
    oleg = max(range(len(two._postings)), key=two._postings.size)
    others = [word for word in range(len(two._postings)) if word != oleg]
    for some in (others[:1], others[::60], others[::9]):
        asked = (
            [packed([(oleg, 900)]), packed([(word, 500 + word) for word in some])],
            ((100, 300), 3),
            True,
            (35, 50, 2000, 350),
            7,
            (5000, 50),
        )
        assert one.names(*asked) == two.names(*asked) != []


def consonants(count):
    """So many words that sound unlike each other."""
    letters = "bdfgklmnprst"
    return [f"{a}a{b}o{c}in".title() for a in letters for b in letters for c in letters][:count]


def test_names_without_spaces_are_the_same_for_both(both):
    """The core gives each name the keys of its words as one word that its plain twin gives it."""
    found = []
    for index in both:
        into = bytearray()
        index.joins(4, into)
        found.append(sorted(array("Q", bytes(into))))
    assert found[0] == found[1] != []
    for first, last in ((0, 3), (3, len(both[1]._parts)), (5, 5)):
        some = []
        for index in both:
            into = bytearray()
            index.joins(4, into, first, last)
            some.append(sorted(array("Q", bytes(into))))
        assert some[0] == some[1] == [pair for pair in found[1] if first <= pair & 0xFFFFFFFF < last]


@given(data=st.data(), most=st.integers(0, 5))
def test_names_of_one_word_are_the_same_for_both(both, data, most):
    """The core finds the names that have a word alone as its plain twin does, and they have no other."""
    one, two = both
    words = data.draw(st.lists(st.tuples(st.integers(0, len(two._postings) - 1), st.integers(-9, 9)), max_size=40))
    found = one.alone(packed(words), most)
    assert found == two.alone(packed(words), most)
    assert all(len(two._parts[at]) == 1 for at, _ in found)


def test_couples_are_the_same_for_both(both):
    """The core packs names by two of their words as its plain twin does."""
    one, two = both
    assert one.couples() == two.couples() == BLOCKS["pairs"]
    words = len(two._postings)
    for first, last in ((0, 5), (7, words), (words, words)):
        some = one.couples(first, last)
        assert some == two.couples(first, last)
        assert [list(row) for row in rows_of(some)] == [list(two._pairs[word]) for word in range(first, last)]
    for index in both:
        for wrong in ((-1, 5), (5, words + 1), (5, 4)):
            with pytest.raises(IndexCorrupt):
                index.couples(*wrong)


def rows_of(packed):
    """Go through the rows of a packed block."""
    rows = Rows(packed)
    return map(rows.__getitem__, range(len(rows)))


def test_records_are_the_same_for_both():
    """The core shows of each name and each entity what its plain twin shows."""
    one, two = records_of(BLOCKS), Records({name: as_block(BLOCKS[name]) for name in SHOWN})
    for at in range(len(ROWS)):
        assert one.name(at) == two.name(at)
        assert one.bearer(at) == two.bearer(at) == one.name(at)[2]
        assert one.written(at) == two.written(at)
        assert at in one.borne(at) == two.borne(at)
        assert one.words(at) == two.words(at) != ()
        assert [one.word(number) for number in one.words(at)] == [two.word(number) for number in one.words(at)]
        assert [one.told(number, 9) for number in one.words(at)] == [two.told(number, 9) for number in one.words(at)]
    for at, entity in enumerate(TABLE.entities[key] for key in sorted(TABLE.entities)):
        assert one.entity(at) == two.entity(at)
        assert one.id(at) == two.id(at) == entity.id
        assert one.entity(at)[2] == entity.heading
    for key in ("oleg", "olg", "anna", "nobody"):
        print_ = fingerprint(key)
        assert one.keyed([key, key + "x"], 9) == two.keyed([key, key + "x"], 9)
        assert one.bearers(print_, key, 9) == two.bearers(print_, key, 9)
        assert one.drawn(print_, 0, 9) == two.drawn(print_, 0, 9)
    for key in {one.name(at)[1] or one.name(at)[0].lower() for at in range(len(ROWS))}:
        for start, most in ((0, 9), (0, 1), (1, 9)):
            found = one.spelled(fingerprint(picture(key)), key, start, most)
            assert found == two.spelled(fingerprint(picture(key)), key, start, most)
            assert found[0] or start
    for records in (one, two):
        for ask, many in (
            (records.name, len(ROWS)),
            (records.bearer, len(ROWS)),
            (records.written, len(ROWS)),
            (records.borne, len(ROWS)),
            (records.words, len(ROWS)),
            (records.word, 1 << 20),
            (records.entity, len(TABLE.entities)),
            (records.id, len(TABLE.entities)),
        ):
            with pytest.raises(IndexCorrupt):
                ask(many)


@pytest.mark.parametrize(("some", "many"), [(1, 1 << 18), (1, 2)], ids=["three bytes", "two bytes"])
def test_short_fingerprints_lead_the_same_way(monkeypatch, some, many):
    """Where only the lower bytes of fingerprints are kept, both find under each what they find under whole ones."""
    monkeypatch.setattr(packing, "SOME", some)
    monkeypatch.setattr(packing, "MANY", many)
    blocks = build([TABLE])
    assert len(blocks["typed"]) > len(BLOCKS["typed"])
    readers = records_of(blocks), Records({name: as_block(blocks[name]) for name in SHOWN}), records_of(BLOCKS)
    for key in [one.lower() for word in FAMILIES for one in (word, word[1:], word[:-1])]:
        one, two, whole = (records.keyed([key], 99) for records in readers)
        assert one == two == whole
        prints = mistyped(key)
        few, many = (index_of(some).slips(key, prints, 99) for some in (blocks, BLOCKS))
        assert few == many
    keys = [name.lower() for name in NAMES]
    assert [[one.drawn(fingerprint(picture(key)), 0, 99) for key in keys] for one in readers[:2]] == [
        [readers[2].drawn(fingerprint(picture(key)), 0, 99) for key in keys]
    ] * 2


@given(way=SPOKEN)
def test_skeletons_are_the_same_for_both(way):
    """The core gives a string of sounds the skeletons that its plain twin gives it."""
    assert bones_of(way) == plainly_bones_of(way)


@given(key=st.text(max_size=12), shortest=st.integers(0, 6), longest=st.integers(0, 12))
def test_slips_leave_the_same_for_both(key, shortest, longest):
    """The core finds what one slip leaves of a spelling as its plain twin does."""
    assert left_by_slips(key, shortest, longest) == plain_left_by_slips(key, shortest, longest)


@given(values=st.lists(st.integers(0, 2**64 - 1)))
def test_sorting_sorts(values):
    """Both ways of sorting put numbers in order."""
    for way in (sort, plain_sort):
        numbers = array("Q", values)
        way(numbers)
        assert list(numbers) == sorted(values)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_damage_is_an_error_and_never_a_crash(data):
    """Whatever bytes of a block are changed or cut off: the search ends, with an answer or with IndexCorrupt."""
    name = data.draw(st.sampled_from(sorted({*SEARCHED, *SHOWN})))
    block = bytearray(BLOCKS[name])
    if data.draw(st.booleans()):
        del block[data.draw(st.integers(0, len(block))) :]
    for _ in range(data.draw(st.integers(0, 6))):
        if block:
            block[data.draw(st.integers(0, len(block) - 1))] = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]))
    try:
        gazetteer = Gazetteer({**BLOCKS, name: bytes(block)})
        for asked in ("Oleg Chmarin", "Wera Tarnowskaja", "Jan Saltzman", "Quillfeather", "Хмариноле"):
            list(gazetteer.stages(listen(asked)))
            gazetteer.spelled(listen(asked).key)
    except IndexCorrupt:
        return
