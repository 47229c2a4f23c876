from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.filing import open_filing
from desktop.gui import looking
from desktop.gui.widgets.evidence_intake import Arrival, Intake
from desktop.model.filing import EvidenceUse
from desktop.workspace.assessing import findings
from tests.factories.evidence import picture
from tests.factories.filings import a_filing, a_system
from tests.gui.conftest import Opened

ALIKE = "screenshot_alike"


def test_pictures_are_looked_at_behind_the_window_and_what_was_seen_stays_in_the_file(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_AFTER", 10)
    session = opened(a_filing(systems=(a_system("s1", "rnd"), a_system("s2", "rnd")))).session
    arrivals = []
    for number, form in ((1, "PNG"), (2, "JPEG")):
        path = tmp_path / f"{number}.{form.lower()}"
        path.write_bytes(picture(form=form))
        arrivals.append(Arrival(path, EvidenceUse("system_login", f"s{number}")))
    intake = Intake(session, session)
    with qtbot.waitSignal(intake.ended):
        intake.take(arrivals)
    qtbot.waitUntil(lambda: ALIKE in {item.code for item in session.findings}, timeout=10_000)
    assert {seen.width for seen in session.seen.values()} == {1280}
    session.close()
    with open_filing(session.path, "read") as store:
        assert store.seen() == session.seen
        assert ALIKE in {item.code for item in findings(store)}
