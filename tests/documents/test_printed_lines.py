from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.printed.lines import CANNOT_END, CANNOT_START, Line, Style, set_lines, text_width

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


def test_line_feeds_begin_paragraphs_and_own_indents_are_kept() -> None:
    lines = set_lines("甲\n\n　　乙\n  丙", STYLE, 300)
    assert texts_of(lines) == ["甲", "", "　　乙", "  丙"]
    assert [line.offset for line in lines] == [20, 20, 0, 0]


def test_an_empty_text_is_one_empty_line() -> None:
    assert texts_of(set_lines("", STYLE, 100)) == [""]
