"""The recommendation table (附件3) over many packages, with the ranking of their raw figures."""

from __future__ import annotations

from desktop.documents.ranking.content import LeftOut, RankedRow, RankingTable
from desktop.documents.ranking.writing import write_ranking

__all__ = ["LeftOut", "RankedRow", "RankingTable", "write_ranking"]
