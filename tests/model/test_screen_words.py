from __future__ import annotations

import pytest

from desktop.model.screen_words import kind_by_words, private_address, private_numbers
from desktop.model.seen import Seen, Word


def screen(text: str, top: float = 0.05) -> Seen:
    return Seen(1920, 1080, words=(Word(text, 0.1, top, 0.5, top + 0.03),))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("用户登录 请输入密码 忘记密码？", "login"),
        ("登 录  密码", "login"),
        ("Login Password", "login"),
        ("欢迎您，张三 待办 退出", "home"),
        ("工作台 系统管理 报表", "home"),
        ("首页/库存总览 库位占用", "home"),
        ("首页 上次登录 2021-03-05", "home"),
        ("首页 帮助 用户登录 请输入密码", "login"),
        ("首页 查询 扫码登录", ""),
        ("修改密码 退出 工作台", ""),
        ("用户登录 密码 退出 工作台", ""),
        ("登录", ""),
        ("报表", ""),
        ("", ""),
    ],
)
def test_words_tell_a_page_or_nothing(text: str, kind: str) -> None:
    assert kind_by_words(text) == kind


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://10.1.2.3/login", "10.1.2.3"),
        ("192.168.0.9:8080", "192.168.0.9"),
        ("172.20.1.1/", "172.20.1.1"),
        ("172.32.1.1", ""),
        ("https://erp.example.com", ""),
        ("10.999.1.1", ""),
        ("版本 110.1.2.3", ""),
    ],
)
def test_private_addresses_in_the_bar_are_found(text: str, address: str) -> None:
    assert private_address(screen(text)) == address
    assert private_address(screen(text, top=0.5)) == ""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("联系电话 13812345678", ["手机号"]),
        ("138 1234 5678", ["手机号"]),
        ("订单 2021138123456789", []),
        ("身份证 11010519491231002X", ["身份证号"]),
        ("110105194912310021", []),
        ("卡号 4111 1111 1111 1111", []),
        ("卡号 6222 0000 0000 0001 235", []),
        ("卡号 4539 1488 0343 6467", ["银行卡号"]),
        ("4539148803436468", []),
    ],
)
def test_numbers_of_persons_hold_their_check_digits(text: str, kinds: list[str]) -> None:
    assert [item.kind for item in private_numbers(screen(text))] == kinds


def test_the_box_of_a_number_covers_it_and_not_the_words_before() -> None:
    (found,) = private_numbers(screen("联系电话联系电话 13812345678"))
    assert 0.25 < found.left < 0.4
    assert found.right >= 0.5
