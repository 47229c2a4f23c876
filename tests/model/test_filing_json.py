from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import InputError
from desktop.model.filing_json import dumps, from_document, loads, to_document

BASE: dict[str, Any] = {"format": "yunqi-filing/1", "standard": {"id": "zj-2021"}, "batch": {"id": "2021-1"}}


def refused(document: object) -> str:
    with pytest.raises(InputError) as caught:
        loads(json.dumps(document).encode())
    return str(caught.value)


def test_a_small_document_is_a_filing() -> None:
    filing = loads(json.dumps(BASE | {"answers": {"x": {"n": "1"}, "y": ["a", "b"]}}).encode())
    assert filing.pair("x").n == "1"
    assert filing.ticked("y") == ("a", "b")
    assert filing.ticked("x") is None


def test_an_unknown_key_is_named_with_its_place() -> None:
    assert "extra" in refused(BASE | {"extra": 1})
    assert "systems[0]" in refused(BASE | {"systems": [{"id": "1", "name": "a", "category": "c", "colour": "red"}]})
    assert "answers.x.n" in refused(BASE | {"answers": {"a": {"n": "1"}, "x": {"n": 1}}})


def test_a_wrong_type_says_what_was_expected() -> None:
    message = refused(BASE | {"servers": [{"name": "a", "count": 3}]})
    assert "servers[0].count" in message
    assert "应为文本" in message


def test_another_format_is_refused_by_name() -> None:
    assert "yunqi-filing/2" in refused(BASE | {"format": "yunqi-filing/2"})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format": NaN}',
        b'{"a":1,"a":2}',
        b"[" * 100_000,
        b"1" * 5000,
        b'"\xed\xa0\x80"',
    ],
)
def test_broken_json_is_one_sentence(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        loads(data)
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert loads(b"\xef\xbb\xbf" + json.dumps(BASE).encode()).batch.id == "2021-1"


def test_what_says_nothing_is_not_written() -> None:
    assert "no_overview" not in to_document(from_document(BASE))
    assert to_document(from_document(BASE | {"no_overview": True}))["no_overview"] is True
    assert "sample" not in to_document(from_document(BASE))
    assert to_document(from_document(BASE | {"sample": True}))["sample"] is True


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_json_value_anywhere_causes_more_than_a_sentence(value: object) -> None:
    for key in ("enterprise", "servers", "systems", "answers", "evidence", "batch", "sample"):
        try:
            filing = from_document(BASE | {key: value})
        except InputError:
            continue
        assert from_document(json.loads(dumps(filing))) == filing
