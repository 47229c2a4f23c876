from __future__ import annotations

from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.model.seen import GRID, Seen, Word
from desktop.standard.checks import check
from desktop.standard.definition import Level
from desktop.standard.findings import Finding, Surroundings
from tests.factories.filings import a_filing, a_system, zhejiang

EVEN = bytes([200]) * (GRID * (GRID + 1))
STRIPED = bytes([90, 200] * (GRID * (GRID + 1) // 2))
FILING = a_filing(
    systems=(a_system("s1", "rnd"), a_system("s2", "rnd")),
    evidence=tuple(
        Evidence(f"{name}.png", f"{number:064x}", 1, (EvidenceUse(requirement, system),))
        for number, (name, requirement, system) in enumerate(
            (("甲", "system_login", "s1"), ("乙", "system_home", "s1"), ("丙", "system_login", "s2"))
        )
    ),
)


def found(*looks: Seen, filing: Filing = FILING) -> dict[str, Finding]:
    seen = {f"{number:064x}": look for number, look in enumerate(looks)}
    around = Surroundings(kinds={}, unprintable=lambda _: "", seen=seen)
    return {item.key: item for item in check(zhejiang(), filing, around) if item.code.startswith("screenshot")}


def test_nothing_is_said_about_pictures_that_were_not_looked_at() -> None:
    assert found() == {}


def test_small_blank_and_cut_off_pictures_are_told_in_one_sentence_each() -> None:
    items = found(Seen(640, 400, shades=EVEN), Seen(1920, 1080, blank=True), Seen(1920, 200, shades=STRIPED))
    assert [(key, item.level) for key, item in items.items()] == [
        ("screenshot_small@evidence.甲.png", Level.HINT),
        ("screenshot_blank@evidence.乙.png", Level.WARNING),
        ("screenshot_cropped@evidence.丙.png", Level.HINT),
    ]
    assert all(item.message.endswith("。") for item in items.values())


def test_pictures_that_look_the_same_are_told_once_with_their_systems() -> None:
    items = found(Seen(1920, 1080, shades=STRIPED), Seen(1920, 1080, shades=EVEN), Seen(1280, 720, shades=STRIPED))
    (item,) = items.values()
    assert item.key == "screenshot_alike@evidence.甲.png"
    assert "“丙.png”" in item.message


def test_a_fully_used_picture_that_proves_no_system_is_not_judged() -> None:
    other = a_filing(evidence=(Evidence("a.png", "0" * 64, 1, (EvidenceUse("other"),)),))
    assert found(Seen(10, 10, blank=True), filing=other) == {}


def words(*texts: str) -> Seen:
    spoken = tuple(Word(text, 0.1, 0.05 + number * 0.2, 0.5, 0.08 + number * 0.2) for number, text in enumerate(texts))
    return Seen(1920, 1080, shades=b"", words=spoken)


def test_a_screen_that_shows_neither_name_nor_display_name_is_asked_about() -> None:
    shown = words("地址", "星云制造云", "用户登录", "密码")
    assert found(shown)["screenshot_name@evidence.甲.png"].level is Level.HINT
    named = a_filing(systems=(a_system("s1", "rnd", display_name="星云制造云平台"),), evidence=FILING.evidence[:1])
    assert found(shown, filing=named) == {}


def test_a_main_page_in_the_place_of_a_login_page_is_asked_about() -> None:
    home = words("系统s1", "欢迎您", "退出", "工作台")
    assert list(found(home)) == ["screenshot_swapped@evidence.甲.png"]
    assert found(Seen(1, 1), home) == {
        "screenshot_small@evidence.甲.png": found(Seen(1, 1))["screenshot_small@evidence.甲.png"]
    }


def test_a_private_address_and_numbers_of_persons_are_asked_about() -> None:
    items = found(words("http://10.0.0.8/erp", "系统s1 13812345678", "登录 密码"))
    assert list(items) == ["screenshot_address@evidence.甲.png", "screenshot_private@evidence.甲.png"]
    assert "1 个手机号" in items["screenshot_private@evidence.甲.png"].message
