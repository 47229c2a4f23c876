"""The manual against the program: every screen has its page, every word and key in it is the program's own."""

from __future__ import annotations

import ast
import re
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from desktop.gui import help_topics
from desktop.gui.help_pages import MANUAL, Manual
from desktop.gui.help_topics import step_topic
from desktop.paths import FORMS
from desktop.standard.definition import Standard
from desktop.standard.flow import steps
from desktop.standard.loading import load
from desktop.workspace import standards
from tests.factories.filings import zhejiang

ROOT = Path(__file__).parent.parent
SECOND = ROOT / "tests" / "second_standard" / "js-2030"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(MANUAL.glob("*.html"))}
DRAWN = ROOT / "build" / "manual_screens"

# Keys that are not ours but Qt's or the system's, and are worth a word in the manual.
NOT_OURS = {"Tab", "Shift+Tab", "Win+Shift+S"}
STANDARD_KEYS = {"Undo": {"Ctrl+Z"}, "Redo": {"Ctrl+Y", "Ctrl+Shift+Z"}, "Open": {"Ctrl+O"}, "New": {"Ctrl+N"}}
STANDARD_KEYS |= {"Find": {"Ctrl+F"}, "Refresh": {"F5"}, "Paste": {"Ctrl+V"}}
SAME = {
    "Return": "Enter",
    "Equal": "+",
    "Plus": "+",
    "Minus": "-",
    "Escape": "Esc",
    "Delete": "Del",
    "Ctrl+=": "Ctrl++",
}
SAME |= {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Alt+Left": "Alt+←",
    "Alt+Right": "Alt+→",
    "Alt+Up": "Alt+↑",
    "Alt+Down": "Alt+↓",
}
SAME |= {"Z": "Ctrl+Z", "Y": "Ctrl+Y", "S": "Ctrl+S"}  # asked for together with Ctrl
SAME |= {"Ctrl+PgDown": "Ctrl+PageDown", "Ctrl+PgUp": "Ctrl+PageUp"}


def places() -> set[str]:
    """Every page and every heading one can point to."""
    found = set(PAGES)
    for name, text in PAGES.items():
        found |= {f"{name}#{anchor}" for anchor in re.findall(r'id="([^"]+)"', text)}
    return found


def syntax_trees() -> list[ast.Module]:
    return [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "desktop" / "gui").rglob("*.py")]


def keys_in_code() -> set[str]:
    """Keys that the window's code asks for, by the names people know."""
    found: set[str] = set()
    for node in (node for tree in syntax_trees() for node in ast.walk(tree)):
        if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
            found.add(node.attr.removeprefix("Key_"))
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("StandardKey"):
            found |= STANDARD_KEYS[node.attr]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_key(node.value):
            found.add(node.value)
    return {SAME.get(key, key) for key in found}


def keys_in_manual() -> set[str]:
    return {unescape(key) for text in PAGES.values() for key in re.findall(r"<kbd>([^<]+)</kbd>", text)}


def words_on_screen() -> str:
    """Every text that the program or its standards may show."""
    texts = [
        node.value
        for tree in syntax_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    texts += [path.read_text(encoding="utf-8") for path in FORMS.rglob("*.toml")]
    texts += [step.title for step in steps(zhejiang())]
    return "\n".join(texts)


def _is_key(text: str) -> bool:
    return (
        bool(re.fullmatch(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:\w+|[-+=])|F\d+|Esc", text))
        and not QKeySequence(text).isEmpty()
    )


@pytest.mark.parametrize("standard", [zhejiang(), load(standards.read_folder(SECOND))], ids=["zj-2021", "js-2030"])
def test_every_step_of_a_standard_has_a_page(standard: Standard) -> None:
    assert {step_topic(standard, step) for step in steps(standard)} <= set(PAGES)


def test_every_step_of_the_2021_standard_has_a_page_of_its_own() -> None:
    standard = zhejiang()
    topics = [step_topic(standard, step) for step in steps(standard)]
    assert len(set(topics)) == len(topics)


def test_every_screen_has_a_place_in_the_manual() -> None:
    named = {help_topics.START, help_topics.SERVICES, *help_topics.SCREENS.values(), *help_topics.STEPS.values()}
    assert named | {page for _, page in help_topics.DIMENSIONS} <= places()


def test_every_screen_named_there_is_a_class_of_the_window() -> None:
    classes = {node.name for tree in syntax_trees() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    assert set(help_topics.SCREENS) <= classes


def test_every_page_is_in_the_contents_once() -> None:
    listed = [entry.page for entry in Manual().contents() if entry.page]
    assert sorted(listed) == sorted(set(PAGES) - {"index.html"})


def test_the_contents_name_a_page_as_it_names_itself() -> None:
    titles = {entry.page: entry.title for entry in Manual().contents() if entry.page}
    assert titles == {name: re.findall("<h1>(.*?)</h1>", PAGES[name])[0] for name in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    for link in re.findall(r'href="([^"]+\.html[^"]*)"', PAGES[page]):
        assert link in places()
    drawn = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DRAWN.glob("*.py")))
    for picture in re.findall(r'src="pictures/([^"]+)\.png"', PAGES[page]):
        step = picture.removeprefix("step-")
        assert f'"{picture}"' in drawn or step in {item.id for item in steps(zhejiang())}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_needs_no_network(page: str) -> None:
    assert not re.search(r"https?:|//\w|<script|@import", PAGES[page])


def test_every_key_in_the_manual_is_a_key_of_the_program_and_the_other_way_round() -> None:
    assert keys_in_manual() - NOT_OURS == keys_in_code()


def test_the_page_of_keys_names_them_all() -> None:
    listed = set(re.findall(r"<kbd>([^<]+)</kbd>", PAGES["keys.html"]))
    assert keys_in_code() <= listed


@pytest.mark.parametrize("page", PAGES)
def test_words_in_bold_are_words_on_the_screen(page: str) -> None:
    shown = words_on_screen()
    assert [word for word in re.findall("<b>(.*?)</b>", PAGES[page]) if unescape(word) not in shown] == []


def test_search_finds_what_people_type() -> None:
    manual = Manual()
    assert manual.search("怎么撤销")[0].place == "questions.html#undo"
    assert manual.search("U盘拔了")[0].heading == "U 盘拔出来了"
    assert "admin.html#log" in [section.place for section in manual.search("日志 Windows")]
    assert manual.search("zzz") == []
    assert manual.search("  ") == []


def test_a_manual_that_is_missing_has_no_contents(tmp_path: Path) -> None:
    assert Manual(tmp_path).contents() == []
    assert Manual(tmp_path).search("撤销") == []
