"""What stands around the evidence on every page: enterprise, batch, version, page number, seal code, standing."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import BODY_WIDTH, MM
from desktop.documents.printed.lines import Style, set_lines, text_width
from desktop.documents.printed.pen import PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.printed.sheet import NO_CODE, seal_groups, version_text
from desktop.documents.volume.layout import DETAIL, LYING, NAME, UPRIGHT, Leaf, Part, title
from desktop.documents.volume.pen import VolumePen
from desktop.documents.volume.texts import ROLE

_SMALL = Style(size=8, leading=11)
_NUMBER = Style(size=9, leading=12)
_MARK = Style(size=8.5, leading=12, bold=True)
_SEAL = Style(size=7, leading=12, align="right")
_ABOVE, _BELOW = 4.5 * MM, 3 * MM  # from the body to the header's text, and to the footer's rule


class Margins(Struct, frozen=True):
    """The texts of every page; `marks` also stand across it."""

    heading: str
    version: str
    seal_code: str
    marks: tuple[str, ...]
    across: tuple[str, ...]

    def begin(self, pen: VolumePen, number: int, total: int, *, lying: bool, narrow: bool = False) -> None:
        """Begin a page with header and footer; a `narrow` one holds text alone."""
        pen.begin(lying=lying)
        room = LYING if lying else UPRIGHT
        width = BODY_WIDTH if narrow else room.width
        self._header(pen, room.left, room.top - _ABOVE - _SMALL.leading, width)
        self._footer(pen, room.left, (PAGE_WIDTH if lying else PAGE_HEIGHT) - 13 * MM, width, f"{number}/{total}")

    def end(self, pen: VolumePen) -> None:
        """End a page with the marks over all that stands on it."""
        pen.across(self.across)
        pen.turn_page()

    def _header(self, pen: VolumePen, left: float, top: float, width: float) -> None:
        right = replace(_SMALL, align="right")
        room = width - text_width(self.version, _SMALL) - 6 * MM
        used = text_width(self.heading, _SMALL)
        style = replace(_SMALL, size=_SMALL.size * min(1.0, room / used)) if used else _SMALL
        pen.lines(set_lines(self.heading, style, width)[:1], style, left, top)
        pen.lines(set_lines(self.version, right, width), right, left, top)
        pen.rule(left, top + _SMALL.leading + 1.5, width)

    def _footer(self, pen: VolumePen, left: float, top: float, width: float, page: str) -> None:
        pen.rule(left, top, width)
        pen.lines(set_lines(f"第 {page} 页", _NUMBER, width), _NUMBER, left, top + 3)
        code = f"封装码 {seal_groups(self.seal_code)}" if self.seal_code else f"封装码：{NO_CODE}"
        pen.lines(set_lines(code, _SEAL, width), _SEAL, left, top + 3)
        words = "　".join(f"【{mark}】" for mark in self.marks)
        pen.lines(set_lines(words, _MARK, width)[:1], _MARK, left, top + 3 + _NUMBER.leading)


def margins(dossier: Dossier, watermark: str) -> Margins:
    """The margins of a dossier's volume; `watermark` is "" or what every copy says."""
    return Margins(
        heading=f"{dossier.enterprise or '（企业名称未填）'}　{dossier.batch_title}　{ROLE}",
        version=version_text(dossier),
        seal_code=dossier.stamp.seal_code,
        marks=dossier.marks,
        across=tuple(part for part in (watermark, *dossier.marks) if part),
    )


def draw_leaf(pen: VolumePen, dossier: Dossier, leaf: Leaf) -> None:
    """The pieces of a page between its margins."""
    room = LYING if leaf.lying else UPRIGHT
    for part in leaf.parts:
        if part.first:
            pen.bookmark(title(dossier, part.taken), 1, part.top)
        pen.lines(part.heading.name, NAME, room.left, part.top)
        detail = part.top + len(part.heading.name) * NAME.leading
        pen.lines(part.heading.detail, DETAIL, room.left, detail)
        _draw(pen, part)


def _draw(pen: VolumePen, part: Part) -> None:
    if part.spot:
        pen.place(part.spot.matter, part.spot.scale, part.spot.left, part.spot.top)
    for placed in part.text:
        placed.block.draw(pen, part.below + placed.top)
