"""The lists of systems, servers and cloud services: complete, without doubles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from desktop.model.filing import CloudService, Filing, Server, System
from desktop.standard.definition import Level, Standard, SubjectKind
from desktop.standard.findings import Finding


def check(standard: Standard, filing: Filing) -> Iterator[Finding]:
    """Findings about `systems`, `servers` and `cloud_services`."""
    for position, server in enumerate(filing.servers):
        yield from _server(position, server)
    twice = Counter((system.category, system.name) for system in filing.systems if system.name)
    for system in filing.systems:
        yield from _system(system, doubled=twice[system.category, system.name] > 1)
    if not filing.cloud_services and _services_wanted(standard):
        message = "还没有填写云产品和服务清单；通知要求报送所使用的云产品和服务清单。"
        yield Finding(Level.ERROR, "services_missing", "cloud_services", message)
    for service in filing.cloud_services:
        yield from _service(service)


def _services_wanted(standard: Standard) -> bool:
    return any(
        item.subject is SubjectKind.CLOUD_SERVICE and item.missing is Level.ERROR for item in standard.requirements
    )


def _server(position: int, server: Server) -> Iterator[Finding]:
    figures = (("台数", server.count), ("每台核数", server.cpu_cores), ("每台内存", server.memory_gb))
    lacking = [label for label, value in figures if not value]
    if lacking:
        message = f"服务器“{server.name or position + 1}”还没有填写{'、'.join(lacking)}，折算时按 0 计。"
        yield Finding(Level.ERROR, "server_incomplete", f"servers.{position}", message)


def _system(system: System, *, doubled: bool) -> Iterator[Finding]:
    place, name = f"systems.{system.id}", system.name or f"编号 {system.id}"
    if not system.name:
        yield Finding(Level.ERROR, "system_name_missing", f"{place}.name", f"系统（编号 {system.id}）还没有名称。")
    if not system.summary.strip():
        message = f"系统“{name}”还没有功能简介；附件2 要求每个系统附简要功能说明。"
        yield Finding(Level.ERROR, "system_summary_missing", f"{place}.summary", message)
    if doubled:
        message = f"同一类别里有不止一个“{name}”，请核对是否重复计数。"
        yield Finding(Level.WARNING, "system_doubled", f"{place}.name", message)
    if system.collaborates and not system.cloud:
        message = f"系统“{name}”勾选了上下游协同，但不在云上，不计入系统协同。"
        yield Finding(Level.HINT, "collaboration_off_cloud", f"{place}.collaborates", message)
    if system.cloud and not system.platform:
        message = f"系统“{name}”在云上，但没有写明云平台，审核人会问。"
        yield Finding(Level.HINT, "platform_missing", f"{place}.platform", message)


def _service(service: CloudService) -> Iterator[Finding]:
    place, name = f"cloud_services.{service.id}", service.product or f"编号 {service.id}"
    needed = (("产品名称", service.product), ("服务商", service.provider), ("金额", service.amount))
    lacking = [label for label, value in needed if not value]
    if lacking:
        message = f"云服务“{name}”还没有填写{'、'.join(lacking)}。"
        yield Finding(Level.ERROR, "service_incomplete", place, message)
    useful = (("合同编号", service.contract_no), ("起止日期", service.start and service.end))
    lacking = [label for label, value in useful if not value]
    if lacking:
        message = f"云服务“{name}”没有填写{'、'.join(lacking)}，填上便于与合同核对。"
        yield Finding(Level.HINT, "service_detail_missing", place, message)
    if service.start and service.end and service.start > service.end:
        message = f"云服务“{name}”的开始日期 {service.start} 晚于结束日期 {service.end}，请改正。"
        yield Finding(Level.ERROR, "service_period_reversed", place, message)
