"""Where a 统一社会信用代码 stands in a text; its check digit is `desktop.model.credit_code`."""

from __future__ import annotations

import re

from desktop.model.credit_code import ALPHABET, check_digit, has_check_digit

__all__ = ["CODE", "check_digit", "has_check_digit"]
CODE = re.compile(rf"(?<![0-9A-Za-z])[1-9A-HJ-NP-RTUWXY][0-9A-HJ-NP-RTUWXY][0-9]{{6}}[{ALPHABET}]{{10}}(?![0-9A-Za-z])")
