from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a fault means for publishing."""

    REFUSAL = "refusal"  # 不能发布
    WARNING = "warning"  # 请核对: it can be published, but who does so has seen it


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One thing that is wrong: where, a stable code, and what to do about it.

    `source` names the law, standard or plan article that the rule itself comes from.
    """

    field: str
    code: str
    message: str
    source: str = ""
    severity: Severity = Severity.REFUSAL
