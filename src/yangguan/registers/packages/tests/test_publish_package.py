"""保存、发布、停用: drafts that nobody overwrites unseen, versions that never change."""

import uuid
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat, system_actor
from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.operations.publish_edition import publish_content
from yangguan.registers.organisations.models import Department
from yangguan.registers.packages import queries
from yangguan.registers.packages.errors import (
    NoDraftToPublish,
    NotYourPackage,
    PackageChangedMeanwhile,
    PackageCodeTaken,
    PackageHasFaults,
    PackageNotFound,
    PackageNotPublished,
    ReasonMissing,
)
from yangguan.registers.packages.models import Package, PackageVersion
from yangguan.registers.packages.operations.publish_package import publish_package
from yangguan.registers.packages.operations.save_package import NEW, save_package
from yangguan.registers.packages.operations.withdraw_package import withdraw_package
from yangguan.registers.packages.states import VersionState
from yangguan.registers.packages.tests import builders as b

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
PLATFORM = system_actor("测试")


@pytest.fixture(autouse=True)
def lead() -> Department:
    found, _ = Department.objects.get_or_create(
        credit_code=b.LEAD, defaults={"key": "sample-lead", "name": "样例牵头局", "kind": "部门"}
    )
    return found


@pytest.fixture(autouse=True)
def published_item(lead) -> EditionContent:
    content = b.item("甲", department_code=b.LEAD)
    publish_content(content, department=lead, source="", slug="", by=PLATFORM, at=NOON)
    return content


def editor_of(place: Department) -> Actor:
    seat = Seat(
        role=Role.EDITOR, title="岗", office=place.name, department_id=place.pk, hall_id=None,
        serves=frozenset({place.pk}),
    )  # fmt: skip
    return Actor(
        kind=ActorKind.OFFICER, name="测编", officer_id=1, account_id=uuid.uuid4(),
        seats=(seat,), roles=frozenset({Role.EDITOR}),
    )  # fmt: skip


CONTENT = b.package(b.part("甲"))


def save(content=CONTENT, *, revision=NEW, by=PLATFORM, at=NOON):
    with transaction.atomic():
        return save_package(content, revision=revision, by=by, at=at)


def publish(revision, *, by=PLATFORM, at=NOON):
    with transaction.atomic():
        return publish_package(code=CONTENT.code, revision=revision, by=by, at=at)


def withdraw(reason="不再联办", *, by=PLATFORM):
    with transaction.atomic():
        withdraw_package(code=CONTENT.code, reason=reason, by=by, at=NOON)


def test_a_draft_is_seen_by_editors_alone():
    save()

    assert queries.package(CONTENT.code) is None
    assert queries.package_to_edit(CONTENT.code).content == CONTENT
    assert CONTENT.code in {row.code for row in queries.package_rows()}


def test_an_incomplete_draft_is_kept_and_not_published():
    saved = save(b.package())

    with pytest.raises(PackageHasFaults) as refused:
        publish(saved.revision)

    assert [fault.code for fault in refused.value.faults] == ["no-items"]
    assert queries.package(CONTENT.code) is None


def test_publishing_shows_the_package_and_leaves_a_trace():
    version = publish(save().revision)

    found = queries.package(CONTENT.code)
    assert found.content == CONTENT
    assert [content.name for content in found.contents] == ["甲"]
    entries = TraceEntry.objects.filter(stream__subject=f"package:{CONTENT.code}")
    assert list(entries.order_by("position").values_list("action", flat=True)) == [
        "package.save",
        "package.publish",
    ]
    assert entries.last().data == {"version": 1, "digest": version.digest}


def test_the_next_version_replaces_the_one_before_it():
    first = publish(save().revision)
    again = msgspec.structs.replace(CONTENT, name="样例另一件事")

    publish(save(again, revision=first.revision).revision, at=NOON + timedelta(days=1))

    assert [line.state for line in queries.versions_of(CONTENT.code)] == [
        VersionState.PUBLISHED,
        VersionState.REPLACED,
    ]
    assert queries.package(CONTENT.code).content.name == "样例另一件事"
    assert Package.objects.get(code=CONTENT.code).name == "样例另一件事"


