"""Every edition in force as open data: what the guides are made of, one item a line."""

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from yangguan.foundation.web.access import public
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.registers.imports.exports import ExportFormat, Selection, export_lines, file_name


@public
@require_safe
def guide_data(request: PublicRequest) -> StreamingHttpResponse:
    """
    The items as JSON lines in the interchange format, ready to be imported elsewhere. In Chinese.

    Written as it is read, 200 items a query, so that no catalogue is too large.
    Source: 政府信息公开条例 第二十条; 国办函〔2016〕108号.
    """
    now = timezone.now()
    name, media_type = file_name(ExportFormat.LINES, at=now)
    response = StreamingHttpResponse(
        export_lines(Selection(), ExportFormat.LINES, at=now), content_type=media_type
    )
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
