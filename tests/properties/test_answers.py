"""What holds for every answer?"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import allonym
from allonym.errors import AllonymError
from allonym.fold import fold

anything = st.text(max_size=60)
pieces = st.lists(
    st.sampled_from(
        ["Oleg", "Хмарин", "Burja-", "2025", "السيد", "박", "Institut", "A.", "von", "'", "&", "\u200d", "Ⅷ"]
    ),
    max_size=8,
).map(" ".join)


@given(text=anything | pieces)
@example(text="")
@example(text="\ud800")
@example(text="a" + "\u0301" * 31)
@example(text="9" * 200)
@example(text="１２" * 7)
@example(text="³½x")
def test_any_text_gets_an_answer_or_a_typed_error(resolver, text):
    """Any text at all is answered, or refused with a typed error."""
    try:
        found = resolver.resolve(text)
    except AllonymError as error:
        assert error.code in {"bad-text", "too-long"}  # noqa: PT017
        return
    assert found.name == text
    assert found.verdict in {"match", "ambiguous", "nil"}
    assert (found.id is None) == (found.verdict != "match")
    scores = [match.score for match in found.matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert json.loads(json.dumps(found.to_dict()))["verdict"] == found.verdict
    assert found.explain()


@given(text=st.text("!?.,;:()[]{}/\\\"'«»„“…。、·•- \t\u200b\u3164\u0301\u00ad", max_size=20))
def test_an_empty_key_never_matches(make_table, text):
    """Signs, spaces and invisible characters have no key; they match nothing, not even a name made of them."""
    assert fold(text).key == ""
    table = make_table({"ex:signs": ("!!!",), "ex:same": (text or "...",), "ex:name": ("Oleg Chmarin",)})
    assert allonym.Resolver(tables=[table]).resolve(text).matches == ()


@given(data=st.data())
def test_what_no_text_can_be_is_refused(resolver, spellings, data):
    """A lone surrogate or a NUL anywhere in a name is refused; nothing is cut off."""
    name = data.draw(st.sampled_from(spellings))
    at = data.draw(st.integers(0, len(name)))
    bad = data.draw(st.sampled_from(["\0", "\ud800", "\udfff", "\udce9"]))
    with pytest.raises(AllonymError, match=r"surrogate|NUL") as refused:
        resolver.resolve(name[:at] + bad + name[at:])
    assert refused.value.code == "bad-text"


@given(data=st.data(), limit=st.integers(1, 12))
def test_a_limit_gives_the_first_ones(resolver, spellings, data, limit):
    """A larger limit adds matches behind, and changes no verdict."""
    name = data.draw(st.sampled_from([*spellings, "Burja", "Institut", "Chmarow", "Oleg"]))
    few, more = resolver.resolve(name, limit=limit), resolver.resolve(name, limit=limit + 1)
    assert few.matches == more.matches[: len(few.matches)]
    assert few.verdict == more.verdict


@given(data=st.data())
def test_a_batch_is_its_single_names(resolver, spellings, data):
    """A batch gives for each name what the name gives alone, in any order, with repeats."""
    batch = data.draw(st.lists(st.sampled_from([*spellings, "Khmarin", "nobody", "!"]), max_size=12))
    assert resolver.resolve_many(batch) == [resolver.resolve(name) for name in batch]


@given(data=st.data())
def test_an_explanation_tells_the_score(resolver, spellings, data):
    """The explanation of a match states its entity, its allonym and its score."""
    name = data.draw(st.sampled_from([*spellings, "Khmarin", "Bourja 2024", "Giorgi Qvarelia"]))
    for match in resolver.resolve(name).matches:
        told = match.explain()
        assert match.id in told
        assert match.allonym.name in told
        assert f"{match.score:.2f}" in told
        assert match.comparison.score == match.score


def test_threads_give_the_same(make_table, people, spellings):
    """Eight threads that share a fresh resolver get what one thread gets."""
    asked = [*spellings, "Khmarin", "Burya 2025", "Kvarelia", "Wustenmuller", "Dolgova"] * 8
    alone = [one.to_dict() for one in allonym.Resolver(tables=[make_table(people)]).resolve_many(asked)]
    shared = allonym.Resolver(tables=[make_table(people)])
    with ThreadPoolExecutor(8) as pool:
        together = [one.to_dict() for one in pool.map(shared.resolve, asked)]
    assert together == alone


def test_process_seed_and_locale_change_nothing(tmp_path, people):
    """Processes with other hash seeds, locales and time zones write the same JSON, byte for byte."""
    rows = "".join(f"{key}\t{name}\n" for key, some in people.items() for name in some)
    table = tmp_path / "names.tsv"
    table.write_text("entity\tname\n" + rows, encoding="utf-8")
    code = (
        "import json, sys, allonym\n"
        f"resolver = allonym.Resolver(tables=[{str(table)!r}])\n"
        "for name in sys.argv[1:]:\n"
        "    answer = resolver.resolve(name, limit=20)\n"
        "    print(json.dumps(answer.to_dict()), ascii(answer.explain()))\n"
    )
    asked = ["Khmarin", "Burya", "ISTITUT", "Зеленов", "박민수", "Giorgi", "Pat"]
    told = set()
    for seed, locale, zone in (("0", "C", "UTC"), ("31", "tr_TR.UTF-8", "Asia/Kathmandu")):
        settings = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", code, *asked]
        told.add(subprocess.run(command, capture_output=True, check=True, env={**os.environ, **settings}).stdout)
    (only,) = told
    assert only.count(b"\n") == len(asked)
