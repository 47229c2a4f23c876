"""What single files are proposed for, by names people really give; never a wrong place that is called sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.evidence.reading import CONTRACT, INVOICE, LICENCE, OTHER, Reading
from desktop.model.filing import CloudService, Evidence, EvidenceUse, Filing, System
from desktop.standard.hints import Hints
from desktop.workspace.inbox import Basis, Item, State, propose
from tests.factories.evidence import BUYER
from tests.factories.filings import a_filing, zhejiang
from tests.factories.inbox import SERVICES, an_item

LOGIN, HOME = "system_login", "system_home"
NAMES = (
    "ERP",
    "ERP财务",
    "MES 制造执行",
    "PLM 产品数据管理",
    "智能仓储管理系统",
    "采购平台",
    "统一登录平台",
    "SmartHome",
    "设备管理",
    "设备管理二期",
)


def enterprise(*names: str, services: tuple[CloudService, ...] = SERVICES) -> Filing:
    """An enterprise with systems whose ids are their names."""
    systems = tuple(System(name, name, "production", cloud=True) for name in names or NAMES)
    return a_filing(enterprise={"name": BUYER}, systems=systems, cloud_services=services)


def proposed(*paths: str, names: tuple[str, ...] = ()) -> list[Item]:
    return list(propose(zhejiang(), enterprise(*names), [an_item(path) for path in paths]))


@pytest.mark.parametrize(
    ("path", "requirement", "system"),
    [
        ("ERP系统登录.png", LOGIN, "ERP"),
        ("ERP财务系统登录.png", LOGIN, "ERP财务"),
        ("erp-财务 主页.PNG", HOME, "ERP财务"),
        ("03_MES_主页.jpg", HOME, "MES 制造执行"),
        ("ＭＥＳ＿登錄頁.png", LOGIN, "MES 制造执行"),
        ("生产执行系统首页.png", HOME, "MES 制造执行"),
        ("MESlogin.png", LOGIN, "MES 制造执行"),
        ("mesHome.png", HOME, "MES 制造执行"),
        ("产品数据管理·登陆界面.png", LOGIN, "PLM 产品数据管理"),
        ("智能仓储—登录后主页.png", HOME, "智能仓储管理系统"),
        ("研发/PLM/登录.png", LOGIN, "PLM 产品数据管理"),
        ("登录页/ERP.png", LOGIN, "ERP"),
        ("统一登录平台登录页.png", LOGIN, "统一登录平台"),
        ("IMG_2041 MES生产执行登录.png", LOGIN, "MES 制造执行"),
        ("smarthome_home.png", HOME, "SmartHome"),
        ("设备管理二期登录.png", LOGIN, "设备管理二期"),
        ("样例云-采购平台-登录页面截图20201105.png", LOGIN, "采购平台"),
    ],
)
def test_usual_names_are_sure(path: str, requirement: str, system: str) -> None:
    (item,) = proposed(path)
    assert item.proposal == EvidenceUse(requirement, system)
    assert item.sure, item.why
    assert "“" in item.why


@pytest.mark.parametrize(
    "path",
    [
        "微信图片_20201105101112.png",
        "登录.png",
        "截图1.png",
        "设备登录.png",  # half of two systems' names
        "TEAMES登录.png",  # MES inside another word
        "MES与ERP接口登录.png",  # two systems
        "ERP登录页和主页.png",  # both pictures in one
        "ERP人事登录.png",  # a word that may mean another system
        "ERP财务/MES登录.png",  # the folder says another one
        "采购审批登录.png",
        "ERP登录流程图.png",
        "能耗登录.png",
        "erp_finance_login.png",
        "主数据.png",
    ],
)
def test_what_may_mean_something_else_is_never_sure(path: str) -> None:
    (item,) = proposed(path)
    assert not item.sure
    assert item.why


def shown(text: str, kind: str = "login", path: str = "微信图片_1.png", also: str = "") -> Item:
    """What a picture with these words on it is proposed for; `also` is what screens call PLM."""
    filing = enterprise()
    systems = tuple(
        replace(item, display_name=also) if item.name.startswith("PLM") else item for item in filing.systems
    )
    reading = Reading(kind, shown=text)
    (item,) = propose(zhejiang(), replace(filing, systems=systems), [an_item(path, reading)])
    return item


def test_the_words_on_a_screen_say_which_system_it_is_but_never_surely() -> None:
    item = shown("https://a.example\n欢迎登录 智能仓储管理系统\n请输入密码")
    assert item.proposal == EvidenceUse(LOGIN, "智能仓储管理系统")
    assert (item.sure, item.basis) == (False, Basis.SHOWN)
    assert shown("星云产品平台 忘记密码", also="星云产品平台").proposal == EvidenceUse(LOGIN, "PLM 产品数据管理")
    assert shown("采购平台 工作台 待办", "home").proposal == EvidenceUse(HOME, "采购平台")


def test_a_screen_that_names_two_systems_or_no_page_is_a_question() -> None:
    two = shown("设备管理\n采购平台")
    assert (two.proposal, two.state) == (None, State.OPEN)
    assert {use.subject for use in two.choices} == {"设备管理", "采购平台"}
    assert "同时写着" in two.why
    neither = shown("采购平台", OTHER)
    assert {use.requirement for use in neither.choices} == {LOGIN, HOME}
    assert shown("别的什么").proposal is None


def test_what_the_name_says_counts_more_than_the_words_on_the_screen() -> None:
    item = shown("采购平台 请输入密码", path="ERP登录.png")
    assert item.proposal == EvidenceUse(LOGIN, "ERP")


CATEGORY = ("绩效考核系统", "OA办公", "生产执行MES", "设备物联网平台IoT", "网上商城")


@pytest.mark.parametrize(
    ("path", "requirement", "system"),
    [
        ("06办公/考核首页.png", HOME, "绩效考核系统"),
        ("02生产/物联网平台登录.png", LOGIN, "设备物联网平台IoT"),
        ("OA/商城登录.png", LOGIN, None),
        ("OA/流程设计首页.png", HOME, "OA办公"),
    ],
)
def test_a_folder_never_speaks_louder_than_the_file(path: str, requirement: str, system: str | None) -> None:
    (item,) = proposed(path, names=CATEGORY)
    assert not item.sure
    assert item.proposal == (EvidenceUse(requirement, system) if system else None)


def test_two_systems_that_a_name_may_mean_are_asked_for() -> None:
    (item,) = proposed("CRM登录.png", names=("CRM 国内", "CRM 海外"))
    assert item.state is State.OPEN
    assert item.choices == (EvidenceUse(LOGIN, "CRM 国内"), EvidenceUse(LOGIN, "CRM 海外"))
    assert "对得上不止一个系统：“CRM 国内”、“CRM 海外”" in item.why


def test_numbers_of_a_pair_are_guessed_in_one_group_and_never_sure() -> None:
    first, second = proposed("研发-PLM-1.png", "研发-PLM-2.png")
    assert (first.proposal, second.proposal) == (
        EvidenceUse(LOGIN, "PLM 产品数据管理"),
        EvidenceUse(HOME, "PLM 产品数据管理"),
    )
    assert {first.state, second.state} == {State.UNSURE}
    assert {first.basis, second.basis} == {Basis.NUMBERING}


def test_of_three_numbered_pictures_none_is_guessed() -> None:
    assert {item.state for item in proposed("PLM1.png", "PLM2.png", "PLM3.png")} == {State.OPEN}


def test_the_other_half_of_a_pair_is_what_is_left() -> None:
    known, other = proposed("PLM登录.png", "PLM2.png")
    assert known.sure
    assert (other.proposal, other.state) == (EvidenceUse(HOME, "PLM 产品数据管理"), State.UNSURE)


def test_a_second_file_for_a_slot_is_a_question() -> None:
    second, first = proposed("PLM登录(2).png", "PLM登录.png")
    assert first.sure
    assert second.state is State.OPEN
    assert "已经有“PLM登录.png”" in second.why
    assert EvidenceUse(HOME, "PLM 产品数据管理") in second.choices
    filing = enterprise()
    kept = Evidence("旧.png", "0" * 64, 1, (EvidenceUse(LOGIN, "ERP"),))
    (item,) = propose(zhejiang(), a_filing(systems=filing.systems, evidence=(kept,)), [an_item("ERP登录.png")])
    assert "已经有“旧.png”" in item.why


def test_what_a_person_said_is_kept_and_its_slot_is_taken() -> None:
    items = [an_item("微信图片_1.png"), an_item("PLM登录.png"), an_item("PLM.png")]
    use = EvidenceUse(HOME, "PLM 产品数据管理")
    said, login, other = propose(zhejiang(), enterprise(), items, {items[0].key: (use,)})
    assert said.proposal == use
    assert login.sure
    assert other.state is State.OPEN


def test_one_picture_under_two_names_is_a_question_and_no_second_file() -> None:
    items = [
        an_item("ERP登录.png", seed="same"),
        an_item("ERP主页.png", seed="same"),
        an_item("备份/ERP登录.png", seed="same"),
    ]
    states = [item.state for item in propose(zhejiang(), enterprise(), items)]
    assert sorted(state.value for state in states) == ["copy", "copy", "open"]
    named = [an_item("微信图片_1.png", seed="a"), an_item("ERP登录.png", seed="a")]
    head, copy = sorted(propose(zhejiang(), enterprise(), named), key=lambda item: item.state is State.COPY)
    assert head.sure  # the name that says something speaks for both
    assert copy.duplicate_of == head.key


def test_a_decision_about_a_system_that_is_gone_is_asked_again() -> None:
    items = [an_item("ERP登录.png")]
    (made,) = propose(zhejiang(), enterprise(), items, {items[0].key: (EvidenceUse(LOGIN, "gone"),)})
    assert made.proposal == EvidenceUse(LOGIN, "ERP")
    (aside,) = propose(zhejiang(), enterprise(), items, {items[0].key: ()})
    assert aside.proposal is None


@pytest.mark.parametrize(
    ("path", "values", "sure"),
    [
        ("营业执照.jpg", {}, True),
        ("样例动力营业执照副本（盖章）.pdf", {}, True),
        ("阿里云营业执照.jpg", {}, False),
        ("1.pdf", {"name": BUYER}, True),
        ("1.pdf", {"name": "浙江样例云计算有限公司"}, False),
    ],
)
def test_the_licence_is_the_enterprises_own(path: str, values: dict[str, str], sure: bool) -> None:  # noqa: FBT001  (a parameter)
    (made,) = propose(zhejiang(), enterprise(), [an_item(path, Reading(LICENCE, values))])
    assert made.sure is sure
    assert EvidenceUse("business_licence") in made.choices


def test_without_hints_nothing_is_guessed_and_labels_still_speak() -> None:
    items = [an_item("ERP登录页截图.png"), an_item("1.pdf", Reading(INVOICE, {"number": "1"}))]
    made = propose(zhejiang(), enterprise(), items, hints=Hints())
    assert made[0].proposal == EvidenceUse(LOGIN, "ERP")
    assert made[1].proposal is None


WORDS = st.sampled_from(
    [
        *NAMES,
        "ERP",
        "MES",
        "登录",
        "主页",
        "login",
        "home",
        "1",
        "2",
        "财务",
        "截图",
        "微信图片",
        "阿里云",
        "执照",
        "(2)",
        "设备",
    ]
)
PATHS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map("-".join), min_size=1, max_size=3).map("/".join)
KINDS = st.sampled_from([None, Reading(OTHER), Reading(INVOICE, {"number": "1"}), Reading(CONTRACT), Reading(LICENCE)])


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(PATHS, st.sampled_from(["png", "pdf", "xml"]), KINDS, st.integers(0, 9)),
        max_size=12,
        unique_by=lambda one: one[:2],
    ),
    st.randoms(),
)
def test_whatever_the_heap_everything_is_there_once_at_places_that_exist(
    drawn: list[tuple[str, str, Reading | None, int]], dice: object
) -> None:
    filing, standard = enterprise(), zhejiang()
    items = [an_item(f"{path}.{suffix}", reading, str(seed)) for path, suffix, reading, seed in drawn]
    made = propose(standard, filing, items)
    assert [item.key for item in made] == [item.key for item in items]
    by_key = {item.key: item for item in made}
    subjects = {"", *(one.id for one in filing.systems), *(one.id for one in filing.cloud_services)}
    subjects |= {one.id for one in standard.narratives}
    taken: list[EvidenceUse] = []
    for item in made:
        for use in (*item.choices, *([item.proposal] if item.proposal else [])):
            assert use.requirement in standard.requirement_by_id
            assert use.subject in subjects
        assert item.sure <= (item.proposal is not None)
        assert not item.duplicate_of or by_key[item.duplicate_of].duplicate_of == ""
        assert not item.duplicate_of or item.proposal is None
        taken += [item.proposal] if item.proposal and item.proposal.requirement in {LOGIN, HOME} else []
    assert len(taken) == len(set(taken))
    assert len({item.sha256 for item in made if not item.duplicate_of}) == sum(not item.duplicate_of for item in made)
    mixed = list(items)
    dice.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert {item.key: item for item in propose(standard, filing, mixed)} == by_key
