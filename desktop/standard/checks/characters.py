"""Characters that the printed documents could not show."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.decoding import json_text
from desktop.model.filing import Filing
from desktop.model.leaves import texts
from desktop.standard.definition import Level
from desktop.standard.findings import Finding, Surroundings


def check(filing: Filing, around: Surroundings) -> Iterator[Finding]:
    """A warning for every place whose text no embedded font can print."""
    for section in ("enterprise", "servers", "systems", "cloud_services", "demonstration", "evidence"):
        if not around.unprintable(json_text(getattr(filing, section))):
            continue  # one look at all of it: the places only matter where something is wrong
        for place, text in texts(section, getattr(filing, section)):
            lacking = around.unprintable(text)
            if lacking:
                shown = "、".join(f"{character}（U+{ord(character):04X}）" for character in lacking[:5])
                message = f"文字里有打印字库没有的字符 {shown}，申报材料上会显示为 〓，请换用通行的写法或附说明。"
                yield Finding(Level.WARNING, "character_unprintable", place, message)
