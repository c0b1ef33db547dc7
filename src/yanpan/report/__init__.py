"""What notebooks import: one face per report, blocks that show themselves."""

from yanpan.report.method import MethodReport, load_method
from yanpan.report.quarter import QuarterReport, load_quarter
from yanpan.report.township import TownshipReport, load_township
from yanpan.report.village import VillageReport, load_village

__all__ = [
    "MethodReport",
    "QuarterReport",
    "TownshipReport",
    "VillageReport",
    "load_method",
    "load_quarter",
    "load_township",
    "load_village",
]
