"""Every finding code with the placeholders and conditions that it offers; the phrase file is held against it."""

from __future__ import annotations

from yanpan.config.phrases import Slots
from yanpan.findings import township_catalogue, village_catalogue

CODES: dict[str, Slots] = {**village_catalogue.CODES, **township_catalogue.CODES}
