"""
Makes `dunhuang/officers.json`: fictional officers and the posts that they hold.

    python content/make_officers.py

The result depends on `dunhuang/departments.json` and `dunhuang/people.json` alone, so running it
again changes nothing unless they changed. What it sees to:

- Every department can handle its items by itself: intake, review, decision, certificate, delivery.
- Whoever reviews does not decide (审查与决定相分离), so review
  and certificate lie with one officer, the decision with another, intake and delivery with a third.
- Every department has an editor for its items, the catalogue office two for those of all.
- The city hall takes in and hands over for every department of its counters, each town hall for
  those of its own.
- Names are the surname 测, which nobody bears, with a plant and a feature of the land.
"""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "dunhuang"
# The day on which the city's plan of 2017 came into force.
FROM_DATE = "2017-07-14"
CITY_HALL = "DH-H001"
CITY_HALL_KEY = "zwfw"
CATALOGUE_OFFICE = "office"
TOWN_HALL = "镇政务服务中心"
PLANTS = "柳杨枣杏桃梨榆槐桑麦棉葵兰菊蒲"
PLACES = "泉川原岭湖滩洲渠堡墩桥村园庄塘井"

EDITOR = ("editor", "事项管理岗")
INTAKE, DELIVERY = ("intake", "综合受理岗"), ("delivery", "出件岗")
REVIEW, DECISION, CERTIFICATE = (
    ("review", "审查岗"),
    ("decision", "审批岗"),
    ("certificate", "制证岗"),
)
# Post code ending, title, role, department: what the whole city has once.
CITY_WIDE = (
    ("editor", "事项管理岗", "editor", "office"),
    ("supervisor", "监察岗", "supervisor", "office"),
    ("administrator", "系统管理岗", "administrator", "zwfw"),
)

Post = dict[str, str | None]
Officer = dict[str, object]


def main() -> None:
    """Write the file."""
    departments = _read("departments.json")
    posts: list[Post] = []
    officers: list[Officer] = []
    names = _names({person["NAME"] for person in _read("people.json")["PERSONS"]})

    def appoint(number: str, key: str, held: list[Post]) -> None:
        officers.append(
            {
                "STAFF_NUMBER": number,
                "NAME": next(names),
                "DEPT_KEY": key,
                "FROM_DATE": FROM_DATE,
                "POSTS": [post["CODE"] for post in held],
                "FICTITIOUS": True,
            }
        )

    for index, department in enumerate(departments["DEPARTMENTS"], start=1):
        for serial, held in enumerate(_of_department(department["KEY"]), start=1):
            posts.extend(held)
            appoint(f"G{index:02}{serial:03}", department["KEY"], held)
    for index, (hall, key) in enumerate(_halls(departments)):
        intake = _post(f"{hall}-intake", INTAKE, key, hall=hall)
        delivery = _post(f"{hall}-delivery", ("delivery", _delivery_title(hall)), key, hall=hall)
        posts.extend((intake, delivery))
        seats = (intake, intake, delivery, delivery) if hall == CITY_HALL else (intake, delivery)
        for serial, post in enumerate(seats, start=1):
            appoint(f"G9{index:02}{serial:02}", key, [post])
    for serial, (ending, title, role, key) in enumerate(CITY_WIDE, start=1):
        post = _post(f"{key}-{ending}", (role, title), key)
        posts.append(post)
        appoint(f"G990{serial:02}", key, [post])
    # Who describes the items of a department, and a second reviewer at the catalogue office: nobody
    # reviews what they wrote themselves.
    for index, department in enumerate(departments["DEPARTMENTS"], start=1):
        if department["KEY"] != CATALOGUE_OFFICE:
            post = _post(f"{department['KEY']}-editor", EDITOR, department["KEY"])
            posts.append(post)
            appoint(f"G{index:02}004", department["KEY"], [post])
    appoint(
        "G99004", CATALOGUE_OFFICE, [_post(f"{CATALOGUE_OFFICE}-editor", EDITOR, CATALOGUE_OFFICE)]
    )
    _write(posts, officers)


def _of_department(key: str) -> tuple[list[Post], ...]:
    """The posts of one department, a list for each officer."""
    return (
        [_post(f"{key}-review", REVIEW, key), _post(f"{key}-certificate", CERTIFICATE, key)],
        [_post(f"{key}-decision", DECISION, key)],
        [_post(f"{key}-intake", INTAKE, key), _post(f"{key}-delivery", DELIVERY, key)],
    )


def _post(code: str, kind: tuple[str, str], key: str, *, hall: str | None = None) -> Post:
    role, title = kind
    return {
        "CODE": code,
        "TITLE": title,
        "ROLE": role,
        "DEPT_KEY": key,
        "HALL_CODE": hall,
        "COUNTER_CODE": None,
    }


def _halls(departments: dict[str, list[dict[str, str]]]) -> Iterator[tuple[str, str]]:
    """The city hall and the town halls, each with the department that runs it."""
    yield CITY_HALL, CITY_HALL_KEY
    town_of = {town["REGION_CODE"]: town["KEY"] for town in departments["DEPARTMENTS"]}
    for hall in departments["HALLS"]:
        if hall["KIND"] == TOWN_HALL:
            yield hall["CODE"], town_of[hall["REGION_CODE"]]


def _delivery_title(hall: str) -> str:
    return "统一出件岗" if hall == CITY_HALL else "出件岗"


def _names(taken: set[str]) -> Iterator[str]:
    for place, plant in product(PLACES, PLANTS):
        name = f"测{plant}{place}"
        if name not in taken:
            yield name


def _write(posts: list[Post], officers: list[Officer]) -> None:
    note = (
        "全部为虚构样例，由 content/make_officers.py 生成；FICTITIOUS=true 的数据不得用于生产环境。"
    )
    tables = {"NOTE": json.dumps(note, ensure_ascii=False)}
    for name, rows in (("POSTS", posts), ("OFFICERS", officers)):
        lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        tables[name] = f"[\n{lines}\n ]"
    body = ",\n".join(f' "{name}": {text}' for name, text in tables.items())
    (FOLDER / "officers.json").write_text(f"{{\n{body}\n}}\n", encoding="utf-8")


def _read(name: str) -> dict[str, list[dict[str, str]]]:
    content: dict[str, list[dict[str, str]]] = json.loads(
        (FOLDER / name).read_text(encoding="utf-8")
    )
    return content


if __name__ == "__main__":
    main()
