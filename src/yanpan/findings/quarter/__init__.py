"""Findings of the quarterly report: inspections, shortfalls, rectification, key tasks, people, and reminder slips."""
