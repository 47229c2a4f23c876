"""Characters that the printed documents could not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.model.decoding import json_text
from desktop.model.filing import Filing
from desktop.model.leaves import texts
from desktop.model.remembered import remembered
from desktop.standard.definition import Level
from desktop.standard.findings import Finding, Surroundings


def check(filing: Filing, around: Surroundings) -> Iterator[Finding]:
    """A warning for every place whose text no embedded font can print."""
    for section in ("enterprise", "servers", "systems", "cloud_services", "demonstration", "evidence"):
        for place, lacking in _lacking(section, getattr(filing, section), around.unprintable):
            shown = "、".join(f"{character}（U+{ord(character):04X}）" for character in lacking[:5])
            message = f"文字里有打印字库没有的字符 {shown}，申报材料上会显示为 〓，请换用通行的写法或附说明。"
            yield Finding(Level.WARNING, "character_unprintable", place, message)


@remembered
def _lacking(name: str, section: object, unprintable: Callable[[str], str]) -> list[tuple[str, str]]:
    """The places of a section with the characters that cannot be printed there."""
    if not unprintable(json_text(section)):
        return []  # one look at all of it: the places only matter where something is wrong
    found = ((place, unprintable(text)) for place, text in texts(name, section))
    return [(place, characters) for place, characters in found if characters]
