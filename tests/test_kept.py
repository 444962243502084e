"""What was made of the bundled data when the package was built?"""

import pytest
from attrs import evolve

from allonym import declension, kept, lemmas
from allonym.endings import endings
from allonym.kept import line_of, makers, told
from allonym.parse.vocabulary import roles_of_any

# A table is kept once its module is imported, so that all of these are, whatever tests run before.
KEEPERS = (declension, lemmas, endings, roles_of_any)
NAMES = tuple(sorted(makers))


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A file of one's own for what is kept."""
    path = tmp_path / "kept.jsonl"
    # An absolute path stays what it is, joined to any folder.
    monkeypatch.setattr(kept, "FILE", str(path))
    kept._lines.cache_clear()
    yield path
    kept._lines.cache_clear()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_is_what_was_made(elsewhere, name):
    """Each table comes back from its line as it was made, and is not made again."""
    maker = makers[name]
    made = maker.make()
    elsewhere.write_bytes(line_of(maker))
    kept._lines.cache_clear()
    assert told(evolve(maker, make=pytest.fail)) == made


@pytest.mark.parametrize(
    "change", [lambda text: text.replace(b"title", b"tytle"), lambda _: b"roles_of_any\t\0", lambda t: t[:99]]
)
def test_a_damaged_line_is_not_used(elsewhere, change):
    """A line in which anything changed is not trusted: the table is made anew."""
    elsewhere.write_bytes(change(line_of(makers["roles_of_any"])))
    assert told(makers["roles_of_any"]) == roles_of_any()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\0"])
def test_nothing_kept_is_no_loss(elsewhere, content):
    """Without the file, or with bytes that are no text, tables are made of the data."""
    if content is not None:
        elsewhere.write_bytes(content)
    assert told(makers["endings"]) == endings()


def test_other_data_have_another_mark(monkeypatch):
    """What was made of older data or code is not used."""
    mark = makers["roles_of_any"].mark()
    assert mark != makers["numbers"].mark()
    monkeypatch.setattr(kept, "_text_mark", lambda name: name + "!")
    assert makers["roles_of_any"].mark() != mark


def test_all_is_written(elsewhere):
    """Building the package keeps every table."""
    assert kept.write() == elsewhere
    assert sorted(line.split("\t")[0] for line in elsewhere.read_text(encoding="utf-8").splitlines()) == list(NAMES)
