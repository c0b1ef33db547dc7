"""Reports out of executed notebooks: HTML, PDF and Word, all made from one body."""

from yanpan.export.body import body_of_node
from yanpan.export.write import FORMATS, Reports, export_report

__all__ = ["FORMATS", "Reports", "body_of_node", "export_report"]
