"""Are the values that allonym gives frozen, plain and safe to show?"""

import json

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from allonym.records import (
    Allonym,
    Comparison,
    Entity,
    Evidence,
    Match,
    Mention,
    Reading,
    Resolution,
    Spelling,
    displayable,
    html_table,
    odds_of,
)

OVERRIDE = "\u202e"
ENTITY = Entity("ex:a", "Oleg Chmarin", "person", "XX", ("wd:Q0",))
NAME = Allonym("ex:a", "Хмарин", "ru-Cyrl", "endonym", "", "curated:2026-11")
EVIDENCE = Evidence("alike", 12.5, ("Chmarin", "Хмарин"), (Reading("xmarin", "de-Latn"), Reading("xmarin", "ru-Cyrl")))
COMPARISON = Comparison("Chmarin", "Хмарин", 0.97, "sound", (EVIDENCE,), "x\n|\nx")
MATCH = Match(ENTITY, NAME, COMPARISON)
FOUND = Resolution("Chmarin", "match", (MATCH,), ("look-alike",))
RECORDS = [ENTITY, NAME, EVIDENCE, COMPARISON, MATCH, FOUND, Mention(0, 7, "Chmarin", FOUND), Spelling("Chmarin", "x")]
each = pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)


@each
def test_nothing_changes_after_construction(record):
    """A record refuses to be changed."""
    with pytest.raises(FrozenInstanceError):
        record.id = "other"


@each
def test_a_record_is_plain_json(record):
    """A record's dictionary comes back from JSON as it was."""
    assert json.loads(json.dumps(record.to_dict())) == record.to_dict()


@each
def test_a_repr_is_short(record):
    """A record shows itself in one short line."""
    assert len(repr(record)) < 400
    assert "\n" not in repr(record)


def test_a_repr_says_what_one_looks_for():
    """An answer shows which entities it found and how sure that is, a match what met what."""
    assert repr(FOUND) == "Resolution(name='Chmarin', verdict='match', matches=[ex:a 0.97], flags=('look-alike',))"
    assert repr(MATCH) == "Match(entity='ex:a', allonym='Хмарин', comparison=0.97 sound)"


def test_an_answer_speaks_for_its_best_match():
    """Id, entity and score of an answer are those of its match; NIL has none."""
    assert (FOUND.id, FOUND.entity, FOUND.score) == ("ex:a", ENTITY, 0.97)
    nil = Resolution("Chmarin", "nil")
    assert (nil.id, nil.entity, nil.score, nil.matches) == (None, None, 0.0, ())
    assert "nil" in nil.explain()


def test_an_ambiguous_answer_names_nobody():
    """Where several entities may be meant, there is no id, but there are matches and a score."""
    several = Resolution("Chmarin", "ambiguous", (MATCH, MATCH))
    assert (several.id, several.entity, several.score) == (None, None, 0.97)
    assert several.to_dict()["id"] is None


def test_an_explanation_says_who_how_and_whence():
    """An explanation names entity, allonym, tag, source, score, way, evidence and flags."""
    told = FOUND.explain()
    for fact in (
        "ex:a",
        "Oleg Chmarin",
        "Хмарин",
        "ru-Cyrl",
        "curated:2026-11",
        "0.97",
        "same sound",
        "alike",
        "look-alike",
    ):
        assert fact in told


@given(text=st.text())
def test_what_is_shown_cannot_act(text):
    """Shown text has no control, bidi or invisible character; what is plain is shown as it is."""
    assert displayable(text).isprintable()
    assert displayable("Хмарин, Oleg 陳") == "Хмарин, Oleg 陳"


@given(text=st.text())
def test_html_cells_are_text(text):
    """A cell of a notebook table is text, whatever tags it holds."""
    shown = html_table(text, ("a",), [(text,)])
    tags = [
        "table",
        "caption",
        "/caption",
        "thead",
        "tr",
        "th",
        "/th",
        "/tr",
        "/thead",
        "tbody",
        "tr",
        "td",
        "/td",
        "/tr",
        "/tbody",
        "/table",
    ]
    assert [part.split(">")[0] for part in shown.split("<")[1:]] == tags
    assert shown.isprintable()


def test_explanations_escape_what_would_act():
    """A name with bidi and terminal controls is explained with escapes, in every line of the explanation."""
    bad = f"Chm{OVERRIDE}arin\x1b[31m"
    comparison = Comparison(bad, bad, 0.5, "near", (Evidence(bad, 1.0),), f"{bad}\n{bad}")
    match = Match(Entity("ex:a", bad), Allonym("ex:a", bad, source=bad), comparison)
    answer = Resolution(bad, "match", (match,))
    for text in (comparison.explain(), match.explain(), answer.explain(), answer._repr_html_()):
        assert text.replace("\n", "").isprintable()
    assert comparison.explain().count("\n") == 4
    assert answer.to_dict()["name"] == bad


def test_a_notebook_shows_why():
    """A comparison and an answer show each piece of evidence, the odds and the drawing, with no script in them."""
    bad = Evidence("<script>alike</script>", 3.17)
    comparison = Comparison("a", "b", 0.9, "near", (bad,), "a b\n. |")
    answer = Resolution("a", "match", (Match(ENTITY, NAME, comparison),))
    for shown in (comparison._repr_html_(), answer._repr_html_()):
        assert "+3.2" in shown
        assert "9 to 1" in shown
        assert "<pre>a b\n. |</pre>" in shown
        assert "<script>" not in shown


@given(score=st.floats(0, 1))
def test_odds_are_those_of_the_score(score):
    """Odds have the likelier side first from one half on, and end at a million."""
    one, two = odds_of(score).split(" to ")
    told = one if score >= 0.5 else two
    assert "1" in (one, two)
    if not told.startswith("over"):
        high = max(score, 1 - score) / min(score, 1 - score)
        assert abs(float(told.replace(",", "")) - high) <= 0.05 + (high > 9.9) * 0.5
