"""Any filing that may be entered comes back equal, from every form it can take."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from msgspec.structs import asdict, replace

from desktop.documents.dossier import Stamp
from desktop.documents.printed import printed_disagreements, write_printed
from desktop.documents.workbook import read_workbook, workbook_disagreements, write_workbook
from desktop.model.changes import changes
from desktop.model.filing import CloudService, Filing, Server
from desktop.model.filing_json import dumps, from_document, loads
from desktop.standard.entry import accepted
from desktop.workspace import standards
from desktop.workspace.composing import dossier
from tests.factories.filings import zhejiang
from tests.factories.stores import a_file, opened
from tests.factories.strategies import USUAL, filings

LARGE = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]  # a filing has many texts
slow_to_make = settings(deadline=None, suppress_health_check=[*LARGE, HealthCheck.function_scoped_fixture])


@settings(slow_to_make, max_examples=100)
@given(filings())
def test_any_filing_comes_back_from_its_json(filing: Filing) -> None:
    assert accepted(zhejiang(), loads(dumps(filing))) == filing
    assert json.loads(dumps(filing))["format"] == "yunqi-filing/1"


@settings(slow_to_make, max_examples=25)
@given(filings(), filings())
def test_any_filing_comes_back_from_its_file_whatever_it_was_before(
    tmp_path: Path, before: Filing, after: Filing
) -> None:
    path = a_file(tmp_path, before, f"{secrets.token_hex(8)}.yunqi")
    with opened(path) as store, store.writing() as writing:
        writing.save(after, "", "")
    with opened(path) as store:
        assert store.filing == after
        assert len(store.history()) == len(changes(before, after))


def says_something(line: Server | CloudService, alone: str) -> bool:
    """Whether anything stands in a line of a list but the field that is `alone` in a line nobody has begun."""
    return any(text for key, text in asdict(line).items() if key != alone)


@settings(slow_to_make, max_examples=15)
@given(filings())
def test_any_filing_comes_back_from_its_workbook(filing: Filing) -> None:
    content = dossier(zhejiang(), filing, Stamp(1, "2021-11-20"))
    data = write_workbook(content)
    back = accepted(zhejiang(), from_document(read_workbook(data, standards.standard).document))
    filled = {
        key: {k: v for k, v in getattr(filing, key).items() if v}
        for key in ("enterprise", "unlisted_systems", "demonstration")
    }
    pairs = {key: value for key, value in filing.answers.items() if isinstance(value, tuple) or value.n or value.m}
    servers = tuple(item for item in filing.servers if says_something(item, "cloud"))
    services = tuple(item for item in filing.cloud_services if says_something(item, "id"))
    assert back == replace(filing, answers=pairs, servers=servers, cloud_services=services, **filled)
    assert workbook_disagreements(data, content) == []


@settings(slow_to_make, max_examples=10)
@given(filings(USUAL))
def test_the_printed_pages_say_it(filing: Filing) -> None:
    content = dossier(zhejiang(), filing, Stamp(1, "2021-11-20", "ab" * 32))
    data = write_printed(content)
    assert printed_disagreements(data, content) == []
    assert printed_disagreements(data, replace(content, software="另一版本")) == []
