"""Filings for tests: small ones by default, each test says only what matters to it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from desktop.model.filing import Batch, Filing, Server, StandardRef, System, empty_filing
from desktop.standard.definition import Standard
from desktop.workspace import standards


def zhejiang() -> Standard:
    """The standard of 2021 that comes with the program."""
    return standards.standard("zj-2021")


def a_filing(**changed: Any) -> Filing:
    """An empty filing of the 2021 standard, changed as the test wants."""
    batch = Batch("2021-1", "杭州市", "余杭区")
    return replace(empty_filing(StandardRef("zj-2021", zhejiang().sha256), batch), **changed)


def a_system(system_id: str, category: str = "rnd", **changed: Any) -> System:
    """A system on the cloud."""
    return replace(System(system_id, f"系统{system_id}", category, cloud=True, summary="一句话"), **changed)


def systems(category: str, cloud: int, local: int = 0) -> tuple[System, ...]:
    """Systems of a category, some on the cloud, some not."""
    on_cloud = [a_system(f"{category}-{number}", category) for number in range(cloud)]
    off_cloud = [a_system(f"{category}-x{number}", category, cloud=False) for number in range(local)]
    return (*on_cloud, *off_cloud)


def a_server(count: str, cores: str, memory: str, *, cloud: bool = True) -> Server:
    """Machines of one kind."""
    return Server("服务器", count, cores, memory, cloud)
