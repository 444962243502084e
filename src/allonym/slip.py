"""Are two words one, but for a slip of the hand?

A letter too many, one too few, another one, or two neighbours that changed places: an optimal string alignment distance
of 1 (F. J. Damerau, A technique for computer detection and correction of spelling errors, 1964, who found four of five
misspelled words to be such). What the slip does to the sound does not matter: Knet is Kent as well as Kenk is.

    >>> slipped("kowalski", "kowlaski"), slipped("kowalski", "kovalsky")
    (True, False)
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

# A slip in a word of fewer letters leaves too little of it.
SHORTEST_SLIPPED = 4


def slipped(one: str, two: str) -> bool:
    """Say whether one slip of the hand makes two folded words of one script one; what is the same is no slip."""
    return max(len(one), len(two)) >= SHORTEST_SLIPPED and OSA.distance(one, two, score_cutoff=1) == 1


def kept_share(one: str, two: str) -> float:
    """Give the share of the longer word that a slip leaves as it was.

    >>> kept_share("kent", "knt")
    0.75
    """
    return 1.0 - 1.0 / max(len(one), len(two))
