"""Running cases for a demonstration: a hall in the middle of its week, not an empty one."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from yangguan.handling.cases import rules
from yangguan.handling.cases.queries.case_lists import has_cases
from yangguan.portals.console.walk import sample_applicant
from yangguan.portals.console.walking import Walker
from yangguan.registers.accounts.queries import sample_persons
from yangguan.registers.catalogue.queries import guide, task_codes_in_use

# Every third item, begun on one of the last days and stopped after some steps: in time, near the
# end and late ones come about by themselves.
EVERY = 3
LAST_DAYS = 11
MOST_STEPS = 4


def begin_sample_cases(*, at: datetime) -> int:
    """
    Begin a case for every third item, through the same operations as the pages; returns how many.

    Does nothing once the platform holds a case.
    """
    if has_cases():
        return 0
    begun = 0
    people = sample_persons(on=timezone.localdate(at))
    for index, code in enumerate(task_codes_in_use()[::EVERY]):
        found = guide(code)
        if found is None:
            continue
        # An item for organisations finds its applicant by itself; people take turns.
        serves_people = rules.serves(found.edition.content, is_organisation=False)
        number = people[index % len(people)].id_number if serves_people else None
        moment = at - timedelta(days=index * 5 % LAST_DAYS, hours=index % 7)
        applicant, person = sample_applicant(found.edition, number)
        walker = Walker(
            found.edition,
            applicant=applicant,
            person=person,
            refuse=False,
            correct=False,
            now=_standing_at(moment),
        )
        walker.begin(steps=index % MOST_STEPS)
        begun += 1
    return begun


def _standing_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment
