"""Which covers there are and when each is shown: who asks, the daily question, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from intake_app.i18n import _
from intake_app.services.day_question import has_jumped, read_question, remember_clock
from ui.page_keys import HELP_KEY, keys_of_page, keys_of_window
from ui.rail import AUTHORITY_KEY, SOMEONE_KEY
from ui.widgets.bound_keys import bind_key

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from intake_app.services.day_question import DayQuestion
    from ui.context import WindowContext
    from ui.covers import Covers
    from ui.rail import Rail
    from ui.widgets.page import Page


SWITCH_KEY = "Ctrl+Shift+J"


class Covering(QObject):
    """Shows the covers of one window; their code is loaded when needed. `switched(Unlocked)`: another clerk."""

    switched = Signal(object)

    def __init__(self, context: WindowContext, covers: Covers) -> None:
        super().__init__(covers)
        self._context = context
        self._covers = covers
        self._frame: QWidget = covers
        self._looked: datetime = context.register.clock.now()
        covers.asked_to_lock.connect(context.bus.asked_to_lock)
        covers.asked_to_close.connect(context.bus.asked_to_close)

    def listen(self, frame: QWidget, rail: Rail) -> None:
        """Take the keys of the frame and the rows of the rail."""
        from ui.asks.form import AUTHORITY, SOMEONE

        self._frame = frame
        rail.someone_asked.connect(lambda: self.show_asks(SOMEONE))
        rail.authority_asked.connect(lambda: self.show_asks(AUTHORITY))
        bind_key(SOMEONE_KEY, _("Someone asks: hides every name"), frame, lambda: self.show_asks(SOMEONE))
        bind_key(SWITCH_KEY, _("Another clerk"), frame, self.show_switch)
        bind_key(AUTHORITY_KEY, _("Authority asks: hides every name"), frame, lambda: self.show_asks(AUTHORITY))

    def show_asks(self, kind: str) -> None:
        """Hide every name and say what to say; the other cover may be asked for from there."""
        from ui.asks.ask_cover import AskCover
        from ui.asks.form import AUTHORITY, SOMEONE

        cover = AskCover(self._context, kind)
        cover.left.connect(self._covers.close_cover)
        cover.asked_other.connect(lambda: self.show_asks(SOMEONE if kind == AUTHORITY else AUTHORITY))
        self._covers.show_cover(cover)

    def show_keys(self, page: Page) -> None:
        """Every key of a page and of the window."""
        from ui.asks.key_help import KeyHelp

        cover = KeyHelp(page.title.text(), keys_of_page(page), keys_of_window(self._frame, page))
        cover.left.connect(self._covers.close_cover)
        QShortcut(QKeySequence(HELP_KEY), cover, cover.back.click)
        self._covers.show_cover(cover)

    def show_switch(self) -> None:
        """Another clerk sits down: their passphrase, and `switched` says the register of theirs."""
        from ui.unlock.switch_cover import SwitchCover

        cover = SwitchCover(self._context)
        cover.left.connect(self._covers.close_cover)
        cover.switched.connect(self.switched)
        self._covers.show_cover(cover)

    def show_own_passphrase(self) -> None:
        """Whoever is at the desk changes their passphrase."""
        from ui.unlock.own_passphrase import OwnPassphraseCover

        cover = OwnPassphraseCover(self._context)
        cover.left.connect(self._covers.close_cover)
        self._covers.show_cover(cover)

    def ask_day(self, seen: datetime | None = None) -> None:
        """Ask whether the clock is right if today nobody has said so, or it stands before the instant `seen`; nothing
        can be done before the answer.
        """
        question = read_question(self._context.register, seen)
        if question is not None:
            self._show_question(question)

    def look(self) -> None:
        """Every second: a clock that has jumped is asked about at once."""
        now = self._context.register.clock.now()
        before, self._looked = self._looked, now
        if has_jumped(before, now):
            self.ask_day(before)

    def close_down(self) -> None:
        """The window is being locked or closed: what is half typed on a cover and the clock are kept."""
        keep = getattr(self._covers.cover(), "keep_draft", None)
        if keep is not None:
            keep()
        remember_clock(self._context.register)

    def _show_question(self, question: DayQuestion) -> None:
        from ui.asks.day_cover import DayCover

        if isinstance(self._covers.cover(), DayCover):
            return
        cover = DayCover(self._context, question)
        cover.answered.connect(self._covers.close_cover)
        self._covers.show_cover(cover)
