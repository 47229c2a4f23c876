"""What stands on every page around its body: enterprise, batch, version, page number, seal code, its QR code, marks."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import BODY_WIDTH, LEFT, MM
from desktop.documents.printed.lines import Line, Style, set_lines, text_width
from desktop.documents.printed.paging import Page
from desktop.documents.printed.pen import PAGE_HEIGHT, PAGE_WIDTH, Pen
from desktop.documents.qr import PageMark, matrix, page_text

BODY_TOP = 28 * MM  # the body's frame stays where it is in later versions: comparison reads what stands inside
BODY_HEIGHT = PAGE_HEIGHT - BODY_TOP - 34 * MM
NO_CODE = "未封装"
DRAFT = "草稿"

_HEADER_TOP = 14 * MM
_FOOTER_TOP = PAGE_HEIGHT - 29 * MM
_HEADER_LINES = 2
_CODE_SIDE = 20 * MM  # 0.35 mm and more for each module; a seal of 42 mm never covers both codes of a page
_BESIDE_CODE = _CODE_SIDE + 4 * MM
_BETWEEN_CODES = BODY_WIDTH - 2 * _BESIDE_CODE
_SMALL = Style(size=8.5, leading=11.5)
_NUMBER = Style(size=9.5, leading=13.5, align="center")
_CAPTION = Style(size=7, leading=9.5, align="center")
_SEAL = Style(size=9, leading=11.5, align="center")
_MARK = Style(size=8.5, leading=12.5, bold=True, align="center")
_WATERMARK = Style(size=54, leading=72, bold=True, align="center")
_WATERMARK_GREY, _WATERMARK_ANGLE = 0.91, 45
_WATERMARK_PLACES = tuple((x * MM, y * MM) for y in (-88, 0, 88) for x in (-48, 48))  # of its middle, from the page's


class Sheet(Struct, frozen=True):
    """The texts of a document's margins."""

    heading: str
    version: str
    seal_code: str
    marks: tuple[str, ...]
    mark: PageMark

    def draw(self, pen: Pen, page: Page, number: int, total: int) -> None:
        """One whole page: marks below, then the body, then the margins."""
        self._watermark(pen)
        self._header(pen)
        for placed in page:
            placed.block.draw(pen, BODY_TOP + placed.top)
        self._footer(pen, f"{number}/{total}")

    def _watermark(self, pen: Pen) -> None:
        """The first word of every mark (草稿, 样例), again and again, so that no part of a page can do without."""
        words = [mark.partition("，")[0] for mark in self.marks]
        style = _WATERMARK if len(words) < 2 else replace(_WATERMARK, size=40)  # noqa: PLR2004  (side by side)
        lines = set_lines(" ".join(words), style, PAGE_WIDTH)
        for x, y in _WATERMARK_PLACES if words else ():
            with pen.behind_text(_WATERMARK_ANGLE, x, y), pen.ink(_WATERMARK_GREY):
                pen.lines(lines, style, -PAGE_WIDTH / 2, -style.leading / 2)

    def _header(self, pen: Pen) -> None:
        right = replace(_SMALL, align="right")
        taken = text_width(self.version, right) + 6 * MM
        style, lines = _fitting(self.heading, _SMALL, BODY_WIDTH - taken)
        top = _HEADER_TOP + _HEADER_LINES * _SMALL.leading - len(lines) * style.leading
        pen.lines(lines, style, LEFT, top)
        version = set_lines(self.version, right, BODY_WIDTH)
        pen.lines(version, right, LEFT, _HEADER_TOP + _HEADER_LINES * _SMALL.leading - right.leading)
        pen.rule(LEFT, _HEADER_TOP + _HEADER_LINES * _SMALL.leading + 1 * MM, BODY_WIDTH)

    def _footer(self, pen: Pen, page: str) -> None:
        pen.rule(LEFT, _FOOTER_TOP - 2.5 * MM, BODY_WIDTH)
        rows = matrix(page_text(replace(self.mark, page=page)))
        for left in (LEFT, LEFT + BODY_WIDTH - _CODE_SIDE):
            pen.modules(rows, left, _FOOTER_TOP, _CODE_SIDE)
        first, _, second = (seal_groups(self.seal_code, 4) or NO_CODE).partition("\n")
        words = "　".join(f"【{mark}】" for mark in self.marks)
        top = _FOOTER_TOP
        for text, style in (
            (f"第 {page} 页", _NUMBER),
            ("封装码（SHA-256）", _CAPTION),
            (first, _SEAL),
            (second, _SEAL),
            (words, _MARK),
        ):
            if text:
                pen.lines(set_lines(text, style, _BETWEEN_CODES), style, LEFT + _BESIDE_CODE, top)
                top += style.leading


def sheet(dossier: Dossier) -> Sheet:
    """The margins of a dossier's pages."""
    batch = dossier.filing.batch.id
    return Sheet(
        heading=f"{dossier.enterprise or '（企业名称未填）'}　{dossier.batch_title}",
        version=version_text(dossier),
        seal_code=dossier.stamp.seal_code,
        marks=dossier.marks,
        mark=PageMark(dossier.stamp.version, batch, dossier.enterprise, dossier.stamp.seal_code, ""),
    )


def version_text(dossier: Dossier) -> str:
    """第 1 版, or 草稿."""
    return DRAFT if dossier.stamp.draft else f"第 {dossier.stamp.version} 版"


def seal_groups(code: str, in_line: int = 8) -> str:
    """A seal code in groups of eight digits, so many groups in a line; "" for no code."""
    groups = [code[start : start + 8] for start in range(0, len(code), 8)]
    return "\n".join(" ".join(groups[start : start + in_line]) for start in range(0, len(groups), in_line))


def _fitting(text: str, style: Style, width: float) -> tuple[Style, tuple[Line, ...]]:
    """The text in at most two lines, in smaller letters where a name is very long."""
    lines = set_lines(text, style, width)
    while len(lines) > _HEADER_LINES:
        style = replace(style, size=style.size * 0.9, leading=style.leading * 0.9)
        lines = set_lines(text, style, width)
    return style, lines
