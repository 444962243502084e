"""How do the sounds of words become the small numbers that a gazetteer is searched by?"""

from hypothesis import given
from hypothesis import strategies as st

from allonym.gazetteer.sounding import SOUNDS, bones_of, costs, encoded, options, plainly_bones_of, ways_of
from allonym.gazetteer.walk import LONGEST, NO_OPTION
from allonym.name import listen
from allonym.reading import numbered

spoken = st.lists(st.sampled_from(sorted(numbered())), max_size=80).map("".join)


@given(sounds=spoken)
def test_sounds_are_told_apart_by_their_numbers(sounds):
    """A byte stands for a sound, so that equal bytes are equal sounds, up to the longest that is searched by."""
    back = {number: sound for sound, number in numbered().items()}
    found = encoded(sounds)
    assert len(found) == min(len(sounds), LONGEST)
    assert "".join(back[one] for one in found) == sounds[:LONGEST]
    assert all(0 < one < SOUNDS for one in found) or 0 in numbered().values()


@given(sounds=spoken.filter(bool))
def test_bones_are_the_same_in_both_forms(sounds):
    """The compiled core finds the skeletons that the textbook form finds, in its order."""
    way = encoded(sounds)
    assert tuple(bones_of(way)) == plainly_bones_of(way)


@given(text=st.sampled_from(["Chmarin", "Хмарин", "Wüstenmüller", "سمير", "박민서", "Giorgi", "ქვარელია", "2025", "ь"]))
def test_ways_are_short_and_different(text):
    """Each way that a word may sound is given once, and none is empty or longer than what is searched by."""
    for part in listen(text).parts:
        found = ways_of(part)
        assert len(set(found)) == len(found)
        assert all(0 < len(way) <= LONGEST for way in found)


def test_costs_are_symmetric():
    """To hear one sound for another costs what the reverse costs, and each speaks for itself."""
    known, row = costs(), SOUNDS + 1
    assert len(known) == SOUNDS * row
    for one in numbered().values():
        assert known[one * row + one] > 0
        for two in numbered().values():
            assert known[one * row + two] == known[two * row + one]


def test_each_sound_has_two_letters_in_a_skeleton():
    """Two bytes a sound: its letter, 0 for none, and another one or none."""
    found = options()
    assert len(found) == 2 * SOUNDS
    assert all(found[2 * at] != NO_OPTION for at in numbered().values())
