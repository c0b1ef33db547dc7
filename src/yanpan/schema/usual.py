"""Figures beyond which a cell is taken in but told as an outlier (W01).

Source: project default. The field's rules give one bound (a road over 50 km); the others are set so that no village
of an ordinary township reaches them, while a slipped decimal point, a figure in 元 under a heading in 万元, or in
亩 for 万亩, mostly does.
"""

from __future__ import annotations

USUAL: dict[tuple[str, str], float] = {
    ("villages", "households"): 5_000,
    ("villages", "population"): 20_000,
    ("villages", "party_members"): 1_000,
    ("villages", "delegates"): 300,
    ("villages", "groups"): 60,
    ("villages", "branches"): 30,
    ("positions", "approved"): 15,
    ("meetings", "expected"): 1_000,
    ("form_returns", "issued"): 2_000,
    ("questionnaires", "seconds"): 7_200,
    ("document_checks", "due"): 100,
    ("industries", "area"): 30_000,
    ("industries", "income"): 1_000,
    ("projects", "money"): 50_000_000,
    ("cooperations", "income"): 1_000,
    ("collective_income", "total"): 5_000,
    ("collective_income", "operating"): 5_000,
    ("collective_income", "net"): 5_000,
    ("collective_income", "sources"): 50,
    ("idle_assets", "amount"): 100,
    ("idle_assets", "income"): 1_000,
    ("party_tasks", "participants"): 1_000,
    ("activities", "people"): 100_000,
    ("trainings", "people"): 2_000,
    ("reserves", "mentorings"): 200,
    ("inspections", "deduction"): 100,
}
"""Key of table and column to the largest figure, in the column's unit, that is not told."""

USUAL_IN_UNIT = {
    "公里": 50.0,
    "千米": 50.0,
    "米": 50_000.0,
    "亩": 30_000.0,
    "盏": 5_000.0,
    "户": 5_000.0,
    "人": 20_000.0,
}
"""The same for figures whose unit stands in the row."""
