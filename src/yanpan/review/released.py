"""What has been released, and how far the review of an edition and of each of its villages has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from yanpan.batch.plan import Plan
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.review.signatures import Signature, SignatureBook

FOLDER = "releases"
"""Below the round's parameters."""

RELEASED, CHANGED, SIGNED, VOID, UNSIGNED = "已发布", "发布后有改动", "已签批", "签批已失效", "未签批"


class Release(BaseModel):
    """A release's record, as far as the desk tells of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    released: dt.datetime
    content: str
    signatures: tuple[Signature, ...]
    content_files: dict[str, str]

    def sentence(self, present: str) -> str:
        """For the desk: when, on whose signatures, and whether what lies there (its content hash) is still that."""
        when, people = self.released, "、".join(f"{each.role} {each.name}" for each in self.signatures)
        said = f"{when.year}年{when.month}月{when.day}日 {when:%H:%M} 发布，签批人：{people}"
        return said if self.content == present else f"{said}；此后报告有改动，现有文件不是发布的那一份"


@dataclass(frozen=True)
class Progress:
    """The review of an edition: in a word for the whole, and by village."""

    word: str
    villages: Mapping[str, str]


def latest_release(project: Project, plan: Plan) -> Release | None:
    """The edition's last release; None before the first. UserError for a damaged record."""
    folder = project.round_params(plan.round_id) / FOLDER
    found = []
    for path in sorted(folder.glob(f"{plan.edition}-*.json")):
        try:
            found.append(Release.model_validate_json(path.read_bytes()))
        except ValidationError:
            raise UserError(f"发布记录 {path.name} 读不出来（可能被手工改过）；请恢复原来的文件。") from None
    return max(found, key=lambda each: each.released, default=None)


def progress(
    book: SignatureBook, release: Release | None, files: Mapping[str, str], present: str, *, lacking: Sequence[str]
) -> Progress:
    """How far it is. `files`, `present`: what lies there and its hash; `lacking`: signatures that are still to come."""
    last = max(book.signatures, key=lambda each: each.time, default=None)
    villages = sorted({name.split("/")[1] for name in files if name.startswith("villages/")})
    if release is not None and (last is None or last.time <= release.released or last.content == release.content):
        word = RELEASED if release.content == present else CHANGED
        own = {village: _same(village, release.content_files, files) for village in villages}
        return Progress(word, {village: RELEASED if same else CHANGED for village, same in own.items()})
    if last is None:
        return Progress(UNSIGNED, dict.fromkeys(villages, UNSIGNED))
    standing = any(each.content == present for each in book.signatures)
    word = (f"{SIGNED}，尚不齐" if lacking else SIGNED) if standing else VOID
    signed = book.contents[last.content].files
    own = {village: _same(village, signed, files) for village in villages}
    untouched = SIGNED if standing else "签批已失效（本村未改）"
    return Progress(word, {village: untouched if same else VOID for village, same in own.items()})


def _same(village: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    start = f"villages/{village}/"
    return {key: value for key, value in before.items() if key.startswith(start)} == {
        key: value for key, value in after.items() if key.startswith(start)
    }
