"""Checks over finished reports: every figure locked to a fact, every fact derived again from the raw files."""
