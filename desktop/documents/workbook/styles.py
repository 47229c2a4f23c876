"""The look of the cells: 宋体 for the body, 黑体 for headings, thin borders, as official forms have them."""

from __future__ import annotations

from typing import Any

_BODY = {"font_name": "SimSun", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
_HEADING = {**_BODY, "font_name": "SimHei"}
_BOX = {**_BODY, "border": 1}

ROLES: dict[str, dict[str, object]] = {
    "subtitle": {**_HEADING, "font_size": 14, "align": "left"},
    "title": {**_HEADING, "font_size": 18, "align": "center"},
    "info": {**_BODY, "align": "left"},
    "info_right": {**_BODY, "align": "right"},
    "mark": {**_HEADING, "font_size": 12, "align": "center", "font_color": "#C0352B"},
    "head": {**_BOX, "font_name": "SimHei", "align": "center", "bg_color": "#EEF1F5"},
    "band": {**_BOX, "font_name": "SimHei", "align": "left", "indent": 1, "bg_color": "#F7F8FA"},
    "label": {**_BOX, "font_name": "SimHei", "align": "center"},
    "text": {**_BOX, "align": "left", "indent": 1},
    "entry": {**_BOX, "align": "left", "indent": 1, "num_format": "@"},  # what is typed here stays as typed
    "box": {**_BOX, "align": "left", "valign": "top", "indent": 1, "font_size": 10},
    "centre": {**_BOX, "align": "center"},
    "small": {**_BOX, "align": "center", "font_size": 9, "font_color": "#5A6372"},
    "date": {**_BOX, "align": "center", "num_format": "@"},
    "tick": {**_BOX, "align": "center", "font_size": 12},
    "figure": {**_BOX, "align": "right", "indent": 1},
    "score": {**_BOX, "align": "center"},
    "proof": {**_BOX, "align": "center", "valign": "bottom", "font_size": 9},  # a number below its picture
    "guide": {**_BODY, "align": "left", "valign": "top"},
    "total": {**_BOX, "font_name": "SimHei", "align": "center", "font_size": 12},
    "note": {**_BODY, "align": "left", "font_size": 9},
    "hidden": {"font_name": "SimSun", "font_size": 9, "num_format": "@"},
}


SHADES: dict[str, dict[str, object]] = {
    "": {},
    "open": {"bg_color": "#FFF9E3", "locked": False},  # of the form: to be filled in
    "waiting": {"bg_color": "#FDE7D3", "locked": False},  # copied from last year, not yet confirmed
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  (XlsxWriter has no types)
        self._book = book
        self._made: dict[tuple[str, str, str], Any] = {}

    def get(self, role: str, number_format: str = "", shade: str = "") -> Any:  # noqa: ANN401  (XlsxWriter has no types)
        """The format of a role; `number_format` replaces the role's own, `shade` adds its ground."""
        key = (role, number_format, shade)
        if key not in self._made:
            properties = {**ROLES[role], **SHADES[shade]}
            if number_format:
                properties["num_format"] = number_format
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
