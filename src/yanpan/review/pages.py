"""The desk's own pages: one style and layout, a strict content policy with hashes, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def render(template: str, *, script: str = "", **shown: Any) -> str:
    """The page of a template with what it shows; everything that came from data is escaped.

    `script` names a file beside the templates; without one the page is inert.
    """
    style, code = _text("index.css"), _text(script) if script else ""
    return (
        _environment()
        .get_template(template)
        .render(style=style, style_hash=_hash(style), script=code, script_hash=_hash(code), **shown)
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("yanpan.review"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )


@lru_cache(maxsize=4)
def _text(name: str) -> str:
    return (resources.files("yanpan.review") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
