"""How several people have left: what happened, since when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.domain.arrivals import DeskContext, FieldProblem, check_field
from intake_app.i18n import _, ngettext, say_number
from intake_app.messages import explain_field, say_word
from ui.people.field_grid import FieldGrid
from ui.people.list_panels import ListPanel
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.field import Field
from ui.widgets.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class LeavePanel(ListPanel):
    """`decided(departure, day, reason)` about so many who are checked; the day is ISO, or empty for today (for who is
    presumed to have left: not known). Enter goes on to the button.
    """

    decided = Signal(str, str, str)

    def __init__(self, count: int, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        kinds = [(code, say_word("departure", code)) for code in ("left", "moved", "presumed_left")]
        self.departure = ChoiceField(_("What happened"), [("", _("choose")), *kinds])
        self.departed_on = Field(_("Since"))
        self.reason = Field(_("Why"), helper=_("where to, who said so; may stay empty"))
        many = ngettext("Record {count} person as left", "Record {count} people as left", count)
        self.record = Button(many.format(count=say_number(count)), "Ctrl+Enter", primary=True)
        self._build()
        self._connect()

    def take_focus(self) -> None:
        self.departure.focus()

    def refuse(self, text: str) -> None:
        """Say beside the day why it cannot be taken."""
        self.departed_on.set_helper(text, "error")
        self.departed_on.focus()

    def decide(self) -> None:
        """Ask for it to be recorded; what is not chosen and a day that cannot be read is said beside its field."""
        if not self.departure.value():
            self.departure.set_helper(_("Choose what happened."), "error")
            self.departure.focus()
            return
        try:
            day = check_field("departed_on", self.departed_on.text(), self._context)["departed_on"]
        except FieldProblem as problem:
            self.refuse(explain_field("departed_on", problem.code)[0])
            return
        self.decided.emit(self.departure.value(), day, self.reason.text())

    def _stops(self) -> list[QWidget]:
        return [self.departure, self.departed_on, self.reason]

    def _build(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(FieldGrid((self.departure, self.departed_on, self.reason)))
        self._say_empty(self.departure.value())
        note = _(
            "Their beds are free from now on, and their sheets out of date. Only leaving the country ends the legal "
            "dates. Ctrl+Z takes it back."
        )
        self.add_note(label(note, "helper", is_wrapped=True))
        self.add_buttons(self.record)

    def _say_empty(self, departure: str) -> None:
        """What a day that is left empty means: of who is presumed to have left none is known."""
        is_unknown = departure == "presumed_left"
        self.departed_on.set_helper(_("empty: not known") if is_unknown else _("empty: today; -1: yesterday"))

    def _connect(self) -> None:
        self.departure.edited.connect(self._say_empty)
        self.departure.confirmed.connect(self.departed_on.focus)
        self.departed_on.confirmed.connect(self.reason.focus)
        self.reason.confirmed.connect(self.record.setFocus)
        self.record.clicked.connect(self.decide)
