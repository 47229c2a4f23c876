"""What a user may be told about: one base class, one Chinese sentence that says what, why and what to do."""

from __future__ import annotations


class YunqiError(Exception):
    """A problem the user can understand and act on.

    The message is one Chinese sentence without a line break. Everything else that is raised is a defect of the program.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(" ".join(sentence.split()))


class InputError(YunqiError):
    """Something that came from outside (a file, a field, an argument) cannot be taken as it is."""


class FilingFileError(YunqiError):
    """The filing file cannot be opened, read or written: locked, damaged, read-only, full disk, newer version."""


class RefusedError(YunqiError):
    """The program understood the wish and refuses it, for example sealing while errors stand."""


class StandardError(YunqiError):
    """A standard's own data is wrong."""


class PackageError(YunqiError):
    """A sealed package cannot be read or written."""
