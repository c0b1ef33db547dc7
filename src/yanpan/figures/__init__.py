"""Drawings of the reports: small typed inputs in, a ReportFigure out, or a paragraph that says why there is none."""

from __future__ import annotations

from yanpan.figures.contributions import GroupPoints, group_points, indicator_contributions
from yanpan.figures.domains import VillageScores, domain_heatmap
from yanpan.figures.firmness import VillageFirmness, firmness_by_village
from yanpan.figures.influence import VillageInfluence, influence_heatmap
from yanpan.figures.inspections import Month, inspection_matrix
from yanpan.figures.items import eight_items
from yanpan.figures.profile import dimension_profile
from yanpan.figures.rectification import VillageProgress, rectification_progress
from yanpan.figures.returns import response_flow
from yanpan.figures.satisfaction import VillageRate, satisfaction_by_village
from yanpan.figures.shrinkage import VillageShrunk, shrinkage_by_village
from yanpan.figures.sources import VillageStates, four_source_heatmap, source_grades
from yanpan.figures.themes import ThemeVillages, problem_themes

__all__ = [
    "GroupPoints",
    "Month",
    "ThemeVillages",
    "VillageFirmness",
    "VillageInfluence",
    "VillageProgress",
    "VillageRate",
    "VillageScores",
    "VillageShrunk",
    "VillageStates",
    "dimension_profile",
    "domain_heatmap",
    "eight_items",
    "firmness_by_village",
    "four_source_heatmap",
    "group_points",
    "indicator_contributions",
    "influence_heatmap",
    "inspection_matrix",
    "problem_themes",
    "rectification_progress",
    "response_flow",
    "satisfaction_by_village",
    "shrinkage_by_village",
    "source_grades",
]
