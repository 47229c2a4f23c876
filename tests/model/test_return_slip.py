from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from desktop.errors import InputError
from desktop.model.return_slip import FORMAT, SIZE_LIMIT, ReturnSlip, SlipPoint, dumps, loads

POINT = SlipPoint("servers", "服务器清单", "请补充型号", "ab" * 32)
SLIP = ReturnSlip(
    format=FORMAT,
    standard="zj-2021",
    batch="2021-1",
    batch_title="2021 年第一批",
    enterprise="浙江甲机械有限公司",
    version=1,
    seal_code="9f" * 32,
    bureau="余杭区经信局",
    date="2021-11-28",
    answer_by="2021-12-03",
    refused=False,
    reason="请核对",
    points=(POINT,),
)


def test_a_slip_comes_back_as_it_was_written() -> None:
    assert loads(dumps(SLIP), "通知") == SLIP
    bare = replace(SLIP, points=(), answer_by="", reason="", bureau="")
    assert loads(dumps(bare), "通知") == bare


@pytest.mark.parametrize(
    "change",
    [
        {"format": "yunqi-return/2"},
        {"seal_code": "短"},
        {"version": 0},
        {"date": "2021-02-30"},
        {"answer_by": "尽快"},
        {"reason": "x" * 3_000},
        {"enterprise": "\u202e"},
        {"points": [{"place": "", "words": "", "wanted": "", "was": "?"}]},
        {"points": [{"place": "", "words": "", "wanted": "", "was": "ab" * 32}] * 201},
        {"command": "rm"},
    ],
    ids=str,
)
def test_what_breaks_a_limit_is_refused_in_one_sentence(change: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        loads(json.dumps({**json.loads(dumps(SLIP)), **change}).encode(), "通知")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"{" * 100_000, b" " * (SIZE_LIMIT + 1)], ids=len)
def test_what_is_no_slip_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="通知"):
        loads(data, "通知")
