"""Which of the labelled names may be learned from? Those of half the entities; the other half judges."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

# The types of the data that allonym calls otherwise.
TYPES = {"org": "organization"}
# Kinds of queries that sound and spelling alone cannot answer.
UNANSWERABLE = {"alias-or-translation", "abbreviation", "partial-name", "cross-script-kanji"}


def in_learning_half(key: str) -> bool:
    """Is an entity in the half of the data that is learned from?"""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 0


def rows(path: Path) -> list[dict]:
    """Read gzipped JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
