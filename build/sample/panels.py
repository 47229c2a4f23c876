"""What fills the main pages of the sample: small charts, tables and boards."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .sheet import Box, Picture, mix, pick

if TYPE_CHECKING:
    from collections.abc import Callable

WHITE, INK, GREY, PALE, LINE, FAINT = "#FFFFFF", "#1F2733", "#6B7585", "#A3ABB8", "#DDE2EA", "#F3F5F8"
STATES = (("已完成", "#177548"), ("进行中", "#1B5FCC"), ("待审核", "#9A6200"))
ROW = 34
WIDE_CARD = 110  # from here on a card has room for a name beside its date
MAX_SHARE_SEEDS = (9, 26)


def shades(colour: str, count: int) -> list[str]:
    """Make a scale from the system's colour towards pale."""
    return [mix(colour, WHITE, 0.72 * step / max(1, count - 1)) for step in range(count)]


def bars(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw columns over their labels."""
    x, y, width, height = box
    labels = parts[0]
    each, floor = width / len(labels), y + height - 24
    for step in range(4):
        level = floor - (height - 48) * step / 3
        picture.line([(x, level), (x + width, level)], LINE if step == 0 else FAINT)
    for step, label in enumerate(labels):
        share = pick(f"{colour}{label}", 35, 96)
        tall = (height - 50) * share / 100
        wide = min(46, each * 0.55)
        middle = x + each * (step + 0.5)
        picture.box((middle - wide / 2, floor - tall, wide, tall), colour if step % 2 == 0 else mix(colour, WHITE, 0.4))
        picture.text((middle, floor - tall - 11), str(share * 12), 13, GREY, "m sans")
        picture.text((middle, floor + 15), label, 13, GREY, "m sans")


def line(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw one or two curves over twelve steps."""
    x, y, width, height = box
    floor, inks = y + height - 24, (colour, "#D08A2E")
    for step in range(5):
        level = y + 12 + (floor - y - 12) * step / 4
        picture.line([(x + 32, level), (x + width, level)], LINE if step == 4 else FAINT)  # noqa: PLR2004 - the axis
        picture.text((x + 24, level), str(100 - step * 25), 12, PALE, "r sans")
    spread = (width - 56) / 11
    for row, label in enumerate(parts[0]):
        base, wave = pick(f"{colour}{label}", 30, 60), pick(f"{label}{colour}", 2, 9)
        values = [base + step * 2.4 + 11 * math.sin(step * 0.7 + wave) - row * 12 for step in range(12)]
        points = [(x + 44 + spread * step, floor - (floor - y - 12) * value / 100) for step, value in enumerate(values)]
        picture.line(points, inks[row], 3)
        for point in points:
            picture.disc(point, 4, inks[row])
        picture.box((x + width - 160 + row * 84, y - 12, 12, 12), inks[row], None, 2)
        picture.text((x + width - 142 + row * 84, y - 6), label, 13, GREY, "l sans")
    for step in range(12):
        picture.text((x + 44 + spread * step, floor + 15), str(step + 1), 12, PALE, "m sans")


def cell(title: str, name: str, row: int) -> str:
    """Make up what stands in a column from its title."""
    if title.endswith(("号", "编号")):
        return f"{pick(title, 20, 89)}20-{pick(name + title, 1000, 9899)}"
    if title.endswith(("日期", "时间")):
        return f"2020-{12 - row % 2:02d}-{pick(name, 10, 28)}"
    if title == "版本":
        return f"{'ABC'[pick(name, 0, 2)]}.{pick(name + title, 1, 6)}"
    if title.endswith("率"):
        return f"{pick(name, 46, 99)}%"
    return str(pick(name + title, 12, 960)) if title.endswith("数量") else name


def table(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw a list with a coloured head and states."""
    x, y, width, height = box
    heads, names = parts
    tall = min(44.0, max(26.0, (height - 4) / (len(names) + 1)))
    edges = [x + width * share for share in (0, 0.27, 0.58, 0.82)]
    picture.box((x, y, width, tall), mix(colour, WHITE, 0.88), None, 4)
    for edge, head in zip(edges, heads, strict=True):
        picture.text((edge + 12, y + tall / 2), head, 14, INK, "l sans")
    for row, name in enumerate(names[: int((height - tall) // tall)]):
        middle = y + tall * (row + 1.5)
        for edge, head in zip(edges[:3], heads, strict=False):
            picture.text((edge + 12, middle), cell(head, name, row), 14, INK if edge != x else GREY, "l sans")
        state, ink = STATES[pick(name + colour, 0, 2)]
        picture.box((edges[3] + 8, middle - 12, 64, 24), mix(ink, WHITE, 0.86), None, 4)
        picture.text((edges[3] + 40, middle), state, 13, ink, "m sans")
        picture.line([(x, middle + tall / 2), (x + width, middle + tall / 2)], FAINT)


def donut(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw shares of a whole, with a key that adds up to 100."""
    x, y, width, height = box
    labels = parts[0]
    seeds = [pick(colour + label, *MAX_SHARE_SEEDS) for label in labels]
    shares = [round(100 * seed / sum(seeds)) for seed in seeds]
    shares[0] += 100 - sum(shares)
    radius = min(height / 2 - 6, width * 0.24, 128)
    centre, angle = (x + radius + 12, y + height / 2), -90.0
    for share, shade in zip(shares, shades(colour, len(labels)), strict=True):
        picture.slice(centre, radius, (angle, angle + share * 3.6), shade)
        angle += share * 3.6
    picture.disc(centre, radius * 0.6, WHITE)
    picture.text(centre, "100%", 18, INK, "m sans")
    left = centre[0] + radius + 32
    gap = min(ROW, height / len(labels))
    for row, (label, share) in enumerate(zip(labels, shares, strict=True)):
        middle = y + height / 2 + gap * (row - (len(labels) - 1) / 2)
        picture.box((left, middle - 6, 12, 12), shades(colour, len(labels))[row], None, 2)
        picture.text((left + 22, middle), label, 14, INK, "l sans")
        picture.text((min(left + 180, x + width), middle), f"{share}%", 14, GREY, "r sans")


def gantt(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw tasks as bars over time."""
    x, y, width, height = box
    labels, left = parts[0], x + 112
    room = width - 112
    tall = min(44, (height - 24) / len(labels))
    for step in range(7):
        at = left + room * step / 6
        picture.line([(at, y + 24), (at, y + 24 + tall * len(labels))], FAINT)
        if step < 6:  # noqa: PLR2004 - the last line closes the grid
            picture.text((at + room / 12, y + 10), f"{step + 1} 周", 13, PALE, "m sans")
    for row, label in enumerate(labels):
        middle = y + 24 + tall * (row + 0.5)
        start, wide = pick(label, 0, 42) / 100, pick(colour + label, 26, 52) / 100
        done = pick(label + colour, 20, 100) / 100
        picture.text((x, middle), label, 14, INK, "l sans")
        picture.box((left + room * start, middle - 9, room * wide, 18), mix(colour, WHITE, 0.72), None, 4)
        picture.box((left + room * start, middle - 9, room * wide * done, 18), colour, None, 4)
        picture.text((left + room * (start + wide) + 8, middle), f"{done:.0%}", 13, GREY, "l sans")


def kanban(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw columns of cards."""
    x, y, width, height = box
    heads, cards = parts
    each = (width - 12 * (len(heads) - 1)) / len(heads)
    room = int((height - 48) // 56)
    for column, head in enumerate(heads):
        left = x + column * (each + 12)
        mine = cards[column :: len(heads)][:room]
        picture.box((left, y, each, height), FAINT, None, 6)
        picture.box((left, y, each, 4), shades(colour, len(heads))[column])
        picture.text((left + 12, y + 24), f"{head} {len(mine)}", 14, INK, "l sans")
        for row, name in enumerate(mine):
            top = y + 44 + row * 56
            picture.box((left + 8, top, each - 16, 48), WHITE, LINE, 5)
            picture.text((left + 18, top + 16), name, 14, INK, "l sans")
            told = f"12-{pick(name, 10, 28)}" + (f" · 样例{'一二三四'[pick(name, 0, 3)]}" if each > WIDE_CARD else "")
            picture.text((left + 18, top + 35), told, 12, GREY, "l sans")


def tree(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw a root, three branches and four leaves, joined from left to right."""
    x, y, width, height = box
    root, *others = parts[0]
    columns = [[root], others[:3], others[3:]]
    wide = min(150.0, width / 3 - 24)
    step = (width - wide) / 2
    spots: list[list[float]] = [
        [y + height * (row + 0.5) / len(names) for row in range(len(names))] for names in columns
    ]
    for column in (1, 2):
        for row, middle in enumerate(spots[column]):
            parent = spots[column - 1][min(row, len(spots[column - 1]) - 1) if column > 1 else 0]
            start, end = x + step * (column - 1) + wide, x + step * column
            half = (start + end) / 2
            picture.line([(start, parent), (half, parent), (half, middle), (end, middle)], PALE, 2)
    for column, names in enumerate(columns):
        fill = (colour, mix(colour, WHITE, 0.8), WHITE)[column]
        for middle, name in zip(spots[column], names, strict=True):
            picture.box((x + step * column, middle - 19, wide, 38), fill, colour if column else None, 5)
            ink = WHITE if column == 0 else INK
            picture.text((x + step * column + wide / 2, middle), name, 14, ink, "m sans")


def heat(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw a grid of loads."""
    x, y, width, height = box
    labels, count = parts[0], 16
    tall = min(46, (height - 22) / len(labels))
    each = (width - 72) / count
    scale = shades(colour, 5)
    for row, label in enumerate(labels):
        picture.text((x, y + tall * (row + 0.5)), label, 14, INK, "l sans")
        for column in range(count):
            shade = scale[pick(f"{colour}{label}{column}", 0, 4)]
            picture.box((x + 72 + each * column, y + tall * row + 2, each - 4, tall - 4), shade, None, 3)
    base = y + tall * len(labels) + 12
    picture.text((x + 72, base), "低", 13, GREY, "l sans")
    for step, shade in enumerate(reversed(scale)):
        picture.box((x + 96 + step * 24, base - 6, 20, 12), shade, None, 2)
    picture.text((x + 222, base), "高", 13, GREY, "l sans")


def flow(picture: Picture, box: Box, colour: str, parts: list[list[str]]) -> None:
    """Draw steps one after another with what is in each."""
    x, y, width, height = box
    labels = parts[0]
    each = width / len(labels)
    middle = y + height / 2 - 12
    picture.line([(x + each / 2, middle), (x + width - each / 2, middle)], LINE, 4)
    for step, label in enumerate(labels):
        centre = (x + each * (step + 0.5), middle)
        now = step == len(labels) // 2
        reach = min(34, each / 2 - 8)
        picture.disc(centre, reach, colour if now else mix(colour, WHITE, 0.82))
        amount = pick(colour + label, 40, 98) * (len(labels) - step)
        picture.text(centre, str(amount), 16, WHITE if now else INK, "m sans")
        picture.text((centre[0], middle + reach + 20), label, 15, INK, "m sans")


PANELS: dict[str, Callable[[Picture, Box, str, list[list[str]]], None]] = {
    "bars": bars,
    "line": line,
    "table": table,
    "donut": donut,
    "gantt": gantt,
    "kanban": kanban,
    "tree": tree,
    "heat": heat,
    "flow": flow,
}
