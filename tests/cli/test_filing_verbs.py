from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Yunqi
from tests.factories.invoices import an_invoice, as_xml


def test_a_new_filing_is_empty_and_knows_its_standard(filing: Path, yunqi: Yunqi) -> None:
    shown = yunqi("show", filing, "--json").json
    assert shown["format"] == "yunqi-filing/1"
    assert shown["batch"]["id"] == "2021-1"
    assert len(shown["standard"]["sha256"]) == 64
    assert shown["systems"] == []


def test_a_new_filing_may_have_a_name(tmp_path: Path, yunqi: Yunqi) -> None:
    yunqi("new", tmp_path / "a.yunqi", "--standard", "zj-2021", "--batch", "2021-1", "--name", "浙江䶮公司")
    assert yunqi("show", tmp_path / "a.yunqi", "--json").json["enterprise"]["name"] == "浙江䶮公司"


def test_a_filing_that_exists_is_not_overwritten(filing: Path, yunqi: Yunqi) -> None:
    before = filing.read_bytes()
    result = yunqi("new", filing)
    assert (result.code, filing.read_bytes()) == (2, before)
    assert "已经存在" in result.err


def test_values_are_set_by_path(filing: Path, yunqi: Yunqi) -> None:
    values = {
        "enterprise.name": "浙江样例",
        "answers.cloud_storage.n": "２５７",
        "answers.cloud_storage.m": "300",
        "answers.data_collaboration": "sales,rnd",
        "batch.city": "杭州市",
        "unlisted_systems.rnd": "2",
        "demonstration.xinchuang": "说明",
        "systems.s1.name": "PLM",
        "systems.s1.category": "rnd",
        "systems.s1.cloud": "是",
        "servers.0.name": "云主机",
        "servers.0.count": "3",
        "servers.0.cpu_cores": "4",
        "servers.0.memory_gb": "16",
        "servers.0.cloud": "true",
        "cloud_services.c1.product": "云",
        "cloud_services.c1.from": "2018-01-01",
        "reasons.evidence_period@evidence.a.png": "跨年",
        "sample": "是",
    }
    assert yunqi("set", filing, *[word for pair in values.items() for word in pair]).code == 0
    shown = yunqi("show", filing, "--json").json
    assert shown["enterprise"]["name"] == "浙江样例"
    assert shown["answers"] == {"cloud_storage": {"n": "257", "m": "300"}, "data_collaboration": ["rnd", "sales"]}
    assert shown["batch"]["city"] == "杭州市"
    assert shown["systems"][0]["cloud"] is True
    assert shown["servers"][0]["memory_gb"] == "16"
    assert shown["cloud_services"][0]["from"] == "2018-01-01"
    assert shown["reasons"] == {"evidence_period@evidence.a.png": "跨年"}
    assert shown["sample"] is True


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("enterprise.nom", "x"),
        ("answers.cloud_storage.n", "1e9999"),
        ("answers.cloud_storage.n", "NaN"),
        ("answers.cloud_storage.n", "-1"),
        ("answers.cloud_storage.x", "1"),
        ("answers.cloud_storage", "[1"),
        ("answers.nothing.n", "1"),
        ("answers.data_collaboration.n", "1"),
        ("answers.data_collaboration", "money"),
        ("answers", "[]"),
        ("enterprise.it_status", "长" * 100_000),
        ("enterprise.name", "a\x01b"),
        ("enterprise.name", "\udcff"),
        ("systems.s9.colour", "red"),
        ("systems.s9.name", "没有类别"),
        ("systems.s9", "x"),
        ("systems", "{"),
        ("servers.5.name", "跳行"),
        ("evidence", "[]"),
        ("standard.id", "x"),
        ("format", "x"),
        ("batch.id", "2099-9"),
        ("sample", "也许"),
        ("", ""),
        (".", "x"),
        ("....", "x"),
    ],
)
def test_a_value_that_cannot_be_taken_is_one_sentence_and_changes_nothing(
    filing: Path, yunqi: Yunqi, path: str, value: str
) -> None:
    yunqi("set", filing, "enterprise.name", "之前", "answers.cloud_storage.n", "5")
    before = yunqi("show", filing, "--json").json
    result = yunqi("set", filing, "enterprise.tax", "1", path, value)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert yunqi("show", filing, "--json").json == before


def test_paths_and_values_come_in_pairs(filing: Path, yunqi: Yunqi) -> None:
    assert yunqi("set", filing, "enterprise.name").code == 2


