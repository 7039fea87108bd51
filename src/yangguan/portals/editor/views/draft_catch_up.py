"""并入现行版: the draft takes in an edition that was published after it began."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest
from yangguan.registers.drafting.operations.catch_up import catch_up_draft


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def catch_up(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Join both, then read what differs: every contested place has a remark."""
    catch_up_draft(draft_id=draft_id, by=request.actor, at=timezone.now())
    messages.success(request, _("已经并入。两边都改过的地方写了意见，请逐条核对。"))
    return redirect("editor:draft-review", draft_id)
