"""The limits of a case begin with its acceptance, whoever accepted it: an officer or the law."""

from yangguan.handling.cases.models import Case
from yangguan.handling.cases.rules import DueDates

# What an act that begins the limits has to save of the case.
FIELDS = (
    "accepted_at", "promised_due_date", "statutory_due_date", "due_date", "near_date",
    "is_due_provisional",
)  # fmt: skip


def begin_limits(case: Case, due: DueDates) -> None:
    """Set the days on which the limits of an accepted case end; nothing is saved."""
    case.promised_due_date = case.due_date = due.promised
    case.statutory_due_date, case.near_date = due.statutory, due.near
    case.is_due_provisional = due.is_provisional
