"""The words in pictures of systems, where they were read: whose screen it is, which one, and what should not be seen.

All of it asks and nothing refuses: an engine misreads, and a product shows its brand rather than its declared name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from desktop.model.filing import Evidence, Filing, System
from desktop.model.remembered import remembered
from desktop.model.screen_words import HOME, LOGIN, kind_by_words, plain, private_address, private_numbers
from desktop.model.seen import Seen
from desktop.standard.checks.screenshots import shown_systems
from desktop.standard.definition import Level, Requirement, Standard, SubjectKind
from desktop.standard.findings import Finding, Surroundings

_TAIL = re.compile(r"(?:管理)?(?:信息)?(?:系统|平台|软件|v?\d[\d.]*)$")
_FEWEST = 2  # characters that are left of a name
_SHOULD = {LOGIN: "登录页", HOME: "功能主页"}
_LOGIN_LABEL, _HOME_LABEL = re.compile(r"登录|登陆"), re.compile(r"主页|首页|主界面")


def check(standard: Standard, filing: Filing, around: Surroundings) -> Iterator[Finding]:
    """Findings about what pictures of systems say."""
    for item in shown_systems(standard, filing.evidence):
        seen = around.seen.get(item.sha256)
        if seen is not None and seen.words:
            yield from _judged(standard, filing.systems, item, seen)


def _judged(standard: Standard, systems: tuple[System, ...], item: Evidence, seen: Seen) -> Iterator[Finding]:
    place = f"evidence.{item.file}"
    named = _systems(systems)
    for use in item.uses:
        requirement = standard.requirement_by_id[use.requirement]
        system = named.get(use.subject) if requirement.subject is SubjectKind.SYSTEM else None
        if system is not None:
            yield from _of_system(place, item, seen, system, requirement)
            break
    if address := private_address(seen):
        message = (
            f"截图“{item.file}”的地址栏里是内网地址 {address}，看的人会问是不是在云上：请核对，"
            "确在云上的请在功能简介里说明怎样访问。"
        )
        yield Finding(Level.HINT, "screenshot_address", place, message)
    if counts := Counter(number.kind for number in private_numbers(seen)):
        said = "、".join(f"{count} 个{kind}" for kind, count in counts.items())
        message = f"截图“{item.file}”里看得到 {said}：请打开这张图点“遮盖这些号码”，或确认可以公开。"
        yield Finding(Level.HINT, "screenshot_private", place, message)


def _of_system(place: str, item: Evidence, seen: Seen, system: System, requirement: Requirement) -> Iterator[Finding]:
    text = plain(seen.text)
    if not _is_named(text, system):
        also = f"和界面显示名“{system.display_name}”" if system.display_name else ""
        message = (
            f"截图“{item.file}”上没有找到“{system.name}”{also}：请核对是不是这个系统；"
            "界面上显示的是别的名称时，请填在系统的“界面显示名”里。"
        )
        yield Finding(Level.HINT, "screenshot_name", place, message)
    kind, should = kind_by_words(seen.text), _kind_of(requirement)
    if kind and should and kind != should:
        message = f"截图“{item.file}”看起来是{_SHOULD[kind]}，却放在“{requirement.label}”里，请核对是不是放反了。"
        yield Finding(Level.HINT, "screenshot_swapped", place, message)


def _kind_of(requirement: Requirement) -> str:
    """Which page a requirement asks for, by its label; "" where it does not say."""
    login, home = _LOGIN_LABEL.search(requirement.label), _HOME_LABEL.search(requirement.label)
    return LOGIN if login and not home else HOME if home and not login else ""


def _is_named(text: str, system: System) -> bool:
    """Whether a screen shows a system's name or what it calls itself, as a whole or without 系统, 平台 and the like."""
    for name in (system.name, system.display_name):
        whole = plain(name)
        short = _TAIL.sub("", whole)
        if whole and (whole in text or (len(short) >= _FEWEST and short in text)):
            return True
    return not plain(system.name)


@remembered
def _systems(systems: tuple[System, ...]) -> Mapping[str, System]:
    return {system.id: system for system in systems}
