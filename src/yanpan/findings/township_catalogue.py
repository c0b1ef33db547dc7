"""Finding codes of the township report, with what each offers to its patterns."""

from __future__ import annotations

from yanpan.config.phrases import Slots

CODES: dict[str, Slots] = {}
