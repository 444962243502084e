"""What are the parts of a name?"""

from allonym.parse.parts import Part, parse

__all__ = ["Part", "parse"]
