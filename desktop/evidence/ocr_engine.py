"""RapidOCR as an engine: models inside its wheel, no network, loaded only by the process that reads pictures."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from PIL import Image

from desktop.evidence.ocr import Line

_SIDE = 2_000  # pixels; larger pictures are scaled down, as the engine would
_SURE = 0.6  # below it a line is noise
_THREADS = 2


class RapidEngine:
    """Reads lines of Chinese and Latin text."""

    def __init__(self) -> None:
        # The only use of `requests` is to fetch models, which are there. Without it nothing can reach a network.
        sys.modules.setdefault("requests", ModuleType("requests")).__dict__.setdefault("Response", object)
        import_module("onnxruntime").disable_telemetry_events()
        threads = min(os.cpu_count() or 1, _THREADS)
        chosen = {"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": threads}
        self._engine: Any = import_module("rapidocr").RapidOCR(params=chosen)
        self._array: Any = import_module("numpy").asarray

    def lines(self, picture: Image.Image) -> list[Line]:
        """The lines that are read with some certainty, from top to bottom."""
        scale = max(1.0, max(picture.size) / _SIDE)
        size = (round(picture.width / scale), round(picture.height / scale))
        shown = (picture.resize(size, Image.Resampling.BOX) if scale > 1 else picture).convert("RGB")
        found = self._engine(self._array(shown))
        if found.boxes is None:
            return []
        read = zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
        return [_line(text, box, scale) for box, text, score in read if score >= _SURE and text.strip()]


def _line(text: str, box: list[list[float]], scale: float) -> Line:
    across, down = [point[0] * scale for point in box], [point[1] * scale for point in box]
    return Line(text, min(across), min(down), max(across), max(down))
