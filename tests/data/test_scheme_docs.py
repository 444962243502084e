"""Do the built pages of the documentation say what the data says?"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from allonym.reading import orthographies
from allonym.romanization import schemes

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\(([^)\s]+)\)")
SCHEMES = {one.code: one for one in schemes()}
ORTHOGRAPHIES = orthographies()


def build(folder: Path) -> Path:
    """Build the documentation into a folder."""
    subprocess.run([sys.executable, str(ROOT / "tools/build_docs.py"), str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The documentation, built once."""
    return build(tmp_path_factory.mktemp("docs"))


def plain(page: Path) -> str:
    """The text of a page without escapes."""
    return re.sub(r"\\(.)", r"\1", page.read_text(encoding="utf-8"))


def rows(text: str, heading: str) -> list[list[str]]:
    """The rows of the table under a heading."""
    part = re.split(rf"^## {heading}$", text, flags=re.MULTILINE)[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines[2:]]


def test_each_file_has_a_page(built):
    """Each scheme, each language with schemes and each orthography has a page, and nothing else has."""
    langs = {one.lang for one in SCHEMES.values()}
    assert {page.stem for page in built.glob("schemes/*.md")} == set(SCHEMES) | langs | {"index"}
    assert {page.stem for page in built.glob("orthographies/*.md")} == set(ORTHOGRAPHIES) | {"index"}


@pytest.mark.parametrize("code", sorted(SCHEMES))
def test_scheme_page(built, code):
    """The page of a scheme shows its citation, each rule of its file, and each sample."""
    text, scheme = plain(built / f"schemes/{code}.md"), SCHEMES[code]
    assert scheme.cite in text
    assert len(rows(text, "Rules")) == len(scheme.own)
    assert [[name, said] for name, said in scheme.samples] == rows(text, "Samples")


@pytest.mark.parametrize("code", sorted(ORTHOGRAPHIES))
def test_orthography_page(built, code):
    """The page of an orthography shows its citation, each rule of its file, and each sample."""
    text, orthography = plain(built / f"orthographies/{code}.md"), ORTHOGRAPHIES[code]
    assert orthography.cite in text
    assert len(rows(text, "Rules")) == len(orthography.rules.listed)
    assert [[name, said] for name, said in orthography.samples] == rows(text, "Samples")


@pytest.mark.parametrize("lang", sorted({one.lang for one in SCHEMES.values()}))
def test_language_page(built, lang):
    """The page of a language has a row for each of its schemes, and for each that writes names for its readers."""
    text = (built / f"schemes/{lang}.md").read_text(encoding="utf-8")
    linked = {link.removesuffix(".md") for link in LINK.findall(text) if not link.startswith("../orthographies/")}
    assert linked - {"index"} == {one.code for one in SCHEMES.values() if lang in (one.lang, one.audience)}


def test_names_on_a_language_page_tell_its_schemes_apart(built):
    """The names shown differ: of the ways to write Ukrainian, two in three are told apart by three names."""
    text = plain(built / "schemes/uk.md")
    cells = [tuple(row[-3:]) for heading in ("Standards, laws and habits", "The press") for row in rows(text, heading)]
    assert len(cells) == sum(one.lang == "uk" for one in SCHEMES.values())
    assert len(set(cells)) > 2 * len(cells) / 3


def test_what_rules_cannot_tell_is_said(built):
    """The comment at the head of a file stands on its page."""
    assert "English spelling does not tell the sound of a vowel" in plain(built / "schemes/press-eng-Latn-Cyrl-uk.md")
    assert "As in Lhasa" in plain(built / "orthographies/bo-Tibt.md")


def test_counts_are_true(built):
    """The indexes count what there is."""
    text = (built / "schemes/index.md").read_text(encoding="utf-8")
    assert f"{len(SCHEMES)} schemes write the names of {len({one.lang for one in SCHEMES.values()})} languages" in text
    text = (built / "orthographies/index.md").read_text(encoding="utf-8")
    assert f"{len(ORTHOGRAPHIES)} orthographies" in text


def test_links_lead_to_pages(built):
    """Each relative link of a built page leads to a page that is built."""
    for page in [*built.glob("schemes/*.md"), *built.glob("orthographies/*.md")]:
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_a_context_is_said_in_words(built):
    """The page says in words what stands beside a rule's spelling: what is before it, it comes after."""
    text = plain(built / "schemes/bgnpcgn-rus-Cyrl-Latn-1947.md")
    assert ["е", "ye", "after the start of a word or а е и й о у ъ ы ь э ю я ё"] in rows(text, "Rules")


def test_building_twice_gives_the_same_bytes(built, tmp_path):
    """Two builds from the same data are equal."""
    again = build(tmp_path)
    assert all(page.read_bytes() == (again / page.relative_to(built)).read_bytes() for page in built.rglob("*.md"))
