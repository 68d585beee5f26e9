"""The look that is in force: tokens and text size, set once for the process and read by everything that paints.

Colours follow a change at once (what paints itself asks here); sizes are taken when a widget is built, so that a new
text size rebuilds the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from ui.resources.tokens import DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FAMILY = "Noto Sans"
_HERE = Path(__file__).resolve().parent
_FONTS = (
    _HERE.parent.parent / "reports/fonts/NotoSans-Regular.ttf",
    _HERE / "fonts/NotoSans-Medium.ttf",
    _HERE / "fonts/NotoSans-SemiBold.ttf",
)
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "placeholder",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
}


class Size(IntEnum):
    """Text sizes in pixels at 100 %."""

    KEYCAP = 11
    STATUS = 12
    LABEL = 13
    BASE = 14
    ROW = 15
    VALUE = 16
    TITLE = 20
    HERO = 27
    TOKEN = 34


class Weight(IntEnum):
    """The weights that are shipped; there is no bold on screen."""

    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour scheme and a text size; 1.0 is 100 %."""

    tokens: Tokens = LIGHT
    scale: float = 1.0


_current = Theme()
_is_applied = False
_STYLE = "Fusion"
_named_styles: set[str] = set()


def theme() -> Theme:
    """The look in force."""
    return _current


def colour(token: str) -> QColor:
    """A token's colour in the scheme in force."""
    return QColor(getattr(_current.tokens, token))


def px(length: float) -> int:
    """A length given in pixels at 100 %, in the text size in force."""
    return round(length * _current.scale)


def font(size: int, weight: Weight = Weight.REGULAR) -> QFont:
    """Noto Sans of a size (pixels at 100 %) and a weight."""
    return QFont(_font_of(px(size), int(weight)))


@cache
def _font_of(pixels: int, weight: int) -> QFont:
    """Made once: layouts ask for the width of a button some thousand times while a page is made."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    return made


def style_arguments() -> list[str]:
    """What the application is made with, so that it has our style from the beginning.

    Setting one later hands back an object of Qt's largest class, whose constants take milliseconds to be made.
    """
    _named_styles.add(_STYLE)
    return ["-style", _STYLE]


def apply_theme(app: QApplication, tokens: Tokens, scale: float = 1.0) -> None:
    """Give the application these colours and this text size: palette, style sheet, fonts.

    Where they are in force already nothing is done: Qt gives every widget that lives its style anew.
    """
    global _current, _is_applied
    if _is_applied and Theme(tokens, scale) == _current:
        return
    _current, _is_applied = Theme(tokens, scale), True
    load_fonts()
    if _STYLE not in _named_styles:
        app.setStyle(_STYLE)
    app.setStyleSheet("")  # one sheet put over another costs ten times as much: 2.2 s over a window of 1,250 widgets
    app.setFont(font(Size.BASE))
    app.setPalette(_palette(tokens))
    app.setStyleSheet(style_sheet())


def style_sheet() -> str:
    """app.qss with the tokens and sizes in force filled in."""
    text = (_HERE / "app.qss").read_text(encoding="utf-8")
    sizes = {f"px{length}": f"{px(length)}px" for length in (1, 2, 4, 6, 8, 10, 12, 16, 24, 28, 32, 36)}
    fonts = {f"font_{size.name.lower()}": f"{px(size)}px" for size in Size}
    return Template(text).substitute(_current.tokens.colours(), **sizes, **fonts)


def system_tokens() -> Tokens:
    """The scheme that the desktop asks for; light where it does not say."""
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if is_dark else LIGHT


@cache
def load_fonts() -> None:
    """Make Noto Sans known to Qt, once for the process."""
    for path in _FONTS:
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(getattr(tokens, token)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette
