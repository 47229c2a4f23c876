"""The inbox of an open filing: what was dropped, what a person said about it, what has become of it.

It lives as long as the filing is open and belongs to no screen. What lies here is in no filing: only a person's word
brings it there, through `Intake`, and the filing's own value says what has been placed, so undo needs no care here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.gui.inbox_lines import OPEN, STATES, Line, Mark, Section, line_of, sections
from desktop.gui.inbox_pictures import InboxPictures
from desktop.gui.inbox_reading import Heap, read_heap
from desktop.gui.inbox_words import InboxWords
from desktop.gui.session import Session
from desktop.gui.spots import Spot, spots_of
from desktop.gui.tasks import Serial, Task
from desktop.gui.widgets.evidence_intake import Intake
from desktop.model.filing import EvidenceUse, Filing
from desktop.workspace.inbox import Item, LeftOut, Piece, attachments, groups, propose

_AT_ONCE = 1_000  # files that are thought about in a blink
Uses = tuple[EvidenceUse, ...]


class Inbox(QObject):
    """`changed` when lines are new; `began(task)` and `read(heap)` about a drop; `ended` when files were placed."""

    changed = Signal()
    began = Signal(object)
    read = Signal(object)
    failed = Signal(str)
    ended = Signal(int, list)  # how many were placed, and the sentences about those that were not

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.items: tuple[Item, ...] = ()
        self.left_out: tuple[LeftOut, ...] = ()
        self.lines: dict[str, Line] = {}
        self.sections: tuple[Section, ...] = ()
        self.intake = Intake(session, self)
        self.pictures = InboxPictures(self._piece, self)
        self.words = InboxWords(lambda: [item for item in self.items if self.lines[item.key].mark in OPEN], self)
        self.words.came.connect(self._learn)
        self.changed.connect(self.words.look)
        self.reading: Task | None = None  # what is being read right now
        self._session, self._serial, self._thoughts = session, Serial(), Serial()
        self._thinking: Task | None = None
        self._decided: dict[str, Uses] = {}  # what a person chose instead of what was proposed
        self._aside: set[str] = set()
        self._placed: dict[str, Uses] = {}  # what was placed from here, and where
        self._going: dict[str, Uses] = {}  # on their way into the filing
        self.along = 0  # how many of them are other forms of an invoice that was confirmed
        self._last: EvidenceUse | None = None  # where files were sent the last time
        self._shown_for: Filing | None = None
        self.intake.ended.connect(self._arrived)
        session.closing.connect(self.close_down)

    @property
    def waiting(self) -> int:
        """How many files wait for a person's word."""
        return sum(line.mark in OPEN for line in self.lines.values())

    def take(self, paths: Sequence[Path]) -> bool:
        """Read what lies at these paths; False while something else is being read."""
        if self.reading or not paths:
            return False
        self.reading = task = Task()
        task.done.connect(self._take_heap)
        task.failed.connect(self._not_read)
        task.cancelled.connect(self._not_read)
        self.began.emit(task)  # who follows the task must know of it before it can end
        self._serial.start(partial(read_heap, tuple(paths)), task)
        return True

    def confirm(self, keys: Iterable[str]) -> int:
        """Place files where they are proposed; how many there are to place."""
        proposed = {item.key: item.proposal for item in self.items}
        wanted = {
            key: self._decided.get(key) or (use,)
            for key in keys
            if (use := proposed.get(key)) is not None and self.lines[key].mark in OPEN
        }
        chosen = attachments(self.items, wanted)
        if chosen:
            self._going |= {item.piece.key: item.uses for item in chosen}
            self._placed |= {item.piece.key: item.uses for item in chosen}
            self._aside -= self._going.keys()
            self.along += sum(bool(item.copy_of) for item in chosen)
            self.refresh()
            self.intake.confirm(chosen)
        return len(chosen)

    def send(self, keys: Sequence[str], spot: Spot) -> int:
        """Place files where a person says; how many there are to place."""
        self._last = spot.use
        self._decided |= dict.fromkeys(keys, (spot.use,))
        self._aside -= set(keys)
        self._placed = {key: uses for key, uses in self._placed.items() if key not in keys}
        self.refresh()
        return self.confirm(keys)

    def set_aside(self, keys: Sequence[str]) -> bool:
        """Keep files out, or take them back where all of them are out; True when they are out now."""
        out = not self._aside.issuperset(keys)
        self._aside = self._aside.union(keys) if out else self._aside.difference(keys)
        self.refresh()
        return out

    def choices(self, key: str) -> tuple[Spot, ...]:
        """All places for a file: where the last one was sent, then the likeliest, then the others."""
        all_spots = spots_of(self._session.standard, self._session.filing)
        likely = next((item.choices for item in self.items if item.key == key), ())
        rank = {use: number for number, use in enumerate(dict.fromkeys((self._last, *likely)))}
        return tuple(sorted(all_spots, key=lambda spot: rank.get(spot.use, len(rank))))

    def item(self, key: str) -> Item | None:
        """A file with what was read in it."""
        return next((item for item in self.items if item.key == key), None)

    def refresh(self) -> None:
        """Work out anew where everything belongs; a large heap is thought about in a thread, and shown as it stands."""
        filing, standard, items = self._session.filing, self._session.standard, self.items
        said = self._decided | dict.fromkeys(self._aside, ()) | self._going
        self._shown_for, self._thinking = filing, None
        if len(items) <= _AT_ONCE:
            self.items = propose(standard, filing, items, said)
        else:
            self._thinking = task = Task()
            task.done.connect(partial(self._thought, task))
            self._thoughts.start(lambda _: propose(standard, filing, items, said), task)
        self._draw()

    def refresh_if_old(self) -> None:
        """As `refresh`, where the filing has changed since."""
        if self._shown_for is not self._session.filing and self.items:
            self.refresh()

    def close_down(self) -> None:
        """Stop reading."""
        if self.reading:
            self.reading.cancel()
        self._thinking = None
        self._serial.wait()
        self._thoughts.wait()
        self.pictures.close_down()
        self.words.close_down()

    def _thought(self, task: Task, items: tuple[Item, ...]) -> None:
        if isValid(self) and task is self._thinking:  # else something has changed since
            self._thinking, self.items = None, items
            self._draw()

    def _draw(self) -> None:
        """Say of every file how it stands."""
        standard, filing = self._session.standard, self._session.filing
        spots = {spot.use: spot for spot in spots_of(standard, filing)}
        there: dict[str, set[EvidenceUse]] = {}
        for file in filing.evidence:
            there.setdefault(file.sha256, set()).update(file.uses)
        self.lines = {item.key: self._line(item, spots, there) for item in self.items}
        self.sections = sections(groups(standard, filing, self.items), self.lines)
        self.changed.emit()

    def _line(self, item: Item, spots: Mapping[EvidenceUse, Spot], there: Mapping[str, set[EvidenceUse]]) -> Line:
        mark = self._mark(item, there)
        said = (self._placed if mark in {Mark.GOING, Mark.PLACED} else self._decided).get(item.key)
        use = said[0] if said else item.proposal
        likely = [spots[choice] for choice in item.choices if choice in spots]
        return line_of(item, mark, spots.get(use) if use else None, likely)

    def _mark(self, item: Item, there: Mapping[str, set[EvidenceUse]]) -> Mark:
        key = item.key
        if key in self._going:
            return Mark.GOING
        if key in self._placed and there.get(item.sha256, set()).issuperset(self._placed[key]):
            return Mark.PLACED
        if key in self._aside:
            return Mark.ASIDE
        return Mark.SURE if key in self._decided else STATES[item.state]

    def _take_heap(self, heap: Heap) -> None:
        if not isValid(self):
            return
        self.reading = None
        known = {item.key: item for item in self.items}
        fresh = {item.key: item for item in heap.items}
        self.items = tuple((known | fresh).values())
        self.left_out = tuple(dict.fromkeys((*self.left_out, *heap.left_out)))
        self.refresh()
        self.read.emit(heap)

    def _learn(self, item: Item) -> None:
        """Take over what the text of a picture says."""
        self.items = tuple(item if known.key == item.key else known for known in self.items)
        self.refresh()

    def _not_read(self, sentence: str = "") -> None:
        if isValid(self):
            self.reading = None
            self.failed.emit(sentence or "已停下，还没有读到文件；想接着读就再拖进来一次。")

    def _piece(self, key: str) -> Piece | None:
        item = self.item(key)
        return item.piece if item else None

    def _arrived(self, count: int, sentences: list[str]) -> None:
        if not self.intake.running:
            self._going = {}
        self.refresh()
        self.ended.emit(count, sentences)
        self.along = 0
