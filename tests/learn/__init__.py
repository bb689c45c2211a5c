"""`make weights`: learns from tests/examples/ what words tell. The result is data: resources/weights.npz."""
