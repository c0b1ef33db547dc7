"""Reports out of executed notebooks: HTML, PDF and Word, all made from one body."""

from yanpan.export.write import FORMATS, export_report

__all__ = ["FORMATS", "export_report"]
