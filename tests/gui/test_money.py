"""Invoices beside figures of money: read behind the window, summed, looked at and corrected."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.filing import FilingStore
from desktop.gui.filing_view import FilingView
from desktop.gui.tasks import Progress, Task
from desktop.gui.widgets.evidence_chips import EvidenceChips
from desktop.gui.widgets.evidence_list import EvidenceTable
from desktop.gui.widgets.facts_panel import FactsPanel
from desktop.gui.widgets.money_beside import MoneyBeside
from desktop.model.facts import EvidenceFacts
from desktop.model.filing import Evidence, Filing, Pair, Window
from tests.factories.facts import DATABASE, OWN, SECURITY, an_invoice
from tests.factories.filings import a_filing
from tests.factories.invoices import an_invoice as a_printed_one
from tests.factories.invoices import as_xml
from tests.gui.conftest import Opened

CONTENT = b"1" * 20
Shown = Callable[..., FilingView]


def one(*uses: object, **facts: object) -> Evidence:
    """An invoice whose content is in the file."""
    made = an_invoice("发票.pdf", "20600.00", *(uses or (SECURITY,)), **facts)  # type: ignore[arg-type]
    return replace(made, sha256=sha256(CONTENT).hexdigest(), bytes=len(CONTENT))


@pytest.fixture
def shown(qtbot: QtBot, opened: Opened) -> Shown:
    """A filing with an invoice, its figure declared, on a screen."""

    def store(file: FilingStore, _: Progress) -> None:
        with file.writing() as writing:
            writing.add_content([CONTENT], "pdf")

    def show(step: str, item: Evidence, **changed: object) -> FilingView:
        view = opened()
        task = Task()
        with qtbot.waitSignal(task.done):
            view.session.run(store, task)
        answers = {"cloud_security": Pair("3.00", "9")}
        filing: Filing = a_filing(evidence=(item,), answers=answers, enterprise={"name": OWN}, **changed)
        with qtbot.waitSignal(view.session.saved):
            view.session.edit(filing)
        view.show_step(step)
        return view

    return show


def beside(view: FilingView, account: int = 0) -> MoneyBeside:
    return [item for item in view.page.findChildren(MoneyBeside) if not item.isHidden()][account]


def said(widget: MoneyBeside) -> str:
    return "\n".join(item.text() for item in widget.findChildren(QLabel) if item.isVisible())


def facts(view: FilingView) -> EvidenceFacts:
    found = view.session.filing.evidence[0].facts
    assert found is not None
    return found


def chosen(qtbot: QtBot, view: FilingView) -> FactsPanel:
    """The panel of the only file."""
    view.page.findChildren(EvidenceTable)[0].show_row(0)
    panel = view.page.findChildren(FactsPanel)[0]
    qtbot.waitUntil(panel.isVisible)
    return panel


def test_an_invoice_that_is_attached_is_read_and_stands_beside_the_figure(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    view = opened(a_filing(enterprise={"name": OWN}, answers={"cloud_security": Pair("3.00", "9")}, basis="with_tax"))
    printed = a_printed_one(7, buyer=OWN, date="2020-05-18")
    (tmp_path / "发票.xml").write_bytes(as_xml(printed))
    view.show_step("infrastructure")
    slot = next(item for item in view.page.findChildren(EvidenceChips) if item.requirement.id == "security_spend")
    slot.attach([tmp_path / "发票.xml"])
    qtbot.waitUntil(lambda: any(item.facts for item in view.session.filing.evidence), timeout=20_000)
    assert facts(view).number == printed.number
    assert view.session.filing.evidence[0].dated == "2020-05-18"
    assert view.session.filing.pair("cloud_security") == Pair("3.00", "9")  # no figure is touched
    qtbot.waitUntil(lambda: "发票、合同 1 份" in said(beside(view)))
    view.session.undo()
    assert view.session.filing.evidence == ()  # reading is no step of its own
    qtbot.waitUntil(lambda: not view.session.saving.pending)


def test_choosing_the_basis_shows_the_gap_and_the_list_says_what_counts(qtbot: QtBot, shown: Shown) -> None:
    view = shown("infrastructure", one())
    money = beside(view)
    assert "请选择一种口径" in said(money)
    money.basis.setFocus()
    money.basis.chosen.emit("with_tax")
    assert str(view.session.filing.basis) == "with_tax"
    assert "差 0.94 万元" in said(money)
    qtbot.mouseClick(money.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "20600.00 元" in said(money))
    view.session.undo()
    assert not view.session.filing.basis
    qtbot.waitUntil(lambda: not view.session.saving.pending)


def test_the_window_is_changed_beside_the_figure_and_taken_back(qtbot: QtBot, shown: Shown) -> None:
    view = shown("infrastructure", one(date="2021-05-18"), basis="with_tax")
    money = beside(view)
    window = next(item for item in money.windows.values() if item.isVisible())
    assert "计入 2020-01-01 至 2020-12-31 的发票、合同（上年度）" in said(money)
    assert "1 份未计入" in said(money)
    qtbot.mouseClick(window.open, Qt.MouseButton.LeftButton)
    start, end = (window.fields[name] for name in ("start", "end"))
    _type(start, "2021-01-01")
    assert "开始日期晚于结束日期" in said(money)
    assert not view.session.filing.windows
    _type(end, "2021-11-30")
    assert view.session.filing.windows == {"last_year": Window("2021-01-01", "2021-11-30")}
    assert "发票、合同 1 份" in said(money)
    qtbot.mouseClick(window.usual, Qt.MouseButton.LeftButton)
    assert not view.session.filing.windows
    view.session.undo()
    assert view.session.filing.windows
    qtbot.waitUntil(lambda: not view.session.saving.pending)


def _type(editor: QLineEdit, date: str) -> None:
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, date)


def test_what_does_not_count_says_why_and_leads_to_the_file(qtbot: QtBot, shown: Shown) -> None:
    view = shown("infrastructure", one(date="2017-05-18"), basis="with_tax")
    money = beside(view)
    qtbot.mouseClick(money.open, Qt.MouseButton.LeftButton)
    (line,) = [item for item in money.findChildren(QLabel) if item.text() == "不计入"]
    qtbot.waitUntil(line.isVisible)
    button = next(item for item in money.findChildren(type(money.open)) if item.accessibleName().startswith("到佐证"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.page.findChildren(FactsPanel)


def test_a_key_confirms_what_was_read(qtbot: QtBot, shown: Shown) -> None:
    view = shown("evidence", one(confirmed=("date",)))
    panel = chosen(qtbot, view)
    assert "5 项确认无误" in panel.confirm.text()
    panel.fields["seller"].editor.setFocus()
    QTest.keyClick(panel.fields["seller"].editor, Qt.Key.Key_Return)
    assert facts(view).confirmed == ("date", "seller")
    QTest.keyClick(panel.fields["seller"].editor, Qt.Key.Key_F7)
    assert facts(view).confirmed == tuple(facts(view).known())
    assert panel.confirm.isHidden()
    qtbot.waitUntil(lambda: not view.session.saving.pending)


def test_a_corrected_value_is_the_persons(qtbot: QtBot, shown: Shown) -> None:
    view = shown("evidence", one())
    editor = chosen(qtbot, view).fields["total"].editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "99")
    assert (facts(view).total, facts(view).sources["total"]) == ("99", ("person",))
    view.session.undo()
    assert facts(view).total == "20600.00"
    qtbot.waitUntil(lambda: not view.session.saving.pending)


def test_an_invoice_for_two_figures_is_split(qtbot: QtBot, shown: Shown) -> None:
    view = shown("evidence", one(SECURITY, DATABASE))
    panel = chosen(qtbot, view)
    field = panel.shares.fields[DATABASE].editor
    field.setFocus()
    QTest.keyClicks(field, "600")
    assert [(share.requirement, share.amount) for share in facts(view).shares] == [("database_spend", "600")]
    qtbot.waitUntil(lambda: not view.session.saving.pending)
