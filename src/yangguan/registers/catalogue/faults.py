from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, a stable code, and what to do about it."""

    field: str
    code: str
    message: str
