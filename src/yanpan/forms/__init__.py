"""Blank forms and new rounds: what a township fills in, made from the schema, so that intake reads it back."""

from __future__ import annotations

from yanpan.forms.known import Known, known_of
from yanpan.forms.rounds import new_round
from yanpan.forms.write import Written, write_forms

__all__ = ["Known", "Written", "known_of", "new_round", "write_forms"]
