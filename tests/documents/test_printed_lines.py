from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.printed.lines import (
    CANNOT_END,
    CANNOT_START,
    Line,
    Style,
    balanced_lines,
    set_lines,
    text_width,
    whole_words,
)

STYLE = Style(size=10, leading=15, align="justify", indent=2)
PROSE = "企业（制造业）上云，成效显著；“云上企业”称号……见《通知》：研发、生产、供应链！A/B 型 CRM 系统 12.50 万元。"


def texts_of(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


@given(st.text(alphabet=PROSE, min_size=1, max_size=300), st.integers(60, 400))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = set_lines(text, STYLE, width)
    assert "".join("".join(texts_of(lines)).split()) == "".join(text.split())
    assert all(
        line.offset + text_width(line.text, STYLE) + line.gap * (len(line.text) - 1) <= width + 0.01 for line in lines
    )


@pytest.mark.parametrize("width", range(60, 400, 7))
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(width: int) -> None:
    lines = texts_of(set_lines(PROSE * 6, STYLE, width))
    assert not [text for text in lines if text[0] in CANNOT_START]
    assert not [text for text in lines[:-1] if text[-1] in CANNOT_END]


def test_words_and_figures_stay_whole() -> None:
    for width in range(80, 200, 3):
        text = "采购 CloudNative 平台，共 12345.67 万元，版本 v2.10.3 已上线"
        words = "".join(f"{line} " for line in texts_of(set_lines(text, STYLE, width)))
        assert all(word in words for word in ("CloudNative", "12345.67", "v2.10.3"))


def test_a_word_longer_than_the_line_is_broken() -> None:
    lines = texts_of(set_lines("W" * 500, STYLE, 100))
    assert len(lines) > 40
    assert "".join(lines) == "W" * 500


@given(st.lists(st.sampled_from(["上云", "成效，", "（附表）", "《通知》", "ERP ", "12.50%", "“云上”。"]), max_size=90))
def test_punctuation_stands_where_it_may_in_any_text(parts: list[str]) -> None:
    lines = [line for line in texts_of(set_lines("".join(parts), STYLE, 150)) if line]
    assert [line for line in lines if line[0] in CANNOT_START] == []
    assert [line for line in lines[:-1] if line[-1] in CANNOT_END] == []


def test_a_label_is_balanced_over_its_lines() -> None:
    label = Style(size=10, leading=13, align="center")
    assert texts_of(balanced_lines("法人代表联系电话", label, 70)) == ["法人代表", "联系电话"]
    assert texts_of(balanced_lines("注册地址", label, 70)) == ["注册地址"]
    assert {line.offset for line in balanced_lines("法人代表联系电话", label, 70)} == {15}


def test_a_figure_is_set_smaller_before_it_is_broken() -> None:
    style = Style(size=10, leading=13)
    assert whole_words("12.50", style, 40) == style
    narrow = whole_words("12345678.25", style, 40)
    assert narrow.size < 10
    assert len(set_lines("12345678.25", narrow, 40)) == 1
    assert whole_words("1" * 40, style, 40) == style


def test_line_feeds_begin_paragraphs_and_own_indents_are_kept() -> None:
    lines = set_lines("甲\n\n　　乙\n  丙", STYLE, 300)
    assert texts_of(lines) == ["甲", "", "　　乙", "  丙"]
    assert [line.offset for line in lines] == [20, 20, 0, 0]


def test_an_empty_text_is_one_empty_line() -> None:
    assert texts_of(set_lines("", STYLE, 100)) == [""]
