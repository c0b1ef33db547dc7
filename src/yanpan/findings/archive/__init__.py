"""Findings of performance files (履职档案): what all rounds together say of a village or a member."""
