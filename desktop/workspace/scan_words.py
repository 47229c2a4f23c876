"""What adding a scan led to, as a sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.workspace.paper import Paper

_NAMED = 3


def added_sentence(paper: Paper) -> str:
    """That the scan is in the package, and what it still lacks."""
    if not paper.problems:
        return f"已加入盖章扫描件，{paper.total} 页齐全，封装码不变。"
    lacking = [item.path for item in paper.problems if item.code == "paper_page_missing"]
    blurred = [item.path for item in paper.problems if item.code == "paper_page_unread"]
    missing = f"没有找到{_named(lacking)}（共 {paper.total} 页）" if lacking else ""
    unread = f"{_named(blurred)}认不出二维码" if blurred else ""
    said = "，".join(part for part in (missing, unread) if part)
    return f"已加入盖章扫描件，封装码不变；但{said}，补扫后再加入一次即可替换。"


def _named(places: list[str]) -> str:
    more = f"等 {len(places)} 处" if len(places) > _NAMED else ""
    return "、".join(places[:_NAMED]) + more
