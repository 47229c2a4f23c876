"""The papers of the sample: licence, contracts and descriptions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .money import in_capitals, qr_image
from .sheet import MARK, Sheet, width_of, wrap

A4, A4_WIDE = (595.0, 842.0), (842.0, 595.0)
BROWN, RED, INK, GREY, RULE = "#8A4B2A", "#C0352B", "#1D2129", "#5A6372", "#8A93A1"
BUYER, BUYER_ID = "浙江样例动力股份有限公司", "91330000SAMPLE0001"


@dataclass(frozen=True)
class Contract:
    """One contract on cloud services."""

    number: str
    product: str
    seller: str
    start: str
    end: str
    total: Decimal

    @property
    def signed(self) -> str:
        """The day of signing: the day the service starts."""
        return self.start

    def parts(self) -> list[tuple[str, Decimal]]:
        """Split the price into three lines that add up."""
        first, second = self.total * Decimal("0.5"), self.total * Decimal("0.3")
        names = ("平台与资源使用费", "部署迁移与实施服务费", "运行维护与培训服务费")
        return list(zip(names, (first, second, self.total - first - second), strict=True))


def money(value: Decimal) -> str:
    """Write a sum of money."""
    return f"¥{value:,.2f}"


def chinese_date(iso: str) -> str:
    """Write a date the way papers do."""
    year, month, day = iso.split("-")
    return f"{year} 年 {month} 月 {day} 日"


def seal(sheet: Sheet, centre: tuple[float, float], owner: str) -> None:
    """Draw a red seal that nobody can take for a real one."""
    x, y = centre
    sheet.ring(centre, 40, RED, 2)
    sheet.text((x, y - 17), owner, 6.8, RED, "m sans")
    sheet.text((x, y), "★", 17, RED, "m sans")
    sheet.text((x, y + 18), "样例印章·非真实", 6.8, RED, "m sans")


def short(name: str) -> str:
    """Shorten a company's name so that it fits a seal."""
    return name.removesuffix("股份有限公司").removesuffix("有限公司")


def framed(sheet: Sheet, box: tuple[float, float, float, float], step: float = 4) -> None:
    """Draw a double frame."""
    x, y, width, height = box
    sheet.box(box, None, BROWN)
    sheet.box((x + step, y + step, width - 2 * step, height - 2 * step), None, BROWN)


def licence(sheet: Sheet) -> None:
    """Draw the business licence."""
    framed(sheet, (24, 24, 794, 547), 6)
    sheet.text((421, 88), "营 业 执 照", 40, BROWN, "m sans")
    sheet.text((421, 130), "（副 本）", 15, INK, "m serif")
    sheet.text((60, 76), "统一社会信用代码", 11, GREY)
    sheet.text((60, 96), BUYER_ID, 13, INK, "l sans")
    sheet.paste(qr_image("https://licence.sample.example/91330000SAMPLE0001"), (690, 54), 84)
    rows = (
        ("名称", BUYER, "注册资本", "壹亿贰仟万圆整"),
        ("类型", "股份有限公司（样例）", "成立日期", "2003 年 12 月 08 日"),
        ("法定代表人", "样例一", "营业期限", "2003 年 12 月 08 日 至 长期"),
        ("经营范围", "全地形车、摩托车及其零部件的", "住所", "浙江省杭州市余杭区样例街道"),
        ("", "研发、制造、销售和服务；软件开发；", "", "样例路 1 号"),
        ("", "货物进出口（样例文字，非真实登记）", "", ""),
    )
    for row, (left, value, right, other) in enumerate(rows):
        y = 190 + row * 44 if row < len(rows) - 2 else 322 + (row - 3) * 28
        sheet.text((64, y), left, 14, BROWN, "l sans")
        sheet.text((150, y), value, 15)
        sheet.text((456, y), right, 14, BROWN, "l sans")
        sheet.text((536, y), other, 15)
    sheet.text((560, 486), "登记机关：样例市场监督管理局", 14)
    sheet.text((560, 512), chinese_date("2018-05-16"), 14)
    seal(sheet, (720, 482), "样例市场监督管理局")
    sheet.text((421, 548), MARK, 15, RED, "m sans")


