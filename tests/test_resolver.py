"""Whom or what does a name mean?"""

import itertools
import pickle
import sys

import pytest

import allonym
from allonym.errors import BadOption, BadTable, BadText, IndexCorrupt, UnknownTable
from allonym.gazetteer import Gazetteer
from allonym.records import Allonym, Entity
from allonym.tables import Table, read_table

ROWS = """\
entity	name	tag	type	country
ex:anna-at	Anna Tarn	de-Latn	person	AT
ex:anna-pl	Anna Tarn	pl-Latn	person	PL
ex:burja	Буря	ru-Cyrl	event
ex:chmarin	Олег Хмарин	ru-Cyrl	person	RU
ex:chmarin	Хмарин	ru-Cyrl	person	RU
ex:mokba	MOCKBA	en-Latn	vessel
ex:tarn	Tarn	fr-Latn	place	FR
""".replace("event\n", "event\t\n").replace("vessel\n", "vessel\t\n")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The table above as a file."""
    path = tmp_path_factory.mktemp("resolver") / "names.tsv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def resolver(path):
    """A resolver over the table above."""
    return allonym.Resolver(tables=[path])


def ids(answer):
    """The ids of the matches, best first."""
    return [match.id for match in answer.matches]


@pytest.mark.parametrize("name", ["Oleg Chmarin", "Khmarin", "Chmarin, Oleg", "OLEG KHMARIN", "Хмарін", "Oleg Hmarin"])
def test_a_name_is_found_as_it_reads(resolver, name):
    """A spelling that nobody listed leads to the entity that it reads as."""
    answer = resolver.resolve(name)
    assert (answer.verdict, answer.id) == ("match", "ex:chmarin")
    assert answer.entity.country == "RU"


@pytest.mark.parametrize("name", ["Quillfeather", "Wenzel Dolgorz", "12345", "", "!?"])
def test_a_stranger_is_nobody(resolver, name):
    """A stranger's name is NIL, and NIL is an answer."""
    answer = resolver.resolve(name)
    assert (answer.verdict, answer.id, answer.entity) == ("nil", None, None)


def test_namesakes_are_ambiguous(resolver):
    """Two people of one name are both given, and neither wins; a country tells them apart."""
    answer = resolver.resolve("Anna Tarn")
    assert (answer.verdict, ids(answer)[:2]) == ("ambiguous", ["ex:anna-at", "ex:anna-pl"])
    assert resolver.resolve("Anna Tarn", country="pl").id == "ex:anna-pl"
    assert resolver.resolve("Anna Tarn", country="FR").verdict == "nil"


def test_type_and_country_leave_others_out(resolver):
    """Only entities of the asked type and country are given; those that have none are not left out."""
    assert set(ids(resolver.resolve("Tarn", type="place"))) == {"ex:tarn"}
    assert "ex:tarn" not in ids(resolver.resolve("Tarn", type="person", limit=100))
    assert resolver.resolve("Буря", country="BY").id == "ex:burja"


def test_how_they_met(resolver):
    """A match says how name and allonym met: by spelling, or by sound."""
    spelled, heard = resolver.resolve("ХМАРИН").matches[0], resolver.resolve("Chmarin").matches[0]
    assert (spelled.via, spelled.score, spelled.allonym.name) == ("spelling", 1.0, "Хмарин")
    assert (heard.via, heard.allonym.name) == ("sound", "Хмарин")
    assert heard.score < 1


def test_a_look_alike_is_matched_and_flagged(resolver):
    """Cyrillic МОСКВА is found as the ship MOCKBA, flagged, and not as the same spelling."""
    answer = resolver.resolve("МОСКВА")
    assert answer.matches[0].id == "ex:mokba"
    assert answer.matches[0].via == "near"
    assert "look-alike" in answer.flags
    assert resolver.resolve("MOCKBA").flags == ()


