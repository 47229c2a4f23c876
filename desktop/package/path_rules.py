"""Which paths a package may hold, so that every system can unpack it and nothing lands outside. Source: contract §3.

The rules are stated here once more, apart from `desktop.model.file_names`, because the verifier does not trust the
code that made the names; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from desktop.package.faults import Fault

PATH_UNITS = 120
LONGEST = 1_000
DEEPEST = 16
_RESERVED = frozenset('<>:"|?*\\')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def danger(path: str) -> str:
    """Why unpacking `path` could do harm or deceive, as the end of a sentence; "" if it cannot."""
    if not path or path.startswith(("/", "\\")) or _DRIVE.match(path):
        return "是绝对路径或空路径"
    if "\\" in path:
        return "含有反斜杠"
    if len(path) > LONGEST or path.count("/") > DEEPEST:
        return "过长或层级过深"
    if any(part in {"", ".", ".."} for part in path.split("/")):
        return "含有“..”、“.”或空的一级，会写到别处"
    if any(unicodedata.category(c) in {"Cc", "Cs"} or c in _DIRECTIONS for c in path):
        return "含有不可见的控制字符"
    return ""


def fault(path: str) -> str:
    """Why `path` may not stand in a package of ours, as the end of a sentence; "" if it may."""
    if reason := danger(path):
        return reason
    if unicodedata.normalize("NFC", path) != path:
        return "不是规范的 Unicode 写法（NFC）"
    if len(path.encode("utf-16-le")) // 2 > PATH_UNITS:
        return f"超过 {PATH_UNITS} 个字符"
    if _RESERVED.intersection(path):
        return "含有 Windows 不允许的字符"
    if any(part.endswith((" ", ".")) or _DEVICE.match(part) for part in path.split("/")):
        return "以空格或句点结尾，或是 Windows 保留的名称"
    return ""


def require_distinct(files: Iterable[str], folders: Iterable[str] = ()) -> None:
    """Refuse paths of which two would meet on a system that ignores case, or where a file is another's folder.

    Raises:
        Fault: duplicate_name, case_collision or file_is_folder.
    """
    seen: dict[str, str] = {}
    for path in files:
        _add(seen, path)
    above = {folder for path in seen.values() for folder in _folders(path)}
    for folder in sorted(above):
        if _key(folder) in seen:
            raise Fault("file_is_folder", folder, "同一个名称既是文件又是文件夹")
    for path in folders:
        _add(seen, path)


def _add(seen: dict[str, str], path: str) -> None:
    known = seen.get(_key(path))
    if known is None:
        seen[_key(path)] = path
    elif known == path:
        raise Fault("duplicate_name", path, "同一个名称出现了两次，不同的软件会取出不同的内容")
    else:
        raise Fault("case_collision", path, f"与“{known}”只有大小写之别，在 Windows 上会互相覆盖")


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _folders(path: str) -> list[str]:
    return [path[:index] for index, character in enumerate(path) if character == "/"]
