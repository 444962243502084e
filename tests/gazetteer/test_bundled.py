"""Which gazetteer comes with allonym?"""

from importlib.resources import as_file, files

from allonym.gazetteer.bundled import fingerprint, open_bundled
from allonym.tables import bundled_tables, find_tables


def test_it_holds_every_bundled_name():
    """The bundled gazetteer has each name of each bundled table."""
    names = {one for table in find_tables(bundled_tables()) for one in table.names}
    assert set(open_bundled().names) == names


def test_the_fingerprint_is_of_the_content():
    """The fingerprint is the same each time, and of plain hexadecimal digits."""
    with as_file(files("allonym")) as package:
        first = fingerprint(package)
        assert first == fingerprint(package)
    assert len(first) == 32
    assert set(first) <= set("0123456789abcdef")
