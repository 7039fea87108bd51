"""
A catalogue of 1,000,000 items: the real ones, varied by place, matter and occasion.

A province has 1.7 million. Names are made of real words of the field, terms and sounds by the
functions that publication uses, for two neighbouring parts of a name at a time; PostgreSQL puts
them together. What an item mentions (materials, laws, questions) is what the real one does.
"""

import itertools
from collections.abc import Iterable, Iterator

import psycopg

from bench import ground
from yangguan.foundation.postgres.location import Description as Server
from yangguan.foundation.search.words import pinyin
from yangguan.registers.catalogue.search_index import as_vector, name_terms

ITEMS = "bench_items_1m"
COUNT = 1_000_000

# The counties of Gansu, and the towns of one.
PLACES = (
    "城关区", "七里河区", "西固区", "安宁区", "红古区", "永登县", "皋兰县", "榆中县", "嘉峪关市",
    "金川区", "永昌县", "白银区", "平川区", "靖远县", "会宁县", "景泰县", "秦州区", "麦积区",
    "清水县", "秦安县", "甘谷县", "武山县", "张家川县", "凉州区", "民勤县", "古浪县", "天祝县",
    "甘州区", "肃南县", "民乐县", "临泽县", "高台县", "山丹县", "崆峒区", "泾川县", "灵台县",
    "崇信县", "华亭市", "庄浪县", "静宁县", "肃州区", "金塔县", "瓜州县", "肃北县", "阿克塞县",
    "玉门市", "敦煌市", "西峰区", "庆城县", "环县", "华池县", "合水县", "正宁县", "宁县", "镇原县",
    "安定区", "通渭县", "陇西县", "渭源县", "临洮县", "漳县", "岷县", "武都区", "成县", "文县",
    "宕昌县", "康县", "西和县", "礼县", "徽县", "两当县", "临夏市", "临夏县", "康乐县", "永靖县",
    "广河县", "和政县", "东乡县", "积石山县", "合作市", "临潭县", "卓尼县", "舟曲县", "迭部县",
    "玛曲县", "碌曲县", "夏河县", "沙州镇", "七里镇", "肃州镇", "莫高镇", "转渠口镇", "月牙泉镇",
    "郭家堡镇", "黄渠镇", "阳关镇",
)  # fmt: skip
MATTERS = (
    "餐馆", "宾馆", "民宿", "学校", "幼儿园", "诊所", "药店", "超市", "便利店", "网吧", "工地",
    "仓库", "加油站", "停车场", "养殖场", "合作社", "果园", "葡萄园", "棉田", "旅行社", "影院",
    "书店", "印刷厂", "洗浴场所", "健身房", "游泳馆", "滑雪场", "博物馆", "景区", "物业", "公租房",
    "光伏电站", "风电场", "输变电", "道路", "桥梁", "管网", "河道", "水井",
)  # fmt: skip
OCCASIONS = ("（新办）", "（变更）", "（延续）", "（补证）", "（注销）")
_ITEM, _LINK = "catalogue_serviceitem", "catalogue_itemmention"

