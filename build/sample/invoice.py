"""The invoices of the sample, in the layout of the older and of the newer kind."""

from __future__ import annotations

from .money import Invoice, in_capitals, qr_image
from .papers import BROWN, BUYER, BUYER_ID, GREY, INK, RED, chinese_date, seal, short
from .sheet import MARK, Sheet, wrap

SIZE = (620.0, 400.0)
ADDRESS, BANK = "杭州市余杭区样例街道样例路 1 号 0571-00000000", "样例银行样例支行 0000 0000 0000 0001"


def invoice(sheet: Sheet, data: Invoice) -> None:
    """Draw an electronic invoice of either layout."""
    sheet.paste(qr_image(data.qr), (14, 6), 86)
    title = "电子发票（普通发票）" if data.digital else "浙江增值税电子普通发票"
    sheet.text((310, 34), title, 20, BROWN, "m sans")
    for y in (50, 53):
        sheet.line([(200, y), (420, y)], BROWN, 0.8)
    sheet.text((310, 68), MARK, 11, RED, "m sans")
    rows = [("发票代码", data.code)] if data.code else []
    rows += [("发票号码", data.number), ("开票日期", chinese_date(data.date))]
    if data.check:
        rows.append(("校 验 码", " ".join(data.check[step : step + 5] for step in range(0, 20, 5))))
    for row, (label, value) in enumerate(rows):
        sheet.text((448, 20 + row * 17), f"{label}：", 9, BROWN)
        sheet.text((494, 20 + row * 17), value, 8 if label == "校 验 码" else 9)
    sheet.box((18, 94, 584, 266), None, BROWN)
    if data.digital:
        party(sheet, (18, 94, 292), "购买方信息", BUYER, BUYER_ID)
        party(sheet, (310, 94, 292), "销售方信息", data.seller, data.seller_id)
    else:
        party(sheet, (18, 94, 372), "购买方", BUYER, BUYER_ID)
        cipher(sheet)
        sheet.line([(390, 160), (602, 160)], BROWN, 0.7)
    items(sheet, data)
    bottom(sheet, data)


def party(sheet: Sheet, place: tuple[float, float, float], title: str, name: str, tax_id: str) -> None:
    """Draw the block of the buyer or the seller."""
    x, y, width = place
    sheet.line([(x, y + 66), (x + width, y + 66)], BROWN, 0.7)
    sheet.line([(x + 20, y), (x + 20, y + 66)], BROWN, 0.7)
    if x + width < SIZE[0] - 18:
        sheet.line([(x + width, y), (x + width, y + 66)], BROWN, 0.7)
    gap = 12 if len(title) > 3 else 17  # noqa: PLR2004 - five characters stand closer
    for row, character in enumerate(title):
        sheet.text((x + 10, y + 33 + gap * (row - (len(title) - 1) / 2)), character, 9, BROWN, "m serif")
    rows = [("名称", name), ("纳税人识别号", tax_id)]
    if width > 300:  # noqa: PLR2004 - the newer layout leaves address and bank out
        rows += [("地址、电话", ADDRESS if name == BUYER else "样例地址 0571-00000000"), ("开户行及账号", BANK)]
    for row, (label, value) in enumerate(rows):
        at = y + 10 + row * 15.5 if width > 300 else y + 20 + row * 26  # noqa: PLR2004 - as above
        sheet.text((x + 26, at), f"{label}：", 9, BROWN)
        sheet.text((x + 92, at), value, 9.5 if row < 2 else 8.5)  # noqa: PLR2004 - name and id are the larger


def cipher(sheet: Sheet) -> None:
    """Draw the block where real invoices carry a cipher."""
    sheet.line([(410, 94), (410, 160)], BROWN, 0.7)
    for row, character in enumerate("密码区"):
        sheet.text((400, 110 + row * 17), character, 9, BROWN, "m serif")
    for row in range(4):
        sheet.text((506, 104 + row * 15.5), "样例 <0>+样例/非真实*密码-样例", 9, GREY, "m serif")


def items(sheet: Sheet, data: Invoice) -> None:
    """Draw the lines with their amounts and the sum."""
    edges = [18, 208, 262, 296, 336, 408, 490, 530, 602]
    heads = ["货物或应税劳务、服务名称", "规格型号", "单位", "数量", "单价", "金额", "税率", "税额"]
    for left, right, head in zip(edges, edges[1:], heads, strict=False):
        sheet.text(((left + right) / 2, 169), head, 8.5, BROWN, "m serif")
        if right != edges[-1]:
            sheet.line([(right, 160), (right, 266)], BROWN, 0.5)
    plain = f"{data.amount:.2f}"
    for row, words in enumerate(wrap(data.item, 9, 182)):
        sheet.text((22, 186 + row * 14), words, 9)
    values = (("年度", 262, 296, "m"), ("1", 296, 336, "m"), (plain, 336, 408, "r"), (plain, 408, 490, "r"))
    for words, left, right, anchor in (*values, ("6%", 490, 530, "m"), (f"{data.tax:.2f}", 530, 602, "r")):
        at = right - 5 if anchor == "r" else (left + right) / 2
        sheet.text((at, 186), words, 9, INK, f"{anchor} serif")
    sheet.text((113, 255), "合　　计", 9, BROWN, "m serif")
    sheet.text((485, 255), f"¥{plain}", 9, INK, "r serif")
    sheet.text((597, 255), f"¥{data.tax:.2f}", 9, INK, "r serif")
    sheet.line([(18, 266), (602, 266)], BROWN, 0.7)
    sheet.text((113, 279), "价税合计（大写）", 9, BROWN, "m serif")
    sheet.text((220, 279), f"⊗ {in_capitals(data.total)}", 10)
    sheet.text((448, 279), "（小写）", 9, BROWN)
    sheet.text((492, 279), f"¥{data.total:.2f}", 10.5)
    sheet.line([(208, 266), (208, 292)], BROWN, 0.5)
    sheet.line([(18, 292), (602, 292)], BROWN, 0.7)


def bottom(sheet: Sheet, data: Invoice) -> None:
    """Draw the seller's block or the remarks, and the people."""
    if data.digital:
        sheet.text((28, 326), "备", 9, BROWN, "m serif")
        sheet.text((28, 342), "注", 9, BROWN, "m serif")
        sheet.line([(38, 292), (38, 360)], BROWN, 0.7)
        sheet.text((46, 310), f"服务期 2020 年度；{MARK}，不能用于任何报销或抵扣。", 9, GREY)
        sheet.text((22, 376), "开票人：样例五", 9)
    else:
        party(sheet, (18, 293, 372), "销售方", data.seller, data.seller_id)
        sheet.text((400, 318), "备", 9, BROWN, "m serif")
        sheet.text((400, 334), "注", 9, BROWN, "m serif")
        sheet.line([(410, 292), (410, 360)], BROWN, 0.7)
        for row, words in enumerate(("样例票面，", "不能用于报销", "或抵扣。")):
            sheet.text((418, 306 + row * 16), words, 9, GREY)
        people = ("收款人：样例三", "复核：样例四", "开票人：样例五", "销售方：（章）")
        for step, words in enumerate(people):
            sheet.text((22 + step * 150, 376), words, 9)
    seal(sheet, (552, 332), short(data.seller))
