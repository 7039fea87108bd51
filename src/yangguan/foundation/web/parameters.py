"""What a request sends as text, as the value that it means."""

import uuid

# Longer ones fit into no column, and Python refuses to read some thousand digits at all.
MOST_DIGITS = 9


def whole_number(text: str, *, digits: int = MOST_DIGITS) -> int | None:
    """The number of a text of ASCII digits, at most `digits` of them; None for anything else."""
    fits = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if fits else None


def revision_number(text: str) -> int:
    """The revision that a page was loaded with; -1, which none has, for anything else."""
    number = whole_number(text)
    return -1 if number is None else number


def uuid_of(text: str) -> uuid.UUID | None:
    """The key that a text is; None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
