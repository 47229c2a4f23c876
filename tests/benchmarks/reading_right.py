"""How often readers are right: made-up invoices in every form, and what was read of each compared with the truth."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from PIL import Image

from desktop.evidence.file_reading import read_content
from desktop.evidence.reading import Reading
from desktop.model.facts import NAMES
from tests.factories.invoice_ofds import as_ofd
from tests.factories.invoice_pdfs import as_pdf, as_picture
from tests.factories.invoices import AnInvoice, an_invoice, as_xml

WANTED = ("number", "date", "seller", "buyer", "amount", "tax", "total")
_REMARKS = (
    "合同编号 HT-2021-0088，销方开户银行:样例银行; 银行账号:33001234567890123456;",
    "发票号码：24339999999999999999 已作废，重开",
    "名称：别的有限公司 纳税人识别号：91330100799655058B",
    "2021-03-05 至 2022-03-04 服务费 合计 12345678.00 元",
    "",
)


class Told(Struct):
    """What came of one file."""

    form: str
    seed: int
    missing: tuple[str, ...]  # wanted values that were not read, or not right
    silent: tuple[str, ...]  # values that were confirmed and are not the truth
    open: tuple[str, ...]  # wanted values that wait for a person


def _gbk(item: AnInvoice) -> bytes:
    return as_xml(item).decode().replace("UTF-8", "GBK").encode("gbk")


STRUCTURED: tuple[tuple[str, bool, Callable[[AnInvoice, str], bytes]], ...] = (
    ("XML", True, lambda item, _: as_xml(item)),
    ("XML in GBK", True, lambda item, _: _gbk(item)),
    ("OFD, attachment", False, lambda item, _: as_ofd(item, "attached")),
    ("OFD, tags", True, lambda item, _: as_ofd(item)),
    ("OFD, text alone", True, lambda item, _: as_ofd(item, "text")),
    ("PDF", True, lambda item, remark: as_pdf(item, remark=remark)),
    ("PDF without code", True, lambda item, remark: as_pdf(item, code=False, yen="￥", remark=remark)),
    ("PDF, attachment", True, lambda item, remark: as_pdf(item, attached=True, remark=remark)),
    ("PDF of 税控", False, lambda item, remark: as_pdf(item, remark=remark)),
    ("PDF of 税控, hidden block", False, lambda item, remark: as_pdf(item, hidden="gb18030", remark=remark)),
)


def structured(count: int, start: int = 0) -> Iterator[Told]:
    """Structured files: XML, OFD of both generations, PDFs with text in the layouts real ones have."""
    for number in range(start, start + count):
        form, digital, make = STRUCTURED[number % len(STRUCTURED)]
        invoice = an_invoice(7_000 + number, digital=digital)
        remark = _REMARKS[number // len(STRUCTURED) % len(_REMARKS)]
        yield _told(form, number, invoice, read_content(make(invoice, remark), "文件"))


def pictures(count: int, start: int = 0) -> Iterator[Told]:
    """Pictures with a code: turned, scaled, pressed as JPEG, noisy, blurred, dark, two codes on one page."""
    for number in range(start, start + count):
        dice = random.Random(number)
        invoice = an_invoice(9_000 + number, digital=number % 4 != 0)
        form, picture = _photo(invoice, number, dice)
        yield _told(form, number, invoice, read_content(picture, "照片"))


def _photo(invoice: AnInvoice, number: int, dice: random.Random) -> tuple[str, bytes]:
    forms = ("turned", "scaled", "pressed", "noisy", "blurred", "two codes")
    form = forms[number % len(forms)]
    if form == "turned":
        return form, as_picture(as_pdf(invoice), degrees=dice.choice([90, 180, 270, dice.uniform(-8, 8)]))
    if form == "scaled":
        return form, as_picture(as_pdf(invoice), dpi=dice.randint(70, 420))
    if form == "blurred":
        return form, as_picture(as_pdf(invoice), blur=dice.uniform(0.4, 1.6))
    if form == "two codes":
        return form, _beside(invoice, an_invoice(number + 1))
    shown = Image.open(io.BytesIO(as_picture(as_pdf(invoice)))).convert("L")
    if form == "noisy":
        noise = Image.effect_noise(shown.size, dice.uniform(20, 120))
        shown = Image.blend(shown, noise, dice.uniform(0.2, 0.6))
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=90 if form == "noisy" else dice.randint(8, 40))
    return form, out.getvalue()


def _beside(one: AnInvoice, other: AnInvoice) -> bytes:
    """Two invoices on one page, as people scan them."""
    pages = [Image.open(io.BytesIO(as_picture(as_pdf(item)))) for item in (one, other)]
    sheet = Image.new("L", (max(page.width for page in pages), sum(page.height for page in pages)), 255)
    sheet.paste(pages[0].convert("L"), (0, 0))
    sheet.paste(pages[1].convert("L"), (0, pages[0].height))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _told(form: str, seed: int, invoice: AnInvoice, reading: Reading) -> Told:
    truth = {name: getattr(invoice, name) for name in NAMES}
    wrong = tuple(name for name in WANTED if reading.values.get(name, "") != truth[name])
    silent = tuple(name for name in reading.confirmed if reading.values[name] != truth[name])
    waits = tuple(name for name in WANTED if truth[name] and name not in reading.confirmed)
    return Told(form, seed, wrong, silent, waits)


def summary(told: Iterable[Told]) -> str:
    """The shares by form, and every file that was silently wrong."""
    found = list(told)
    lines = []
    for form in dict.fromkeys(item.form for item in found):
        these = [item for item in found if item.form == form]
        right = sum(not item.missing for item in these)
        open_ = Counter(name for item in these for name in item.open)
        said = "、".join(f"{name} {count}" for name, count in open_.items()) or "-"
        lines.append(f"  {form:26} {right:3} of {len(these):3} with all values right; for review: {said}")
    silent = [item for item in found if item.silent]
    right = sum(not item.missing for item in found)
    lines.append(
        f"  all {right} of {len(found)} ({right / len(found):.1%}); silently wrong: {len(silent)} {silent[:5]}"
    )
    return "\n".join(lines)
