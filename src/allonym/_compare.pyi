from collections.abc import Callable, Mapping
from typing import Any, Self

from allonym.comparison import Measures, Rarity
from allonym.fold import Folded
from allonym.name import Heard, Name
from allonym.parse import Part
from allonym.reading import Quick
from allonym.records import Reading

SOURCE: str

class Word:
    part: Part
    spoken: tuple[str, ...]
    codes: tuple[str, ...]
    readings: tuple[Reading, ...]
    sounds: tuple[str, ...]
    wide: tuple[str, ...]
    which: tuple[int, ...]
    broad: frozenset[str]
    weight: float
    def __new__(cls, record: str, field: str, item: str, /) -> Self: ...

class Listener:
    def __new__(
        cls,
        plain: Callable[[str], tuple[tuple[str, ...], str] | None],
        roles: Mapping[str, str],
        phrases: Mapping[str, int],
        numbers: Mapping[str, int],
        patronymics: tuple[str, ...],
        script_of: Callable[[str], str | None],
        reader: Callable[[str, str], tuple[bytes | tuple[str, ...], tuple[str, ...]]],
        group: Callable[[str], Quick],
        name: type[Name],
        fold: Callable[[str], Folded],
        pieces: Callable[[str], tuple[Heard, ...]],
        phrase: Callable[[str, str, str, str], Heard],
        adjectives: Mapping[str, str],
        ages: Callable[[str], bool],
        marks: Mapping[str, int],
        slips: Callable[[str], str],
        slipping: tuple[str, ...],
        side: str,
        most: int,
        /,
    ) -> Self: ...
    def __call__(self, text: str, /) -> Name | None: ...
    def likely(self, a: str, b: str, rarity: Rarity, scale: Scale, /) -> tuple[float, str] | None: ...

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
def supply_hearing(knowledge: Callable[[], Mapping[str, Any]], /) -> None: ...
def heard(part: Part, spoken: bytes | tuple[str, ...], codes: tuple[str, ...], /) -> Word: ...
def forget() -> None: ...
def pair(x: Heard, y: Heard, /) -> tuple[float, float, str, int, int, str, float]: ...
def share(x: Heard | Word, y: Heard | Word, /) -> float: ...
def measure(a: Name, b: Name, rarity: Rarity = ..., /) -> Measures: ...
def likely(a: Name, b: Name, rarity: Rarity, scale: Scale, /) -> tuple[float, str]: ...
