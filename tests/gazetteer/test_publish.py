"""How does a new file take the place of an old one, whole or not at all?"""

import os
import signal
import sys
import threading
import time

import pytest

from allonym.errors import IndexNotWritten
from allonym.gazetteer import publish
from allonym.gazetteer.publish import building, put, sweep


def names(folder):
    """The files of a folder."""
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_put_whole(tmp_path):
    """A file has all that it was to have, an older one is replaced, and nothing else is left."""
    for chunks in ([b"old"], [b"a", memoryview(b"bc"), b""]):
        put(tmp_path, "file", chunks)
    assert (tmp_path / "file").read_bytes() == b"abc"
    assert names(tmp_path) == ["file"]


def test_a_failing_source_changes_nothing(tmp_path):
    """Where the bytes cannot be made, the old file stays and the new one goes."""

    def chunks():
        yield b"half"
        raise KeyboardInterrupt

    put(tmp_path, "file", [b"old"])
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, "file", chunks())
    assert (tmp_path / "file").read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


def test_writing_goes_on_after_a_short_write(tmp_path, monkeypatch):
    """A system that takes seven bytes at a time is given all of them."""
    write = os.write
    monkeypatch.setattr(publish.os, "write", lambda handle, data: write(handle, data[:7]))
    put(tmp_path, "file", [bytes(range(256))])
    assert (tmp_path / "file").read_bytes() == bytes(range(256))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers here")
def test_writing_goes_on_after_signals(tmp_path):
    """Signals that come every millisecond lose no byte."""
    came = []
    before = signal.signal(signal.SIGALRM, lambda *_: came.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        while len(came) < 20:
            put(tmp_path, "file", [bytes(100_000)] * 20)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert (tmp_path / "file").read_bytes() == bytes(2_000_000)


def test_a_link_is_not_written_through(tmp_path):
    """A symbolic link that somebody laid where the new file is to be written is refused, and its target untouched."""
    (tmp_path / "target").write_text("dear")
    (tmp_path / ".file.part").symlink_to(tmp_path / "target")
    with pytest.raises(FileExistsError):
        put(tmp_path, "file", [b"new"])
    assert (tmp_path / "target").read_text() == "dear"


def test_one_builder_at_a_time(tmp_path):
    """A second builder waits until the first is done; the lock leaves no file behind."""
    folder, order, inside = tmp_path / "folder", [], threading.Event()

    def second():
        inside.wait()
        with building(folder):
            order.append("second")
            put(folder, "file", [b"2"])

    other = threading.Thread(target=second)
    other.start()
    with building(folder):
        inside.set()
        time.sleep(0.1)
        order.append("first")
        put(folder, "file", [b"1"])
    other.join()
    assert order == ["first", "second"]
    assert names(folder) == ["file"]


def test_builders_who_leave_nothing_leave_no_folder(tmp_path):
    """A folder that a builder made and left empty goes again, also while others wait for it."""

    def build():
        for _ in range(50):
            with building(tmp_path / "folder"):
                pass

    others = [threading.Thread(target=build) for _ in range(8)]
    for one in others:
        one.start()
    for one in others:
        one.join()
    assert names(tmp_path) == []


def test_what_the_system_refuses_is_told(tmp_path):
    """Errors of the system are told with reason and remedy; others pass as they are."""
    with pytest.raises(IndexNotWritten, match=r"No space.*free some space"), building(tmp_path / "folder"):
        raise OSError(28, "No space left on device")
    with pytest.raises(ValueError, match="mine"), building(tmp_path / "folder"):
        raise ValueError("mine")
    with pytest.raises(IndexNotWritten, match="NUL"), building(tmp_path / "nul\0"):
        pass


def test_sweeping_forgives(tmp_path):
    """What is gone already, or cannot go, keeps nobody."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    sweep(tmp_path, ["missing", "folder", "file"])
    assert names(tmp_path) == ["folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights")
def test_rights_follow_the_mask(tmp_path):
    """Who may read a gazetteer is what the user's mask says."""
    mask = os.umask(0o027)
    try:
        with building(tmp_path / "folder"):
            put(tmp_path / "folder", "file", [b""])
    finally:
        os.umask(mask)
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "folder/file").stat().st_mode & 0o777 == 0o640
