"""Reads the outlook of a form beside the window: after a pause in typing, and never twice for the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.services.outlooks import Outlook, foresee
from ui.desk.answers import half_arrival

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import WindowContext
    from ui.desk.form import DeskForm

AFTER_MS = 120
"""A pause that nobody waits for: the keys of a number come faster, and only their last is worth a look."""


class OutlookReader(QObject):
    """`found` carries the outlook of the form as it stood when it was asked about, never that of a former form."""

    found = Signal(object)

    def __init__(self, context: WindowContext, form: Callable[[], DeskForm | None], parent: QObject) -> None:
        super().__init__(parent)
        self.outlook = Outlook()
        self._context = context
        self._form = form
        self._asked: Any = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.look)

    def look_soon(self) -> None:
        """Something was typed: look once the keys pause."""
        self._timer.start()

    def look_anew(self) -> None:
        """The register or the form is another one: nothing that was read holds."""
        self._asked = None
        self.look()

    def look(self) -> None:
        """Look now, unless the answers are those already asked about."""
        self._timer.stop()
        form, register = self._form(), self._context.register
        if form is None:
            return
        question = (half_arrival(form), half_arrival(form, is_told_only=True), form.known_as)
        if question == self._asked:
            return
        self._asked = question
        arrival, told, known_as = question
        self._context.jobs.read(
            lambda: foresee(register, arrival, told=told, known_as=known_as),
            lambda outlook: self._take(question, outlook),
            latest="desk_outlook",
        )

    def _take(self, question: object, outlook: Outlook) -> None:
        if question == self._asked:
            self.outlook = outlook
            self.found.emit(outlook)
