"""What a form says of what is wrong with it: beside each field, and in the summary above all."""

from collections.abc import Callable, Iterable, Mapping

from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.fields import FieldView
from yangguan.foundation.web.refusals import Refusal

# Field → what is wrong with it and what to do; "" is the form as a whole.
Errors = dict[str, str]


def errors_of(*refusals: Refusal | None, known: Mapping[str, str] | None = None) -> Errors:
    """What refusals say, by the field that each is about; what is `known` of it goes before."""
    errors = dict(known or {})
    for refusal in refusals:
        if refusal is not None:
            errors.setdefault(refusal.field or "", f"{refusal.text}{refusal.advice}")
    return errors


def attempted(act: Callable[[], object]) -> Errors:
    """Do something that may be refused: what the refusal says, nothing if there was none."""
    try:
        act()
    except Refusal as refusal:
        return errors_of(refusal)
    return {}


def summary_of(errors: Mapping[str, str], *, prefix: str = "f-") -> list[FieldError]:
    """
    The lines of the error summary, each leading to its field.

    `prefix`: what comes before a field's name in the id of its element; a `FieldView` has `f-`.
    """
    return [
        FieldError(words, f"{prefix}{name.replace('.', '-')}" if name else "")
        for name, words in errors.items()
    ]


def field_summary(
    fields: Iterable[FieldView],
    faults: Mapping[str, str] | None = None,
    *,
    message: str = "",
    place: str = "",
) -> list[FieldError]:
    """
    The lines of the error summary of fields that tell their errors by themselves.

    `faults` (field → words) may be about fields that the page does not have, `message` is about
    all of them: both lead to the element `place`, or nowhere.
    """
    shown = list(fields)
    names = {each.name for each in shown}
    rest = [words for name, words in (faults or {}).items() if name not in names]
    errors = [FieldError(each.named_error, each.id) for each in shown if each.error]
    return errors + [FieldError(words, place) for words in (message, *rest) if words]


def status_of(refusal: Refusal | None) -> int:
    """The status of a form's page: of the refusal that it tells, if it tells one."""
    return 200 if refusal is None else refusal.status
