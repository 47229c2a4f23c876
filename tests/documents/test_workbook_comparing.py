from __future__ import annotations

import io
import zipfile

import pytest
from msgspec.structs import replace
from PIL import Image

from desktop.documents.dossier import Dossier
from desktop.documents.workbook import workbook_disagreements, write_workbook
from desktop.evidence.small_pictures import small_picture
from desktop.model.filing import Filing
from tests.documents.factories_workbook import dossier_of, edited, full

FORM, ASSESSMENT = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def test_a_workbook_agrees_with_its_own_dossier() -> None:
    dossier = dossier_of(full())
    assert workbook_disagreements(write_workbook(dossier), dossier) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        (FORM, b"<v>-12.5</v>", b"<v>-12.6</v>", "workbook_differs"),
        (FORM, b"<v>257</v>", b"<v>258</v>", "workbook_differs"),
        (ASSESSMENT, b"<v>0.63</v>", b"<v>0.64</v>", "workbook_differs"),
        (ASSESSMENT, b"*5/", b"*6/", "workbook_formula_differs"),
        ("xl/sharedStrings.xml", "系统名1号".encode(), "系统名X号".encode(), "workbook_differs"),
        ("xl/workbook.xml", b'state="hidden"', b'state="visible"', "workbook_sheets_differ"),
        ("xl/workbook.xml", b"in.batch.city", b"in.batch.town", "workbook_name_differs"),
        ("xl/styles.xml", b"<font>", b'<font><color rgb="FFFFFFFF"/>', "workbook_rewritten"),
        (ASSESSMENT, b'customHeight="1"', b'customHeight="1" hidden="1"', "workbook_rewritten"),
    ],
)
def test_one_change_anywhere_is_noticed(part: str, old: bytes, new: bytes, code: str) -> None:
    dossier = dossier_of(full())
    found = workbook_disagreements(edited(write_workbook(dossier), part, old, new), dossier)
    assert code in {item.code for item in found}


def test_what_is_put_into_the_file_beside_the_cells_is_noticed() -> None:
    dossier = dossier_of(full())
    good = write_workbook(dossier)
    added = io.BytesIO(good)
    with zipfile.ZipFile(added, "a") as file:
        file.writestr("xl/comments1.xml", b"<comments/>")
    for bad in (added.getvalue(), good + b"\0", b"\0" + good):
        assert [item.code for item in workbook_disagreements(bad, dossier)] == ["workbook_rewritten"]


def test_a_workbook_stuffed_to_many_times_its_size_is_not_unpacked() -> None:
    dossier = dossier_of(full())
    stuffed = io.BytesIO(write_workbook(dossier))
    with zipfile.ZipFile(stuffed, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/more.xml", b" " * (40 << 20))
    [found] = workbook_disagreements(stuffed.getvalue(), dossier)
    assert found.code == "workbook_unreadable"
    assert "解压后过大" in found.message


def test_a_changed_figure_is_told_with_its_cell_and_both_figures() -> None:
    dossier = dossier_of(full())
    [found] = workbook_disagreements(
        edited(write_workbook(dossier), ASSESSMENT, b"<v>0.63</v>", b"<v>4.63</v>"), dossier
    )
    assert found.path.startswith("附件2 用云水平评估表!F")
    assert "“4.63”" in found.message
    assert "“0.63”" in found.message


def _other_city(filing: Filing) -> Filing:
    return replace(filing, batch=replace(filing.batch, city="宁波市", county="海曙区"))


def _other_system(filing: Filing) -> Filing:
    return replace(filing, systems=(replace(filing.systems[0], summary="另一句"), *filing.systems[1:]))


def _fewer_services(filing: Filing) -> Filing:
    return replace(filing, cloud_services=filing.cloud_services[:1], evidence=())


def _other_tick(filing: Filing) -> Filing:
    return replace(
        filing, answers={key: value[:1] if isinstance(value, tuple) else value for key, value in filing.answers.items()}
    )


@pytest.mark.parametrize("change", [_other_city, _other_system, _fewer_services, _other_tick])
@pytest.mark.parametrize("software", ["云企自评 0.1.0", "云企自评 9.9.9"])
def test_a_workbook_of_another_filing_is_noticed_whatever_version_wrote_it(change: object, software: str) -> None:
    assert callable(change)
    other = replace(dossier_of(change(full())), software=software)
    assert workbook_disagreements(write_workbook(other), dossier_of(full())) != []


def test_another_version_of_the_program_alone_is_no_disagreement() -> None:
    dossier = dossier_of(full())
    assert workbook_disagreements(write_workbook(replace(dossier, software="云企自评 9.9.9")), dossier) == []


def test_what_is_not_a_workbook_is_one_disagreement() -> None:
    [found] = workbook_disagreements(b"not a workbook", dossier_of(full()))
    assert found.code == "workbook_unreadable"


def _dossier_with(colour: str) -> Dossier:
    out = io.BytesIO()
    Image.new("RGB", (640, 360), colour).save(out, "PNG")
    dossier = dossier_of(full())
    return replace(dossier, pictures={item.sha256: small_picture(out.getvalue()) for item in dossier.filing.evidence})


def test_another_screenshot_beside_a_system_is_noticed_and_the_same_packed_anew_is_not() -> None:
    workbook = write_workbook(_dossier_with("#22aa66"))
    assert workbook_disagreements(workbook, _dossier_with("#22aa67")) == []
    found = workbook_disagreements(workbook, _dossier_with("#aa2266"))
    assert {item.code for item in found} == {"workbook_picture_differs"}
    assert "workbook_picture_differs" in {item.code for item in workbook_disagreements(workbook, dossier_of(full()))}
