"""What notebooks import: one face per report, blocks that show themselves."""

from yanpan.report.township import TownshipReport, load_township
from yanpan.report.village import VillageReport, load_village

__all__ = ["TownshipReport", "VillageReport", "load_township", "load_village"]