def test_an_invoice_that_proves_money_is_read_and_compared(filing: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    invoice = an_invoice(7, buyer="浙江样例动力股份有限公司", date="2020-05-18")
    (tmp_path / "发票.xml").write_bytes(as_xml(invoice))
    result = yunqi("attach", filing, "--for", "security_spend", tmp_path / "发票.xml")
    assert "读出 1 份发票、合同" in result.err
    facts = yunqi("show", filing, "--json").json["evidence"][0]["facts"]
    assert (facts["number"], facts["total"]) == (invoice.number, invoice.total)
    assert {"number", "date", "seller", "buyer", "amount", "total"} <= set(facts["confirmed"])
    yunqi("set", filing, "basis", "with_tax", "answers.cloud_security.n", "99999", "answers.cloud_security.m", "99999")
    codes = {item["code"] for item in yunqi("check", filing, "--json").json["findings"]}
    assert {"invoice_short", "invoices_unverified"} <= codes


def test_whether_money_is_meant_with_tax_is_said_in_either_word(filing: Path, yunqi: Yunqi) -> None:
    for word, basis in (("含税", "with_tax"), ("without_tax", "without_tax"), ("不含税", "without_tax")):
        assert yunqi("set", filing, "basis", word).code == 0
        assert yunqi("show", filing, "--json").json["basis"] == basis
    assert yunqi("set", filing, "windows.上年度", "2020-12-01 至 2021-11-30").code == 0
    assert yunqi("show", filing, "--json").json["windows"] == {"last_year": {"from": "2020-12-01", "to": "2021-11-30"}}
    for wrong in ("2021-11-30 至 2020-12-01", "去年"):
        assert yunqi("set", filing, "windows.last_year", wrong).code == 2
    assert yunqi("set", filing, "windows.last_year", "").code == 0
    assert "windows" not in yunqi("show", filing, "--json").json
    result = yunqi("set", filing, "basis", "免税")
    assert (result.code, "含税（with_tax）或 不含税（without_tax）" in result.err) == (2, True)


def test_attached_files_are_stored_and_named(filing: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    one, two = tmp_path / "营业执照.txt", tmp_path / "二.bin"
    one.write_bytes(b"1")
    two.write_bytes(b"2" * 3_000_000)
    result = yunqi("attach", filing, "--for", "other", one, two)
    assert result.code == 0
    assert [line.split("  ")[0] for line in result.out.splitlines()] == [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (one, two)
    ]
    evidence = yunqi("show", filing, "--json").json["evidence"]
    assert [(item["file"], item["bytes"]) for item in evidence] == [("营业执照.txt", 1), ("二.bin", 3_000_000)]


def test_the_same_file_for_two_things_is_one_piece_of_evidence(filing: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    yunqi("set", filing, "systems.s1.name", "PLM", "systems.s1.category", "rnd")
    (tmp_path / "a.png").write_bytes(b"x")
    yunqi("attach", filing, "--for", "other", tmp_path / "a.png")
    yunqi("attach", filing, "--for", "system_login:s1", tmp_path / "a.png")
    yunqi("attach", filing, "--for", "system_login:s1", tmp_path / "a.png")
    (item,) = yunqi("show", filing, "--json").json["evidence"]
    assert [use["requirement"] for use in item["for"]] == ["other", "system_login"]


def test_a_file_that_cannot_be_taken_does_not_stop_the_others(filing: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    (tmp_path / "好.png").write_bytes(b"x")
    result = yunqi("attach", filing, "--for", "other", tmp_path / "没有.png", tmp_path, tmp_path / "好.png")
    assert result.code == 2
    assert len(result.err.splitlines()) == 2
    assert len(yunqi("show", filing, "--json").json["evidence"]) == 1


@pytest.mark.parametrize("use", ["nothing", "system_login", "system_login:s9", "other:x", ":", ""])
def test_a_requirement_that_does_not_exist_is_refused(filing: Path, tmp_path: Path, yunqi: Yunqi, use: str) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    result = yunqi("attach", filing, "--for", use, tmp_path / "a.png")
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_the_summary_is_for_people(filing: Path, yunqi: Yunqi) -> None:
    yunqi("set", filing, "enterprise.name", "浙江样例")
    out = yunqi("show", filing).out
    assert "浙江样例" in out
    assert "/ 75" in out


@pytest.mark.parametrize("verb", ["show", "score", "check", "set", "attach", "seal", "documents"])
@pytest.mark.parametrize("content", [None, b"", b"text", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_is_no_filing_is_refused_by_every_verb(
    tmp_path: Path, yunqi: Yunqi, verb: str, content: bytes | None
) -> None:
    path = tmp_path / "坏.yunqi"
    if content is not None:
        path.write_bytes(content)
    more: dict[str, list[str | Path]] = {
        "set": ["enterprise.name", "x"],
        "attach": ["--for", "other", "x"],
        "seal": ["--out", tmp_path],
        "documents": ["--out", tmp_path],
    }
    result = yunqi(verb, path, *more.get(verb, []))
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["show"],
        ["show", "a", "b"],
        ["seal", "a"],
        ["set", "a"],
        ["new", "a", "--colour", "red"],
        ["standard", "make", "x"],
    ],
)
def test_a_wrong_call_is_one_chinese_sentence(yunqi: Yunqi, arguments: list[str]) -> None:
    result = yunqi(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "--help" in result.err


def test_a_form_is_given_away_filled_in_and_imported_with_a_line_for_every_cell(tmp_path: Path, yunqi: Yunqi) -> None:
    form = tmp_path / "填报表.xlsx"
    assert yunqi("form", "-o", form).code == 0
    book = openpyxl.load_workbook(form)
    for name, value in (("in.enterprise.name", "浙江样本有限公司"), ("in.enterprise.revenue", "三亿")):
        [(sheet, reference)] = list(book.defined_names[name].destinations)
        book[sheet][reference.replace("$", "")].value = value
    book.save(form)
    result = yunqi("import", form, "-o", tmp_path / "a.yunqi")
    assert result.code == 1
    assert [line.rpartition("：")[2][:4] for line in result.out.splitlines()] == ["已取用。", "没有取用"]
    assert "没有取用 1 格" in result.err
    assert yunqi("show", tmp_path / "a.yunqi", "--json").json["enterprise"] == {"name": "浙江样本有限公司"}


def test_a_form_of_a_filing_holds_its_answers_and_is_never_written_over(tmp_path: Path, yunqi: Yunqi) -> None:
    filing, form = tmp_path / "a.yunqi", tmp_path / "a.xlsx"
    yunqi("new", filing, "--name", "浙江样本有限公司")
    assert yunqi("form", filing, "-o", form).code == 0
    again = yunqi("form", filing, "-o", form)
    assert (again.code, "没有覆盖" in again.err) == (2, True)
    assert yunqi("import", form, "-o", tmp_path / "b.yunqi").code == 0
    assert yunqi("show", tmp_path / "b.yunqi", "--json").json["enterprise"]["name"] == "浙江样本有限公司"
