"""Where things lie: one place that knows the project's folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yanpan.errors import UserError

MARKER = "params/policy.yml"


@dataclass(frozen=True)
class Project:
    """A project folder; every path that the program reads or writes is made here."""

    root: Path

    @property
    def notebooks(self) -> Path:
        """The analyst's notebooks."""
        return self.root / "notebooks"

    @property
    def params(self) -> Path:
        """Parameters common to all rounds: policy, phrases."""
        return self.root / "params"

    def raw(self, round_id: str) -> Path:
        """The round's hand-in; never written by the program, the sample generator apart."""
        return self.root / "data" / "raw" / round_id

    def round_params(self, round_id: str) -> Path:
        """The round's own parameters (township.yml, villages/*.yml)."""
        return self.params / round_id

    def store(self, round_id: str) -> Path:
        """Tidy tables: working data of all levels, owner-only, never handed out."""
        return self.root / ".yanpan" / "store" / round_id

    def outputs(self, round_id: str) -> Path:
        """Finished reports."""
        return self.root / "outputs" / round_id

    def archives(self, edition: str) -> Path:
        """Performance files over all rounds, of one edition."""
        home = self.root / "outputs" / "履职档案"
        return home if edition == "internal" else home / edition

    def edition_home(self, round_id: str, edition: str) -> Path:
        """Where a run writes an edition: the internal one is the round's own.

        The public one is made out of sight, and put into the outputs once the leak scan has found nothing.
        """
        if edition == "public":
            return self.root / ".yanpan" / "public" / round_id
        return self.outputs(round_id) if edition == "internal" else self.outputs(round_id) / edition

    def rounds(self) -> list[str]:
        """Rounds that have a raw folder, sorted."""
        raw = self.root / "data" / "raw"
        return sorted(path.name for path in raw.iterdir() if path.is_dir()) if raw.is_dir() else []


def find_project(start: Path | None = None) -> Project:
    """The project that `start` (default: the current folder) lies in; UserError if none does."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return Project(folder)
    raise UserError(f"在 {here} 及其上级文件夹里没有找到 {MARKER}；请在项目文件夹里运行。")
