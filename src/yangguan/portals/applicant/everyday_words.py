"""
What people say, and what the law calls it: a second try when the words of a search are on no item.

Each line is an everyday word and the official words to look for instead.
"""

from django.utils.translation import gettext_noop

EVERYDAY = (
    ("饭馆", "食品经营"),
    ("餐馆", "食品经营"),
    ("餐厅", "食品经营"),
    ("小吃", "食品经营"),
    ("开店", "个体工商户"),
    ("开公司", "公司设立"),
    ("注册公司", "公司设立"),
    ("执照", "设立登记"),
    ("医保", "医疗保险"),
    ("社保卡", "社会保障卡"),
    ("老人补贴", "高龄老年人补贴"),
    ("低保", "最低生活保障"),
    ("上户口", "出生登记"),
    ("户口本", "户口"),
    ("上学", "入学"),
    ("报名", "入学报名"),
    ("结婚证", "结婚登记"),
    ("离婚证", "离婚登记"),
    ("暂住证", "居住证"),
    ("公租房", "公共租赁住房"),
    ("廉租房", "公共租赁住房"),
    ("盖房", "村民住宅"),
    ("建房", "村民住宅"),
    ("宅基地", "村民住宅"),
    ("退休", "退休"),
    ("失业金", "失业"),
    ("找工作", "就业"),
    ("招牌", "户外广告"),
    ("广告牌", "户外广告"),
    ("诊所", "诊所"),
    ("打井", "取水"),
    ("拉货", "道路普通货物运输"),
    ("货车", "道路普通货物运输"),
    ("演唱会", "大型群众性活动"),
    ("请律师", "法律援助"),
    ("打官司", "法律援助"),
    ("当老师", "教师资格"),
    ("教师证", "教师资格"),
    ("补身份证", "居民身份证"),
    ("换身份证", "居民身份证"),
)

# Searches that the home page offers: words as people say them.
OFTEN = (
    (gettext_noop("开饭馆"), "饭馆"),
    (gettext_noop("交医保"), "医保"),
    (gettext_noop("换身份证"), "换身份证"),
    (gettext_noop("领高龄津贴"), "高龄津贴"),
)


def official_words(text: str) -> tuple[str, ...]:
    """The official words for everyday ones in `text`, the longest of these first; often none."""
    known = sorted(EVERYDAY, key=lambda pair: -len(pair[0]))
    found = [official for everyday, official in known if everyday in text]
    return tuple(dict.fromkeys(found))
