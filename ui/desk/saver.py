"""Saving the form: one at a time, durable before anything is said, the sheet a job of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.i18n import _
from ui.desk.answers import find_obstacle, has_adult, make_arrival
from ui.desk.saving import Saved, save_arrival
from ui.desk.slots import FIRST, NOTICE
from ui.models.words import say_time
from ui.printing import print_sheets

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.desk.actions import DeskActions
    from ui.desk.page import DeskPage


class Saver(QObject):
    """While a save runs, keys wait; then they go into the next form."""

    def __init__(self, actions: DeskActions, page: DeskPage) -> None:
        super().__init__(actions)
        self._actions = actions
        self._page = page
        self.is_saving = False

    def save(self, *, is_next_coming: bool) -> None:
        """Record what stands in the form; says what hinders it beside the field."""
        actions, form = self._actions, self._actions.form
        if form is None or self.is_saving:
            return
        if form.party.cards and not form.has_typed() and not is_next_coming:
            self._finish_party()
            return
        if (obstacle := find_obstacle(form)) is not None:
            actions.show_form()
            actions.context.bus.said.emit(obstacle.text, "warning")
            self._page.go_to(obstacle.name)
            return
        register, arrival, party, adult = actions.context.register, make_arrival(form), form.party, has_adult(form)
        self.is_saving = True
        actions.keys.hold(self._page)
        actions.drafts.pause()
        actions.context.jobs.write(
            lambda: save_arrival(register, arrival, party, has_adult=adult, is_next_coming=is_next_coming),
            lambda saved: self._saved(saved, is_next_coming=is_next_coming),
            self._refused,
        )

    def stop(self) -> None:
        """A save has ended one way or another: keys go to the fields again."""
        self.is_saving = False
        self._actions.keys.release()

    def _saved(self, saved: Saved, *, is_next_coming: bool) -> None:
        actions, form = self._actions, self._actions.form
        if form is None:
            return
        actions.drafts.forget()
        actions.forget_discarded()
        form.facts = saved.facts
        if is_next_coming:
            form.begin_next(saved.party)
        else:
            form.begin_new()
        actions.start_form(NOTICE if is_next_coming else FIRST)
        actions.context.bus.changed.emit(saved.changes, self._page)
        said = self._say_saved(saved)
        if not is_next_coming:
            print_sheets(actions.context, saved.party.person_ids, said)
        self.stop()

    def _say_saved(self, saved: Saved) -> str:
        time = say_time(saved.at, saved.facts.time_zone)
        said = _("Saved {card} at {time}").format(card=saved.person.card_number, time=time)
        if saved.person.is_held:
            held = _("Bed and sheet are held: call the shift lead")
            self._page.band.say(held, "warning", strong=saved.person.card_number)
            said = f"{said}. {held}"
        self._actions.context.bus.said.emit(said, "warning" if saved.person.is_held else "good")
        return said

    def _refused(self, error: UserError) -> None:
        actions = self._actions
        actions.context.bus.said.emit(str(error), "danger")
        actions.reload_facts()
        actions.drafts.touch()
        self.stop()
        if actions.form is not None and error.field in actions.form.slots:
            self._page.go_to(error.field)

    def _finish_party(self) -> None:
        """Nobody else came: print the party's sheets."""
        actions, form = self._actions, self._actions.form
        if form is not None:
            ids = form.party.person_ids
            form.begin_new()
            actions.start_form(FIRST)
            print_sheets(actions.context, ids)
            actions.drafts.keep_soon()
