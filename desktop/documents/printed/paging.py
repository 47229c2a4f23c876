"""Blocks laid out on pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from msgspec import Struct

from desktop.documents.printed.blocks import Block


class Placed(Struct, frozen=True):
    """A block and its distance from the upper edge of the body, in points."""

    block: Block
    top: float


Page = tuple[Placed, ...]


def paginate(blocks: Iterable[Block], room: float) -> tuple[Page, ...]:
    """The pages of a flow; `room` is the height of a page's body in points."""
    waiting = deque(blocks)
    pages: list[Page] = []
    while waiting:
        page = _page(waiting, room)
        if page:
            pages.append(page)
    return tuple(pages)


def _page(waiting: deque[Block], room: float) -> Page:
    """Takes what fits on one page from the front of the flow."""
    placed: list[Placed] = []
    used = 0.0
    while waiting:
        block = waiting.popleft()
        space = block.space if placed else 0.0
        head, rest = _fitted(block, waiting, room - used - space, first=not placed)
        if head is not None:
            placed.append(Placed(head, used + space))
            used += space + head.height
        if rest is not None:
            waiting.appendleft(rest)
            break
    return tuple(placed)


def _fitted(block: Block, following: deque[Block], room: float, *, first: bool) -> tuple[Block | None, Block | None]:
    if not first and _kept(block, following) > room:
        return None, block
    if block.height <= room:
        return block, None
    head, rest = block.split(room)
    if head is None and first:  # taller than a page and not to be cut: better over the edge than never
        return block, None
    return head, rest


def _kept(block: Block, following: deque[Block]) -> float:
    """The height that must be free: the block, and the beginning of what it must not be parted from."""
    needed = 0.0
    current = block
    for after in following:
        if not current.keep:
            break
        needed += current.height + after.space
        current = after
    return needed + current.least
