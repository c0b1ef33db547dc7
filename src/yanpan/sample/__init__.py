"""The sample township: reported figures as data, everything else simulated from a seed, written as a real hand-in."""

from yanpan.sample.write import write_sample

__all__ = ["write_sample"]
