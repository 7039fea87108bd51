"""Answers to what goes wrong, as problem documents (RFC 9457), and the table of their codes."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from yangguan.foundation.files import uploads
from yangguan.foundation.files.store import FileDamaged
from yangguan.foundation.web.problems import CONTENT_TYPE
from yangguan.foundation.web.refusals import Refusal, problem_of
from yangguan.handling.cases import errors as case_errors
from yangguan.handling.licences import errors as licence_errors
from yangguan.oversight.evaluation import errors as evaluation_errors
from yangguan.portals.api import errors
from yangguan.registers.accounts import errors as account_errors
from yangguan.registers.catalogue import errors as catalogue_errors
from yangguan.registers.drafting import errors as drafting_errors
from yangguan.registers.imports import errors as import_errors
from yangguan.registers.intermediaries import errors as intermediary_errors
from yangguan.registers.legislation import errors as law_errors
from yangguan.registers.packages import errors as package_errors
from yangguan.registers.parties import errors as party_errors
from yangguan.registers.publications import errors as publication_errors
from yangguan.registers.standards import errors as standard_errors

logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
CHALLENGE = 'Bearer realm="yangguan"'
# Where the refusals of the operations and of the API are defined; their codes are the contract.
REFUSAL_MODULES = (
    errors, catalogue_errors, party_errors, uploads, case_errors, licence_errors,
    evaluation_errors, account_errors, drafting_errors, import_errors, intermediary_errors,
    law_errors, package_errors, publication_errors, standard_errors,
)  # fmt: skip

Fault = dict[str, str]


def refusal_classes() -> list[type[Refusal]]:
    """Every refusal that a request can meet, one for each code, in the order of its definition."""
    found = {cls.code: cls for cls in _defined_refusals()}
    return list(found.values())


def _defined_refusals() -> Iterator[type[Refusal]]:
    for module in REFUSAL_MODULES:
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Refusal)
                and value.__module__ == module.__name__
                and "code" in vars(value)
            ):
                yield value


def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as a problem document; with `faults` where it names several fields."""
    response = problem_of(refusal)
    faults = _faults_of(refusal)
    if faults:
        response = _with_members(response, {"faults": faults})
    if refusal.status == 401:
        response["WWW-Authenticate"] = CHALLENGE
    return response


def _faults_of(refusal: Refusal) -> list[Fault]:
    if isinstance(refusal, errors.InvalidRequest):
        return [dict(fault) for fault in refusal.named]
    # `IncompleteApplication` carries one fault for each answer that is missing or wrong.
    return [
        {"field": fault.element, "label": fault.label, "message": fault.message}
        for fault in getattr(refusal, "faults", ())
    ]


def _with_members(response: HttpResponse, members: Mapping[str, object]) -> HttpResponse:
    document = json.loads(response.content) | dict(members)
    return HttpResponse(
        json.dumps(document, ensure_ascii=False),
        status=response.status_code,
        content_type=CONTENT_TYPE,
    )


def invalid_request(found: Sequence[Mapping[str, Any]]) -> errors.InvalidRequest:
    """The refusal for what the types of the request do not admit."""
    return errors.InvalidRequest(
        [{"field": _place(error["loc"]), "message": _words(error)} for error in found]
    )


def _place(location: Sequence[object]) -> str:
    """("body", "body", "lines", 0, "fault") → lines.0.fault."""
    parts = [str(part) for part in location]
    return ".".join(parts[2:] if parts[:1] == ["body"] and len(parts) > 2 else parts[1:] or parts)


def _words(error: Mapping[str, Any]) -> str:
    """pydantic's fault in our words; its own, which name the type wanted, for the rare ones."""
    match error["type"]:
        case "missing":
            return _("缺少这一项。")
        case "extra_forbidden":
            return _("没有这一项。")
        case "string_type":
            return _("要填文字。")
        case "int_type" | "int_parsing":
            return _("要填整数。")
        case "bool_type" | "bool_parsing":
            return _("要填 true 或 false。")
        case "uuid_parsing" | "uuid_type":
            return _("要填 UUID。")
        case _:
            return str(error["msg"])


def too_large() -> errors.RequestTooLarge:
    return errors.RequestTooLarge(
        body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE,
        file=settings.UPLOAD_MAX_BYTES // MEGABYTE,
    )


def install(api: NinjaAPI) -> None:
    """Answer every exception of an operation with a problem document."""
    # ninja has answers of its own to the first three; the nearest class chooses the answer.
    for kind in (ValidationError, HttpError, Http404, Exception):
        api.add_exception_handler(kind, answer_exception)


def answer_exception(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Whatever an operation raised, refusal or fault, as a problem document."""
    return answer_refusal(request, _refusal_of(request, error))


def _refusal_of(request: HttpRequest, error: Exception | type[Exception]) -> Refusal:
    match error:
        case Refusal():
            return error
        case ValidationError():
            return invalid_request(error.errors)
        case AuthenticationError():
            return errors.TokenMissing()
        case Throttled():
            return errors.TooManyRequests()
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            return too_large()
        case HttpError(__cause__=Refusal() as cause):
            # ninja wraps what a parser raises.
            return cause
        case HttpError() | SuspiciousOperation() | MultiPartParserError() | UnicodeError():
            return errors.RequestUnreadable()
        case Http404():
            return errors.AddressUnknown()
        case FileDamaged():
            logger.error("%s: %s", request.path, error)
            return errors.FileUnavailable()
        case _:
            # The path names a case, never a person; the text of a database error may hold values.
            told = type(error).__name__ if isinstance(error, DatabaseError) else str(error)
            logger.error("%s %s: %s", request.method, request.path, told, exc_info=True)
            return errors.ServerFault()
