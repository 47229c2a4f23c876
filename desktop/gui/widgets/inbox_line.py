"""How a line of the inbox is drawn: a mark, a small picture, name and what it is, where it goes and why, a chip."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.gui.inbox_lines import OPEN, Line, Section
from desktop.gui.overriding import override
from desktop.gui.theme import Colours, scaled, small
from desktop.gui.widgets.evidence_model import KINDS
from desktop.gui.widgets.inbox_model import ITEM, MARKED, Index
from desktop.gui.widgets.painted import draw_chip, tone_of

_HEIGHT, _HEADING, _CHIP_HEIGHT, _CHIP_ROOM = 56, 34, 20, 92
_TICK, _THUMB_FROM, _THUMB, _TEXT_FROM = 14, 38, QSize(72, 42), 122
_PLACE, _PLACE_SMALL, _ENOUGH = 208, 128, 620  # pixels of the column for the place, by the width of the line
_SHORT, _SIGN_ROOM = 520, 40  # pixels of a line too short for the words of its chip, and what its sign needs
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Pictures = Callable[[str], QImage | None]


class InboxLine(QStyledItemDelegate):
    """Asks for a small picture only when its line is painted."""

    def __init__(self, colours: Colours, pictures: Pictures, view: QListView) -> None:
        super().__init__(view)
        self._colours, self._pictures, self._view = colours, pictures, view

    def tick_area(self, line: QRect) -> QRect:
        """Where a click marks a line."""
        return QRect(line.left(), line.top(), scaled(self._view.font(), _THUMB_FROM) - 4, line.height())

    def confirm_area(self, place: QRect, item: Section) -> QRect:
        """Where a click confirms a section; empty where there is nothing to confirm."""
        if not item.waits:
            return QRect()
        wide = QFontMetrics(small(self._view.font())).horizontalAdvance(_confirm_words(item)) + 24
        return QRect(place.right() - wide, place.top(), wide, place.height())

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, item: Section) -> None:
        place, colours = QRectF(option.rect), self._colours
        painter.fillRect(place, QColor(colours.window))
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        right = (
            QRectF(self.confirm_area(option.rect, item)) if item.waits else place.adjusted(place.width() - 12, 0, 0, 0)
        )
        room = QRectF(place.left() + 12, place.top(), right.left() - place.left() - 12, place.height())
        title = painter.fontMetrics().elidedText(item.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, _LEFT, title)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(title) + 12)
        painter.setFont(small(option.font))
        painter.setPen(QColor(colours.second))
        note = "　".join(part for part in (f"{len(item.lines)} 份", item.note) if part)
        painter.drawText(
            room, _LEFT, painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, int(room.width()))
        )
        if item.waits:
            painter.setPen(QColor(colours.accent))
            painter.drawText(right.adjusted(0, 0, -12, 0), _RIGHT, _confirm_words(item))

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, item: Line) -> None:
        place, colours, at = QRectF(option.rect), self._colours, partial(scaled, option.font)
        self._ground(painter, option, index)
        self._tick(painter, QRectF(12, place.center().y() - _TICK / 2, _TICK, _TICK), marked=bool(index.data(MARKED)))
        thumb = QRectF(at(_THUMB_FROM), place.center().y() - _THUMB.height() / 2, _THUMB.width(), _THUMB.height())
        self._thumb(painter, thumb, item, option.font)
        wide = place.width() >= at(_ENOUGH)
        room = at(_CHIP_ROOM if place.width() >= at(_SHORT) else _SIGN_ROOM)
        chip = QRectF(place.right() - room, place.top(), room, place.height())
        self._chip(painter, chip, item, option.font)
        column = at(_PLACE if wide else _PLACE_SMALL) if item.spot or item.mark in OPEN else 0
        name = QRectF(at(_TEXT_FROM), place.top(), 0, place.height())
        name.setRight(chip.left() - column - 8)
        middle = Qt.TextElideMode.ElideMiddle
        self._two(painter, option.font, name, (item.name, colours.text, middle), (item.found, colours.second))
        if column:
            where = QRectF(chip.left() - column, place.top(), column - 8, place.height())
            said = (item.spot.group, colours.text) if item.spot else (_wanted(item), colours.attention)
            self._two(painter, option.font, where, (*said, Qt.TextElideMode.ElideRight), (_below(item), colours.third))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, place = self._colours, QRectF(option.rect)
        selected = self._view.selectionModel().isSelected(index)
        painter.fillRect(place, QColor(colours.accent_soft if selected else colours.surface))
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.fillRect(QRectF(place.left(), place.top(), 3, place.height()), QColor(colours.accent))
        painter.setPen(QColor(colours.faint))
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _tick(self, painter: QPainter, box: QRectF, *, marked: bool) -> None:
        colours = self._colours
        painter.setPen(QPen(QColor(colours.accent if marked else colours.third), 1))
        painter.setBrush(QColor(colours.accent if marked else colours.surface))
        painter.drawRoundedRect(box, 3, 3)
        if marked:
            painter.setPen(QPen(QColor(colours.on_accent), 2))
            points = ((3, 7), (6, 10), (11, 4))
            painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(x, y) for x, y in points]))

    def _thumb(self, painter: QPainter, area: QRectF, item: Line, font: QFont) -> None:
        picture, colours = self._pictures(item.key), self._colours
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.faint))
        painter.drawRoundedRect(area, 4, 4)
        if picture is not None:
            painter.drawImage(area, picture)
            return
        painter.setFont(small(font))
        painter.setPen(QColor(colours.second))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, KINDS.get(item.form, ""))

    def _chip(self, painter: QPainter, room: QRectF, item: Line, font: QFont) -> None:
        kind, said = item.mark.value
        said = said if room.width() > scaled(font, _SIGN_ROOM) else said[:1]
        font = small(font)
        width, high = QFontMetrics(font).horizontalAdvance(said) + 16, scaled(font, _CHIP_HEIGHT)
        chip = QRectF(room.right() - width - 12, room.center().y() - high / 2, width, high)
        painter.setFont(font)
        draw_chip(painter, chip, said, tone_of(kind), self._colours)

    def _two(
        self,
        painter: QPainter,
        font: QFont,
        area: QRectF,
        above: tuple[str, str, Qt.TextElideMode],
        below: tuple[str, str],
    ) -> None:
        """Two texts, one above the other; a single one in the middle."""
        first, colour, elide = above
        second, paler = below
        half = area.height() / 2 - 6 if second else area.height()
        upper = QRectF(area.left(), area.top() + (6 if second else 0), area.width(), half)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(upper, _LEFT, painter.fontMetrics().elidedText(first, elide, int(area.width())))
        if second:
            painter.setFont(small(font))
            painter.setPen(QColor(paler))
            lower = QRectF(area.left(), area.center().y(), area.width(), half)
            said = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(lower, _LEFT, said)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = _HEADING if isinstance(index.data(ITEM), Section) else _HEIGHT
        return QSize(0, scaled(self._view.font(), high))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, Section):
            self._heading(painter, option, item)
        elif isinstance(item, Line):
            self._line(painter, option, index, item)
        painter.restore()


def _wanted(item: Line) -> str:
    """How a place is chosen that nobody knows yet."""
    most = len(item.likely)
    return f"按 1–{most} 或 F2 选地方" if most > 1 else "按 F2 选一个地方"


def _below(item: Line) -> str:
    """What stands below the place: why it is proposed, or which of its subject's places it is."""
    return item.why or (item.spot.label if item.spot and item.spot.subject else "")


def _confirm_words(item: Section) -> str:
    return f"确认这一组 {len(item.lines)} 份"
