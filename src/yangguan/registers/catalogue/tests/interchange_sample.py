"""A small, sound item in the interchange form."""

from typing import Any

ORGAN = "11620982XNTX00015N"


def sample_item() -> dict[str, Any]:
    return {
        "UP_TASK_GENERAL_BASIC": {
            "CATALOG_CODE": "620131904000",
            "TASK_CODE": f"{ORGAN}4620131904000",
            "TASK_NAME": "样例经营许可",
            "TASK_TYPE": "01",
            "BY_LAW": "《中华人民共和国食品安全法》第三十五条",
            "USE_LEVEL": "4",
            "DEPT_NAME": "敦煌市样例监管局",
            "DEPT_CODE": ORGAN,
            "DEPT_TYPE": "1",
            "ENTRUST_NAME": "",
            "PROJECT_TYPE": "2",
            "SERVER_TYPE": "1,2",
            "HANDLE_TYPE": "1,2",
            "ACCEPT_CONDITION": "1.有相应的场所；2.有相应的设备。",
            "HANDLE_FLOW": "申请→受理→审查→决定→送达",
            "ANTICIPATE_DAY": 10,
            "ANTICIPATE_TYPE": "1",
            "ANTICIPATE_EXPLAIN": "",
            "PROMISE_DAY": 5,
            "PROMISE_TYPE": "1",
            "PROMISE_EXPLAIN": "",
            "LIMIT_SCENE_NUM": 0,
            "IS_FEE": "0",
            "FEE_BASIS": "",
            "SPECIAL_PROCEDURE": "无",
            "LINK_WAY": "电话：0937-5550218（示例号码）",
            "SUPERVISE_WAY": "0937-12345",
            "TRANSACT_ADDR": "敦煌市政务服务中心一楼综合受理窗口",
            "TRANSACT_TIME": "工作日 8:30—12:00",
            "TASK_STATE": "1",
            "TASK_VERSION": 1,
            "PLAN_EFFECTIVE_DATE": "2025-07-01",
        },
        "UP_TASK_GENERAL_EXTEND": {
            "IS_ENTRY_CENTER": "1",
            "IS_EXPRESS": "1",
            "IS_ONLINE": "1",
            "IS_PAY_ONLINE": "0",
            "IS_SCHEDULE": "1",
            "IS_SERVICE_TERMINALS": "1",
            "ONLINE_HANDLE_DEPTH": "1,2,3",
            "HANDLE_AREA": "2",
            "RESULT_TYPE": "20",
            "USER_TOPIC_TYPE": "",
            "CORP_TOPIC_TYPE": "",
        },
        "UP_TASK_GENERAL_MATERIAL": [
            {
                "ORDER_NUM": 1,
                "MATERIAL_NAME": "营业执照",
                "MATERIAL_TYPE": "1",
                "SOURCE_TYPE": "20",
                "IS_NEED": "2",
                "MATERIAL_FORMAT": "3",
                "PAGE_NUM": 0,
                "PAGE_FORMAT": "A4",
                "BY_LAW": "《食品经营许可和备案管理办法》第十三条",
                "REMARK": "电子证照：营业执照；条件材料：has_agent=true",
                "PAGE_COPYNUM": 1,
            }
        ],
        "UP_TASK_GENERAL_FEE_PROJECT": [],
        "UP_TASK_GENERAL_QUESTIONS": [{"QUESTION": "要多久？", "ANSWER": "5 个工作日。"}],
        "LAW": [
            {
                "LAWNAME": "中华人民共和国食品安全法",
                "TERMSNUMBER": "第三十五条",
                "TERMSCONTENT": "国家对食品生产经营实行许可制度。",
            }
        ],
        "FLOWSHEET": [
            _step("acceptance", "受理", "即时"),
            _step("investigate", "审查", "2个工作日"),
            _step("decide", "决定", "1个工作日"),
            _step("delivery", "送达", "即时"),
        ],
        "SPECIAL_TIME": [],
        "RESULT": [{"NAME": "准予文书", "RESULT_TYPE_TEXT": "批文", "LICENCE_TYPE": None}],
        "FORM": [
            _field("site_address", "经营场所", "text"),
            _field("has_agent", "是否委托代理人办理", "boolean"),
            {
                **_field("agent_name", "代理人姓名", "text"),
                "SHOW_IF": {"ELEMENT": "has_agent", "OP": "eq", "VALUE": True},
            },
        ],
    }


def _step(kind: str, name: str, limit: str) -> dict[str, str]:
    return {
        "STEP": kind,
        "STEP_TEXT": name,
        "UNIT": "市样例监管局",
        "TRANSACTOR": "审查岗",
        "TRANSACT_TIME_LIMIT": limit,
        "CHECK_STANDARD": "",
        "TRANSACT_RESULT": "",
    }


def _field(element: str, name: str, kind: str) -> dict[str, Any]:
    return {
        "NAME": name,
        "ELEMENT": element,
        "TYPE": kind,
        "REQUIRED": True,
        "CHOICES": [],
        "HELP": "",
        "SOURCE": "none",
        "SHOW_IF": None,
    }
