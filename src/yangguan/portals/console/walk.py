"""`yangguan walk`: the life of one case, or of one case for every item."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from yangguan.foundation.actors.actor import Actor, system_actor
from yangguan.foundation.web.refusals import Refusal
from yangguan.handling.cases import rules
from yangguan.portals.console.database import database
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.load import default_folder, load_content
from yangguan.portals.console.walking import Walk, Walker
from yangguan.registers.accounts.actors import actor_of_party
from yangguan.registers.accounts.operations.demonstration_seats import NoDemonstration
from yangguan.registers.accounts.queries import sample_persons
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.file import read_item_file
from yangguan.registers.catalogue.operations.import_item import import_item_file
from yangguan.registers.catalogue.queries import guide, task_codes_in_use
from yangguan.registers.parties.queries import PartyProfile, find_party, principals, profile


def walk(
    target: Annotated[
        str | None, typer.Argument(help="事项编码或文件；不写则走全部事项。 Item code or file.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", help="申请人证件号码。 Number of the applicant.")
    ] = None,
    refuse: Annotated[
        bool, typer.Option("--refuse", help="走到不予决定。 Walk to a refusal.")
    ] = False,
    correct: Annotated[
        bool, typer.Option("--correct", help="经过一次补正。 With a correction round.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。 Print JSON.")] = False,
) -> None:
    """
    走完一件事的全过程：申请、受理、审查、决定、发证、送达、评价，最后核验留痕和证照。

    Walk the whole life of a case, then verify its trace and licences.
    """
    with database():
        _ensure_city()
        walks: list[Walk] = []
        for wanted in _wanted(target):
            done = (
                _walk_one(wanted, person=person, refuse=refuse, correct=correct)
                if isinstance(wanted, str)
                else wanted
            )
            walks.append(done)
            if not as_json:
                _tell(done, is_brief=target is None)
    right = sum(done.is_right for done in walks)
    if as_json:
        typer.echo(json.dumps(_as_json(walks), ensure_ascii=False, indent=1))
    else:
        typer.echo(
            _("共 %(count)d 件，全程正确 %(right)d 件。") % {"count": len(walks), "right": right}
        )
    if right != len(walks) or not walks:
        raise typer.Exit(1)


def _ensure_city() -> None:
    """A walk needs people and offices: an empty platform gets the sample city first."""
    if not sample_persons(on=timezone.localdate()):
        load_content(default_folder(), at=timezone.now())


def _wanted(target: str | None) -> Iterator[str | Walk]:
    """The codes of the items to walk; a walk that has failed already for a file that is refused."""
    if target is None:
        yield from task_codes_in_use()
        return
    path = Path(target)
    if not (path.suffix == ".json" or path.exists()):
        yield target
        return
    raw = read_item_file(path)
    if isinstance(raw, Fault):
        yield Walk(task_code="", name=target, faults=[raw.message])
        return
    outcome = import_item_file(raw, by=system_actor("命令行"), at=timezone.now())
    if outcome.is_accepted:
        yield outcome.code
        return
    faults = [f"{fault.field}：{fault.message}（{fault.code}）" for fault in outcome.faults]
    yield Walk(task_code=outcome.code, name=outcome.name or target, faults=faults)


def _walk_one(code: str, *, person: str | None, refuse: bool, correct: bool) -> Walk:
    """One walk; whatever keeps it from its end is a fault of it, and the others go on."""
    found = guide(code)
    if found is None:
        fault = _("没有编码为 %(code)s 的事项。用 yangguan import-items 导入，或核对编码。")
        return Walk(task_code=code, name=code, faults=[fault % {"code": code}])
    edition = found.edition
    try:
        applicant, actor = sample_applicant(edition, person)
    except CommandFailed as failure:
        return Walk(task_code=code, name=edition.content.name, faults=[str(failure)])
    walker = Walker(edition, applicant=applicant, person=actor, refuse=refuse, correct=correct)
    try:
        return walker.run()
    except Refusal as refusal:
        details = "；".join(fault.message for fault in getattr(refusal, "faults", ()))
        walker.walk.faults.append(f"{refusal.text}{details}（{refusal.code}）")
    except NoDemonstration:
        walker.walk.faults.append(_("没有可办这一步的人员，也没有示范账号：请先 yangguan load"))
    return walker.walk


def sample_applicant(edition: EditionView, person: str | None) -> tuple[PartyProfile, Actor]:
    """A sample person whom the item serves, or an organisation that a sample person represents."""
    today = timezone.localdate()
    if person is not None:
        found = find_party(person)
        if found is None:
            raise CommandFailed(
                _("没有证件号码为 %(number)s 的人员。可用 yangguan accounts 查看。")
                % {"number": person}
            )
        candidates = [found]
    else:
        known = (profile(sample.party_id) for sample in sample_persons(on=today))
        candidates = [each for each in known if each is not None]
    for candidate in candidates:
        actor = actor_of_party(candidate.id, on=today)
        if actor is None:
            continue
        if rules.serves(edition.content, is_organisation=False):
            return candidate, actor
        for principal in principals(candidate.id):
            organisation = profile(principal.id)
            if organisation is not None:
                return organisation, actor
    raise CommandFailed(
        _("“%(item)s”没有合适的示范申请人。请先 yangguan load。") % {"item": edition.content.name}
    )


def _tell(done: Walk, *, is_brief: bool) -> None:
    verdict = _("对") if done.is_right else _("错")
    typer.echo(f"{verdict}  {done.name}  {done.case_number}")
    if not is_brief:
        for step in done.steps:
            moment = f"{localtime(step.at):%m-%d %H:%M:%S}"
            typer.echo(f"    {moment}  {step.name}  {step.office}  {step.officer}  {step.document}")
        checked = _("留痕 %(count)d 条，逐条核验无误") % {"count": done.trace_entries}
        typer.echo(f"    {checked}" if done.is_right else "")
        for licence in done.licences:
            words = _("证照 %(licence)s，签名和公开查验都对") % {"licence": licence}
            typer.echo(f"    {words}")
    for fault in done.faults:
        typer.echo(f"    ✗ {fault}")


def _as_json(walks: list[Walk]) -> dict[str, Any]:
    return {
        "walks": [
            {
                "item": done.task_code,
                "name": done.name,
                "case": done.case_number,
                "right": done.is_right,
                "steps": [
                    {**asdict(step), "at": localtime(step.at).isoformat()} for step in done.steps
                ],
                "trace": {"entries": done.trace_entries},
                "licences": done.licences,
                "faults": done.faults,
            }
            for done in walks
        ],
        "right": sum(done.is_right for done in walks),
        "count": len(walks),
    }
