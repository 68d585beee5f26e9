"""A field of dots with an eye: the passphrase can be looked at, and the keyboard's traps are said below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit

from intake_app.i18n import _
from ui.resources.theme import colour, px
from ui.widgets.field import Field
from ui.widgets.icons import paint_icon
from ui.widgets.pressed import EnterButton


class SecretField(Field):
    """A passphrase. Its helper says the keyboard's language, and Caps Lock when a letter shows that it is on."""

    def __init__(
        self, label: str, *, helper: str = "", needed: bool = False, frame_height: int = 0, helper_lines: int = 1
    ) -> None:
        self.frame_height = frame_height or self.frame_height
        self.eye = EyeButton()
        self._own_helper = helper
        super().__init__(label, helper=helper, needed=needed, helper_lines=helper_lines)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.add_trailing(self.eye)
        self.eye.toggled.connect(self._show)
        QGuiApplication.inputMethod().localeChanged.connect(self.say_keyboard)
        self.say_keyboard()

    def say_keyboard(self) -> None:
        """Say below the field which layout is on, where the system tells, unless something else stands there."""
        if self.value_state != "error" and not self._own_helper:
            language = keyboard_language()
            text = _("Keyboard: {language}").format(language=language) if language else ""
            self.set_helper(text, icon="keyboard" if text else "")

    def clear_helper(self) -> None:
        super().clear_helper()
        self.say_keyboard()

    def _show(self, is_shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    def watch_key(self, event: QKeyEvent) -> None:
        """Qt tells no Caps Lock; a capital without Shift does."""
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and self.value_state != "error":
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if letter.isupper() != has_shift and letter.isupper() != letter.islower():
                self.set_helper(_("Caps Lock is on"), "warning")
            else:
                self.set_helper(self._own_helper)
                self.say_keyboard()


class EyeButton(EnterButton):
    """Shows what is typed while it is pressed down."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(_("Show the passphrase"))
        self.setToolTip(_("Show the passphrase"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(px(24), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(4), px(4))
        inset = px(3)
        name = "eye-off" if self.isChecked() else "eye"
        paint_icon(painter, name, colour("muted"), box.adjusted(inset, inset, -inset, -inset))


def keyboard_language() -> str:
    """The language of the keyboard layout that is on, in its own words; empty where the system does not tell."""
    locale = QGuiApplication.inputMethod().locale()
    if locale.language().name in ("C", "AnyLanguage"):
        return ""
    name = locale.nativeLanguageName()
    return name[:1].upper() + name[1:]
