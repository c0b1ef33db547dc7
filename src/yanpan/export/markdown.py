"""Markdown cells to HTML: nbconvert's renderer, with mathematics as marked spans that every format can pick up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from mistune.plugins import import_plugin
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_WRAPPED = re.compile(r"^(\$\$|\$|\\\[|\\\()(.*?)(\$\$|\$|\\\]|\\\))$", re.DOTALL)

_ATTACHED = "attachment:"


class _Renderer(IPythonRenderer):
    def _embed_image_or_attachment(self, src: str) -> str:
        """Pictures that are not there are named in the text later on."""
        if src.startswith(_ATTACHED) and src.removeprefix(_ATTACHED) not in self.attachments:
            return src
        return str(super()._embed_image_or_attachment(src))

    def inline_math(self, body: str) -> str:
        return math_span(body, display=False)

    def block_math(self, body: str) -> str:
        return math_span(body, display=True)

    def latex_environment(self, name: str, body: str) -> str:
        return math_span(f"\\begin{{{name}}}{body}\\end{{{name}}}", display=True)

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{escape(code, quote=False)}</code></pre>\n"


def math_span(tex: str, *, display: bool) -> str:
    """A formula as `<span class="math …">` holding its TeX source."""
    kind = "display" if display else "inline"
    return f'<span class="math {kind}">{escape(tex.strip(), quote=False)}</span>'


def markdown_html(source: str, attachments: Mapping[str, dict[str, str]], *, path: str = "") -> str:
    """HTML of a Markdown cell; pictures from attachments or from files beside the notebook (`path`) are embedded."""
    renderer = _Renderer(
        escape=False, embed_images=bool(path), path=path, exclude_anchor_links=True, attachments=dict(attachments)
    )
    plugins = [import_plugin(name) for name in (*MarkdownWithMath.DEFAULT_PLUGINS, "footnotes")]
    return str(MarkdownWithMath(renderer=renderer, plugins=plugins).render(source))


def latex_html(source: str) -> str:
    """A `text/latex` output (`$…$`, `$$…$$`, an environment) as display mathematics."""
    match = _WRAPPED.match(source.strip())
    return f"<p>{math_span(match[2] if match else source, display=True)}</p>"
