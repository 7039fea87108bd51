"""QR codes as drawings."""

import io

import segno


def qr_svg(content: str) -> str:
    """
    A QR code for `content` as SVG text, without the quiet zone: the template leaves that free.

    Error correction level M at least (15 % of the surface may be lost to a fold or a stamp).
    Source: GB/T 18284-2000. Raises `segno.DataOverflowError` beyond about 2,300 bytes.
    """
    drawing = io.BytesIO()
    segno.make_qr(content, error="m").save(
        drawing, kind="svg", border=0, xmldecl=False, svgns=True, dark="#000", omitsize=True
    )
    return drawing.getvalue().decode()
