"""Which names of the tables come into question for a name?"""

from allonym.gazetteer.gazetteer import Candidate, Gazetteer

__all__ = ["Candidate", "Gazetteer"]
