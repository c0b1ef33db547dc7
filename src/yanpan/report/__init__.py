"""What notebooks import: one face per report, blocks that show themselves."""

from yanpan.report.method import MethodReport, load_method
from yanpan.report.township import TownshipReport, load_township
from yanpan.report.village import VillageReport, load_village

__all__ = ["MethodReport", "TownshipReport", "VillageReport", "load_method", "load_township", "load_village"]
