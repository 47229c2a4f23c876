from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.package import shares
from desktop.package.canonical_zip import SIZE_LIMIT
from tests.cli.conftest import Yunqi
from tests.documents.printed_dossiers import pages_of


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `yunqi demo` leaves, made by the program as a process of its own."""
    folder = tmp_path_factory.mktemp("演示")
    command = [sys.executable, "-m", "desktop", "demo", "--out", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == ""
    steps = [line.partition("：")[0] for line in done.stdout.splitlines()]
    assert steps == ["导入", "评分", "检查", "封装", "核验", "请打开"]
    return folder


@pytest.fixture(scope="module")
def package(demo: Path) -> Path:
    (found,) = demo.glob("*.zip")
    return found


def test_the_demo_may_be_repeated_and_gives_the_same_package(
    demo: Path, package: Path, tmp_path: Path, yunqi: Yunqi
) -> None:
    assert yunqi("demo", "--out", demo).code == 0
    assert yunqi("demo", "--out", tmp_path).code == 0
    assert (tmp_path / package.name).read_bytes() == package.read_bytes()


def test_the_sample_scores_as_its_published_counts_demand(demo: Path, yunqi: Yunqi) -> None:
    scored = yunqi("score", demo / "样例.yunqi", "--json").json
    found = {item["id"]: item for dimension in scored["dimensions"] for item in dimension["indicators"]}
    counts = {"rnd": 6, "production": 4, "supply_chain": 3, "marketing": 5, "other_business": 3, "office": 6}
    assert {key: int(found[key]["n"]) for key in counts} == counts
    assert (found["cloud_storage"]["n"], found["cloud_server"]["n"]) == ("257", "248")
    assert (found["system_collaboration"]["n"], found["system_collaboration"]["m"]) == ("19", "21")
    assert found["system_collaboration"]["score"] == "4.52"


def test_the_sample_has_nothing_to_mend(demo: Path, yunqi: Yunqi) -> None:
    checked = yunqi("check", demo / "样例.yunqi", "--json")
    assert (checked.code, checked.json["ready"]) == (0, True)
    assert [item["code"] for item in checked.json["findings"]] == ["deadline_passed", "invoices_unverified"]


def test_verify_prints_the_verdict_as_the_contract_says(package: Path, yunqi: Yunqi) -> None:
    verified = yunqi("verify", package, "--json")
    assert verified.code == 0
    (report,) = verified.json["packages"]
    code = report.pop("seal_code")
    assert code.startswith(package.stem[-8:])
    assert report == {
        "path": str(package),
        "verdict": "intact",
        "content": True,
        "container": True,
        "paper": None,
        "signature": "none",
        "enterprise": "浙江样例动力股份有限公司",
        "batch": "2021-1",
        "version": 1,
        "problems": [],
    }
    assert yunqi("verify", package, "--seal-code", code).code == 0
    assert yunqi("verify", package, "--seal-code", "0" * 64).code == 1
    assert yunqi("verify", package, "--seal-code", "短").code == 2


def test_one_path_that_cannot_be_read_does_not_hide_the_others(package: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    verified = yunqi("verify", tmp_path / "没有.zip", package)
    assert verified.code == 2
    assert "完好" in verified.out
    assert verified.err.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_package_is_called_so(tmp_path: Path, yunqi: Yunqi, content: bytes) -> None:
    path = tmp_path / "别的.zip"
    path.write_bytes(content)
    verified = yunqi("verify", path, "--json")
    assert (verified.code, verified.json["packages"][0]["verdict"]) == (1, "not_a_package")
    imported = yunqi("import", path, "-o", tmp_path / "a.yunqi")
    assert imported.code == 2
    assert imported.err.count("\n") == 1


def test_a_damaged_package_is_not_imported(package: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "坏.zip"
    damaged.write_bytes(data)
    assert yunqi("verify", damaged).code == 1
    result = yunqi("import", damaged, "-o", tmp_path / "a.yunqi")
    assert result.code == 2
    assert not (tmp_path / "a.yunqi").exists()


def test_sealing_prints_path_and_code_and_refuses_errors(filing: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    refused = yunqi("seal", filing, "--out", tmp_path / "包")
    assert (refused.code, refused.out) == (1, "")
    assert not (tmp_path / "包").exists()
    draft = yunqi("seal", filing, "--out", tmp_path / "包", "--draft", "--date", "2021-11-20")
    assert draft.code == 0
    path, code = draft.out.splitlines()
    assert Path(path).is_file()
    assert code.startswith(Path(path).stem[-8:])
    verified = yunqi("verify", path, "--json")
    assert (verified.code, verified.json["packages"][0]["verdict"]) == (1, "draft")


def test_a_wrong_date_or_place_is_one_sentence(demo: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    (tmp_path / "文件").write_bytes(b"")
    for more in (["--date", "2021-02-30"], ["--date", "x"], []):
        result = yunqi("seal", demo / "样例.yunqi", "--out", tmp_path / "文件", *more)
        assert (result.code, result.out) == (2, "")
        assert result.err.count("\n") == 1


def test_documents_are_written_alone_and_say_they_are_drafts(demo: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    written = yunqi("documents", demo / "样例.yunqi", "--out", tmp_path)
    assert [Path(line).name for line in written.out.splitlines()] == ["申报表.xlsx", "01-申报材料-打印盖章.pdf"]
    text = subprocess.run(
        ["pdftotext", written.out.splitlines()[1], "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "草稿" in text
    assert "样例" in text


def test_the_overview_can_be_left_out_once_or_for_good(filing: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    def has_overview(*options: str) -> bool:
        printed = yunqi("documents", filing, "--out", tmp_path, *options).out.splitlines()[1]
        return "自评概览" in "".join(pages_of(Path(printed).read_bytes()))

    assert has_overview()
    assert not has_overview("--no-overview")
    assert has_overview()
    assert yunqi("seal", filing, "--out", tmp_path / "包", "--draft", "--no-overview").code == 0
    assert yunqi("show", filing, "--json").json["no_overview"] is True
    assert not has_overview()
    assert has_overview("--overview")


def test_the_evidence_volume_carries_the_seal_code_of_the_version(
    demo: Path, package: Path, tmp_path: Path, yunqi: Yunqi
) -> None:
    written = yunqi("documents", demo / "样例.yunqi", "--out", tmp_path, "--evidence-volume", "--watermark")
    volume = Path(written.out.splitlines()[-1])
    assert (written.code, volume.name) == (0, "佐证材料汇编.pdf")
    assert "85 份材料" in written.err
    raw = subprocess.run(["pdftotext", "-raw", volume, "-"], check=True, capture_output=True, text=True).stdout
    said = "".join(raw.split())
    assert said.count(f"封装码{package.stem[-8:]}") == said.count("2021年第一批佐证材料汇编")
    assert yunqi("documents", demo / "样例.yunqi", "--out", tmp_path, "--watermark").code == 2


def test_a_sealed_workbook_can_be_imported_again(demo: Path, tmp_path: Path, yunqi: Yunqi) -> None:
    assert yunqi("import", demo / "申报表.xlsx", "-o", tmp_path / "a.yunqi").code == 0
    one, two = (yunqi("show", path, "--json").json for path in (demo / "样例.yunqi", tmp_path / "a.yunqi"))
    assert {key: value for key, value in two.items() if key != "evidence"} == {
        key: value for key, value in one.items() if key != "evidence"
    }


def test_stock_tools_agree_with_the_package(demo: Path, package: Path, tmp_path: Path) -> None:
    def accepts(*command: str | Path, cwd: Path = tmp_path) -> str:
        done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, cwd=cwd)
        return done.stdout + done.stderr

    accepts("unzip", "-tq", package)
    accepts("7z", "t", package)
    accepts("unzip", "-q", package)
    (bag,) = tmp_path.iterdir()
    accepts("sha256sum", "--strict", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt", cwd=bag)
    accepts(sys.executable, "-W", "ignore", "-m", "bagit", "--validate", bag)
    accepts("unzip", "-tq", bag / "data" / "佐证材料.zip")
    pdf = bag / "01-申报材料-打印盖章.pdf"
    accepts("qpdf", "--check", pdf)
    assert pdf.read_bytes() == (demo / pdf.name).read_bytes()
    fonts = accepts("pdffonts", pdf).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)  # embedded, subset, with Unicode map
    printed = "".join(accepts("pdftotext", "-raw", pdf, "-").split())
    code = accepts("sha256sum", "manifest-sha256.txt", cwd=bag).split()[0]
    pages = int(next(line.split()[1] for line in accepts("pdfinfo", pdf).splitlines() if line.startswith("Pages")))
    assert printed.count(code) == pages


def test_evidence_above_two_gigabytes_makes_a_set_that_is_verified_and_imported_as_one(
    filing: Path, tmp_path: Path, yunqi: Yunqi, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(bytes([number]) * 400_000)
        assert yunqi("attach", filing, "--for", "other", path).code == 0
    monkeypatch.setattr(shares, "RESERVE", SIZE_LIMIT - 1_000_000)
    sealed = yunqi("seal", filing, "--out", tmp_path / "包", "--draft", "--date", "2021-11-20")
    *paths, code = sealed.out.splitlines()
    assert [Path(path).stem[-4:] for path in paths] == ["1of2", "2of2"]
    reports = yunqi("verify", *paths, "--json").json["packages"]
    assert [(item["verdict"], item["seal_code"], item["problems"]) for item in reports] == [("draft", code, [])] * 2
    assert yunqi("import", paths[1], "-o", tmp_path / "b.yunqi").code == 0
    one, two = (yunqi("show", path, "--json").json["evidence"] for path in (filing, tmp_path / "b.yunqi"))
    assert one == two
    Path(paths[0]).unlink()
    (report,) = yunqi("verify", paths[1], "--json").json["packages"]
    assert (report["verdict"], report["problems"][0]["code"]) == ("damaged", "part_missing")
    assert yunqi("import", paths[1], "-o", tmp_path / "c.yunqi").code == 2
