from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.file_names import safe_component
from desktop.model.text import utf16_units
from desktop.package import layout
from desktop.package.faults import Fault
from desktop.package.names import folder_name, package_name
from desktop.package.path_rules import PATH_UNITS, danger, fault, require_distinct

CODE = "9f3a12bc" + "0" * 56


def test_a_package_is_named_after_batch_enterprise_version_and_code() -> None:
    name = package_name("2021-1", "浙江样例动力股份有限公司", 1, CODE)
    assert name == "2021-1-浙江样例动力股份有限公司-v1-9f3a12bc.zip"


def test_a_draft_says_so_in_its_name() -> None:
    assert package_name("2021-1", "企业", 0, CODE) == "2021-1-企业-草稿-9f3a12bc.zip"


def test_an_enterprise_without_a_name_still_gets_a_package() -> None:
    assert folder_name("2021-1", " ", 0) == "2021-1-企业-草稿"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  浙江\t样例 ", "浙江 样例"),
        ("甲/乙\\丙:丁", "甲_乙_丙_丁"),
        ("名称. .", "名称"),
        ("...", "未命名"),
        ("", "未命名"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("COM¹", "_COM¹"),
        ("console", "console"),
        ("甲\u202e乙\u200b", "甲乙"),
        ("e\u0301cole", "école"),
        ("营业执照.pdf", "营业执照.pdf"),
    ],
)
def test_a_component_is_cleaned(typed: str, cleaned: str) -> None:
    assert safe_component(typed, 60) == cleaned


def test_a_cut_keeps_the_extension_and_never_half_a_character() -> None:
    assert safe_component("䶮" * 30 + ".pdf", 20) == "䶮" * 16 + ".pdf"
    assert safe_component("𬭚" * 30, 21) == "𬭚" * 10


@given(st.text(max_size=80), st.integers(9, 60))
def test_whatever_is_typed_becomes_a_name_that_the_verifier_accepts(typed: str, limit: int) -> None:
    name = safe_component(typed, limit)
    assert name
    assert utf16_units(name) <= limit
    assert "/" not in name
    assert fault(name) == ""
    assert safe_component(name, limit) == name


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_longest_path_in_a_package_fits(batch: str, enterprise: str) -> None:
    for top, part in ((folder_name(batch, enterprise, 9999), 0), (folder_name(batch, enterprise, 9999, 9, 9), 9)):
        assert max(utf16_units(f"{top}/{path}") for path in layout.for_part(layout.ORDER, part)) <= PATH_UNITS


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "\\\\server\\share",
        "C:/x",
        "c:x",
        "../x",
        "a/../b",
        "a//b",
        "./a",
        "a/",
        "a\\b",
        "a\nb",
        "a\0",
        "甲\u202e乙",
    ],
)
def test_a_path_that_could_do_harm_is_dangerous(path: str) -> None:
    assert danger(path)
    assert fault(path)


@pytest.mark.parametrize("path", ["a?", "a:b", "a ", "x./y", "con", "dir/NUL.pdf", "e\u0301", "长" * 121, "𬭚" * 61])
def test_a_path_that_some_system_cannot_hold_is_at_fault(path: str) -> None:
    assert fault(path)


def test_ordinary_paths_are_fine() -> None:
    for path in [*layout.ORDER, "01-营业执照/001-副本（2020）.pdf", "长" * PATH_UNITS]:
        assert fault(path) == ""


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["a", "a"], "duplicate_name"),
        (["a.pdf", "A.PDF"], "case_collision"),
        (["ß", "SS"], "case_collision"),
        (["a", "a/b"], "file_is_folder"),
    ],
)
def test_paths_that_would_meet_are_refused(paths: list[str], code: str) -> None:
    with pytest.raises(Fault) as caught:
        require_distinct(paths)
    assert caught.value.code == code


def test_cleaning_is_stable_under_unicode_normalization() -> None:
    assert unicodedata.is_normalized("NFC", safe_component("\uf900\u0041\u030a", 60))
