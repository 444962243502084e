"""What are the parts of a name?"""

from allonym.parse.parts import Part, alone, parse, side_of

__all__ = ["Part", "alone", "parse", "side_of"]
