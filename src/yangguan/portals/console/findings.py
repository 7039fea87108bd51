"""What a check of `yangguan doctor` found, in words."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is; the value is what `--json` prints."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked thing: a stable name for programs, a sentence and a remedy for people."""

    check: str
    state: State
    message: str
    remedy: str = ""


def ok(check: str, message: str) -> Finding:
    return Finding(check, State.OK, message)


def warn(check: str, message: str, remedy: str) -> Finding:
    return Finding(check, State.WARN, message, remedy)


def fail(check: str, message: str, remedy: str) -> Finding:
    return Finding(check, State.FAIL, message, remedy)
