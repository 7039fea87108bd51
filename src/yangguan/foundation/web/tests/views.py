"""Small views that the tests of this app call; no part of the product imports them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from yangguan.foundation.actors.actor import Actor, ActorKind, Role
from yangguan.foundation.web.access import (
    officer_required,
    person_required,
    public,
    role_required,
    signed_in_required,
)
from yangguan.foundation.web.refusals import Refusal, refused

OFFICER = Actor(kind=ActorKind.OFFICER, name="王敏", roles=frozenset({Role.REVIEW}))
PERSON = Actor(kind=ActorKind.PERSON, name="测鸣沙")


class AlreadyAccepted(Refusal):
    code = "already-accepted"
    message = _("%(who)s 已经受理了这一件。")
    todo = _("请刷新这一页。")


def actor_of(request: HttpRequest) -> Actor | None:
    """Who asks, from a header of the test client."""
    return {"officer": OFFICER, "person": PERSON}.get(request.headers.get("X-Test-Actor", ""))


@public
def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


def unmarked(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody may read this")


@person_required
def for_persons(request: HttpRequest) -> HttpResponse:
    return HttpResponse("person")


@officer_required
def for_officers(request: HttpRequest) -> HttpResponse:
    return HttpResponse("officer")


@role_required(Role.DECISION)
def for_deciders(request: HttpRequest) -> HttpResponse:
    return HttpResponse("decision")


@role_required(Role.REVIEW, Role.DECISION)
def for_reviewers(request: HttpRequest) -> HttpResponse:
    return HttpResponse("review")


@signed_in_required
def for_signed_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse("signed in")


@public
def refusing(request: HttpRequest) -> HttpResponse:
    return refused(request, AlreadyAccepted(who="王敏", field="opinion"))


@public
def breaking(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


@public
def dangerous(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [
    path("open/", open_to_all),
    path("unmarked/", unmarked),
    path("persons/", for_persons),
    path("officers/", for_officers),
    path("deciders/", for_deciders),
    path("reviewers/", for_reviewers),
    path("signed-in/", for_signed_in),
    path("refusing/", refusing),
    path("api/v1/refusing/", refusing),
    path("breaking/", breaking),
    path("post/", dangerous),
]
