"""Where does the data lie that an installed package brings, chosen by name?"""

import base64
import hashlib
import shutil
import subprocess
import sys
import zipfile

import pytest

import allonym
from allonym import plugins
from allonym.errors import BadPackage, UnknownScheme, UnknownTable
from allonym.romanization import schemes
from allonym.tables import find_tables

CODE = "desk-rus-Cyrl-Latn-2026"
SCHEME = f"""code = "{CODE}"
title = "House style"
cite = "The style book of a desk"
lang = "ru"
source = "Cyrl"
target = "Latn"
alphabet = "амн"
rules = [["а", "a"], ["м", "m"], ["н", "nn"]]
samples = [["анна", "annnna"], ["мама", "mama"]]
"""
POINTS = f"""[allonym.tables]
desk-names = desk_names.tables.people
not-there = desk_names.tables.nowhere
no-folder = desk_names.tables:people
[allonym.schemes]
{CODE} = desk_names.schemes
desk-without-file = desk_names.schemes
"""
FILES = {
    # Whoever runs this code has imported the package.
    "desk_names/__init__.py": 'import pathlib; pathlib.Path(__file__).with_name("ran").touch()\n',
    "desk_names/tables/people/names.tsv": "entity\tname\ntest:chmarin\tОлег Хмарин\n",
    "desk_names/tables/people/table.toml": 'title = "People of a desk"\n',
    f"desk_names/schemes/{CODE}.toml": SCHEME,
}


def wheel(folder, package="desk-names"):
    """Write a wheel of a package that brings a table and a scheme, with the checksums of its files."""
    info = f"{package.replace('-', '_')}-1.0.dist-info"
    files = {
        **FILES,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": POINTS,
    }
    record = "".join(f"{name},sha256={sum_of(text)},{len(text.encode())}\n" for name, text in files.items())
    path = folder / f"{package.replace('-', '_')}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            packed.writestr(name, text)
    return path


def sum_of(text):
    """The checksum of a file, as wheels have it."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def install(path, folder):
    """Put a wheel in its place, as installers do."""
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A place for packages, with one that brings a table and a scheme."""
    folder = tmp_path / "site"
    install(wheel(tmp_path), folder)
    monkeypatch.syspath_prepend(folder)
    yield folder
    allonym.romanization.scheme_by_code.cache_clear()


@pytest.mark.usefixtures("site")
def test_a_table_of_an_installed_package_is_found_by_name():
    """A table of a package is one more name to choose, also with the package that brings it."""
    for name in ("desk-names", "desk-names:desk-names"):
        (table,) = find_tables([name])
        assert table.title == "People of a desk"
        assert allonym.Resolver(tables=[name]).resolve("Oleg Chmarin").id == "test:chmarin"
    assert "desk-names" in plugins.names(plugins.TABLES)


@pytest.mark.usefixtures("site")
def test_a_scheme_of_an_installed_package_is_found_by_code():
    """A scheme of a package is written by its code, and shown nowhere before somebody asks for it."""
    assert allonym.romanize("Анна", scheme=CODE) == "Annnna"
    assert CODE not in {one.code for one in schemes()}
    with pytest.raises(BadPackage, match="no such file"):
        allonym.romanize("Анна", scheme="desk-without-file")


def test_nothing_of_the_package_is_run(site):
    """Data is read without importing the package that brings it."""
    find_tables(["desk-names"])
    assert allonym.romanize("Анна", scheme=CODE)
    assert "desk_names" not in sys.modules
    assert not (site / "desk_names/ran").exists()


@pytest.mark.usefixtures("site")
def test_being_installed_changes_nothing():
    """Without asking for it, a table that is installed answers nothing."""
    assert allonym.Resolver().resolve("Олег Хмарин").verdict == "nil"


@pytest.mark.parametrize("change", ["other names", "one more file", "weak sum"])
def test_what_was_changed_since_it_was_installed_is_refused(site, change):
    """A file whose checksum is not the installed one's, or that has none, is refused by name."""
    table = site / "desk_names/tables/people"
    record = site / "desk_names-1.0.dist-info/RECORD"
    if change == "other names":
        (table / "names.tsv").write_text("entity\tname\ntest:other\tОлег Хмарин\n", encoding="utf-8")
    elif change == "one more file":
        (table / "not_same.tsv").write_text("entity\tname\treason\ntest:chmarin\tChmarin\tno\n", encoding="utf-8")
    else:
        record.write_text(record.read_text("utf-8").replace("sha256", "md5"), encoding="utf-8")
    with pytest.raises(BadPackage, match=r"desk-names was installed|as desk-names was"):
        find_tables(["desk-names"])


@pytest.mark.parametrize(("name", "says"), [("not-there", "no such folder"), ("no-folder", "no folder in dots")])
@pytest.mark.usefixtures("site")
def test_a_package_that_brings_nothing_is_told(name, says):
    """Where the folder is missing, or the entry point names none, the error says which package is at fault."""
    with pytest.raises(BadPackage, match=says) as error:
        find_tables([name])
    assert "desk-names" in str(error.value)


def test_two_packages_that_bring_one_name(site, tmp_path):
    """A name that two packages bring is refused with both of them, until one is named."""
    install(wheel(tmp_path, "desk-nammes"), site)
    with pytest.raises(BadPackage, match=r"desk-names and desk-nammes|desk-nammes and desk-names"):
        find_tables(["desk-names"])
    assert len(find_tables(["desk-names:desk-names"])) == 1


@pytest.mark.usefixtures("site")
def test_an_unknown_name_stays_unknown():
    """What no package brings is told with all that is known, installed names among them."""
    for name in ("desk-namez", "other:desk-names"):
        with pytest.raises(UnknownTable, match="desk-names"):
            find_tables([name])
    with pytest.raises(UnknownScheme):
        allonym.romanize("Анна", scheme="desk-rus-Cyrl-Latn-1900")


def test_a_package_used_from_its_source(site, tmp_path, monkeypatch):
    """A package that lies elsewhere than its installation (in development) is found there, without checksums."""
    source = tmp_path / "source"
    shutil.move(site / "desk_names", source / "desk_names")
    record = site / "desk_names-1.0.dist-info/RECORD"
    kept = [line for line in record.read_text("utf-8").splitlines() if "dist-info" in line]
    record.write_text("\n".join(kept) + "\n", encoding="utf-8")
    monkeypatch.syspath_prepend(source)
    assert find_tables(["desk-names"])[0].title == "People of a desk"
    assert "desk_names" not in sys.modules


@pytest.mark.slow
def test_a_wheel_that_pip_installs(tmp_path):
    """What pip installs of a wheel is found by name, in a process of its own, and the package's code does not run."""
    pytest.importorskip("pip")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--quiet", "--target", site]
    subprocess.run([*pip, wheel(tmp_path)], check=True)
    code = f"""
import sys
sys.path.insert(0, {str(site)!r})
import allonym
print(allonym.Resolver(tables=["bundled", "desk-names"]).resolve("Oleg Khmarin").id, "desk_names" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["test:chmarin", "False"]
    assert not (site / "desk_names/ran").exists()
