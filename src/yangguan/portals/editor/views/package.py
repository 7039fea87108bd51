"""One package: its questions, items and rules; drafted, looked at, published, withdrawn."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError, current
from yangguan.foundation.web.parameters import revision_number
from yangguan.foundation.web.refusals import answering_refusals
from yangguan.portals.applicant.package_page import facts, joint_promise, package_page
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.package_form import package_form, read_package
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.packages import queries
from yangguan.registers.packages.checks import definition_faults
from yangguan.registers.packages.definition import PackageContent
from yangguan.registers.packages.editions import editions_of
from yangguan.registers.packages.errors import PackageHasFaults
from yangguan.registers.packages.operations.publish_package import publish_package
from yangguan.registers.packages.operations.save_package import save_package
from yangguan.registers.packages.operations.withdraw_package import withdraw_package
from yangguan.registers.packages.policies import may_edit
from yangguan.registers.packages.queries import PackageView
from yangguan.registers.packages.states import VersionState

PUBLISH = "publish"


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
@answering_refusals
def show(request: OfficerRequest, code: str) -> HttpResponse:
    """
    The definition with every fault at its row; a post keeps it as a draft, or publishes it too.

    Eight queries beside the sign-in once the editions are in memory.
    """
    view = _found(code)
    if request.method != "POST":
        return _page(request, view, view.content)
    content = read_package(request.POST, code=code, before=view.content)
    revision = revision_number(request.POST.get("revision", ""))
    try:
        saved = save_package(content, revision=revision, by=request.actor, at=timezone.now())
        if request.POST.get("act") == PUBLISH:
            publish_package(code=code, revision=saved.revision, by=request.actor, at=timezone.now())
    except PackageHasFaults as refusal:
        # The draft is kept: what was typed is not lost because it is not finished.
        return _page(request, _found(code), content, refused_with=refusal.faults)
    if request.POST.get("act") == PUBLISH:
        messages.success(request, _("已发布，公众现在看到的就是这一版。"))
    else:
        messages.success(request, _("草稿已保存，公众还看不到。"))
    return redirect("editor:package", code)


@require_safe
@role_required(Role.EDITOR)
def preview(request: OfficerRequest, code: str) -> HttpResponse:
    """What the public will see of the draft, with its questions. As many queries as its page."""
    view = _found(code)
    page = package_page(view, request.GET)
    context = {
        "package": view,
        "content": view.content,
        "page_of": page,
        "facts": facts(page),
        "promise": joint_promise(view),
        "situation_url": reverse("editor:package-preview", args=[code]),
        "edit_url": reverse("editor:package", args=[code]),
        "crumbs": current(
            [
                (_("一件事"), reverse("editor:packages")),
                (view.content.name, reverse("editor:package", args=[code])),
            ],
            _("预览"),
        ),
    }
    return render(request, "editor/package/preview.html", context)


@require_POST
@role_required(Role.EDITOR)
@answering_refusals
def withdraw(request: OfficerRequest, code: str) -> HttpResponse:
    """Take the package off the public pages; the reason stays in the trace."""
    reason = request.POST.get("reason", "")[:500]
    withdraw_package(code=code, reason=reason, by=request.actor, at=timezone.now())
    messages.success(request, _("已停用，公众看不到了；里面的事项照常办理。"))
    return redirect("editor:package", code)


def _found(code: str) -> PackageView:
    view = queries.package_to_edit(code)
    if view is None:
        raise Http404
    return view


def _page(
    request: OfficerRequest,
    view: PackageView,
    content: PackageContent,
    *,
    refused_with: Sequence[Fault] = (),
) -> HttpResponse:
    faults = definition_faults(content, editions_of(content.task_codes))
    leads = [(credit_code, name) for credit_code, name, _id in queries.lead_choices()]
    versions = queries.versions_of(content.code)
    context = staff_page(request, here="editor:packages") | {
        "package": view,
        "form": package_form(content, items=queries.item_choices(), leads=leads, faults=faults),
        "may_edit": may_edit(request.actor, view.lead_id),
        "is_draft": view.state is VersionState.DRAFT,
        "is_public": any(line.state is VersionState.PUBLISHED for line in versions),
        "versions": versions,
        "blocking": [each for each in faults if each.severity is Severity.REFUSAL],
        "warnings": [each for each in faults if each.severity is Severity.WARNING],
        "errors": [FieldError(each.message, field_id(each.field)) for each in refused_with],
    }
    status = 422 if refused_with else 200
    return render(request, "editor/package/page.html", context, status=status)


def field_id(field: str) -> str:
    """The element of the page that a fault is about: questions[0].choices is q0-choices."""
    place, _dot, name = field.partition(".")
    table, bracket, index = place.rstrip("]").partition("[")
    if not bracket:
        return "i0-item" if table == "items" else table
    names = {
        "task_code": "item",
        "applies_if": "rule-0",
        "shown_if": "rule-0",
    }
    return f"{table[0]}{index}-{names.get(name, name)}"
