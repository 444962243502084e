"""How many schemes and orthographies rest on the standard itself, how many on two sources, how many on one?

And which sources do the words of names have?

The field `confidence` of each file says it (docs/how-to/add-a-scheme.md). The page is checked by
tests/data/test_sources_page.py.

    python tools/count_sources.py > docs/explanation/sources.md
"""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from allonym.proof import ONE_SOURCE, STANDARD
from allonym.reading import Orthography, orthographies
from allonym.romanization import Scheme, schemes

INTRODUCTION = """\
# Sources of the schemes

Each file of rules cites where its rules come from, and its field `confidence` says how far that was checked:

- *the standard*: the document itself was read, or what its own authority publishes of it, such as the tables that
  the Library of Congress has for software;
- *two sources*: the file names two documents or data sets that agree; what they differ in is named beside them;
- *one source*: nothing else was found, or what is cited beside it could not be opened.

Press habits rest on a style guide or an academy where one has a table, and on names as newspapers print them. The
samples of a file are names that the cited documents or newspapers show; where a table has letters that no known name
has, the letters themselves are the sample. This page is written by `tools/count_sources.py` from the files.
"""
DATA = Path(__file__).parents[1] / "src/allonym/data"
PARTS = """\
## Words of names, by source

Each row of `data/parts/` and of `data/han/foreign.tsv` names its source; `data/parts/SOURCES.tsv` and
`data/han/NOTICE.md` say what each is.
"""
HEADS = ("", "files", "the standard", "two sources", "one source")
Counted = Scheme | Orthography


def main() -> None:
    """Print the page."""
    print(page(schemes(), tuple(orthographies().values())), end="")


def page(all_schemes: Sequence[Scheme], all_orthographies: Sequence[Orthography]) -> str:
    """Write the page: schemes by authority, orthographies by script, rows by source, the files with one source."""
    lone = [one.code for one in (*all_schemes, *all_orthographies) if one.confidence == ONE_SOURCE]
    return "\n".join(
        [
            INTRODUCTION,
            "## Schemes, by authority\n",
            table(all_schemes, lambda one: one.code.split("-")[0]),
            "## Orthographies, by script\n",
            table(all_orthographies, lambda one: one.code.split("-")[1]),
            PARTS,
            sourced(),
            "## Files with one source\n",
            "\n".join(f"- `{code}`" for code in lone) + "\n",
        ]
    )


def table(files: Sequence[Counted], group_of: Callable[[Counted], str]) -> str:
    """Count files by group, with a last row for all."""
    ordered = sorted(files, key=group_of)
    rows = [counted(name, list(some)) for name, some in groupby(ordered, key=group_of)]
    lines = [HEADS, ("---", *["---:"] * (len(HEADS) - 1)), *rows, counted("all", files)]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines) + "\n"


def sourced() -> str:
    """Count the rows of each file of words by their source."""
    lines = ["| file | rows | by source |", "| --- | ---: | --- |"]
    for path in (*sorted((DATA / "parts").glob("*.tsv")), DATA / "han/foreign.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        if "source" in rows[0]:
            found = Counter(row["source"] for row in rows).most_common()
            by_source = ", ".join(f"`{code}` {count:,}" for code, count in found)
            lines.append(f"| {path.stem} | {len(rows):,} | {by_source} |")
    return "\n".join(lines) + "\n"


def counted(name: str, files: Sequence[Counted]) -> tuple[str, ...]:
    """Count the files of one row."""
    found = [one.confidence for one in files]
    counts = (len(found), found.count(STANDARD), found.count(""), found.count(ONE_SOURCE))
    return (name, *map(str, counts))


if __name__ == "__main__":
    main()
