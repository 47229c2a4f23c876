"""What is drawn: every generator yields names and pictures, and needs a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.filing import open_filing
from desktop.gui import theme
from desktop.gui.help import HelpWindow
from desktop.gui.help_topics import step_topic
from desktop.gui.main_window import MainWindow
from desktop.gui.pages.peers import PeersPage
from desktop.gui.pages.what_if import WhatIfPage
from desktop.gui.widgets.file_actions import Item
from desktop.gui.widgets.inbox_list import InboxList
from desktop.gui.widgets.viewer import Viewer
from desktop.model.decisions import Decision, Point, State
from desktop.paths import SAMPLE
from desktop.standard.flow import StepKind, steps
from desktop.workspace import clock
from desktop.workspace.carrying_over import carry_over
from desktop.workspace.importing import import_source, new
from desktop.workspace.returning import Sender, slip_of, write_slip
from desktop.workspace.sealing import seal

from .stage import Shot, a_view, a_window, button, close, drag, grabbed, leave_a_gap, sample_in
from .waiting import settle, until

SYSTEMS = "step-systems.html"  # the page with the picture of everything around a screen
WIDE = (1366, 740)
SAVED = datetime.fromisoformat(f"{clock.today()}T10:21:00").timestamp()
THUMBNAILS = 0.3  # seconds until small pictures are there


def front(folder: Path) -> Iterator[Shot]:
    """The screens before a filing is open."""
    sample_in(folder)
    for name in ("甲机械", "乙纺织", "丙家居"):
        new(folder / f"{name}.yunqi", "zj-2021", "2021-1", f"（样例）{name}有限公司")
    for path in folder.iterdir():
        os.utime(path, (SAVED, SAVED))
    window = a_window(folder)
    window.desk.home.filings.show_folder(folder)
    lines = window.desk.home.filings.list
    until(lambda: lines.shown > 0 and all(lines.line(row).overview for row in range(lines.shown)))
    yield "home", grabbed(window, folder)
    desk = window.desk
    for name, page in (("new", desk.new), ("import", desk.importing), ("settings", desk.preferences)):
        desk.show_page(page)
        yield name, grabbed(window, folder)
    window.close()


def steps_of_sample(folder: Path) -> Iterator[Shot]:
    """Every step of the sample, with a gap; one step with all that is around it."""
    view = a_view(sample_in(folder))
    leave_a_gap(view)
    for step in steps(view.session.standard):
        view.show_step(step.id)
        settle(THUMBNAILS)
        if step.kind is StepKind.SEAL:
            until(lambda: button(view, "预览全部页面").isEnabled())  # the pages are composed
        yield f"step-{step.id}", grabbed(view.page, folder)
    view.resize(*WIDE)
    standard = view.session.standard
    view.show_step(next(step.id for step in steps(standard) if step_topic(standard, step) == SYSTEMS))
    yield "frame", grabbed(view, folder)
    close(view)


def beside_the_steps(folder: Path) -> Iterator[Shot]:
    """Figures that are tried, and those that others have published."""
    view = a_view(sample_in(folder))
    view.show_aside(WhatIfPage)
    for more in [item for item in view.page.findChildren(QPushButton) if item.text() == "＋"][:3:2]:
        for _ in range(20):
            more.click()
    yield "what-if", grabbed(view.page, folder)
    view.show_aside(PeersPage)
    yield "peers", grabbed(view.page, folder)
    close(view)


def last_year(folder: Path) -> Iterator[Shot]:
    """A filing of last year is found; what is copied from it waits to be confirmed."""
    window = a_window(folder)
    window.desk.carry(sample_in(folder))
    until(window.desk.carrying.start.isVisible)
    yield "carry", grabbed(window, folder)
    window.close()
    carry_over(SAMPLE / "filing.json", folder / "今年.yunqi")
    view = a_view(folder / "今年.yunqi")
    view.show_step(next(step.id for step in steps(view.session.standard) if step.kind is StepKind.FORM))
    yield "carried", grabbed(view, folder)
    close(view)


def viewer(folder: Path) -> Iterator[Shot]:
    """A screenshot, large."""
    view = a_view(sample_in(folder))
    systems = {item.id for item in view.session.filing.systems}
    shown = next(
        Item(item, use) for item in view.session.filing.evidence for use in item.uses if use.subject in systems
    )
    window = QWidget()
    large = Viewer(view.session, theme.LIGHT, lambda *_: None, window)
    large.look(lambda: (shown,))
    until(lambda: not large.canvas.empty)
    yield "viewer", grabbed(large, folder)
    large.cover()
    settle()
    drag(large.canvas.viewport(), QPoint(128, 226), QPoint(352, 262))
    yield "masking", grabbed(large, folder)
    large.close()
    close(view)


def sealing(folder: Path) -> Iterator[Shot]:
    """What one sees after sealing, and when the package is verified."""
    path = sample_in(folder)
    with open_filing(path) as store:
        package = seal(store, folder, date=clock.today()).path
    view = a_view(path)
    view.show_step("seal")
    yield "sealed", grabbed(view.page, folder)
    close(view)
    window = a_window(folder)
    window.desk.verify([package])
    until(lambda: all(card.report for card in window.desk.verifying.cards))
    yield "verify", grabbed(window, folder)
    window.close()


def inbox(folder: Path) -> Iterator[Shot]:
    """A heap of files that was read: some are sure, some are to be looked at."""
    from tests.factories.inbox import an_enterprise, messy_folder  # noqa: PLC0415  (only this picture needs a heap)

    filing = replace(an_enterprise(), sample=True)
    new(folder / "企业.yunqi", "zj-2021", "2021-1", filing.enterprise["name"])
    messy_folder(folder / "收到的材料", filing, most=16)
    view = a_view(folder / "企业.yunqi")
    view.session.edit(filing)
    view.resize(*WIDE)
    view.show_step(next(step.id for step in steps(view.session.standard) if step.kind is StepKind.EVIDENCE))
    view.open_inbox([folder / "收到的材料"])
    until(lambda: view.inbox.reading is None and bool(view.inbox.items))
    shown = view.findChild(InboxList)
    assert isinstance(shown, InboxList)  # noqa: S101  (the screen has one)
    shown.go_to_key(next(line.key for line in shown.lines.lines() if line.form == "pdf" and "发票" in line.found))
    settle(5 * THUMBNAILS)
    yield "inbox", grabbed(view, folder)
    close(view)


def receiving(folder: Path) -> Iterator[Shot]:
    """The bureau's desk with decisions, and the slip that the enterprise opens."""
    from tests.factories.received import an_enterprise, sealed  # noqa: PLC0415  (only these pictures need packages)

    packages = [sealed(folder, an_enterprise(number, sample=True)).path for number in range(6)]
    packages[4].write_bytes(packages[4].read_bytes()[:-9])
    window = a_window(folder)
    page = window.desk.receiving
    window.desk.show_page(page)
    page.take([folder])
    until(lambda: not page.busy.running and all(row.received for row in page.reception.rows))
    by_path = {row.path: row for row in page.reception.rows}
    for path in packages[:2]:
        page.reception.decide(by_path[path], Decision(State.PASSED))
    point = Point("enterprise.it_lead", "申报表 · 信息化负责人", "请写全名，并附联系电话。")
    page.reception.decide(by_path[packages[3]], Decision(State.TO_CORRECT, "请核对后统一。", (point,)))
    page.table.setCurrentIndex(page.table.packages.index(list(by_path).index(packages[3]), 0))
    until(lambda: page.panel.points.place.count() > 0)
    yield "receive", grabbed(window, folder)
    yield _slip(window, packages[3], folder)


def _slip(window: MainWindow, package: Path, folder: Path) -> Shot:
    """The slip of the chosen package, opened by the enterprise."""
    row = window.desk.receiving.table.row
    sender = Sender("余杭区经济和信息化局", clock.today(), "2021-11-29")
    assert row is not None  # noqa: S101  (it was just chosen)
    assert row.received is not None  # noqa: S101  (as above)
    _, slip = write_slip(slip_of(row.received, row.decision, sender), folder)
    window.close()
    import_source(package, folder / "企业.yunqi")
    window = a_window(folder)
    window.wish(slip)
    until(lambda: window.view is not None and window.view.corrections.slip is not None)
    shot = "slip", grabbed(window, folder)
    window.close()
    return shot


def help_window(folder: Path) -> Iterator[Shot]:
    """The manual itself."""
    window = HelpWindow()
    window.resize(960, 600)
    window.show_place("questions.html")
    window.search.setText("撤销")
    yield "help", grabbed(window, folder)
    window.close()


ALL = (front, steps_of_sample, beside_the_steps, last_year, viewer, sealing, inbox, receiving, help_window)
