"""What notebooks import: one face per report, blocks that show themselves."""

from yanpan.report.village import VillageReport, load_village

__all__ = ["VillageReport", "load_village"]
