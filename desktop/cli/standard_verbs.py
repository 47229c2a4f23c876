"""standard check."""

from __future__ import annotations

from argparse import Namespace

from desktop.cli.terminal import out, say
from desktop.workspace import standards


def check(options: Namespace) -> int:
    """`yunqi standard check DIR`: 1 if there is a mistake, each named with file and line."""
    standard, mistakes = standards.examine_folder(options.folder)
    for mistake in mistakes:
        out(mistake)
    if mistakes or standard is None:
        say(f"标准数据有 {len(mistakes)} 处错误，请改正。")
        return 1
    cities, counties = len(standard.cities), sum(len(city.counties) for city in standard.cities)
    say(
        f"标准“{standard.title}”没有错误：{len(standard.dimensions)} 个维度、{len(standard.indicators)} 个指标、"
        f"{cities} 个市、{counties} 个县（市、区）。"
    )
    return 0
