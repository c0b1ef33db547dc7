"""Errors that a user can mend: one clear Chinese sentence each, printed by the command line without a traceback."""

from __future__ import annotations


class UserError(Exception):
    """A mistake of the user's (a name, a parameter, a file); the message says what is allowed."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows below the cell instead of a traceback: the sentence."""
        return [str(self)]