_TABLES = """
CREATE TEMP TABLE part (name text PRIMARY KEY, spelled text, initials text);
CREATE TEMP TABLE pair (one text, two text, terms text, PRIMARY KEY (one, two));
"""
_FILL = """
INSERT INTO catalogue_serviceitem
    (id, task_code, catalog_code, name, item_type, state, department_id, edition_id, slug,
     town_code, village_code, audiences, person_topics, organisation_topics, is_online, summary,
     promised_days, promised_unit, terms, pinyin, search_version)
SELECT md5('item' || made.number)::uuid, 'BENCH' || lpad(made.number::text, 9, '0'),
       base.catalog_code, concat(place.name, matter.name, base.name, occasion.name),
       base.item_type, '1', base.department_id, md5('edition' || made.number)::uuid, '', '', '',
       base.audiences, base.person_topics, base.organisation_topics, base.is_online, base.summary,
       base.promised_days, base.promised_unit,
       begun.terms::tsvector || middle.terms::tsvector || ended.terms::tsvector
           || ts_filter(base.terms, '{b,c,d}'),
       concat(place.spelled, matter.spelled, named.spelled, occasion.spelled, ' ',
              place.initials, matter.initials, named.initials, occasion.initials),
       base.search_version
FROM (
    SELECT *, row_number() OVER () AS number FROM (
        SELECT one.one AS place, one.two AS matter, base.id AS base, three.two AS occasion
        FROM pair one
        CROSS JOIN (SELECT id, name FROM catalogue_serviceitem WHERE edition_id IS NOT NULL) base
        JOIN pair three ON three.one = base.name
        WHERE one.two = ANY(%(matters)s)
        -- As scattered as the items of a province are, and the same at each run.
        ORDER BY md5(one.one || one.two || base.name || three.two)
        LIMIT %(count)s
    ) chosen
) made
JOIN catalogue_serviceitem base ON base.id = made.base
JOIN part place ON place.name = made.place
JOIN part matter ON matter.name = made.matter
JOIN part named ON named.name = base.name
JOIN part occasion ON occasion.name = made.occasion
JOIN pair begun ON begun.one = place.name AND begun.two = matter.name
JOIN pair middle ON middle.one = matter.name AND middle.two = base.name
JOIN pair ended ON ended.one = base.name AND ended.two = occasion.name
"""
# The items that a real one was varied into have its basic code and its department.
_MENTION = """
INSERT INTO catalogue_itemmention (item_id, mention_id, name_length)
SELECT made.id, link.mention_id, length(made.name)
FROM catalogue_serviceitem base
JOIN catalogue_itemmention link ON link.item_id = base.id
JOIN catalogue_serviceitem made ON made.task_code LIKE 'BENCH%%'
    AND made.catalog_code = base.catalog_code AND made.department_id = base.department_id
    AND strpos(made.name, base.name) > 0
WHERE base.edition_id IS NOT NULL AND base.task_code NOT LIKE 'BENCH%%'
"""
_DROP_KEY = "ALTER TABLE catalogue_itemmention DROP CONSTRAINT catalogue_itemmention_pkey"
_ADD_KEY = "ALTER TABLE catalogue_itemmention ADD PRIMARY KEY (item_id, mention_id)"


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
        admin.execute("SET maintenance_work_mem = '1GB'")
        admin.execute("SET work_mem = '256MB'")
        _describe(admin)
        admin.execute(_DROP_KEY)
        with ground.without_indexes(admin, (_ITEM, _LINK)):
            admin.execute(_FILL, {"count": COUNT, "matters": list(MATTERS)})
            admin.execute(_MENTION)
        admin.execute(_ADD_KEY)
        for table in (_ITEM, _LINK):
            admin.execute(f"VACUUM ANALYZE {table}".encode())
        admin.execute("CHECKPOINT")
    ground.rename_database(server, draft, ITEMS)


def _describe(admin: psycopg.Connection) -> None:
    """The parts of names with their sounds, and the terms of each two that stand side by side."""
    admin.execute(_TABLES)
    bases = [str(name) for (name,) in admin.execute(_BASES).fetchall()]
    parts = dict.fromkeys((*PLACES, *MATTERS, *bases, *OCCASIONS))
    with admin.cursor() as cursor:
        with cursor.copy("COPY part FROM STDIN") as copy:
            for part in parts:
                copy.write_row((part, *pinyin(part).split(" ")))
        with cursor.copy("COPY pair FROM STDIN") as copy:
            for one, two, known in _neighbours(bases):
                copy.write_row((one, two, _terms(f"{one}{two}", known)))
    admin.execute("ANALYZE part")
    admin.execute("ANALYZE pair")


_BASES = "SELECT DISTINCT name FROM catalogue_serviceitem WHERE edition_id IS NOT NULL ORDER BY 1"


def _neighbours(bases: list[str]) -> Iterator[tuple[str, str, str]]:
    """Two parts, and the one of them whose terms another pair has."""
    for place, matter in itertools.product(PLACES, MATTERS):
        yield place, matter, ""
    for matter, base in itertools.product(MATTERS, bases):
        yield matter, base, matter
    for base, occasion in itertools.product(bases, OCCASIONS):
        yield base, occasion, base


def _terms(text: str, known: str) -> str:
    left: Iterable[str] = set(name_terms(known)) if known else ()
    return as_vector(("A", [term for term in name_terms(text) if term not in left]))
