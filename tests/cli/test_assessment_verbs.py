from __future__ import annotations

from pathlib import Path

from desktop.paths import FORMS
from tests.cli.conftest import Yunqi


def test_the_score_is_printed_as_the_contract_says(filing: Path, yunqi: Yunqi) -> None:
    yunqi("set", filing, "answers.cloud_storage.n", "1", "answers.cloud_storage.m", "8")
    scored = yunqi("score", filing, "--json").json
    assert {key: scored[key] for key in ("standard", "self_score", "self_max", "expert_max")} == {
        "standard": "zj-2021",
        "self_score": "0.63",
        "self_max": "75",
        "expert_max": "25",
    }
    first = scored["dimensions"][0]
    assert (first["id"], first["score"], first["max"]) == ("infrastructure", "0.63", "20")
    storage = first["indicators"][0]
    assert storage.pop("note")
    assert storage == {"id": "cloud_storage", "n": "1", "m": "8", "score": "0.63", "max": "5", "state": "scored"}
    states = {item["state"] for dimension in scored["dimensions"] for item in dimension["indicators"]}
    assert states == {"scored", "unfilled", "expert"}


def test_the_score_for_people_is_of_75_and_says_what_would_help(filing: Path, yunqi: Yunqi) -> None:
    yunqi("set", filing, "answers.cloud_storage.n", "1", "answers.cloud_storage.m", "8")
    out = yunqi("score", filing).out
    assert "75" in out
    assert "建议：云存储的 N 再增加 1 TB，自评分 +0.62" in out


def test_check_says_what_is_missing_and_exits_1(filing: Path, yunqi: Yunqi) -> None:
    result = yunqi("check", filing, "--json")
    assert result.code == 1
    assert result.json["ready"] is False
    assert set(result.json["findings"][0]) == {"level", "code", "place", "message"}
    plain = yunqi("check", filing)
    assert plain.code == 1
    assert "错误 field_missing enterprise.name" in plain.out


def test_a_standard_is_checked_from_its_folder(tmp_path: Path, yunqi: Yunqi) -> None:
    assert yunqi("standard", "check", FORMS / "zj-2021").code == 0
    for source in (FORMS / "zj-2021").iterdir():
        (tmp_path / source.name).write_text(
            source.read_text(encoding="utf-8").replace("weight = 20", "weight = 19"), encoding="utf-8"
        )
    result = yunqi("standard", "check", tmp_path)
    assert result.code == 1
    assert result.out.startswith("standard.toml 第 ")
    assert yunqi("standard", "check", tmp_path / "没有").code == 2
