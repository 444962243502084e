"""What does the command line say?"""

from allonym.cli.main import main

__all__ = ["main"]
