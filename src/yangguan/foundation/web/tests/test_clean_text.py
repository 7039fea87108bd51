"""NUL reaches no view, wherever a reader or a robot puts it."""

from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.views.decorators.csrf import csrf_exempt

from yangguan.foundation.web.clean_text import CleanTextMiddleware, without_nul


def seen(request, view=lambda request: None):
    """What a view would read."""
    read: dict[str, dict[str, str]] = {}

    def answer(request):
        middleware.process_view(request, view, (), {})
        read.update(get=request.GET.dict(), post=request.POST.dict())
        return HttpResponse()

    middleware = CleanTextMiddleware(answer)
    middleware(request)
    return read


def test_it_is_left_out_of_the_address():
    assert seen(RequestFactory().get("/?q=a%00b&page=1"))["get"] == {"q": "ab", "page": "1"}


def test_it_is_left_out_of_a_form():
    form = {"name": "食品\0经营", "\0reason": "好"}

    assert seen(RequestFactory().post("/", form))["post"] == {"name": "食品经营", "reason": "好"}


def test_a_program_s_body_is_not_read_for_it():
    @csrf_exempt
    def view(request): ...

    request = RequestFactory().post("/?q=%00", b"{}", content_type="application/json")
    CleanTextMiddleware(lambda request: HttpResponse()).process_view(request, view, (), {})

    assert "_post" not in vars(request)
    assert request.GET["q"] == "\0"


def test_what_has_none_stays_as_it_is():
    sent = QueryDict("a=1&a=2&b=")

    assert without_nul(sent) is sent
