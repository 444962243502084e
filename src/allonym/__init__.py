"""One name, written many ways: allonym maps every spelling onto one stable id, and says how sure it is and why.

The names below are loaded at first use: importing allonym reads no data and takes a few milliseconds.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from allonym.version import __version__ as __version__

if TYPE_CHECKING:
    from allonym.between import schemes_between
    from allonym.errors import AllonymError
    from allonym.records import Allonym, Comparison, Entity, Match, Mention, Resolution, Spelling
    from allonym.resolver import Resolver, resolve
    from allonym.romanization import romanize, spellings
    from allonym.score import compare

__all__ = [
    "Allonym",
    "AllonymError",
    "Comparison",
    "Entity",
    "Match",
    "Mention",
    "Resolution",
    "Resolver",
    "Spelling",
    "compare",
    "resolve",
    "romanize",
    "schemes_between",
    "spellings",
]

_HOMES = {
    "AllonymError": "errors",
    "Resolver": "resolver",
    "resolve": "resolver",
    "compare": "score",
    "romanize": "romanization",
    "schemes_between": "between",
    "spellings": "romanization",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'allonym' has no attribute {name!r}")
    value: object = getattr(import_module(f"allonym.{_HOMES.get(name, 'records')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted((*__all__, "__version__"))
