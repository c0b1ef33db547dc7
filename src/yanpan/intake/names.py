"""Which village a name means: its id, official name or an alias of the roster, exactly; likeness is only a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from yanpan.chinese.parse import squeeze


@dataclass
class VillageNames:
    """Every way the roster knows of naming a village."""

    ids: dict[str, set[str]] = field(default_factory=dict)
    """Squeezed name to the ids it may mean."""
    official: dict[str, str] = field(default_factory=dict)
    """Id to official name, in roster order."""

    def add(self, village: str, name: str, aliases: Iterable[str] = ()) -> None:
        """Learn a village."""
        self.official[village] = name
        for word in (village, name, *aliases):
            self.ids.setdefault(squeeze(word), set()).add(village)

    def find(self, text: str) -> tuple[str, ...]:
        """Ids that the text may mean, sorted: none, one, or several."""
        return tuple(sorted(self.ids.get(squeeze(text), ())))

    def only(self, text: str) -> str | None:
        """The id that the text means; None if none or several."""
        found = self.find(text)
        return found[0] if len(found) == 1 else None

    def near(self, text: str) -> list[str]:
        """Up to three known names that look like the text."""
        return difflib.get_close_matches(squeeze(text), [name for name in self.ids if name not in self.official], n=3)
