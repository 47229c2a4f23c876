"""The edits of a filing that can be taken back and done again, among them those whose content is still being stored.

What is on its way has its place in the order from the moment the person asked for it: edits made meanwhile stand above
it, can be taken back alone, and keep what they are when it arrives.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from desktop.model.filing import Filing

Change = Callable[[Filing], Filing]
_LIMIT = 500


class _Edit(Struct, eq=False):
    """An edit: the value on its other side, what it is about (edits of one field in a row undo together)."""

    filing: Filing
    about: str = ""
    awaited: object = None  # what is still on its way
    unwanted: bool = False  # to be taken back as soon as those above it have arrived
    dropped: bool = False  # not wanted any more when it arrives: the person went on without it


class Edits:
    """Earlier and later values of a filing; every method is given the present value and gives the one to show."""

    def __init__(self) -> None:
        self._past: list[_Edit] = []
        self._future: list[_Edit] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return any(not item.unwanted for item in self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return bool(self._future) or self.waits

    @property
    def waits(self) -> bool:
        """Whether an edit is taken back as soon as it has arrived."""
        return any(item.unwanted for item in self._past)

    def add(self, now: Filing, about: str) -> bool:
        """An edit of this value; whether it goes on with the one before."""
        going_on = bool(about and self._past and self._past[-1].about == about and not self._past[-1].unwanted)
        self._settle()
        if not going_on:
            self._past = [*self._past[-_LIMIT:], _Edit(now, about)]
        self._future = []
        return going_on

    def expect(self, now: Filing, token: object) -> None:
        """An edit of this value is on its way."""
        self._settle()
        self._past = [*self._past[-_LIMIT:], _Edit(now, awaited=token)]
        self._future = []

    def arrive(self, now: Filing, token: object, change: Change | None) -> Filing:
        """What was expected is there, or (None) will not come; one that was not expected changes nothing."""
        at = next((number for number, item in enumerate(self._past) if item.awaited is token), None)
        if at is None:
            return now
        if change is None or self._past[at].dropped:
            del self._past[at]
            return self._take_back_unwanted(now)
        later = (*self._past[at + 1 :], *self._future)
        filing = change(now)
        if filing == now:
            del self._past[at]
            return self._take_back_unwanted(now)
        made = tuple(change(item.filing) for item in later)  # all or, should one raise, none
        for item, other in zip(later, made, strict=True):
            item.filing = other
        self._past[at].awaited = None
        return self._take_back_unwanted(filing)

    def everywhere(self, now: Filing, change: Change) -> Filing:
        """What was found out about the contents is no edit: it holds in every earlier and later value."""
        every = (*self._past, *self._future)
        made = tuple(change(item.filing) for item in every)  # all or, should one raise, none
        filing = change(now)
        for item, other in zip(every, made, strict=True):
            item.filing = other
        return filing

    def undo(self, now: Filing) -> Filing:
        """The value before the last edit; while that is on its way, it is taken back when it arrives."""
        last = next((item for item in reversed(self._past) if not item.unwanted), None)
        if last:
            last.unwanted = True
        return self._take_back_unwanted(now)

    def redo(self, now: Filing) -> Filing:
        """The value after the edit that was last taken back."""
        waiting = next((item for item in self._past if item.unwanted), None)
        if waiting:
            waiting.unwanted = False
        elif self._future:
            last = self._future.pop()
            self._past.append(_Edit(now, last.about))
            return last.filing
        return now

    def _take_back_unwanted(self, now: Filing) -> Filing:
        while self._past and self._past[-1].unwanted and self._past[-1].awaited is None:
            last = self._past.pop()
            self._future.append(_Edit(now, last.about))
            now = last.filing
        return now

    def _settle(self) -> None:
        """The person goes on: what was to be taken back on arrival is not attached at all."""
        for item in self._past:
            item.dropped = item.dropped or (item.unwanted and item.awaited is not None)
            item.unwanted = False
