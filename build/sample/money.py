"""The invoices of the sample: sums, capital figures and the QR in the corner."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, cast

import zxingcpp
from PIL import Image

if TYPE_CHECKING:
    from PIL.Image import SupportsArrayInterface

DIGITS, PLACES, GROUPS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿")
CENT, RATE = Decimal("0.01"), Decimal("0.06")
POLYNOMIAL, TOP_BIT, WORD = 0x8005, 0x8000, 0xFFFF


@dataclass(frozen=True)
class Invoice:
    """One invoice; the total is what was paid, tax included."""

    kind: str
    code: str
    number: str
    date: str
    seller: str
    seller_id: str
    item: str
    total: Decimal
    check: str

    @property
    def amount(self) -> Decimal:
        """The sum without tax."""
        return (self.total / (1 + RATE)).quantize(CENT, ROUND_HALF_UP)

    @property
    def tax(self) -> Decimal:
        """The tax, so that both add up to the total."""
        return self.total - self.amount

    @property
    def digital(self) -> bool:
        """Whether it is one of the newer kind (数电票) without code and check code."""
        return self.kind in {"31", "32"}

    @property
    def qr(self) -> str:
        """What the QR says; real ones drop trailing zeros, and so do ours."""
        shown = format((self.total if self.digital else self.amount).normalize(), "f")
        day = self.date.replace("-", "")
        told = f"01,{self.kind},{self.code},{self.number},{shown},{day},{self.check},"
        return told + f"{crc16(told):04X}"


def crc16(words: str) -> int:
    """CRC-16 with polynomial 0x8005, from 0, not reflected."""
    rest = 0
    for byte in words.encode():
        rest ^= byte << 8
        for _ in range(8):
            rest = (rest << 1 ^ (POLYNOMIAL if rest & TOP_BIT else 0)) & WORD
    return rest


def qr_image(words: str) -> Image.Image:
    """Draw a QR, one pixel to a module, quiet zone included."""
    drawn = zxingcpp.create_barcode(words, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image()
    return Image.fromarray(cast("SupportsArrayInterface", drawn)).convert("RGB")


def read_back(image: Image.Image) -> list[str]:
    """Read the codes of a finished picture."""
    return [code.text for code in zxingcpp.read_barcodes(image)]


def group_in_capitals(group: int) -> str:
    """Write up to four digits in capitals; inner zeros are said once."""
    words, pending = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit == 0:
            pending = bool(words)
            continue
        words += ("零" if pending else "") + DIGITS[digit] + PLACES[place]
        pending = False
    return words


def in_capitals(sum_of_money: Decimal) -> str:
    """Write a sum the way invoices do: 壹佰贰拾圆整."""
    fen = int((sum_of_money / CENT).to_integral_value())
    yuan, words = fen // 100, ""
    for power in (2, 1, 0):
        group = yuan // 10000**power % 10000
        if group:
            gap = "零" if words and group < 1000 else ""  # noqa: PLR2004 - the thousands are missing
            words += gap + group_in_capitals(group) + GROUPS[power]
    jiao, rest = fen // 10 % 10, fen % 10
    words += "圆"
    if not jiao and not rest:
        return words + "整"
    words += DIGITS[jiao] + "角" if jiao else "零"
    return words + (DIGITS[rest] + "分" if rest else "整")
