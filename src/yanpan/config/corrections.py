"""Names and corrections as data: `params/names.yml`, `params/<round>/names.yml`, `params/<round>/corrections.yml`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from yanpan.config.strict import Strict
from yanpan.config.yaml import load_model

NAMES, CORRECTIONS = "names.yml", "corrections.yml"


class Names(Strict):
    """Further names of villages, besides the roster's: village id to names."""

    aliases: dict[str, tuple[str, ...]] = Field(alias="别名", default={})
    former: dict[str, tuple[str, ...]] = Field(alias="合并前村名", default={})
    """Names of villages that were merged into the one of that id."""

    def of_villages(self) -> list[tuple[str, tuple[str, ...]]]:
        """Ids with their names, aliases first."""
        return [*self.aliases.items(), *self.former.items()]


class Correction(Strict):
    """One cell of the hand-in that the office corrects, with the reason and who confirmed it."""

    file: str = Field(alias="文件", min_length=1)
    sheet: str | None = Field(alias="工作表", default=None)
    """None: the file's only sheet with that cell."""
    row: int = Field(alias="行", ge=1)
    """As the spreadsheet numbers it."""
    column: str = Field(alias="列", min_length=1)
    old: str | int | float = Field(alias="原值")
    new: str | int | float = Field(alias="新值")
    reason: str = Field(alias="理由", min_length=1)
    confirmed_by: str = Field(alias="确认人", min_length=1)


class Corrections(Strict):
    """All corrections of a round, in the file's order."""

    items: tuple[Correction, ...] = Field(alias="更正", default=())


def load_names(*folders: Path) -> list[tuple[str, Names]]:
    """The names files that there are, each with its place below params. UserError names every fault."""
    paths = [folder / NAMES for folder in folders]
    return [(_below(path), load_model(path, Names)) for path in paths if path.is_file()]


def load_corrections(folder: Path) -> tuple[str, tuple[Correction, ...]]:
    """The round's corrections with the file's place; none without the file. UserError names every fault."""
    path = folder / CORRECTIONS
    return _below(path), load_model(path, Corrections).items if path.is_file() else ()


def _below(path: Path) -> str:
    folder = path.parent.name
    return path.name if folder == "params" else f"{folder}/{path.name}"
