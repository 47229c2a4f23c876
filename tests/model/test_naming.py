from __future__ import annotations

import pytest

from desktop.model.naming import Names, Strength
from desktop.model.plain_text import pieces_beside, plain

KNOWN = frozenset({"login", "home", "page", "mes", "main"})


def spoken(text: str, *names: str) -> tuple[str, ...]:
    things = Names(
        {name: (name,) for name in names}, ("系统", "平台"), ("管理",), (("ERP", "企业资源计划"), ("OA", "协同办公"))
    )
    return things.spoken_of(plain(text, KNOWN)).keys


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("ERP财务登录", ("ERP", "ERP财务"), ("ERP财务",)),
        ("ERP登录", ("ERP", "ERP财务"), ("ERP",)),
        ("erp－登录", ("ERP 企业资源计划", "ERP财务"), ("ERP 企业资源计划",)),  # all its words mean ERP
        ("ERP登录", ("ERP财务", "ERP成本"), ("ERP成本", "ERP财务")),
        ("企业资源计划", ("ERP",), ("ERP",)),
        ("TEAMES", ("MES",), ()),
        ("MESlogin", ("MES",), ("MES",)),
        ("maintenance", ("main",), ()),
        ("MES2", ("MES", "MES2"), ("MES2",)),
        ("MES20", ("MES2",), ()),
        ("协同办公", ("OA", "协同办公平台"), ("协同办公平台",)),  # its own name before other words for another
        ("信息系统登录", ("系统", "库存系统"), ()),
    ],
)
def test_what_a_text_names(text: str, names: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert spoken(text, *names) == found


def test_a_name_cut_short_is_weak_and_a_second_thing_is_told() -> None:
    things = Names({"a": ("仓储管理系统",), "b": ("采购",)}, ("系统",), ("管理",))
    assert things.spoken_of(plain("仓储登录")).strength is Strength.SHORT
    both = things.spoken_of(plain("仓储管理-采购"))
    assert (both.keys, both.others) == (("a",), ("b",))


def test_what_touches_a_name_is_told_and_what_is_set_apart_is_not() -> None:
    things = Names({"a": ("仓库",)})
    for text, beside in (
        ("数据仓库登录", ["数据", "登录"]),
        ("数据_仓库-登录", []),
        ("仓库2登录页", ["登录"]),
        ("仓库截图", []),
    ):
        named = plain(text)
        assert pieces_beside(named, things.spoken_of(named).spans, ("截图", "页")) == beside, text
