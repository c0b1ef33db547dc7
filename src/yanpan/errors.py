"""Errors that a user can mend: one clear Chinese sentence each, printed by the command line without a traceback."""

from __future__ import annotations


class UserError(Exception):
    """A mistake of the user's (a name, a parameter, a file); the message says what is allowed."""
