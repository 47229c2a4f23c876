"""The words for what the core says in enums: one table each."""

from __future__ import annotations

from desktop.standard.definition import Level
from desktop.standard.flow import Standing, StepState

LEVELS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.HINT: "提示"}
STATES = {StepState.TODO: "未开始", StepState.PART: "未完成", StepState.DONE: "已完成", StepState.ERROR: "有错误"}


def lack(standing: Standing) -> str:
    """What a screen lacks, in two characters and a figure: 缺 4, 1 错, 核 12 (to be confirmed); "" when nothing."""
    if standing.errors:
        return f"{standing.errors} 错"
    counts = (("缺", standing.missing), ("核", standing.unconfirmed))
    return " ".join(f"{word} {count}" for word, count in counts if count)


def spoken(standing: Standing) -> str:
    """A screen's standing for those who hear it."""
    waiting = f"{standing.unconfirmed} 项沿用自去年，待确认" if standing.unconfirmed else ""
    missing = f"缺 {standing.missing}" if standing.missing else ""
    lacking = lack(standing) if standing.errors else "，".join(part for part in (missing, waiting) if part)
    return f"{standing.step.title}，{STATES[standing.state]}{f'，{lacking}' if lacking else ''}"
