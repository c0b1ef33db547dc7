"""What notebooks import: one face per report, blocks that show themselves."""

from yanpan.report.quarter import QuarterReport, load_quarter
from yanpan.report.township import TownshipReport, load_township
from yanpan.report.village import VillageReport, load_village

__all__ = ["QuarterReport", "TownshipReport", "VillageReport", "load_quarter", "load_township", "load_village"]
