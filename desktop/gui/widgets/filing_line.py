"""One filing in one line: whose, which batch, where, the score, what it lacks, until when, last saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.gui import days
from desktop.gui.overriding import override
from desktop.gui.theme import Colours
from desktop.gui.widgets.painted import draw_chip

if TYPE_CHECKING:
    from desktop.workspace.overview import Overview

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
GONE = "文件不在了：可能移走或改名"

_EDGE, _GAP, _BAR, _HEIGHT, _LINES = 16.0, 20.0, 90.0, 49, 2.5
_LEAST_NAME = 200.0  # below this width of the name, the bar and then the county are left out
_WIDEST = {  # what each column must hold, from the left behind the name and from the right
    "batch": "2021 年第一批",
    "county": "景宁畲族自治县",
    "score": "100.00",
    "chip": "缺 123，待确认 163",
    "deadline": "还有 123 天",
    "saved": "12 月 24 日",
    "link": "打开",
}
_CHIP = 8.0  # padding of a chip
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Line(NamedTuple):
    """A filing in the list; `overview` is None until it was looked at."""

    path: Path
    overview: Overview | None = None

    @property
    def name(self) -> str:
        """Whose filing it is, or its file's name as long as that is not known."""
        return (self.overview and self.overview.enterprise) or self.path.stem

    @property
    def verb(self) -> str:
        """What the word at the end of the line does."""
        return "移除" if self.overview and self.overview.gone else "打开"

    def spoken(self, today: str) -> str:
        """The whole line for those who hear it, and for the search."""
        found = self.overview
        if found is None:
            return f"{self.name}，正在读取"
        if found.gone:
            return f"{self.name}，{GONE}，按 Delete 从列表移除"
        if found.problem:
            return f"{self.name}，打不开：{found.problem}"
        due = days.remaining(found.deadline, found.days_left)
        score = f"自评 {found.score} 分，满分 {found.self_max}"
        saved = f"{days.saved_at(found.saved, today)}保存"
        parts = (self.name, "样例" if found.sample else "", found.batch, found.county, score, readiness(found)[0], due)
        return "，".join(part for part in (*parts, saved) if part)


def readiness(found: Overview) -> tuple[str, str]:
    """What a filing lacks in a few words, and the kind of chip that says it."""
    if found.problem:
        return ("文件不在了", "attention") if found.gone else ("打不开", "error")
    if found.errors:
        return f"{found.errors} 错，缺 {found.missing} 项" if found.missing else f"{found.errors} 处错误", "error"
    if found.unconfirmed:
        missing = f"缺 {found.missing}，" if found.missing else ""
        return f"{missing}待确认 {found.unconfirmed}", "attention"
    if found.missing:
        return f"缺 {found.missing} 项", "attention"
    if found.sealed and not found.changed:
        return f"已封装 v{found.sealed}", "good"
    return (f"v{found.sealed} 后有修改", "attention") if found.sealed else ("可以封装", "good")


class FilingLine(QStyledItemDelegate):
    """Draws a line; columns are as wide as their words, the name takes the rest."""

    def __init__(self, chosen: Colours, today: str, parent: QObject) -> None:
        super().__init__(parent)
        self._colours, self.today = chosen, today

    def link(self, row: QRect, font: QFont) -> QRectF:
        """Where the word that opens the filing stands in a row."""
        return columns(QRectF(row), font)["link"]

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(_HEIGHT, round(QFontMetrics(option.font).height() * _LINES)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, index)
        places = columns(area, option.font)
        pen = _Pen(painter, option.font, self._colours)
        found = line.overview
        if found is None:
            pen.write(places["name"], line.name)
            pen.write(places["rest"], "正在读取…", "third", small=True)
        elif found.gone:
            pen.write(places["name"], line.name, "third")
            room = QRectF(places["rest"])
            room.setLeft(pen.chip(room, readiness(found)[0], "attention") + 12)
            pen.write(room, f"可能移走或改名；原来在 {line.path.parent}", "third", small=True)
        elif found.problem:
            self._problem(pen, places, line)
        else:
            self._whole(pen, places, line.name, found)
        pen.write(places["link"], line.verb, "accent", align=_RIGHT)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRectF, index: Index) -> None:
        """The list is asked how a line stands: the flags of a style take 10 ms to load."""
        view = self.parent()
        assert isinstance(view, QAbstractItemView)  # noqa: S101  (a list makes its own delegate)
        if view.hasFocus() and view.currentIndex() == index:
            painter.fillRect(area, QColor(self._colours.accent_soft))
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), QColor(self._colours.accent))
        elif view.viewport().underMouse() and view.indexAt(view.viewport().mapFromGlobal(QCursor.pos())) == index:
            painter.fillRect(area, QColor(self._colours.window))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(self._colours.faint))

    def _problem(self, pen: _Pen, places: dict[str, QRectF], line: Line) -> None:
        assert line.overview  # noqa: S101  (called for lines that were looked at)
        pen.write(places["name"], line.name, "second")
        room = QRectF(places["rest"])
        room.setLeft(pen.chip(room, "打不开", "error") + 12)
        pen.write(room, line.overview.problem, "error", small=True)

    def _whole(self, pen: _Pen, places: dict[str, QRectF], name: str, found: Overview) -> None:
        room = QRectF(places["name"])
        if found.sample:
            shown = min(pen.width(name), room.width() - pen.width("样例") - 3 * _CHIP)
            pen.chip(QRectF(room.left() + shown + _CHIP, room.top(), room.width(), room.height()), "样例", "accent")
            room.setWidth(shown + 1)
        pen.write(room, name if found.enterprise else f"{name}（未填企业名称）")
        pen.write(places["batch"], found.batch, "second")
        if "county" in places:
            pen.write(places["county"], found.county or "未选地区", "second" if found.county else "third")
        pen.write(places["score"], found.score, align=_RIGHT, bold=True)
        if "bar" in places:
            pen.bar(places["bar"], found.part)
        words, kind = readiness(found)
        pen.chip(places["chip"], words, kind)
        sealed = found.sealed and not found.changed
        hurry = 0 <= found.days_left <= 3 and not sealed and found.deadline  # noqa: PLR2004  (days)
        due = days.remaining(found.deadline, found.days_left)
        pen.write(places["deadline"], due, "attention" if hurry else "second")
        pen.write(places["saved"], days.saved_at(found.saved, self.today), "third", small=True)


