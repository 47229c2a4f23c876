from __future__ import annotations

import io
import zipfile
from fractions import Fraction

import openpyxl
import pytest
from msgspec.structs import replace
from PIL import Image

from desktop.documents.workbook import names, write_workbook
from desktop.documents.workbook.content import number
from desktop.documents.workbook.heights import ROW_LIMIT, split
from desktop.documents.workbook.opening import Opened
from desktop.documents.workbook.sheet import within_cell
from desktop.evidence.small_pictures import small_picture
from desktop.model.filing import Filing, Pair, System
from desktop.model.numbers import fixed
from desktop.model.text import utf16_units
from desktop.standard.definition import Level, Ratio
from tests.documents.factories_workbook import (
    SECOND_VERSION,
    blank,
    dossier_of,
    every_text,
    full,
    named,
    standard,
    systems,
)


def test_every_text_of_the_filing_is_in_the_workbook() -> None:
    dossier = dossier_of(full(), stamp=SECOND_VERSION)
    text = every_text(write_workbook(dossier))
    filing = dossier.filing
    wanted = [*filing.enterprise.values(), *filing.demonstration.values(), filing.batch.city, filing.batch.county]
    wanted += [
        value for item in filing.systems for value in (item.id, item.name, item.platform, item.provider, item.summary)
    ]
    wanted += [item.name for item in filing.servers] + list(filing.reasons.values())
    wanted += [value for item in filing.cloud_services for value in (item.id, item.product, item.provider, item.start)]
    wanted += [value for item in filing.evidence for value in (item.file, item.sha256, item.note, str(item.bytes))]
    wanted += [entry.path for entry in dossier.entries] + [SECOND_VERSION.supersedes, "旧名唯一", "旧简介唯一"]
    wanted += [finding.message for finding in dossier.findings if finding.level is Level.WARNING]
    missing = [value for value in wanted if value not in text and number(value) is None if not _is_number(value)]
    assert missing == []


def _is_number(value: str) -> bool:
    return value.lstrip("-").replace(".", "").isdigit() and utf16_units(value) < 20


def test_every_official_text_of_the_standard_is_in_the_workbook() -> None:
    text = every_text(write_workbook(dossier_of(full())))
    wanted = [item.explanation for item in standard().indicators] + [item.title for item in standard().dimensions]
    wanted += [item.label for item in standard().fields] + [column.title for column in standard().columns]
    wanted += [*standard().texts.notes, standard().texts.figure_basis, "另有 25 分由专家评审，自评不计"]
    assert [value for value in wanted if value not in text] == []


def test_scores_are_formulas_that_carry_the_cards_values() -> None:
    dossier = dossier_of(full())
    workbook = write_workbook(dossier)
    for item in dossier.card.indicators.values():
        if standard().indicator_by_id[item.id].self_scored:
            assert named(workbook, names.indicator_score(item.id)) == float(item.score)
            assert str(named(workbook, names.indicator_score(item.id), formulas=True)).startswith("=IF(COUNT(")
    assert named(workbook, names.TOTAL) == float(dossier.card.self_score)
    assert str(named(workbook, names.TOTAL, formulas=True)).startswith("=ROUND(SUM(")


def test_dimension_subtotals_carry_the_cards_values() -> None:
    dossier = dossier_of(full())
    workbook = write_workbook(dossier)
    scored = [
        item
        for item in dossier.card.dimensions
        if any(standard().indicator_by_id[one.id].self_scored for one in item.indicators)
    ]
    assert [fixed(Fraction(str(named(workbook, names.dimension_score(item.id))))) for item in scored] == [
        fixed(item.score) for item in scored
    ]


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+86 571", "-x", "@SUM(A1)", "{=1}", "http://example.com", "0123", "_x0041_"]
)
def test_a_text_is_never_a_formula_a_number_or_a_link(hostile: str) -> None:
    filing = replace(full(), enterprise={standard().name_field.id: hostile})
    workbook = write_workbook(dossier_of(filing))
    assert named(workbook, names.enterprise(standard().name_field.id)) == hostile
    assert named(workbook, names.enterprise(standard().name_field.id), formulas=True) == hostile


def test_rare_characters_stay() -> None:
    text = every_text(
        write_workbook(dossier_of(replace(full(), enterprise={standard().name_field.id: "䶮𬱖𬭚 & <公司>"})))
    )
    assert "䶮𬱖𬭚 & <公司>" in text


@pytest.mark.parametrize("count", [0, 300])
def test_no_and_many_systems_are_listed_and_counted(count: int) -> None:
    dossier = dossier_of(full(count))
    text = every_text(write_workbook(dossier)).split("\n")
    assert [item.name for item in dossier.filing.systems if item.name not in text] == []


def test_long_texts_are_whole_and_no_row_is_taller_than_excel_shows() -> None:
    long = "很长的文字，" * 1666
    filing = replace(
        full(), enterprise={item.id: long for item in standard().fields if item.row > 8}, systems=_verbose()
    )
    workbook = write_workbook(dossier_of(filing))
    assert every_text(workbook).count(long) == sum(item.row > 8 for item in standard().fields)
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    heights = [row.height or 0 for sheet in book.worksheets for row in sheet.row_dimensions.values()]
    assert max(heights) <= ROW_LIMIT
    assert sum(split(1500.0)) == pytest.approx(1500.0)


def _verbose() -> tuple[System, ...]:
    return tuple(replace(item, summary="详细" * 1000) for item in systems(3))


