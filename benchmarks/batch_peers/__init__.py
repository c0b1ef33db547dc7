"""The ways to run a township that `benchmarks/batch.py` compares."""
