"""How do tables become blocks that can be searched?

The same tables give the same bytes, whatever the order of their rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import define, field

from allonym.errors import AllonymError
from allonym.fold import fold, picture
from allonym.gazetteer.agree import check_agreement
from allonym.gazetteer.blocks import numbers, pack_list, pack_map
from allonym.gazetteer.skeleton import shortened, skeletons
from allonym.name import Heard, Name, listen
from allonym.reading import broaden
from allonym.records import Allonym, Entity
from allonym.tables import Table

# Names of two and up to this many words are also kept as one word, since spaces are often lost.
MOST_JOINED = 4
# Marks that keep kinds of keys apart in one map: sounds of words, sounds of joined names, numbers.
WORD_MARK, JOINED_MARK, NUMBER_MARK = "", "_", "#"
# One field of a record never holds this character: tables refuse control characters.
FIELD = "\x1f"
ITEM = "\x1e"

Progress = Callable[[int, int], None]


def build(tables: Iterable[Table], *, progress: Progress | None = None) -> dict[str, bytes]:
    """Make the blocks of a gazetteer; `progress` is called with names done and names in all."""
    tables = tuple(tables)
    entities = merged(tables)
    names = sorted({one for table in tables for one in table.names}, key=_order)
    index = _Index()
    for at, allonym in enumerate(names):
        index.add(at, allonym, entities[allonym.entity].type)
        if progress and at % 1000 == 0:
            progress(at, len(names))
    barred: dict[str, set[str]] = {}
    for table in tables:
        for key, some in table.not_same.items():
            barred.setdefault(key, set()).update(fold(name).key for name in some)
    if progress:
        progress(len(names), len(names))
    return index.blocks(names, entities, barred)


def merged(tables: Iterable[Table]) -> dict[str, Entity]:
    """Give all entities by id. Where two tables name one, the first in order of content that tells its type counts.

    Raises BadTable where two contradict each other.
    """
    tables = tuple(tables)
    check_agreement(tables)
    entities: dict[str, Entity] = {}
    for entity in sorted(
        {one for table in tables for one in table.entities.values()}, key=lambda one: (one.id, not one.type, repr(one))
    ):
        entities.setdefault(entity.id, entity)
    return entities


def _order(one: Allonym) -> tuple[str, ...]:
    return one.entity, one.name, one.tag, one.kind, one.scheme, one.source


@define
class _Index:
    """The index while it grows."""

    spelled: dict[str, list[int]] = field(factory=dict)
    words: dict[Heard, int] = field(factory=dict)
    postings: list[list[int]] = field(factory=list)
    spoken: dict[str, dict[int, None]] = field(factory=dict)
    bones: dict[str, dict[str, None]] = field(factory=dict)
    joined: dict[str, list[int]] = field(factory=dict)
    counts: dict[str, int] = field(factory=dict)
    parts: list[list[int]] = field(factory=list)
    keys: list[str] = field(factory=list)

    def add(self, at: int, allonym: Allonym, type: str) -> None:
        """Take in the name with this number, of an entity of this type."""
        try:
            name = listen(allonym.name, allonym.tag, type)
        except AllonymError:
            # A table's name that no query may ask for cannot be found; `table check` says so.
            name = Name(allonym.name, "", ())
        self.keys.append(name.key)
        if name.key:
            self.spelled.setdefault(name.key, []).append(at)
        self.parts.append([self._word(part) for part in name.parts])
        for word in dict.fromkeys(self.parts[at]):
            self.postings[word].append(at)
        for key in dict.fromkeys(part.part.key for part in name.parts):
            self.counts[key] = self.counts.get(key, 0) + 1
        if 1 < len(name.parts) <= MOST_JOINED and all(part.readings for part in name.parts):
            self._join(name, at)

    def _word(self, part: Heard) -> int:
        number = self.words.get(part)
        if number is None:
            number = self.words[part] = len(self.words)
            self.postings.append([])
            for wide in sorted(part.broad) or (NUMBER_MARK + part.part.key,):
                self.spoken.setdefault(wide, {})[number] = None
                if not wide.startswith(NUMBER_MARK):
                    self._hang(WORD_MARK, wide)
        return number

    def _join(self, name: Name, at: int) -> None:
        usual = [broaden(part.readings[0].sounds) for part in name.parts]
        orders = (usual, usual[::-1]) if len(usual) == 2 else (usual,)
        for order in orders:
            wide = "".join(order)
            self.joined.setdefault(wide, []).append(at)
            self._hang(JOINED_MARK, wide)

    def _hang(self, mark: str, wide: str) -> None:
        """Note broad sounds under their skeletons, whole and with one letter less."""
        for skeleton in skeletons(wide):
            self.bones.setdefault(mark + skeleton, {})[wide] = None
            for short in shortened(skeleton):
                self.bones.setdefault(mark + short, {})[wide] = None

    def blocks(
        self, names: Sequence[Allonym], entities: Mapping[str, Entity], barred: Mapping[str, set[str]]
    ) -> dict[str, bytes]:
        """Pack all that was taken in."""
        pictured: dict[str, list[int]] = {}
        for key, some in self.spelled.items():
            pictured.setdefault(picture(key), []).extend(some)
        return {
            "names": pack_list(_record(*_order(one), self.keys[at]) for at, one in enumerate(names)),
            "parts": pack_list(numbers(some) for some in self.parts),
            "entities": pack_map(
                {key: json.dumps(one.to_dict(), ensure_ascii=False).encode() for key, one in entities.items()}
            ),
            "barred": pack_map({key: _record(*sorted(some)) for key, some in barred.items()}),
            "spelled": pack_map({key: numbers(some) for key, some in self.spelled.items()}),
            "pictured": pack_map({key: numbers(sorted(some)) for key, some in pictured.items()}),
            "words": pack_list(_word_record(part) for part in self.words),
            "postings": pack_list(numbers(some) for some in self.postings),
            "spoken": pack_map({key: numbers(some) for key, some in self.spoken.items()}),
            "bones": pack_map({key: _record(*some) for key, some in self.bones.items()}),
            "joined": pack_map({key: numbers(some) for key, some in self.joined.items()}),
            "counts": pack_map({key: numbers([count]) for key, count in self.counts.items() if count > 1}),
        }


def _record(*fields: str) -> bytes:
    return FIELD.join(fields).encode()


def _word_record(heard: Heard) -> bytes:
    part = heard.part
    number = "" if part.number is None else str(part.number)
    readings = [one.sounds + ITEM + one.orthography for one in heard.readings]
    return _record(part.text, part.key, part.role, part.script, number, *readings)