def columns(area: QRectF, font: QFont) -> dict[str, QRectF]:
    """Where each column stands; “rest” is everything between name and link."""
    wide = _widths(area.width(), font)
    places: dict[str, QRectF] = {}
    right = area.right() - _EDGE
    for name in ("link", "saved", "deadline"):
        places[name] = QRectF(right - wide[name], area.top(), wide[name], area.height())
        right -= wide[name]
    order = [name for name in ("batch", "county", "score", "bar", "chip") if name in wide]
    left = area.left() + _EDGE
    room = right - left - sum(wide[name] for name in order)
    places["name"] = QRectF(left, area.top(), min(room, max(_LEAST_NAME, 0.3 * area.width())) - _GAP, area.height())
    left = places["name"].right() + _GAP
    places["rest"] = QRectF(left, area.top(), places["link"].left() - left, area.height())
    for name in order:
        places[name] = QRectF(left, area.top(), wide[name] - _GAP, area.height())
        left += wide[name]
    return places


def _widths(whole: float, font: QFont) -> dict[str, float]:
    """How wide each column is with the gap behind it; bar and county are left out where the name gets too narrow."""
    wide = {name: QFontMetricsF(font).horizontalAdvance(words) + _GAP for name, words in _WIDEST.items()}
    wide["chip"] += 2 * _CHIP
    wide["bar"] = _BAR + _GAP
    for name in ("bar", "county"):
        if whole - 2 * _EDGE - sum(wide.values()) < _LEAST_NAME:
            del wide[name]
    return wide


class _Pen:
    """Writes words, chips and bars in the look of the style sheet."""

    def __init__(self, painter: QPainter, font: QFont, chosen: Colours) -> None:
        self._painter, self._colours = painter, chosen
        self._body, self._small, self._bold = QFont(font), QFont(font), QFont(font)
        self._small.setPixelSize(max(font.pixelSize() - 1, 11))
        self._bold.setWeight(QFont.Weight.DemiBold)

    def width(self, words: str) -> float:
        """How wide words are."""
        return QFontMetricsF(self._body).horizontalAdvance(words)

    def write(
        self,
        room: QRectF,
        words: str,
        colour: str = "text",
        *,
        align: Qt.AlignmentFlag = _LEFT,
        small: bool = False,
        bold: bool = False,
    ) -> None:
        """Write words, shortened where they do not fit."""
        font = self._bold if bold else self._small if small else self._body
        self._painter.setFont(font)
        self._painter.setPen(QColor(getattr(self._colours, colour)))
        fitting = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        self._painter.drawText(room, int(align), fitting)

    def chip(self, room: QRectF, words: str, kind: str) -> float:
        """Draw a chip at the left of a room; gives where it ends."""
        measure = QFontMetricsF(self._small)
        height = measure.height() + 6
        place = QRectF(room.left(), room.center().y() - height / 2, measure.horizontalAdvance(words) + 16, height)
        self._painter.setFont(self._small)
        draw_chip(self._painter, place, words, kind, self._colours)
        return place.right()

    def bar(self, room: QRectF, part: float) -> None:
        """Draw a part of a whole."""
        place = QRectF(room.left(), room.center().y() - 3, min(room.width(), _BAR), 6)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._colours.line))
        self._painter.drawRoundedRect(place, 3, 3)
        if part > 0:
            place.setWidth(max(place.width() * min(part, 1.0), 6))
            self._painter.setBrush(QColor(self._colours.accent))
            self._painter.drawRoundedRect(place, 3, 3)