def test_a_text_longer_than_a_cell_ends_with_a_note() -> None:
    shown = within_cell("𬱖" * 40_000)
    assert utf16_units(shown) <= 32_767
    assert shown.endswith("全文见 filing.json）")


def test_an_empty_filing_makes_a_workbook_that_says_what_is_unfilled() -> None:
    workbook = write_workbook(dossier_of(blank()))
    assert named(workbook, names.TOTAL) == 0
    assert "未填" in every_text(workbook)


def test_the_same_dossier_gives_the_same_bytes_stored_with_fixed_times() -> None:
    dossier = dossier_of(full(), stamp=SECOND_VERSION)
    workbook = write_workbook(dossier)
    assert workbook == write_workbook(dossier)
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        assert {(info.compress_type, info.date_time) for info in parts.infolist()} == {(0, (1980, 1, 1, 0, 0, 0))}


def test_sheets_come_in_the_forms_order_and_the_optional_ones_only_when_needed() -> None:
    usual = openpyxl.load_workbook(io.BytesIO(write_workbook(dossier_of(_quiet())))).sheetnames
    assert usual[:3] == ["附件1 申报表", "附件2 用云水平评估表", "标杆示范"]
    assert "更正说明" not in usual
    assert "警告说明" not in usual
    second = openpyxl.load_workbook(io.BytesIO(write_workbook(dossier_of(full(), stamp=SECOND_VERSION)))).sheetnames
    assert {"更正说明", "警告说明", "服务器清单"} <= set(second)


def _quiet() -> Filing:
    """A filing without warnings."""
    return blank()


def test_marks_stand_on_every_visible_sheet_and_in_its_page_header() -> None:
    dossier = dossier_of(full(), stamp=replace(SECOND_VERSION, version=0))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(dossier)))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            said = [str(cell.value) for row in sheet.iter_rows(max_row=5) for cell in row]
            assert any("草稿" in text and "样例" in text for text in said), sheet.title
            header = sheet.HeaderFooter.oddHeader
            assert header is not None
            assert "草稿" in str(header.center.text)


def test_a_figure_that_a_spreadsheet_cannot_keep_is_a_text_and_its_score_a_plain_value() -> None:
    item = next(item for item in standard().indicators if isinstance(item.formula, Ratio) and not item.formula.n.field)
    filing = replace(full(), answers={item.id: Pair("123456789012345.123456789", "999999999999999.5")})
    dossier = dossier_of(filing)
    workbook = write_workbook(dossier)
    assert named(workbook, names.figure(item.id, "n")) == "123456789012345.123456789"
    assert named(workbook, names.indicator_score(item.id), formulas=True) == float(
        dossier.card.indicators[item.id].score
    )


def test_typed_decimals_are_shown() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(dossier_of(full()))))
    money = next(item for item in standard().fields if item.kind.value == "money")
    [(sheet, reference)] = list(book.defined_names[names.enterprise(money.id)].destinations)
    assert book[sheet][reference.replace("$", "")].number_format == "0.00"


def test_screenshots_stand_in_the_rows_of_their_systems_as_part_of_the_file() -> None:
    filing = full(3)
    shown = {item.sha256: small_picture(_picture()) for item in filing.evidence}
    workbook = write_workbook(replace(dossier_of(filing), pictures=shown))
    opened = Opened(workbook)
    row = next(line["name"].place for line in opened.records(names.SYSTEMS) if line["name"].value == "系统名0号")
    assert {f"{place[0]}" for place in opened.pictures("系统清单")} == {row.coordinate.strip("ABCDEFG")}
    assert len(opened.pictures("系统清单")) == 2
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        links = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))
    assert b"External" not in links


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "#0a0").save(out, "PNG")
    return out.getvalue()


def test_contracts_and_invoices_are_listed_by_service_and_what_is_not_there_is_said() -> None:
    lines = Opened(write_workbook(dossier_of(full()))).records(names.PROOFS)
    said = [(str(line["subject"].value), str(line["evidence"].value)) for line in lines]
    assert said[0][0] == "产品甲"
    assert said[0][1].isdigit()
    assert ("产品乙", "未附") in said
    assert any(subject.startswith("指标：") for subject, _ in said)


def test_what_is_unconfirmed_is_marked_beside_its_value_which_stays_what_it_is() -> None:
    filing = replace(full(2), unconfirmed=("enterprise.name", "systems.s00", "cloud_services.c01"))
    workbook = write_workbook(dossier_of(filing, stamp=replace(SECOND_VERSION, version=0)))
    text = every_text(workbook)
    assert text.count("【待确认】") == 1 + text.count("浅橙色并注【待确认】")
    assert text.count("\n待确认") == 2
    assert named(workbook, names.enterprise("name")) == filing.enterprise["name"]
    assert "待确认" not in every_text(write_workbook(dossier_of(full(2))))


def test_the_form_is_one_page_while_its_texts_are_ordinary_and_pages_end_between_its_boxes_when_they_are_long() -> None:
    boxes = [item.id for item in standard().fields if item.row > 7]
    for words, pages in ((0, 1), (300, 1), (2_000, 0)):
        filing = replace(full(0), enterprise=dict.fromkeys(boxes, "文" * words))
        sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(dossier_of(filing)))).worksheets[0]
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) in {(1, pages), (1, str(pages))} or (
            pages == 1 and sheet.page_setup.fitToHeight in {None, 1}
        )
        assert bool(sheet.row_breaks.brk) is (pages == 0)
