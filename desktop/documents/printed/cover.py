"""The cover and the contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import BODY_WIDTH, LEFT, MM, Block, Entry, Paragraph, Whole, paragraph
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


class Fact(Whole, frozen=True):
    """A line of the cover: what, and its value over a rule."""

    label: str
    text: str
    space: ClassVar[float] = 8

    @property
    def height(self) -> float:
        """The value's lines."""
        return len(set_lines(self.text, _VALUE, self._width)) * _VALUE.leading

    @property
    def _width(self) -> float:
        return BODY_WIDTH - 2 * _INDENT - _LABEL_WIDTH

    def draw(self, pen: Pen, top: float) -> None:
        """Label, value, rules."""
        left = LEFT + _INDENT
        pen.lines(set_lines(self.label, _LABEL, _LABEL_WIDTH), _LABEL, left, top)
        for position, line in enumerate(set_lines(self.text, _VALUE, self._width)):
            at = top + position * _VALUE.leading
            pen.text(line, _VALUE, left + _LABEL_WIDTH, at)
            pen.rule(left + _LABEL_WIDTH - 2, at + _VALUE.leading - 1, self._width + 4)


class ContentsLine(Whole, frozen=True):
    """A part and its page, with dots between."""

    title: str
    page: int
    space: ClassVar[float] = 4

    @property
    def height(self) -> float:
        """One line."""
        return _LINE.leading

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
    yield from head(dossier, "　".join(_ROLE), 84, 110)
    yield from facts(dossier)
    yield date_of(dossier)


def head(dossier: Dossier, role: str, above: float, below: float) -> Iterator[Block]:
    """The standard's title and what the document is, with so many points above and below them."""
    yield Paragraph((), _LINE)
    name = dossier.standard.title
    if text_width(name, COVER_TITLE) > BODY_WIDTH:
        name = "\n（".join(name.rsplit("（", 1))
    yield paragraph(name, COVER_TITLE, above, entry=Entry("封面"))
    yield paragraph(role, COVER_ROLE, 24)
    yield paragraph("", _LINE, below)


def facts(dossier: Dossier) -> Iterator[Fact]:
    """Whose filing it is, and which."""
    batch = dossier.filing.batch
    yield Fact("申报企业", dossier.enterprise or "（未填写）")
    yield Fact("申报批次", f"{dossier.batch_title}（{batch.id}）" if dossier.batch_title != batch.id else batch.id)
    yield Fact("所在地区", f"{batch.city}{batch.county}" or "（未填写）")
    yield Fact("材料版本", version_text(dossier))


def date_of(dossier: Dossier) -> Fact:
    """When it was sealed."""
    return Fact("日　　期", chinese(dossier.stamp.date) if dossier.stamp.date else "（未定）")


def contents(entries: Sequence[tuple[str, int]]) -> Iterator[Block]:
    """The second page, from (part, page)."""
    yield paragraph(CONTENTS, TITLE, entry=Entry("目录"))
    yield paragraph("", _LINE)
    for title, page in entries:
        yield ContentsLine(title, page)
