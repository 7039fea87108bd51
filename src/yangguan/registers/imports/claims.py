"""Two items of one file that claim the same: one code, one name, one basic code (R2.3)."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.item import BASIC
from yangguan.registers.imports.models import ImportRow
from yangguan.registers.imports.states import RowState


@dataclass(slots=True)
class Claims:
    """What the items before have claimed; each that is accepted joins them."""

    codes: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)  # name, organ
    basic_of_name: dict[str, tuple[str, str]] = field(default_factory=dict)
    name_of_basic: dict[str, tuple[str, str]] = field(default_factory=dict)

    def clash(self, row: ImportRow) -> Fault | None:
        """The earlier item of the file that stands in the way."""
        if place := self.codes.get(row.task_code):
            return _fault("TASK_CODE", _("%(place)s 已用这个实施编码"), place)
        if place := self.names.get((row.name, row.department_code)):
            return _fault("TASK_NAME", _("%(place)s 已用这个名称"), place)
        basic, place = self.basic_of_name.get(row.name, (row.catalog_code, ""))
        if basic != row.catalog_code:
            return _fault("TASK_NAME", _("%(place)s 已用这个名称"), place)
        name, place = self.name_of_basic.get(row.catalog_code, (row.name, ""))
        if name != row.name:
            return _fault("CATALOG_CODE", _("%(place)s 的另一名称已用这个基本编码"), place)
        return None

    def join(self, row: ImportRow) -> None:
        self.codes[row.task_code] = row.place
        self.names[row.name, row.department_code] = row.place
        self.basic_of_name.setdefault(row.name, (row.catalog_code, row.place))
        self.name_of_basic.setdefault(row.catalog_code, (row.name, row.place))


def claims_before(run_id: uuid.UUID, rows: Sequence[ImportRow]) -> Claims:
    """What earlier items of the run claim of that which these do. Three queries."""
    claims = Claims()
    earlier = ImportRow.objects.filter(run_id=run_id).exclude(state=RowState.REFUSED)
    names = {row.name for row in rows}
    organs = {row.department_code for row in rows}
    basics = {row.catalog_code for row in rows}
    wanted: Iterable[ImportRow] = earlier.filter(
        Q(task_code__in={row.task_code for row in rows})
        | Q(name__in=names, department_code__in=organs)
    )
    for row in wanted:
        claims.join(row)
    # Of each name and of each basic code one is enough: all accepted ones agree.
    for row in earlier.filter(name__in=names).order_by("name").distinct("name"):
        claims.basic_of_name.setdefault(row.name, (row.catalog_code, row.place))
    for row in (
        earlier.filter(catalog_code__in=basics).order_by("catalog_code").distinct("catalog_code")
    ):
        claims.name_of_basic.setdefault(row.catalog_code, (row.name, row.place))
    return claims


def _fault(column: str, words: str, place: str) -> Fault:
    code = "name-taken" if column == "TASK_NAME" else "code-taken"
    return Fault(f"{BASIC}.{column}", code, words % {"place": place})
