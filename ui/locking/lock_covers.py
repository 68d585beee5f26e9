"""The covers that belong to locking: the shift's PIN, and erasing the keys; their code is loaded when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.i18n import _

if TYPE_CHECKING:
    from ui.context import WindowContext
    from ui.covers import Covers


class LockCovers(QObject):
    """Shows them over one window."""

    def __init__(self, context: WindowContext, covers: Covers) -> None:
        super().__init__(covers)
        self._context = context
        self._covers = covers

    def show_pin(self) -> None:
        """Set the PIN that opens this window again while it is blank."""
        from ui.locking.pin_cover import PinCover

        cover = PinCover(self._context.pins, self._context.register.session.user_id)
        cover.left.connect(self._covers.close_cover)
        cover.kept.connect(self._say_kept)
        self._covers.show_cover(cover)

    def show_erase(self) -> None:
        """Erase the keys of this laptop, after two deliberate acts."""
        from ui.locking.erase_cover import EraseCover

        cover = EraseCover(self._context)
        cover.left.connect(self._covers.close_cover)
        cover.erased.connect(self._context.bus.erased)
        self._covers.show_cover(cover)

    def _say_kept(self) -> None:
        self._covers.close_cover()
        self._context.bus.said.emit(_("Your PIN holds until the shift ends or the program is closed"), "good")
