"""`yangguan load`: bring a city's content into the database; can be run again and again."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.loading.rows import Loaded, Rejected
from yangguan.handling.licences.operations.load_held_licences import load_held_licences
from yangguan.portals.console.database import database
from yangguan.registers.accounts.operations.open_accounts import open_demonstration_accounts
from yangguan.registers.catalogue.citations import record_missing_citations
from yangguan.registers.catalogue.operations.load_everyday_words import load_everyday_words
from yangguan.registers.catalogue.operations.load_items import load_items
from yangguan.registers.catalogue.operations.load_licence_types import load_licence_types
from yangguan.registers.catalogue.operations.load_materials import load_materials
from yangguan.registers.catalogue.operations.load_themes import load_life_events, load_themes
from yangguan.registers.catalogue.proof_index import index_proofs
from yangguan.registers.catalogue.search_index import refresh_outdated
from yangguan.registers.intermediaries.operations.load_intermediaries import load_intermediaries
from yangguan.registers.legislation.operations.load_laws import load_laws
from yangguan.registers.organisations.operations.load_departments import load_departments
from yangguan.registers.organisations.operations.load_halls import load_halls
from yangguan.registers.organisations.operations.load_officers import load_officers, load_posts
from yangguan.registers.organisations.operations.load_regions import load_regions
from yangguan.registers.packages.operations.load_packages import load_packages
from yangguan.registers.parties.operations.load_people import load_organisations, load_persons
from yangguan.registers.parties.operations.load_relations import load_relations
from yangguan.registers.publications.operations.load_publications import load_publications
from yangguan.registers.standards.operations.load_code_tables import load_code_tables
from yangguan.registers.standards.operations.load_elements import load_elements

_MISUSED = 2
# The name in the trace of what was loaded.
_LOADER = "内容载入"
KINDS = {
    "code-tables": gettext_lazy("代码表"),
    "data-elements": gettext_lazy("数据元"),
    "regions": gettext_lazy("行政区划"),
    "departments": gettext_lazy("部门"),
    "halls": gettext_lazy("大厅"),
    "counters": gettext_lazy("窗口"),
    "posts": gettext_lazy("岗位"),
    "officers": gettext_lazy("工作人员"),
    "licence-types": gettext_lazy("证照类型"),
    "themes": gettext_lazy("主题"),
    "materials": gettext_lazy("材料目录"),
    "laws": gettext_lazy("法规"),
    "persons": gettext_lazy("自然人"),
    "organisations": gettext_lazy("法人和其他组织"),
    "relations": gettext_lazy("关系"),
    "items": gettext_lazy("事项"),
    "life-events": gettext_lazy("主题场景"),
    "packages": gettext_lazy("一件事"),
    "everyday-words": gettext_lazy("平常说法"),
    "publications": gettext_lazy("公开信息"),
    "intermediary-services": gettext_lazy("中介服务事项"),
    "intermediary-agencies": gettext_lazy("中介机构"),
    "licences": gettext_lazy("已有证照"),
    "accounts": gettext_lazy("示范账号"),
}


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of a content folder, kind by kind in the order of loading."""

    loaded: tuple[Loaded, ...]

    @property
    def rejected(self) -> list[Rejected]:
        """Every rejection once: some rows are read for two kinds."""
        return list(dict.fromkeys(each for kind in self.loaded for each in kind.rejected))

    @property
    def is_complete(self) -> bool:
        return not self.rejected


def load(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="内容文件夹，默认 content/dunhuang。 Content folder; default content/dunhuang.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。 Print JSON.")] = False,
) -> None:
    """
    载入区划、部门、人员、证照类型、事项和公开信息，可重复运行；有不合格的行时以 1 结束。

    Load regions, departments, people, licence types, items and publications; exit 1 if any row
    was rejected.
    """
    folder = folder or default_folder()
    if not folder.is_dir():
        typer.echo(_("错误：没有文件夹 %(folder)s。") % {"folder": folder}, err=True)
        raise typer.Exit(_MISUSED)
    with database():
        report = load_content(folder, at=timezone.now())
    typer.echo(_as_json(report) if as_json else _as_text(report))
    if not report.is_complete:
        raise typer.Exit(1)


def default_folder() -> Path:
    """The content of Dunhuang in this checkout."""
    return Path(settings.BASE_DIR) / "content" / "dunhuang"


@transaction.atomic
def load_content(folder: Path, *, at: datetime) -> LoadReport:
    """
    Load every kind of content of a folder, each after what it refers to, in one transaction.

    A row is loaded whole or rejected with its reasons; if anything unexpected happens, nothing is
    loaded. `at` (aware) is the time of registration and publication.
    """
    by, today = system_actor(_LOADER), timezone.localdate(at)
    # First of all: the tables by which the rest is read.
    standards = (load_code_tables(folder, by=by, at=at), load_elements(folder))
    places = (load_regions(folder), load_departments(folder), *load_halls(folder))
    posts, officers = load_posts(folder), load_officers(folder)
    tables = (
        load_licence_types(folder),
        load_themes(folder),
        load_laws(folder),
        load_materials(folder, at=at),
    )
    people = load_persons(folder, at=at, today=today)
    others = (load_organisations(folder, at=at), load_relations(folder))
    catalogue = (
        load_items(folder, by=by, at=at),
        load_life_events(folder),
        load_packages(folder, by=by, at=at),
        load_everyday_words(folder),
        load_publications(folder, by=by, at=at),
        *load_intermediaries(folder, by=by, at=at),
    )
    index_proofs()
    record_missing_citations()
    # Items that are unchanged were not written anew.
    refresh_outdated()
    licences = load_held_licences(folder, by=by, at=at, today=today)
    accounts = open_demonstration_accounts(
        persons=people.adults, officers=officers.fictitious, at=at
    )
    return LoadReport(
        (
            *standards,
            *places,
            posts,
            officers.loaded,
            *tables,
            people.loaded,
            *others,
            *catalogue,
            licences,
            accounts,
        )
    )


def _as_json(report: LoadReport) -> str:
    return json.dumps(
        {
            "loaded": {kind.kind: {"count": kind.count, "new": kind.new} for kind in report.loaded},
            "rejected": [asdict(each) for each in report.rejected],
        },
        ensure_ascii=False,
        indent=2,
    )


def _as_text(report: LoadReport) -> str:
    lines = [
        _("%(kind)s：%(count)d（新增 %(new)d）")
        % {"kind": KINDS[kind.kind], "count": kind.count, "new": kind.new}
        for kind in report.loaded
    ]
    if report.rejected:
        lines.append(_("未载入的行："))
    lines.extend(
        f"  {each.file} {each.path}：{each.reason}"
        if each.path
        else f"  {each.file}：{each.reason}"
        for each in report.rejected
    )
    return "\n".join(lines)
