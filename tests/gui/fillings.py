"""The sample filing as other enterprises would have it: half done, and with the longest texts and figures there are."""

from __future__ import annotations

from msgspec.structs import replace

from desktop.model.filing import Filing, Pair
from desktop.standard.definition import FieldKind, FormField, Standard

ENTERPRISE = (  # 80 characters
    "浙江省杭嘉湖绍甬温台金衢丽舟山群岛新区智能制造与工业互联网一体化装备研究开发"
    "生产销售及技术服务（集团）股份有限公司杭州湾分公司第二事业部特种装备制造厂（筹建处）"
)
SYSTEM = (
    "面向多基地离散制造的全流程质量追溯与设备预测性维护一体化云平台（含移动端与供应商"
    "门户，第三期，集团版，含灾备系统一套）"
)
PLATFORM, FIGURE = "中国移动政企行业专属云（浙江杭州富阳节点）弹性计算服务", "123456789"
FILE = "2020年度集团总部及下属各生产基地云服务器、云数据库、云存储、云安全采购合同及补充协议扫描件（盖章版）最终稿.pdf"
SENTENCE = "本项目面向多基地协同制造，打通研发、采购、生产、仓储、销售与服务全过程数据，实现订单到交付的闭环管理。"


def half(filing: Filing) -> Filing:
    """Every other thing is there."""
    there = {"", *(item.id for item in filing.systems[::2]), *(item.id for item in filing.cloud_services[::2])}
    return replace(
        filing,
        enterprise=dict(list(filing.enterprise.items())[::2]),
        systems=filing.systems[::2],
        servers=filing.servers[:1],
        answers=dict(list(filing.answers.items())[::2]),
        cloud_services=filing.cloud_services[::2],
        demonstration=dict(list(filing.demonstration.items())[::2]),
        evidence=tuple(item for item in filing.evidence if all(use.subject in there for use in item.uses)),
    )


def longest(filing: Filing, standard: Standard) -> Filing:
    """Everything is as long as it really gets."""
    city = max(standard.cities, key=lambda item: max(map(len, item.counties)))
    system = {"platform": PLATFORM, "provider": ENTERPRISE, "summary": _long(400)}
    return replace(
        filing,
        batch=replace(filing.batch, city=city.name, county=max(city.counties, key=len)),
        enterprise={field.id: _value(field) for field in standard.fields},
        systems=tuple(replace(item, name=f"{SYSTEM}{item.id}"[:60], **system) for item in filing.systems),
        servers=tuple(replace(item, name=SYSTEM, count="123456") for item in filing.servers),
        answers={id_: Pair(FIGURE, FIGURE) if isinstance(it, Pair) else it for id_, it in filing.answers.items()},
        cloud_services=tuple(
            replace(item, product=SYSTEM, provider=ENTERPRISE, contract_no=f"YL-2020-{item.id}-补充协议", amount=FIGURE)
            for item in filing.cloud_services
        ),
        demonstration=dict.fromkeys(filing.demonstration, _long(5_000)),
        evidence=tuple(replace(item, file=f"{number}/{FILE}") for number, item in enumerate(filing.evidence)),
    )


def _value(field: FormField) -> str:
    if field.kind is FieldKind.TEXT:
        return _long(field.limit or 5_000)
    if field.kind is FieldKind.PHONE:
        return "0571-88888888-80123"
    if field.kind is FieldKind.COUNT:
        return "123456"
    return FIGURE if field.kind.numeric else ENTERPRISE[: field.limit or 80]


def _long(limit: int) -> str:
    return (SENTENCE * (limit // len(SENTENCE) + 1))[:limit]
