"""Days as people say them: 今天, 昨天, 还有 3 天."""

from __future__ import annotations

from datetime import date, datetime


def saved_at(saved: str, today: str) -> str:
    """A local time (ISO) as one says it on a day: the hour, 昨天, month and day, the whole date."""
    if not saved:
        return ""
    moment, now = datetime.fromisoformat(saved), date.fromisoformat(today)
    days = (now - moment.date()).days
    if days == 0:
        return f"{moment:%H:%M}"
    if days == 1:
        return "昨天"
    same_year = moment.year == now.year
    return f"{moment.month} 月 {moment.day} 日" if same_year else f"{moment:%Y-%m-%d}"


def remaining(deadline: str, days_left: int) -> str:
    """How long there is until a deadline; "" where there is none."""
    if not deadline:
        return ""
    if days_left < 0:
        return "已过截止日"
    return "今天截止" if days_left == 0 else f"还有 {days_left} 天"
