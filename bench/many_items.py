"""
A catalogue of 100,000 items: the real ones, varied by town, matter and occasion.

Names are made of real words of the field, terms and pinyin by the functions that publication uses;
what an item says beside its name (materials, laws, questions) is that of the real one.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from bench import ground
from yangguan.foundation.postgres.location import Description as Server
from yangguan.foundation.search.words import index_terms, pinyin

ITEMS = "bench_items_100k"
COUNT = 100_000

TOWNS = ("", "沙州镇", "七里镇", "肃州镇", "莫高镇", "转渠口镇", "月牙泉镇", "郭家堡镇", "黄渠镇",
         "阳关镇")  # fmt: skip
MATTERS = (
    "", "餐馆", "宾馆", "民宿", "学校", "幼儿园", "诊所", "药店", "超市", "便利店", "网吧", "工地",
    "仓库", "加油站", "停车场", "养殖场", "合作社", "果园", "葡萄园", "棉田", "旅行社", "影院",
    "书店", "印刷厂", "洗浴场所", "健身房", "游泳馆", "滑雪场", "博物馆", "景区", "物业", "公租房",
    "光伏电站", "风电场", "输变电", "道路", "桥梁", "管网", "河道", "水井",
)  # fmt: skip
OCCASIONS = ("新办", "变更", "延续", "补证", "注销")
_TOUCHED = ("catalogue_serviceitem", "catalogue_edition")

_NAMES = """
CREATE TEMP TABLE bench_name (place int, base text, name text, terms text, pinyin text)
"""
_COPY = """
COPY bench_name (place, base, name, terms, pinyin) FROM STDIN
"""
_FILL = """
INSERT INTO catalogue_serviceitem
    (id, task_code, catalog_code, name, item_type, state, department_id, edition_id, slug,
     town_code, village_code, audiences, person_topics, organisation_topics, is_online, summary,
     promised_days, promised_unit, terms, pinyin)
SELECT md5('item' || made.place)::uuid, 'BENCH' || lpad(made.place::text, 9, '0'),
       base.catalog_code, made.name, base.item_type, '1', base.department_id,
       md5('edition' || made.place)::uuid, '', '', '', base.audiences, base.person_topics,
       base.organisation_topics, base.is_online, base.summary, base.promised_days, base.promised_unit,
       made.terms::tsvector || ts_filter(base.terms, '{b,c,d}'), made.pinyin
FROM bench_name made JOIN catalogue_serviceitem base ON base.task_code = made.base;

INSERT INTO catalogue_edition
    (id, item_id, number, state, content, source, digest, effective_date, published_at,
     published_by)
SELECT item.edition_id, item.id, 1, 'published', '{}', '', '', current_date, now(), 'bench'
FROM catalogue_serviceitem item WHERE item.task_code LIKE 'BENCH%';
"""


@dataclass(frozen=True, slots=True)
class Named:
    place: int
    base: str
    name: str
    terms: str
    pinyin: str


def prepare(server: Server) -> None:
    """Make the database unless it is there; a half-made one is made anew."""
    if ground.has_database(server, ITEMS):
        return
    draft = f"{ITEMS}_draft"
    ground.drop_database(server, draft)
    ground.copy_database(server, draft, source=ground.PRISTINE)
    with ground.administrator(server, draft) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("SET synchronous_commit = off")
        admin.execute("SET maintenance_work_mem = '512MB'")
        admin.execute(_NAMES)
        bases = _bases(admin)
        with admin.cursor() as cursor, cursor.copy(_COPY) as copy:
            for made in itertools.islice(_names(bases), COUNT):
                copy.write_row((made.place, made.base, made.name, made.terms, made.pinyin))
        with ground.without_indexes(admin, _TOUCHED):
            admin.execute(_FILL)
        for table in _TOUCHED:
            admin.execute(f"VACUUM ANALYZE {table}".encode())
        admin.execute("CHECKPOINT")
    ground.rename_database(server, draft, ITEMS)


def _bases(admin: psycopg.Connection) -> list[tuple[str, str]]:
    rows = admin.execute(
        "SELECT task_code, name FROM catalogue_serviceitem WHERE edition_id IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [(str(code), str(name)) for code, name in rows]


def _names(bases: list[tuple[str, str]]) -> Iterator[Named]:
    """Every combination once; those without town or matter are left out, being the real ones."""
    words = itertools.product(TOWNS, MATTERS, OCCASIONS, bases)
    combined = ((town, matter, occasion, base) for town, matter, occasion, base in words)
    for place, (town, matter, occasion, (code, name)) in enumerate(combined):
        full = f"{town}{matter}{name}（{occasion}）"
        terms = " ".join(f"'{term}':{at}A" for at, term in enumerate(index_terms(full), start=1))
        yield Named(place, code, full, terms, _spelled(town, matter, name, occasion))


def _spelled(*parts: str) -> str:
    """Pinyin of the whole from the pinyin of its parts, each of which is spelled once."""
    spelled = [pinyin(part).split(" ") for part in parts if part]
    return " ".join("".join(each[way] for each in spelled if len(each) > way) for way in (0, 1))
