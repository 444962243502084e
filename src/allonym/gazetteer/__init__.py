"""Which names of the tables come into question for a name?"""

from allonym.gazetteer.bundled import compile_bundled, open_bundled
from allonym.gazetteer.gazetteer import Candidate, Gazetteer
from allonym.gazetteer.joint import JointGazetteer

__all__ = ["Candidate", "Gazetteer", "JointGazetteer", "compile_bundled", "open_bundled"]
