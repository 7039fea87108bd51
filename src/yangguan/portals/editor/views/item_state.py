"""暂停、恢复、取消: asked with its reason, which the guide shows to everybody."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.fields import Choice, FieldKind, FieldView
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.errors import StateReasonMissing
from yangguan.registers.catalogue.operations.item_state import LONGEST_REASON, change_item_state
from yangguan.registers.catalogue.queries import guide
from yangguan.registers.catalogue.states import ItemState


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, task_code: str) -> HttpResponse:
    """The states that an item can have next (GET); changed with a reason (POST)."""
    found = guide(task_code)
    if found is None:
        raise Http404
    errors: list[FieldError] = []
    chosen = request.POST.get("state", "")
    if request.method == "POST":
        if chosen not in ItemState.values:
            errors.append(FieldError(_("请选择新的状态。"), "f-state"))
        else:
            try:
                change_item_state(
                    task_code=task_code,
                    state=ItemState(chosen),
                    reason=request.POST.get("reason", ""),
                    by=request.actor,
                    at=timezone.now(),
                )
            except StateReasonMissing as missing:
                errors.append(FieldError(missing.text, "f-reason"))
            else:
                messages.success(request, _("已经改好，办事指南上马上看得到。"))
                return redirect("editor:item", task_code)
    context = staff_page(request, here="editor:items") | {
        "guide": found,
        "fields": _fields(request, found.state, errors),
        "errors": errors,
    }
    return render(request, "editor/item_state/page.html", context, status=422 if errors else 200)


def _fields(request: OfficerRequest, state: ItemState, errors: list[FieldError]) -> list[FieldView]:
    told = {each.field_id: each.message for each in errors}
    hints = {
        ItemState.IN_USE: _("接着收申请"),
        ItemState.SUSPENDED: _("暂时不收申请，在办的件照办"),
        ItemState.WITHDRAWN: _("不再收申请，在办的件照办；不能恢复"),
    }
    return [
        FieldView(
            "state",
            FieldKind.CHOICE,
            _("改成什么状态"),
            choices=tuple(
                Choice(each.value, str(each.label), hints[each], request.POST.get("state") == each)
                for each in ItemState
                if each is not state
            ),
            error=told.get("f-state", ""),
        ),
        FieldView(
            "reason",
            FieldKind.LONGTEXT,
            _("原因"),
            hint=_("原样公开在办事指南上，写明依据和什么时候恢复"),
            value=request.POST.get("reason", ""),
            error=told.get("f-reason", ""),
            max_length=LONGEST_REASON,
        ),
    ]
