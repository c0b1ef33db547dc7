"""Signatures on an edition: bound to the hash of its content, void after any change, with what has changed.

They lie in `params/<round>/signatures/<edition>.json`: outputs are disposable and `.yanpan` is a cache, while the
round's parameters are kept with its material and survive a rerun. A signature says who took responsibility for which
bytes; it is no cryptographic proof of identity.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from yanpan.batch.outputs import write_text
from yanpan.batch.plan import EDITIONS, Plan
from yanpan.batch.summaries import read_township
from yanpan.config.paths import Project
from yanpan.config.township import load_round
from yanpan.errors import UserError
from yanpan.review.changed import told_changes
from yanpan.review.content import causes, content_files, content_hash
from yanpan.store import Manifest

FOLDER = "signatures"


class Signature(BaseModel):
    """Who signed what: `content` is the content hash of the edition as it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    role: str
    time: dt.datetime
    content: str


class Content(BaseModel):
    """A signed state: every file's hash, and what it was made from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: dict[str, str]
    causes: dict[str, str]


class SignatureBook(BaseModel):
    """The file: signatures in order of time, and each signed state once, by its hash."""

    model_config = ConfigDict(extra="forbid")

    signatures: list[Signature] = []
    contents: dict[str, Content] = {}


@dataclass(frozen=True)
class Standing:
    """A signature and what has changed since; it is valid if nothing has."""

    signature: Signature
    changes: tuple[str, ...]

    @property
    def valid(self) -> bool:
        """Whether the signature still stands for what is there."""
        return not self.changes

    @property
    def sentence(self) -> str:
        """For pages and terminal: who, when, and whether it stands."""
        who, when = self.signature, self.signature.time
        said = f"{who.role} {who.name} {when.year}年{when.month}月{when.day}日 {when:%H:%M} 签批"
        return f"{said}，有效" if self.valid else f"{said}，已失效：{'；'.join(self.changes)}"


def sign(project: Project, plan: Plan, manifest: Manifest, *, name: str, role: str, now: dt.datetime) -> Signature:
    """Enter a signature on the edition as it lies there.

    UserError: name or role missing, no report, signed already; of the public edition also a role that is not asked
    for, or a second one by the same person.
    """
    name, role = name.strip(), role.strip()
    if not name or not role:
        raise UserError("请用 --name 写明签批人，用 --role 写明职务。")
    if read_township(plan.township.folder) is None:
        raise UserError(f"{EDITIONS[plan.edition]}还没有全镇报告，无从签批；请先运行 yanpan run。")
    files, book = content_files(plan), read_book(project, plan)
    signature = Signature(name=name, role=role, time=now.replace(microsecond=0), content=content_hash(files))
    if any(old.model_copy(update={"time": signature.time}) == signature for old in book.signatures):
        raise UserError(f"{signature.role} {signature.name} 已经签过这一内容，没有重复记录。")
    _check_role(project, plan, signature, book)
    book.signatures.append(signature)
    book.contents[signature.content] = Content(files=files, causes=causes(project, plan.round_id, manifest))
    write_text(place_of(project, plan), book.model_dump_json(indent=1) + "\n")
    return signature


def needed_roles(project: Project, plan: Plan) -> tuple[str, ...]:
    """Roles that have to sign the edition, each by another person; empty where any one signature is enough."""
    return load_round(project.round_params(plan.round_id)).public_roles if plan.edition == "public" else ()


def _check_role(project: Project, plan: Plan, signature: Signature, book: SignatureBook) -> None:
    roles = needed_roles(project, plan)
    if not roles:
        return
    if signature.role not in roles:
        raise UserError(
            f"公开版的签批职务只能是{'、'.join(roles)}（params/{plan.round_id}/township.yml 的“公开版签批”），"
            f"不是“{signature.role}”。"
        )
    for old in book.signatures:
        if old.content == signature.content and old.name == signature.name:
            raise UserError(
                f"公开版须双人复核：{old.name}已经以{old.role}签过这一内容，{signature.role}须由另一人签批。"
            )


def standings(project: Project, plan: Plan, manifest: Manifest) -> tuple[Standing, ...]:
    """Every signature on the edition, in order of time, with what has changed since."""
    book = read_book(project, plan)
    if not book.signatures:
        return ()
    files, made_from = content_files(plan), causes(project, plan.round_id, manifest)
    names = {village.id: village.name for village in manifest.villages}
    present = content_hash(files)
    changes = {
        key: () if key == present else told_changes(old.files, files, old.causes, made_from, names)
        for key, old in book.contents.items()
    }
    return tuple(Standing(signature, changes[signature.content]) for signature in book.signatures)


def place_of(project: Project, plan: Plan) -> Path:
    """Where the edition's signatures are kept."""
    return project.round_params(plan.round_id) / FOLDER / f"{plan.edition}.json"


def read_book(project: Project, plan: Plan) -> SignatureBook:
    """The signatures as recorded; none where nobody has signed. UserError for a damaged file."""
    path = place_of(project, plan)
    if not path.is_file():
        return SignatureBook()
    try:
        return SignatureBook.model_validate_json(path.read_bytes())
    except ValidationError:
        raise UserError(f"签批记录 {path.name} 读不出来（可能被手工改过）；请恢复原来的文件。") from None
