"""What a store says of itself."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from yanpan.config.township import RoundConfig
from yanpan.intake import Intake
from yanpan.schema import TABLES


class VillageEntry(BaseModel):
    """A village of the roster."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    kind: str
    """村 or 社区."""
    public_code: str = ""
    """What the public edition calls it (甲村)."""


class Manifest(BaseModel):
    """Contents of `manifest.json`."""

    model_config = ConfigDict(frozen=True)

    round_id: str
    round_name: str
    as_of: str
    files: dict[str, str]
    """File name to SHA-256."""
    missing: tuple[str, ...]
    """What makes the round incomplete, Chinese; empty if it is complete."""
    warnings: tuple[str, ...]
    rows: dict[str, int]
    """Row count by table key."""
    villages: tuple[VillageEntry, ...]
    """In roster order."""


def make_manifest(round_id: str, intake: Intake, config: RoundConfig) -> Manifest:
    """The manifest of an accepted intake."""
    roster = intake.tables["villages"]
    columns = (roster[name].fillna("") for name in ("village", "name", "kind", "public_code"))
    return Manifest(
        round_id=round_id,
        round_name=config.name,
        as_of=config.as_of.isoformat(),
        files=intake.files,
        missing=intake.missing,
        warnings=tuple(str(warning) for warning in intake.warnings),
        rows={key: len(intake.tables[key]) for key in TABLES},
        villages=tuple(
            VillageEntry(id=village, name=name, kind=kind, public_code=code)
            for village, name, kind, code in zip(*columns, strict=True)
        ),
    )
