"""一件事: the packages with what is published and what is being drafted; beginning a new one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError, StateTag, Tone
from yangguan.foundation.web.form_errors import errors_of, summary_of
from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.packages import queries
from yangguan.registers.packages.checks import CODE
from yangguan.registers.packages.definition import Audience, PackageContent
from yangguan.registers.packages.operations.save_package import NEW, save_package
from yangguan.registers.packages.queries import PackageRow


@require_safe
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The list. Two queries beside the sign-in."""
    context = staff_page(request, here="editor:packages") | {
        "packages": [(row, _tags(row)) for row in queries.package_rows()],
    }
    return render(request, "editor/packages/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def begin(request: OfficerRequest) -> HttpResponse:
    """Name a new package; the rest is defined on its own page."""
    if request.method != "POST":
        return _begin_page(request, [])
    code = request.POST.get("code", "").strip()
    name = request.POST.get("name", "").strip()
    errors = []
    if not CODE.fullmatch(code):
        message = _("编码用大写字母、数字和短横线，2 到 20 个字符，例如 ONE-01")
        errors.append(FieldError(message, "code"))
    if not 0 < len(name) <= 60:
        errors.append(FieldError(_("请填写名称，最多 60 个字"), "name"))
    lead = request.POST.get("lead_department", "")
    if lead not in {credit_code for credit_code, _name, _id in queries.lead_choices()}:
        errors.append(FieldError(_("请选择牵头部门"), "lead_department"))
    if errors:
        return _begin_page(request, errors)
    audience: Audience = (
        "organisation" if request.POST.get("audience") == "organisation" else "person"
    )
    content = PackageContent(
        code=code, name=name, audience=audience, description="", lead_department=lead
    )
    try:
        save_package(content, revision=NEW, by=request.actor, at=timezone.now())
    except Refusal as refusal:
        return _begin_page(request, summary_of(errors_of(refusal), prefix=""))
    return redirect("editor:package", code)


def _begin_page(request: OfficerRequest, errors: list[FieldError]) -> HttpResponse:
    context = staff_page(request, here="editor:packages") | {
        "errors": errors,
        "leads": queries.lead_choices(),
        "sent": request.POST,
    }
    return render(request, "editor/packages/new.html", context, status=422 if errors else 200)


def _tags(row: PackageRow) -> list[StateTag]:
    tags = []
    if row.published_number is not None:
        words = _("第 %(number)d 版已发布") % {"number": row.published_number}
        tags.append(StateTag(words, Tone.OK))
    if row.draft_saved_at is not None:
        tags.append(StateTag(_("有草稿"), Tone.WARN))
    return tags or [StateTag(_("已停用"), Tone.NEUTRAL)]
