from collections.abc import Sequence
from typing import Self

from allonym.letters import Unit

SOURCE: str

class Table:
    def __new__(cls, size: int, units: Sequence[Unit] | list[object], /) -> Self: ...
    def meet(self, a: str, b: str, one: int, two: int, /) -> bool: ...

class Sides:
    def __new__(cls, rows: tuple[tuple[Table, int, int, bool], ...], /) -> Self: ...
    def meet(self, a: str, b: str, /) -> bool: ...
