"""Saving the form: one at a time, durable before anything is said, the sheet a job of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from intake_app.messages import field_label
from ui.desk.answers import find_obstacle
from ui.desk.saving import Saved, order_of, run_order
from ui.models.children import say_released
from ui.models.words import say_time

if TYPE_CHECKING:
    from ui.context import WindowContext
    from ui.desk.form import DeskForm


class Saver(QObject):
    """`started` and one of `saved` and `refused` for each save; `hindered` carries what stands in the way of one."""

    started = Signal()
    saved = Signal(object)
    refused = Signal(object)
    hindered = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.is_saving = False

    def save(self, form: DeskForm, *, is_next_coming: bool) -> None:
        """Record what stands in the form; says what hinders it."""
        if self.is_saving:
            return
        if (obstacle := find_obstacle(form)) is not None:
            self.hindered.emit(obstacle)
            return
        register, order = self._context.register, order_of(form, is_next_coming=is_next_coming)
        self.is_saving = True
        self.started.emit()
        self._context.jobs.write(lambda: run_order(register, order), self.saved.emit, self.refused.emit)

    def stop(self) -> None:
        """A save has ended one way or another."""
        self.is_saving = False


def say_saved(saved: Saved) -> tuple[str, str]:
    """What the status line says of a save, and its kind; cards, no names."""
    person = saved.save.person
    time = say_time(saved.at, saved.facts.time_zone)
    if saved.order.known_as:
        said = _("New stay saved for {card}, {time}").format(card=person.card_number, time=time)
    else:
        said = _("Saved {card}, {time}").format(card=person.card_number, time=time)
    if saved.save.differing:
        names = ", ".join(field_label(name).lower() for name in saved.save.differing)
        said = f"{said}. {_('Answered otherwise than recorded: {fields}').format(fields=names)}"
    if person.is_held:
        said = f"{said}. {say_held()}"
    said = say_released(said, saved.save.released)
    return said, "warning" if person.is_held or saved.save.differing else "good"


def say_held() -> str:
    """What a hold means for whoever sits at the desk."""
    return _("Bed and sheet are held: call the shift lead")
