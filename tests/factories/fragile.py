"""A process's work that does what a library may do over a hostile file."""

from __future__ import annotations

import os
import time

from desktop.evidence.apart_worker import Answer, AskLook, Question, answer

CRASH, HANG = b"crash", b"hang"


def fragile(question: Question) -> Answer:
    """Answers, crashes, or hangs."""
    if isinstance(question, AskLook) and question.content == CRASH:
        os._exit(11)
    if isinstance(question, AskLook) and question.content == HANG:
        time.sleep(60)
    return answer(question)
