"""A QR code of an address, as a drawing for a page and as squares for a PDF."""

from functools import lru_cache

import segno
from markupsafe import Markup, escape

_BORDER = 4
_MODULE_MM = 0.5
_SMALLEST_MM = 32


@lru_cache(maxsize=256)
def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")


def svg(address: str, label: str) -> Markup:
    """The code as SVG without styles, black on white whatever the colours of the page, and large enough to scan."""
    code = _code(address)
    drawing = code.svg_inline(border=_BORDER, omitsize=True, svgclass="qr", lineclass=None, light="#fff", dark="#000")
    size = width_mm(address)
    told = f'<svg width="{size}mm" height="{size}mm" role="img" aria-label="{escape(label)}" '
    return Markup(drawing.replace("<svg ", told, 1))


def width_mm(address: str) -> int:
    """How wide it must be drawn for a phone to read it, its white border included."""
    return max(_SMALLEST_MM, round(_MODULE_MM * _code(address).symbol_size(border=_BORDER)[0]))


def squares(address: str) -> tuple[tuple[int, ...], ...]:
    """Rows of 0 (light) and 1 (dark), the white border included."""
    return tuple(tuple(row) for row in _code(address).matrix_iter(border=_BORDER))
