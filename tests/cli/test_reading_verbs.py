from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Yunqi
from tests.factories.evidence import picture
from tests.factories.invoice_pdfs import as_pdf
from tests.factories.invoices import an_invoice, as_xml

INVOICE = an_invoice(21)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "材料"
    made.mkdir()
    (made / "ERP-登录.png").write_bytes(picture())
    (made / "发票.pdf").write_bytes(as_pdf(INVOICE))
    (made / "发票.xml").write_bytes(as_xml(INVOICE))
    return made


def test_read_prints_what_the_contract_says(folder: Path, yunqi: Yunqi) -> None:
    result = yunqi("read", folder, "--json")
    login, pdf, xml = result.json["files"]
    assert result.code == 0
    assert (login["kind"], login["invoice"], Path(login["path"]).name) == ("login", None, "ERP-登录.png")
    assert pdf["invoice"] == xml["invoice"]
    assert xml["invoice"] == {
        name: getattr(INVOICE, name)
        for name in (
            "type", "code", "number", "date", "seller", "seller_id", "buyer", "buyer_id", "amount", "tax", "total",
        )
    }  # fmt: skip
    assert set(pdf["confirmed"]) >= {"number", "date", "seller", "buyer", "amount", "total"}
    assert (pdf["sources"]["number"], pdf["sources"]["seller"]) == (["pdf", "qr"], ["pdf"])
    assert (pdf["problems"], xml["problems"]) == ([], [])
    assert "未验真" in result.err
    assert "文字识别" in result.err


def test_read_in_words_tells_what_is_certain(folder: Path, yunqi: Yunqi) -> None:
    result = yunqi("read", folder / "发票.xml")
    assert f"发票号码　{INVOICE.number}　（XML，已确认）" in result.out


def test_read_tells_by_its_exit_code_what_could_not_be_read(folder: Path, yunqi: Yunqi) -> None:
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert yunqi("read", folder).code == 1
    assert yunqi("read", folder / "发票.xml", folder / "没有").code == 2
