"""How does a gazetteer that was changed lie on disk?

Beside the file of the gazetteer lies a second, small one, with a gazetteer of what became of the changed entities, and
two blocks that say which these are. Each change writes the small one anew; `compact` makes one file of both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from allonym.errors import IndexCorrupt
from allonym.gazetteer.files import Blocks, open_blocks, write_delta
from allonym.gazetteer.gazetteer import Gazetteer
from allonym.gazetteer.updated import Difference, Updated, update

GONE, BARRED = "gone", "barred_since"


def open_gazetteer(
    path: str | Path, *, verify: bool = False, in_memory: bool = False, follow_links: bool = False
) -> Gazetteer:
    """Open a compiled gazetteer with all that has changed since; see `files.open_blocks`.

    Raises IndexCorrupt or IndexTooNew.
    """
    found = _joined(open_blocks(Path(path), verify=verify, in_memory=in_memory, follow_links=follow_links))
    if verify:
        for one in (found.base, found.delta) if isinstance(found, Updated) else (found,):
            one.check_order()
    return found


def _joined(blocks: Blocks) -> Gazetteer:
    base = Gazetteer(blocks)
    if blocks.delta is None:
        return base
    gone, barred = (_read(blocks.delta, name) for name in (GONE, BARRED))
    if not isinstance(gone, list) or not isinstance(barred, dict):
        raise IndexCorrupt(f"{blocks.path}: what changed is not told as it must be; build the gazetteer anew")
    return Updated(
        base, Gazetteer(blocks.delta), frozenset(gone), {key: frozenset(some) for key, some in barred.items()}
    )


def _read(blocks: Blocks, name: str) -> Any:
    try:
        return json.loads(bytes(blocks[name]))
    except (ValueError, RecursionError) as error:
        raise IndexCorrupt(f"{blocks.path}: block {name!r} cannot be read; build the gazetteer anew") from error


def update_folder(path: str | Path, change: Difference) -> Gazetteer:
    """Change the gazetteer of a folder, whole or not at all, and give it; who has it open keeps what it was.

    Raises BadTable, IndexCorrupt, IndexTooNew or IndexNotWritten.
    """
    blocks = open_blocks(Path(path))
    after = update(_joined(blocks), change)
    told: Mapping[str, Any] = {GONE: sorted(after.gone), BARRED: {k: sorted(v) for k, v in after.bars_changed.items()}}
    more = {name: json.dumps(value, sort_keys=True).encode() for name, value in told.items()}
    counts = {"entities": len(after.entities), "names": len(after.names)}
    write_delta(blocks, {**after.delta.blocks, **more}, counts=counts)
    return after


def compact(path: str | Path) -> Gazetteer:
    """Make one gazetteer of that of a folder and of all that has changed since, and give it opened.

    Raises IndexCorrupt, IndexTooNew or IndexNotWritten.
    """
    gazetteer = open_gazetteer(path)
    if isinstance(gazetteer, Updated):
        gazetteer.compacted().write(path)
    return open_gazetteer(path)
