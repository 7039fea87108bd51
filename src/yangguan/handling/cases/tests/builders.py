"""What the tests of this app stand on: one organ, its people, one applicant, one item."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from yangguan.foundation.actors.actor import Actor, ActorKind, Role, Seat
from yangguan.handling.cases.models import Case
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.drafts import (
    attach_to_draft,
    begin_draft,
    save_draft,
)
from yangguan.handling.cases.operations.submit import submit_draft
from yangguan.registers.catalogue.content import (
    EditionContent,
    FormField,
    FormGroup,
    LawArticle,
    Limit,
    Material,
    Need,
    Result,
    Service,
    Supply,
)
from yangguan.registers.catalogue.models import LicenceType, ServiceItem
from yangguan.registers.catalogue.operations.publish_edition import publish_content
from yangguan.registers.catalogue.process import (
    Flow,
    Node,
    NodeKind,
    Process,
    Step,
    StepKind,
)
from yangguan.registers.catalogue.sample_answers import sample_citizen_number
from yangguan.registers.organisations.models import Department
from yangguan.registers.parties.models import Party
from yangguan.registers.parties.operations.register_party import register_party
from yangguan.registers.parties.states import PartyKind

# A Monday; by the published calendar of 2026 no holiday is near.
MONDAY = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 6, 9, 2, 0, tzinfo=UTC)
ORGAN = "11620982XNTX00015N"
BASIS = "《中华人民共和国食品安全法》第三十五条"
OTHER_ORGAN = "11620982XNTX00023H"
TASK_CODE = f"{ORGAN}4620131904000"
APPLICANT, STRANGER = sample_citizen_number(801), sample_citizen_number(802)
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def task(kind: StepKind, name: str, key: str = "", **values: Any) -> Node:
    step = Step(kind=kind, name=name, limit_days=values.pop("limit_days", 0), **values)
    return Node(key=key or kind.value, kind=NodeKind.TASK, step=step)


def chain(*nodes: Node) -> Process:
    """Start → the nodes in order → end."""
    keys = ["start", *(node.key for node in nodes), "end"]
    return Process(
        nodes=(
            Node(key="start", kind=NodeKind.START),
            *nodes,
            Node(key="end", kind=NodeKind.END),
        ),
        flows=tuple(Flow(source=a, target=b) for a, b in pairwise(keys)),
    )


def review_process() -> Process:
    return chain(
        task(StepKind.ACCEPTANCE, "受理"),
        task(StepKind.REVIEW, "审查", limit_days=2),
        task(StepKind.DECISION, "决定", limit_days=1),
        task(StepKind.DELIVERY, "送达"),
    )


def parallel_process() -> Process:
    """Two reviews beside each other, the second by another organ."""
    nodes = (
        Node(key="start", kind=NodeKind.START),
        task(StepKind.ACCEPTANCE, "受理"),
        Node(key="split", kind=NodeKind.PARALLEL),
        task(StepKind.REVIEW, "审查", "own", limit_days=2),
        task(StepKind.REVIEW, "征求意见", "other", limit_days=2, department_code=OTHER_ORGAN),
        Node(key="join", kind=NodeKind.PARALLEL),
        task(StepKind.DECISION, "决定", limit_days=1),
        task(StepKind.DELIVERY, "送达"),
        Node(key="end", kind=NodeKind.END),
    )
    ways = (
        ("start", "acceptance"), ("acceptance", "split"), ("split", "own"), ("split", "other"),
        ("own", "join"), ("other", "join"), ("join", "decision"), ("decision", "delivery"),
        ("delivery", "end"),
    )  # fmt: skip
    return Process(nodes=nodes, flows=tuple(Flow(source=a, target=b) for a, b in ways))


def content(**changes: Any) -> EditionContent:
    """A small licence: two questions, one material to upload, one that a licence satisfies."""
    values: dict[str, Any] = {
        "name": "样例经营许可",
        "task_code": TASK_CODE,
        "catalog_code": "620131904000",
        "item_type": "01",
        "level": "4",
        "department_code": ORGAN,
        "department_name": "敦煌市样例监管局",
        "audiences": ("1", "2"),
        "basis": BASIS,
        "laws": (LawArticle(law="中华人民共和国食品安全法", article="第三十五条"),),
        "conditions": ("有相应的场所",),
        "statutory_limit": Limit(days=10),
        "promised_limit": Limit(days=5),
        "process": review_process(),
        "materials": (
            Material(
                key="material-1", name="布局图", kind="3", need=Need.REQUIRED, basis=BASIS,
                originals=1,
            ),
            Material(
                key="material-2", name="申请书", kind="2", need=Need.REQUIRED,
                supply=Supply.FORM, basis=BASIS,
            ),
        ),
        "form": (
            FormGroup(
                key="matter",
                title="办理内容",
                fields=(
                    FormField(
                        element="person_name", label="姓名", type="text", source="account"
                    ),
                    FormField(element="site_address", label="经营场所", type="text"),
                    FormField(
                        element="truth_pledge", label="承诺", type="boolean"
                    ),
                ),
            ),
        ),
        "results": (Result(name="准予文书", kind="批文"),),
        "service": Service(
            forms=("1", "2"), depth=("1",), online=True, address="一楼", hours="工作日",
            enquiries="电话：0937-5550218", complaints="12345",
        ),
        "effective": date(2025, 7, 1),
    }  # fmt: skip
    return EditionContent(**{**values, **changes})


@dataclass(slots=True)
class City:
    """One organ with an officer for each role, one applicant, one published item."""

    department: Department
    other_department: Department
    applicant: Party
    person: Actor
    item: ServiceItem
    officers: dict[Role, Actor] = field(default_factory=dict)

    def officer(self, role: Role) -> Actor:
        return self.officers[role]


def officer(role: Role, department: Department, name: str = "测经办") -> Actor:
    seat = Seat(
        role=role,
        title=role.value,
        office=department.name,
        department_id=department.pk,
        hall_id=None,
        serves=frozenset({department.pk}),
    )
    return Actor(
        kind=ActorKind.OFFICER,
        name=name,
        account_id=uuid.uuid4(),
        seats=(seat,),
        roles=frozenset({role}),
    )


def person_of(party: Party, principals: Sequence[uuid.UUID] = ()) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        name=party.name,
        account_id=uuid.uuid4(),
        party_id=party.pk,
        principals=frozenset(principals),
    )


def applicant(number: str = APPLICANT, name: str = "测鸣沙") -> Party:
    return register_party(
        kind=PartyKind.PERSON,
        name=name,
        document_type="111",
        number=number,
        mobile=None,
        region_code=None,
        facts={"person_name": name, "id_number": number},
        at=MONDAY,
    )


def city(**changes: Any) -> City:
    """A small city with one item of this content."""
    department = Department.objects.create(
        credit_code=ORGAN, key="sample-a", name="敦煌市样例监管局", short_name="市样例监管局",
        kind="政府工作部门",
    )  # fmt: skip
    other = Department.objects.create(
        credit_code=OTHER_ORGAN, key="sample-b", name="敦煌市样例公安局", short_name="市样例公安局",
        kind="政府工作部门",
    )  # fmt: skip
    party = applicant()
    edition = publish_content(
        content(**changes),
        department=department,
        source="",
        slug="",
        by=officer(Role.EDITOR, department),
        at=MONDAY,
    )
    return City(
        department=department,
        other_department=other,
        applicant=party,
        person=person_of(party),
        item=edition.item,
        officers={role: officer(role, department, name=f"测{role.value}") for role in Role},
    )


def licence_type(department: Department, name: str = "样例经营许可证") -> LicenceType:
    return LicenceType.objects.create(
        code="TST-001",
        identifier_code=f"{department.credit_code}002",
        name=name,
        kind="证照",
        holder_kind="自然人或者法人",
        issuer=department,
        number_rule="",
        fields=[
            {"NAME": "编号", "ELEMENT": "licence_number"},
            {"NAME": "经营者", "ELEMENT": "person_name"},
            {"NAME": "场所", "ELEMENT": "site_address"},
        ],
        validity_months=60,
    )


def pdf(name: str = "布局图.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


def answers(**changes: Any) -> dict[str, Any]:
    return {"site_address": "沙州镇夜市 1 号", "truth_pledge": True, **changes}


def filled_draft(town: City, *, with_file: bool = True) -> uuid.UUID:
    """A draft that can be submitted."""
    draft = begin_draft(
        task_code=TASK_CODE, applicant_id=town.applicant.pk, by=town.person, at=MONDAY
    )
    save_draft(draft_id=draft.pk, answers=answers(), by=town.person, at=MONDAY)
    if with_file:
        attach_to_draft(
            draft_id=draft.pk, slot="material-1", upload=pdf(), by=town.person, at=MONDAY
        )
    return draft.pk


def submitted_case(town: City) -> Case:
    return submit_draft(draft_id=filled_draft(town), by=town.person, at=MONDAY)


def accepted_case(town: City) -> Case:
    case = submitted_case(town)
    return accept_case(case_id=case.pk, by=town.officer(Role.INTAKE), at=MONDAY)
