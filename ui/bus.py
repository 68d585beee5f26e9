"""How the pages hear of each other without knowing each other."""

from __future__ import annotations

from PySide6.QtCore import QMetaMethod, QObject, Signal


class Bus(QObject):
    """The signals every page may send and hear.

    `changed(Changes, initiator)`: `initiator`, a page, changed the register. Both are None where another process did.
    `said(text, kind)`: for the status line; kind is `good`, `muted`, `warning` or `danger`; cards, not people.
    `asked_to_show(page, argument)`: show the page with this key; the argument goes to its `show_argument`.
    `shows_words(text)`: the page shown finds people by these words; the search box says the same.
    `asked_to_lock()`: lock the window.
    `chose_preferences(Preferences)`: how the window shall look from now on.
    `asked_to_close()`: quick close; what is half typed is kept, and the program ends at once.
    `erased(Erased)`: the keys of this laptop are gone.
    `asked_own_passphrase()`: whoever is at the desk wants another passphrase.
    `rights_changed(Unlocked)`: whoever is at the desk has another role, and goes on with this.
    `asked_to_revoke(user_id, name, reason)`: put the window away and take somebody's key.
    """

    changed = Signal(object, object)
    said = Signal(str, str)
    asked_to_show = Signal(str, object)
    shows_words = Signal(str)
    asked_to_lock = Signal()
    chose_preferences = Signal(object)
    asked_to_close = Signal()
    erased = Signal(object)
    asked_own_passphrase = Signal()
    rights_changed = Signal(object)
    asked_to_revoke = Signal(str, str, str)

    def forget_listeners(self) -> None:
        """The window is made anew: nobody of the one before hears anything any more."""
        heard = (
            self.changed,
            self.said,
            self.asked_to_show,
            self.shows_words,
            self.asked_to_lock,
            self.chose_preferences,
            self.asked_to_close,
            self.erased,
            self.asked_own_passphrase,
            self.rights_changed,
            self.asked_to_revoke,
        )
        for signal in heard:
            if self.isSignalConnected(QMetaMethod.fromSignal(signal)):
                signal.disconnect()
