"""How the cells of the list of systems look, and how their texts are edited: every keystroke is kept at once."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPolygonF, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.errors import InputError
from desktop.gui.overriding import override
from desktop.gui.theme import Colours, ring, scaled, small
from desktop.gui.widgets.systems_columns import Kind
from desktop.gui.widgets.systems_model import Index, SystemsModel
from desktop.model import text as texts

_BOX, _PAD, _LINES = 16, 8, 2
_WAITING = 22  # pixels at the bottom of a cell for the mark of what is not confirmed
_EDITOR_HEIGHT, _LONG_WIDTH, _LONG_HEIGHT, _SHORT_WIDTH = 34, 300, 96, 168
_SUMMARY_LIMIT = 2_000


class Cell(Struct):
    """A cell that is being painted."""

    model: SystemsModel
    index: Index
    rect: QRect
    focused: bool
    chosen: bool = False  # one of several rows


def cell_of(option: QStyleOptionViewItem, index: Index) -> Cell:
    """What a delegate is asked to paint."""
    model = index.model()
    assert isinstance(model, SystemsModel)  # noqa: S101  (these delegates paint nothing else)
    view = option.widget
    state = option.state
    focused = isinstance(view, QAbstractItemView) and view.hasFocus() and bool(state & QStyle.StateFlag.State_HasFocus)
    chosen = bool(state & QStyle.StateFlag.State_Selected) and _several(view)
    return Cell(model, index, QRect(option.rect), focused, chosen)


def _several(view: QWidget) -> bool:
    if not isinstance(view, QAbstractItemView):
        return False
    ranges = view.selectionModel().selection()  # far cheaper than asking for the rows, and asked for by every cell
    return sum(ranges.at(number).height() for number in range(ranges.count())) > 1


def paint_ground(painter: QPainter, cell: Cell, colours: Colours) -> None:
    """The line below a row; several chosen rows are tinted."""
    if cell.chosen:
        painter.fillRect(cell.rect, QColor(colours.accent_soft))
    painter.setPen(QPen(QColor(colours.faint), 1))
    painter.drawLine(cell.rect.bottomLeft(), cell.rect.bottomRight())


class SystemDelegate(QStyledItemDelegate):
    """Texts on up to two lines, boxes to tick, and the editors."""

    def __init__(self, colours: Colours, parent: QObject) -> None:
        super().__init__(parent)
        self._colours = colours

    def _paint_box(self, painter: QPainter, cell: Cell) -> None:
        colours, middle = self._colours, QRectF(cell.rect).center()
        box = QRectF(middle.x() - _BOX / 2, middle.y() - _BOX / 2, _BOX, _BOX)
        ticked = cell.index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.setPen(QPen(QColor(colours.accent if ticked else colours.third), 1.2))
        painter.setBrush(QColor(colours.accent if ticked else colours.surface))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            painter.setPen(QPen(QColor(colours.on_accent), 2))
            corners = ((0.24, 0.52), (0.43, 0.7), (0.77, 0.32))
            painter.drawPolyline(QPolygonF([QPointF(box.x() + x * _BOX, box.y() + y * _BOX) for x, y in corners]))

    def _paint_text(self, painter: QPainter, cell: Cell) -> None:
        written = str(cell.index.data() or "").replace("\n", " ")
        told = cell.model.problem(cell.index)
        ink = self._colours.text if written and not told else self._colours.attention
        painter.setPen(QColor(ink))
        empty = cell.model.column(cell.index).empty
        place = cell.rect.adjusted(_PAD, 0, -_PAD, 0)
        if cell.index.column() == 0:
            place = self._paint_below(painter, cell, place)
        draw_lines(painter, place, f"{'⚠ ' if told else ''}{written or empty}")

    def _paint_below(self, painter: QPainter, cell: Cell, place: QRect) -> QRect:
        """Say that a copied system waits to be confirmed, or what it calls itself; gives the room left above."""
        waits, shown = cell.model.waits(cell.index), cell.model.system(cell.index).display_name
        if not waits and not shown:
            return place
        painter.save()
        painter.setFont(small(painter.font()))
        painter.setPen(QColor(self._colours.attention if waits else self._colours.second))
        high = scaled(painter.font(), _WAITING)
        below = place.adjusted(0, place.height() - high, 0, -4)
        words = (
            "● 待确认"
            if waits
            else painter.fontMetrics().elidedText(f"界面上叫 {shown}", Qt.TextElideMode.ElideRight, below.width())
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
        return place.adjusted(0, 4, 0, -high + 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = cell_of(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, cell, self._colours)
        if cell.focused:
            painter.setPen(QPen(QColor(self._colours.accent), ring(self._colours)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(cell.rect).adjusted(2, 5, -2, -6), 6, 6)
        if cell.model.column(index).kind is Kind.CHECK:
            self._paint_box(painter, cell)
        else:
            self._paint_text(painter, cell)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = cell_of(option, index).model
        column = model.column(index)
        if column.long:
            box = QPlainTextEdit(parent)
            box.textChanged.connect(lambda: self.commitData.emit(box))
            made: QWidget = box
        else:
            field = QLineEdit(parent)
            field.setMaxLength(texts.LINE_LIMIT)
            field.textEdited.connect(lambda _: self.commitData.emit(field))
            made = field
        made.setProperty("before", index.data())
        made.setAccessibleName(f"{model.system(index).name or '未命名系统'}，{column.title}")
        return made

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = str(index.data() or "")
        if _kept(editor) == value:  # what is being typed is not replaced by its own canonical form
            return
        if isinstance(editor, QPlainTextEdit):
            blocked = editor.blockSignals(True)  # noqa: FBT003  (Qt's own signature)
            editor.setPlainText(value)
            editor.blockSignals(blocked)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if index.isValid():
            model.setData(index, _typed(editor))

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        long = isinstance(editor, QPlainTextEdit)
        width = max(rect.width() - 4, scaled(option.font, _LONG_WIDTH if long else _SHORT_WIDTH))
        height = scaled(option.font, _LONG_HEIGHT if long else _EDITOR_HEIGHT)
        viewport = editor.parentWidget()
        room = viewport.rect() if viewport else rect
        left = max(min(rect.x() + 2, room.width() - width - 2), 0)
        top = rect.y() + 2 if long else rect.y() + (rect.height() - height) // 2
        editor.setGeometry(left, max(min(top, room.height() - height - 2), 0), width, height)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(editor, QWidget):
            if event.key() == Qt.Key.Key_Escape:
                _write(editor, str(editor.property("before") or ""))
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
                return True
            breaks = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not breaks:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)
                return True
        return super().eventFilter(editor, event)


def draw_lines(painter: QPainter, rect: QRect, text: str) -> None:
    """A text on up to two lines, or one where there is room for no more, with “…” where it is longer."""
    if rect.height() < 2 * painter.fontMetrics().height():
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    line = layout.createLine()
    while line.isValid() and len(starts) <= _LINES:
        line.setLineWidth(rect.width())
        starts.append(line.textStart())
        line = layout.createLine()
    layout.endLayout()
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    if len(pieces) > _LINES:
        pieces = [*pieces[: _LINES - 1], text[starts[_LINES - 1] :]]
    metrics = painter.fontMetrics()
    height = metrics.lineSpacing()
    top = rect.y() + (rect.height() - height * len(pieces)) // 2
    for number, piece in enumerate(pieces):
        place = QRect(rect.x(), top + number * height, rect.width(), height)
        shown = metrics.elidedText(piece.strip(), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _typed(editor: QWidget) -> str:
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else getattr(editor, "text", str)()


def _kept(editor: QWidget) -> str | None:
    """What would be kept of what is typed."""
    try:
        long = isinstance(editor, QPlainTextEdit)
        return texts.text(_typed(editor), _SUMMARY_LIMIT) if long else texts.line(_typed(editor))
    except InputError:
        return None


def _write(editor: QWidget, value: str) -> None:
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(value)
    elif isinstance(editor, QLineEdit):
        editor.setText(value)
