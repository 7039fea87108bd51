"""From an account to the actor that operations receive: one query, seats and all."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat
from yangguan.foundation.cipher.algorithms import sm3
from yangguan.foundation.sql.prepared import prepared_cursor
from yangguan.registers.parties.states import RelationKind

_ACTOR = """
SELECT account.id, account.display_name, account.person_id, account.officer_id, account.is_active,
       COALESCE((
           SELECT array_agg(relation.other_id)
           FROM parties_relation relation
           WHERE relation.person_id = account.person_id
             AND relation.kind = %(represents)s
             AND (relation.until_date IS NULL OR relation.until_date >= %(on)s)
       ), '{{}}') AS principals,
       COALESCE((
           SELECT json_agg(json_build_object(
               'role', post.role, 'title', post.title,
               'office', COALESCE(hall.name, department.name),
               'department', post.department_id, 'hall', post.hall_id,
               'serves', CASE
                   WHEN post.hall_id IS NULL THEN json_build_array(post.department_id)
                   ELSE (
                       SELECT json_agg(DISTINCT served.department_id)
                       FROM organisations_counter counter
                       JOIN organisations_counter_departments served
                         ON served.counter_id = counter.id
                       WHERE counter.hall_id = post.hall_id
                         AND (post.counter_id IS NULL OR counter.id = post.counter_id)
                   ) END)
               ORDER BY appointment.id)
           FROM organisations_appointment appointment
           JOIN organisations_post post ON post.id = appointment.post_id
           JOIN organisations_department department ON department.id = post.department_id
           LEFT JOIN organisations_hall hall ON hall.id = post.hall_id
           WHERE appointment.officer_id = account.officer_id
             AND appointment.from_date <= %(on)s
             AND (appointment.until_date IS NULL OR appointment.until_date >= %(on)s)
       ), '[]') AS seats
       {columns}
FROM accounts_account account {joins}
WHERE {condition}
"""
# How many columns of a row are the actor's own.
_OWN_COLUMNS = 7


def actor_of_account(account_id: uuid.UUID, *, on: date) -> Actor | None:
    """The actor behind an account, or None if it is closed. One query."""
    sql = _ACTOR.format(columns="", joins="", condition="account.id = %(account)s")
    return _actor(_row(sql, {"account": account_id, "on": on}))


def actor_of_token(token: str, *, at: datetime, on: date) -> Actor | None:
    """The actor behind a bearer token, or None if it is unknown, expired or closed. One query."""
    actor, _beside = actor_of_token_beside(token, at=at, on=on, beside=Beside())
    return actor


@dataclass(frozen=True, slots=True)
class Beside:
    """
    What a caller wants read in the same round trip as the actor: SQL written by the caller.

    `columns` follow the actor's, `joins` may refer to the alias `account`; values go through
    `parameters` only.
    """

    columns: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)


def actor_of_token_beside(
    token: str, *, at: datetime, on: date, beside: Beside
) -> tuple[Actor | None, tuple[Any, ...]]:
    """
    As `actor_of_token`, with the values of `beside.columns`. One query for all of it.

    A program's request needs the actor, the reply kept under its key and the case that it names:
    three round trips otherwise, before anything is done.
    """
    sql = _ACTOR.format(
        columns="".join(f", {column}" for column in beside.columns),
        joins=" ".join(
            ("JOIN accounts_apitoken token ON token.account_id = account.id", *beside.joins)
        ),
        condition="token.digest = %(digest)s"
        " AND (token.expires_at IS NULL OR token.expires_at > %(at)s)",
    )
    own = {"digest": token_digest(token), "at": at, "on": on}
    row = _row(sql, {**beside.parameters, **own})
    return (None, ()) if row is None else (_actor(row), row[_OWN_COLUMNS:])


def token_digest(token: str) -> bytes:
    return sm3(token.encode())


def _row(sql: str, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
    with prepared_cursor() as cursor:
        cursor.execute(sql, {**parameters, "represents": RelationKind.LEGAL_REPRESENTATIVE.value})
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _actor(row: tuple[Any, ...] | None) -> Actor | None:
    if row is None:
        return None
    account_id, name, person_id, officer_id, is_active, principals, seats = row[:_OWN_COLUMNS]
    if not is_active:
        return None
    held = tuple(
        Seat(
            role=Role(seat["role"]),
            title=seat["title"],
            office=seat["office"],
            department_id=seat["department"],
            hall_id=seat["hall"],
            serves=frozenset(seat["serves"] or ()),
        )
        for seat in seats
    )
    return Actor(
        kind=ActorKind.PERSON if person_id else ActorKind.OFFICER,
        name=name,
        account_id=account_id,
        party_id=person_id,
        principals=frozenset(principals),
        officer_id=officer_id,
        seats=held,
        roles=frozenset(seat.role for seat in held),
    )


def actor_for_seat(role: Role, department_id: int, *, on: date) -> Actor | None:
    """An officer who may do a step of this role for a department; the first one. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_SEATED, {"role": role.value, "department": department_id, "on": on})
        row = cursor.fetchone()
    return actor_of_account(row[0], on=on) if row else None


_SEATED = """
SELECT account.id
FROM organisations_post post
JOIN organisations_appointment appointment ON appointment.post_id = post.id
JOIN organisations_officer officer ON officer.id = appointment.officer_id
JOIN accounts_account account ON account.officer_id = officer.id AND account.is_active
WHERE post.role = %(role)s
  AND appointment.from_date <= %(on)s
  AND (appointment.until_date IS NULL OR appointment.until_date >= %(on)s)
  AND CASE WHEN post.hall_id IS NULL THEN post.department_id = %(department)s
      ELSE EXISTS (
          SELECT 1 FROM organisations_counter counter
          JOIN organisations_counter_departments served ON served.counter_id = counter.id
          WHERE counter.hall_id = post.hall_id AND served.department_id = %(department)s
            AND (post.counter_id IS NULL OR counter.id = post.counter_id)) END
ORDER BY officer.staff_number
LIMIT 1
"""


def actor_of_party(party_id: uuid.UUID, *, on: date) -> Actor | None:
    """The actor behind a person's account. One query."""
    sql = _ACTOR.format(columns="", joins="", condition="account.person_id = %(party)s")
    return _actor(_row(sql, {"party": party_id, "on": on}))
