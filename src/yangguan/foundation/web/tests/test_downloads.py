"""A file that is handed out is shown or saved, and never acts."""

import pytest
from csp.middleware import CSPMiddleware

from yangguan.foundation.web.downloads import PDF, file_response


def headers(rf, **asked):
    response = file_response(b"data", **{"name": "营业执照.pdf", "media_type": PDF, **asked})
    return CSPMiddleware(lambda request: response)(rf.get("/"))


def policy(answer):
    return {part.strip() for part in answer["Content-Security-Policy"].split(";")}


@pytest.mark.parametrize("media_type", [PDF, "image/png", "text/html", "image/svg+xml"])
def test_whatever_it_is_it_loads_nothing_and_is_not_sniffed(rf, media_type):
    answer = headers(rf, media_type=media_type)

    assert {"default-src 'none'", "frame-ancestors 'self'"} <= policy(answer)
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("media_type", ["image/png", "text/html", "image/svg+xml"])
def test_it_stands_in_a_sandbox(rf, media_type):
    assert "sandbox" in policy(headers(rf, media_type=media_type))


def test_a_pdf_is_left_to_the_viewer_which_older_browsers_refuse_in_a_sandbox(rf):
    assert "sandbox" not in policy(headers(rf))


@pytest.mark.parametrize(
    ("media_type", "how"), [(PDF, "inline"), ("image/png", "inline"), ("text/html", "attachment")]
)
def test_a_type_that_need_not_be_shown_is_saved(rf, media_type, how):
    assert headers(rf, media_type=media_type)["Content-Disposition"].startswith(how)


def test_its_name_is_kept(rf):
    assert "%E8%90%A5" in headers(rf)["Content-Disposition"]


def test_only_a_paper_for_everybody_may_be_kept_by_caches(rf):
    assert "no-store" in headers(rf)["Cache-Control"]
    assert not headers(rf, is_private=False).has_header("Cache-Control")
