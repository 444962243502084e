"""What does `python -m allonym` do? The same as the command `allonym`."""

import sys

from allonym.cli import main

if __name__ == "__main__":
    sys.exit(main())
