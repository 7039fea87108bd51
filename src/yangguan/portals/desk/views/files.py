"""Files, documents and licences of a case, for those who may see it."""

import uuid

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.files import store
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.downloads import file_response
from yangguan.foundation.web.refusals import refused
from yangguan.handling.cases.errors import CaseNotFound, CaseRefusal
from yangguan.handling.cases.operations.render import render_document_file
from yangguan.handling.cases.queries.case_page import case_view, document_for, file_for
from yangguan.handling.cases.queries.work_counts import HANDLING_ROLES
from yangguan.handling.licences.operations.render import render_licence_file
from yangguan.portals.desk.shell import OfficerRequest

PDF = "application/pdf"
READERS = (*HANDLING_ROLES, Role.SUPERVISOR)


@require_safe
@role_required(*READERS)
def case_file(request: OfficerRequest, file_id: uuid.UUID) -> HttpResponse:
    """A file that the applicant handed in; `?save` to keep it. At most two queries."""
    try:
        digest, name, media_type = file_for(file_id, by=request.actor)
    except CaseRefusal as refusal:
        return refused(request, refusal)
    return file_response(
        store.read(digest), name=name, media_type=media_type, is_saved="save" in request.GET
    )


@require_safe
@role_required(*READERS)
def document(request: OfficerRequest, document_id: uuid.UUID) -> HttpResponse:
    """A statutory document as signed PDF, made now if the worker has not come to it yet."""
    try:
        _case_id, number = document_for(document_id, by=request.actor)
        digest = render_document_file(document_id, at=timezone.now())
    except CaseRefusal as refusal:
        return refused(request, refusal)
    return file_response(
        store.read(digest), name=f"{number}.pdf", media_type=PDF, is_saved="save" in request.GET
    )


@require_safe
@role_required(*READERS)
def licence(request: OfficerRequest, case_id: uuid.UUID, licence_id: uuid.UUID) -> HttpResponse:
    """A licence that the case yielded, as signed PDF."""
    try:
        view = case_view(case_id, by=request.actor, on=timezone.localdate())
        card = next((card for card in view.licences if card.id == licence_id), None)
        if card is None:
            raise CaseNotFound
    except CaseRefusal as refusal:
        return refused(request, refusal)
    digest = render_licence_file(licence_id, at=timezone.now())
    name = _("%(type)s %(number)s.pdf") % {"type": card.type_name, "number": card.number}
    return file_response(store.read(digest), name=name, media_type=PDF)
