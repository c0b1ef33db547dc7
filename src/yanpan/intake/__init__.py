"""From a hand-in folder to checked tidy tables, with every fault told at once."""

from __future__ import annotations

from yanpan.intake.describe import describe
from yanpan.intake.faults import Fault
from yanpan.intake.round import Intake, read_roster, read_round

__all__ = ["Fault", "Intake", "describe", "read_roster", "read_round"]
