"""One line for each filing at hand."""

from __future__ import annotations

from pathlib import Path

from desktop.filing import Seal, open_filing
from desktop.model.filing_json import dumps
from desktop.paths import SAMPLE
from desktop.workspace.folders import FOLDER_LIMIT, filings_in
from desktop.workspace.importing import import_source
from desktop.workspace.overview import overview
from tests.factories.filings import a_filing
from tests.factories.stores import a_file


def test_an_empty_filing_says_what_it_lacks_and_until_when(tmp_path: Path) -> None:
    found = overview(a_file(tmp_path, a_filing(enterprise={"name": "浙江样本有限公司"})), "2021-11-28")
    assert (found.enterprise, found.batch, found.county) == ("浙江样本有限公司", "2021 年第一批", "余杭区")
    assert (found.score, found.self_max, found.sealed, found.problem) == ("0.00", "75", 0, "")
    assert found.missing > 0
    assert (found.deadline, found.days_left) == ("2021-12-01", 3)


def test_the_deadline_is_that_of_the_city(tmp_path: Path) -> None:
    elsewhere = a_filing()
    moved = a_filing(batch=type(elsewhere.batch)("2021-1", "宁波市", "北仑区"))
    assert overview(a_file(tmp_path, moved), "2021-12-05").deadline == "2021-12-03"
    assert overview(a_file(tmp_path, moved, "b.yunqi"), "2021-12-05").days_left == -2


def test_the_complete_sample_is_ready(tmp_path: Path) -> None:
    path = tmp_path / "样例.yunqi"
    import_source(SAMPLE / "filing.json", path)
    found = overview(path, "2021-11-20")
    assert (found.missing, found.errors, found.sample) == (0, 0, True)
    assert 0.5 < found.part < 1


def test_a_sealed_filing_says_its_version_and_whether_it_changed_since(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with open_filing(path) as store, store.writing() as writing:
        writing.record_seal(Seal(1, "2021-11-20", "0" * 64, "p.zip", "yunqi", "2021-11-20", dumps(store.filing)))
    assert (overview(path, "2021-11-20").sealed, overview(path, "2021-11-20").changed) == (1, False)
    with open_filing(path) as store, store.writing() as writing:
        writing.save(a_filing(enterprise={"name": "改了"}), "某人", "2021-11-21T00:00:00+00:00")
    assert overview(path, "2021-11-20").changed


def test_what_cannot_be_opened_is_told_not_raised(tmp_path: Path) -> None:
    other, gone = tmp_path / "别的.yunqi", tmp_path / "没有了.yunqi"
    other.write_bytes(b"not a filing")
    assert "不是案卷文件" in overview(other, "2021-11-20").problem
    assert "没有找到案卷" in overview(gone, "2021-11-20").problem
    assert (overview(other, "2021-11-20").gone, overview(gone, "2021-11-20").gone) == (False, True)


def test_a_filing_open_elsewhere_is_told(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    with open_filing(path):
        assert "正被另一个程序打开" in overview(path, "2021-11-20").problem


def test_looking_changes_nothing(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    overview(path, "2021-11-20")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_a_folder_lists_its_own_filings_only_and_not_without_end(tmp_path: Path) -> None:
    (tmp_path / "里面").mkdir()
    for name in ("甲.yunqi", "乙.YUNQI", "说明.txt", ".甲.yunqi.ab12.tmp", "里面/丙.yunqi"):
        (tmp_path / name).touch()
    assert {path.name for path in filings_in(tmp_path)} == {"甲.yunqi", "乙.YUNQI"}
    for number in range(FOLDER_LIMIT + 5):
        (tmp_path / f"{number}.yunqi").touch()
    assert len(filings_in(tmp_path)) == FOLDER_LIMIT
