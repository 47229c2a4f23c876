"""The pictures of signing a package and of encrypting it for sending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest

from desktop.filing import open_filing
from desktop.gui.widgets.basics import Card
from desktop.gui.widgets.sending_card import SendingCard
from desktop.gui.widgets.signing_part import SigningPart
from desktop.workspace import clock
from desktop.workspace.sealing import seal

from .stage import Shot, a_view, button, close, grabbed, sample_in
from .waiting import until


def signing(folder: Path) -> Iterator[Shot]:
    """The form of the last screen with a certificate."""
    view = a_view(sample_in(folder))
    view.show_step("seal")
    (part,) = view.page.findChildren(SigningPart)
    until(lambda: button(view, "预览全部页面").isEnabled())  # the pages are composed
    part.fold.click()
    part.take(Path("单位电子签名.pfx"))
    part.password.setText("********")
    yield "signing", grabbed(next(item for item in view.page.findChildren(Card) if item.isAncestorOf(part)), folder)
    close(view)


def sending(folder: Path) -> Iterator[Shot]:
    """A password for the encrypted package."""
    path = sample_in(folder)
    with open_filing(path) as store:
        seal(store, folder, date=clock.today())
    view = a_view(path)
    view.show_step("seal")
    (card,) = view.page.findChildren(SendingCard)
    card.begin()
    for box in (card.first, card.second):
        QTest.keyClicks(box, "Yuhang2021cloud")
    yield "sending", grabbed(card, folder)
    close(view)


ALL = (signing, sending)
