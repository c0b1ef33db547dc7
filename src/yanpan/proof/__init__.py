"""Proofreading: what is wrong with the wording or setting of a Chinese text, told with its place."""

from __future__ import annotations

from yanpan.proof.check import proofread
from yanpan.proof.rules import Rules, load_rules
from yanpan.proof.slip import Slip

__all__ = ["Rules", "Slip", "load_rules", "proofread"]
