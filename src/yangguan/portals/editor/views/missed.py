"""没搜到的: what people searched without a good hit, for a word to be made of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.operations.missed_searches import dismiss_missed_search
from yangguan.registers.catalogue.policies import may_keep_words
from yangguan.registers.catalogue.search_words import LEAST_ASKERS, LISTED_DAYS, missed_searches


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest) -> HttpResponse:
    """The texts of the last 30 days; POST sets one aside. Three queries beside the sign-in."""
    if request.method == "POST":
        text = request.POST.get("text", "")
        dismiss_missed_search(text=text, by=request.actor, at=timezone.now())
        messages.success(request, _("“%(text)s”不再列出来。") % {"text": text})
        return redirect("editor:missed")
    context = staff_page(request, here="editor:missed") | {
        "lines": missed_searches(on=timezone.localdate()),
        "days": LISTED_DAYS,
        "least": LEAST_ASKERS,
        "may_keep": may_keep_words(request.actor),
    }
    return render(request, "editor/missed/page.html", context)
