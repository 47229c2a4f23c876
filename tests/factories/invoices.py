"""Made-up e-invoices with random values, and their XML."""

from __future__ import annotations

import random
from decimal import Decimal

from msgspec import Struct, structs

from desktop.evidence.credit_code import check_digit
from desktop.evidence.invoice_qr import check_sum

_CITIES = ("杭州", "宁波", "温州", "嘉兴", "湖州", "绍兴", "金华", "衢州", "舟山", "台州", "丽水")
_NAMES = ("云帆", "智联", "数科", "恒动", "天工", "瑞达", "明远", "启航", "泰和", "鼎盛", "样例")
_TRADES = ("云计算", "信息技术", "动力", "机械制造", "汽车零部件", "软件", "数据服务", "网络安全", "智能装备工程技术")
_FORMS = ("有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "（杭州）有限公司", "有限公司宁波分公司")
_ITEMS = ("*信息技术服务*云主机", "*信息技术服务*云数据库租用", "*软件*安全防护软件", "*信息技术服务*对象存储")
_CENT = Decimal("0.01")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"


class AnInvoice(Struct, frozen=True):
    """What an invoice says; amounts with two decimals, `tax` "" where none is charged (免税)."""

    type: str
    code: str
    number: str
    date: str
    seller: str
    seller_id: str
    buyer: str
    buyer_id: str
    amount: str
    tax: str
    total: str
    items: tuple[tuple[str, str, str], ...]  # name, amount, tax

    @property
    def digital(self) -> bool:
        """Whether it is a 数电票."""
        return len(self.number) == 20


def an_invoice(seed: int, *, digital: bool = True, **changed: str) -> AnInvoice:
    """An invoice with random values; one in eight is red, one in ten without tax."""
    dice = random.Random(seed)
    rate = Decimal(dice.choice(["0.13", "0.06", "0.06", "0.03", "0.01"])) if dice.random() > 0.1 else None
    items = _items(dice, rate)
    amount = sum((item[1] for item in items), Decimal(0))
    tax = sum((item[2] or Decimal(0) for item in items), Decimal(0))
    made = AnInvoice(
        type=dice.choice(["数电专票", "数电普票"]) if digital else "电子普票",
        code="" if digital else f"0{dice.choice(['33', '44', '11'])}00{dice.randint(1700000, 2399999)}",
        number=f"{dice.randint(21, 26)}{dice.choice(['33', '32', '44'])}{dice.randint(0, 10**16 - 1):016}"
        if digital
        else f"{dice.randint(1, 10**8 - 1):08}",
        date=f"20{dice.randint(17, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        seller=_name(dice),
        seller_id=credit_code(dice),
        buyer=_name(dice),
        buyer_id=credit_code(dice),
        amount=f"{amount:.2f}",
        tax="" if rate is None else f"{tax:.2f}",
        total=f"{amount + tax:.2f}",
        items=tuple((name, f"{one:.2f}", "***" if other is None else f"{other:.2f}") for name, one, other in items),
    )
    return structs.replace(made, **changed)


def _items(dice: random.Random, rate: Decimal | None) -> list[tuple[str, Decimal, Decimal | None]]:
    """One to three lines; the third is a discount on the second."""
    sign = -1 if dice.random() < 0.12 else 1
    made = []
    for _ in range(dice.choice([1, 1, 2, 3])):
        amount = sign * Decimal(dice.randint(1, 10 ** dice.randint(3, 9))) / 100
        made.append((dice.choice(_ITEMS), amount))
    if len(made) == 3:
        made[2] = (made[1][0], (-made[1][1] / 10).quantize(_CENT))
    return [(name, one, None if rate is None else (one * rate).quantize(_CENT)) for name, one in made]


def _name(dice: random.Random) -> str:
    middle = "".join(dice.sample(_NAMES, dice.choice([1, 1, 2, 3])))
    return (
        dice.choice(["浙江", "杭州市", "宁波", "浙江省", ""])
        + dice.choice(_CITIES)
        + middle
        + dice.choice(_TRADES)
        + dice.choice(_FORMS)
    )


def credit_code(dice: random.Random) -> str:
    """A 统一社会信用代码 with its check digit."""
    first = f"91330{dice.randint(100, 999)}" + "".join(dice.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=9))
    return first + check_digit(first)


def in_words(amount: str) -> str:
    """An amount as 大写, as invoices write it."""
    cents = int(Decimal(amount) * 100)
    whole, rest = divmod(abs(cents), 100)
    said = ""
    for power, unit in ((8, "亿"), (4, "万"), (0, "")):
        part = whole // 10**power % 10**4
        if part:
            if said and part < 1000:
                said += "零"
            said += _thousands(part) + unit
    tail = (
        "整"
        if rest == 0
        else (_DIGITS[rest // 10] + "角" if rest >= 10 else "零") + (_DIGITS[rest % 10] + "分" if rest % 10 else "整")
    )
    return ("（负数）" if cents < 0 else "") + (said or "零") + "圆" + tail


def _thousands(part: int) -> str:
    said, gap = "", False
    for power, unit in ((3, "仟"), (2, "佰"), (1, "拾"), (0, "")):
        digit = part // 10**power % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return said


def qr_text(invoice: AnInvoice) -> str:
    """The content of its QR code, with the check sum where it is a 数电票; trailing zeros are dropped."""
    date = invoice.date.replace("-", "")
    if not invoice.digital:
        return f"01,10,{invoice.code},{invoice.number},{_short(invoice.amount)},{date},12345678901234567890,1A2B,"
    kind = "31" if invoice.type == "数电专票" else "32"
    covered = f"01,{kind},,{invoice.number},{_short(invoice.total)},{date},,"
    return covered + check_sum(covered)


def _short(amount: str) -> str:
    return amount.rstrip("0").rstrip(".") if "." in amount else amount


def as_xml(invoice: AnInvoice) -> bytes:
    """The XML of a 数电票."""
    items = "".join(
        f"<IssuItemInformation><ItemName>{name}</ItemName><Amount>{one}</Amount><ComTaxAm>{other}</ComTaxAm>"
        f"<TotalAmWithoutTax>{one}</TotalAmWithoutTax></IssuItemInformation>"
        for name, one, other in invoice.items
    )
    label = "01" if invoice.type == "数电专票" else "02"
    tax = invoice.tax or "***"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><InherentLabel><InIssuType><LabelCode>Y</LabelCode></InIssuType><GeneralOrSpecialVAT><LabelCode>{label}
</LabelCode></GeneralOrSpecialVAT></InherentLabel></Header><EInvoiceData>{items}
<SellerInformation><SellerName>{invoice.seller}</SellerName><SellerIdNum>{invoice.seller_id}</SellerIdNum>
</SellerInformation><BuyerInformation><BuyerName>{invoice.buyer}</BuyerName><BuyerIdNum>{invoice.buyer_id}</BuyerIdNum>
</BuyerInformation><BasicInformation><TotalAmWithoutTax>{invoice.amount}</TotalAmWithoutTax><TotalTaxAm>{tax}</TotalTaxAm>
<TotalTax-includedAmount>{invoice.total}</TotalTax-includedAmount></BasicInformation></EInvoiceData><TaxSupervisionInfo>
<InvoiceNumber>{invoice.number}</InvoiceNumber><IssueTime>{invoice.date} 10:11:12</IssueTime></TaxSupervisionInfo>
</EInvoice>""".encode()
