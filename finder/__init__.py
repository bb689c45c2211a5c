"""Hitta stöd: from a plain question to the right number. The core imports without Flask."""

import os

# The network that reads free text is so small that sharing its sums among threads costs more than it gives, and the
# threads of several workers would stand in each other's way. Numpy looks at this when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
