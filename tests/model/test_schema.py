"""The published schema says what the program does."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from desktop.errors import InputError
from desktop.model.decoding import builtins
from desktop.model.facts import EvidenceFacts
from desktop.model.filing import Filing
from desktop.model.filing_json import dumps, from_document
from desktop.paths import FILING_SCHEMA, SAMPLE
from desktop.standard.entry import accepted
from tests.factories.filings import a_filing, a_server, a_system, zhejiang

BASE: dict[str, Any] = {"format": "yunqi-filing/1", "standard": {"id": "zj-2021"}, "batch": {"id": "2021-1"}}


def schema() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(FILING_SCHEMA.read_text(encoding="utf-8"))
    return document


def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_the_sample_is_valid() -> None:
    validator().validate(json.loads((SAMPLE / "filing.json").read_text(encoding="utf-8")))


def test_what_the_program_writes_is_valid() -> None:
    filing = a_filing(systems=(a_system("a"),), servers=(a_server("1", "4", "16"),))
    validator().validate(json.loads(dumps(accepted(zhejiang(), filing))))


def test_the_schema_names_every_key_the_program_knows() -> None:
    assert set(schema()["properties"]) == set(Filing.__struct_fields__)
    written = builtins(a_filing(systems=(a_system("a"),), servers=(a_server("1", "4", "16"),)))
    item = schema()["properties"]["evidence"]["items"]["properties"]
    assert set(item) == {"file", "sha256", "bytes", "for", "dated", "note", "facts"}
    assert set(item["facts"]["properties"]) == set(EvidenceFacts.__struct_fields__)
    for section in ("systems", "servers"):
        assert set(schema()["properties"][section]["items"]["properties"]) == set(written[section][0])


@pytest.mark.parametrize(
    "wrong",
    [
        {"extra": 1},
        {"format": "yunqi-filing/2"},
        {"systems": [{"id": "a", "name": "b"}]},
        {"systems": [{"id": "a", "name": "b", "category": "rnd", "cloud": "yes"}]},
        {"servers": [{"name": "a", "count": 3}]},
        {"servers": [{"name": "a", "count": "1e3"}]},
        {"answers": {"cloud_storage": {"n": "-1"}}},
        {"answers": {"cloud_storage": "5"}},
        {"evidence": [{"file": "a", "bytes": -1}]},
        {"evidence": [{"file": "a", "sha256": "xyz"}]},
        {"cloud_services": [{"id": "a", "product": "b", "from": "2020/01/01"}]},
        {"sample": "yes"},
        {"carried_from": {"who": "x"}},
        {"basis": "gross"},
        {"windows": {"last_week": {"from": "2020-12-01", "to": "2021-11-30"}}},
        {"windows": {"last_year": {"from": "2020-12-01"}}},
        {"windows": {"last_year": {"from": "2020", "to": "2021-11-30"}}},
        {"evidence": [{"file": "a", "facts": {"kind": "receipt"}}]},
        {"evidence": [{"file": "a", "facts": {"total": "1e3"}}]},
        {"evidence": [{"file": "a", "facts": {"date": "2020"}}]},
        {"evidence": [{"file": "a", "facts": {"sources": {"total": ["dream"]}}}]},
        {"evidence": [{"file": "a", "facts": {"confirmed": ["colour"]}}]},
        {"evidence": [{"file": "a", "facts": {"shares": [{"subject": "x"}]}}]},
        {"unconfirmed": "systems.a"},
        {"unconfirmed": ["x" * 500]},
        {"unconfirmed": ["systems.a"] * 26_001},
    ],
)
def test_what_the_schema_refuses_the_program_refuses_too(wrong: dict[str, Any]) -> None:
    document = BASE | wrong
    assert not validator().is_valid(document)
    with pytest.raises(InputError):
        accepted(zhejiang(), from_document(document))
