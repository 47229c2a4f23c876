"""The screenshots of the sample: a login page and a main page for every listed system."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .panels import PANELS
from .sheet import MARK, Box, Picture, mix, pick

WIDTH, HEIGHT, BAR = 1280, 720, 48
WHITE, INK, GREY, PALE, LINE, GROUND = "#FFFFFF", "#1F2733", "#6B7585", "#A3ABB8", "#DDE2EA", "#F3F5F8"
COMPANY = "浙江样例动力股份有限公司"
LOOKS = 12  # positions of the card times kinds of backdrop


@dataclass(frozen=True)
class Screen:
    """What the pages of one system show."""

    number: int
    name: str
    host: str
    colour: str
    look: int
    menu: list[str]
    tiles: list[tuple[str, str]]
    panels: list[str]
    cloud: bool

    @property
    def address(self) -> str:
        """The address in the browser's bar."""
        return f"{'https' if self.cloud else 'http'}://{self.host}.sample.example"


def browser(picture: Picture, address: str) -> None:
    """Draw the browser's bar."""
    picture.box((0, 0, WIDTH, BAR), "#E4E8EE")
    for step, colour in enumerate(("#E06C5F", "#E2B04A", "#6DB36B")):
        picture.disc((24 + step * 20, BAR / 2), 5.5, colour)
    picture.line([(104, 24), (112, 17)], GREY, 2)
    picture.line([(104, 24), (112, 31)], GREY, 2)
    picture.line([(136, 17), (144, 24), (136, 31)], PALE, 2)
    picture.box((168, 9, WIDTH - 192, 30), WHITE, LINE, 15)
    picture.box((184, 21, 11, 9), GREY, None, 2)
    picture.ring((189.5, 20), 4, GREY, 1.6)
    picture.text((206, 24), address, 14, INK, "l sans")


def mark(picture: Picture, at: tuple[float, float]) -> None:
    """Say in the corner that all this is made up."""
    picture.box((at[0] - 176, at[1] - 14, 176, 28), "#FFF4DC", "#D9A441", 4)
    picture.text((at[0] - 88, at[1]), MARK, 14, "#8A5A00", "m sans")


def bands(picture: Picture, screen: Screen, ground: str, shade: str) -> None:
    """Backdrop: slanted bands."""
    picture.box((0, BAR, WIDTH, HEIGHT - BAR), ground)
    for step in range(3):
        x = pick(f"{screen.host}{step}", 60, 220) + step * 420
        picture.area([(x, BAR), (x + 170, BAR), (x - 190, HEIGHT), (x - 360, HEIGHT)], shade)


def circles(picture: Picture, screen: Screen, ground: str, shade: str) -> None:
    """Backdrop: large circles."""
    picture.box((0, BAR, WIDTH, HEIGHT - BAR), ground)
    for step in range(5):
        x = 40 + step * 300
        y = pick(f"{screen.host}y{step}", 120, 680)
        picture.disc((x, y), pick(f"{screen.host}r{step}", 80, 190), shade)
    picture.box((0, 0, WIDTH, BAR), ground)


def skyline(picture: Picture, screen: Screen, ground: str, shade: str) -> None:
    """Backdrop: columns like a works' skyline."""
    picture.box((0, BAR, WIDTH, HEIGHT - BAR), ground)
    for step in range(16):
        tall = pick(f"{screen.host}{step}", 60, 460)
        picture.box((step * 82, HEIGHT - tall, 64, tall), shade)


def hills(picture: Picture, screen: Screen, ground: str, shade: str) -> None:
    """Backdrop: two ranges of hills."""
    picture.box((0, BAR, WIDTH, HEIGHT - BAR), ground)
    for row, colour in ((0, mix(ground, shade, 0.5)), (1, shade)):
        crest = [(step * 160, pick(f"{screen.host}{row}{step}", 150, 420) + row * 150) for step in range(9)]
        picture.area([(0, HEIGHT), *crest, (WIDTH, HEIGHT)], colour)


BACKDROPS = (bands, circles, skyline, hills)