CLAUSES = (
    "一、服务内容。乙方向甲方提供“{product}”，包括云上资源与应用的开通、部署、数据迁移、运行维护和培训，服务清单见下表。",
    "二、服务期限。自 {start}起至 {end}止。期满前三十日内双方可书面续订，续订价格不高于本合同单价。",
    "三、合同金额。含税总价人民币（大写）{capitals}（小写{total}），税率 6%，乙方开票后三十日内付清。",
    "四、服务水平。月度可用率不低于 99.95%；重大故障 15 分钟内响应、4 小时内恢复；每日备份一次，备份保留九十日。",
    "五、数据与安全。甲方数据归甲方所有，乙方未经书面同意不得查看、复制或向第三方提供；合同终止后三十日内协助迁出并彻底删除。",
    "六、违约与争议。任何一方违约的，应赔偿对方的直接损失；协商不成的，由甲方所在地人民法院管辖。本合同一式四份，双方各执两份。",
)
ANNEX = (
    "七、验收。乙方完成部署后提交验收申请，甲方在十个工作日内组织功能、性能与备份恢复三项测试，全部通过视为验收合格。",
    "八、人员与培训。乙方指派项目经理一名、工程师不少于三名驻场实施；对甲方人员培训不少于 40 学时，并交付操作手册。",
    "九、变更。资源扩缩容以双方确认的变更单为准，按实际使用量在期末结算，超出合同金额百分之十的应另签补充协议。",
    "十、保密。双方对履行中知悉的技术与经营信息负有保密义务，期限为合同终止后三年。",
)


def paragraphs(sheet: Sheet, texts: list[str], top: float) -> float:
    """Set paragraphs with a first-line indent; returns where they end."""
    y = top
    for text in texts:
        for row in wrap("　　" + text, 11.5, 471):
            sheet.text((62, y), row, 11.5)
            y += 20.5
        y += 4
    return y


def grid(sheet: Sheet, rows: list[list[str]], edges: list[float], top: float) -> float:
    """Draw a ruled table, the first row as its head; returns where it ends."""
    tall, bottom = 25, top + 25 * len(rows)
    for row, cells in enumerate(rows):
        y = top + row * tall
        if row == 0:
            sheet.box((edges[0], y, edges[-1] - edges[0], tall), "#F1EEE6")
        for left, right, words in zip(edges, edges[1:], cells, strict=False):
            figure = words.startswith("¥")
            at = right - 8 if figure else (left + right) / 2
            sheet.text((at, y + tall / 2), words, 10.5, INK, "r serif" if figure else "m serif")
        sheet.line([(edges[0], y), (edges[-1], y)], RULE, 0.7)
    sheet.line([(edges[0], bottom), (edges[-1], bottom)], RULE, 0.7)
    for edge in edges:
        sheet.line([(edge, top), (edge, bottom)], RULE, 0.7)
    return bottom


def contract_head(sheet: Sheet, contract: Contract) -> None:
    """Draw the title and the two parties."""
    sheet.text((297, 40), MARK, 11, RED, "m sans")
    sheet.text((297, 84), "云 服 务 合 同", 25, INK, "m sans")
    sheet.text((533, 120), f"合同编号：{contract.number}", 10.5, GREY, "r serif")
    rows = (
        f"甲方（采购方）：{BUYER}",
        f"乙方（服务方）：{contract.seller}",
        f"签订日期：{chinese_date(contract.signed)}　　签订地点：杭州市余杭区",
    )
    for row, words in enumerate(rows):
        sheet.text((62, 146 + row * 23), words, 12)
    sheet.line([(62, 210), (533, 210)], RULE, 0.8)


