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
_CODE_SIDE = 20 * MM  # 0.35 mm and more for each module
_SMALL = Style(size=8.5, leading=11.5)
_NUMBER = Style(size=9, leading=13)
_MARK = Style(size=9, leading=13, bold=True)
_SEAL = Style(size=7.6, leading=12)
_WATERMARK = Style(size=60, leading=84, bold=True, align="center")
_WATERMARK_GREY, _WATERMARK_ANGLE, _WATERMARK_WIDTH = 0.90, 48, 235 * MM


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
        for position, mark in enumerate(self.marks):
            width = text_width(mark, _WATERMARK)
            size = min(_WATERMARK.size, _WATERMARK.size * _WATERMARK_WIDTH / width)
            style = replace(_WATERMARK, size=size, leading=size * 1.4)
            top = (position - len(self.marks) / 2) * style.leading
            with pen.behind_text(_WATERMARK_ANGLE), pen.ink(_WATERMARK_GREY):
                pen.lines(set_lines(mark, style, PAGE_WIDTH * 2), style, -PAGE_WIDTH, top)

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
        text = page_text(replace(self.mark, page=page))
        pen.modules(matrix(text), LEFT + BODY_WIDTH - _CODE_SIDE, _FOOTER_TOP, _CODE_SIDE)
        top = _FOOTER_TOP
        width = BODY_WIDTH - _CODE_SIDE - 4 * MM
        pen.lines(set_lines(f"第 {page} 页", _NUMBER, width), _NUMBER, LEFT, top)
        groups = seal_groups(self.seal_code) or NO_CODE
        pen.lines(set_lines(f"封装码（SHA-256）\n{groups}", _SEAL, width), _SEAL, LEFT, top + _NUMBER.leading)
        if self.marks:
            words = set_lines("　".join(f"【{mark}】" for mark in self.marks), _MARK, width)
            pen.lines(words, _MARK, LEFT, top + _NUMBER.leading + 2 * _SEAL.leading + 0.5 * MM)


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


def seal_groups(code: str) -> str:
    """A seal code in groups of eight digits; "" for no code."""
    return " ".join(code[start : start + 8] for start in range(0, len(code), 8))


def _fitting(text: str, style: Style, width: float) -> tuple[Style, tuple[Line, ...]]:
    """The text in at most two lines, in smaller letters where a name is very long."""
    lines = set_lines(text, style, width)
    while len(lines) > _HEADER_LINES:
        style = replace(style, size=style.size * 0.9, leading=style.leading * 0.9)
        lines = set_lines(text, style, width)
    return style, lines