def login(screen: Screen) -> Picture:
    """Draw the login page; position, backdrop and ground together make no two alike."""
    picture = Picture((WIDTH, HEIGHT))
    ground, shade, ink = (
        (screen.colour, mix(screen.colour, "#FFFFFF", 0.14), WHITE),
        (mix(screen.colour, "#FFFFFF", 0.88), mix(screen.colour, "#FFFFFF", 0.66), INK),
        (mix(screen.colour, "#101820", 0.72), mix(screen.colour, "#101820", 0.35), WHITE),
    )[screen.number // LOOKS]
    BACKDROPS[screen.look // 3](picture, screen, ground, shade)
    browser(picture, screen.address + "/login")
    left = (104, 452, 800)[screen.look % 3]
    if screen.look % 3 != 1:
        slogan(picture, screen, 600 if left == 104 else 104, ink)  # noqa: PLR2004 - the card is on the left
    card(picture, screen, left, pick(screen.host, 116, 176))
    mark(picture, (WIDTH - 24, HEIGHT - 30))
    picture.text((24, HEIGHT - 30), f"© 2020 {COMPANY} 信息中心", 14, ink, "l sans")
    return picture


def slogan(picture: Picture, screen: Screen, x: float, ink: str) -> None:
    """Write what the system is for beside the card."""
    picture.text((x, 300), screen.name, 44, ink, "l sans")
    picture.box((x, 340, 72, 5), ink)
    picture.text((x, 380), " · ".join(screen.menu[:4]), 20, ink, "l sans")


def card(picture: Picture, screen: Screen, x: float, y: float) -> None:
    """Draw the card with account and password."""
    picture.box((x, y, 376, 436), WHITE, LINE, 10)
    picture.box((x + 32, y + 36, 44, 44), screen.colour, None, 10)
    picture.text((x + 54, y + 58), screen.name[0], 24, WHITE, "m sans")
    picture.text((x + 90, y + 48), screen.name, 21, INK, "l sans")
    picture.text((x + 90, y + 74), COMPANY, 13, GREY, "l sans")
    picture.text((x + 32, y + 124), "账号登录", 17, screen.colour, "l sans")
    picture.box((x + 32, y + 140, 68, 3), screen.colour)
    picture.text((x + 132, y + 124), "扫码登录", 17, PALE, "l sans")
    for row, (label, value) in enumerate((("账号", "yangli001"), ("密码", "● ● ● ● ● ● ● ●"))):
        top = y + 168 + row * 64
        picture.box((x + 32, top, 312, 46), GROUND, LINE, 6)
        picture.text((x + 48, top + 23), label, 15, GREY, "l sans")
        picture.text((x + 100, top + 23), value, 15 - row * 4, INK, "l sans")
    picture.box((x + 32, y + 303, 16, 16), screen.colour, None, 3)
    picture.line([(x + 35, y + 311), (x + 39, y + 315), (x + 45, y + 307)], WHITE, 2)
    picture.text((x + 56, y + 311), "记住账号", 14, GREY, "l sans")
    picture.text((x + 344, y + 311), "忘记密码", 14, screen.colour, "r sans")
    picture.box((x + 32, y + 342, 312, 48), screen.colour, None, 6)
    picture.text((x + 188, y + 366), "登 录", 18, WHITE, "m sans")
    picture.text((x + 188, y + 412), "统一身份认证 · 登录即同意信息安全规定", 12, PALE, "m sans")


def home(screen: Screen) -> Picture:
    """Draw the main page after login."""
    picture = Picture((WIDTH, HEIGHT), ground=GROUND)
    browser(picture, screen.address + "/home")
    area = (top_frame, dark_frame, light_frame)[screen.number % 3](picture, screen)
    x, y, width, height = area
    tiles(picture, screen, (x, y, width, 92))
    below = (x, y + 108, width, height - 108)
    for kind, box in zip(screen.panels, split(below, len(screen.panels), screen.number // 3 % 3), strict=True):
        panel(picture, screen, kind, box)
    mark(picture, (WIDTH - 20, HEIGHT - 20))
    picture.text((x, HEIGHT - 20), "数据截至 2020-12-20", 13, GREY, "l sans")
    return picture


def heading(picture: Picture, box: Box, ground: str, ink: str) -> None:
    """Draw the strip with the user's name."""
    x, y, width, height = box
    picture.box(box, ground)
    picture.disc((x + width - 92, y + height / 2), 13, mix(ground, ink, 0.3))
    picture.text((x + width - 92, y + height / 2), "样", 14, ground, "m sans")
    picture.text((x + width - 70, y + height / 2), "样例二", 14, ink, "l sans")
    picture.ring((x + width - 130, y + height / 2), 7, ink, 2)


def dark_frame(picture: Picture, screen: Screen) -> Box:
    """Frame: a dark sidebar; returns the room for content."""
    side = mix(screen.colour, "#101820", 0.62)
    picture.box((0, BAR, 196, HEIGHT - BAR), side)
    picture.text((20, BAR + 30), screen.name, 17 if len(screen.name) < LOOKS else 15, WHITE, "l sans")
    for row, item in enumerate(screen.menu):
        y = BAR + 84 + row * 44
        if row == 0:
            picture.box((0, y - 20, 196, 40), screen.colour)
        picture.box((22, y - 5, 10, 10), WHITE if row == 0 else mix(side, WHITE, 0.4), None, 2)
        picture.text((46, y), item, 15, WHITE if row == 0 else mix(side, WHITE, 0.72), "l sans")
    heading(picture, (196, BAR, WIDTH - 196, 52), WHITE, GREY)
    picture.text((220, BAR + 26), f"首页 / {screen.menu[0]}", 15, GREY, "l sans")
    return (216, BAR + 68, WIDTH - 236, HEIGHT - BAR - 68 - 44)


def light_frame(picture: Picture, screen: Screen) -> Box:
    """Frame: a strip in the system's colour and a light sidebar; returns the room for content."""
    heading(picture, (0, BAR, WIDTH, 56), screen.colour, WHITE)
    picture.text((24, BAR + 28), screen.name, 20, WHITE, "l sans")
    picture.box((0, BAR + 56, 168, HEIGHT - BAR - 56), WHITE, LINE)
    for row, item in enumerate(screen.menu):
        y = BAR + 92 + row * 46
        if row == 0:
            picture.box((8, y - 19, 152, 38), mix(screen.colour, WHITE, 0.88), None, 6)
        picture.ring((28, y), 5, screen.colour if row == 0 else PALE, 2)
        picture.text((46, y), item, 15, screen.colour if row == 0 else INK, "l sans")
    return (188, BAR + 72, WIDTH - 208, HEIGHT - BAR - 72 - 44)


def top_frame(picture: Picture, screen: Screen) -> Box:
    """Frame: the menu in a strip on top; returns the room for content."""
    heading(picture, (0, BAR, WIDTH, 56), WHITE, GREY)
    picture.box((24, BAR + 12, 32, 32), screen.colour, None, 8)
    picture.text((40, BAR + 28), screen.name[0], 18, WHITE, "m sans")
    picture.text((68, BAR + 28), screen.name, 18, INK, "l sans")
    x: float = 300
    for row, item in enumerate(screen.menu):
        picture.text((x, BAR + 28), item, 15, screen.colour if row == 0 else GREY, "l sans")
        wide = len(item) * 15
        if row == 0:
            picture.box((x, BAR + 52, wide, 4), screen.colour)
        x += wide + 32
    picture.line([(0, BAR + 56), (WIDTH, BAR + 56)], LINE)
    return (24, BAR + 76, WIDTH - 48, HEIGHT - BAR - 76 - 44)


def tiles(picture: Picture, screen: Screen, box: Box) -> None:
    """Draw the key figures in a row."""
    x, y, width, height = box
    each = (width - 16 * (len(screen.tiles) - 1)) / len(screen.tiles)
    for step, (label, value) in enumerate(screen.tiles):
        left = x + step * (each + 16)
        picture.box((left, y, each, height), WHITE, LINE, 8)
        picture.box((left + 1, y + 20, 4, height - 40), mix(screen.colour, WHITE, step * 0.2))
        picture.text((left + 22, y + 28), label, 15, GREY, "l sans")
        picture.text((left + 22, y + 62), value, 27, INK, "l sans")


def split(box: Box, count: int, way: int) -> list[Box]:
    """Divide the room among the panels in one of three ways."""
    x, y, width, height = box
    if count > 2:  # noqa: PLR2004 - two above, one below
        upper = split((x, y, width, math.floor(height * 0.5) - 8), 2, way % 2)
        return [*upper, (x, y + math.floor(height * 0.5) + 8, width, math.floor(height * 0.5) - 8)]
    share = (0.58, 0.42, 0.5)[way]
    if way < 2:  # noqa: PLR2004 - side by side
        first = math.floor(width * share) - 8
        return [(x, y, first, height), (x + first + 16, y, width - first - 16, height)]
    first = math.floor(height * share) - 8
    return [(x, y, width, first), (x, y + first + 16, width, height - first - 16)]


def panel(picture: Picture, screen: Screen, words: str, box: Box) -> None:
    """Draw a framed panel: its kind, title and labels are told by the words."""
    kind, title, *rest = words.split("|")
    x, y, width, height = box
    picture.box(box, WHITE, LINE, 8)
    picture.text((x + 20, y + 24), title, 16, INK, "l sans")
    for step in range(3):
        picture.disc((x + width - 24 - step * 9, y + 24), 2.5, PALE)
    inner = (x + 20, y + 48, width - 40, height - 64)
    PANELS[kind](picture, inner, screen.colour, [part.split(",") for part in rest])
