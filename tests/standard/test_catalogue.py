from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.filing import CloudService, Evidence, EvidenceUse
from desktop.model.text import utf16_units
from desktop.standard.catalogue import COLUMNS, catalogue, catalogue_csv
from tests.factories.filings import a_filing, a_system, zhejiang


def item(name: str, *uses: tuple[str, str]) -> Evidence:
    return Evidence(name, f"{sum(map(ord, name)):064x}", 1, tuple(EvidenceUse(*use) for use in uses))


def test_files_stand_in_the_reviewers_order_with_a_systems_pictures_together() -> None:
    filing = a_filing(
        systems=(a_system("b", "office", name="审批"), a_system("a", "rnd", name="PLM")),
        cloud_services=(CloudService("c1", "云主机"),),
        evidence=(
            item("杂.txt"),
            item("说明.pdf", ("other", "")),
            item("审批主页.png", ("system_home", "b")),
            item("审批登录.png", ("system_login", "b")),
            item("plm主页.PNG", ("system_home", "a")),
            item("plm登录.png", ("system_login", "a")),
            item("发票.pdf", ("service_invoice", "c1")),
            item("合同.pdf", ("service_contract", "c1")),
            item("执照.jpg", ("business_licence", "")),
        ),
    )
    assert [entry.path for entry in catalogue(zhejiang(), filing)] == [
        "001-营业执照复印件.jpg",
        "002-上云业务合同-云主机.pdf",
        "003-上云业务发票-云主机.pdf",
        "004-登录页截图-PLM.png",
        "005-功能主页截图-PLM.png",
        "006-登录页截图-审批.png",
        "007-功能主页截图-审批.png",
        "008-其他材料.pdf",
        "009-未归类.txt",
    ]


def test_a_file_that_proves_two_things_stands_once_and_names_both() -> None:
    filing = a_filing(
        systems=(a_system("a", name="PLM"),), evidence=(item("x.png", ("other", ""), ("system_login", "a")),)
    )
    (entry,) = catalogue(zhejiang(), filing)
    assert entry.uses == ("其他材料", "登录页截图：PLM")


def test_the_index_is_a_table_excel_opens_without_running_anything() -> None:
    filing = a_filing(evidence=(item("=cmd|calc.png", ("other", "")),))
    data = catalogue_csv(catalogue(zhejiang(), filing))
    assert data.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(header) == COLUMNS
    assert row[4] == "'=cmd|calc.png"


@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=300)), max_size=8))
def test_paths_in_the_zip_are_short_and_distinct_whatever_people_call_things(names: list[tuple[str, str]]) -> None:
    listed = tuple(a_system(f"s{number}", name=name) for number, (name, _) in enumerate(names))
    files = tuple(item(file or "x", ("system_login", f"s{number}")) for number, (_, file) in enumerate(names))
    paths = [entry.path for entry in catalogue(zhejiang(), a_filing(systems=listed, evidence=files))]
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert utf16_units(path) <= 120
        assert not set(path) & set('<>:"/\\|?*')
        assert path == path.rstrip(". ")
