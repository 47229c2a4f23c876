from __future__ import annotations

from pathlib import Path

import pytest

from desktop.gui.widgets.file_matching import match
from desktop.gui.widgets.pasting import new_ones, systems_in
from desktop.gui.widgets.systems_edits import fresh_ids
from desktop.model.filing import EvidenceUse, System
from desktop.standard.definition import Requirement, SubjectKind
from tests.factories.filings import a_filing, a_system, zhejiang

SLOTS = tuple(item for item in zhejiang().requirements if item.subject is SubjectKind.SYSTEM)
LISTED = (
    a_system("a", name="PLM 产品数据管理"),
    a_system("b", name="设备管理"),
    a_system("c", name="设备管理（二期）"),
)


def place(name: str, *filled: EvidenceUse) -> str:
    found = match([Path(name)], LISTED, SLOTS, filled)
    return found.left[0][1] if found.left else f"{found.placed[0][1].requirement}:{found.placed[0][1].subject}"


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("登录页-PLM产品数据管理.png", "system_login:a"),
        ("ＰＬＭ 产品数据管理 登陆.PNG", "system_login:a"),
        ("plm_home.jpg", "system_home:a"),
        ("设备管理（二期）功能主页.png", "system_home:c"),
        ("设备管理首页.png", "system_home:b"),
        ("微信图片_2021.png", "文件名里没有系统名称"),
        ("设备管理.png", "看不出是登录页截图还是功能主页截图"),
    ],
)
def test_a_file_finds_its_slot_by_its_name(name: str, slot: str) -> None:
    assert place(name) == slot


def test_a_filled_slot_is_left_alone_and_the_only_empty_one_needs_no_word() -> None:
    login = EvidenceUse("system_login", "b")
    assert place("设备管理login.png", login) == "“登录页截图”已经有图片"
    assert place("设备管理2.png", login) == "system_home:b"


def test_labels_of_another_standard_are_matched_by_their_own_words() -> None:
    slots = (Requirement("x", "机柜照片", SubjectKind.SYSTEM), Requirement("y", "拓扑图", SubjectKind.SYSTEM))
    found = match([Path("设备管理拓扑.png")], LISTED, slots, ())
    assert found.placed[0][1] == EvidenceUse("y", "b")


def test_columns_go_by_their_headings_in_any_order() -> None:
    text = "序号\t供应商\t系统名称（全称）\t是否上云\n1\t甲\tMES\t是\n2\t乙\t\t是\n"
    assert systems_in(text, "rnd") == (System("", "MES", "rnd", cloud=True, provider="甲"),)


def test_without_headings_the_usual_order_is_meant_and_numbers_in_front_are_skipped() -> None:
    text = '1\tMES\t√\t云\t甲\t否\t"第一行\n第二行"\n2\tERP\t0\n'
    assert systems_in(text, "rnd") == (
        System("", "MES", "rnd", cloud=True, platform="云", provider="甲", summary="第一行\n第二行"),
        System("", "ERP", "rnd"),
    )


def test_what_is_listed_already_is_not_added_again() -> None:
    known = System("s1", "MES", "rnd")
    assert new_ones((System("", "MES", "rnd"), System("", "MES", "office")), (known,)) == (System("", "MES", "office"),)


def test_new_ids_are_never_those_in_use() -> None:
    assert fresh_ids(a_filing(systems=(a_system("s09"), a_system("own"))), 2) == ["s10", "s11"]
