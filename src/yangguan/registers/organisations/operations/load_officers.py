"""Loading posts, officers and who holds which post from a content folder."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.loading.rows import (
    ContentRow,
    Loaded,
    Rejected,
    Seen,
    read_content,
)
from yangguan.registers.organisations.models import (
    Appointment,
    Counter,
    Hall,
    Officer,
    Post,
)
from yangguan.registers.organisations.operations.load_departments import department_ids

FILE = "officers.json"
# Stands for the id in a row with a fault, which is never stored.
_NOBODY = 0


@dataclass(frozen=True, slots=True)
class LoadedOfficers:
    """`fictitious` are the ids of sample officers: who gets a demonstration account."""

    loaded: Loaded
    fictitious: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Places:
    """Keys and codes of the register → ids."""

    departments: dict[str, int]
    halls: dict[str, int]
    counters: dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class _OfficerRow:
    officer: Officer
    post_codes: list[str]
    from_date: date
    is_fictitious: bool


@transaction.atomic
def load_posts(folder: Path) -> Loaded:
    """Enter or update the posts of `officers.json`. Six queries."""
    content = read_content(folder, FILE)
    places, seen = _places(), Seen()
    before = set(Post.objects.values_list("code", flat=True))

    def read(row: ContentRow) -> Post:
        post = _post(row, places)
        seen.once(row, "CODE", post.code)
        return post

    accepted = content.accept("POSTS", read)
    Post.objects.bulk_create(
        accepted,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["title", "role", "department", "hall", "counter"],
    )
    new = sum(post.code not in before for post in accepted)
    return Loaded("posts", len(accepted), new, tuple(content.rejected))


@transaction.atomic
def load_officers(folder: Path) -> LoadedOfficers:
    """
    Enter or update officers and appoint them to their posts.

    An appointment is entered once; a post that an officer no longer lists is left in force, for
    the register of appointments is history: an administrator ends it. Six queries.
    """
    content = read_content(folder, FILE)
    departments = department_ids()
    posts = dict(Post.objects.values_list("code", "pk"))
    before = set(Officer.objects.values_list("staff_number", flat=True))
    seen = Seen()

    def read(row: ContentRow) -> _OfficerRow:
        officer = _officer(row, departments, posts)
        seen.once(row, "STAFF_NUMBER", officer.officer.staff_number)
        return officer

    accepted = content.accept("OFFICERS", read)
    Officer.objects.bulk_create(
        [row.officer for row in accepted],
        update_conflicts=True,
        unique_fields=["staff_number"],
        update_fields=["name", "department"],
    )
    ids = dict(Officer.objects.values_list("staff_number", "pk"))
    Appointment.objects.bulk_create(
        [
            Appointment(
                officer_id=ids[row.officer.staff_number],
                post_id=posts[code],
                from_date=row.from_date,
            )
            for row in accepted
            for code in row.post_codes
        ],
        ignore_conflicts=True,
    )
    new = sum(row.officer.staff_number not in before for row in accepted)
    # The tables of posts and officers share a file: what is wrong with it was told with the posts.
    rejected: list[Rejected] = [each for each in content.rejected if each.path]
    fictitious = tuple(ids[row.officer.staff_number] for row in accepted if row.is_fictitious)
    return LoadedOfficers(Loaded("officers", len(accepted), new, tuple(rejected)), fictitious)


def _places() -> _Places:
    return _Places(
        departments=department_ids(),
        halls=dict(Hall.objects.values_list("code", "pk")),
        counters={
            (hall, code): pk
            for hall, code, pk in Counter.objects.values_list("hall__code", "code", "pk")
        },
    )


def _post(row: ContentRow, places: _Places) -> Post:
    hall = row.one_of("HALL_CODE", places.halls, required=False)
    counter = row.text("COUNTER_CODE", limit=20, required=False)
    if counter and (hall, counter) not in places.counters:
        row.fault("COUNTER_CODE", _("大厅里没有窗口“%(code)s”") % {"code": counter})
    return Post(
        code=row.text("CODE", limit=60),
        title=row.text("TITLE", limit=60),
        role=row.one_of("ROLE", [role.value for role in Role]),
        department_id=places.departments.get(row.one_of("DEPT_KEY", places.departments), _NOBODY),
        hall_id=places.halls.get(hall),
        counter_id=places.counters.get((hall, counter)),
    )


def _officer(row: ContentRow, departments: dict[str, int], posts: dict[str, int]) -> _OfficerRow:
    staff_number = row.text("STAFF_NUMBER", limit=20)
    if staff_number and not (staff_number[0] == "G" and staff_number[1:].isdigit()):
        # Signing in tells staff numbers from citizen and mobile numbers by this letter.
        row.fault("STAFF_NUMBER", _("工号应当是字母 G 和数字，例如 G01001"))
    return _OfficerRow(
        officer=Officer(
            staff_number=staff_number,
            name=row.text("NAME", limit=60),
            department_id=departments.get(row.one_of("DEPT_KEY", departments), _NOBODY),
        ),
        post_codes=row.texts("POSTS", known=posts),
        from_date=row.day("FROM_DATE") or date.min,
        is_fictitious=row.flag("FICTITIOUS"),
    )
