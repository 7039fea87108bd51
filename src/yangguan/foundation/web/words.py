"""The sentences that scripts say, translated on the server and handed over as JSON."""

from functools import cache

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, str | Promise] = {
    "saving": _("正在保存…"),
    "saved": _("已保存 · {time}"),
    "save_failed": _("没保存上"),
    "save_later": _("网络断了。您填的内容还在这台设备上，连上后自动保存。"),
    "save_signed_out": _("登录过期了。您填的内容还在这台设备上，"),
    "save_conflict": _("这份草稿在别处改过，这里没有保存上。请刷新，以免互相覆盖。"),
    "save_refused": _("有内容没保存上，请看下面标出的地方。"),
    "save_recovered": _("这台设备上有没来得及保存的内容，已经替您补上。"),
    "use_local": _("这台设备上有一份没保存上的内容，比已存的旧。"),
    "use_local_yes": _("用这台设备上的"),
    "use_local_no": _("用已经存好的"),
    "sign_in_again": _("重新登录"),
    "try_again": _("再试一次"),
    "reload": _("刷新"),
    "sending": _("正在上传，{total} 中的 {sent}"),
    "received": _("已收到 · {size}"),
    "send_failed": _("没传上：网络断了。点“再传一次”，别的文件不受影响"),
    "send_refused": _("没传上：{reason}"),
    "send_too_big": _("没传上：文件有 {size}，单个不能超过 {limit}。请压缩或者拆开再传"),
    "send_wrong_type": _("没传上：不认这种格式。请存成 {types} 再传"),
    "send_too_many": _("没传上：最多 {count} 个文件，请先移除一个"),
    "send_again": _("再传一次"),
    "cancel": _("取消"),
    "remove": _("移除"),
    "progress": _("{name} 上传进度"),
    "signature_file": _("签名.png"),
    "locating": _("正在定位…"),
    "located": _("已填好，误差约 {metres} 米，请核对"),
    "not_located": _("没有定到位置，请直接填经度和纬度"),
    "request_failed": _("没办成：网络断了，或者我们这边出了问题。请再试一次。"),
    "sent_once": _("正在提交，请稍等…"),
    "chart_failed": _("图没有画出来，请看下面的表。"),
    "keys_on": _("打开单键快捷键"),
    "keys_off": _("关闭单键快捷键"),
    "close": _("关闭"),
}


def script_words() -> dict[str, str]:
    """Every sentence by its key, in the language of the moment."""
    return _of_language(get_language() or "")


@cache
def _of_language(language: str) -> dict[str, str]:
    return {key: str(words) for key, words in _WORDS.items()}
