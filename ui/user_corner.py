"""The panel of whoever is at the desk: opened and closed by Ctrl+J or the chip in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.deeds import Deed, may
from ui.user_panel import UserPanel

if TYPE_CHECKING:
    from ui.context import WindowContext
    from ui.preferences import Preferences
    from ui.rail import Rail


class UserCorner(QObject):
    """`asked_keys` where the list of keys is wanted, `asked_switch` where another clerk sits down, `asked_passphrase`
    and `asked_pin` for one's own, `asked_erase` where the keys shall go, `closed` when the panel is gone and the page
    has the keyboard.

    The panel stays while languages and sizes are tried, though each builds the window anew: `open_field` says where it
    stood and `open_at` opens it there. Esc, Ctrl+J, a click elsewhere and another page or the search close it.
    """

    asked_keys = Signal()
    asked_switch = Signal()
    asked_passphrase = Signal()
    asked_pin = Signal()
    asked_erase = Signal()
    closed = Signal()

    def __init__(self, context: WindowContext, frame: QWidget, rail: Rail, search: QWidget) -> None:
        super().__init__(frame)
        self.panel: UserPanel | None = None
        self._context = context
        self._frame = frame
        self._rail = rail
        self._search = search
        rail.user_asked.connect(self.turn)
        context.bus.chose_preferences.connect(self._show_look)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._guard_focus)

    def turn(self) -> None:
        """Open the panel; once more closes it."""
        if self.panel is not None:
            self.close()
        else:
            self.open_at("")

    def open_field(self) -> str:
        """The name of the field that has the focus in the open panel; empty while it is closed."""
        return self.panel.focused() if self.panel is not None else ""

    def open_at(self, name: str) -> None:
        """Open the panel with the focus on the field of this name, or on its first."""
        panel = self.panel = UserPanel(
            self._frame, self._context.settings, may_erase=may(self._context.register.session, Deed.QUICK_ERASE)
        )
        panel.chose.connect(self._context.bus.chose_preferences)
        panel.asked_lock.connect(self._context.bus.asked_to_lock)
        panel.asked_keys.connect(self._show_keys)
        for asked, pass_on in (
            (panel.asked_switch, self.asked_switch),
            (panel.asked_passphrase, self.asked_passphrase),
            (panel.asked_pin, self.asked_pin),
            (panel.asked_erase, self.asked_erase),
        ):
            asked.connect(self.close)
            asked.connect(pass_on)
        panel.left.connect(self.close)
        panel.place_above(self._rail.user)
        panel.show()
        panel.raise_()
        panel.take_focus(name)
        QTimer.singleShot(0, self, self.place)  # a window made anew has not laid its rail out yet
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self)

    def place(self) -> None:
        """The window has another size: stand above the chip again."""
        if self.panel is not None:
            self.panel.place_above(self._rail.user)

    def close(self) -> None:
        """Take the panel away, and give the keyboard back to the page."""
        if self.take_away():
            self.closed.emit()

    def take_away(self) -> bool:
        """Take the panel away, because the keyboard goes elsewhere; answers whether there was one."""
        panel, self.panel = self.panel, None
        if panel is None:
            return False
        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self)
        panel.hide()
        panel.deleteLater()
        return True

    def _show_look(self, preferences: Preferences) -> None:
        if self.panel is not None:
            self.panel.show_look(preferences)

    def _guard_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """A page that has just been made anew behind the panel asks for the keyboard: it gets it afterwards."""
        panel = self.panel
        if panel is None or new is None or not self._frame.isAncestorOf(new) or panel.isAncestorOf(new):
            return
        if new is self._search:
            self.take_away()
        elif old is not None and panel.isAncestorOf(old):
            old.setFocus()
        else:
            panel.take_focus()

    def _show_keys(self) -> None:
        self.close()
        self.asked_keys.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere takes the panel away and does what it does there; the chip itself closes it."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            around: QWidget | None = watched
            while around is not None and around not in (self.panel, self._rail.user):
                around = around.parentWidget()  # an open list of choices is a window of its own, whose parent it is
            if around is None:
                self.take_away()
                if watched.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                    watched.setFocus(Qt.FocusReason.MouseFocusReason)  # the panel has kept it until now
        return False
