from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from msgspec.structs import replace

from desktop.documents.workbook import names, read_changes, read_workbook, write_workbook
from desktop.errors import InputError
from desktop.model.changes import changes
from desktop.model.filing import Filing, Server
from desktop.model.filing_json import from_document
from desktop.standard.definition import Standard, Ticks
from desktop.standard.entry import accepted
from tests.documents.factories_workbook import SECOND_VERSION, blank, dossier_of, edited, full, standard


def read_back(workbook: bytes) -> Filing:
    return accepted(standard(), from_document(read_workbook(workbook, lambda _: standard()).document))


@pytest.mark.parametrize("filing", [full(), full(0), full(300), blank(), replace(full(), servers=())])
def test_what_was_written_is_read_back_equal(filing: Filing) -> None:
    dossier = dossier_of(filing)
    found = read_back(write_workbook(dossier))
    assert changes(replace(dossier.filing, evidence=()), found) == ()
    assert found == replace(dossier.filing, evidence=())


def test_no_tick_at_all_is_not_the_same_as_not_answered() -> None:
    item = next(item for item in standard().indicators if isinstance(item.formula, Ticks))
    answered = dossier_of(replace(blank(), answers={item.id: ()}))
    assert read_back(write_workbook(answered)).ticked(item.id) == ()
    assert read_back(write_workbook(dossier_of(blank()))).ticked(item.id) is None


def test_a_list_of_servers_that_nobody_has_begun_answers_nothing() -> None:
    empty = replace(blank(), servers=(Server("", "", "", "", cloud=False),))
    assert read_back(write_workbook(dossier_of(empty))).answers == {}


def test_the_changes_of_a_later_version_are_read_back() -> None:
    assert read_changes(write_workbook(dossier_of(full(), stamp=SECOND_VERSION))) == SECOND_VERSION.changes
    assert read_changes(write_workbook(dossier_of(full()))) == ()


def test_figures_texts_and_dates_that_a_person_types_are_taken_as_typed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(dossier_of(full()))), data_only=True)
    [(sheet, reference)] = list(book.defined_names[names.enterprise("employees")].destinations)
    book[sheet][reference.replace("$", "")].value = 257.0
    [(sheet, reference)] = list(book.defined_names[names.enterprise("revenue")].destinations)
    cell = book[sheet][reference.replace("$", "")]
    cell.value, cell.number_format = 0.1, "General"
    out = io.BytesIO()
    book.save(out)
    found = read_workbook(out.getvalue(), lambda _: standard()).document["enterprise"]
    assert (found["employees"], found["revenue"]) == ("257", "0.1")


def test_a_system_added_by_hand_gets_an_id() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(dossier_of(full(0)))), data_only=True)
    [(sheet, reference)] = list(book.defined_names[names.SYSTEMS].destinations)
    row = int(reference.rpartition("$")[2])
    book[sheet].cell(row, 2).value, book[sheet].cell(row, 3).value = "新系统", standard().categories[0].title
    out = io.BytesIO()
    book.save(out)
    [system] = read_back(out.getvalue()).systems
    assert (system.id, system.name, system.category, system.cloud) == (
        "s01",
        "新系统",
        standard().categories[0].id,
        False,
    )


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def _foreign() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "不是 Excel 工作簿"),
        ("企业名称,浙江样例".encode(), "不是 Excel 工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "不是 Excel 工作簿"),
        (b"0" * (65 * 2**20), "超过 64 MB"),
        (_zip({"a.txt": b"x"}), "已损坏或不是"),
        (_zip({f"{part}.xml": b"\0" * 2**20 * 20 for part in range(9)}), "解压后过大"),
        (_zip({f"{part}.txt": b"" for part in range(2_001)}), "解压后过大"),
        (_foreign(), "不是本程序生成的申报表"),
    ],
    ids=["nothing", "text", "old-xls", "huge", "other-zip", "bomb", "many-parts", "foreign"],
)
def test_what_is_not_a_workbook_of_ours_is_refused_with_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        read_workbook(data, lambda _: standard())
    assert "\n" not in str(refused.value)


def test_a_merge_over_a_whole_sheet_is_refused_before_it_is_unrolled() -> None:
    workbook = write_workbook(dossier_of(full()))
    hostile = edited(
        workbook, "xl/worksheets/sheet1.xml", b'<mergeCell ref="', b'<mergeCell ref="A1:XFD1048576"/><mergeCell ref="'
    )
    with pytest.raises(InputError, match="单元格超过"):
        read_workbook(hostile, lambda _: standard())


def test_entities_are_not_expanded() -> None:
    workbook = write_workbook(dossier_of(full()))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst '
    with pytest.raises(InputError, match="已损坏"):
        read_workbook(edited(workbook, "xl/sharedStrings.xml", b"<sst ", bomb), lambda _: standard())


def test_a_name_over_a_whole_sheet_is_refused() -> None:
    workbook = write_workbook(dossier_of(full(0)))
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    book.defined_names[names.SYSTEMS].attr_text = "系统清单!$A$1:$XFD$1048576"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(InputError, match="区域过大"):
        read_workbook(out.getvalue(), lambda _: standard())


def test_a_workbook_asks_for_the_standard_it_was_made_for() -> None:
    workbook = write_workbook(dossier_of(full()))
    asked = []

    def standard_of(standard_id: str) -> Standard:
        asked.append(standard_id)
        raise InputError("没有这个标准")

    with pytest.raises(InputError, match="没有这个标准"):
        read_workbook(workbook, standard_of)
    assert asked == ["zj-2021"]
