"""What goes on paper as Typst markup: every mark of the text escaped, so that Typst says what the HTML said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from yanpan.export.clean import Element
from yanpan.export.content import CONTAINERS, Row, Words, blocks_of, folded, is_note, kind_of, rows_of, words_of
from yanpan.export.formulas import Formula, formula_of

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ENDLESS = {20: re.compile(r"[!-~]{21,}"), 60: re.compile(r"[!-~]{61,}")}
_MAY_BREAK = "\u200b"
_CALLS = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite"), "emph"),
    **dict.fromkeys(("s", "del"), "strike"),
    **dict.fromkeys(("u", "ins"), "underline"),
    "sub": "sub",
    "sup": "super",
    "mark": "highlight",
}
"""Elements within a line that Typst has a function for."""

_SIZES = {"packed": "8pt", "dense": "9pt"}


def markup_of(root: Element, formulas: Mapping[Formula, str]) -> str:
    """The markup of all that stands in `root`. Formulas that are not in `formulas` are shown as they are written."""
    return f"{_Markup(formulas).blocks(root)}\n"


def quoted(text: str) -> str:
    """A Typst string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


class _Markup:
    def __init__(self, formulas: Mapping[Formula, str]) -> None:
        self._formulas = formulas
        self._writers: dict[str, Callable[[Element], str]] = {
            **{f"h{level}": self._heading for level in range(1, 7)},
            **dict.fromkeys((*CONTAINERS, "p"), self._container),
            **dict.fromkeys(("ul", "ol"), self._list),
            "dl": self._terms,
            "pre": lambda element: f"#raw(block: true, {quoted(_breakable(element.text_content().rstrip(), 60))})",
            "hr": lambda _: "#horizontalrule",
            "blockquote": self._quotation,
            "figure": self._figure,
        }

    def blocks(self, element: Element) -> str:
        """The blocks in an element, an empty line between two."""
        pieces = list(blocks_of(element))
        made = []
        for place, piece in enumerate(pieces):
            above = pieces[place - 1] if place else None
            if _is_table(piece):
                below = pieces[place + 1] if place + 1 < len(pieces) else None
                made.append(self._table(piece, below if _takes(piece, below) else None))
            elif not _takes(above, piece):
                made.append(self._block(piece))
        return "\n\n".join(filter(None, made))

    def _block(self, piece: Element | Words) -> str:
        if isinstance(piece, list):
            return self.words(piece).strip()
        return self._writers.get(piece.tag, self.blocks)(piece)

    def _container(self, element: Element) -> str:
        inside = self.blocks(element)
        kind = kind_of(element)
        return f"#{kind}[\n{inside}\n\n]" if kind and inside else inside

    def _heading(self, heading: Element) -> str:
        return f"#heading(level: {heading.tag[1]})[{self.words(words_of(heading)).strip()}]{_label(heading)}"

    def _quotation(self, element: Element) -> str:
        inner = next(element.iterancestors("blockquote"), None) is not None
        return f"{'#pad(left: 2em)' if inner else '#quote(block: true)'}[\n{self.blocks(element)}\n]"

    def _list(self, items: Element) -> str:
        start = items.get("start", "")
        named = f"start: {int(start)}, " if items.tag == "ol" and start.isdecimal() else ""
        tight = items.find("./li/p") is None
        inside = ", ".join(f"[{self._item(piece)}]" for piece in blocks_of(items))
        return f"#{'enum' if items.tag == 'ol' else 'list'}(tight: {str(tight).lower()}, {named}{inside})"

    def _item(self, piece: Element | Words) -> str:
        return self._block(piece) if isinstance(piece, list) or piece.tag != "li" else self.blocks(piece)

    def _terms(self, terms: Element) -> str:
        """A list of terms, what is said of each under it."""
        said = []
        for piece in blocks_of(terms):
            inside = self._block(piece)
            term = not isinstance(piece, list) and piece.tag == "dt"
            said.append(f"#strong[{inside}]" if term else f"#pad(left: 2em)[{inside}]")
        return "\n\n".join(said)

    def _figure(self, figure: Element) -> str:
        caption = figure.find("figcaption")
        said = f", caption: [{self.blocks(caption)}]" if caption is not None else ""
        inside = "\n\n".join(self._block(piece) for piece in blocks_of(figure) if piece is not caption)
        return f"#figure([{inside}]{said}){_label(figure)}"

    def _table(self, table: Element, note: Element | None) -> str:
        widths = [col.get("style").removeprefix("width: ") for col in table.iter("col")]
        rows = rows_of(table, len(widths))
        if not widths:
            return ""
        classes = table.get("class", "").split()
        caption = table.find("caption")
        head, foot = [row for row in rows if row.head], [row for row in rows if row.foot]
        body = [row for row in rows if not row.head and not row.foot]
        last = [self._row(row) for row in foot]
        last += (
            [f"table.cell(align: left + horizon, colspan: {len(widths)}, stroke: none)[{self.blocks(note)}]"]
            if note is not None
            else []
        )
        inside = [
            f"columns: ({', '.join(widths)},)",
            *([f"table.header({self._rows(head)})", "table.hline()"] if head else []),
            *map(self._row, body),
            "table.hline()",
            *([f"table.footer({', '.join(last)})"] if last else []),
        ]
        size = next((f"#set text(size: {_SIZES[name]}); " for name in classes if name in _SIZES), "")
        said = f", caption: [{self.blocks(caption)}]" if caption is not None else ""
        lines = ",\n".join(filter(None, inside))
        code = f"#figure(align(center)[{size}#table(\n{lines},\n)]{said}, kind: table){_label(table)}"
        if "packed" in classes:
            code = f"#packed[\n{code}\n]"
        around = next((f"#{name}" for name in ("whole", "rows") if name in classes), "#")
        return f"{around}[\n{code}\n]"

    def _rows(self, rows: Sequence[Row]) -> str:
        return ", ".join(filter(None, map(self._row, rows)))

    def _row(self, row: Row) -> str:
        return ", ".join(
            self._cell(cell.element, cell.columns, cell.rows, head=row.head) for cell in row.cells if not cell.covered
        )

    def _cell(self, element: Element | None, columns: int, rows: int, *, head: bool) -> str:
        if element is None:
            return "[]"
        named = f"align: {element.get('align', 'center')} + horizon"
        named += f", colspan: {columns}" if columns > 1 else ""
        named += f", rowspan: {rows}" if rows > 1 else ""
        inside = self.blocks(element)
        return f"table.cell({named})[{f'#strong[{inside}]' if head and inside else inside}]"

    def words(self, words: Iterable[str | Element]) -> str:
        """What stands within a line."""
        return "".join(_escaped(word) if isinstance(word, str) else self._word(word) for word in words)

    def _word(self, element: Element) -> str:
        if element.tag == "br":
            return "#linebreak()"
        if element.tag == "img":
            return _image(element)
        if element.tag in ("code", "kbd"):
            return f"#raw({quoted(_breakable(folded(element.text_content()), 20))})"
        if element.tag == "span" and "fill" in element.classes:
            return "#h(1fr)"
        if element.tag == "span" and "math" in element.classes:
            return self._formula(element)
        inside = self.words(words_of(element))
        if element.tag == "q":
            return f"“{inside}”"
        call = _CALLS.get(element.tag)
        return f"#{call}[{inside}]" if call else inside

    def _formula(self, span: Element) -> str:
        tex, display = formula_of(span)
        code = self._formulas.get((tex, display))
        if code is None:
            return f"#raw({quoted(_breakable(folded(tex), 20))})"
        return f"#math.equation(block: {str(display).lower()}, alt: {quoted(folded(tex))}, {code})"


def _is_table(piece: Element | Words | None) -> bool:
    return piece is not None and not isinstance(piece, list) and piece.tag == "table"


def _takes(table: Element | Words | None, below: Element | Words | None) -> bool:
    """True if the source below becomes the table's foot, repeated as the head is: it never stands alone on a page."""
    return _is_table(table) and is_note(below) and table.find("tfoot") is None  # type: ignore[union-attr]


def _label(element: Element) -> str:
    name = element.get("id")
    return f" #label({quoted(name)})" if name else ""


def _image(image: Element) -> str:
    width = f", width: {float(image.get('width')) * 0.75:.2f}pt" if image.get("width") else ""
    return f"#image({quoted(image.get('src'))}, alt: {quoted(folded(image.get('alt', '')))}{width})"


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", _breakable(folded(text), 20))


def _breakable(text: str, longest: int) -> str:
    """Long words without a space may break anywhere: nothing runs over the margin, no line is left half empty."""
    return _ENDLESS[longest].sub(lambda word: _MAY_BREAK.join(word[0]) + _MAY_BREAK, text)
