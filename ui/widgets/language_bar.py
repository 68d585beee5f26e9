"""The languages of the window, each by its own name, where nobody has opened a register yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intake_app.i18n import LANGUAGES, current_language
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.keycap import Keycap
from ui.widgets.layouts import bare
from ui.widgets.pressed import EnterButton

KEY = "F2"
HEIGHT = 28


class LanguageBar(QWidget):
    """`chosen(code)` when somebody picks a language, or goes to the next with the key."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, LanguageButton] = {}
        self._build()
        self._connect()

    def choose_next(self) -> None:
        """The language after the one in force, the first after the last."""
        codes = list(LANGUAGES)
        here = codes.index(current_language()) if current_language() in codes else -1
        self.chosen.emit(codes[(here + 1) % len(codes)])

    def _build(self) -> None:
        row = bare(QHBoxLayout(self), px(2))
        for code, name in LANGUAGES.items():
            self.buttons[code] = LanguageButton(name, is_chosen=code == current_language())
            row.addWidget(self.buttons[code])
        row.addSpacing(px(6))
        row.addWidget(Keycap(KEY))

    def _connect(self) -> None:
        for code, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
        QShortcut(QKeySequence(KEY), self, self.choose_next)


class LanguageButton(EnterButton):
    """A language's name; washed in the accent when it is the one in force."""

    def __init__(self, name: str, *, is_chosen: bool) -> None:
        super().__init__()
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setChecked(is_chosen)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font(Size.LABEL, Weight.MEDIUM)).horizontalAdvance(self.text())
        return QSize(round(width) + 2 * px(10), px(HEIGHT))

    def nextCheckState(self) -> None:
        """Stay as it is: the screen is built anew in the language that was chosen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_wash" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, px(6), px(6))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        painter.setFont(font(Size.LABEL, Weight.MEDIUM))
        painter.setPen(colour("accent" if self.isChecked() else "muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
