"""What is left of a gazetteer when disks fill up, bits flip and builders die?

Each test prints what it tried and what came of it: `pytest -m slow -rP tests/gazetteer/test_faults.py`.
"""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections import Counter

import pytest

from allonym import Allonym, Entity, Resolver
from allonym.errors import IndexCorrupt, IndexNotWritten
from allonym.gazetteer import Gazetteer, compact, compile_tables, compiling
from allonym.gazetteer.files import MAGIC, MANIFEST, read_manifest, write_blocks
from allonym.gazetteer.pieces import PIECE
from allonym.gazetteer.segments import open_gazetteer, update_folder
from allonym.gazetteer.updated import difference
from allonym.tables import Table

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="builders are forked, and killed, where that is possible"),
]
# Same every time: a red run must be red again.
SEED = 20261122
FIRST = "Oleg Vera Janka Zdzisław Jörg Iryna Halil Samir Kostas Giorgi Minsu Élan".split()
LAST = "Chmarin Tarnowska Rudnik Wüstenmüller Dolgowa Halıcı Hamdani Varnas Kvarelia Bak Onealan Borowik".split()
# By spelling, by sound, by near sound, and nobody.
ASKED = ("Oleg Chmarin", "Oleg Khmarin", "Chmarin Oleg", "Vera Tarnovskaya", "Joerg Wuestenmueller", "Dolgova", "Qqq")
CALLS = {
    "write": (os, "write"),
    "fsync": (os, "fsync"),
    "rename": (os, "replace"),
    "open": (os, "open"),
    "mkdir": (os, "mkdir"),
}
UNLINK = {"unlink": (os, "unlink"), "rmdir": (os, "rmdir")}


def table(generation: int, people: int = len(FIRST)) -> Table:
    """People who are called alike in every generation, and whose ids tell the generation."""
    rows = [
        Allonym(f"{generation}:{at}", f"{FIRST[at % 12]} {LAST[(at + at // 12) % 12]}" + ("" if at < 144 else f" {at}"))
        for at in range(people)
    ]
    return Table("people", tuple(rows), {row.entity: Entity(row.entity, row.name, "person") for row in rows}, {}, {})


def made(generation: int) -> Gazetteer:
    """The gazetteer of one generation, in memory."""
    return Gazetteer.of([table(generation)])


def answers(resolver: Resolver) -> list:
    """What a resolver answers to the questions, to the last bit."""
    return [[(match.id, match.score, match.via) for match in resolver.resolve(name).matches] for name in ASKED]


def resolver_of(gazetteer) -> Resolver:
    """A resolver over this gazetteer."""
    resolver = Resolver.__new__(Resolver)
    resolver._use(gazetteer)
    return resolver


@pytest.fixture(scope="module")
def generations():
    """Some gazetteers in memory."""
    return [made(generation) for generation in range(8)]


@pytest.fixture(scope="module")
def expected(generations):
    """What each of them answers."""
    found = [answers(resolver_of(one)) for one in generations]
    assert len({json.dumps(one) for one in found}) == len(found)
    assert found[0][-1] == []
    assert all(found[0][:-1])
    return found


@pytest.fixture
def path(tmp_path, generations):
    """The gazetteer of generation 0 on disk, in a folder of its own."""
    place = tmp_path / "place" / "people.gazetteer"
    generations[0].write(place)
    return place


def which(path, expected) -> int:
    """The generation that stands at a path; whole, and with right answers."""
    found = answers(Resolver.open(path, verify=True))
    assert found in expected
    return expected.index(found)


def left_over(path) -> set[str]:
    """What is in the folder, and beside it, that belongs to no gazetteer."""
    wanted = {MANIFEST, read_manifest(path)["segment"]["file"]}
    return {one.name for one in path.iterdir()} - wanted | {one.name for one in path.parent.iterdir()} - {path.name}


