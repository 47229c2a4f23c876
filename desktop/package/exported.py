"""The verifier as one file: the modules that `verify` needs stand in it as they are, as texts.

Nothing is generated beforehand: the file is composed from the program's own sources when somebody asks for it, so it is
never older than the program. What these modules import therefore stays within the standard library of Python 3.9.
"""

from __future__ import annotations

import ast
from pathlib import Path

START = "desktop.package.verify"
PLACE = "MODULES = {}"  # the line of the frame below which the modules go


def modules(root: Path) -> list[str]:
    """The modules of ours that the verifier needs, those first that others lean on; `root` holds `desktop/`.

    Raises:
        OSError: a source is not there.
    """
    return _needed(root, START, [])


def source(root: Path, name: str) -> Path:
    """Where the text of a module is."""
    return root.joinpath(*name.split(".")).with_suffix(".py")


def exported(root: Path, frame: str) -> str:
    """The whole file: the frame with the modules in it.

    Raises:
        OSError: a source is not there.
    """
    texts = ((name, source(root, name).read_text(encoding="utf-8")) for name in modules(root))
    lines = "".join(f'MODULES["{name}"] = """\\\n{_quoted(text)}"""\n' for name, text in texts)
    before, place, after = frame.partition(PLACE)
    end = after.index("\n") + 1
    return f"{before}{place}{after[:end]}{lines}{after[end:]}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"""')


def _needed(root: Path, name: str, known: list[str]) -> list[str]:
    for node in ast.walk(ast.parse(source(root, name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desktop.") and node.module not in known:
            _needed(root, str(node.module), known)
    known.append(name)
    return known
