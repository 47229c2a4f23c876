"""The house's measures: what is longer than this is hard to keep in mind, and usually two things under one name."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

FILE, FUNCTION, CLASS = 300, 30, 20  # lines, lines besides the docstring, methods besides those that Qt asks for
NAMELESS = {"utils", "util", "helpers", "common", "misc", "manager"}  # what has no name in the field has no place

Texts = dict[Path, str]
Named = list[tuple[str, ast.AST]]


@pytest.fixture(scope="module")
def texts(program_texts: Callable[[], Texts]) -> Texts:
    """The program's sources."""
    return program_texts()


@pytest.fixture(scope="module")
def parts(texts: Texts) -> Named:
    """Every function and class of the program, with a name to find it by."""
    nodes = [(path, node) for path, text in texts.items() for node in ast.walk(ast.parse(text))]
    wanted = [(path, node) for path, node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [(f"{path.parent.name}/{path.name}: {node.name}", node) for path, node in wanted]


def length(function: ast.FunctionDef) -> int:
    """The lines of a function with its head, without its docstring."""
    spoken = function.body[0] if ast.get_docstring(function) else None
    lines = [(node.end_lineno or 0) - node.lineno + 1 for node in (function, spoken) if node]
    return lines[0] - sum(lines[1:])


def is_override(function: ast.FunctionDef) -> bool:
    return any(isinstance(item, ast.Name) and item.id == "override" for item in function.decorator_list)


def test_no_file_is_longer_than_one_can_keep_in_mind(texts: Texts) -> None:
    lengths = {path.name: len(text.splitlines()) for path, text in texts.items()}
    assert {name: lines for name, lines in lengths.items() if lines > FILE} == {}


def test_no_function_is_longer_than_a_screen(parts: Named) -> None:
    lengths = {name: length(node) for name, node in parts if isinstance(node, ast.FunctionDef)}
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION} == {}


def test_no_class_does_too_much(parts: Named) -> None:
    counts = {
        name: sum(isinstance(item, ast.FunctionDef) and not is_override(item) for item in node.body)
        for name, node in parts
        if isinstance(node, ast.ClassDef)
    }
    assert {name: methods for name, methods in counts.items() if methods > CLASS} == {}


def test_every_module_has_a_name_that_says_something(texts: Texts) -> None:
    assert [path.name for path in texts if path.stem in NAMELESS] == []
