"""The workbook as a form: given away blank or half filled, changed by people in every way they do, read back."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.dossier import Stamp
from desktop.documents.workbook import CellReport, names, read_workbook, write_blank_form
from desktop.documents.workbook.values import figure_text
from desktop.model.changes import changes
from desktop.model.filing import Filing
from desktop.model.filing_json import from_document
from desktop.standard.definition import FieldKind, ServerUnits
from desktop.standard.entry import accepted
from tests.documents.factories_workbook import blank, dossier_of, full, standard

DRAFT = Stamp(version=0, date="")
MIDNIGHT = datetime.datetime(2020, 3, 18)  # noqa: DTZ001  (a spreadsheet's dates have no zone)
MONEY = next(item for item in standard().fields if item.kind is FieldKind.MONEY)
COUNT = next(item for item in standard().fields if item.kind is FieldKind.COUNT)
CATEGORY = standard().categories[0]


class Form:
    """A form in the hands of a person."""

    def __init__(self, filing: Filing) -> None:
        self.filing = dossier_of(filing).filing
        self.book = openpyxl.load_workbook(io.BytesIO(write_blank_form(dossier_of(filing, stamp=DRAFT))))

    def place(self, name: str) -> tuple[Worksheet, str]:
        [(sheet, reference)] = list(self.book.defined_names[name].destinations)
        found = self.book[sheet]
        assert isinstance(found, Worksheet)
        return found, reference.replace("$", "").split(":")[0]

    def type(self, name: str, value: object) -> str:
        """Types into a named cell; gives its address."""
        sheet, address = self.place(name)
        sheet[address].value = value
        return f"{sheet.title}!{address}"

    def list(self, name: str) -> tuple[Worksheet, int, dict[str, int]]:
        """A list's sheet, the row of its first line, and the columns by key."""
        sheet, address = self.place(name)
        row = sheet[address].row
        keys = {str(cell.value): int(cell.column or 0) for cell in sheet[row] if cell.value}
        return sheet, row + 1, keys

    def back(self) -> tuple[Filing, dict[str, CellReport]]:
        """What is read from the saved file, and the report of every cell by its address."""
        out = io.BytesIO()
        self.book.save(out)
        reading = read_workbook(out.getvalue(), lambda _: standard())
        return accepted(standard(), from_document(reading.document)), {item.place: item for item in reading.cells}


@pytest.mark.parametrize("filing", [blank(), full(), full(60), replace(full(0), servers=())])
def test_an_untouched_form_reads_back_as_the_filing_it_was_made_from(filing: Filing) -> None:
    form = Form(filing)
    found, report = form.back()
    assert changes(replace(form.filing, evidence=(), reasons={}), replace(found, reasons={})) == ()
    assert all(item.taken for item in report.values())


def test_every_cell_that_was_filled_in_is_told_as_taken_with_its_address() -> None:
    form = Form(blank())
    address = form.type(names.enterprise(MONEY.id), 1200.5)
    found, report = form.back()
    assert found.enterprise == {MONEY.id: "1200.5"}
    assert [item.sentence for item in report.values()] == [f"{address} {MONEY.label}“1200.5”：已取用。"]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("１２３．５０", "123.50"),
        ("1,234.5", "1234.5"),
        ("  77 ", "77"),
        (0.1 + 0.2, "0.30"),  # as the cell shows it
        ("一百万", ""),
        ("120万元", ""),
        ("-5", ""),
        (True, ""),
        (MIDNIGHT, ""),
        ("=1/0", ""),
        ("=100+57", ""),  # saved without the value of the formula
        (1e300, ""),
    ],
)
def test_what_is_typed_into_a_figure_is_taken_exactly_or_refused_with_a_reason(typed: object, taken: str) -> None:
    form = Form(full(2))
    address = form.type(names.enterprise(MONEY.id), typed)
    found, report = form.back()
    assert found.enterprise.get(MONEY.id, "") == taken
    assert report[address].taken is bool(taken)
    assert bool(report[address].reason) is not bool(taken)
    assert found.enterprise["name"] == form.filing.enterprise["name"]


def test_a_list_that_was_sorted_comes_back_with_its_ids_in_the_order_of_the_filing() -> None:
    form = Form(full(9))
    sheet, first, _ = form.list(names.SYSTEMS)
    rows = [[cell.value for cell in sheet[row]] for row in range(first, first + 9)]
    for row, values in enumerate(sorted(rows, key=lambda values: str(values[1]), reverse=True), start=first):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    assert form.back()[0].systems == form.filing.systems


def _insert(sheet: Worksheet, row: int) -> int:
    sheet.insert_rows(row)
    return row


def _below(sheet: Worksheet, row: int) -> int:
    del row
    return sheet.max_row + 3


@pytest.mark.parametrize("where", [_insert, _below])
def test_a_line_inserted_between_others_or_written_below_the_last_is_a_new_system(
    where: Callable[[Worksheet, int], int],
) -> None:
    form = Form(full(4))
    sheet, first, keys = form.list(names.SYSTEMS)
    row = where(sheet, first + 1)
    for key, value in (("name", "新系统"), ("category", CATEGORY.title), ("cloud", "√")):
        sheet.cell(row, keys[key]).value = value
    found, _ = form.back()
    assert found.systems[:4] == form.filing.systems
    assert [(item.name, item.category, item.cloud) for item in found.systems[4:]] == [("新系统", CATEGORY.id, True)]


