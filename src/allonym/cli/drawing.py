"""How do the letters of two names stand under each other, with what each was read as?

>>> import allonym
>>> (block,) = drawing(allonym.compare("Schukow", "Жуков"))
>>> print(block.splitlines()[0].split(), block.splitlines()[-1].split())
['Sch', 'u', 'k', 'o', 'w'] ['Ж', 'у', 'к', 'о', 'в']
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import bidirectional

from allonym.align import columns as aligned
from allonym.cli.write import padded, width
from allonym.reading import orthographies, spoken
from allonym.records import Comparison, Reading, displayable

SAME, OTHER, NOTHING = "|", ".", "-"
# Longest search for the way in which a reading came about; a word has far fewer ways.
MOST_WAYS = 64
INSIDE = -1


def drawing(comparison: Comparison) -> Iterator[str]:
    """Draw each pair of words that were read: letters, sounds, sounds, letters."""
    for item in comparison.evidence:
        one, two = item.readings
        if one and two:
            blocks = list(_blocks(pieces(item.parts[0], one), pieces(item.parts[1], two), one, two))
            yield _down(blocks) if _right_to_left("".join(item.parts)) else _across(blocks)


def pieces(word: str, reading: Reading) -> list[tuple[str, str]]:
    """Give the letters of a word in the pieces in which they were read, each with its sounds."""
    orthography = orthographies().get(reading.orthography)
    if orthography is None:
        return [(word, reading.sounds)]
    text = orthography.prepare(word)
    ways: list[tuple[str, list[tuple[str, str]]]] = [("", [])]
    for step in orthography.rules.steps(text):
        values = step.rule.values if step.rule else (step.value,)
        # Prepared text is lower case; where nothing else changed, the word's own letters are shown.
        letters = (word if len(word) == len(text) else text)[step.start : step.end]
        longer = [(spoken(said + value), said, found) for said, found in ways for value in values]
        ways = [
            (now, [*found, (letters, now[len(said) :])])
            for now, said, found in longer
            if reading.sounds.startswith(now)
        ][:MOST_WAYS]
    return next((found for said, found in ways if said == reading.sounds), [(word, reading.sounds)])


def _blocks(
    a: list[tuple[str, str]], b: list[tuple[str, str]], one: Reading, two: Reading
) -> Iterator[tuple[str, str, str, str, str]]:
    """Give the smallest blocks of whole pieces on both sides: letters, sounds, whether they agree, sounds, letters."""
    left, right = _filled(a), _filled(b)
    block: list[tuple[str, str]] = []
    i = j = from_i = from_j = 0
    for x, y in aligned(one.sounds, two.sounds):
        block.append((x, y))
        i, j = i + len(x), j + len(y)
        here_i, here_j = left[i], right[j]
        if INSIDE not in (here_i, here_j):
            yield (
                "".join(letters for letters, _ in a[from_i:here_i]) or NOTHING,
                " ".join(x or NOTHING for x, _ in block),
                " ".join(SAME if x == y else OTHER for x, y in block),
                " ".join(y or NOTHING for _, y in block),
                "".join(letters for letters, _ in b[from_j:here_j]) or NOTHING,
            )
            block, from_i, from_j = [], here_i, here_j


def _filled(some: list[tuple[str, str]]) -> list[int]:
    """For each count of sounds, how many pieces they fill with silent ones, or INSIDE a piece."""
    filled = [0] + [INSIDE] * sum(len(sounds) for _, sounds in some)
    at = 0
    for number, (_, sounds) in enumerate(some, 1):
        at += len(sounds)
        filled[at] = number
    return filled


def _across(blocks: list[tuple[str, str, str, str, str]]) -> str:
    cells = [[displayable(cell) for cell in block] for block in blocks]
    widths = [max(map(width, block)) for block in cells]
    rows = zip(*cells, strict=True)
    return "\n".join(
        "  " + "  ".join(padded(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _down(blocks: list[tuple[str, str, str, str, str]]) -> str:
    """Draw one block a line, since a terminal would turn a line of right-to-left letters round."""
    cells = [[displayable(cell) for cell in block] for block in blocks]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  " + "  ".join(padded(cell, wide) for cell, wide in zip(block, widths, strict=True)).rstrip()
        for block in cells
    )


def _right_to_left(text: str) -> bool:
    return any(bidirectional(c) in ("R", "AL") for c in text)