def test_each_entity_is_given_once(resolver):
    """An entity of several names is one match, with the name that fits best."""
    answer = resolver.resolve("Chmarin", limit=100)
    assert len(set(ids(answer))) == len(answer.matches)


@pytest.mark.parametrize("limit", [0, -1, 101, 2.0, "5", None, True, float("nan")])
def test_a_limit_is_a_small_whole_number(resolver, limit):
    """A limit is a whole number from 1 to 100; another one is refused, and shown."""
    with pytest.raises(BadOption, match="1 to 100"):
        resolver.resolve("Chmarin", limit=limit)


@pytest.mark.parametrize("name", [None, 5, b"Chmarin", ["Chmarin"], {}])
def test_only_text_is_a_name(resolver, name):
    """What is no text is refused."""
    with pytest.raises(BadText):
        resolver.resolve(name)


@pytest.mark.parametrize(
    "name",
    [
        None,
        5,
        b"Chmarin",
        ["Chmarin"],
    ],
)
def test_only_text_is_a_name_in_a_batch(resolver, name):
    """What is no text is refused in a batch too."""
    with pytest.raises(BadText):
        resolver.resolve_many(["Chmarin", name])


def test_one_name_is_no_list_of_names(resolver):
    """A string where names are wanted is refused, since its letters would be asked for."""
    for ask in (resolver.resolve_many, resolver.resolve_columns, lambda name: next(resolver.resolve_stream(name))):
        with pytest.raises(BadText, match="put it in a list"):
            ask("Chmarin")


def test_one_table_is_no_list_of_tables(path):
    """A string or a path where tables are wanted is refused, and the remedy told."""
    for tables in ("bundled", path):
        with pytest.raises(BadOption, match="expected a list of tables"):
            allonym.Resolver(tables=tables)


def test_filters_are_strings_and_texts_are_text(resolver):
    """What is of another kind is refused by name."""
    with pytest.raises(BadOption, match="country=3"):
        resolver.resolve("Chmarin", country=3)
    with pytest.raises(BadOption, match="type=3"):
        resolver.resolve("Chmarin", type=3)
    with pytest.raises(BadText, match="NoneType"):
        resolver.annotate(None)


def test_a_batch_keeps_its_order(resolver):
    """A batch of names, from any iterable, is answered in its order, repeats too."""
    answers = resolver.resolve_many(iter(["Chmarin", "nobody", "Chmarin"]), limit=1)
    assert [answer.name for answer in answers] == ["Chmarin", "nobody", "Chmarin"]
    assert answers[0] == answers[2]
    assert resolver.resolve_many([]) == []


def test_processes_answer_as_one_does(resolver, tmp_path):
    """Two processes give what one gives, over a gazetteer in memory and over one in a folder."""
    asked = ["Chmarin", "Khmarin", "Anna Tarn", "nobody", "!", "МОСКВА", "Chmarin"]
    alone = [one.to_dict() for one in resolver.resolve_many(asked)]
    resolver.gazetteer.write(tmp_path / "small.gazetteer")
    done = []
    for one in (resolver, allonym.Resolver.open(tmp_path / "small.gazetteer")):
        shared = one.resolve_many(asked, workers=2, progress=lambda *counts: done.append(counts))
        assert [answer.to_dict() for answer in shared] == alone
    assert done == [(6, 6), (6, 6)]


@pytest.mark.parametrize("workers", [0, 65, 1.5, "2", True])
def test_workers_are_a_small_whole_number(resolver, workers):
    """The number of processes is a whole number from 1 to 64; another one is refused, and shown."""
    with pytest.raises(BadOption, match="1 to 64"):
        resolver.resolve_many(["Chmarin"], workers=workers)


def test_a_stream_is_answered_as_it_comes(resolver):
    """A stream without an end is answered from its beginning on."""
    answers = resolver.resolve_stream(itertools.cycle(["Chmarin", "nobody"]))
    assert [one.verdict for one in itertools.islice(answers, 5)] == ["match", "nil", "match", "nil", "match"]


