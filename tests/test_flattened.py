"""Where do the rules of the bundled orthographies stand in the form that engines take?"""

import pytest

from allonym import flattened, reading
from allonym.flattened import line_of, mark_of, marks, parsed
from allonym.reading import Orthographies, orthographies


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The quick forms of a file of one's own, beside the bundled orthographies."""
    path = tmp_path / "orthographies.jsonl"
    # An absolute path stays what it is, joined to any folder.
    monkeypatch.setattr(flattened, "FILE", str(path))
    return path


@pytest.mark.parametrize("code", sorted(orthographies()))
def test_a_form_is_read_as_it_was_written(code):
    """Each orthography's flat form comes back from its line to the last detail."""
    form = orthographies()[code].flat
    code_again, mark, rest = line_of(code, "mark", form).removesuffix("\n").split("\t", maxsplit=2)
    assert (code_again, mark) == (code, "mark")
    assert parsed(rest) == form


def test_what_was_compiled_is_used(elsewhere):
    """Once compiled, a voice is had without parsing its file, and says the same."""
    Orthographies().compile()
    known = Orthographies()
    assert known.voice("de-Latn").read("Schtscherbakow") == orthographies()["de-Latn"].read("Schtscherbakow")
    assert not known._loaded
    assert elsewhere.exists()


def test_without_it_the_files_are_read(elsewhere):
    """Where nothing was compiled, the file itself is read."""
    known = Orthographies()
    assert known.voice("de-Latn").read("Chrenin") == orthographies()["de-Latn"].read("Chrenin")
    assert set(known._loaded) == {"de-Latn"}
    assert not elsewhere.exists()


@pytest.mark.parametrize("change", [lambda text: text.replace("x", "k"), lambda _: "\x00", lambda text: text[:2000]])
def test_a_damaged_form_is_not_used(elsewhere, change):
    """A form in which anything changed is not trusted."""
    Orthographies().compile()
    elsewhere.write_text(change(elsewhere.read_text(encoding="utf-8")), encoding="utf-8")
    assert Orthographies().voice("de-Latn").read("Chrenin") == orthographies()["de-Latn"].read("Chrenin")


def test_no_text_at_all_is_no_loss(elsewhere):
    """Bytes that are no text count as nothing compiled."""
    elsewhere.write_bytes(b"\xff\xfe\x00")
    assert flattened.read_lines() == {}


def test_another_text_has_another_mark(elsewhere):
    """A form that was made of an older file is not used: rules may have changed."""
    Orthographies().compile()
    assert elsewhere.exists()
    known = Orthographies()
    known._texts = {**known._texts, "de-Latn": known._texts["de-Latn"].replace('"x"', '"k"')}
    assert known.voice("de-Latn").read("Chrenin") == ("krenin",)
    assert marks({"a": "b"}) != marks({"a": "c"})
    assert mark_of("a", "b") != mark_of("ab")


def test_the_voice_of_a_file_is_that_of_its_form():
    """An orthography's own voice and that of its flat form prepare alike."""
    for one in orthographies().values():
        assert reading.Voice.of(one.code, one.flat).manner == one.manner
