"""The bureau's desk behind its screen: packages as they are verified, what was decided about them, and in which order.

The screen keeps nothing: decisions and order are in the book beside the packages (`workspace.desk_book`), written in a
thread of their own so that no click waits for a slow drive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.gui.tasks import Progress, Serial, Task
from desktop.model.decisions import Book, Decision, State, checked, decided
from desktop.workspace import clock
from desktop.workspace.desk_book import NAME, change_book, read_book
from desktop.workspace.receiving import Among, Received, packages_in, standing_among
from desktop.workspace.receiving_many import receive_all
from desktop.workspace.signatures import Trust

_GATHER = 120  # milliseconds in which arriving packages are shown together


class Row(Struct, frozen=True):
    """One package on the screen; `received` is None until it was verified."""

    path: Path
    received: Received | None = None
    among: Among = Among()
    decision: Decision = Decision()

    @property
    def key(self) -> str:
        """Under which key a decision about it is kept; "" while there can be none."""
        return self.received.key if self.received else ""

    @property
    def may_pass(self) -> bool:
        """Whether it may be passed: proved, and the one that counts for its enterprise."""
        return self.received is not None and self.received.sound and self.among.counts


class Reception(QObject):
    """Packages on the desk; `home` is the folder that the book lies in, None until something was dropped."""

    changed = Signal()  # the rows are new
    opened = Signal()  # there is a desk now
    failed = Signal(str)
    ended = Signal(int, int)  # a run of verification is over: packages looked at, packages wanted
    _listed, _arrived, _found_book = Signal(int, list), Signal(int, object), Signal(int, object)  # from the thread

    def __init__(self, parent: QObject | None = None, trust: Callable[[], Trust] = tuple) -> None:
        super().__init__(parent)
        self._trust, self._trusted = trust, trust()  # asked in the window's thread, before packages are verified
        self.home: Path | None = None
        self.book = Book()
        self.rows: tuple[Row, ...] = ()
        self._order: list[Path] = []
        self._received: dict[Path, Received] = {}
        self._verifying, self._writing = Serial(), Serial()
        self._tasks: set[Task] = set()
        self._wish = 0  # which desk: what is still on its way for an earlier one is dropped
        self._listed.connect(self._list)
        self._arrived.connect(self._arrive)
        self._found_book.connect(self._take_book)
        self._timer = QTimer(self, singleShot=True, interval=_GATHER)
        self._timer.timeout.connect(self.refresh)

    def take(self, paths: Sequence[Path], follow: Callable[[Task], object]) -> None:
        """Verify the packages at these paths and put them on the desk; `follow` gets the task before it can end."""
        fresh = self.home is None
        if self.home is None:
            first = paths[0]
            self.home = first if first.is_dir() and not (first / "bagit.txt").is_file() else first.parent
            self.opened.emit()
        elsewhere = () if fresh else tuple(str(item.absolute()) for item in paths if not item.is_relative_to(self.home))
        self._trusted = self._trust()
        task = self._task()
        task.failed.connect(self.failed)
        task.done.connect(self._end)
        follow(task)
        self._verifying.start(partial(self._verify, self._wish, self.home, tuple(paths), elsewhere), task)

    def clear(self) -> None:
        """Take everything off the desk; what was decided stays in the book, and is written before anything else."""
        self._wish += 1
        for task in self._tasks:
            task.cancel()
        self.home, self.book, self._order, self._received = None, Book(), [], {}
        self.refresh()

    def decide(self, row: Row, decision: Decision) -> None:
        """Keep what was decided about a package.

        Raises:
            InputError: a reason is missing, or a text cannot be kept.
        """
        kept = checked(replace(decision, by=clock.author(), at=clock.now()))
        self._change(lambda book: decided(book, row.key, kept))

    def move(self, paths: Sequence[Path]) -> None:
        """Keep this as the order of all packages."""
        self._order = list(paths)
        codes = tuple(dict.fromkeys(self._received[path].key for path in paths if path in self._received))
        self._change(lambda book: replace(book, order=tuple(code for code in codes if code)))

    def refresh(self) -> None:
        """Work out the rows anew."""
        places = standing_among(self._received[path] for path in self._order if path in self._received)
        self.rows = tuple(self._row(path, places) for path in self._order)
        self.changed.emit()

    def close_down(self) -> None:
        """Stop verifying; return when the book is written and nothing runs any more."""
        self._timer.stop()
        for task in self._tasks:
            task.cancel()
        self._verifying.wait()
        self._writing.wait()

    def _row(self, path: Path, places: dict[Path, Among]) -> Row:
        found = self._received.get(path)
        if found is None:
            return Row(path)
        return Row(path, found, places[path], self.book.of(found.key) if found.key else Decision())

    def _change(self, change: Callable[[Book], Book]) -> None:
        """Change the book at once here, and soon on the disk."""
        if self.home is None:
            return
        self.book = change(self.book)
        task = self._task()
        task.failed.connect(self.failed)
        self._writing.start(partial(_write, self.home / NAME, change), task)
        self.refresh()

    def _verify(
        self, wish: int, home: Path, paths: tuple[Path, ...], elsewhere: tuple[str, ...], progress: Progress
    ) -> tuple[int, int]:
        """In the thread: the book first, then one package after the other."""
        progress(0, 1)
        book = read_book(home / NAME)
        if elsewhere:
            book = change_book(home / NAME, lambda found: _with_added(found, elsewhere))
        self._found_book.emit(wish, book)
        added = [Path(name) for name in book.added if home in paths and Path(name).exists()]
        packages = list(packages_in((*paths, *added)))
        self._listed.emit(wish, packages)
        done = 0
        for found in receive_all(packages, progress, trust=self._trusted):
            done += 1
            self._arrived.emit(wish, found)
        return done, len(packages)

    def _take_book(self, wish: int, book: Book) -> None:
        if wish == self._wish:
            self.book = book
            self._timer.start()

    def _list(self, wish: int, paths: list[Path]) -> None:
        if wish != self._wish:
            return
        known = set(self._order)
        self._order += [path for path in paths if path not in known]
        for path in paths:
            self._received.pop(path, None)
        self.refresh()

    def _arrive(self, wish: int, found: Received) -> None:
        if wish != self._wish:
            return
        self._received[found.path] = found
        if found.key in self.book.order:
            self._put_in_order()
        if not self._timer.isActive():
            self._timer.start()

    def _end(self, counts: tuple[int, int]) -> None:
        self.refresh()
        self.ended.emit(*counts)

    def _put_in_order(self) -> None:
        """Packages whose order was chosen an earlier time come first, in that order."""
        rank = {code: place for place, code in enumerate(self.book.order)}
        last = len(rank)
        self._order.sort(key=lambda path: rank.get(self._received[path].key, last) if path in self._received else last)

    def _task(self) -> Task:
        task = Task(self)
        self._tasks.add(task)
        for end in (task.done, task.failed, task.cancelled):
            end.connect(lambda *_: self._tasks.discard(task))
        return task


def counted(rows: Iterable[Row]) -> dict[State, int]:
    """How many packages that count stand in each state."""
    own = [row for row in rows if row.received and row.among.counts]
    return {state: sum(row.decision.state is state for row in own) for state in State}


def _write(path: Path, change: Callable[[Book], Book], progress: Progress) -> None:
    del progress  # a decision is written whole
    change_book(path, change)


def _with_added(book: Book, paths: tuple[str, ...]) -> Book:
    return replace(book, added=tuple(dict.fromkeys((*book.added, *paths))))
