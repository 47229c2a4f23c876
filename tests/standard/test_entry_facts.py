from __future__ import annotations

from typing import Any

import pytest

from desktop.errors import InputError
from desktop.model.facts import EvidenceFacts, Share
from desktop.model.filing import Evidence, EvidenceUse, Filing
from desktop.standard.entry import accepted
from tests.factories.filings import a_filing, zhejiang

OTHER = EvidenceUse("other")


def entered(**facts: Any) -> EvidenceFacts:
    filing = a_filing(evidence=(Evidence("a.pdf", uses=(OTHER,), facts=EvidenceFacts(**facts)),))
    kept = accepted(zhejiang(), filing).evidence[0].facts
    assert kept is not None
    return kept


def test_values_come_into_canonical_form() -> None:
    facts = entered(number=" 123\n", total="1,006.50", amount="－3", confirmed=("total", "number", "seller"))
    assert (facts.number, facts.total, facts.amount) == ("123", "1006.50", "-3")
    assert facts.confirmed == ("number", "total")


def test_a_share_goes_with_what_the_file_proves() -> None:
    assert entered(shares=(Share("other", "", "5"), Share("security_spend", "", "6"))).shares == (
        Share("other", "", "5"),
    )


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"date": "2020/3/1"}, "日期"),
        ({"total": "一百"}, "数字"),
        ({"seller": "长" * 201}, "200"),
        ({"confirmed": ("colour",)}, "colour"),
        ({"sources": {"total": ("dream",)}}, "dream"),
        ({"shares": (Share("other", "", "1"), Share("other", "", "2"))}, "两次"),
        ({"shares": (Share("other", "", "1"),) * 101}, "上限"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(wrong: dict[str, Any], word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        entered(**wrong)
    assert "evidence[0].facts" in str(caught.value)


def test_the_basis_is_one_of_two() -> None:
    filing: Filing = a_filing(basis="with_tax")
    assert accepted(zhejiang(), filing).basis == "with_tax"
