"""The points of a correction as fields, for the applicant and for the counter that helps them."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.web.fields import FieldKind, FieldView
from yangguan.handling.cases.operations.drafts import attach_to_correction
from yangguan.handling.cases.queries.case_page import CaseView
from yangguan.handling.cases.queries.correction_points import CorrectionPoint
from yangguan.handling.cases.queries.drafts import FileLine, file_line
from yangguan.portals.applicant.draft_files import sent_file
from yangguan.portals.applicant.form_fields import (
    REGION_LEVELS,
    FormState,
    field_view,
    file_views,
    upload_hint,
    upload_rules,
)
from yangguan.registers.organisations.queries import region_names, regions


def attach_sent(request: HttpRequest, view: CaseView, *, by: Actor) -> None:
    """Keep the files that came with the form; each stays, whatever else is wrong."""
    for point in view.correction:
        for upload in request.FILES.getlist(point.subject):
            attach_to_correction(
                case_id=view.id, slot=point.subject, upload=upload, by=by, at=timezone.now()
            )


def attach_one(request: HttpRequest, case_id: uuid.UUID, *, by: Actor) -> FileLine:
    """Keep the one file that a script sent for the point `field`, as soon as it was chosen."""
    stored = attach_to_correction(
        case_id=case_id,
        slot=request.POST.get("field", ""),
        upload=sent_file(request),
        by=by,
        at=timezone.now(),
    )
    return file_line(stored)


def correction_state(
    view: CaseView,
    typed: Mapping[str, Any],
    faults: Mapping[str, str],
    *,
    upload_url: str,
    file_url: Callable[[uuid.UUID], str],
) -> FormState:
    """What the fields of the points show; `typed` goes before what was answered. One query."""
    answers = {line.field.element: line.value for line in view.answers}
    return FormState(
        answers=answers | dict(typed),
        files={point.subject: point.files for point in view.correction},
        upload_url=upload_url,
        now=timezone.now(),
        file_url=file_url,
        regions=regions(levels=REGION_LEVELS) if asks_region(view) else (),
        faults=dict(faults),
        shown=frozenset(point.subject for point in view.correction),
        may_remove=False,
    )


def asked_region_names(view: CaseView) -> dict[str, str]:
    """Names of divisions for the answers that were given. One query, none where no point asks."""
    return region_names() if asks_region(view) else {}


def asks_region(view: CaseView) -> bool:
    return any(field.names_region for field in view.asked_fields)


def point_field(point: CorrectionPoint, state: FormState, *, label: str) -> FieldView:
    """The question that was asked again, or the slot for a file, with its `label`."""
    if point.field is not None:
        # Its condition reads answers that are not on this page: it is asked, so it is shown.
        return replace(field_view(point.field, state), show_if="")
    return FieldView(
        name=point.subject,
        kind=FieldKind.FILE,
        label=label,
        hint=upload_hint(),
        files=file_views(point.files, state),
        upload=upload_rules(state.upload_url),
        error=state.faults.get(point.subject, ""),
    )
