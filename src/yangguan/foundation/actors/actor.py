"""
Who acts: a value that every operation receives as `by`.

An operation never asks who is signed in; a portal builds the value once per request and hands it
in, so that the same act can be tested, replayed and traced without a login.
"""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    PERSON = "person"
    OFFICER = "officer"
    SYSTEM = "system"


class Role(StrEnum):
    """What a post (岗位) is for. Where it may act follows from the seat, not from the role."""

    INTAKE = "intake"  # 综合受理岗
    REVIEW = "review"  # 审查岗
    DECISION = "decision"  # 审批岗
    CERTIFICATE = "certificate"  # 制证岗
    DELIVERY = "delivery"  # 出件岗
    EDITOR = "editor"  # 事项管理岗
    SUPERVISOR = "supervisor"  # 监察岗
    ADMINISTRATOR = "administrator"  # 系统管理岗


@dataclass(frozen=True, slots=True)
class Seat:
    """One post that an officer holds: a role at a place, for the departments that it serves."""

    role: Role
    title: str
    office: str  # the name that documents and the trace show
    department_id: int
    hall_id: int | None
    serves: frozenset[int]  # ids of the departments whose items the seat may handle


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, an officer or the system itself at the moment of an act."""

    kind: ActorKind
    name: str
    account_id: uuid.UUID | None = None
    party_id: uuid.UUID | None = None  # the natural person, if the actor is one
    principals: frozenset[uuid.UUID] = frozenset()  # organisations that the person speaks for
    officer_id: int | None = None
    seats: tuple[Seat, ...] = ()
    roles: frozenset[Role] = field(default=frozenset())

    @property
    def is_person(self) -> bool:
        return self.kind is ActorKind.PERSON

    @property
    def is_officer(self) -> bool:
        return self.kind is ActorKind.OFFICER

    @property
    def office(self) -> str:
        """Where the actor sits, for the trace; empty for a person."""
        return self.seats[0].office if self.seats else ""

    def seat_for(self, role: Role, department_id: int) -> Seat | None:
        """The first seat of `role` that serves the department, if there is one."""
        for seat in self.seats:
            if seat.role is role and department_id in seat.serves:
                return seat
        return None

    def served_departments(self, *roles: Role) -> frozenset[int]:
        """Every department that one of the actor's seats of these roles serves."""
        return frozenset().union(*(seat.serves for seat in self.seats if seat.role in roles))


def system_actor(name: str = "系统") -> Actor:
    """The platform itself: sweeps, deemed acceptance, publication at a date."""
    return Actor(kind=ActorKind.SYSTEM, name=name)
