"""One name, written many ways: allonym maps every spelling onto one stable id, and says how sure it is and why."""

from allonym.errors import AllonymError
from allonym.records import Allonym, Comparison, Entity, Match, Mention, Resolution
from allonym.resolver import Resolver, resolve
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
    "compare",
    "resolve",
]

__version__ = "0.1.0"
