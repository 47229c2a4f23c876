from __future__ import annotations

import shutil
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Yunqi
from tests.factories.received import an_enterprise, sealed


def names(path: Path) -> list[object]:
    shown: list[object] = [row[2].value for row in load_workbook(path)["附件3"].iter_rows()]
    return shown[shown.index("企业名称") + 1 :]


def test_packages_of_a_folder_become_the_table(twelve: tuple[Path, ...], tmp_path: Path, yunqi: Yunqi) -> None:
    out = tmp_path / "出" / "附件3.xlsx"
    result = yunqi("rank", twelve[0].parent, "-o", out)
    assert (result.code, result.out) == (0, f"{out}\n")
    assert "12 家" in result.err
    assert len(names(out)) == 12


def test_paths_stand_in_the_order_they_were_given(twelve: tuple[Path, ...], tmp_path: Path, yunqi: Yunqi) -> None:
    assert yunqi("rank", twelve[4], twelve[1], "-o", tmp_path / "附件3.xlsx").code == 0
    assert names(tmp_path / "附件3.xlsx") == ["浙江戊化工有限公司", "浙江乙纺织有限公司"]


def test_a_damaged_package_is_named_with_the_reason_and_the_others_are_ranked(
    twelve: tuple[Path, ...], tmp_path: Path, yunqi: Yunqi
) -> None:
    data = bytearray(twelve[0].read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "坏.zip").write_bytes(data)
    result = yunqi("rank", twelve[1], tmp_path / "坏.zip", "-o", tmp_path / "附件3.xlsx")
    assert result.code == 1
    assert "坏.zip：不完好" in result.err
    assert names(tmp_path / "附件3.xlsx") == ["浙江乙纺织有限公司"]
    assert "坏.zip" in str(list(load_workbook(tmp_path / "附件3.xlsx")["未列入"].values))


def test_only_the_newest_version_and_one_of_doubles_stands_in_the_table(tmp_path: Path, yunqi: Yunqi) -> None:
    folder = tmp_path / "包"
    first = sealed(folder, an_enterprise(1))
    second = sealed(folder, an_enterprise(1, servers=()), 2, first.seal_code)
    shutil.copy(second.path, folder / "副本.zip")
    result = yunqi("rank", folder, "-o", tmp_path / "附件3.xlsx")
    assert result.code == 0
    assert "已由第 2 版代替" in result.err
    assert "同一个申报包" in result.err
    assert len(names(tmp_path / "附件3.xlsx")) == 1


def test_wrong_calls_are_one_sentence(twelve: tuple[Path, ...], tmp_path: Path, yunqi: Yunqi) -> None:
    (tmp_path / "空").mkdir()
    for call in (
        (tmp_path / "没有", "-o", tmp_path / "a.xlsx"),
        (tmp_path / "空", "-o", tmp_path / "a.xlsx"),
        (twelve[0], "-o", tmp_path / "a.pdf"),
        (twelve[0],),
    ):
        result = yunqi("rank", *call)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_nothing_but_damaged_packages_is_found_wanting(tmp_path: Path, yunqi: Yunqi) -> None:
    (tmp_path / "别的.zip").write_bytes(b"PK")
    result = yunqi("rank", tmp_path, "-o", tmp_path / "附件3.xlsx")
    assert result.code == 1
    assert not (tmp_path / "附件3.xlsx").exists()
