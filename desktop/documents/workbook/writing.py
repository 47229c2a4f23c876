"""Writes 申报表.xlsx from a dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from desktop.documents.dossier import Dossier
from desktop.documents.workbook.assessment_sheet import write_assessment
from desktop.documents.workbook.form_sheet import write_form
from desktop.documents.workbook.frame import sheet_title
from desktop.documents.workbook.guide_sheet import write_guide
from desktop.documents.workbook.list_sheets import write_evidence, write_proofs, write_servers, write_services
from desktop.documents.workbook.origin_sheet import TITLE, write_origin
from desktop.documents.workbook.proof_sheet import write_invoices
from desktop.documents.workbook.remark_sheets import (
    narrative_title,
    warnings_of,
    write_changes,
    write_narratives,
    write_recommendation,
    write_warnings,
)
from desktop.documents.workbook.sheet import Sheet
from desktop.documents.workbook.styles import Styles
from desktop.documents.workbook.system_sheet import write_systems
from desktop.documents.workbook.zip_form import StoredWorkbook
from desktop.standard.definition import CrossSum, ServerUnits, SystemCount
from desktop.standard.figures import quantities

_TEXT_STAYS_TEXT = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_USUAL_FONT = {"font_name": "Arial", "font_size": 11}  # columns are measured by it; all systems have one as wide
_USUAL_COLUMN = 72  # pixels, which tells XlsxWriter how wide that font is
_UNDATED = "2000-01-01"  # a draft without a date still needs one in the file's properties
Links = dict[tuple[str, str], str]


class _Book:
    """The workbook under construction; its sheets are made in the order people see them, then filled."""

    def __init__(self, dossier: Dossier, *, form: bool) -> None:
        self.form = form
        self.dossier = dossier
        font = {"default_format_properties": dict(_USUAL_FONT), "default_column_width": _USUAL_COLUMN}  # it is changed
        self.book = StoredWorkbook({**_TEXT_STAYS_TEXT, **font})
        self.styles = Styles(self.book)

    def sheet(self, *words: str) -> Sheet:
        return Sheet(self.book, self.styles, sheet_title(*words), form=self.form)

    def optional(self, title: str, write: Callable[[Sheet, Dossier], None], *, wanted: bool) -> None:
        """A sheet that is only there when it has something to say."""
        if wanted:
            write(self.sheet(title), self.dossier)

    def bytes(self) -> bytes:
        return self.book.finished()


def write_workbook(dossier: Dossier) -> bytes:
    """The workbook of a filing: the forms, the lists, the index of evidence and the row for the recommendation table.

    The same dossier gives the same bytes on every machine. Every computed cell is a formula with the score card's
    value; every value has a defined name (`desktop.documents.workbook.names`) by which it can be read back.
    """
    book = _Book(dossier, form=False)
    form, assessment = _forms(book)
    links = _lists(book)
    read = any(item.facts is not None for item in dossier.filing.evidence)  # else it is what it was before
    (write_invoices if read else write_proofs)(book.sheet("合同与发票清单"), dossier)
    write_evidence(book.sheet("佐证材料目录"), dossier)
    book.optional("警告说明", write_warnings, wanted=bool(warnings_of(dossier)))
    book.optional("更正说明", write_changes, wanted=dossier.stamp.version > 1)
    write_recommendation(book.sheet(dossier.standard.texts.recommendation_subtitle, "行"), dossier)
    return _finished(book, form, assessment, links)


def write_blank_form(dossier: Dossier) -> bytes:
    """The forms and lists of a filing to be filled in with Excel or WPS and read back: what is there is kept.

    Cells to be filled in are shaded and say what to type, lists have blank lines, and what nobody needs to touch is
    closed without a password. The lists stay open, because their lines are inserted, moved and sorted.
    """
    book = _Book(dossier, form=True)
    write_guide(book.sheet("填写说明"), dossier)
    form, assessment = _forms(book)
    links = _lists(book)
    return _finished(book, form, assessment, links)


def _forms(book: _Book) -> tuple[Sheet, Sheet]:
    """The two forms, which come first and are filled last, and the sheet of narratives."""
    texts = book.dossier.standard.texts
    form = book.sheet(texts.form_subtitle, "申报表")
    assessment = book.sheet(texts.assessment_subtitle, "用云水平评估表")
    wanted = bool(book.dossier.standard.narratives)
    book.optional(narrative_title(book.dossier), write_narratives, wanted=wanted)
    return form, assessment


def _lists(book: _Book) -> Links:
    """The lists of servers, systems and services, and what N and M that follow from them refer to."""
    links = _server_links(book)
    links |= _system_links(book)
    write_services(book.sheet("云产品和服务清单"), book.dossier)
    return links


def _finished(book: _Book, form: Sheet, assessment: Sheet, links: Links) -> bytes:
    dossier = book.dossier
    write_origin(book.sheet(TITLE), dossier)
    links |= _field_links(dossier, write_form(form, dossier))
    write_assessment(assessment, dossier, links)
    book.book.set_properties(_properties(dossier))
    return book.bytes()


def _server_links(book: _Book) -> Links:
    """The sheet of servers, where any are listed, and what N and M of the standard units refer to."""
    for item in book.dossier.standard.indicators:
        if isinstance(item.formula, ServerUnits) and (book.dossier.filing.servers or book.form):
            found = write_servers(book.sheet("服务器清单"), book.dossier, item.formula)
            return {(item.id, which): cell for which, cell in found.items()}
    return {}


def _system_links(book: _Book) -> Links:
    """The sheet of systems, where the standard counts any, and what N and M that count them refer to."""
    links: Links = {}
    if book.dossier.standard.categories:
        systems = write_systems(book.sheet("系统清单"), book.dossier)
        for item in book.dossier.standard.indicators:
            if isinstance(item.formula, SystemCount):
                links |= {(item.id, "n"): systems.n[item.id], (item.id, "m"): systems.m[item.id]}
            if isinstance(item.formula, CrossSum):
                links[item.id, "n"] = systems.collaborating
    return links


def _field_links(dossier: Dossier, cells: dict[str, str]) -> Links:
    """Figures that are also fields of the form are entered there once and only shown in the assessment."""
    links: Links = {}
    for item in dossier.standard.indicators:
        for which, quantity in zip("nm", quantities(item.formula) or (), strict=False):
            if quantity.field:
                cell = cells[quantity.field]
                links[item.id, which] = f'IF(ISBLANK({cell}),"",{cell})'
    return links


def _properties(dossier: Dossier) -> dict[str, object]:
    return {
        "title": dossier.standard.texts.form_title,
        "author": dossier.enterprise,
        "company": dossier.enterprise,
        "comments": dossier.software,
        "created": datetime.fromisoformat(dossier.stamp.date or _UNDATED).replace(tzinfo=UTC),
    }
