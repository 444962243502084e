"""What is known of a name before it is compared?"""

from hypothesis import given
from hypothesis import strategies as st

from allonym.errors import AllonymError
from allonym.fold import fold
from allonym.name import listen
from allonym.reading import broaden, sounds

SOUNDS = st.text(st.sampled_from(sorted(sounds())), max_size=12)


def test_a_name_is_folded_parted_and_read():
    """A name keeps its text and has a key, parts, and for each word what it may sound like."""
    name = listen("Oleg  CHMARIN-2025", "de")
    assert name.text == "Oleg  CHMARIN-2025"
    assert name.key == "oleg chmarin 2025"
    assert [heard.part.key for heard in name.parts] == ["oleg", "chmarin", "2025"]
    assert [bool(heard.readings) for heard in name.parts] == [True, True, False]
    assert name.parts[1].readings[0].orthography == "de-Latn"


def test_every_part_can_tell_something():
    """Longer words can bring more evidence than shorter ones; no part brings less than nothing."""
    weights = [heard.weight for heard in listen("Chmarin Chm 7").parts]
    assert weights[0] > weights[1] > 0
    assert weights[2] > 0


def test_a_language_narrows_the_readings():
    """With its language, a name has fewer readings, or as many."""
    free, tagged = listen("Chmarin").parts[0], listen("Chmarin", "de-Latn").parts[0]
    assert len(tagged.readings) <= len(free.readings)


@given(text=st.text(max_size=30))
def test_listening_is_folding_first(text):
    """The key of a name is the key of its folded text; what folding refuses, listening refuses."""
    try:
        key = fold(text).key
    except AllonymError:
        return
    name = listen(text)
    assert name.key == key
    assert bool(name.parts) == bool(key)


@given(spoken=SOUNDS)
def test_broad_sounds_are_broad_already(spoken):
    """Broadening twice is broadening once, and never makes longer."""
    assert broaden(broaden(spoken)) == broaden(spoken)
    assert len(broaden(spoken)) <= len(spoken)


def test_broad_sounds_leave_out_what_writers_leave_out():
    """The glide in Aljaksandr and Aliaksandr is one; consonants that tell names apart stay."""
    assert broaden("aljaksandr") == broaden("aliaksandr")
    assert broaden("ban") != broaden("man")


def test_a_part_knows_the_reading_of_each_way():
    """Each way that a part may sound belongs to one of its readings, and its broad form stands beside it."""
    (part,) = listen("פינפר").parts
    assert {len(part.sounds), len(part.wide), len(part.which)} == {len(part.sounds)}
    assert {part.readings[at] for at in part.which} == set(part.readings)
    assert list(map(broaden, part.sounds)) == list(part.wide)
    assert any("f" in way for way in part.wide)
