"""Reports out of executed notebooks: HTML, PDF and Word, all made from one body."""

from yanpan.export.body import body_of_node
from yanpan.export.flow import Flow
from yanpan.export.pdf import tell_faces
from yanpan.export.write import FORMATS, Reports, export_report, set_here

__all__ = ["FORMATS", "Flow", "Reports", "body_of_node", "export_report", "set_here", "tell_faces"]
