"""What the forms of the intermediary directory share, an agency's and a service's."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect

from yangguan.foundation.web.form_errors import Errors, summary_of
from yangguan.foundation.web.parameters import whole_number
from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.intermediaries import queries
from yangguan.registers.intermediaries.policies import may_keep
from yangguan.registers.intermediaries.queries import AgencyView, ServiceView


def entry_form(
    request: OfficerRequest,
    page: Callable[[Refusal | None], HttpResponse],
    act: Callable[[], object],
    *,
    look_again: str,
    ahead: str,
) -> HttpResponse:
    """
    The form, or its act and on to `ahead`; what the act refuses is told on the form.

    `look_again`: the button that changes what the form shows and does not send it.
    """
    if request.method != "POST" or look_again in request.POST:
        return page(None)
    try:
        act()
    except Refusal as refusal:
        return page(refusal)
    return redirect(ahead)


def entry_page(
    request: OfficerRequest, found: AgencyView | ServiceView | None, errors: Errors, *, new: str
) -> dict[str, object]:
    """What both pages show around their fields; `new`: the title of an entry not yet made."""
    return staff_page(request, here="editor:intermediary-services") | {
        "title": found.name if found else new,
        "departments": [] if found else queries.kept_department_choices(by=request.actor),
        "department": request.POST.get("department", ""),
        "errors": summary_of(errors),
        "may_keep": found is None or may_keep(request.actor, found.department_id),
    }


def typed(request: OfficerRequest) -> dict[str, str]:
    """What was typed into the form."""
    return {name: request.POST.get(name, "") for name in request.POST}


def chosen_department(request: OfficerRequest) -> int:
    """The department that keeps a new entry; 0, which none has, where none was chosen."""
    return whole_number(request.POST.get("department", "")) or 0
