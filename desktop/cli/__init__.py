"""The command line (contract §1): the same verbs as the window, without a window.

Exit 0: done, intact, ready. 1: looked at and found wanting. 2: wrong call or unreadable input. Results go to standard
output, messages to standard error, one Chinese sentence a line; never a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from desktop.cli.arguments import parse
from desktop.cli.terminal import prepare, say
from desktop.errors import RefusedError, YunqiError
from desktop.faults import record

DONE, WANTING, WRONG = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Run one call and give its exit code."""
    prepare()
    try:
        return _verb(arguments)
    except RefusedError as error:
        say(str(error))
        return WANTING
    except YunqiError as error:
        say(str(error))
        return WRONG
    except KeyboardInterrupt:
        say("已取消，此前保存的内容不受影响。")
        return WRONG
    except BrokenPipeError:
        # The reader has gone (`yunqi score … | head`); what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001  (the last line of defence: a sentence for the user, the rest to the log)
        kind = type(error).__name__
        say(f"程序内部出错（{kind}），已保存的内容不受影响；详情记在 {record(error)}，请发给支持人员。")
        return WRONG


def refuse(sentence: str) -> int:
    """Say why a call cannot be served; gives its exit code."""
    prepare()
    say(sentence)
    return WRONG


def _verb(arguments: Sequence[str]) -> int:
    options = parse(arguments)
    # Verbs are loaded when they are called: `set` must not wait for the PDF writer.
    module, _, function = options.verb.partition(":")
    code: int = getattr(import_module(f"desktop.cli.{module}"), function)(options)
    sys.stdout.flush()
    return code
