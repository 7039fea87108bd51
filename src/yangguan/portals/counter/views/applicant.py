"""新收件，第一步: who applies. Found by number, or registered from the original document."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.portals.counter.phases import phases
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.parties.errors import PartyRefusal
from yangguan.registers.parties.operations.look_up import look_up_party
from yangguan.registers.parties.operations.register_applicant import register_applicant
from yangguan.registers.parties.queries import PartyProfile, Principal, principals, profile
from yangguan.registers.parties.states import DOCUMENT_TYPES


@dataclass(frozen=True, slots=True)
class Registration:
    """What was typed into the register form."""

    name: str = ""
    document_type: str = "111"
    number: str = ""
    mobile: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.INTAKE)
def show(request: OfficerRequest) -> HttpResponse:
    """The search; posted, so that no number of a person stands in an address or a log."""
    identity = request.POST.get("identity", "").strip()
    if request.method != "POST":
        return _page(request)
    if not identity:
        return _page(request, errors=[FieldError(_("请先填证件号码或手机号。"), "identity")])
    party_id = look_up_party(
        identity=identity, reason="窗口收件", by=request.actor, at=timezone.now()
    )
    found = profile(party_id) if party_id else None
    if found is None:
        typed = Registration(number=identity) if len(identity) > len("13800000000") else None
        return _page(request, identity=identity, is_unknown=True, typed=typed)
    speaks_for = [] if found.is_organisation else principals(found.id)
    return _page(request, identity=identity, found=found, speaks_for=speaks_for)


@require_POST
@role_required(Role.INTAKE)
def register(request: OfficerRequest) -> HttpResponse:
    """Register somebody new; what is registered already leads on, or is refused in place."""
    typed = Registration(
        name=request.POST.get("name", "").strip(),
        document_type=_document_type(request),
        number=request.POST.get("number", "").strip(),
        mobile=request.POST.get("mobile", "").strip(),
    )
    try:
        party = register_applicant(
            name=typed.name,
            document_type=typed.document_type,
            number=typed.number,
            mobile=typed.mobile,
            by=request.actor,
            at=timezone.now(),
        )
    except PartyRefusal as refusal:
        words = f"{refusal.text}{refusal.advice}"
        errors = [FieldError(words, f"register-{refusal.field}")]
        return _page(request, typed=typed, errors=errors)
    return redirect("counter:item", party.pk)


def _document_type(request: HttpRequest) -> str:
    asked = request.POST.get("document_type", "")
    return asked if asked in DOCUMENT_TYPES else "111"


def _page(
    request: OfficerRequest,
    *,
    identity: str = "",
    found: PartyProfile | None = None,
    speaks_for: list[Principal] | None = None,
    is_unknown: bool = False,
    typed: Registration | None = None,
    errors: list[FieldError] | None = None,
) -> HttpResponse:
    context = staff_page(request, here="counter:applicant") | {
        "phases": phases(0),
        "identity": identity,
        "found": found,
        "speaks_for": speaks_for or [],
        "is_unknown": is_unknown,
        "typed": typed or Registration(),
        "is_registering": is_unknown or typed is not None,
        "document_types": DOCUMENT_TYPES.items(),
        "errors": errors or [],
        "errors_by_id": {error.field_id: error.message for error in errors or []},
    }
    return render(request, "counter/applicant/page.html", context, status=422 if errors else 200)
