"""What follows when the desk's work beside the window has ended: a save, a parked form, a look into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from ui.desk.drafts import restore_form
from ui.desk.faults import refuse
from ui.desk.known import say_known
from ui.desk.saver import say_saved
from ui.desk.slots import FIRST, NOTICE
from ui.desk.way import first_open
from ui.printing import print_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.errors import UserError
    from intake_app.services.outlooks import Outlook
    from ui.desk.actions import DeskActions
    from ui.desk.answers import Obstacle
    from ui.desk.saving import Saved


class Outcomes(QObject):
    """`recorded(Saved)` once somebody is durably saved and the next form is there; `refused_token(text)` beside it."""

    recorded = Signal(object)
    refused_token = Signal(str)

    def __init__(self, work: DeskActions) -> None:
        super().__init__(work)
        self._work = work
        work.outlook.found.connect(self._take_outlook)
        work.saver.started.connect(work.stop_typing)
        work.saver.saved.connect(self._take_saved)
        work.saver.refused.connect(self._take_refusal)
        work.saver.hindered.connect(self._take_obstacle)
        work.parking.parked.connect(self._take_parked)
        work.parking.came_back.connect(self._take_back)
        work.parking.refused.connect(self._take_parking_refusal)

    def _say(self, text: str, kind: str) -> None:
        self._work.context.bus.said.emit(text, kind)

    def _take_outlook(self, outlook: Outlook) -> None:
        form = self._work.form
        if form is not None:
            if form.known_as and form.known_as not in {hint.person_id for hint in outlook.hints}:
                say_known(form, "")  # what spoke for it was corrected away
                self._work.outlook.look_soon()
            number = form.slots["document_number"].raw
            form.take_number(number, is_seen=outlook.is_seen(number))
            self._work.changed.emit()

    def _take_saved(self, saved: Saved) -> None:
        work, form = self._work, self._work.form
        if form is None:
            return
        work.drafts.forget()
        work.whole.discarded.forget()
        is_next = saved.order.is_next_coming
        if is_next:
            form.begin_next(saved.party, saved.facts)
        else:
            form.begin_new(saved.save.person.card_number, saved.facts)
        work.start_form(NOTICE if is_next else FIRST)
        self.recorded.emit(saved)
        said, kind = say_saved(saved)
        self._say(said, kind)
        if not is_next:
            print_sheets(work.context, saved.party.person_ids, said)
        work.release_keys()

    def _take_refusal(self, error: UserError) -> None:
        work = self._work
        self._say(str(error), "danger")
        name = FIRST if error.field == "card_number" else error.field
        if name == FIRST:
            self.refused_token.emit(error.what)
        if work.form is not None:
            refuse(work.form, name, error.what)
            work.go(name if name in work.form.slots else work.standing())
        work.reload_facts()
        work.drafts.touch()
        work.release_keys()

    def _take_obstacle(self, obstacle: Obstacle) -> None:
        self._say(obstacle.text, "warning")
        if self._work.form is not None:
            refuse(self._work.form, obstacle.name, obstacle.text)
        self._work.go(obstacle.name)

    def _take_parked(self, token: str) -> None:
        work = self._work
        if work.form is None:
            return
        work.drafts.forget()
        work.form.begin_new()
        work.start_form(FIRST)
        work.reload_facts()
        self._say(_("Parked under token {token}.").format(token=token), "good")
        work.release_keys()

    def _take_back(self, token: str, fields: Mapping[str, object]) -> None:
        work = self._work
        if work.form is None:
            return
        restore_form(work.form, fields)
        work.start_form(first_open(work.form))
        work.reload_facts()
        self._say(_("Token {token} is here again.").format(token=token), "muted")
        work.release_keys()

    def _take_parking_refusal(self, text: str) -> None:
        self.refused_token.emit(text)
        self._work.drafts.touch()
        self._work.release_keys()
        self._work.go(FIRST)
