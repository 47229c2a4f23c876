"""What a person may type into a cell of the form: the hint, the choices that drop down, the kind of figure."""

from __future__ import annotations

from typing import Any, NamedTuple

_CHOICES_LIMIT = 255  # characters of a drop-down list that stands in the cell's own rule


class Input(NamedTuple):
    """A cell or column to be filled in; without choices and figure, any text is taken."""

    hint: str = ""
    choices: tuple[str, ...] = ()
    figure: bool = False
    whole: bool = False
    negative: bool = False

    @property
    def rule(self) -> dict[str, Any] | None:
        """The rule in XlsxWriter's words; a warning, never a wall: the import says in full what it cannot take."""
        told = {"ignore_blank": True, "error_type": "warning", "error_title": "请核对"}
        if self.choices and len(",".join(self.choices)) <= _CHOICES_LIMIT:
            message = f"请从下拉列表里选：{'、'.join(self.choices)}"
            return {**told, "validate": "list", "source": list(self.choices), "error_message": _cut(message)}
        if self.figure:
            least = -(10**15) if self.negative else 0
            kind = "整数" if self.whole else "数字"
            limits = {"criteria": "between", "minimum": least, "maximum": 10**15}
            message = f"这一格请填{kind}，不带单位{'' if self.negative else '，不能是负数'}。"
            return {**told, **limits, "validate": "integer" if self.whole else "decimal", "error_message": message}
        return None


def _cut(message: str) -> str:
    return message if len(message) <= _CHOICES_LIMIT else f"{message[: _CHOICES_LIMIT - 1]}…"
