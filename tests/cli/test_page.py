"""What does the HTML page with highlights look like?"""

from html import unescape
from html.parser import HTMLParser

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from allonym import Entity, Mention
from allonym.cli.page import page
from allonym.cli.write import running_text
from allonym.records import Allonym, Comparison, Match, Resolution, displayable

strings = st.text(max_size=8) | st.sampled_from(["<b>", "&amp;", '"', "'", "\u202e", "</mark>"])


@frozen
class Text:
    """A text with its mentions."""

    file: str
    text: str
    mentions: tuple[Mention, ...]


@frozen
class Found:
    """An entity with its spellings by file."""

    entity: Entity
    spellings: dict[str, list[str]]


def met(entity: Entity, start: int, text: str) -> Mention:
    """A mention of an entity."""
    match = Match(entity, Allonym(entity.id, text), Comparison(text, text, 1.0, "spelling"))
    return Mention(start, start + len(text), text, Resolution(text, "match", (match,)))


class Seen(HTMLParser):
    """The links and their targets, and what stands in the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links, self.targets, self.text, self.tags = [], [], "", []
        self.inside = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note a link, a target, the text's beginning."""
        self.tags.append(tag)
        known = dict(attrs)
        self.links += [value for name, value in attrs if name == "href"]
        self.targets += [value for name, value in attrs if name == "id"]
        self.inside += known.get("class") == "text" or (tag == "div" and self.inside > 0)

    def handle_endtag(self, tag):
        """Note its end."""
        self.inside -= tag == "div" and self.inside > 0

    def handle_data(self, data):
        """Note what is shown of it."""
        self.text += data * (self.inside > 0)


@given(
    file=strings, key=st.text(min_size=1, max_size=5), heading=strings, texts=st.lists(strings, min_size=3, max_size=3)
)
def test_the_text_is_all_there_and_only_text(file, key, heading, texts):
    """Whatever stands in a text, a file's name or a heading, the page shows the text, and has no other elements."""
    entity = Entity(key, heading)
    before, name, after = texts
    one = Text(file, before + name + after, (met(entity, len(before), name),))
    html = page([one], [Found(entity, {file: [name]})], [file], lang="de")
    seen, plain = (
        Seen(html),
        Seen(page([Text("f", "x", (met(entity, 0, "x"),))], [Found(entity, {})], ["f"], lang="de")),
    )
    assert seen.tags == plain.tags
    assert seen.text == "".join(running_text(part) for part in texts).replace("\r", "\n") or "\r" in one.text
    assert displayable(heading) in unescape(html)


def test_each_link_leads_to_one_line():
    """Mentions of one entity lead to one line of the list, those of another to another."""
    two = [Entity("x:1", "Chmarin"), Entity("x:2", "Chmarin")]
    some = (met(two[0], 0, "a"), met(two[1], 1, "b"), met(two[0], 2, "c"))
    seen = Seen(page([Text("f", "abc", some)], [Found(one, {"f": ["a"]}) for one in two], ["f"], lang=""))
    assert len(seen.targets) == len(set(seen.targets)) == 2
    assert [link[1:] for link in seen.links] == [seen.targets[0], seen.targets[1], seen.targets[0]]


def test_a_merged_page_is_the_list_alone():
    """With no text there is the list of entities, with a column for each file, empty where one is not named."""
    html = page([], [Found(Entity("x:1", "Chmarin"), {"b": ["Khmarin", "Chmarin"]})], ["a", "b"], lang="")
    assert "<section>" not in html
    assert "<td></td><td>Khmarin, Chmarin</td>" in html


def test_what_names_nobody_is_no_link():
    """A mention that may be several has no highlight; its text stays."""
    html = page([Text("f", "ab", (Mention(0, 1, "a", Resolution("a", "ambiguous")),))], [], ["f"], lang="")
    assert "<mark>" not in html
    assert ">ab</div>" in html