class Trap:
    """Counts calls of the system, and does something at the n-th one."""

    def __init__(self, calls, at, does) -> None:
        self.count, self.sprung = 0, ""
        self._calls, self._at, self._does = calls, at, does
        self._kept = {}

    def __enter__(self):
        for name, (module, function) in self._calls.items():
            self._kept[name] = getattr(module, function)
            setattr(module, function, self._watched(name, self._kept[name]))
        return self

    def __exit__(self, *_):
        for name, (module, function) in self._calls.items():
            setattr(module, function, self._kept[name])

    def _watched(self, name, call):
        def watched(*args, **settings):
            self.count += 1
            if self.count - 1 == self._at:
                self.sprung = name
                return self._does(name, lambda *other: call(*(other or args), **settings), *args)
            return call(*args, **settings)

        return watched


def in_child(does) -> int:
    """Do something in a child process; gives its process id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        does()
        status = 0
    finally:
        os._exit(status)


def dice() -> random.Random:
    """Chance that is the same every time."""
    return random.Random(SEED)  # noqa: S311  (no secret)


def say(*facts):
    """Print what was tried."""
    sys.stdout.write(" ".join(map(str, facts)) + "\n")


@pytest.mark.parametrize(
    ("number", "partly"),
    [(errno.ENOSPC, False), (errno.ENOSPC, True), (errno.EIO, False), (errno.EDQUOT, True)],
    ids=["no space", "no space after a part", "I/O error", "quota after a part"],
)
def test_a_full_or_failing_disk_changes_nothing(path, generations, expected, number, partly):
    """An error of the disk at any call is told; the old gazetteer or the new one stands, and no orphan.

    Only where the new one may not outlast a loss of power, the old one's file stays too, until the next build.
    """

    def fails(name, call, *args):
        if partly and name == "write":
            call(args[0], bytes(args[1])[: len(args[1]) // 2])
        raise OSError(number, os.strerror(number), "here")

    ended = Counter()
    for at in range(1000):
        before, file = which(path, expected), read_manifest(path)["segment"]["file"]
        new = before % 7 + 1
        with Trap(CALLS, at, fails) as trap:
            try:
                generations[new].write(path)
                ended["written"] += 1
            except IndexNotWritten as error:
                assert os.strerror(number) in str(error)  # noqa: PT017
                ended[trap.sprung] += 1
        if not trap.sprung:
            break
        now = which(path, expected)
        assert now in (before, new)
        assert left_over(path) <= ({file} if now == new else set())
        if trap.sprung in {"write", "rename"}:
            assert now == before
        generations[now].write(path)
        assert left_over(path) == set()
    assert min(ended[name] for name in ("write", "fsync", "rename", "open")) >= 2
    say(f"{os.strerror(number)}, {'after a part' if partly else 'at once'}:", dict(ended))


def test_a_first_build_that_fails_leaves_nothing(tmp_path, generations):
    """Where there was no gazetteer before, a failing disk leaves none, and no folder."""

    def fails(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    told = 0
    for at in range(1000):
        place = tmp_path / "new.gazetteer"
        with Trap(CALLS, at, fails) as trap:
            try:
                generations[0].write(place)
            except IndexNotWritten:
                told += 1
                assert not place.exists() or (place / MANIFEST).is_file()
        if not trap.sprung:
            break
        shutil.rmtree(place, ignore_errors=True)
    assert told >= 8
    say("first builds that failed:", told)


def test_what_cannot_be_swept_waits(path, generations, expected):
    """Where an old file cannot be taken away, the new gazetteer stands all the same, and the next build sweeps."""

    def fails(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    tried = 0
    for at in range(20):
        new = at % 7 + 1
        with Trap(UNLINK, at, fails) as trap:
            generations[new].write(path)
        tried += bool(trap.sprung)
        assert which(path, expected) == new
    generations[0].write(path)
    assert left_over(path) == set()
    assert tried >= 2
    say("unlinks that failed:", tried)


def killed_at(path, gazetteer, does) -> None:
    """Let a child write a gazetteer, and wait for its end."""
    os.waitpid(in_child(lambda: does(gazetteer, path)), 0)


def test_a_builder_killed_at_every_call(path, generations, expected):
    """Killed before, in the middle of, or after any call, a builder leaves the old gazetteer or the new one."""

    def dies(when):
        def die(name, call, *args):
            try:
                if when == "in":
                    call(*((args[0], bytes(args[1])[: len(args[1]) // 2]) if name == "write" else args))
                elif when == "after":
                    call()
            finally:
                os.kill(os.getpid(), signal.SIGKILL)

        return die

    ended, calls = Counter(), {**CALLS, **UNLINK}
    for when in ("before", "in", "after"):
        for at in range(1000):
            before = which(path, expected)
            new = before % 7 + 1

            def build(at=at, when=when, new=new):
                with Trap(calls, at, dies(when)) as trap:
                    generations[new].write(path)
                os._exit(0 if not trap.sprung else 1)

            _, status = os.waitpid(in_child(build), 0)
            if not os.WIFSIGNALED(status):
                assert os.WEXITSTATUS(status) == 0
                break
            now = which(path, expected)
            assert now in (before, new)
            ended["new" if now == new else "old"] += 1
    generations[0].write(path)
    assert left_over(path) == set()
    assert min(ended.values()) >= 5
    say("builders killed at each call:", sum(ended.values()), dict(ended))


def test_a_change_killed_at_every_call(path, expected):
    """Killed after any call, who changes a gazetteer leaves it as it was or as it is to be."""
    ended = Counter()
    before, after = table(0), table(0, len(FIRST) + 1)
    new = answers(resolver_of(Gazetteer.of([after])))
    assert new != expected[0]

    def die(_name, call, *_args):
        try:
            call()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)

    for at in range(1000):

        def change(at=at):
            with Trap({**CALLS, **UNLINK}, at, die):
                update_folder(path, difference([before], [after]))

        _, status = os.waitpid(in_child(change), 0)
        found = answers(resolver_of(open_gazetteer(path, verify=True)))
        assert found in (expected[0], new)
        ended["new" if found == new else "old"] += 1
        if not os.WIFSIGNALED(status):
            assert status == 0
            break
        if found == new:
            Gazetteer.of([before]).write(path)
    assert left_over(path) == {read_manifest(path)["delta"]["file"]}
    assert min(ended.values()) >= 2
    say("changes killed at each call:", sum(ended.values()), dict(ended))


def changed(path, before, after):
    """Change the gazetteer of a folder by the difference of two tables."""
    update_folder(path, difference([before], [after]))


def needed(path) -> set[str]:
    """The files that the manifest of a folder leads to, and itself."""
    manifest = read_manifest(path)
    return {MANIFEST, *(manifest[one]["file"] for one in ("segment", "delta") if one in manifest)}


@pytest.fixture
def change(expected):
    """Two tables, and what is answered of both."""
    before, after = table(0), table(0, len(FIRST) + 1)
    new = answers(resolver_of(Gazetteer.of([after])))
    assert new != expected[0]
    return before, after, [expected[0], new]


def test_a_full_or_failing_disk_leaves_a_change_undone(path, change):
    """An error of the disk at any call of a change is told; what was or what is to be stands, and no orphan."""
    before, after, right = change
    ended = Counter()
    for number in (errno.ENOSPC, errno.EIO):

        def fails(name, call, *args, number=number):
            if name == "write":
                call(args[0], bytes(args[1])[: len(args[1]) // 2])
            raise OSError(number, os.strerror(number), "here")

        for at in range(1000):
            with Trap(CALLS, at, fails) as trap:
                try:
                    changed(path, before, after)
                    ended["written"] += 1
                except (IndexNotWritten, IndexCorrupt):
                    ended[trap.sprung] += 1
            found = right.index(answers(resolver_of(open_gazetteer(path, verify=True))))
            assert found == 0 or trap.sprung not in {"write", "rename"}
            assert {one.name for one in path.iterdir()} >= needed(path)
            assert not any(one.name.endswith(".part") for one in path.iterdir())
            if found:
                Gazetteer.of([before]).write(path)
                assert {one.name for one in path.iterdir()} == needed(path)
            if not trap.sprung:
                break
    assert min(ended[name] for name in ("write", "fsync", "rename", "open")) >= 2
    say("changes of a gazetteer that a failing disk ended:", dict(ended))


def test_damage_to_a_change_never_gives_a_wrong_answer(path, change):
    """With any bit of the file of a change flipped, or the file cut, all is right or told."""
    before, after, right = change
    changed(path, before, after)
    pick, ended = dice(), Counter()
    segment = read_manifest(path)["delta"]
    file, size = path / segment["file"], segment["bytes"]
    for _ in range(1000):
        bit = pick.randrange(8 * size)
        flipped(file, bit)
        try:
            assert answers(resolver_of(open_gazetteer(path))) == right[1]
            ended["right answers"] += 1
        except IndexCorrupt:
            ended["told at first touch"] += 1
        with pytest.raises(IndexCorrupt):
            open_gazetteer(path, verify=True)
        flipped(file, bit)
    whole, cuts = file.read_bytes(), 0
    for cut in sorted({at + beside for at in range(0, size + 1, PIECE) for beside in (-1, 0, 1)} - {-1}):
        if cut < size:
            file.write_bytes(whole[:cut])
            with pytest.raises(IndexCorrupt):
                open_gazetteer(path)
            cuts += 1
    file.write_bytes(whole)
    assert answers(resolver_of(open_gazetteer(path, verify=True))) == right[1]
    say("bits of a change flipped, and asked:", dict(ended), "all found by verify; cuts", cuts, "all found when opened")


def test_changes_killed_at_random_times(path, change):
    """Two hundred who change and compact a gazetteer, killed at any moment, leave it as it was or as it is to be."""
    before, after, right = change
    pick, ended = dice(), Counter()
    for _ in range(200):

        def work():
            for _ in range(1000):
                now = right.index(answers(resolver_of(open_gazetteer(path))))
                changed(path, *((after, before) if now else (before, after)))
                compact(path)

        child = in_child(work)
        time.sleep(pick.uniform(0, 0.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = right.index(answers(resolver_of(open_gazetteer(path, verify=True))))
        ended["new" if found else "old"] += 1
    Gazetteer.of([before]).write(path)
    assert {one.name for one in path.iterdir()} == needed(path)
    say("changes and compactions killed at random times: 200,", dict(ended))


def test_readers_during_changes(path, change):
    """Whoever reads while a gazetteer is changed and compacted has the answers of before or of after, and no error."""
    before, after, right = change
    end = time.monotonic() + 5

    def read():
        while time.monotonic() < end:
            reader = resolver_of(open_gazetteer(path))
            first = answers(reader)
            assert first in right
            assert answers(reader) == first

    children = [in_child(read) for _ in range(4)]
    changes = 0
    while time.monotonic() < end:
        changed(path, *((after, before) if changes % 2 else (before, after)))
        changes += 1
        if changes % 3 == 0:
            compact(path)
    assert {os.waitpid(child, 0)[1] for child in children} == {0}
    say("readers during changes: 4 processes, 5 s,", changes, "changes; wrong 0")


def test_a_build_that_spills_killed_at_random_times(path, tmp_path, generations, expected):
    """Sixty builders that sort in files, killed at any moment, leave the old gazetteer or the new one, and no file."""
    rows = "".join(f"{row.entity}\t{row.name}\tperson\n" for row in table(1).names)
    names = tmp_path / "names.tsv"
    names.write_text("entity\tname\ttype\n" + rows, encoding="utf-8")
    pick, ended = dice(), Counter()

    def build():
        compiling.LEAST_MEMORY = 0
        for _ in range(1000):
            compile_tables([names], path, memory=100)

    for _ in range(60):
        generations[0].write(path)
        child = in_child(build)
        time.sleep(pick.uniform(0, 0.3))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        ended["new" if which(path, expected) == 1 else "old"] += 1
        assert {one.name for one in path.parent.iterdir()} == {path.name}
    generations[0].write(path)
    assert left_over(path) == set()
    say("builders that spill, killed at random times: 60,", dict(ended))


def test_a_builder_killed_at_random_times(path, generations, expected):
    """Two hundred builders, killed at any moment of reading, packing and writing, never leave a torn gazetteer."""
    pick, ended, orphans = dice(), Counter(), 0
    before, start = 0, time.perf_counter()
    for _ in range(10):
        generations[0].write(path)
    usual = (time.perf_counter() - start) / 10
    for _ in range(200):
        new = before % 7 + 1
        whole = pick.random() < 0.2

        def build(new=new, whole=whole):
            for _ in range(1000):
                (made(new) if whole else generations[new]).write(path)

        child = in_child(build)
        time.sleep(pick.uniform(0, 8 * usual))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        orphans += bool(left_over(path))
        before, was = which(path, expected), before
        assert before in (was, new)
        ended["new" if before == new else "old"] += 1
    generations[0].write(path)
    assert left_over(path) == set()
    assert which(path, expected) == 0
    say("builders killed at random times: 200,", dict(ended), f"orphans left {orphans}, swept by the next build")


def test_every_byte_of_the_manifest_counts(path, expected):
    """Whichever byte of the manifest changes in whichever bit, opening is an error."""
    pick, whole = dice(), (path / MANIFEST).read_bytes()
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1 << pick.randrange(8)
        (path / MANIFEST).write_bytes(changed)
        with pytest.raises(IndexCorrupt):
            Gazetteer.open(path)
    (path / MANIFEST).write_bytes(whole)
    assert which(path, expected) == 0
    say("bytes of the manifest in which a bit flipped:", len(whole), "all found when opened")


def flipped(file, bit):
    """Flip one bit of a file."""
    with file.open("r+b") as opened:
        opened.seek(bit // 8)
        (byte,) = opened.read(1)
        opened.seek(bit // 8)
        opened.write(bytes([byte ^ 1 << bit % 8]))


def test_verify_finds_every_flipped_bit(path, expected):
    """Whichever bit of the file of blocks flips, of its beginning, its blocks or its sums, verify finds it."""
    pick, segment = dice(), read_manifest(path)["segment"]
    size, file = segment["bytes"], path / segment["file"]
    sums = range(8 * segment["body"], 8 * size)
    bits = [*range(8 * len(MAGIC)), *sums, *(pick.randrange(8 * size) for _ in range(10_000))]
    for bit in bits:
        flipped(file, bit)
        with pytest.raises(IndexCorrupt):
            Gazetteer.open(path, verify=True)
        flipped(file, bit)
    assert which(path, expected) == 0
    say("bits of blocks flipped:", len(bits), "all found by verify")


def test_a_flipped_bit_never_gives_a_wrong_answer(tmp_path):
    """With any bit of the file of blocks flipped, a query answers right, or says that it cannot."""
    pick, ended, path = dice(), Counter(), tmp_path / "people.gazetteer"
    gazetteer = Gazetteer.of([table(0, 2500)])
    gazetteer.write(path)
    right = answers(resolver_of(gazetteer))
    segment = read_manifest(path)["segment"]
    for _ in range(1000):
        bit = pick.randrange(8 * segment["bytes"])
        flipped(path / segment["file"], bit)
        try:
            assert answers(Resolver.open(path)) == right
            ended["right answers"] += 1
        except IndexCorrupt:
            ended["told at first touch"] += 1
        flipped(path / segment["file"], bit)
    assert answers(Resolver.open(path, verify=True)) == right
    assert ended["told at first touch"] > 50
    say("bits of blocks flipped, and asked:", dict(ended))


def test_a_cut_file_is_always_found(tmp_path):
    """Cut at any 4 KiB, or a byte beside, or grown, no file is opened."""
    path = tmp_path / "people.gazetteer"
    Gazetteer.of([table(0, 3000)]).write(path)
    tried = 0
    for file in (path / MANIFEST, path / read_manifest(path)["segment"]["file"]):
        whole = file.read_bytes()
        ends = {cut + beside for cut in range(0, len(whole) + PIECE, PIECE) for beside in (-1, 0, 1)}
        for end in sorted(ends - {-1, len(whole)}, reverse=True):
            file.write_bytes(whole) if end > len(whole) else None
            os.truncate(file, end)
            for how in ({}, {"in_memory": True}):
                with pytest.raises(IndexCorrupt):
                    Gazetteer.open(path, **how)
            tried += 1
        file.write_bytes(whole)
    Gazetteer.open(path, verify=True)
    assert tried > 100
    say("cuts:", tried, "all found when opened")


def test_readers_during_swaps(path, generations, expected):
    """A hundred readers in eight processes open while gazetteers are swapped: no error, and no mixed answer."""
    seconds, processes, threads = 15, 8, 13
    end = time.monotonic() + seconds

    def read():
        counts, seen, wrong = Counter(), set(), []

        def one():
            while time.monotonic() < end and not wrong:
                try:
                    reader = Resolver.open(path)
                    counts["opened"] += 1
                    first = answers(reader)
                    if first not in expected or answers(reader) != first:
                        wrong.append("mixed answers")
                    counts["answers"] += 2 * len(ASKED)
                    seen.add(expected.index(first))
                except Exception as error:  # noqa: BLE001  (any error at all is a finding)
                    wrong.append(repr(error))

        crew = [threading.Thread(target=one) for _ in range(threads)]
        for thread in crew:
            thread.start()
        for thread in crew:
            thread.join()
        os.write(out, (json.dumps([dict(counts), sorted(seen), wrong[:3]]) + "\n").encode())

    came, out = os.pipe()
    children = [in_child(read) for _ in range(processes)]
    os.close(out)
    swaps = 0
    while time.monotonic() < end:
        swaps += 1
        generations[swaps % 8].write(path)
        # Every other spell without any pause, since a reader is most in danger between two of its calls.
        if swaps // 50 % 2:
            time.sleep(0.1)
    with os.fdopen(came) as lines:
        told = [json.loads(line) for line in lines]
    assert {os.waitpid(child, 0)[1] for child in children} == {0}
    assert [wrong for _, _, wrong in told] == [[]] * processes
    assert {one for _, seen, _ in told for one in seen} >= {0, 1, 2}
    assert left_over(path) == set()
    opened, answered = (sum(counts[key] for counts, _, _ in told) for key in ("opened", "answers"))
    say(
        f"{processes * threads} readers, {swaps} swaps in {seconds} s: opened {opened:,}, answers {answered:,}, wrong 0"
    )


def test_two_builders_at_once(path, generations, expected):
    """Four builders that write to one place at once leave one whole gazetteer, and nothing else."""
    end = time.monotonic() + 3

    def build(mine):
        while time.monotonic() < end:
            generations[mine].write(path)

    children = [in_child(lambda mine=mine: build(mine)) for mine in (1, 2, 3, 4)]
    looked = 0
    while time.monotonic() < end:
        assert answers(Resolver.open(path, verify=True)) in expected[:5]
        looked += 1
    assert {os.waitpid(child, 0)[1] for child in children} == {0}
    assert which(path, expected) in (1, 2, 3, 4)
    assert left_over(path) == set()
    say("four builders at once: looked", looked, "times, always whole")


def test_a_living_builder_keeps_its_files(path, generations, expected):
    """A second builder does not sweep what a first one is writing: it waits."""
    stopped, go = os.pipe(), os.pipe()

    def stop(_name, call, *_args):
        os.write(stopped[1], b"!")
        os.read(go[0], 1)
        return call()

    def build():
        # In the middle of the large file: opened lock and file, one part written.
        with Trap({"fsync": (os, "fsync")}, 0, stop):
            generations[1].write(path)

    child = in_child(build)
    os.read(stopped[0], 1)
    assert {one for one in left_over(path) if one.endswith(".part")}
    second = threading.Thread(target=lambda: generations[2].write(path))
    second.start()
    time.sleep(0.3)
    assert second.is_alive()
    assert which(path, expected) == 0
    os.write(go[1], b"!")
    assert os.waitpid(child, 0)[1] == 0
    second.join()
    assert which(path, expected) == 2
    assert left_over(path) == set()


def test_power_may_be_lost_at_any_time(path, generations):
    """Each file is synced before it is renamed, and the folder before the manifest leads to a file and after."""
    calls = []

    def note(name, call):
        def noted(*args, **settings):
            calls.append((name, str(args[-1])))
            return call(*args, **settings)

        return noted

    kept = os.fsync, os.replace, os.unlink
    try:
        os.fsync, os.replace, os.unlink = (note(call.__name__, call) for call in kept)
        generations[1].write(path)
    finally:
        os.fsync, os.replace, os.unlink = kept
    order = [call[0] + (":" + call[-1].rpartition(".")[2] if call[0] != "fsync" else "") for call in calls]
    assert order == [
        "fsync",
        "replace:blocks",
        "fsync",
        "fsync",
        "replace:json",
        "fsync",
        "fsync",
        "unlink:blocks",
        "unlink:lock",
    ]


def test_forked_children_answer_alike(path, expected):
    """Eight children that are forked after opening answer as their parent, at once, from one shared file."""
    reader = Resolver.open(path)

    def ask():
        for _ in range(20):
            assert answers(reader) == expected[0]

    children = [in_child(ask) for _ in range(8)]
    assert answers(reader) == expected[0]
    assert {os.waitpid(child, 0)[1] for child in children} == {0}


def test_threads_answer_alike(path, expected):
    """Sixteen threads that share a fresh reader answer alike, to the last bit; first touches race."""
    for _ in range(5):
        reader, found = Resolver.open(path), []
        ready = threading.Barrier(16)

        def ask(reader=reader, found=found, ready=ready):
            ready.wait()
            found.extend(answers(reader) == expected[0] for _ in range(5))

        crew = [threading.Thread(target=ask) for _ in range(16)]
        for thread in crew:
            thread.start()
        for thread in crew:
            thread.join()
        assert found == [True] * 80


def test_blocks_that_lie_are_found(path, generations):
    """Blocks that do not belong together, or point anywhere, with right checksums: an answer or an error, no signal."""
    pick, ended, blocks = dice(), Counter(), generations[0].blocks
    other, lying = Gazetteer.of([table(0, 200)]), path.parent / "lying"
    for name in blocks:
        write_blocks(lying, {**blocks, name: other.blocks[name]})
        ended[outcome(lying)] += 1
    for _ in range(100):
        name = pick.choice([name for name in sorted(blocks) if len(blocks[name]) > 8])
        block = bytearray(blocks[name])
        for _ in range(pick.randrange(1, 4)):
            at = pick.randrange(len(block) // 4) * 4
            number = pick.choice([0, 1, 2**31, 2**32 - 1, pick.randrange(2**32)])
            block[at : at + 4] = number.to_bytes(4, "little")
        write_blocks(lying, {**blocks, name: bytes(block)})
        ended[outcome(lying)] += 1
    assert set(ended) == {"answered", "told"}
    say("blocks that lie, with right checksums:", dict(ended))


def outcome(path) -> str:
    """How a child ends that asks a gazetteer."""
    out = path.parent / "outcome"

    def ask():
        try:
            answers(Resolver.open(path))
            out.write_text("answered")
        except IndexCorrupt:
            out.write_text("told")
        except Exception:  # noqa: BLE001  (any other error is a finding, and is shown)
            out.write_text(traceback.format_exc())

    _, status = os.waitpid(in_child(ask), 0)
    assert os.WIFEXITED(status), f"signal {os.WTERMSIG(status)}"
    return out.read_text()


def test_resolvers_of_spawned_processes(path, expected):
    """A process that starts anew and opens the same folder answers alike."""
    code = f"""
import json, sys
from allonym import Resolver
resolver = Resolver.open({str(path)!r})
print(json.dumps([[(m.id, m.score, m.via) for m in resolver.resolve(n).matches] for n in {ASKED!r}]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout) == [[list(row) for row in rows] for rows in expected[0]]
