"""What stands where: pieces with headings, two small pictures to a page, large ones on pages that lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from desktop.documents.dossier import Dossier
from desktop.documents.printed.blocks import LEFT, MM
from desktop.documents.printed.lines import Line, Style, set_lines
from desktop.documents.printed.lists import number_text
from desktop.documents.printed.paging import Page, paginate
from desktop.documents.printed.pen import PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.volume.pieces import Matter, Taken

NAME = Style(size=10.5, leading=14.5, bold=True)
DETAIL = Style(size=8.5, leading=12)
_BELOW_HEADING, _BETWEEN = 2 * MM, 6 * MM
_PAIRED_PIXELS = 1_440  # a wider screenshot would be too small to read beside another one on an upright page
_WORTH_TURNING = 1.12  # a page is turned where that makes what stands on it so much larger


class Room(Struct, frozen=True):
    """Where evidence may stand on a page: lengths in points from the upper left corner."""

    left: float
    top: float
    width: float
    height: float


UPRIGHT = Room(LEFT, 20 * MM, PAGE_WIDTH - 40 * MM, PAGE_HEIGHT - 36 * MM)
LYING = Room(14 * MM, 26 * MM, PAGE_HEIGHT - 28 * MM, PAGE_WIDTH - 41 * MM)  # bound at its upper edge


class Heading(Struct, frozen=True):
    """What stands above a piece, or above a page on which it goes on."""

    name: tuple[Line, ...]
    detail: tuple[Line, ...]

    @property
    def height(self) -> float:
        """All lines."""
        return len(self.name) * NAME.leading + len(self.detail) * DETAIL.leading


class Spot(Struct, frozen=True):
    """A picture or page at its place."""

    matter: Matter
    scale: float
    left: float
    top: float


class Part(Struct, frozen=True):
    """A piece on a page: its heading, and below it something placed or text."""

    taken: Taken
    first: bool
    heading: Heading
    top: float
    spot: Spot | None = None
    text: Page = ()

    @property
    def below(self) -> float:
        """Where what belongs to the heading begins."""
        return self.top + self.heading.height + _BELOW_HEADING


class Leaf(Struct, frozen=True):
    """A page of the volume."""

    lying: bool
    parts: tuple[Part, ...]


def leaves(dossier: Dossier, pieces: Sequence[Taken]) -> Iterator[Leaf]:
    """The pages of all pieces, in their order."""
    position = 0
    while position < len(pieces):
        one, *following = pieces[position : position + 3]
        pair = _pair(dossier, one, following[0]) if _belong(one, following) else None
        if pair:
            yield pair
            position += 2
        else:
            yield from _alone(dossier, one)
            position += 1


def title(dossier: Dossier, taken: Taken) -> str:
    """The number and what a piece is: 012 登录页截图：MES；more uses are counted."""
    entry = taken.piece.entry
    more = f"（等 {len(entry.uses)} 项用途）" if len(entry.uses) > 1 else ""
    return f"{number_text(dossier, entry.number)}　{entry.uses[0]}{more}"


def _heading(dossier: Dossier, taken: Taken, width: float, page: int, pages: int) -> Heading:
    piece = taken.piece
    where = f"（第 {page}/{pages} 页）" if pages > 1 else ""
    named = set_lines(title(dossier, taken) + where, NAME, width)
    if page > 1:
        return Heading(named, ())
    said = [f"指标：{piece.indicator}" if piece.indicator else "", f"原文件名：{piece.file}"]
    return Heading(named, set_lines("　　".join(part for part in said if part), DETAIL, width))


def _belong(one: Taken, following: Sequence[Taken]) -> bool:
    """Whether two small pictures share a page: not where the second one and the third are about the same system."""
    if not following or not (_small(one) and _small(following[0])):
        return False
    subjects = [taken.piece.entry.subject for taken in (one, *following)]
    return subjects[0] == subjects[1] or not (subjects[1] and subjects[1:2] == subjects[2:] and _small(following[-1]))


def _small(taken: Taken) -> bool:
    """Whether it is one lying picture that is still read at half a page."""
    if len(taken.matters) != 1:
        return False
    matter = taken.matters[0]
    return 0 < matter.pixels <= _PAIRED_PIXELS and matter.width >= matter.height


def _pair(dossier: Dossier, one: Taken, two: Taken) -> Leaf | None:
    """Both on one page, where neither becomes smaller than the page's width makes it."""
    half = (UPRIGHT.height - _BETWEEN) / 2
    parts = []
    for position, taken in enumerate((one, two)):
        room = replace(UPRIGHT, top=UPRIGHT.top + position * (half + _BETWEEN), height=half)
        part = _placed(dossier, taken, room)
        if part.spot is None or part.spot.scale < min(1.0, room.width / part.spot.matter.width) * 0.85:
            return None
        parts.append(part)
    return Leaf(lying=False, parts=tuple(parts))


def _alone(dossier: Dossier, taken: Taken) -> Iterator[Leaf]:
    pages = len(taken.matters)
    for number in range(pages):
        upright, lying = (_placed(dossier, taken, room, number) for room in (UPRIGHT, LYING))
        assert upright.spot is not None  # noqa: S101  (a matter always has its spot)
        assert lying.spot is not None  # noqa: S101
        turned = lying.spot.scale > upright.spot.scale * _WORTH_TURNING
        yield Leaf(lying=turned, parts=(lying if turned else upright,))
    if not pages:
        yield from _text(dossier, taken)


def _placed(dossier: Dossier, taken: Taken, room: Room, number: int = 0) -> Part:
    """One picture or page as large as the room below its heading allows, in the middle."""
    heading = _heading(dossier, taken, room.width, number + 1, len(taken.matters))
    part = Part(taken, number == 0, heading, room.top)
    matter = taken.matters[number]
    height = max(room.top + room.height - part.below, 1.0)
    scale = min(1.0, room.width / matter.width, height / matter.height)
    left = room.left + (room.width - scale * matter.width) / 2
    return replace(part, spot=Spot(matter, scale, left, part.below))


def _text(dossier: Dossier, taken: Taken) -> Iterator[Leaf]:
    heading = _heading(dossier, taken, UPRIGHT.width, 1, 1)
    part = Part(taken, first=True, heading=heading, top=UPRIGHT.top)
    pages = paginate(taken.blocks, UPRIGHT.top + UPRIGHT.height - part.below)
    for number, page in enumerate(pages, start=1):
        shown = _heading(dossier, taken, UPRIGHT.width, number, len(pages))
        yield Leaf(lying=False, parts=(replace(part, first=number == 1, heading=shown, text=page),))
