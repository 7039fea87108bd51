"""批量审核: one verdict on the drafts that were chosen in the list, a line of result for each."""

import time
import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import StateTag, Tone
from yangguan.foundation.web.parameters import uuid_of
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.draft_shell import TONES
from yangguan.registers.drafting.errors import DraftNotFound, VerdictMissing
from yangguan.registers.drafting.operations.review_many import (
    MOST_DRAFTS,
    carry_on_review,
    start_review,
)
from yangguan.registers.drafting.queries import ReviewLine, review_view, waiting_of_import
from yangguan.registers.drafting.states import ReviewLineState, ReviewVerdict

# So long the page is waited for; what is left then is a job, and the page shows how far it is.
PATIENCE_SECONDS = 2.0


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def start(request: OfficerRequest) -> HttpResponse:
    """
    Decide of the drafts that are ticked (`draft`), or of all of an import (`import`, `whole`).

    Of an import the first ones in; if there are more than fit, once again.
    """
    whole = request.POST.get("whole", "")
    verdict = whole or request.POST.get("act", "")
    if verdict not in ReviewVerdict.values:
        raise VerdictMissing
    import_id = uuid_of(request.POST.get("import", ""))
    if whole and import_id:
        chosen = waiting_of_import(import_id, by=request.actor, limit=MOST_DRAFTS)
    else:
        chosen = [_key(text) for text in request.POST.getlist("draft")]
    review = start_review(
        draft_ids=chosen,
        verdict=ReviewVerdict(verdict),
        remark=request.POST.get("remark", ""),
        by=request.actor,
        at=timezone.now(),
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    carry_on_review(
        review_id=review.pk, at=timezone.now(), goes_on=lambda: time.monotonic() < deadline
    )
    return redirect("editor:batch-review", review.pk)


@require_safe
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, review_id: uuid.UUID) -> HttpResponse:
    """What came of each draft; for htmx the part that changes while it is under way."""
    view = review_view(review_id, by=request.actor)
    context = {"review": view, "lines": [(line, _tag(line)) for line in view.lines]}
    if request.headers.get("HX-Request"):
        return render(request, "editor/batch_review/_review.html", context)
    context |= staff_page(request, here="editor:drafts")
    return render(request, "editor/batch_review/page.html", context)


def _key(text: str) -> uuid.UUID:
    key = uuid_of(text)
    if key is None:
        raise DraftNotFound
    return key


def _tag(line: ReviewLine) -> StateTag:
    """What the draft has become, or that it has not."""
    if line.outcome is not None:
        return StateTag(str(line.outcome.label), TONES[line.outcome])
    tone = Tone.BAD if line.state is ReviewLineState.REFUSED else Tone.PLAIN
    return StateTag(str(line.state.label), tone)
