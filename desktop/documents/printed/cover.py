"""The cover and the contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import BODY_WIDTH, LEFT, MM, Block, Entry, Paragraph, paragraph
from desktop.documents.printed.lines import Style, set_lines, text_width
from desktop.documents.printed.pen import Pen
from desktop.documents.printed.sheet import version_text
from desktop.documents.printed.styles import COVER_ROLE, COVER_TITLE, TITLE
from desktop.model.dates import chinese

CONTENTS = "目　录"
_ROLE = "申报材料"
_LABEL = Style(size=15, leading=26, bold=True)
_VALUE = Style(size=15, leading=26)
_LABEL_WIDTH, _INDENT = 32 * MM, 12 * MM
_LINE = Style(size=12, leading=24)
_FAINT = 0.45
_DOT = "·"


class Fact(Struct, frozen=True):
    """A line of the cover: what, and its value over a rule."""

    label: str
    text: str
    space: float = 8
    keep: bool = False

    @property
    def height(self) -> float:
        """The value's lines."""
        return len(set_lines(self.text, _VALUE, self._width)) * _VALUE.leading

    @property
    def least(self) -> float:
        """It is never cut."""
        return self.height

    @property
    def _width(self) -> float:
        return BODY_WIDTH - 2 * _INDENT - _LABEL_WIDTH

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """It is never cut."""
        return (self, None) if self.height <= room else (None, self)

    def draw(self, pen: Pen, top: float) -> None:
        """Label, value, rules."""
        left = LEFT + _INDENT
        pen.lines(set_lines(self.label, _LABEL, _LABEL_WIDTH), _LABEL, left, top)
        for position, line in enumerate(set_lines(self.text, _VALUE, self._width)):
            at = top + position * _VALUE.leading
            pen.text(line, _VALUE, left + _LABEL_WIDTH, at)
            pen.rule(left + _LABEL_WIDTH - 2, at + _VALUE.leading - 1, self._width + 4)


class ContentsLine(Struct, frozen=True):
    """A part and its page, with dots between."""

    title: str
    page: int
    space: float = 4
    keep: bool = False
    height: float = _LINE.leading
    least: float = _LINE.leading

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """It is never cut."""
        return (self, None) if self.height <= room else (None, self)

    def draw(self, pen: Pen, top: float) -> None:
        """Title, dots, number."""
        number = str(self.page)
        used = text_width(self.title, _LINE) + text_width(number, _LINE) + 12
        dots = _DOT * max(0, int((BODY_WIDTH - used) / text_width(_DOT, _LINE)))
        right = Style(size=_LINE.size, leading=_LINE.leading, align="right")
        pen.lines(set_lines(self.title, _LINE, BODY_WIDTH), _LINE, LEFT, top)
        with pen.ink(_FAINT):
            before = BODY_WIDTH - text_width(number, _LINE) - 6
            pen.lines(set_lines(dots, right, before), right, LEFT, top)
        pen.lines(set_lines(number, right, BODY_WIDTH), right, LEFT, top)
        pen.link(self.title, LEFT, top, BODY_WIDTH, self.height)


def cover(dossier: Dossier) -> Iterator[Block]:
    """The first page."""
    stamp, batch = dossier.stamp, dossier.filing.batch
    yield Paragraph((), _LINE)
    name = dossier.standard.title
    if text_width(name, COVER_TITLE) > BODY_WIDTH:
        name = "\n（".join(name.rsplit("（", 1))
    yield paragraph(name, COVER_TITLE, 84, entry=Entry("封面"))
    yield paragraph("　".join(_ROLE), COVER_ROLE, 24)
    yield paragraph("", _LINE, 110)
    yield Fact("申报企业", dossier.enterprise or "（未填写）")
    yield Fact("申报批次", f"{dossier.batch_title}（{batch.id}）" if dossier.batch_title != batch.id else batch.id)
    yield Fact("所在地区", f"{batch.city}{batch.county}" or "（未填写）")
    yield Fact("材料版本", version_text(dossier))
    yield Fact("日　　期", chinese(stamp.date) if stamp.date else "（未定）")


def contents(entries: Sequence[tuple[str, int]]) -> Iterator[Block]:
    """The second page, from (part, page)."""
    yield paragraph(CONTENTS, TITLE, entry=Entry("目录"))
    yield paragraph("", _LINE)
    for title, page in entries:
        yield ContentsLine(title, page)
