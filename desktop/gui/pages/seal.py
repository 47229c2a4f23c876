"""The last screen: what was found, what will be printed, the declaration, sealing, and what to do afterwards."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.documents.dossier import Dossier, Stamp
from desktop.errors import InputError
from desktop.filing import Seal
from desktop.gui.package_work import SealResult
from desktop.gui.pages.base import Page, Surroundings
from desktop.gui.sealing_run import SealingRun
from desktop.gui.theme import GRID
from desktop.gui.widgets.after_sealing import AfterSealing
from desktop.gui.widgets.basics import Card, label, rows
from desktop.gui.widgets.beside import Beside
from desktop.gui.widgets.changes_card import ChangesCard
from desktop.gui.widgets.evidence_needs import Mark
from desktop.gui.widgets.finding_list import FindingList
from desktop.gui.widgets.page_preview import PagePreview
from desktop.gui.widgets.pages_window import PagesWindow
from desktop.gui.widgets.seal_form import SealForm
from desktop.gui.widgets.volume_card import VolumeCard
from desktop.model.changes import changes
from desktop.model.filing import Filing
from desktop.model.filing_json import loads
from desktop.standard.entry import accepted
from desktop.standard.findings import Finding
from desktop.standard.flow import Step, StepState, carried_by_step, step_of, steps
from desktop.workspace import clock


class SealPage(Page):
    """Before sealing: findings, preview, declaration. While nothing changed since: the package, what to do next."""

    def __init__(self, step: Step, around: Surroundings) -> None:
        super().__init__(step, around)
        self._again = False  # the person wants the form although nothing changed since the last version
        self._read: tuple[int, Filing | None] = (0, None)
        self._before = QWidget()
        self._after = AfterSealing(self.session, self._seal_again, self._once_more)
        self._mark = Mark(around.colours, StepState.DONE)
        self._place_mark()
        self._build()
        self._run = SealingRun(self, self.session, self._form, self._preview)
        self._run.sealed.connect(self._show_sealed)
        self.body.addWidget(self._before)
        self.body.addWidget(self._after)
        self._volume = VolumeCard(self.session)
        self.body.addWidget(self._volume)
        self.refresh()

    def refresh(self) -> None:
        """Show the form, or the last version while nothing changed since."""
        last, sealed = self._last, self._sealed_filing()
        unchanged = last is not None and sealed == self.session.filing
        after = unchanged and not self._again
        self._volume.show_filing(last.version if last and unchanged else 0)
        self._mark.setVisible(after)
        self._after.setVisible(after)
        self._before.setVisible(not after)
        if last and after:
            self.title.setText(self._after.show_seal(last))
            return
        self.title.setText(self.step.title)
        self._show_changes(last, sealed)
        self._form.show_heading(f"封装后得到一个文件，交给{_receiver(self.session.filing)}")
        self._form.show_overview(there=not self.session.filing.no_overview)
        self._list.show_findings(self.session.findings, self._waiting)
        self._preview.show_filing()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what was found; sealing waits for what is open."""
        self._form.show_findings(findings, self._waiting)
        if self._before.isVisible():
            self._list.show_findings(findings, self._waiting)

    def _build(self) -> None:
        around = self.around
        column = rows(self._before, spacing=GRID + 4)
        column.addWidget(
            label(
                "缺的要补上，错误要改正，沿用的内容要逐项确认；警告可以写明理由后封装，理由会写进申报材料。",
                "second",
                wrap=True,
            )
        )
        self._changes = ChangesCard(self._look_back)
        self._list = FindingList(around.colours, self._screen_of, around.go, self._explain)
        self._preview = PagePreview(self.session, around.colours)
        self._form = SealForm(self.session.standard.texts.declaration)
        card = Card()
        card.body.addWidget(Beside(self._preview, self._form))
        for part in (self._changes, self._list, card):
            column.addWidget(part)
        self._preview.composed.connect(self._form.allow_preview)
        self._preview.failed.connect(self._form.tell)
        self._preview.opened.connect(self._show_pages)
        self._form.previewing.connect(partial(self._show_pages, 0))
        self._form.confirming.connect(self._confirm_first)
        self._form.overviewing.connect(self._choose_overview)

    def _place_mark(self) -> None:
        """The tick stands before the title."""
        inner = self.area.widget()
        layout = inner.layout() if inner else None
        head = layout.itemAt(0) if layout else None
        line = head.layout() if head else None
        if isinstance(line, QBoxLayout):
            line.insertWidget(0, self._mark)

    @property
    def _last(self) -> Seal | None:
        return self.session.seals[-1] if self.session.seals else None

    def _sealed_filing(self) -> Filing | None:
        """The filing as it was last sealed; read once per version."""
        last = self._last
        if last and self._read[0] != last.version:
            try:
                self._read = (last.version, accepted(self.session.standard, loads(last.filing_json)))
            except InputError:
                self._read = (last.version, None)
        return self._read[1]

    @property
    def _waiting(self) -> int:
        """How many copied values nobody has confirmed, as the foot of the window counts them."""
        return len(self.session.carried)

    def _confirm_first(self) -> None:
        """To the first copied value that nobody has confirmed."""
        session = self.session
        places = carried_by_step(session.standard, session.filing, session.carried)
        first = next((places[step.id][0] for step in steps(session.standard) if step.id in places), "")
        self.around.go(first)

    def _screen_of(self, place: str) -> str:
        key = step_of(self.session.standard, self.session.filing, place)
        return next(item.step.title for item in self.session.standings if item.step.id == key)

    def _explain(self, finding: Finding, reason: str) -> None:
        filing = self.session.filing
        reasons = {**filing.reasons, finding.key: reason}
        self.edit(replace(filing, reasons=reasons), f"reasons.{finding.key}")

    def _choose_overview(self, there: bool) -> None:  # noqa: FBT001  (a signal's value)
        self.edit(replace(self.session.filing, no_overview=not there), "no_overview")

    def _show_changes(self, last: Seal | None, sealed: Filing | None) -> None:
        session = self.session
        found = changes(sealed, session.filing) if sealed else ()
        self._changes.setVisible(bool(found))
        if last and found:
            words = Dossier(session.standard, session.filing, session.card, (), (), Stamp(0, clock.today()), "")
            self._changes.show_changes(last, found, words)

    def _show_pages(self, number: int) -> None:
        document = self._preview.document
        if document:
            window = PagesWindow(self.session, document, self.around.colours, self)
            window.show()
            window.show_page(number)

    def _once_more(self) -> None:
        self._again = True
        self.refresh()

    def _look_back(self) -> None:
        """Where the package of the last version is."""
        if self._last:
            self._after.open_folder_of(self._last)

    def _seal_again(self) -> None:
        self._run.seal_again(self._after)

    def _show_sealed(self, result: SealResult) -> None:
        self.session.seals = result.seals
        self._again = False
        self._form.declared.setChecked(False)
        self._after.take(result)
        self.refresh()
        self.area.verticalScrollBar().setValue(0)
        self._after.focus()


def _receiver(filing: Filing) -> str:
    batch = filing.batch
    return f"{batch.county or batch.city or '所在县（市、区）'}经信部门"
