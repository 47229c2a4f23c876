"""The fields of 附件1 and the narratives: filled in, plausible."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.filing import Filing
from desktop.model.numbers import exact
from desktop.standard.definition import FieldKind, FormField, Level, Standard
from desktop.standard.findings import Finding

_PHONE_DIGITS = 7  # the shortest local number


def check(standard: Standard, filing: Filing) -> Iterator[Finding]:
    """Findings about `enterprise` and `demonstration`."""
    for field in standard.fields:
        value = filing.enterprise.get(field.id, "")
        place = f"enterprise.{field.id}"
        if not value.strip():
            level = Level.ERROR if field.required else Level.HINT
            yield Finding(level, "field_missing", place, f"申报表的“{field.label}”还没有填写。")
        else:
            yield from _value(standard, filing, field, value)
    for item in standard.narratives:
        if not filing.demonstration.get(item.id, "").strip():
            message = f"“{item.title}”还没有说明；有相关应用或案例的，写上可供专家评分。"
            yield Finding(Level.HINT, "narrative_missing", f"demonstration.{item.id}", message)


def _value(standard: Standard, filing: Filing, field: FormField, value: str) -> Iterator[Finding]:
    place = f"enterprise.{field.id}"
    if field.kind is FieldKind.PHONE and sum(character.isdigit() for character in value) < _PHONE_DIGITS:
        yield Finding(Level.WARNING, "phone_unusual", place, f"“{field.label}”填的是“{value}”，不像电话号码，请核对。")
    if field.at_most:
        other = standard.field_by_id[field.at_most]
        limit = exact(filing.enterprise.get(other.id, ""))
        figure = exact(value)
        if limit is not None and figure is not None and figure > limit:
            message = (
                f"“{field.label}”（{value} {field.unit}）大于“{other.label}”"
                f"（{filing.enterprise[other.id]} {other.unit}），请核对单位和数字。"
            )
            yield Finding(Level.WARNING, "figure_unusual", place, message)
