"""公文 of `params/<round>/township.yml`: what makes the report on paper an official document. Off by default."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

_NUMBER = re.compile(r"[^\s〔〕\d]+〔(?:19|20)\d\d〕[1-9]\d*号")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Masthead(_Part):
    """版头: the issuing body in red, the document's number, the red line."""

    agency: str = Field(alias="发文机关标志", min_length=2, max_length=30)
    number: str = Field(alias="发文字号")
    signer: str = Field(alias="签发人", default="")
    """On documents that go up."""

    @field_validator("number")
    @classmethod
    def _well_formed(cls, number: str) -> str:
        if not _NUMBER.fullmatch(number):
            raise ValueError("要写成 青党群〔2026〕12号 的样子：年份用六角括号，不加“第”，序号前不加 0")
        return number


class Imprint(_Part):
    """版记: at the foot of the last page."""

    copies: tuple[str, ...] = Field(alias="抄送", default=())
    agency: str = Field(alias="印发机关", min_length=2)
    issued: dt.date = Field(alias="印发日期")


class Official(_Part):
    """The switches. What is not given is not printed."""

    masthead: Masthead | None = Field(alias="版头", default=None)
    copy_number: str = Field(alias="份号", default="")
    secrecy: Literal["", "秘密", "机密", "绝密"] = Field(alias="密级", default="")
    secret_for: str = Field(alias="保密期限", default="")
    urgency: Literal["", "加急", "特急"] = Field(alias="紧急程度", default="")
    addressees: tuple[str, ...] = Field(alias="主送机关", default=())
    attached: bool = Field(alias="附件说明", default=False)
    """List the annexes under the text, and set each annex's label and title apart."""
    signed: str = Field(alias="署名", default="")
    dated: dt.date | None = Field(alias="成文日期", default=None)
    imprint: Imprint | None = Field(alias="版记", default=None)

    @field_validator("copy_number", mode="before")
    @classmethod
    def _six_digits(cls, number: object) -> object:
        if number in (None, "") or (isinstance(number, str) and re.fullmatch(r"\d{6}", number)):
            return number or ""
        raise ValueError('要六位数字并加引号，如 "000001"')

    @field_validator("secret_for")
    @classmethod
    def _period(cls, period: str) -> str:
        if period and not re.fullmatch(r"[1-9]\d?年|[1-9]\d?个月|长期", period):
            raise ValueError("要写成 1年、6个月 或 长期")
        return period

    @model_validator(mode="after")
    def _together(self) -> Official:
        if self.secret_for and not self.secrecy:
            raise ValueError("写了“保密期限”，没有写“密级”")
        if self.secrecy and not self.copy_number:
            raise ValueError("写了“密级”的公文要有“份号”")
        if self.dated and not self.signed:
            raise ValueError("写了“成文日期”，没有写“署名”")
        return self

    @property
    def marks(self) -> tuple[str, ...]:
        """Lines at the top left: copy number, secrecy with its period, urgency."""
        secrecy = f"{self.secrecy}★{self.secret_for}" if self.secret_for else self.secrecy
        return tuple(filter(None, (self.copy_number, secrecy, self.urgency)))
