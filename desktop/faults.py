"""The log that keeps what users are spared: tracebacks of defects."""

from __future__ import annotations

from desktop.paths import log_folder

_SIZE = 2**20  # bytes


def record(error: BaseException) -> str:
    """Write the traceback of a defect to the log; gives the log's path, or words when it cannot be written."""
    import logging  # noqa: PLC0415  (a start without a fault does not wait for it)
    import traceback  # noqa: PLC0415  (as above)
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415  (as above)

    folder = log_folder()
    path = folder / "yunqi.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_SIZE, backupCount=2, encoding="utf-8")
    except OSError:
        return "（日志无法写入）"
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    text = "".join(traceback.format_exception(error))
    handler.emit(logging.LogRecord("yunqi", logging.ERROR, __file__, 0, text, None, None))
    handler.close()
    return str(path)
