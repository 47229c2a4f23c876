from __future__ import annotations

from desktop.documents.place_words import place_text
from tests.documents.factories_workbook import dossier_of
from tests.factories.filings import a_filing, zhejiang


def test_a_figure_is_called_by_its_own_name() -> None:
    standard = zhejiang()
    words = dossier_of(a_filing(), standard)
    indicator = standard.indicator_by_id["cloud_storage"]
    said = place_text(words, "answers.cloud_storage.n")
    assert said == f"指标 · {indicator.title} · 企业使用云存储数据总量"
    assert place_text(words, "systems.rnd.name").endswith(" · 名称")
