"""The volume's own words: cover, index, and the sheets that stand for what cannot be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import MM, Block, Entry, paragraph
from desktop.documents.printed.cover import Fact, date_of, facts, head
from desktop.documents.printed.lines import Style
from desktop.documents.printed.lists import number_text
from desktop.documents.printed.sheet import seal_groups
from desktop.documents.printed.styles import (
    BODY,
    FIGURE,
    HEADING,
    LABEL,
    MIDDLE,
    NOTE,
    SECTION,
    SMALL,
    TITLE,
    VALUE,
)
from desktop.documents.printed.table import Cell, Column, Row, Table, cells, heading, row
from desktop.documents.volume.pieces import Piece, Summary, Taken

ROLE = "佐证材料汇编"
INDEX = "佐证材料目录"
NOT_BOUND = "未能装入，见该页"
_LINE = Style(size=12, leading=24)
_INDEX = (
    Column("编号", 14, MIDDLE),
    Column("用途", 66, VALUE),
    Column("原文件名", 64, VALUE),
    Column("页码", 16, FIGURE),
)
_FACTS = (30, 130)  # millimetres of label and value
_READ = (34, 96, 30)  # label, value, source
_SOURCES = {"xml": "XML 文件", "ofd": "OFD 文件"}
_WHERE = "申报包内“佐证材料.zip”里的"


def cover(dossier: Dossier, pages: int, missing: int) -> Iterator[Block]:
    """The first page."""
    stamp = dossier.stamp
    yield from head(dossier, ROLE, 60, 60)
    yield from facts(dossier)
    yield Fact("材料数量", f"{len(dossier.entries)} 份，全册共 {pages} 页")
    yield date_of(dossier)
    if missing:
        yield paragraph(f"其中 {missing} 份未能装入本册，各有一页说明，请看电子文件。", _centred(), 20)
    if stamp.seal_code:
        yield paragraph(f"封装码（SHA-256）\n{seal_groups(stamp.seal_code)}", _centred(), 20)


def index(dossier: Dossier, pieces: Sequence[Taken], pages: Mapping[int, int]) -> Iterator[Block]:
    """Every piece with the page it begins on; `pages` is by number."""
    yield paragraph(INDEX, TITLE, entry=Entry("目录"))
    if not pieces:
        yield paragraph("未附佐证材料。", BODY, 12)
        return
    words = "编号和顺序与申报材料里的佐证材料目录、申报包内的佐证材料相同。"
    yield paragraph(f"共 {len(pieces)} 份。{words}", NOTE, 6, keep=True)
    rows = [_index_row(dossier, taken, pages.get(taken.piece.entry.number, 0)) for taken in pieces]
    yield Table((heading(_INDEX, HEADING),), tuple(rows), INDEX, space=6)


def naming(piece: Piece, reason: str) -> tuple[Block, ...]:
    """A sheet that names a file which is not printed, and where to find it."""
    item = piece.entry.evidence
    size = "未知" if item.bytes is None else f"{item.bytes:,} 字节"
    facts = [
        ("原文件名", item.file),
        ("大小", size),
        ("SHA-256", item.sha256 or "—"),
        ("日期", item.dated or "—"),
        ("用途", "\n".join(piece.entry.uses)),
        ("电子文件", f"{_WHERE}“{piece.entry.path}”"),
    ]
    if item.note:
        facts.append(("说明", item.note))
    return paragraph(reason, BODY, 6, keep=True), _table(facts)


def invoice(piece: Piece, summary: Summary) -> tuple[Block, ...]:
    """What an electronic invoice says, each value with its source, and where the file is."""
    rows = [
        Row((*_label(label, _READ[0]), *_values((value, source), _READ[1:], _READ[0])))
        for label, value, source in (
            (name, value, _SOURCES.get(source, source)) for name, value, source in summary.facts
        )
    ]
    titles = Row(_cells(("项目", "内容", "读自"), _READ, HEADING), shaded=True)
    made: list[Block] = [
        paragraph(summary.title, SECTION, 4, keep=True),
        Table((titles,), tuple(rows), summary.title, 4),
    ]
    if summary.rows:
        made.append(paragraph("开票明细", SECTION, 12, keep=True))
        made.append(_lines(summary))
    made.append(paragraph(summary.note, NOTE, 8))
    made.append(paragraph("文件", SECTION, 12, keep=True))
    made += naming(piece, "")[1:]
    return tuple(made)


def _lines(summary: Summary) -> Table:
    first = 46
    other = (160 - first) / max(1, len(summary.columns) - 1)
    columns = tuple(
        Column(name, first if not position else other, SMALL) for position, name in enumerate(summary.columns)
    )
    return Table((heading(columns, HEADING),), tuple(row(columns, texts) for texts in summary.rows), "开票明细", 4)


def _table(facts: Sequence[tuple[str, str]]) -> Table:
    rows = [Row((*_label(name, _FACTS[0]), *_values((value,), _FACTS[1:], _FACTS[0]))) for name, value in facts]
    return Table((), tuple(rows), space=6)


def _label(text: str, width: float) -> tuple[Cell, ...]:
    return cells([(text, width * MM, LABEL)], label=True)


def _values(texts: Sequence[str], widths: Sequence[float], left: float) -> tuple[Cell, ...]:
    return cells([(text, width * MM, VALUE) for text, width in zip(texts, widths, strict=True)], left * MM)


def _cells(texts: Sequence[str], widths: Sequence[float], style: Style) -> tuple[Cell, ...]:
    return cells([(text, width * MM, style) for text, width in zip(texts, widths, strict=True)], label=True)


def _index_row(dossier: Dossier, taken: Taken, page: int) -> Row:
    entry = taken.piece.entry
    uses = "\n".join(entry.uses) + (f"\n（{NOT_BOUND}）" if taken.problem else "")
    return row(_INDEX, (number_text(dossier, entry.number), uses, taken.piece.file, str(page) if page else ""))


def _centred() -> Style:
    return Style(size=9, leading=14, align="center")
