"""yanpan (研判): literate, evidence-linked reviews of village leadership teams."""

__version__ = "0.1.0"
