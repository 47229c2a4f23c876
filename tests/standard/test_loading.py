from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import StandardError
from desktop.paths import FORMS
from desktop.standard.batches import paper_sets
from desktop.standard.definition import Expert
from desktop.standard.loading import FILES, digest, examine, load
from desktop.standard.toml_lines import line_of
from desktop.workspace.standards import installed, read_folder
from tests.factories.filings import zhejiang


def texts() -> dict[str, str]:
    return read_folder(FORMS / "zj-2021")


def broken(file: str, old: str, new: str) -> list[str]:
    changed = texts()
    assert old in changed[file]
    changed[file] = changed[file].replace(old, new, 1)
    return examine(changed)[1]


@pytest.mark.parametrize("standard_id", installed())
def test_every_standard_that_comes_with_the_program_is_without_mistakes(standard_id: str) -> None:
    assert examine(read_folder(FORMS / standard_id))[1] == []


def test_the_standard_of_2021_is_the_official_one() -> None:
    standard = zhejiang()
    assert [(item.id, item.weight) for item in standard.dimensions] == [
        ("infrastructure", 20),
        ("business", 25),
        ("management", 15),
        ("collaboration", 10),
        ("investment", 5),
        ("demonstration", 25),
    ]
    assert len(standard.indicators) == 21
    assert sum(item.weight for item in standard.indicators if item.self_scored) == 75
    assert sum(item.weight for item in standard.indicators if isinstance(item.formula, Expert)) == 25
    assert len(standard.cities) == 11
    assert sum(len(city.counties) for city in standard.cities) == 90
    assert len(standard.fields) == 21
    assert len(standard.columns) == 11


def test_hangzhou_asks_for_two_paper_sets() -> None:
    batch = zhejiang().batches[0]
    assert (paper_sets(batch, "杭州市"), paper_sets(batch, "宁波市")) == (2, 1)


def test_the_ranked_figures_are_those_of_the_notice() -> None:
    both = [item.id for item in zhejiang().indicators if item.ranked == ("n", "m")]
    only_n = [item.id for item in zhejiang().indicators if item.ranked == ("n",)]
    assert len(both) == 12
    assert only_n == ["system_collaboration", "data_collaboration", "cloud_investment"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("standard.toml", "weight = 20", "weight = 21", "不等于各指标权重之和"),
        ("standard.toml", 'kind = "ratio"', 'kind = "ration"', "ration"),
        ("standard.toml", 'title = "云存储"', 'titel = "云存储"', "titel"),
        ("standard.toml", 'id = "rnd"\ndimension', 'id = "cloud_storage"\ndimension', "出现了两次"),
        ("standard.toml", 'dimension = "business"', 'dimension = "busines"', "没有维度“busines”"),
        ("standard.toml", 'sum_of = ["rnd"', 'sum_of = ["office2"', "office2"),
        ("standard.toml", 'field = "cloud_spend_3y"', 'field = "name"', "不是申报表里的数字栏"),
        ("form.toml", 'id = "name"', 'id = "nom"', "企业名称"),
        ("standard.toml", "cores_per_unit = 4", "cores_per_unit = 3", "除不尽"),
        ("form.toml", 'kind = "money"', 'kind = "cash"', "cash"),
        ("evidence.toml", 'indicator = "cloud_security"', 'indicator = "xinchuang"', "xinchuang"),
        ("batches.toml", 'date = "2021-12-01"', 'date = "2021-13-01"', "2021-13-01"),
        ("batches.toml", 'city = "杭州市"', 'city = "上海市"', "上海市"),
        ("recommendation.toml", 'source = "enterprise.name"', 'source = "enterprise.nom"', "enterprise.nom"),
        ("regions.toml", "counties", "countries", "countries"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(file: str, old: str, new: str, said: str) -> None:
    found = broken(file, old, new)
    changed = texts()[file].replace(old, new, 1)
    named = [sentence for sentence in found if said in sentence]
    assert named, found
    assert named[0].startswith(f"{file} 第 ")
    line = int(named[0].split()[2])
    at = changed[: texts()[file].index(old)].count("\n") + 1
    assert abs(line - at) <= 6, (line, at, named[0])  # a key that is gone is told by the line of its table


def test_broken_toml_and_a_missing_file_are_sentences() -> None:
    assert "TOML" in broken("form.toml", "[[fields]]", "[[fields")[0]
    without = texts()
    del without["evidence.toml"]
    with pytest.raises(StandardError, match=r"evidence\.toml"):
        load(without)


def test_the_digest_follows_every_file() -> None:
    before = texts()
    for name in FILES:
        assert digest(before | {name: before[name] + "\n"}) != digest(before)


def test_lines_are_found_through_comments_arrays_and_long_texts() -> None:
    text = '# head\na = """\n[[b]]\n"""\n[[b]]\nx = 1\n\n[[b]]\nx = 2\n[b.c]\ny = 3\n'
    assert line_of(text, "a") == 2
    assert line_of(text, "b[0].x") == 6
    assert line_of(text, "b[1].x") == 9
    assert line_of(text, "b[1].c.y") == 11
    assert line_of(text, "b[1].z") == 8
    assert line_of(text, "nothing") == 1


def test_no_indicator_is_named_in_the_code(program_texts: Callable[[], dict[Path, str]]) -> None:
    quoted = {f'"{item.id}"' for item in zhejiang().indicators} | {f"'{item.id}'" for item in zhejiang().indicators}
    found = {(path.name, word) for path, text in program_texts().items() for word in quoted if word in text}
    assert found == set()
