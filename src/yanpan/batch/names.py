"""Names of the files in a report's folder."""

from __future__ import annotations

NOTEBOOK = "report.ipynb"
SUMMARY = "summary.json"
HALF_RUN = "report.failed.ipynb"
FAILURE = "failure.json"
INDEX = "index.html"
INTAKE = "intake.html"
REPORT = "report.{}"
"""With the format's name."""
