"""How are names that are looked up by their number a sequence?"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import overload

from allonym.records import Allonym


class Numbered(Sequence[Allonym]):
    """Names by number, in order of entity and name; a slice is a list, and no number counts from the end."""

    @abstractmethod
    def at(self, number: int) -> Allonym:
        """Give the name of a number that there is."""

    @overload
    def __getitem__(self, at: int) -> Allonym: ...
    @overload
    def __getitem__(self, at: slice) -> list[Allonym]: ...
    def __getitem__(self, at: int | slice) -> Allonym | list[Allonym]:
        """Give one name, or a list of names for a slice."""
        if isinstance(at, slice):
            return [self.at(one) for one in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self.at(at)