def test_a_resolver_is_pickled_by_its_folder(resolver, tmp_path):
    """A resolver over a folder comes back over the same folder; not over another gazetteer, nor from memory."""
    path = tmp_path / "small.gazetteer"
    resolver.gazetteer.write(path)
    kept = pickle.dumps(allonym.Resolver.open(path))
    assert pickle.loads(kept).resolve("Khmarin") == resolver.resolve("Khmarin")
    Gazetteer.of([Table("t", (Allonym("x", "Xaver"),), {"x": Entity("x", "Xaver")}, {}, {})]).write(path)
    with pytest.raises(IndexCorrupt, match="not the gazetteer"):
        pickle.loads(kept)
    with pytest.raises(BadOption, match="only in memory"):
        pickle.dumps(resolver)


def test_answers_come_as_columns(resolver):
    """An Arrow table has a row for each name, in order, with nothing where nobody is meant."""
    pytest.importorskip("pyarrow")
    rows = resolver.resolve_columns(["Khmarin", "Anna Tarn", "nobody", "МОСКВА"]).to_pylist()
    assert [row["id"] for row in rows][:3] == ["ex:chmarin", None, None]
    assert [row["verdict"] for row in rows][:3] == ["match", "ambiguous", "nil"]
    assert rows[0]["via"] == "sound"
    assert rows[1]["score"] == 1.0
    assert rows[3]["flags"] == ["look-alike"]


def test_columns_say_what_records_say(resolver):
    """Each row of an Arrow table says of a name what its Resolution says, name by name."""
    pytest.importorskip("pyarrow")
    names = ["Khmarin", "Anna Tarn", "nobody", "МОСКВА", "Khmarin", "Anna Tarnowska", "!"]
    rows = resolver.resolve_columns(names).to_pylist()
    for row, found in zip(rows, resolver.resolve_many(names), strict=True):
        best = found.matches[0] if found.matches else None
        assert (row["name"], row["verdict"], row["id"], tuple(row["flags"])) == (
            found.name,
            found.verdict,
            found.id,
            found.flags,
        )
        told = (best.score, best.via, best.allonym.name) if best else (None, None, None)
        assert (row["score"], row["via"], row["allonym"]) == told


def test_columns_without_arrow_say_what_to_install(resolver, monkeypatch):
    """Where pyarrow is not installed, the error says how to get it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadOption, match=r"allonym\[arrow\]"):
        resolver.resolve_columns(["Khmarin"])


def test_an_answer_is_a_value(resolver):
    """Evidence that nobody asked for yet changes no comparison, no hash and no copy."""
    one, two = resolver.resolve("Khmarin"), resolver.resolve("Khmarin")
    assert one.matches[0].comparison.evidence
    assert (one == two, hash(one) == hash(two)) == (True, True)
    assert pickle.loads(pickle.dumps(resolver.resolve("Khmarin"))) == one


def test_tables_come_as_paths_text_or_records(path):
    """A table may be given as a path, as text or as a Table, and several make one."""
    for tables in ([path], [str(path)], [read_table(path)], [path, read_table(path)]):
        assert allonym.Resolver(tables=tables).resolve("Chmarin").id == "ex:chmarin"


def test_a_missing_table_is_named(tmp_path):
    """A table that is not there is refused, with what is."""
    with pytest.raises(UnknownTable, match="bundled"):
        allonym.Resolver(tables=[tmp_path / "missing.tsv"])
    (tmp_path / "bad.tsv").write_text("name\nx\n", encoding="utf-8")
    with pytest.raises(BadTable, match="missing 'entity'"):
        allonym.Resolver(tables=[tmp_path / "bad.tsv"])


def test_the_language_of_the_text_helps(resolver):
    """A name is found in a text of its habit's language as without it."""
    assert resolver.resolve("Chmarin", lang="de").id == "ex:chmarin"
    assert resolver.resolve("Khmarin", lang="en-GB").id == "ex:chmarin"
