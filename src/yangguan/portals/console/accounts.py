"""`yangguan accounts`: the sample people and officers, and how to sign in as each."""

import json
from typing import Annotated, Any

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.portals.console.database import database
from yangguan.portals.console.errors import CommandFailed
from yangguan.registers.accounts.operations.open_accounts import (
    DEMONSTRATION_PASSWORD,
    demonstration_token,
)
from yangguan.registers.accounts.queries import (
    SampleOfficer,
    SamplePerson,
    SamplePost,
    sample_officers,
    sample_persons,
)

# Enough to look around with; `--all` and `--json` print everybody.
_PERSONS_SHOWN = 6
_SHOWN_OFFICERS = ("DH-H001-", "-editor", "-supervisor", "-administrator", "scj-")


def accounts(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。 Print JSON.")] = False,
    everybody: Annotated[
        bool, typer.Option("--all", help="列出全部账号。 List every account.")
    ] = False,
) -> None:
    """
    列出示范账号：样例居民和工作人员的登录号、口令和令牌；只用于示范数据。

    The sample accounts with password and token; demonstration data only.
    """
    today = timezone.localdate()
    with database():
        persons, officers = sample_persons(on=today), sample_officers(on=today)
        if not persons and not officers:
            raise CommandFailed(
                _("这个数据库里没有示范账号。请先运行 yangguan load 载入示范内容。")
            )
        if as_json:
            report = {
                "password": DEMONSTRATION_PASSWORD,
                "persons": [_person(person) for person in persons],
                "officers": [_officer(officer) for officer in officers],
            }
            typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            typer.echo(_as_text(persons, officers, everybody=everybody))


def _person(person: SamplePerson) -> dict[str, Any]:
    return {
        "name": person.name,
        "kind": person.kind,
        "party_id": str(person.party_id),
        "id_number": person.id_number,
        "mobile": person.mobile,
        "principals": [
            {
                "party_id": str(principal.party_id),
                "name": principal.name,
                "credit_code": principal.credit_code,
            }
            for principal in person.principals
        ],
        "password": DEMONSTRATION_PASSWORD,
        "token": demonstration_token(person.account_id),
    }


def _officer(officer: SampleOfficer) -> dict[str, Any]:
    return {
        "name": officer.name,
        "staff_number": officer.staff_number,
        "department": officer.department,
        "posts": [_post(post) for post in officer.posts],
        "password": DEMONSTRATION_PASSWORD,
        "token": demonstration_token(officer.account_id),
    }


def _post(post: SamplePost) -> dict[str, str | None]:
    return {
        "code": post.code,
        "title": post.title,
        "role": post.role,
        "department": post.department,
        "department_name": post.department_name,
        "hall": post.hall or None,
        "hall_name": post.hall_name or None,
        "counter": post.counter or None,
    }


def _as_text(persons: list[SamplePerson], officers: list[SampleOfficer], *, everybody: bool) -> str:
    shown_persons = persons if everybody else persons[:_PERSONS_SHOWN]
    shown_officers = [each for each in officers if everybody or _is_shown(each)]
    lines = [
        _("示范账号（口令都是 %(password)s）：") % {"password": DEMONSTRATION_PASSWORD},
        _("  居民，用公民身份号码或手机号登录："),
    ]
    for person in shown_persons:
        speaks_for = "、".join(principal.name for principal in person.principals)
        suffix = _("，可代表 %(names)s") % {"names": speaks_for} if speaks_for else ""
        lines.append(f"    {person.name}  {person.id_number}  {person.mobile}{suffix}")
    lines.append(_("  工作人员，用工号登录："))
    for officer in shown_officers:
        posts = "、".join(
            f"{post.hall_name or post.department_name}{post.title}" for post in officer.posts
        )
        lines.append(f"    {officer.name}  {officer.staff_number}  {posts}")
    hidden = len(persons) + len(officers) - len(shown_persons) - len(shown_officers)
    if hidden:
        lines.append(
            _("  另有 %(count)d 个，用 yangguan accounts --all 列出；令牌见 --json。")
            % {"count": hidden}
        )
    return "\n".join(lines)


def _is_shown(officer: SampleOfficer) -> bool:
    return any(
        post.code.startswith(mark) or post.code.endswith(mark)
        for post in officer.posts
        for mark in _SHOWN_OFFICERS
    )
