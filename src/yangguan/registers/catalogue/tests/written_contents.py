"""Contents as an editor could make them, for tests that write and read them again."""

from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import strategies as st

from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import (
    Condition,
    EditionContent,
    Exemption,
    Fee,
    FeeExample,
    FormField,
    FormGroup,
    LawArticle,
    Material,
    Need,
    Question,
    Result,
    Supply,
    TariffRow,
)
from yangguan.registers.catalogue.interchange.item import read_item
from yangguan.registers.catalogue.interchange.reader import plain_text
from yangguan.registers.catalogue.item_names import item_name
from yangguan.registers.catalogue.process import Flow, Node, NodeKind, Process, Step, StepKind
from yangguan.registers.catalogue.tests.interchange_sample import sample_item

ODD = "；：。、1.2.=+-@|<>&;\"'\n 甲乙丙㐀𠀀Ａ１/\\无—"
raw_texts = st.one_of(st.text(ODD, max_size=30), st.text(max_size=20))
texts = raw_texts.map(plain_text)
words = texts.map(lambda text: f"词{text}")
lines = words.map(lambda text: " ".join(text.split()))
names_of_items = words.map(item_name)
elements = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
scalars = st.one_of(st.booleans(), st.integers(-999, 999), words)
logic = st.one_of(
    st.builds(lambda name, value: {"==": [{"var": name}, value]}, elements, scalars),
    st.builds(lambda name, value: {"in": [value, {"var": name}]}, elements, scalars),
    st.builds(lambda name: {"!": [{"var": name}]}, elements),
    st.builds(lambda name, value: {">": [{"var": name}, value]}, elements, st.integers(0, 99)),
    st.builds(lambda a, b: {"and": [{"var": a}, {"!=": [{"var": b}, {"var": a}]}]},
              elements, elements),
)  # fmt: skip
# With no simple form: whatever a rule says, the fields of the form need not know it.
conditions = st.none() | logic.map(lambda rule: Condition(logic={"and": [rule, True]}))


def base(**changes: Any) -> EditionContent:
    content = read_item(sample_item(), resolve_unit=lambda _unit: "").content
    assert content is not None
    return msgspec.structs.replace(content, **changes)


@st.composite
def materials(draw: st.DrawFn, number: int) -> Material:
    return Material(
        key=draw(st.sampled_from([f"material-{number}", f"paper_{number}"])),
        name=draw(lines),
        kind=draw(st.sampled_from(sorted(codes.MATERIAL_KINDS))),
        need=draw(st.sampled_from(list(Need))),
        supply=draw(st.sampled_from(list(Supply))),
        licences=tuple(draw(st.lists(words, max_size=2))),
        applies_if=draw(conditions),
        medium=draw(st.sampled_from(sorted(codes.MATERIAL_MEDIA))),
        originals=draw(st.integers(0, 99)),
        copies=draw(st.integers(0, 99)),
        basis=draw(words),
        note=draw(texts),
        follows_by=draw(texts),
        definition=draw(st.sampled_from(["", "M-0001"])),
    )


@st.composite
def fields(draw: st.DrawFn, element: str) -> FormField:
    kind = draw(st.sampled_from(["text", "number", "choice", "boolean", "table"]))
    options = tuple(draw(st.lists(words, min_size=1, max_size=3)))
    return FormField(
        element=element,
        label=draw(words),
        type=kind,  # type: ignore[arg-type]  # one of the drawn types
        required=draw(st.booleans()),
        choices=options if kind == "choice" else (),
        columns=options if kind == "table" else (),
        help=draw(texts),
        source=draw(st.sampled_from(["none", "account", "licence:营业执照"])),
        shown_if=draw(conditions),
    )


@st.composite
def fees(draw: st.DrawFn) -> Fee:
    amounts = st.none() | st.integers(0, 10**12)
    tariff = st.builds(
        TariffRow, words=words, applies_if=conditions, amount_fen=amounts,
        formula=st.none() | st.just({"*": [{"var": "land_area"}, 300]}),
    )  # fmt: skip
    exemption = st.builds(
        Exemption, name=words, basis=words, percent=st.integers(0, 100), applies_if=conditions
    )
    answers = st.dictionaries(elements, scalars, max_size=2)
    example = st.builds(FeeExample, answers=answers, due_fen=st.integers(0, 10**12), note=texts)
    return Fee(
        name=draw(words),
        standard=draw(words),
        basis=draw(words),
        may_be_reduced=draw(st.booleans()),
        note=draw(texts),
        tariff=tuple(draw(st.lists(tariff, max_size=2))),
        exemptions=tuple(draw(st.lists(exemption, max_size=2))),
        examples=tuple(draw(st.lists(example, max_size=2))),
    )


@st.composite
def processes(draw: st.DrawFn) -> Process | None:
    """A chain with a choice that no table of steps can tell."""
    step = st.builds(
        Step, kind=st.just(StepKind.REVIEW), name=words, unit=texts, limit_text=texts,
        limit_days=st.none() | st.just(0), counts=st.booleans(), standard=texts,
    )  # fmt: skip
    tasks = [
        Node(
            key="acceptance", kind=NodeKind.TASK, step=Step(kind=StepKind.ACCEPTANCE, name="受理")
        ),
        Node(key="review-1", kind=NodeKind.TASK, step=draw(step)),
        Node(key="decision", kind=NodeKind.TASK, step=Step(kind=StepKind.DECISION, name="决定")),
        Node(key="delivery", kind=NodeKind.TASK, step=Step(kind=StepKind.DELIVERY, name="送达")),
    ]
    nodes = [Node(key="start", kind=NodeKind.START), *tasks, Node(key="end", kind=NodeKind.END)]
    flows = [Flow(source=one.key, target=other.key) for one, other in pairwise(nodes)]
    skip = Flow(source="acceptance", target="decision", condition=draw(logic))
    return Process(nodes=tuple(nodes), flows=(skip, *flows))


@st.composite
def contents(draw: st.DrawFn) -> EditionContent:
    names = draw(st.lists(elements, unique=True, max_size=6))
    asked = [draw(fields(name)) for name in names]
    cut = draw(st.integers(0, len(asked)))
    situations, rest = asked[:cut], asked[cut:]
    groups = [
        FormGroup(key=f"page_{n}", title=draw(words), fields=(field,))
        for n, field in enumerate(rest)
    ]
    charged = draw(st.lists(fees(), max_size=2))
    law = st.builds(LawArticle, law=words, article=words, text=texts, issuer=texts)
    process = draw(st.none() | processes())
    plain = base()
    return msgspec.structs.replace(
        plain,
        name=draw(names_of_items),
        conditions=tuple(draw(st.lists(words, min_size=1, max_size=4))),
        laws=tuple(draw(st.lists(law, min_size=1, max_size=3))),
        materials=tuple(draw(materials(n)) for n in range(1, draw(st.integers(1, 4)))),
        situations=tuple(situations),
        form=tuple(groups),
        has_fee=bool(charged),
        fee_basis=draw(words) if charged else "",
        fees=tuple(charged),
        results=(Result(name=draw(words), kind="批文", face=draw(
            st.dictionaries(words, words, max_size=2))),),
        questions=tuple(draw(st.lists(st.builds(Question, question=words, answer=words),
                                      max_size=2))),
        process=process or plain.process,
        effective=draw(st.dates(date(1990, 1, 1), date(2100, 1, 1))),
    )  # fmt: skip
