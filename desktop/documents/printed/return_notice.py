"""补正通知 as a PDF: to whom, about which package, what is to be corrected, until when, room for the bureau's seal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from desktop.documents.printed.blocks import BODY_WIDTH, LEFT, MM, Block, Whole, paragraph
from desktop.documents.printed.lines import Line, Style, set_lines
from desktop.documents.printed.paging import paginate
from desktop.documents.printed.pen import PAGE_HEIGHT, Information, Pen
from desktop.documents.printed.sheet import seal_groups
from desktop.documents.printed.styles import HEADING, MIDDLE, VALUE
from desktop.documents.printed.table import Column, Table, heading, row
from desktop.model.dates import chinese
from desktop.model.return_slip import ReturnSlip

_TITLE = Style(size=22, leading=34, bold=True, align="center")
_NAME = Style(size=14, leading=26)
_TEXT = Style(size=14, leading=26, align="justify", indent=2)
_CODE = Style(size=9.5, leading=14, align="center")
_FOOT = Style(size=9, leading=13, align="center")
_SIGN = Style(size=14, leading=26, align="center")
_SIGN_WIDTH = 112 * MM
_COLUMNS = (Column("序号", 14, MIDDLE), Column("位置", 56, VALUE), Column("需要补正的内容", 90, VALUE))
_TOP, _ROOM = 26 * MM, PAGE_HEIGHT - 26 * MM - 26 * MM


class BureauSeal(Whole, frozen=True):
    """The bureau's name, with room for its round seal, and the date."""

    bureau: str
    date: str
    space: ClassVar[float] = 18

    @property
    def height(self) -> float:
        """Room for a seal of 42 mm over name and date."""
        return 12 * MM + len(self._name) * _SIGN.leading + 30 * MM

    @property
    def _name(self) -> tuple[Line, ...]:
        return set_lines(f"{self.bureau or '　　　　　　　　　　'}（盖章）", _SIGN, _SIGN_WIDTH)

    def draw(self, pen: Pen, top: float) -> None:
        """On the right side."""
        left = LEFT + BODY_WIDTH - _SIGN_WIDTH
        top += 12 * MM
        pen.lines(self._name, _SIGN, left, top)
        date = set_lines(chinese(self.date), _SIGN, _SIGN_WIDTH)
        pen.lines(date, _SIGN, left, top + len(self._name) * _SIGN.leading + 2 * MM)


def title_of(slip: ReturnSlip) -> str:
    """What the slip is called."""
    return "申报材料退回通知" if slip.refused else "申报材料补正通知"


def write_return_notice(slip: ReturnSlip, software: str) -> bytes:
    """The notice as a PDF; the same slip gives the same bytes."""
    pages = paginate(_flow(slip), _ROOM)
    pen = Pen(Information(f"{slip.enterprise} {title_of(slip)}", slip.bureau, slip.batch_title, software, slip.date))
    for number, page in enumerate(pages, start=1):
        for placed in page:
            placed.block.draw(pen, _TOP + placed.top)
        foot = f"{slip.enterprise}　第 {slip.version} 版（{slip.seal_code[:8]}）　第 {number} 页，共 {len(pages)} 页"
        pen.rule(LEFT, PAGE_HEIGHT - 20 * MM, BODY_WIDTH)
        pen.lines(set_lines(foot, _FOOT, BODY_WIDTH), _FOOT, LEFT, PAGE_HEIGHT - 18 * MM)
        pen.turn_page()
    return pen.finish()


def _flow(slip: ReturnSlip) -> Iterator[Block]:
    yield paragraph(title_of(slip), _TITLE, keep=True)
    yield paragraph(f"{slip.enterprise}：", _NAME, 18, keep=True)
    yield paragraph(_opening(slip), _TEXT, 2, keep=True)
    yield paragraph(f"封装码 {seal_groups(slip.seal_code, 8)}", _CODE, 4)
    if slip.reason:
        yield paragraph(f"{'退回的理由' if slip.refused else '说明'}：{slip.reason}", _TEXT, 6)
    if slip.points:
        rows = [
            row(_COLUMNS, (str(number), point.words, point.wanted)) for number, point in enumerate(slip.points, start=1)
        ]
        yield Table((heading(_COLUMNS, HEADING),), tuple(rows), "需要补正的内容", space=10)
    yield paragraph(_how(slip), _TEXT, 10)
    yield BureauSeal(slip.bureau, slip.date)


def _opening(slip: ReturnSlip) -> str:
    said = f"你单位报送的{slip.batch_title}云上企业申报材料（第 {slip.version} 版）收悉。"
    if slip.refused:
        return f"{said}经审核，现予退回。"
    until = f"请于 {chinese(slip.answer_by)} 前补正并重新报送" if slip.answer_by else "请补正后重新报送"
    return f"{said}经审核，有内容需要补正，{until}。"


def _how(slip: ReturnSlip) -> str:
    if slip.refused and not slip.points:
        return "如有疑问，请与我局联系。"
    return (
        "随本通知另发一个扩展名为 .yunqi-return 的文件，用“云企自评”打开，可以逐条跳到要修改的地方。"
        "修改后重新封装，报送新一版的申报包和盖章的纸质件，原来的一版不必取回。"
    )
