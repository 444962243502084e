"""Is the article of an Arabic name said as the word behind it begins?

Before a sun letter the l of the article is said as that letter: al-Din is ad-Din. Some spellings keep the l (ALA-LC
romanization table, Arabic, 2012, rule 17c), some write what is said (BGN/PCGN 1956 System for Arabic), and in one word
with its neighbours either is met: Nuraldin, Nureddin.
"""

from __future__ import annotations

from allonym.parse.parts import Part
from allonym.parse.vocabulary import PARTICLE

# First letters, in folded Latin spelling, of t, th, d, dh, r, z, s, sh and the emphatic ones, l, n.
SUN_LETTERS = "tdrzsln"
ARTICLE_LETTER, ARTICLE_VOWELS = "l", "aeiou"
ARTICLE_LENGTH = 2
# What an article is written as one word with: abdul, abd al.
SERVANT = "abd"


def is_spoken_into(article: Part, word: Part) -> bool:
    """Say whether a particle is an Arabic article that ends as the word behind it begins, whichever is written.

    >>> from allonym.parse.parts import WORD
    >>> al = Part("al", "al", PARTICLE, "Latn")
    >>> is_spoken_into(al, Part("Din", "din", WORD, "Latn")), is_spoken_into(al, Part("Karim", "karim", WORD, "Latn"))
    (True, False)
    """
    key, first = article.key, word.key[:1]
    return (
        article.role == PARTICLE
        and (len(key) == ARTICLE_LENGTH or (len(key) > ARTICLE_LENGTH and key.startswith(SERVANT)))
        and key[-2] in ARTICLE_VOWELS
        and key[-1] in (ARTICLE_LETTER, first)
        and bool(first)
        and first in SUN_LETTERS
    )


def stands_alone(article: Part) -> bool:
    """Say whether an article is written apart from what stands before it: Nur al-Din, but Abdul Rahman."""
    return len(article.key) == ARTICLE_LENGTH


def said(article: Part, sounds: str, next_sounds: str) -> str:
    """Leave out the last sound of an article, which the word behind it begins with.

    >>> said(Part("al", "al", PARTICLE, "Latn"), "al", "din")
    'a'
    """
    ends_alike = article.key.endswith(ARTICLE_LETTER) or next_sounds.startswith(sounds[-1:])
    return sounds[:-1] if ends_alike and len(sounds) > 1 else sounds


def in_full(article: Part, sounds: str, next_sounds: str) -> str:
    """Give back to an article the l that it has where it is not said as the word behind it begins.

    >>> in_full(Part("ad", "ad", PARTICLE, "Latn"), "ad", "din")
    'al'
    """
    shorter = said(article, sounds, next_sounds)
    return sounds if shorter == sounds else shorter + ARTICLE_LETTER
