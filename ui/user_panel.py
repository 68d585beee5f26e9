"""What belongs to whoever is at the desk: language, colours, text size, the keys, the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import LANGUAGES, _
from ui.preferences import SCALES, SYSTEM_LANGUAGE
from ui.resources.theme import colour, px
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.field_frame import BLEED
from ui.widgets.form import COLUMN_GAP
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from ui.preferences import Preferences

_WIDTH = 340


class UserPanel(QFrame):
    """A small panel above the chip it belongs to; `chose(Preferences)`, `asked_keys`, `asked_lock`, `left` on Esc.

    `asked_switch` where another clerk sits down, `asked_passphrase` and `asked_pin` for one's own; `asked_erase`, which
    only leads are offered.

    Tab goes round within it: it stays open until somebody leaves it.
    """

    chose = Signal(object)
    asked_keys = Signal()
    asked_lock = Signal()
    asked_switch = Signal()
    asked_passphrase = Signal()
    asked_pin = Signal()
    asked_erase = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, preferences: Preferences, *, may_erase: bool = False) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.language = ChoiceField(
            _("Language"), [(SYSTEM_LANGUAGE, _("as the system")), *LANGUAGES.items()], helper_lines=0
        )
        self.scheme = ChoiceField(
            _("Colours"), [("system", _("as the system")), ("light", _("light")), ("dark", _("dark"))], helper_lines=0
        )
        self.scale = ChoiceField(_("Text size"), [(str(scale), f"{scale} %") for scale in SCALES], helper_lines=0)
        self.keys = Button(_("Keyboard shortcuts"), "F1", flat=True, icon="keyboard", is_bound=False)
        self.switch = Button(_("Another clerk"), "Ctrl+Shift+J", flat=True, icon="users", is_bound=False)
        self.passphrase = Button(_("My passphrase"), "", flat=True, icon="key-round")
        self.pin = Button(_("My PIN"), "", flat=True, icon="lock-keyhole")
        self.lock = Button(_("Lock"), "Ctrl+L", flat=True, icon="lock", is_bound=False)
        self.erase = Button(_("Erase the keys"), "", flat=True, danger=True, icon="triangle-alert")
        if not may_erase:
            self.erase.hide()
        self.fields = {"language": self.language, "scheme": self.scheme, "scale": self.scale}
        self._build()
        self._connect()

    def take_focus(self, name: str = "") -> None:
        """Begin with the language, or with the field of this name."""
        self.fields.get(name, self.language).focus()

    def focused(self) -> str:
        """The name of the field that has the focus; that of the first where none has."""
        return next((name for name, field in self.fields.items() if field.editor.hasFocus()), "language")

    def show_look(self, preferences: Preferences) -> None:
        """Show what is in force now; nobody is told."""
        self._preferences = preferences
        self.language.set_value(preferences.language)
        self.scheme.set_value(preferences.scheme)
        self.scale.set_value(str(preferences.scale))

    def place_above(self, widget: QWidget) -> None:
        """Stand above a widget of the same window, at its leading edge."""
        parent = self.parentWidget()
        if parent is None:
            return
        self.setFixedWidth(min(px(_WIDTH), parent.width()))
        self.adjustSize()
        corner = widget.mapTo(parent, widget.rect().topLeft())
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = corner.x() + widget.width() - self.width() if is_mirrored else corner.x()
        self.move(max(0, left), max(0, corner.y() - self.height() - px(6)))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        # What flat buttons say begins and ends where the frames of the fields do.
        column.setContentsMargins(px(8), px(14), px(8), px(10))
        column.setSpacing(px(2))
        self.show_look(self._preferences)
        beside = px(8) - BLEED
        language = bare(QHBoxLayout())
        language.setContentsMargins(beside, 0, beside, 0)
        language.addWidget(self.language)
        column.addLayout(language)
        row = QHBoxLayout()
        row.setContentsMargins(beside, 0, beside, 0)
        row.setSpacing(px(COLUMN_GAP) - 2 * BLEED)
        for field in (self.scheme, self.scale):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # equal, whatever stands in them
            row.addWidget(field, 1)
        column.addLayout(row)
        # What erases has a row of its own: nobody presses it who meant the one beside it.
        for buttons in ((self.keys,), (self.switch,), (self.passphrase, self.pin), (self.lock,), (self.erase,)):
            row = bare(QHBoxLayout())
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)

    def _connect(self) -> None:
        self.language.edited.connect(lambda code: self._choose(self._preferences.with_language(code)))
        self.scheme.edited.connect(lambda code: self._choose(self._preferences.with_scheme(code)))
        self.scale.edited.connect(lambda code: self._choose(self._preferences.with_scale(int(code))))
        self.keys.clicked.connect(self.asked_keys)
        self.lock.clicked.connect(self.asked_lock)
        self.switch.clicked.connect(self.asked_switch)
        self.passphrase.clicked.connect(self.asked_passphrase)
        self.pin.clicked.connect(self.asked_pin)
        self.erase.clicked.connect(self.asked_erase)
        esc = QShortcut(QKeySequence("Esc"), self, self._leave)
        esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # the constructor forgets a context it is given

    def _leave(self) -> None:
        self.left.emit()

    def _choose(self, chosen: Preferences) -> None:
        """One thing was chosen: the others stay as they are in force."""
        self._preferences = chosen
        self.chose.emit(chosen)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """After the last comes the first, and before the first the last."""
        here = QApplication.focusWidget()
        buttons = (self.keys, self.switch, self.passphrase, self.pin, self.lock, self.erase)
        stops = [
            *(field.editor for field in self.fields.values()),
            *(button for button in buttons if button.isVisibleTo(self)),
        ]
        if here not in stops or not self.isVisible():
            return super().focusNextPrevChild(is_next)
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        stops[(stops.index(here) + (1 if is_next else -1)) % len(stops)].setFocus(reason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click between the fields is nobody else's."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("strong_border"), 1))
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))
