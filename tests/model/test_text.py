from __future__ import annotations

import pytest

from desktop.errors import InputError
from desktop.model.text import line, text, utf16_units


def test_a_line_loses_breaks_and_outer_blanks_and_nothing_else() -> None:
    assert line("  浙江\t样例\n公司　") == "浙江 样例 公司"
    assert line("=SUM(A1)") == "=SUM(A1)"


def test_a_text_keeps_its_lines() -> None:
    assert text("一\r\n二\r三\n") == "一\n二\n三"


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\x85b", "a\ud800b", "a\ufffeb", "a\u202eb"])
def test_control_and_broken_characters_are_refused(bad: str) -> None:
    with pytest.raises(InputError, match="控制字符"):
        text(bad)


def test_invisible_characters_from_chat_programs_are_dropped() -> None:
    assert line("\ufeff企业\u200b名称") == "企业名称"


def test_a_text_that_is_too_long_is_refused_with_both_lengths() -> None:
    with pytest.raises(InputError, match=r"100000.*10000"):
        text("长" * 100_000)


def test_rare_characters_count_twice_as_windows_counts_them() -> None:
    assert utf16_units("䶮𬱖") == 3
