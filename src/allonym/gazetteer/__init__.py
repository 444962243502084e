"""Which names of the tables come into question for a name?"""

from allonym.gazetteer.bundled import compile_bundled, open_bundled
from allonym.gazetteer.compiling import compile_tables
from allonym.gazetteer.gazetteer import Candidate, Gazetteer
from allonym.gazetteer.joint import JointGazetteer
from allonym.gazetteer.segments import compact, open_gazetteer, update_folder
from allonym.gazetteer.updated import Difference, Updated, difference, update

__all__ = [
    "Candidate",
    "Difference",
    "Gazetteer",
    "JointGazetteer",
    "Updated",
    "compact",
    "compile_bundled",
    "compile_tables",
    "difference",
    "open_bundled",
    "open_gazetteer",
    "update",
    "update_folder",
]
