"""A return slip from the bureau to the enterprise and back to the right places."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.errors import InputError
from desktop.filing import open_filing
from desktop.model.decisions import Decision, Point, State
from desktop.model.filing import Pair
from desktop.model.return_slip import ReturnSlip
from desktop.standard.correcting import corrected
from desktop.workspace.importing import import_source
from desktop.workspace.receiving import Received, receive
from desktop.workspace.returning import Sender, filing_for, fits, places_of, read_slip, slip_of, write_slip
from tests.factories.filings import zhejiang
from tests.factories.received import an_enterprise, sealed

SENDER = Sender("杭州市余杭区经济和信息化局", "2021-11-28", "2021-12-03")
POINTS = (
    Point("answers.cloud_storage", "指标 · 云存储", "请说明 303 TB 的来源。"),
    Point("systems.rnd-0", "系统清单 · 系统rnd-0", "截图看不清，请重新截取。"),
)
WANTED = Decision(State.TO_CORRECT, "请核对后统一。", POINTS)


@pytest.fixture
def slip(received: tuple[Received, ...]) -> ReturnSlip:
    return slip_of(received[3], WANTED, SENDER)


@pytest.fixture
def filing(twelve: tuple[Path, ...], tmp_path: Path) -> Path:
    path = tmp_path / "丁五金.yunqi"
    import_source(twelve[3], path)
    return path


def test_a_slip_goes_to_the_enterprise_and_is_ticked_off_where_it_was_edited(
    slip: ReturnSlip, filing: Path, tmp_path: Path
) -> None:
    _, file = write_slip(slip, tmp_path)
    back = read_slip(file)
    assert back == slip
    with open_filing(filing, "read") as store:
        given = store.filing
    assert not fits(back, zhejiang(), given)
    assert corrected(zhejiang(), given, back) == (False, False)
    edited = replace(given, answers={**given.answers, "cloud_storage": Pair("101", "310")})
    assert corrected(zhejiang(), edited, back) == (True, False)


def test_the_notice_says_all_that_the_file_says(slip: ReturnSlip, tmp_path: Path) -> None:
    notice, file = write_slip(slip, tmp_path)
    assert (notice.stem, notice.suffix, file.suffix) == (file.stem, ".pdf", ".yunqi-return")
    said = subprocess.run(["pdftotext", notice, "-"], check=True, capture_output=True, text=True).stdout
    flat = "".join(said.split())
    wanted = ("补正通知", slip.enterprise, SENDER.bureau, "2021年12月3日前", "2021年11月28日", "请核对后统一", "第1版")
    for words in (*wanted, slip.seal_code, *(part for point in POINTS for part in (point.words, point.wanted))):
        assert "".join(words.split()) in flat


def test_a_package_that_is_sent_back_gets_another_title_and_no_day(
    received: tuple[Received, ...], tmp_path: Path
) -> None:
    made = slip_of(received[3], Decision(State.RETURNED, "不在本区注册。"), SENDER)
    notice, _ = write_slip(made, tmp_path)
    said = "".join(
        subprocess.run(["pdftotext", notice, "-"], check=True, capture_output=True, text=True).stdout.split()
    )
    assert "退回通知" in said
    assert "不在本区注册" in said
    assert "yunqi-return" not in said


def test_many_points_flow_over_pages(received: tuple[Received, ...], tmp_path: Path) -> None:
    points = tuple(Point("", "整份申报材料", f"第 {number} 条要改。" * 9) for number in range(60))
    notice, _ = write_slip(slip_of(received[3], Decision(State.TO_CORRECT, points=points), SENDER), tmp_path)
    said = subprocess.run(["pdftotext", notice, "-"], check=True, capture_output=True, text=True).stdout
    assert all(f"第 {number} 条要改" in said.replace("\n", "") for number in (0, 59))
    assert "共 " in said


@pytest.mark.parametrize("state", [State.PASSED, State.RECEIVED])
def test_there_is_no_slip_for_what_is_not_returned(received: tuple[Received, ...], state: State) -> None:
    with pytest.raises(InputError):
        slip_of(received[3], Decision(state), SENDER)


def test_the_places_are_words_and_none_is_an_id(received: tuple[Received, ...]) -> None:
    found = dict(places_of(received[3]))
    assert found["answers.cloud_storage"] == "指标 · 云存储"
    assert found["systems.rnd-0"] == "系统清单 · 系统rnd-0"
    assert found[""] == "整份申报材料"
    assert not [words for place, words in found.items() if words == place]


def test_a_package_swapped_since_it_was_verified_gets_no_slip(tmp_path: Path) -> None:
    made = sealed(tmp_path, an_enterprise(1))
    found = receive(made.path)
    made.path.write_bytes(sealed(tmp_path / "别的", an_enterprise(2)).path.read_bytes())
    with pytest.raises(InputError, match="不同了"):
        slip_of(found, WANTED, SENDER)


def test_the_filing_is_found_and_another_one_is_not_it(
    slip: ReturnSlip, filing: Path, twelve: tuple[Path, ...], tmp_path: Path
) -> None:
    other = tmp_path / "别家.yunqi"
    import_source(twelve[5], other)
    broken = tmp_path / "坏.yunqi"
    broken.write_bytes(b"x")
    assert filing_for(slip, [broken, other, filing]) == filing
    assert filing_for(slip, [broken, other]) is None
    with open_filing(other, "read") as store:
        assert "浙江丁五金有限公司" in fits(slip, store.standard, store.filing)
        assert not fits(
            slip, store.standard, store.filing, {slip.seal_code}
        )  # it was sealed from here, whatever its name


def test_another_batch_of_the_same_enterprise_is_not_it(slip: ReturnSlip) -> None:
    given = an_enterprise(3)
    later = replace(given, batch=replace(given.batch, id="2022-1"))
    assert not fits(slip, zhejiang(), given)
    assert "另一批次" in fits(slip, zhejiang(), later)
