"""What does annotate say?"""

import json
from html.parser import HTMLParser

import pytest

TEXT = "Oleg Chmarin war in Rudnja."


@pytest.fixture
def reports(tmp_path) -> list[str]:
    """Two texts that name two entities in different spellings, and a stranger."""
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    paths[0].write_text(TEXT, encoding="utf-8")
    paths[1].write_text("Олег Хмарин встретил в Рудня Gundula Wetterstein.\r\n", encoding="utf-8")
    return [str(path) for path in paths]


class Page(HTMLParser):
    """What a browser would see of a page: elements, attributes, text, links and their targets."""

    VOID = frozenset({"meta", "br", "!doctype"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Close it: elements are nested well."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Note what is shown."""
        if self.open and self.open[-1] not in ("style", "title"):
            self.shown += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]


def test_plain_text_has_marks(run, table, reports):
    """Each mention stands as [text](id), all else unchanged."""
    ended = run("annotate", reports[0], "--tables", table)
    assert ended == (0, "[Oleg Chmarin](ex:chmarin) war in [Rudnja](ex:rudnja).\n", "")


def test_several_files_have_their_names(run, table, reports):
    """Of several texts each stands under its file's name."""
    out = run("annotate", *reports, "--tables", table).out
    assert [line for line in out.splitlines() if line.startswith("# ")] == [f"# {file}" for file in reports]


def test_standard_input(run, table):
    """`-` reads the text from standard input."""
    assert "[Rudnja](ex:rudnja)" in run("annotate", "-", "--tables", table, stdin=TEXT.encode()).out


def test_json_has_offsets(run, table, reports):
    """JSON has one mention a line, with offsets in code points."""
    mentions = [json.loads(line) for line in run("annotate", "--json", reports[0], "--tables", table).out.splitlines()]
    assert [TEXT[one["start"] : one["end"]] for one in mentions] == ["Oleg Chmarin", "Rudnja"]
    assert [one["resolution"]["id"] for one in mentions] == ["ex:chmarin", "ex:rudnja"]
    assert {one["file"] for one in mentions} == {reports[0]}


def test_type_and_country_leave_out_others(run, table, reports):
    """--type and --country leave only mentions of such entities."""
    assert (
        run("annotate", reports[0], "--type", "place", "--tables", table).out
        == "Oleg Chmarin war in [Rudnja](ex:rudnja).\n"
    )
    assert run("annotate", reports[0], "--country", "US", "--tables", table).out == f"{TEXT}\n"


def test_merge_lists_each_entity_once(run, table, reports):
    """One line an entity, with the spellings found in each file; the stranger is not in it."""
    rows = run("annotate", "--merge", *reports, "--tables", table).out.splitlines()[2:]
    assert len(rows) == 2
    assert all(spelling in rows[0] for spelling in ("ex:chmarin", "Oleg Chmarin", "Олег Хмарин"))
    assert all(spelling in rows[1] for spelling in ("ex:rudnja", "Rudnja", "Рудня"))


def test_merge_as_json(run, table, reports):
    """The merged list as JSON has the spellings by file."""
    found = [
        json.loads(line) for line in run("annotate", "--merge", "--json", *reports, "--tables", table).out.splitlines()
    ]
    assert [one["id"] for one in found] == ["ex:chmarin", "ex:rudnja"]
    assert found[1]["spellings"] == {reports[0]: ["Rudnja"], reports[1]: ["Рудня"]}


def test_html_highlights(run, table, reports):
    """Each mention is a link in a highlight, its tooltip has id and heading; it leads to a line of the list."""
    page = Page(run("annotate", "--html", "--lang", "de", reports[0], "--tables", table).out)
    links = page.all("a")
    assert len(page.all("mark")) == len(links) == 2
    assert [link["title"] for link in links] == ["ex:chmarin Олег Хмарин", "ex:rudnja Rudnja"]
    assert {link["href"] for link in links} == {f"#{row['id']}" for row in page.all("tr") if "id" in row}
    assert TEXT in page.shown
    assert [div["lang"] for div in page.all("div")] == ["de"]


def test_html_needs_nothing_beside_it(run, table, reports):
    """The page has no script, loads nothing, and says its language and encoding."""
    page = Page(run("annotate", "--html", *reports, "--tables", table).out)
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "link", "img", "iframe"})
    assert not any("src" in attrs or str(attrs.get("href", "#"))[0] != "#" for _, attrs in page.elements)
    assert page.all("html") == [{"lang": "en"}]
    assert {"charset": "utf-8"} in page.all("meta")


def test_html_is_escaped(run, tmp_path):
    """Markup in a text, a heading, an id or a file's name stays text."""
    evil = "<script>alert('x')</script>&\"><b>"
    table = tmp_path / "evil.tsv"
    table.write_text(f"entity\tname\theading\nex:\"><b>&'\tRudnja\t{evil}\n", encoding="utf-8")
    text = tmp_path / "a&b<i>.txt"
    text.write_text(f"{evil} Rudnja\x1b[31m \u202eend", encoding="utf-8")
    html = run("annotate", "--html", str(text), "--tables", str(table)).out
    page = Page(html)
    assert {"script", "b", "i"}.isdisjoint({tag for tag, _ in page.elements})
    assert page.shown.count(evil) == 2
    assert str(text) in page.shown
    assert page.all("a")[0]["title"] == f"ex:\"><b>&' {evil}"
    assert html.replace("\n", "").isprintable()


def test_hostile_texts_cannot_act_on_the_screen(run, table, tmp_path):
    """Escape sequences and direction marks in a text are shown as escapes; joiners and no-break spaces stay."""
    text = tmp_path / "evil.txt"
    text.write_text("\x1b]0;x\x07 Rudnja\u202e\u00a0\u200d\tend\r\nnext", encoding="utf-8")
    for argv in (["--json"], ["--merge"], []):
        out = run("annotate", *argv, str(text), "--tables", table).out
        assert not set(out) & set("\x1b\x07\u202e\r")
    assert out == "\\x1b]0;x\\x07 [Rudnja](ex:rudnja)\\u202e\u00a0\u200d\tend\nnext\n"


def test_a_text_that_is_no_utf8(run, table, tmp_path):
    """A file in another encoding is refused with its name and place."""
    text = tmp_path / "latin1.txt"
    text.write_bytes("Köln".encode("latin-1"))
    ended = run("annotate", str(text), "--tables", table)
    assert ended.status == 2
    assert "latin1.txt: not UTF-8 at byte 1" in ended.err
