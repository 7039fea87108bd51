"""What the editor offers to choose from: code tables, licence types, themes, departments."""

from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import COLUMN_TYPES, EditionContent, FieldType
from yangguan.registers.catalogue.outline_labels import FIELD_TYPE_WORDS, PREFILL_SOURCES
from yangguan.registers.catalogue.queries import all_themes, licence_type_names
from yangguan.registers.organisations.queries import department_names
from yangguan.registers.standards.queries.code_tables import code_tables as code_table_lines

Options = Sequence[tuple[str, str]]
Choices = Callable[[EditionContent], Options]


def codes_of(codes: Mapping[str, str]) -> Choices:
    """The codes of a table with their words in the reader's language."""
    return lambda content: [(code, _(name)) for code, name in codes.items()]


def table(*rows: tuple[str, str | Promise]) -> Choices:
    """A short list of its own."""
    return lambda content: [(code, str(label)) for code, label in rows]


def licence_types(content: EditionContent) -> Options:
    """Every licence type of the city's licence catalogue. One query."""
    return [(name, name) for name in licence_type_names()]


def person_themes(content: EditionContent) -> Options:
    return all_themes("person")


def organisation_themes(content: EditionContent) -> Options:
    return all_themes("organisation")


def step_departments(content: EditionContent) -> Options:
    """The departments that can do a step for another. One query."""
    return [row for row in department_names() if row[0] != content.department_code]


def field_types(content: EditionContent) -> Options:
    """Every kind of answer that a form can ask for."""
    return [(kind, str(FIELD_TYPE_WORDS[kind])) for kind in get_args(FieldType)]


def prefill_sources(content: EditionContent) -> Options:
    """Where a value can come from, so that nobody has to type it again (R3.4)."""
    fixed = [("none", _("申请人填写"))]
    fixed += [(source, str(words)) for source, words in PREFILL_SOURCES.items()]
    return [*fixed, *((f"licence:{name}", name) for name in licence_type_names())]


def column_types(content: EditionContent) -> Options:
    """What a column of a table can ask for."""
    return [(kind, str(FIELD_TYPE_WORDS[kind])) for kind in sorted(COLUMN_TYPES)]


def code_tables(content: EditionContent) -> Options:
    """Every code table that has a version in force. One query."""
    return [(line.key, line.title) for line in code_table_lines()]
