"""What was sent, brought into shape: blanks, full-width characters, signs nothing can store."""

import re
import unicodedata

MAX_TEXT = 500
MAX_LONG_TEXT = 5_000
MAX_ROWS = 200

# Control characters but tab and line feed; halves of a character that cannot be written as UTF-8.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def text(raw: object) -> str | None:
    """Text without blanks around it, in one way of ending lines; None for nothing."""
    words = str(raw).replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub("", words).strip() or None


def plain(raw: object) -> str | None:
    """A number, date or code as it is typed: full-width characters count as their usual ones."""
    words = text(raw)
    return unicodedata.normalize("NFKC", words).strip() if words else None


def code(raw: object) -> str | None:
    """A code in capitals, without the blanks and dashes that people write for the eye."""
    words = plain(raw)
    return re.sub(r"[\s·•-]+", "", words).upper() or words if words else None
