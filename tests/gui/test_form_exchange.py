"""The form as a workbook: saved blank or half filled, filled in by somebody, imported with a report of every cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.desk import Desk
from desktop.gui.pages.place import PlacePage
from desktop.standard.definition import FieldKind
from desktop.standard.flow import steps
from tests.factories.filings import a_filing, zhejiang
from tests.gui.conftest import Opened, shown_desk

NAME = zhejiang().name_field.id
MONEY = next(item.id for item in zhejiang().fields if item.kind is FieldKind.MONEY)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The desk with its import screen shown."""
    with shown_desk(qtbot, tmp_path, (1090, 580), lambda made: made.show_page(made.importing)) as made:
        yield made


def click(qtbot: QtBot, place: QWidget, words: str) -> None:
    found = next(item for item in place.findChildren(QPushButton) if item.text() == words and item.isVisible())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """What the person chooses when asked where to save."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))


def fill(path: Path, **typed: object) -> None:
    """Fill fields of a saved form in."""
    book = openpyxl.load_workbook(path)
    for field, value in typed.items():
        [(sheet, reference)] = list(book.defined_names[f"in.enterprise.{field}"].destinations)
        book[sheet][reference.replace("$", "")].value = value
    book.save(path)


def test_a_blank_form_is_saved_filled_in_and_imported_with_a_report_of_what_was_not_taken(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, page = tmp_path / "给财务.xlsx", desk.importing
    answer(monkeypatch, form)
    click(qtbot, page, "保存空白填报表…")
    qtbot.waitUntil(lambda: "已保存" in page._notice.text(), timeout=60_000)
    fill(form, **{NAME: "浙江样本有限公司", MONEY: "三亿"})
    page.take(form)
    click(qtbot, page, "导入并打开")
    qtbot.waitUntil(page.cells.isVisible, timeout=60_000)
    assert page.cells.table.model.rowCount() == 1
    index = page.cells.table.model.index(0, 0)
    click_at = page.cells.table.view.visualRect(index).center()
    qtbot.mouseClick(page.cells.table.view.viewport(), Qt.MouseButton.LeftButton, pos=click_at)
    assert "“三亿”不是数字" in page.cells._sentence.text()
    click(qtbot, page.cells, "看全部")
    assert page.cells.table.model.rowCount() == 2
    with qtbot.waitSignal(desk.opened) as opened:
        click(qtbot, page.cells, "打开案卷")
    assert opened.args == [tmp_path / "给财务.yunqi"]


def test_a_form_that_is_there_already_is_not_written_over(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = tmp_path / "填好的.xlsx"
    form.write_bytes(b"somebody's work")
    answer(monkeypatch, form)
    click(qtbot, desk.importing, "保存空白填报表…")
    qtbot.waitUntil(lambda: "没有覆盖" in desk.importing._notice.text(), timeout=60_000)
    assert form.read_bytes() == b"somebody's work"


def test_an_open_filing_gives_a_form_that_holds_what_it_says(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(a_filing(enterprise={NAME: "浙江样本有限公司"}))
    view.show_step(steps(zhejiang())[0].id)
    page = view.page
    assert isinstance(page, PlacePage)
    form = tmp_path / "表.xlsx"
    answer(monkeypatch, form)
    page.form.save.setFocus()
    qtbot.keyClick(page.form.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "已导出" in page.form._notice.text(), timeout=60_000)
    book = openpyxl.load_workbook(form)
    assert any(
        cell.value == "浙江样本有限公司" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
