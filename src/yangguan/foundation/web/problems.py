"""Answers for programs: problem documents after RFC 9457, with codes that never change."""

from django.http import HttpRequest, JsonResponse

API_PREFIX = "/api/"
CONTENT_TYPE = "application/problem+json"


def wants_problem(request: HttpRequest) -> bool:
    """Whether a program asks: under the API's address, or wanting JSON rather than a page."""
    if request.path.startswith(API_PREFIX):
        return True
    preferred = request.get_preferred_type(["text/html", "application/json", CONTENT_TYPE])
    return preferred in {"application/json", CONTENT_TYPE}


def problem(
    *, status: int, code: str, title: str, detail: str = "", todo: str = "", field: str = ""
) -> JsonResponse:
    """
    A problem document.

    `code` is stable and in ASCII; `title` says what is wrong, `detail` and `todo` why and what to
    do, in the reader's language; `field` names the member of the request that it is about.
    """
    document: dict[str, object] = {
        "type": f"urn:yangguan:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
    }
    extras = {"detail": detail, "todo": todo, "field": field}
    document.update({name: value for name, value in extras.items() if value})
    return JsonResponse(
        document,
        status=status,
        content_type=CONTENT_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