def contract_body(sheet: Sheet, contract: Contract) -> float:
    """Draw the clauses and the price list; returns where they end."""
    facts = {
        "product": contract.product,
        "start": chinese_date(contract.start),
        "end": chinese_date(contract.end),
        "capitals": in_capitals(contract.total),
        "total": money(contract.total),
    }
    y = paragraphs(sheet, [clause.format(**facts) for clause in CLAUSES], 232)
    rows = [["序号", "服务项目", "数量", "含税金额（元）"]]
    rows += [[str(row), name, "1 项", money(price)] for row, (name, price) in enumerate(contract.parts(), 1)]
    rows.append(["", "合计", "", money(contract.total)])
    return grid(sheet, rows, [62, 112, 318, 378, 533], y + 2)


def signatures(sheet: Sheet, contract: Contract, top: float) -> None:
    """Draw both signatures and seals."""
    for x, party, signer in ((62, BUYER, "样例一"), (318, contract.seller, "样例三")):
        role = "甲方" if party == BUYER else "乙方"
        sheet.text((x, top), f"{role}（盖章）：{short(party)}", 11)
        sheet.text((x, top + 24), f"授权代表：{signer}", 11)
        sheet.text((x, top + 48), f"日期：{chinese_date(contract.signed)}", 11)
        seal(sheet, (x + 174, top + 36), short(party))


def footer(sheet: Sheet, words: str) -> None:
    """Write the foot of a page."""
    sheet.line([(62, 806), (533, 806)], RULE, 0.6)
    sheet.text((62, 818), MARK, 9, RED, "l sans")
    sheet.text((533, 818), words, 9, GREY, "r serif")


def contract_single(sheet: Sheet, contract: Contract) -> None:
    """Draw a contract of one page."""
    contract_head(sheet, contract)
    end = contract_body(sheet, contract)
    signatures(sheet, contract, end + 44)
    footer(sheet, f"{contract.number}　第 1 页 / 共 1 页")


def contract_first(sheet: Sheet, contract: Contract) -> None:
    """Draw the first of two pages."""
    contract_head(sheet, contract)
    contract_body(sheet, contract)
    footer(sheet, f"{contract.number}　第 1 页 / 共 2 页")


def contract_second(sheet: Sheet, contract: Contract) -> None:
    """Draw the second of two pages."""
    sheet.text((297, 40), MARK, 11, RED, "m sans")
    y = paragraphs(sheet, list(ANNEX), 78)
    sheet.text((62, y + 18), "附：服务水平考核表", 13, INK, "l sans")
    rows = [
        ["考核项", "目标值", "统计周期", "未达标处理"],
        ["平台可用率", "≥ 99.95%", "月", "按当月服务费 5% 抵扣"],
        ["重大故障恢复", "≤ 4 小时", "次", "每超 1 小时抵扣 1%"],
        ["备份成功率", "100%", "月", "限期整改并复测"],
        ["服务请求响应", "≤ 30 分钟", "周", "约谈项目经理"],
        ["恢复演练", "每半年一次", "半年", "顺延付款"],
    ]
    end = grid(sheet, rows, [62, 180, 290, 370, 533], y + 36)
    end = paragraphs(sheet, ["（以下为签署栏。本页与第 1 页具有同等效力，骑缝处应加盖双方印章。）"], end + 30)
    signatures(sheet, contract, end + 44)
    footer(sheet, f"{contract.number}　第 2 页 / 共 2 页")


def description(sheet: Sheet, title: str, texts: list[str], rows: list[list[str]]) -> None:
    """Draw a page that describes something, with a table."""
    sheet.text((297, 40), MARK, 11, RED, "m sans")
    size = 20 if width_of(title, 20, "sans") < 470 else 16  # noqa: PLR2004 - the width of the text
    sheet.text((297, 84), title, size, INK, "m sans")
    sheet.text((297, 112), BUYER, 12, GREY, "m serif")
    y = paragraphs(sheet, texts, 148)
    count = len(rows[0])
    edges = [62 + 471 * step / count for step in range(count + 1)]
    end = grid(sheet, rows, edges, y + 10)
    sheet.text((533, end + 50), BUYER, 12, INK, "r serif")
    sheet.text((533, end + 74), chinese_date("2020-12-28"), 12, INK, "r serif")
    seal(sheet, (352, end + 62), short(BUYER))
    footer(sheet, "第 1 页 / 共 1 页")
