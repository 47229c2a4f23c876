"""File names that every system takes: what a person called a thing, cleaned so that Windows, zip and BagIt agree."""

from __future__ import annotations

import re
import unicodedata

from desktop.model.text import utf16_units

NAMELESS = "未命名"

_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})


def safe_component(text: str, limit: int) -> str:
    """One component of a path made of `text`: never empty, at most `limit` UTF-16 units.

    NFC; characters Windows reserves become “_”, invisible ones go, every white space becomes one blank; no blank or
    dot at either end; a device name such as CON gets a leading “_”. A short extension survives the cut.
    Source: contract §3, “Paths inside”.
    """
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if c.isspace() or _is_visible(c))
    name = _trimmed(" ".join(visible.split()).translate(_FORBIDDEN))
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name, limit) or _first_units(NAMELESS, limit)


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _UNPRINTABLE


def _trimmed(name: str) -> str:
    return name.strip(" .")


def _shortened(name: str, limit: int) -> str:
    if utf16_units(name) <= limit:
        return name
    stem, dot, extension = name.rpartition(".")
    ending = dot + extension
    if not stem or " " in ending or utf16_units(ending) > limit // 3:
        return _trimmed(_first_units(name, limit))
    stem = _trimmed(_first_units(stem, limit - utf16_units(ending)))
    return stem + ending if stem else _trimmed(_first_units(extension, limit))


def _first_units(text: str, limit: int) -> str:
    while (excess := utf16_units(text) - limit) > 0:
        text = text[: -((excess + 1) // 2)]
    return text
