"""The place for a picture of a system: its small picture, or what to do to get one there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.evidence.kinds import DAMAGED, EMPTY, LOCKED, OFD, PDF, PICTURE
from desktop.gui.overriding import override
from desktop.gui.session import Session
from desktop.gui.theme import Colours, ring, scaled, small
from desktop.gui.thumbnails import SIZE, Thumbnails
from desktop.gui.widgets.system_cells import Cell, cell_of, paint_ground
from desktop.gui.widgets.systems_model import Index
from desktop.model.filing import Evidence

_KINDS = {PICTURE: "图片", PDF: "PDF", OFD: "OFD", DAMAGED: "打不开", LOCKED: "有密码", EMPTY: "空文件"}
_RADIUS = 4


class SlotDelegate(QStyledItemDelegate):
    """Paints a slot: filled, being filled, empty, in focus."""

    def __init__(self, session: Session, colours: Colours, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._colours = session, colours
        self.thumbnails = Thumbnails(session, self)

    def _paint_empty(self, painter: QPainter, cell: Cell, place: QRectF, *, arriving: bool) -> None:
        colours = self._colours
        ink = colours.accent if cell.focused or arriving else colours.third
        pen = QPen(QColor(ink), 1.6 if cell.focused else 1)
        if not arriving:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.setBrush(QColor(colours.accent_soft if cell.focused or arriving else colours.surface))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        column = cell.model.column(cell.index)
        wanted = column.requirement is not None and column.requirement.missing is not None
        said = "存入中…" if arriving else "Ctrl+V 粘贴" if cell.focused else "＋ 添加" if wanted else "可不附"
        self._write(painter, place, said, ink)

    def _paint_file(self, painter: QPainter, cell: Cell, place: QRectF, item: Evidence) -> None:
        colours = self._colours
        picture = self.thumbnails.picture(item.sha256)
        path = QPainterPath()
        path.addRoundedRect(place, _RADIUS, _RADIUS)
        if picture:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipPath(path)
            painter.drawImage(place, picture)
            painter.restore()
        else:
            painter.fillPath(path, QColor(colours.faint))
            kind = self._session.kinds.get(item.sha256, "")
            said = "…" if self.thumbnails.waits(item.sha256) else _KINDS.get(kind, "文件")
            self._write(painter, place, said, colours.second)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(QColor(colours.accent if cell.focused else colours.line), ring(colours) if cell.focused else 1)
        )
        painter.drawPath(path)

    def _paint_more(self, painter: QPainter, place: QRectF, more: int) -> None:
        badge = QRectF(place.right() - 24, place.bottom() - 16, 24, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.accent))
        painter.drawRoundedRect(badge, _RADIUS, _RADIUS)
        self._write(painter, badge, f"+{more}", self._colours.on_accent)

    def _write(self, painter: QPainter, place: QRectF, said: str, ink: str) -> None:
        painter.setFont(small(painter.font(), less=1))
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, said)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = cell_of(option, index)
        use = cell.model.use(index)
        if use is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, cell, self._colours)
        middle = QPointF(QRectF(cell.rect).center())
        wide, high = scaled(option.font, SIZE.width()), scaled(option.font, SIZE.height())
        place = QRectF(middle.x() - wide / 2, middle.y() - high / 2 - 0.5, wide, high)
        files, arriving = cell.model.slots.files(use), use in cell.model.slots.on_the_way
        if files and not arriving:
            self._paint_file(painter, cell, place, files[0])
            if len(files) > 1:
                self._paint_more(painter, place, len(files) - 1)
        else:
            self._paint_empty(painter, cell, place, arriving=arriving)
        painter.restore()
