"""How does a new file take the place of an old one, whole or not at all?

A file is written under a name that nobody reads, synced, and renamed. One builder at a time holds the folder's lock, so
that whatever else bears such a name was left by a dead one, and is swept.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from allonym.errors import IndexNotWritten

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = ".lock"
PART = ".part"
# Python's own name for "no such flag here" is none: Windows has no O_NOFOLLOW and needs O_BINARY.
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
OPEN_TO_UMASK = 0o666
NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ELOOP, None)


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold a folder for one builder; others wait. It is made if need be, and goes again if it stays empty.

    Raises IndexNotWritten for whatever the system refuses.
    """
    if "\0" in str(folder):
        raise IndexNotWritten("a path cannot have a NUL in it; give another one")
    try:
        handle = _lock(folder)
        try:
            yield
        finally:
            # Unlinked while it is held: whoever waited for it finds that it is no longer the folder's, and asks again.
            _forgive(folder / LOCK)
            os.close(handle)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IndexNotWritten(
            f"{folder}: not written ({reason}); {_remedy(getattr(error, 'errno', None))}, and write it again"
        ) from error
    finally:
        with suppress(OSError, UnicodeError):
            folder.rmdir()


def _lock(folder: Path) -> int:
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            if not _went(folder):
                raise
            continue
        try:
            handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, OPEN_TO_UMASK)
        except FileNotFoundError:
            continue
        try:
            _wait(handle)
            if os.path.samestat(os.fstat(handle), (folder / LOCK).stat()):
                return handle
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _went(folder: Path) -> bool:
    """Was it a folder that the builder before took away, or is there something else in its place?"""
    try:
        return stat.S_ISDIR(folder.stat().st_mode)
    except FileNotFoundError:
        return not folder.is_symlink()


def _wait(handle: int) -> None:
    """Wait until no other builder holds the lock."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX)


def put(folder: Path, name: str, chunks: Iterable[bytes | memoryview]) -> None:
    """Write a file and put it in its place, where the old one stays until the new one is whole and synced."""
    made = folder / f".{name}{PART}"
    try:
        handle = os.open(made, NEW_FILE, OPEN_TO_UMASK)
        try:
            for chunk in chunks:
                _write(handle, chunk)
            os.fsync(handle)
        finally:
            os.close(handle)
        made.replace(folder / name)
    except BaseException:
        _forgive(made)
        raise


def _write(handle: int, data: bytes | memoryview) -> None:
    """Write all bytes, however few the system takes at a time."""
    view = memoryview(data).cast("B")
    while view:
        view = view[os.write(handle, view) :]


def sync(folder: Path) -> None:
    """Make the names in a folder last through a loss of power, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, names: Iterable[str]) -> None:
    """Take away files that nobody needs; one that cannot go, since somebody has it open, waits for the next time."""
    for name in names:
        _forgive(folder / name)


def _forgive(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _remedy(number: int | None) -> str:
    if number in NO_SPACE:
        return "free some space or choose another place"
    if number in NO_RIGHT:
        return "choose a place where you may write"
    return "check the disk"
