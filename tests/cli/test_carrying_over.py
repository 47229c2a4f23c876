"""Last year's filing on the command line: new --from, check, confirm, seal."""

from __future__ import annotations

from pathlib import Path

from desktop.paths import SAMPLE
from tests.cli.conftest import Yunqi


def test_from_last_years_to_this_years_package(tmp_path: Path, yunqi: Yunqi) -> None:
    last, this = tmp_path / "去年.yunqi", tmp_path / "今年.yunqi"
    yunqi("import", SAMPLE / "filing.json", "-o", last)
    made = yunqi("new", this, "--from", last, "--batch", "2021-1")
    assert made.code == 0
    assert "163 处待确认" in made.err
    assert yunqi("show", this, "--json").json["carried_from"]["batch"] == "2021-1"
    codes = {item["code"] for item in yunqi("check", this, "--json").json["findings"] if item["level"] == "error"}
    assert codes == {"carried_unconfirmed"}
    assert yunqi("seal", this, "--out", tmp_path).code != 0
    assert "enterprise.name" in yunqi("confirm", this).out.splitlines()
    yunqi("set", this, "enterprise.employees", "2500")
    assert "enterprise.employees" not in yunqi("confirm", this).out.splitlines()
    assert "已确认 3 处" in yunqi("confirm", this, "systems.s01").err
    assert yunqi("confirm", this, "--all").code == yunqi("confirm", this).code == 0
    assert yunqi("seal", this, "--out", tmp_path / "包", "--date", "2021-11-20").code == 0
    assert yunqi("verify", *(tmp_path / "包").glob("*.zip")).code == 0
    assert "unconfirmed" not in yunqi("show", this, "--json").json


def test_a_wrong_wish_is_told(tmp_path: Path, filing: Path, yunqi: Yunqi) -> None:
    assert "没有待确认" in yunqi("confirm", filing, "enterprise.name").err
    assert "--name" in yunqi("new", tmp_path / "b.yunqi", "--from", filing, "--name", "乙").err
    assert "没有找到" in yunqi("new", tmp_path / "b.yunqi", "--from", tmp_path / "没有.yunqi").err
    assert yunqi("set", filing, "unconfirmed", "[]").code == 2
    assert not (tmp_path / "b.yunqi").exists()
