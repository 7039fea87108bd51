"""A question of the form as its paper shows it, blank or with a sample answer; Chinese only."""

from datetime import date

from django.utils import translation

from yangguan.foundation.documents import form_paper
from yangguan.foundation.documents.paper import chinese_date
from yangguan.foundation.language.chinese import CHINESE
from yangguan.portals.applicant.answer_words import answer_lines
from yangguan.registers.catalogue.answers.parts import has_parts, part_fields
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.sample_answers import SAMPLE_REGION

_PLACES = {SAMPLE_REGION: "沙州镇文庙社区"}


def paper_question(field: FormField, answer: object) -> form_paper.FormField:
    """The question for the Typst template; `answer` None leaves it blank."""
    rows: tuple[tuple[str, ...], ...] = ()
    if field.type == "table" and isinstance(answer, list):
        rows = tuple(tuple(str(cell) for cell in row) for row in answer)
    return form_paper.FormField(
        label=field.label,
        type=field.type,
        required=field.required and field.is_asked,
        choices=field.choices,
        help=field.help,
        columns=field.columns,
        sample=_sample(field, answer),
        rows=rows,
        unit=field.unit or ("%" if field.type == "percent" else ""),
        parts=tuple(part.label for _name, part in part_fields(field)) if has_parts(field) else (),
    )


def _sample(field: FormField, answer: object) -> str:
    if answer is None or field.type == "table":
        return ""
    match field.type, answer:
        case "pledge", bool():
            return "是" if answer else ""
        case "date", str():
            return chinese_date(date.fromisoformat(answer))
        case "money", _ if not field.unit:
            return f"{answer}元"
        case _:
            with translation.override(CHINESE):
                return "\n".join(answer_lines(field, answer, regions=_PLACES, is_whole=True))
