"""An engine for text in pictures that reads what tests drew: by the shape of the picture, without any model."""

from __future__ import annotations

import time

from PIL import Image

from desktop.evidence.ocr import Line

LOGIN = ("http://192.168.1.8:8080/login", "样例云 MES", "用户登录", "请输入密码", "客服 13812345678")


class FakeEngine:
    """Finds the words of a login page in every picture."""

    def lines(self, picture: Image.Image) -> list[Line]:
        """Five lines, the first in the browser's bar."""
        step = picture.height / 10
        return [Line(text, 40, (n + 0.2) * step, 40 + 12 * len(text), (n + 0.8) * step) for n, text in enumerate(LOGIN)]


class SlowEngine(FakeEngine):
    """Needs longer than anybody waits."""

    def lines(self, picture: Image.Image) -> list[Line]:
        """Never in time."""
        time.sleep(30)
        return super().lines(picture)


class CrashingEngine(FakeEngine):
    """Takes its process along."""

    def lines(self, picture: Image.Image) -> list[Line]:
        """The process is gone."""
        del picture
        raise SystemExit
