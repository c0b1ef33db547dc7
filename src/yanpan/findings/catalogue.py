"""Every finding code with the placeholders and conditions that it offers; the phrase file is held against it."""

from __future__ import annotations

from yanpan.config.phrases import Slots
from yanpan.findings.archive import catalogue as archive_catalogue
from yanpan.findings.quarter import catalogue as quarter_catalogue
from yanpan.findings.township import catalogue as township_catalogue
from yanpan.findings.village import catalogue as village_catalogue

CODES: dict[str, Slots] = {
    **village_catalogue.CODES,
    **township_catalogue.CODES,
    **quarter_catalogue.CODES,
    **archive_catalogue.CODES,
}
