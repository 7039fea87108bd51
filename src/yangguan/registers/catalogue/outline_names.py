"""What registers call the codes of an edition: themes, departments, code tables, face elements."""

from yangguan.registers.catalogue.content import EditionContent, FormField, Result
from yangguan.registers.catalogue.models import LicenceType, Theme
from yangguan.registers.catalogue.outline_labels import CodeNames
from yangguan.registers.catalogue.process import Step
from yangguan.registers.organisations.models import Department
from yangguan.registers.standards.queries.code_tables import titles_of


def names_for(*contents: EditionContent) -> CodeNames:
    """
    The names for `outline` of all these contents.

    One query for each register that they mention, four at most.
    """
    return {
        **_themes(contents),
        (Step, "department_code"): _departments(contents),
        (FormField, "code_table"): titles_of(
            {field.code_table for content in contents for field in content.fields()} - {""}
        ),
        (Result, "face"): _face_elements(contents),
    }


def _themes(contents: tuple[EditionContent, ...]) -> CodeNames:
    wanted = {
        code
        for content in contents
        for code in (*content.person_topics, *content.organisation_topics)
    }
    rows = Theme.objects.filter(code__in=wanted).values_list("audience", "code", "name")
    found = list(rows) if wanted else []
    return {
        (EditionContent, f"{audience}_topics"): {
            code: name for of, code, name in found if of == audience
        }
        for audience in ("person", "organisation")
    }


def _departments(contents: tuple[EditionContent, ...]) -> dict[str, str]:
    wanted = {
        step.department_code for content in contents for _key, step in content.process.steps()
    } - {""}
    rows = Department.objects.filter(credit_code__in=wanted)
    return dict(rows.values_list("credit_code", "name")) if wanted else {}


def _face_elements(contents: tuple[EditionContent, ...]) -> dict[str, str]:
    wanted = {
        result.licence_type
        for content in contents
        for result in content.results
        if result.licence_type and (result.face or result.each)
    }
    if not wanted:
        return {}
    rows = LicenceType.objects.filter(name__in=wanted).order_by("name")
    return {
        str(field["ELEMENT"]): str(field["NAME"])
        for fields in rows.values_list("fields", flat=True)
        for field in fields
        if field.get("ELEMENT") and field.get("NAME")
    }
