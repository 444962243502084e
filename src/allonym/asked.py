"""May a language, a type or a country be asked for so?

Names of languages and countries, and types that no table has, would change nothing or leave out all, and nobody would
see why; so they are refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

from allonym.errors import BadOption
from allonym.records import TYPES

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
COUNTRY = re.compile(r"[A-Za-z]{2}")
LANGUAGES = "a code of BCP 47, such as de or sr-Latn"
COUNTRIES = "a code of ISO 3166-1 alpha-2, such as BY"
KINDS = ", ".join(sorted(TYPES))


def check_lang(lang: object) -> None:
    """Raise BadOption where a language is not the code of one; None and "" stand for any.

    >>> check_lang("sr-Latn")
    >>> check_lang("German")
    Traceback (most recent call last):
    ...
    allonym.errors.BadOption: lang='German': expected a code of BCP 47, such as de or sr-Latn, or None for any
    """
    if lang and not (isinstance(lang, str) and _is_language(lang)):
        raise BadOption(f"lang={lang!r}: expected {LANGUAGES}, or None for any")


def check_country(country: object) -> None:
    """Raise BadOption where a country is not the code of one; None and "" stand for any."""
    if country and not (isinstance(country, str) and COUNTRY.fullmatch(country)):
        raise BadOption(f"country={country!r}: expected {COUNTRIES}, or None for any")


def check_type(type: object) -> None:
    """Raise BadOption where a type is none that tables have; None and "" stand for any."""
    if type and not (isinstance(type, str) and type in TYPES):
        raise BadOption(f"type={type!r}: expected one of {KINDS}, or None for any")


@lru_cache(maxsize=256)
def _is_language(lang: str) -> bool:
    return LANGUAGE.fullmatch(lang) is not None
