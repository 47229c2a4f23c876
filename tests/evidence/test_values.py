from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.evidence.credit_code import has_check_digit
from desktop.evidence.in_words import amount_in_words
from desktop.evidence.invoice_qr import check_sum, invoice_from_qr
from tests.factories.invoices import an_invoice, credit_code, in_words, qr_text


@given(st.integers(-(10**13), 10**13))
def test_amounts_in_words_are_read_back(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert amount_in_words(in_words(f"{amount:.2f}")) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("壹仟零陆拾圆整", "1060.00"),
        ("拾伍元正", "15.00"),
        ("壹亿零叁万圆整", "100030000.00"),
        ("负壹佰圆零伍分", "-100.05"),
        ("零圆伍角整", "0.50"),
    ],
)
def test_amounts_in_words_as_they_are_written(text: str, amount: str) -> None:
    assert str(amount_in_words(text)) == amount


@pytest.mark.parametrize("text", ["", "圆整", "壹仟", "一百元", "壹圆贰圆", "壹" * 500])
def test_what_is_no_amount_in_words(text: str) -> None:
    assert amount_in_words(text) is None or len(text) > 60


@given(st.integers(0, 10**6), st.integers(0, 16))
def test_one_changed_character_breaks_the_check_digit(seed: int, place: int) -> None:
    code = credit_code(random.Random(seed))
    changed = code[:place] + ("7" if code[place] != "7" else "3") + code[place + 1 :]
    assert has_check_digit(code)
    assert not has_check_digit(changed)


def test_a_published_credit_code_and_what_is_none() -> None:
    assert has_check_digit("91330100799655058B")  # 阿里巴巴（中国）有限公司, in the public register
    assert not any(map(has_check_digit, ("", "91330100799655058", "91330100799655058O", "330100000000000")))


def test_the_check_sum_of_a_code_is_crc_16_without_reflection() -> None:
    assert check_sum("123456789") == "FEE8"  # the check value of CRC-16/UMTS


def test_trailing_commas_blanks_and_dropped_zeros_of_a_code() -> None:
    invoice = an_invoice(3, total="6.20")
    read = invoice_from_qr(" " + qr_text(invoice) + ", \n")
    assert read is not None
    assert (read.text("total"), read.text("date")) == ("6.20", invoice.date)
    assert "number" in read.trusted


@given(st.integers(0, 10**6), st.data())
def test_a_misread_digit_breaks_the_check_sum(seed: int, data: st.DataObject) -> None:
    text = qr_text(an_invoice(seed))
    place = data.draw(st.sampled_from([place for place, character in enumerate(text[7:36], 7) if character.isdigit()]))
    changed = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
    read = invoice_from_qr(changed)
    assert read is None or not read.trusted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.invalid/01,32",
        "01,32,,123,1,20240101,,",
        "01,32,,24332000000012345678,1,20249901,,",
        "02" + "," * 9,
        "01," * 200,
    ],
)
def test_other_codes_are_no_invoice(text: str) -> None:
    read = invoice_from_qr(text)
    assert read is None or "date" not in read.values
