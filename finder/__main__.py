"""`python -m finder` is the same program as `hittastod`."""

import sys

from finder.cli import main

sys.exit(main())
