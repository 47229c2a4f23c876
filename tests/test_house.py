"""The house's measures: what is longer than this is hard to keep in mind, and usually two things under one name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

DESKTOP = Path(__file__).parents[1] / "desktop"
FILE, FUNCTION, CLASS = 300, 30, 20  # lines, lines besides the docstring, methods besides those that Qt asks for
NAMELESS = {"utils", "util", "helpers", "common", "misc", "manager"}  # what has no name in the field has no place

Part = TypeVar("Part", bound=ast.AST)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def sources() -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in sorted(DESKTOP.rglob("*.py"))}


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(text) for path, text in sources().items()}


def parts(kind: type[Part]) -> Iterator[tuple[str, Part]]:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield f"{path.relative_to(DESKTOP)}: {getattr(node, 'name', '')}", node


def length(function: Function) -> int:
    """The lines that do something, with the head."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    spoken = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - spoken


def is_override(function: Function) -> bool:
    return any(isinstance(item, ast.Name) and item.id == "override" for item in function.decorator_list)


def test_no_file_is_longer_than_one_can_keep_in_mind() -> None:
    assert [(path.name, count) for path, text in sources().items() if (count := len(text.splitlines())) > FILE] == []


def test_no_function_is_longer_than_a_screen() -> None:
    assert [(name, length(node)) for name, node in parts(ast.FunctionDef) if length(node) > FUNCTION] == []


def test_no_class_does_too_much() -> None:
    found = []
    for name, node in parts(ast.ClassDef):
        own = [item for item in node.body if isinstance(item, Function) and not is_override(item)]
        if len(own) > CLASS:
            found.append((name, len(own)))
    assert found == []


def test_every_module_has_a_name_that_says_something() -> None:
    assert [path.name for path in sources() if path.stem in NAMELESS] == []
