"""The report on verified packages as a PDF: the verdict first, the four natures (四性检测), then every problem."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from desktop.documents.printed.blocks import BODY_WIDTH, LEFT, Block, paragraph
from desktop.documents.printed.lines import Style, set_lines
from desktop.documents.printed.paging import paginate
from desktop.documents.printed.pen import PAGE_HEIGHT, Information, Pen
from desktop.documents.printed.styles import BODY, HEADING, MIDDLE, NOTE, SMALL, VALUE, section, title
from desktop.documents.printed.table import Column, Table, heading, row

_TITLE = "申报包核验报告"
_TOP, _FOOT = 54.0, 60.0  # points above and below the body
_VERDICT = Style(size=14, leading=22, bold=True)
_FACTS = (Column("项目", 30, MIDDLE), Column("内容", 130, VALUE))
_NATURES = (Column("性质", 22, MIDDLE), Column("核验了什么", 88, VALUE), Column("结果", 50, VALUE))
_PROBLEMS = (Column("代码", 36, SMALL), Column("位置", 44, SMALL), Column("问题", 80, SMALL))


class Verified(Struct, frozen=True):
    """One package in words: its name, the verdict, facts (what, value), natures (name, what, result), problems."""

    name: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    natures: tuple[tuple[str, str, str], ...]
    problems: tuple[tuple[str, str, str], ...]


def write_report(packages: tuple[Verified, ...], software: str, day: str, moment: str) -> bytes:
    """The report on these packages; `day` is ISO, `moment` says when they were verified.

    Raises:
        YunqiError: a font file is missing.
    """
    pen = Pen(Information(_TITLE, "", packages[0].name if len(packages) == 1 else "", software, day))
    pages = [page for item in packages for page in paginate(_flow(item, moment), PAGE_HEIGHT - _TOP - _FOOT)]
    for number, page in enumerate(pages, start=1):
        for placed in page:
            placed.block.draw(pen, _TOP + placed.top)
        foot = f"{software}　{moment}　第 {number}/{len(pages)} 页"
        pen.rule(LEFT, PAGE_HEIGHT - 44, BODY_WIDTH)
        pen.lines(set_lines(foot, SMALL, BODY_WIDTH), SMALL, LEFT, PAGE_HEIGHT - 38)
        pen.turn_page()
    return pen.finish()


def _flow(item: Verified, moment: str) -> Iterator[Block]:
    yield from title(_TITLE)
    yield paragraph(item.verdict, _VERDICT, 10)
    facts = (("文件", item.name), *item.facts, ("核验时间", moment))
    yield Table((), tuple(row(_FACTS, fact) for fact in facts), space=8)
    yield section("四性检测")
    rows = tuple(row(_NATURES, nature) for nature in item.natures)
    yield Table((heading(_NATURES, HEADING),), rows, "四性检测", space=4)
    yield section("发现的问题")
    if item.problems:
        rows = tuple(row(_PROBLEMS, (code, path or "整个申报包", words)) for code, path, words in item.problems)
        yield Table((heading(_PROBLEMS, HEADING),), rows, "发现的问题", space=4)
    else:
        yield paragraph("没有发现问题。", BODY, 4)
    note = "核验只说明申报包自封装后有没有改动、各份材料彼此是否一致；填报内容是否真实，由申报企业负责。"
    yield paragraph(note, NOTE, 14)