def test_a_copied_line_is_a_new_system_and_said_to_be_one() -> None:
    form = Form(full(2))
    sheet, first, _ = form.list(names.SYSTEMS)
    for cell in sheet[first]:
        sheet.cell(first + 5, int(cell.column or 0)).value = cell.value
    found, report = form.back()
    assert len({item.id for item in found.systems}) == len(found.systems) == 3
    assert any("复制" in item.reason for item in report.values())


def test_without_the_hidden_columns_the_lines_get_new_ids() -> None:
    form = Form(full(5))
    sheet, _, keys = form.list(names.SYSTEMS)
    sheet.delete_cols(keys["id"], 2)
    found, _ = form.back()
    assert {item.name for item in found.systems} == {item.name for item in form.filing.systems}
    assert len({item.id for item in found.systems}) == 5


def test_a_deleted_column_is_told_and_the_others_are_read() -> None:
    form = Form(full(3))
    sheet, _, keys = form.list(names.SYSTEMS)
    sheet.delete_cols(keys["cloud"])
    out = io.BytesIO()
    form.book.save(out)
    reading = read_workbook(out.getvalue(), lambda _: standard())
    assert [item["cloud"] for item in reading.document["systems"]] == [False] * 3
    assert any("是否在云上" in item.what and not item.taken for item in reading.cells)


def test_a_line_of_an_unknown_category_stays_out_and_says_what_is_known() -> None:
    form = Form(full(3))
    sheet, first, keys = form.list(names.SYSTEMS)
    sheet.cell(first, keys["category"]).value = "没有的类别"
    found, report = form.back()
    refused = report[f"{sheet.title}!{sheet.cell(first, keys['category']).coordinate}"]
    assert len(found.systems) == 2
    assert not report[f"{sheet.title}!{sheet.cell(first, keys['name']).coordinate}"].taken
    assert CATEGORY.title in refused.reason


@pytest.mark.parametrize(
    "typed",
    [
        "2020-03-18",
        "2020/3/18",
        "２０２０．３．１８",
        "2020年3月18日",
        "20200318",
        43908,
        MIDNIGHT,
        datetime.date(2020, 3, 18),
    ],
)
def test_a_date_is_taken_however_it_was_written(typed: str | int | datetime.date) -> None:
    form = Form(full(0))
    sheet, first, keys = form.list(names.CLOUD_SERVICES)
    sheet.cell(first, keys["from"]).value = typed
    assert form.back()[0].cloud_services[0].start == "2020-03-18"


def test_a_date_that_does_not_exist_is_refused_with_its_cell() -> None:
    form = Form(full(0))
    sheet, first, keys = form.list(names.CLOUD_SERVICES)
    cell = sheet.cell(first, keys["from"])
    cell.value = "2020-02-30"
    found, report = form.back()
    assert found.cloud_services[0].start == ""
    assert "不是日期" in report[f"{sheet.title}!{cell.coordinate}"].reason


def test_servers_that_were_listed_stand_in_for_figures_typed_beside_them() -> None:
    item = next(item for item in standard().indicators if isinstance(item.formula, ServerUnits))
    form = Form(blank())
    address = form.type(names.figure(item.id, "n"), 3)
    sheet, first, keys = form.list(names.SERVERS)
    for key, value in (("name", "云主机"), ("count", 2), ("cpu_cores", 8), ("memory_gb", 32), ("cloud", "是")):
        sheet.cell(first, keys[key]).value = value
    found, report = form.back()
    assert [(server.name, server.count, server.cloud) for server in found.servers] == [("云主机", "2", True)]
    assert item.id not in found.answers
    assert not report[address].taken


@pytest.mark.parametrize("name", [names.enterprise("name"), names.SYSTEMS, names.CITY, names.CLOUD_SERVICES])
def test_a_lost_name_takes_nothing_else_with_it(name: str) -> None:
    form = Form(full(3))
    del form.book.defined_names[name]
    found, report = form.back()
    assert found.systems == form.filing.systems  # a list is also known by its row of keys
    assert found.cloud_services == form.filing.cloud_services
    assert found.enterprise[COUNT.id] == form.filing.enterprise[COUNT.id]
    assert any(not item.taken for item in report.values()) is not name.startswith("list.")


def test_the_forms_are_closed_without_a_password_and_the_lists_are_open() -> None:
    book = Form(full(2)).book
    form, systems = Form(full(2)).place(names.enterprise("name"))[0], Form(full(2)).list(names.SYSTEMS)[0]
    assert form.protection.sheet
    assert not form.protection.password
    assert not systems.protection.sheet
    sheet, address = Form(full(2)).place(names.enterprise("name"))
    assert not sheet[address].protection.locked
    assert {"填写说明", "系统清单"} <= set(book.sheetnames)


def test_choices_drop_down_and_hints_stand_beside_the_cells() -> None:
    sheet, first, keys = Form(blank()).list(names.SYSTEMS)
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert CATEGORY.title in str(lists[sheet.cell(first, keys["category"]).coordinate])
    comment = sheet.cell(first - 2, keys["cloud"]).comment
    assert comment is not None
    assert "云上" in comment.text


def test_the_same_filing_gives_the_same_form() -> None:
    dossier = dossier_of(full(), stamp=DRAFT)
    assert write_blank_form(dossier) == write_blank_form(dossier)


def test_a_figure_has_the_digits_a_spreadsheet_keeps() -> None:
    assert [figure_text(value) for value in (0.1 + 0.2, 1e15, 257.0, 123456.789)] == [
        "0.3",
        "1000000000000000",
        "257",
        "123456.789",
    ]
