"""Evidence against the standard's requirements: there, of the right kind, in the right period, used once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from desktop.model.filing import Evidence, EvidenceUse, Filing, by_use
from desktop.model.remembered import remembered
from desktop.standard.catalogue import subject_names
from desktop.standard.checks.figures import place_of as place_of_figures
from desktop.standard.definition import Level, Period, Requirement, Standard, SubjectKind
from desktop.standard.figures import figures
from desktop.standard.findings import Finding, Surroundings
from desktop.standard.periods import Span, spans, window_text

_KIND_WORDS = {"picture": "图片", "pdf": "PDF", "ofd": "OFD"}


def check(standard: Standard, filing: Filing, around: Surroundings) -> Iterator[Finding]:
    """Findings about `evidence`."""
    yield from _missing(standard, filing)
    asked = spans(standard, filing)
    yield from _windows(standard, filing, asked)
    yield from _files(standard, filing, around.kinds, asked)
    yield from _services(standard, filing, asked)
    yield from _reused(standard, filing)


def subjects(standard: Standard, filing: Filing, requirement: Requirement) -> Iterator[tuple[str, str]]:
    """The subjects a requirement asks evidence for, with what they are called ("" where it has no subject)."""
    names = subject_names(standard, filing)
    if requirement.subject is SubjectKind.NONE:
        yield "", ""
    for (kind, subject), name in names.items():
        if kind is requirement.subject:
            yield subject, name or subject


def _missing(standard: Standard, filing: Filing) -> Iterator[Finding]:
    there = by_use(filing.evidence)
    found = figures(standard, filing)
    for requirement in standard.requirements:
        if requirement.missing is None or (requirement.indicator and not found[requirement.indicator].n):
            continue
        for subject, name in subjects(standard, filing, requirement):
            if EvidenceUse(requirement.id, subject) not in there:
                whose = f"“{name}”" if subject else ""
                message = (
                    f"{whose}缺{requirement.label}。" if subject else f"缺{requirement.label}（{requirement.clause}）。"
                )
                yield Finding(requirement.missing, "evidence_missing", place_of(requirement.id, subject), message)


def place_of(requirement: str, subject: str) -> str:
    """The place of an evidence slot."""
    return f"evidence.{requirement}:{subject}" if subject else f"evidence.{requirement}"


def _windows(standard: Standard, filing: Filing, asked: Mapping[Period, Span]) -> Iterator[Finding]:
    """Windows that a person set: those who judge the filing are told, with the reason."""
    for span in asked.values():
        if span.changed:
            requirement = next(item for item in standard.requirements if item.period is span.period)
            message = (
                f"“{span.name}”的凭证改按 {window_text(span)} 计，通知里的{span.name}是 {span.years}："
                "请说明为什么这样计，或改回通知的期间。"
            )
            yield Finding(Level.WARNING, "period_changed", _asked_at(standard, filing, requirement), message)


def _asked_at(standard: Standard, filing: Filing, requirement: Requirement) -> str:
    """Where the figure that evidence stands behind is entered."""
    if requirement.subject is SubjectKind.CLOUD_SERVICE:
        return "cloud_services"
    indicator = standard.indicator_by_id.get(requirement.indicator)
    return place_of_figures(indicator, filing) if indicator else place_of(requirement.id, "")


def _files(
    standard: Standard, filing: Filing, kinds: Mapping[str, str], asked: Mapping[Period, Span]
) -> Iterator[Finding]:
    """What is wrong with each file for itself; files alike in all that matters are judged once while nothing is."""
    copied = frozenset(filing.unconfirmed)
    sound: set[tuple[int, str, bool]] = set()
    for item, sort in _sorts(filing.evidence):
        kind, carried = kinds.get(item.sha256, ""), bool(copied) and f"evidence.{item.file}" in copied
        alike = (sort, kind, carried)
        if alike in sound:
            continue
        found = (*_file(standard, item, kind), *_period(standard, item, asked, copied=carried))
        if not found:
            sound.add(alike)
        yield from found


@remembered
def _sorts(evidence: tuple[Evidence, ...]) -> list[tuple[Evidence, int]]:
    """Each file with a number that those of the same date and the same requirements share."""
    numbers: dict[tuple[str, ...], int] = {}
    found = []
    for item in evidence:
        sort = (_dated(item), *[use.requirement for use in item.uses])
        found.append((item, numbers.setdefault(sort, len(numbers))))
    return found


def _dated(item: Evidence) -> str:
    return item.dated or (item.facts.date if item.facts else "")


def _file(standard: Standard, item: Evidence, kind: str) -> Iterator[Finding]:
    if not item.uses:
        message = f"材料“{item.file}”还没有归类，请指定它证明什么，不需要的请删去。"
        yield Finding(Level.HINT, "evidence_unassigned", f"evidence.{item.file}", message)
    if kind == "damaged":
        message = f"材料“{item.file}”打不开或已损坏，请换一个能正常打开的文件；确需原样提交请说明理由。"
        yield Finding(Level.WARNING, "evidence_damaged", f"evidence.{item.file}", message)
    if kind == "locked":
        message = f"材料“{item.file}”加了密码，审阅的人打不开，请去掉密码另存后重新添加；确需原样提交请说明理由。"
        yield Finding(Level.WARNING, "evidence_locked", f"evidence.{item.file}", message)
    if kind == "empty":
        yield Finding(
            Level.ERROR, "evidence_empty", f"evidence.{item.file}", f"材料“{item.file}”是空文件，请换成正确的文件。"
        )
    for use in item.uses:
        requirement = standard.requirement_by_id[use.requirement]
        if requirement.accept and kind and kind not in {*requirement.accept, "damaged", "locked", "empty"}:
            words = "或".join(_KIND_WORDS.get(accepted, accepted) for accepted in requirement.accept)
            message = (
                f"材料“{item.file}”用作{requirement.label}，应为{words}，请另存后重新添加；确需原样提交请说明理由。"
            )
            yield Finding(Level.WARNING, "evidence_kind", f"evidence.{item.file}", message)


def _period(standard: Standard, item: Evidence, asked: Mapping[Period, Span], *, copied: bool) -> Iterator[Finding]:
    """Whether a file's date lies where its requirements want it; a copied file without a date is likely last year's."""
    periods = {standard.requirement_by_id[use.requirement].period for use in item.uses} - {Period.ANY}
    for period in sorted(periods, key=lambda value: value.value):
        words = asked[period].words
        dated = _dated(item)
        if not dated and copied:
            message = f"材料“{item.file}”是沿用来的，没有日期：请填上日期；不在{words}内的，请换成这段时间的。"
            yield Finding(Level.WARNING, "evidence_undated", f"evidence.{item.file}", message)
        elif not dated:
            message = f"材料“{item.file}”没有填写日期，无法核对是否在{words}内。"
            yield Finding(Level.HINT, "evidence_undated", f"evidence.{item.file}", message)
        elif not asked[period].holds(dated):
            message = f"材料“{item.file}”的日期 {dated} 不在{words}内，请换成这段时间的材料；确需使用请说明理由。"
            yield Finding(Level.WARNING, "evidence_period", f"evidence.{item.file}", message)


def _services(standard: Standard, filing: Filing, asked: Mapping[Period, Span]) -> Iterator[Finding]:
    """Cloud services whose contract ran wholly outside the period that their evidence must be of."""
    about = (item for item in standard.requirements if item.subject is SubjectKind.CLOUD_SERVICE)
    wanted = [asked[item.period] for item in about if item.period is not Period.ANY]
    if not wanted:
        return
    span = min(wanted, key=lambda item: (item.start, item.end))
    for service in filing.cloud_services:
        over = bool(service.end) and service.end < span.start
        if over or (service.start and service.start > span.end):
            ran = f"{service.end} 就已结束" if over else f"{service.start} 才开始"
            message = (
                f"云服务“{service.product or service.id}”{ran}，不在{span.words}内："
                "请换成这段时间的合同，或删去这一行；确需保留请说明理由。"
            )
            yield Finding(Level.WARNING, "service_period", f"cloud_services.{service.id}", message)


def _reused(standard: Standard, filing: Filing) -> Iterator[Finding]:
    """One picture for two systems, or for two slots of one system, proves nothing."""
    repeated = _repeated(filing.evidence)
    names = subject_names(standard, filing) if repeated else {}
    for item, uses in repeated:
        about = [use for use in uses if standard.requirement_by_id[use.requirement].subject is SubjectKind.SYSTEM]
        if len(about) > 1:
            said = "、".join(names.get((SubjectKind.SYSTEM, use.subject), use.subject) for use in about[:4])
            message = (
                f"同一张截图“{item.file}”用了 {len(about)} 次（{said}），每个系统的登录页和功能主页应各有自己的截图。"
            )
            yield Finding(Level.WARNING, "evidence_reused", f"evidence.{item.file}", message)


@remembered
def _repeated(evidence: tuple[Evidence, ...]) -> list[tuple[Evidence, list[EvidenceUse]]]:
    """The contents that prove more than one thing: the first file of each, and all that it proves."""
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[item.sha256].append(item)
    used = ((items[0], list(dict.fromkeys(use for item in items for use in item.uses))) for items in groups.values())
    return [(item, uses) for item, uses in used if len(uses) > 1]
