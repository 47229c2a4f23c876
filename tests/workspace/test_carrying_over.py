"""New filings from last year's file, package and draft."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.errors import YunqiError
from desktop.filing import open_filing
from desktop.paths import SAMPLE
from desktop.workspace.carrying_over import carry_over, look_into
from desktop.workspace.importing import import_source
from desktop.workspace.sealing import seal
from tests.factories.filings import a_filing
from tests.factories.stores import a_file


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample as file, as sealed package, and as unpacked one."""
    folder = tmp_path_factory.mktemp("去年")
    import_source(SAMPLE / "filing.json", folder / "去年.yunqi")
    with open_filing(folder / "去年.yunqi") as store:
        package = seal(store, folder, date="2021-11-20").path
    package.rename(folder / "申报包.zip")
    with ZipFile(folder / "申报包.zip") as archive:
        archive.extractall(folder / "解开的")
    shutil.copytree(SAMPLE, folder / "草稿")
    return folder


@pytest.mark.parametrize(
    ("name", "version"),
    [("去年.yunqi", "已封装 v1"), ("申报包.zip", "已封装 v1"), ("解开的", "已封装 v1"), ("草稿/filing.json", "草稿")],
)
def test_every_form_of_last_years_filing_is_found_and_taken_over(
    sealed: Path, tmp_path: Path, name: str, version: str
) -> None:
    source = next((sealed / name).iterdir()) if name == "解开的" else sealed / name
    found = look_into(source)
    assert (found.enterprise, found.batch, found.version) == ("浙江样例动力股份有限公司", "2021 年第一批", version)
    assert (found.systems, found.services, found.files, found.sample) == (33, 6, 85, True)
    counts: list[tuple[int, int]] = []
    made = carry_over(source, tmp_path / "今年.yunqi", "2021-1", progress=lambda *both: counts.append(both))
    assert counts[-1] == (85, 85)
    with open_filing(tmp_path / "今年.yunqi") as store, open_filing(sealed / "去年.yunqi", "read") as earlier:
        assert store.filing == made
        assert (made.systems, made.evidence) == (earlier.filing.systems, earlier.filing.evidence)
        item = made.evidence[-1]
        assert b"".join(store.content(item.sha256)) == b"".join(earlier.content(item.sha256))
        assert (len(made.unconfirmed), made.sample, store.seals()) == (163, False, ())


def test_a_damaged_package_and_a_workbook_are_refused_and_leave_nothing(sealed: Path, tmp_path: Path) -> None:
    data = bytearray((sealed / "申报包.zip").read_bytes())
    data[len(data) // 2] ^= 1
    broken = tmp_path / "坏.zip"
    broken.write_bytes(data)
    with pytest.raises(YunqiError, match="没有通过核验"):
        carry_over(broken, tmp_path / "a.yunqi")
    with pytest.raises(YunqiError, match="Excel"):
        carry_over(next((sealed / "解开的").rglob("*.xlsx")), tmp_path / "a.yunqi")
    assert not list(tmp_path.glob("*.yunqi*"))


def test_work_that_is_cancelled_leaves_nothing(sealed: Path, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done > 3:
            raise StoppedError(total)

    with pytest.raises(StoppedError):
        carry_over(sealed / "去年.yunqi", tmp_path / "a.yunqi", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_another_standard_is_refused(tmp_path: Path) -> None:
    with pytest.raises(YunqiError, match="js-2030"):
        carry_over(a_file(tmp_path, a_filing()), tmp_path / "b.yunqi", standard_id="js-2030")
