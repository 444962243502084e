"""Who is found although the name is written otherwise?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import allonym
from allonym.fold import look_alikes
from allonym.records import Allonym, Entity
from allonym.script import script_of_letter
from allonym.tables import Table

# Cyrillic letters that look like a Latin one, for both cases.
TWINS = dict(zip("aceopxyijsABCEHKMOPTXIJS", "асеорхуіјѕАВСЕНКМОРТХІЈЅ", strict=True))
PEOPLE = {
    "ex:chmarin": ("Олег Хмарин", "ru"),
    "ex:schtschegolew": ("Юрий Щеголев", "ru"),
    "ex:zhadan": ("Євген Жаданюк", "uk"),
    "ex:hryneu": ("Ўладзімір Грынеў", "be"),
    "ex:georgiev": ("Цветан Гьоргиев", "bg"),
}


def ids(answer):
    """The ids of the matches of an answer."""
    return {match.id for match in answer.matches}


@given(data=st.data())
def test_the_order_of_words_loses_nobody(resolver, spellings, data):
    """The words of a name in another order lead to the same entity, among others."""
    name = data.draw(st.sampled_from([one for one in spellings if "-" not in one]))
    mixed = " ".join(data.draw(st.permutations(name.split())))
    assert ids(resolver.resolve(name)) & ids(resolver.resolve(mixed, limit=20))


@given(data=st.data())
def test_family_name_first_loses_nobody(resolver, spellings, data):
    """The family name first, with a comma, leads to the same person."""
    name = data.draw(st.sampled_from([one for one in spellings if len(one.split()) == 2]))
    first, last = name.split()
    found = resolver.resolve(f"{last}, {first}")
    assert resolver.resolve(name).id in ids(found)


@given(data=st.data())
def test_look_alikes_are_found_and_flagged(resolver, spellings, data):
    """Up to three look-alike letters of another script hide nobody in silence."""
    name = data.draw(st.sampled_from([one for one in spellings if one.isascii() and any(c in TWINS for c in one)]))
    places = [at for at, letter in enumerate(name) if letter in TWINS]
    swapped = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3, unique=True))
    answer = resolver.resolve("".join(TWINS[c] if at in swapped else c for at, c in enumerate(name)))
    assert set(answer.flags) & {"mixed-script", "look-alike"}
    assert resolver.resolve(name).id in ids(answer)


def test_a_word_of_look_alikes_is_flagged():
    """A whole word in letters of another script that look the same is found, flagged, and no same spelling."""
    table = Table("t", (Allonym("ex:a", "MOCKBA"),), {"ex:a": Entity("ex:a", "MOCKBA")}, {}, {})
    answer = allonym.Resolver(tables=[table]).resolve("МОСКВА")
    assert ids(answer) == {"ex:a"}
    assert answer.flags == ("look-alike",)
    assert answer.matches[0].via != "spelling"


def test_look_alikes_are_of_other_scripts():
    """Every letter that looks like a Latin one is of another script, but for i and m, which look like l and rn."""
    table = look_alikes()
    assert len(table) > 100
    latin = {chr(point) for point in table if script_of_letter(chr(point)) == "Latn"}
    assert latin <= {"i", "m"}


@pytest.mark.parametrize("key", PEOPLE)
def test_every_scheme_leads_back(key):
    """A name as any scheme writes it leads to its entity, which has only the name in the own script."""
    rows = tuple(Allonym(one, name, f"{lang}-Cyrl") for one, (name, lang) in PEOPLE.items())
    table = Table("t", rows, {one: Entity(one, name) for one, (name, _) in PEOPLE.items()}, {}, {})
    resolver = allonym.Resolver(tables=[table])
    name, lang = PEOPLE[key]
    written = allonym.spellings(name, lang=lang)
    assert len(written) >= 5
    lost = [one for one in written if key not in ids(resolver.resolve(one.text))]
    assert lost == []
