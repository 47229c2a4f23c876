"""The last parts: index of evidence, warnings with reasons, what was corrected, the declaration to sign and stamp."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from desktop.documents.dossier import Dossier
from desktop.documents.place_words import place_text
from desktop.documents.printed.blocks import BODY_WIDTH, LEFT, MM, Block, Whole, paragraph
from desktop.documents.printed.lines import Line, Style, set_lines, text_width
from desktop.documents.printed.lists import number_text
from desktop.documents.printed.pen import Pen
from desktop.documents.printed.sheet import seal_groups
from desktop.documents.printed.styles import BODY, HEADING, MIDDLE, NOTE, SMALL, VALUE, title
from desktop.documents.printed.table import PADDING_X, Column, Row, Table, cells, heading, row
from desktop.documents.wording import CHANGE_COLUMNS, EVIDENCE_COLUMNS, NO_REASON, WARNING_COLUMNS
from desktop.standard.catalogue import Entry
from desktop.standard.definition import Level

INDEX, WARNINGS, CORRECTIONS, DECLARATION = "佐证材料目录", "警告说明", "更正说明", "真实性承诺"
_INDEX = (
    Column(EVIDENCE_COLUMNS[0], 14, MIDDLE),
    Column(EVIDENCE_COLUMNS[1], 60, VALUE),
    Column(EVIDENCE_COLUMNS[2], 86, VALUE),
)
_WARNINGS = tuple(Column(title, width, VALUE) for title, width in zip(WARNING_COLUMNS, (38, 68, 54), strict=True))
_CHANGES = tuple(Column(title, width, VALUE) for title, width in zip(CHANGE_COLUMNS, (40, 60, 60), strict=True))
_DETAILS_WIDTH = BODY_WIDTH - _INDEX[0].width * MM - 2 * PADDING_X
_SIGN = Style(size=12, leading=20)
_SIGN_WIDTH = 92 * MM


class Signatures(Whole, frozen=True):
    """Places for the company seal, the legal representative's signature and the date."""

    enterprise: str
    space: ClassVar[float] = 24

    @property
    def height(self) -> float:
        """The name, the room for the seal, the signature and the date."""
        return self._signature_top + 44 * MM

    @property
    def _name(self) -> tuple[Line, ...]:
        return set_lines(f"申报企业（盖章）：{self.enterprise}", _SIGN, _SIGN_WIDTH)

    @property
    def _signature_top(self) -> float:
        return max(48 * MM, len(self._name) * _SIGN.leading + 12 * MM)

    def draw(self, pen: Pen, top: float) -> None:
        """Three lines on the right side, with room for a round seal of 42 mm over the name."""
        left = LEFT + BODY_WIDTH - _SIGN_WIDTH
        pen.lines(self._name, _SIGN, left, top)
        top += self._signature_top
        pen.lines(set_lines("法定代表人（签字）：", _SIGN, _SIGN_WIDTH), _SIGN, left, top)
        pen.rule(left + 40 * MM, top + _SIGN.leading - 2, _SIGN_WIDTH - 40 * MM)
        date = set_lines("日期：　　　　年　　　　月　　　　日", _SIGN, _SIGN_WIDTH)
        pen.lines(date, _SIGN, left, top + 18 * MM)


def index(dossier: Dossier) -> Iterator[Block]:
    """Every file of evidence in the reviewer's order."""
    yield from title(INDEX)
    if not dossier.entries:
        yield paragraph("未附佐证材料。", BODY, 6)
        return
    total = sum(entry.evidence.bytes or 0 for entry in dossier.entries)
    yield paragraph(
        f"共 {len(dossier.entries)} 份，合计 {total:,} 字节。每份材料的 SHA-256 可用于核对电子文件。",
        NOTE,
        4,
        keep=True,
    )
    rows = [made for entry in dossier.entries for made in _entry(dossier, entry)]
    yield Table((heading(_INDEX, HEADING),), tuple(rows), INDEX, space=4)


def warnings(dossier: Dossier) -> Iterator[Block]:
    """What the checks found unusual, and what the enterprise says to it."""
    found = [item for item in dossier.findings if item.level is Level.WARNING]
    errors = any(item.level is Level.ERROR for item in dossier.findings)
    if not (errors or found):
        return
    yield from title(WARNINGS)
    if errors:
        yield paragraph("本材料尚有必须改正的错误，改正后才能正式封装。", BODY, 6)
    if not found:
        return
    rows = [row(_WARNINGS, (place_text(dossier, item.place), item.message, item.reason or NO_REASON)) for item in found]
    yield Table((heading(_WARNINGS, HEADING),), tuple(rows), WARNINGS, space=8)


def corrections(dossier: Dossier) -> Iterator[Block]:
    """From version 2 on: what this version replaces, and what differs."""
    stamp = dossier.stamp
    if not (stamp.supersedes or stamp.changes):
        return
    yield from title(CORRECTIONS)
    if stamp.supersedes:
        yield paragraph("本版代替此前封装的一版，其封装码为：", BODY, 6, keep=True)
        yield paragraph(seal_groups(stamp.supersedes, 4), MIDDLE, 4)
    if not stamp.changes:
        yield paragraph("内容与上一版相同。", BODY, 6)
        return
    rows = [
        row(_CHANGES, (place_text(dossier, item.path), item.old or "（无）", item.new or "（无）"))
        for item in stamp.changes
    ]
    yield Table((heading(_CHANGES, HEADING),), tuple(rows), CORRECTIONS, space=8)


def declaration(dossier: Dossier) -> Iterator[Block]:
    """What the enterprise answers for, with places to stamp and sign."""
    yield from title(DECLARATION)
    yield paragraph(
        dossier.standard.texts.declaration, Style(size=12, leading=24, align="justify", indent=2), 14, keep=True
    )
    yield Signatures(dossier.enterprise)


def _entry(dossier: Dossier, entry: Entry) -> Iterator[Row]:
    item = entry.evidence
    size = "未知" if item.bytes is None else f"{item.bytes:,} 字节"
    facts = f"大小：{size}　日期：{item.dated or '—'}"
    details = [
        *_together(f"原文件名：{item.file}", facts),
        *_together(f"SHA-256：{item.sha256 or '—'}", f"说明：{item.note}" if item.note else ""),
    ]
    group = cells([(number_text(dossier, entry.number), _INDEX[0].width * MM, MIDDLE)], label=True)[0]
    named = (("\n".join(entry.uses), _INDEX[1]), (entry.path, _INDEX[2]))
    yield Row(cells([(text, column.width * MM, column.style) for text, column in named], group.width), group, keep=True)
    yield Row(cells([("\n".join(details), BODY_WIDTH - group.width, SMALL)], group.width), group)


def _together(*parts: str) -> Iterator[str]:
    """The parts on one line where that is wide enough, else each on its own."""
    said = [part for part in parts if part]
    line = "　".join(said)
    if text_width(line, SMALL) <= _DETAILS_WIDTH:
        yield line
    else:
        yield from said
