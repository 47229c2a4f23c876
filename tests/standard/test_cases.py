from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import StandardError
from desktop.model.numbers import fixed
from desktop.paths import FORMS
from desktop.standard.cases import FILE, load_cases, published_score
from desktop.standard.loading import FILES
from desktop.workspace.standards import cases_of, examine_folder
from tests.factories.filings import zhejiang

TEXT = (FORMS / "zj-2021" / FILE).read_text(encoding="utf-8")


def test_only_what_follows_from_published_figures_has_points() -> None:
    found = cases_of(zhejiang())
    spring, kuka = found.cases
    points = {
        item.id: fixed(score) for item in zhejiang().indicators if (score := published_score(spring, item)) is not None
    }
    assert points == {"system_collaboration": "4.52"}  # 19 of 21, the only M that is a sum of published N
    assert all(published_score(kuka, item) is None for item in zhejiang().indicators)


def test_every_published_figure_carries_its_source() -> None:
    found = cases_of(zhejiang())
    assert all(item.source and item.year for item in found.cases)
    assert all(item.source and item.year for item in found.targets)
    assert [item.name for item in found.with_figure("rnd")] == ["春风动力", "顾家家居"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rnd = 6", "rndd = 6", "rndd"),
        ("rnd = 6", "xinchuang = 6", "xinchuang"),
        ("rnd = 6", "rnd = 6.5", "整数"),
        ("cloud_storage = 257", "cloud_storage = -1", "负数"),
        ('source = "浙江省云计算主管机构 2024 年刊文"', 'source = ""', "来源"),
        ('name = "顾家家居"', 'name = "春风动力"', "重复"),
        ('value = "≥ 65 %"', 'valu = "≥ 65 %"', "valu"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(StandardError, match=rf"{FILE} 第 \d+ 行 .*{said}"):
        load_cases(zhejiang(), TEXT.replace(old, new, 1))


def test_checking_a_standard_looks_at_its_cases_too(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_text((FORMS / "zj-2021" / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert examine_folder(tmp_path)[1] == []  # a standard may have none
    (tmp_path / FILE).write_text(TEXT.replace("rnd = 6", "rnd = -6", 1), encoding="utf-8")
    assert "负数" in examine_folder(tmp_path)[1][0]


def test_cases_are_no_part_of_the_standard_that_a_filing_records() -> None:
    assert FILE not in FILES
