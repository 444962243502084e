from collections.abc import Callable, Mapping
from typing import Any, Self

from allonym.comparison import Measures, Rarity
from allonym.name import Heard, Name

SOURCE: str

class Word:
    def __new__(cls, record: str, field: str, item: str, /) -> Self: ...

class Scale:
    def __new__(
        cls,
        names: tuple[str, ...],
        weights: tuple[float, ...],
        most_matched: float,
        most_column: float,
        weak: float,
        hard: float,
        bad: float,
        sure: float,
        /,
    ) -> Self: ...

class Query:
    def __new__(cls, name: Name, rare: tuple[float, ...], scale: Scale, /) -> Self: ...
    def weigh(
        self, text: str, key: str, words: tuple[Heard | Word, ...], rare: tuple[float, ...], /
    ) -> tuple[float, str, bool, bool, bool]: ...

def supply(knowledge: Callable[[], Mapping[str, Any]], /) -> None: ...
def forget() -> None: ...
def pair(x: Heard, y: Heard, /) -> tuple[float, float, str, int, int, str, float]: ...
def share(x: Heard | Word, y: Heard | Word, /) -> float: ...
def measure(a: Name, b: Name, rarity: Rarity = ..., /) -> Measures: ...
def likely(a: Name, b: Name, rarity: Rarity, scale: Scale, /) -> tuple[float, str]: ...
