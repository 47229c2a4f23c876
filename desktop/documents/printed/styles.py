"""The type of the pages: 宋体 for what is read, 黑体 for titles, sizes as official documents use them."""

from __future__ import annotations

from desktop.documents.printed.blocks import Entry, Paragraph, paragraph
from desktop.documents.printed.lines import Style

COVER_TITLE = Style(size=26, leading=42, bold=True, align="center")
COVER_ROLE = Style(size=36, leading=60, bold=True, align="center")
ATTACHMENT = Style(size=12, leading=18, bold=True)
TITLE = Style(size=18, leading=28, bold=True, align="center")
SECTION = Style(size=13, leading=20, bold=True)
BODY = Style(size=11, leading=18.5, align="justify", indent=2)
NOTE = Style(size=9, leading=14, align="justify")
LABEL = Style(size=9, leading=12.5, align="center")
FORM_LABEL = Style(size=9.5, leading=13, align="center")
HEADING = Style(size=9, leading=12.5, bold=True, align="center")
VALUE = Style(size=10, leading=14.5)
MIDDLE = Style(size=10, leading=14.5, align="center")
FIGURE = Style(size=10, leading=14.5, align="right")
LONG = Style(size=10.5, leading=17, align="justify", indent=2)
SMALL = Style(size=8.5, leading=11.8)
REASON = Style(size=9.5, leading=13.5)
STRONG = Style(size=10, leading=14, bold=True, align="center")


def title(text: str, subtitle: str = "") -> list[Paragraph]:
    """The title of a part, under the number of the attachment where it has one; an entry of the outline."""
    entry = Entry(f"{subtitle} {text}".strip())
    shown = paragraph(text, TITLE, 4 if subtitle else 28, keep=True, entry=entry)
    return [paragraph(subtitle, ATTACHMENT, keep=True), shown] if subtitle else [shown]


def section(text: str) -> Paragraph:
    """A heading inside a part."""
    return paragraph(text, SECTION, 14, keep=True, entry=Entry(text, 1))
