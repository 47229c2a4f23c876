"""Words for places of a filing: “指标 · 云存储 · 企业使用云存储数据总量” instead of `answers.cloud_storage.n`."""

from __future__ import annotations

from desktop.documents.dossier import Dossier
from desktop.standard.catalogue import subject_names
from desktop.standard.definition import Quantity, SubjectKind
from desktop.standard.periods import PERIOD_WORDS, period_named

_SECTIONS = {
    "batch": "批次和地区",
    "enterprise": "申报表",
    "servers": "服务器清单",
    "systems": "系统清单",
    "unlisted_systems": "未列出的系统数",
    "answers": "指标",
    "cloud_services": "云产品和服务清单",
    "demonstration": "标杆示范",
    "evidence": "佐证材料",
    "reasons": "企业说明",
    "no_overview": "不附负责人参阅页",
    "basis": "金额口径",
    "windows": "凭证的期间",
}
_PARTS = {
    "n": "N",
    "m": "M",
    "name": "名称",
    "category": "类别",
    "cloud": "是否在云上",
    "collaborates": "上下游协同",
    "platform": "云平台",
    "provider": "服务商",
    "summary": "功能简介",
    "display_name": "界面显示名",
    "product": "产品名称",
    "contract_no": "合同编号",
    "from": "开始日期",
    "to": "结束日期",
    "amount": "金额",
    "count": "台数",
    "cpu_cores": "每台核数",
    "memory_gb": "每台内存",
    "city": "设区市",
    "county": "县（市、区）",
    "id": "批次",
}


def place_text(dossier: Dossier, path: str) -> str:
    """A path of the filing in words; what is not recognised stays as it is."""
    section, _, rest = path.partition(".")
    if section not in _SECTIONS:
        return path
    if section in {"evidence", "reasons"}:
        return _SECTIONS[section] + (f"：{_evidence(dossier, rest)}" if rest else "")
    key, _, part = rest.partition(".")
    names = [_SECTIONS[section], _named(dossier, section, key), _figure(dossier, section, key, part)]
    return " · ".join(name for name in names if name)


def _named(dossier: Dossier, section: str, key: str) -> str:
    standard = dossier.standard
    subjects = subject_names(standard, dossier.filing)
    indicator, field = standard.indicator_by_id.get(key), standard.field_by_id.get(key)
    period = period_named(standard, key)
    match section:
        case "enterprise" if field:
            return field.label
        case "batch" | "windows":
            return PERIOD_WORDS[period] if period else _PARTS.get(key, key)
        case "systems" if (SubjectKind.SYSTEM, key) in subjects:
            return subjects[SubjectKind.SYSTEM, key] or key
        case "cloud_services" if (SubjectKind.CLOUD_SERVICE, key) in subjects:
            return subjects[SubjectKind.CLOUD_SERVICE, key] or key
        case "servers" if key.isdecimal():
            return f"第 {int(key) + 1} 行"
        case _:
            return indicator.title if indicator else key


def _figure(dossier: Dossier, section: str, key: str, part: str) -> str:
    """What a part of a place is called; a figure of an indicator has its own name in the standard."""
    indicator = dossier.standard.indicator_by_id.get(key) if section == "answers" else None
    figure = getattr(indicator.formula, part, None) if indicator else None
    return figure.label if isinstance(figure, Quantity) else _PARTS.get(part, part)


def _evidence(dossier: Dossier, rest: str) -> str:
    requirement_id, _, subject = rest.partition(":")
    requirement = dossier.standard.requirement_by_id.get(requirement_id)
    if requirement is None:
        return rest
    name = subject_names(dossier.standard, dossier.filing).get((requirement.subject, subject), subject)
    return " · ".join(part for part in (requirement.label, name) if part)
