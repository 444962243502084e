from typing import Self

from allonym.letters import Unit

SOURCE: str

class Table:
    def __new__(cls, size: int, units: tuple[Unit, ...], /) -> Self: ...
    def meet(self, a: str, b: str, one: int, two: int, /) -> bool: ...
