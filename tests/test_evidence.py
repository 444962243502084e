"""Which sentences and which picture explain a comparison?"""

from allonym import compare


def sentences(a: str, b: str) -> list[str]:
    """The sentences that explain a comparison."""
    return [one.sentence for one in compare(a, b).evidence]


def test_each_matched_word_has_its_sentence():
    """Each word that matches is named with what it was read as, and bits that speak for one name; then the original."""
    *found, original = compare("Wiktor Chrenin", "Виктор Хренин").evidence
    assert len(found) == 2
    assert all(one.bits > 0 and "read as" in one.sentence for one in found)
    assert found[1].parts == ("Chrenin", "Хренин")
    assert original.sentence.startswith("one original: ")
    assert original.parts == ("Wiktor Chrenin", "Виктор Хренин")


def test_words_that_sound_the_same_are_read_so():
    """Of several readings, those are shown that agree to the letter, the usual ones first."""
    (first, *_) = compare("Wiktor Chrenin", "Виктор Хренин").evidence
    assert [one.sounds for one in first.readings] == ["viktor", "viktor"]
    assert first.readings[1].orthography == "ru-Cyrl"


def test_a_man_is_no_woman():
    """Where a surname has the forms of a man and of a woman, a sentence of its own says so, and weighs against."""
    (told,) = [
        one for one in compare("Oleg Chmarin", "Oleg Chmarina").evidence if "a man's and a woman's" in one.sentence
    ]
    assert told.bits < 0


def test_the_order_of_words_is_told():
    """That words stand in another order is evidence by itself."""
    assert "the words stand in another order" in sentences("Zapad Chmarin Quillan", "Chmarin Quillan Zapad")


def test_names_with_nothing_in_common_have_one_reason():
    """Where no word is like any other, nothing else is said."""
    assert sentences("Oleg Chmarin", "Peter Quillfeather") == ["no word of the one is like a word of the other"]


def test_the_same_spelling_is_said_shortly():
    """Names written the same need one sentence."""
    assert sentences("KHRENIN", "Khrenin") == ["both are written the same"]


def test_what_is_missing_and_what_contradicts_is_named():
    """A word that one name lacks is named with its role; words that contradict are set beside each other."""
    assert any("patronymic" in one for one in sentences("Виктор Геннадьевич Хренин", "Виктор Хренин"))
    against = [one for one in compare("Viktor Khrenin", "Pavel Khrenin").evidence if one.bits < 0]
    assert [one.parts for one in against] == [("Viktor", "Pavel")]


def test_a_part_left_out_weighs_what_it_weighs_for_the_score():
    """A patronymic is mostly left out, so it weighs a fifth of what a word of its letters would."""
    *_, left_out = compare("Виктор Геннадьевич Хренин", "Виктор Хренин").evidence
    *_, word = compare("Виктор Геннадьевск Хренин", "Виктор Хренин").evidence
    assert (left_out.sentence, word.sentence) == (
        "“Геннадьевич” (patronymic) is in one name only",
        "“Геннадьевск” is in one name only",
    )
    assert word.bits / 3 < left_out.bits < 0


def test_words_run_together_are_said_to_be():
    """Where only spaces differ, that is the reason."""
    assert sentences("VladimirPutin", "Vladimir Putin") == ["they differ in spaces only"]


def test_look_alikes_are_said_to_be():
    """Where letters of another script pass for these, that is the reason."""
    assert "look the same" in sentences("Khrеnin", "Khrenin")[0]


def test_the_drawing_sets_sounds_beneath_each_other():
    """The picture has three lines for each pair of words, with a bar where sounds agree and a dot where they differ."""
    lines = compare("Lukaschenko", "Lukashenka").drawing.splitlines()
    assert len(lines) == 3
    assert lines[1].count("|") == 9
    assert lines[1].count(".") == 1


def test_an_acronym_is_said_to_be_one():
    """Where one name is made of the other's first letters, that is the whole reason, and nothing contradicts."""
    assert sentences("PLA", "People's Liberation Army") == ["the one is made of the first letters of the other's words"]
