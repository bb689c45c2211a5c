"""`make lighthouse`: starts the site and runs Lighthouse on it. Not a part of `make test`: it takes minutes."""

import subprocess
import sys
from pathlib import Path

from tests.bench.start import served

HERE = Path(__file__).parent

if __name__ == "__main__":
    with served() as (address, *_):
        sys.exit(subprocess.run(["node", HERE / "lighthouse.mjs", f"{address}/"], cwd=HERE).returncode)
