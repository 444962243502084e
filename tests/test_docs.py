"""Is what README and docs say true?"""

import doctest
import importlib
import os
import pkgutil
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import allonym

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))

FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# What stands before the subcommand when docs call the command line.
CALL = re.compile(r"^(?:uv run (?:--[\w-]+ )*)?(?:\S*bin/)?(?:python3? -m )?allonym$")


def anchors(page: Path) -> set[str]:
    """The anchors that a Markdown page has: its headings in lower case, spaces as hyphens."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def shell_commands(page: Path) -> list[str]:
    """The commands in the shell blocks of a page, one string each, continued lines joined."""
    blocks = [body for kind, body in FENCE.findall(page.read_text(encoding="utf-8")) if kind == "sh"]
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [command.strip() for line in lines for command in re.split(r"&&|;|\bdo\b", line) if command.strip()]


def calls(page: Path) -> list[list[str]]:
    """The words after `allonym` of each call of the command line, in shell blocks and in running text."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    inline = [" ".join(code.split()) for code in re.findall(r"`(allonym [^`]+)`", text)]
    found = []
    for command in [*shell_commands(page), *inline]:
        words = shlex.split(command)
        for at in range(len(words)):
            if CALL.match(" ".join(words[: at + 1])):
                found.append(words[at + 1 :])
                break
    return found


@cache
def help_of(*words: str) -> str | None:
    """The help text of a subcommand, None where there is none."""
    command = [sys.executable, "-m", "allonym", *words, "--help"]
    environment = {**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)
    return done.stdout if done.returncode == 0 else None


def subcommand_of(words: list[str]) -> tuple[str, ...]:
    """The words that name the subcommand: each has a help text of its own; fails at one that has none."""
    path: tuple[str, ...] = ()
    for word in words:
        if word.startswith("-"):
            break
        below = help_of(*path, word)
        assert below is not None, f"no such subcommand: allonym {' '.join([*path, word])}"
        if below == help_of(*path):
            break
        path += (word,)
    return path


# doctest ends an expected result at a blank line, so each `>>>` block has one before its closing fence.
@each_page
def test_examples_are_true(page: Path) -> None:
    """Each `>>>` example of a page gives what the page says."""
    result = doctest.testfile(
        str(page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS, globs={}
    )
    assert result.failed == 0


def test_there_are_examples() -> None:
    """README, the tutorial and the how-tos for Python have examples, so the test above has work to do."""
    pages = ["README.md", "docs/tutorial/first-names.md", "docs/how-to/use-your-own-table.md"]
    for page in pages:
        text = (ROOT / page).read_text(encoding="utf-8")
        assert doctest.DocTestParser().get_examples(text), page


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page leads to a file, and each anchor to a heading of it."""
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads to no file"
        assert not anchor or anchor in anchors(target), f"{link}: {target.name} has no such heading"


def test_each_page_can_be_reached() -> None:
    """Each page under docs is linked from docs/index.md."""
    index = ROOT / "docs/index.md"
    links = LINK.findall(index.read_text(encoding="utf-8"))
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in links}
    assert {page for page in PAGES if page.is_relative_to(index.parent)} - {index} <= linked


def test_glossary_terms_are_classes() -> None:
    """Each class that the glossary names exists in the package under that very name."""
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Z][a-z]\w+)`", glossary))
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(allonym.__path__, "allonym.")
        if not found.name.endswith("__main__")
    ]
    classes = {name for module in modules for name, value in vars(module).items() if isinstance(value, type)}
    assert named
    assert named <= classes


def test_commands_exist() -> None:
    """Each subcommand and each option that a page shows exists in the help of the command line."""
    shown = [words for page in PAGES for words in calls(page)]
    assert shown
    for words in shown:
        text = help_of(*subcommand_of(words)) or ""
        for option in (word for word in words if word.startswith("--")):
            assert re.search(rf"{re.escape(option)}\b", text), f"no option {option}: allonym {' '.join(words)}"


def test_public_names_are_documented() -> None:
    """Each public name stands in the reference, and each `allonym.Name` of the reference is public."""
    reference = (ROOT / "docs/reference/python.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"\ballonym\.(\w+)", reference))
    assert documented == {name for name in allonym.__all__ if not name.startswith("__")}


@pytest.mark.parametrize("name", ["main-pip", "main-uv", "test-pip", "test-uv"])
def test_readme_has_the_commands_that_ci_runs(name: str) -> None:
    """README marks each command that .ci/run cuts out of it, once, with one shell block in it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(rf"<!-- command: {name} -->\n(.*?)<!-- /command -->", readme, re.DOTALL)
    assert len(found) == 1
    assert [kind for kind, _ in FENCE.findall(found[0])] == ["sh"]
    assert re.search(rf"\breadme(_uv)? {name}\b", (ROOT / ".ci/run").read_text(encoding="utf-8"))


def test_both_forms_of_the_main_command_ask_the_same() -> None:
    """The pip form and the uv form of README's main command annotate and resolve the same words."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    forms = re.findall(r"<!-- command: main-\w+ -->\n(.*?)<!-- /command -->", readme, re.DOTALL)
    asked = [re.findall(r"allonym ((?:annotate|resolve)(?:.*\\\n)*.*)$", form, re.MULTILINE) for form in forms]
    assert len(asked) == 2
    assert len(asked[0]) == 2
    assert asked[0] == asked[1]
