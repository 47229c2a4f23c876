"""Areas are drawn over a picture in the viewer, and become black when they are saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from desktop.evidence.masking import Area
from desktop.gui.widgets.viewer_bars import Foot, MaskBar
from desktop.gui.widgets.viewer_canvas import MaskCanvas

Keys = dict[tuple[int, bool, bool], Callable[[], object]]  # key, with Ctrl, with Shift


class Masking(QObject):
    """While it is `on` the canvas draws, and `bar` stands in the foot's place; `save` gets the areas."""

    def __init__(self, canvas: MaskCanvas, foot: Foot, save: Callable[[Sequence[Area]], object]) -> None:
        super().__init__(canvas)
        self._canvas, self._foot, self._save_areas = canvas, foot, save
        self.on = False
        self.bar = MaskBar(canvas.take_back, self.leave, self._save)
        self.keys: Keys = {
            (Qt.Key.Key_Escape, False, False): self.leave,
            (Qt.Key.Key_Z, True, False): canvas.take_back,
            (Qt.Key.Key_Backspace, False, False): canvas.take_back,
            (Qt.Key.Key_S, True, False): self._save,
        }
        canvas.drawn.connect(lambda: self.bar.show_count(len(canvas.areas)))

    def begin(self, areas: Sequence[Area] = ()) -> None:
        """Draw from now on; these areas are there already."""
        self._turn(on=True)
        if areas:
            self._canvas.propose(areas)

    def leave(self) -> None:
        """Draw no more; nothing is covered."""
        if self.on:
            self._turn(on=False)

    def _save(self) -> None:
        areas = self._canvas.areas
        if self.on and areas:
            self.leave()
            self._save_areas(areas)

    def _turn(self, *, on: bool) -> None:
        self.on = on
        self._canvas.cover(on=on)
        self._foot.setVisible(not on)
        self.bar.setVisible(on)
        self._canvas.setFocus()
