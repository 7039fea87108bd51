"""A code table and the draft of its next version, before it counts for anybody."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.registers.standards import policies, rules
from yangguan.registers.standards.errors import (
    CodeTableExists,
    CodeTableNotFound,
    DraftHasChanged,
    TableHasFaults,
    VersionNotFound,
)
from yangguan.registers.standards.models import CodeEntry, CodeTable, CodeTableVersion
from yangguan.registers.standards.rules import KEY, Entry
from yangguan.registers.standards.states import VersionState


def stream_subject(key: str) -> str:
    """What the trace calls a code table."""
    return f"code-table:{key}"


@transaction.atomic
def add_code_table(
    *,
    key: str,
    title: str,
    standard: str,
    steward_id: int | None = None,
    by: Actor,
    at: datetime,
) -> CodeTable:
    """
    Enter a new code table, still without a version.

    Source: R10.2 (政务服务标准化体系). Raises `NotYourStandards`, `CodeTableExists`,
    `TableHasFaults`; then nothing has changed.
    """
    policies.ensure_may_change_standards(by, steward_id=steward_id)
    if not KEY.fullmatch(key):
        words = _("标识用小写字母开头的小写字母、数字和连字符，2 到 40 个字符")
        raise TableHasFaults(faults=words, field="key")
    for field, value, most in (("title", title, 100), ("standard", standard, 200)):
        if not value or len(value) > most:
            words = _("名称和标准都要写，名称最多 100 个字，标准最多 200 个字")
            raise TableHasFaults(faults=words, field=field)
    if CodeTable.objects.filter(key=key).exists():
        raise CodeTableExists(key=key)
    table = CodeTable.objects.create(key=key, title=title, standard=standard, steward_id=steward_id)
    act = Act("code-table.add", {"title": title, "standard": standard})
    trail.record(trail.stream_of(stream_subject(key)), act, by=by, at=at)
    return table


@transaction.atomic
def save_draft(
    *,
    key: str,
    source: str,
    in_force_date: date,
    entries: Sequence[Entry],
    seen_digest: str,
    by: Actor,
    at: datetime,
) -> CodeTableVersion:
    """
    Write the draft of a table's next version, a new one if there is none.

    `seen_digest`: of the draft that the person has seen, empty if there was none. Raises
    `CodeTableNotFound`, `NotYourStandards`, `TableHasFaults`, `DraftHasChanged`; then nothing has
    changed.
    """
    table = locked_table(key)
    policies.ensure_may_change_standards(by, steward_id=table.steward_id)
    faults = rules.faults(entries)
    if faults:
        raise TableHasFaults(faults="；".join(faults))
    if not source or len(source) > 200:
        raise TableHasFaults(faults=_("写明来源，最多 200 个字"), field="source")
    draft = table.versions.filter(state=VersionState.DRAFT).first()
    if (draft.digest if draft else "") != seen_digest:
        raise DraftHasChanged
    if draft is None:
        last = table.versions.order_by("-number").first()
        draft = CodeTableVersion(
            table=table, number=last.number + 1 if last else 1, state=VersionState.DRAFT
        )
    draft.source = source
    draft.in_force_date = in_force_date
    draft.digest = rules.digest_of(entries)
    draft.save()
    draft.entries.all().delete()
    CodeEntry.objects.bulk_create(
        CodeEntry(
            version=draft,
            code=entry.code,
            name=entry.name,
            parent=entry.parent,
            position=position,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
        )
        for position, entry in enumerate(entries, start=1)
    )
    act = Act("code-table.draft", {"number": draft.number, "digest": draft.digest})
    trail.record(trail.stream_of(stream_subject(key)), act, by=by, at=at)
    return draft


@transaction.atomic
def delete_draft(*, key: str, by: Actor, at: datetime) -> None:
    """
    Delete the draft of a table's next version.

    Raises `CodeTableNotFound`, `NotYourStandards`, `VersionNotFound`; then nothing has changed.
    """
    table = locked_table(key)
    policies.ensure_may_change_standards(by, steward_id=table.steward_id)
    draft = table.versions.filter(state=VersionState.DRAFT).first()
    if draft is None:
        raise VersionNotFound
    number = draft.number
    draft.delete()
    act = Act("code-table.delete-draft", {"number": number})
    trail.record(trail.stream_of(stream_subject(key)), act, by=by, at=at)


def locked_table(key: str) -> CodeTable:
    """The table, locked until the transaction ends. Raises `CodeTableNotFound`."""
    table = CodeTable.objects.select_for_update().filter(key=key).first()
    if table is None:
        raise CodeTableNotFound
    return table