def test_while_a_draft_is_written_everybody_reads_the_published_version():
    first = publish(save().revision)

    save(msgspec.structs.replace(CONTENT, name="改了"), revision=first.revision)

    assert queries.package(CONTENT.code).content.name == CONTENT.name
    (line,) = [line for line in queries.packages() if line.code == CONTENT.code]
    assert line.name == CONTENT.name


def test_two_editors_do_not_overwrite_each_other_unseen():
    saved = save()
    save(msgspec.structs.replace(CONTENT, name="甲改的"), revision=saved.revision)

    with pytest.raises(PackageChangedMeanwhile):
        save(msgspec.structs.replace(CONTENT, name="乙改的"), revision=saved.revision)
    with pytest.raises(PackageChangedMeanwhile):
        publish(saved.revision)

    assert queries.package_to_edit(CONTENT.code).content.name == "甲改的"


def test_a_new_package_cannot_take_the_code_of_another():
    save()

    with pytest.raises(PackageCodeTaken):
        save()


def test_only_the_lead_department_and_the_catalogue_office_may_define(lead):
    other, _ = Department.objects.get_or_create(
        credit_code="11620982XNTX00099X",
        defaults={"key": "sample-other", "name": "样例别局", "kind": "部门"},
    )
    stranger = editor_of(other)

    with pytest.raises(NotYourPackage):
        save(by=stranger)
    saved = save(by=editor_of(lead))
    with pytest.raises(NotYourPackage):
        publish(saved.revision, by=stranger)
    published = publish(saved.revision, by=editor_of(lead))
    with pytest.raises(NotYourPackage):
        withdraw(by=stranger)

    assert published.state == VersionState.PUBLISHED


def test_a_package_cannot_be_given_to_a_department_that_one_does_not_serve(lead):
    other, _ = Department.objects.get_or_create(
        credit_code="11620982XNTX00099X",
        defaults={"key": "sample-other", "name": "样例别局", "kind": "部门"},
    )
    given_away = msgspec.structs.replace(CONTENT, lead_department=other.credit_code)

    with pytest.raises(NotYourPackage):
        save(given_away, by=editor_of(lead))


def test_withdrawing_takes_the_page_away_and_needs_a_reason():
    publish(save().revision)

    with pytest.raises(ReasonMissing):
        withdraw("  ")
    withdraw()

    assert queries.package(CONTENT.code) is None
    last = TraceEntry.objects.filter(stream__subject=f"package:{CONTENT.code}").last()
    assert (last.action, last.data) == ("package.withdraw", {"reason": "不再联办"})
    with pytest.raises(PackageNotPublished):
        withdraw()


def test_what_is_not_there_is_neither_published_nor_withdrawn():
    with pytest.raises(PackageNotFound):
        publish(1)
    with pytest.raises(PackageNotFound):
        withdraw()
    version = publish(save().revision)
    with pytest.raises(NoDraftToPublish):
        publish(version.revision)


def test_the_database_refuses_to_change_a_published_version():
    version = publish(save().revision)

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        PackageVersion.objects.filter(pk=version.pk).update(content="{}")
    Package.objects.filter(code=CONTENT.code).update(version=None)
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        PackageVersion.objects.filter(pk=version.pk).delete()


def test_the_database_keeps_one_draft_for_a_package():
    saved = save()

    with pytest.raises(IntegrityError, match="package_has_one_draft"), transaction.atomic():
        PackageVersion.objects.create(
            package=saved.package, number=9, state=VersionState.DRAFT, content="{}", digest="",
            saved_at=NOON, saved_by="测",
        )  # fmt: skip


def test_an_item_that_is_not_in_use_is_not_shown_and_not_published():
    first = publish(save().revision)
    gone = b.package(b.part("甲"), b.part("没有的"))
    saved = save(gone, revision=first.revision)

    with pytest.raises(PackageHasFaults):
        publish(saved.revision)
    assert list(queries.package_to_edit(CONTENT.code).editions) == ["code-甲"]


def test_the_editors_list_costs_two_statements(django_assert_num_queries):
    for number in range(30):
        content = msgspec.structs.replace(CONTENT, code=f"ONE-8{number:02}")
        save(content)

    with django_assert_num_queries(2):
        queries.package_rows()
