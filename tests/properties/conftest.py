"""What do the properties share?"""

import pytest

import allonym
from allonym.records import Allonym, Entity
from allonym.tables import Table

# Made-up people, places and events, in the scripts and habits of the news.
NAMES = {
    "ex:chmarin": ("Oleg Chmarin", "Олег Хмарин"),
    "ex:tarnow": ("Zdzisław Tarnowiec",),
    "ex:mueller": ("Jörg Wüstenmüller", "Joerg Wuestenmueller"),
    "ex:dolgova": ("Ірина Долгова", "Iryna Dolhova"),
    "ex:halil": ("Halıcı İlyas",),
    "ex:samir": ("سمير الحمداني", "Samir al-Hamdani"),
    "ex:georgiadis": ("Κώστας Βαρνάς", "Kostas Varnas"),
    "ex:kvarelia": ("გიორგი ქვარელია", "Giorgi Kvarelia"),
    "ex:minsu": ("박민서", "Bak Minseo"),
    "ex:port": ("Port-Saint-Élan",),
    "ex:burja-2024": ("Burja-2024", "Буря-2024"),
    "ex:burja-2025": ("Burja-2025", "Буря-2025"),
    "ex:institute": ("Institut für Wolkenkunde", "Institute of Cloud Science"),
    "ex:oneil": ("Pat O'Nealan",),
}


def table_of(names):
    """A table of these entities and their names."""
    rows = tuple(Allonym(key, name) for key, some in names.items() for name in some)
    return Table("made up", rows, {key: Entity(key, some[0]) for key, some in names.items()}, {}, {})


def answer(resolution):
    """What two answers must share to be the same: verdict, ids, scores and ways."""
    return resolution.verdict, [(match.id, match.score, match.via) for match in resolution.matches]


@pytest.fixture(scope="session")
def resolver():
    """A resolver over the names above."""
    return allonym.Resolver(tables=[table_of(NAMES)])


@pytest.fixture(scope="session")
def people():
    """The names above, by entity."""
    return NAMES


@pytest.fixture(scope="session")
def spellings():
    """All names above."""
    return [name for some in NAMES.values() for name in some]


@pytest.fixture(scope="session")
def make_table():
    """How to make a table of entities and their names."""
    return table_of


@pytest.fixture(scope="session")
def same():
    """What two answers must share to be the same."""
    return answer
