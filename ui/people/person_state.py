"""The line below a person's head: hidden, held, guarded, found by a void card; one at a time, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.names import isolate
from intake_app.i18n import _
from intake_app.values import say_iso
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from intake_app.services.void_cards import VoidCard
    from ui.people.person import PersonView
    from ui.widgets.band import Band

NO_REASON = "\N{EN DASH}"


class PersonState(QWidget):
    """A band, and the button that restores somebody hidden where the session may."""

    def __init__(self, band: Band) -> None:
        super().__init__()
        self.band = band
        self.restore = Button(_("Restore"), "Ctrl+R")
        row = bare(QHBoxLayout(self), px(8))
        row.addWidget(band, 1)
        row.addWidget(self.restore)
        self.restore.hide()

    def show_person(self, view: PersonView) -> None:
        """Say what is to be known of somebody before anything else."""
        self.restore.setVisible(view.hidden is not None and view.may_care)
        if view.hidden is not None:
            who, why = view.hidden.user_name or _("somebody"), isolate(view.hidden.reason) or NO_REASON
            self.band.say(_("By {who}: {why}").format(who=who, why=why), "danger", strong=_("This person is hidden."))
        elif view.file.is_held:
            strong = _("Bed and sheet are held: a child without an adult.")
            self.band.say(_say_how_it_ends(view), "warning", strong=strong)
        elif view.file.person.guarded:
            text = _("Volunteers see only that the shift lead is to be called.")
            self.band.say(text, "warning", strong=_("Guarded."))
        elif view.void_card is not None:
            self.band.say(_say_void(view.void_card), "warning", strong=_("This card is void."))
        else:
            self.band.clear()

    def show_nobody(self) -> None:
        """Nothing to say."""
        self.band.clear()
        self.restore.hide()


def _say_how_it_ends(view: PersonView) -> str:
    """Of a child whose bed and sheet are held: what lets go of them, to whoever may do it."""
    if not view.may_care:
        return _("Call the shift lead.")
    return _("It ends with “Seen to”, or when the child joins the party of an adult.")


def _say_void(card: VoidCard) -> str:
    """Of the number by which somebody was found: since when it is void, and what is in use instead."""
    number, day = card.card_number, say_iso(card.voided_on)
    if card.new_number:
        text = _("{card} has been void since {day}; now it is {new}. Take the old one in.")
        return text.format(card=number, day=day, new=card.new_number)
    return _("{card} has been void since {day}; no new one was given.").format(card=number, day=day)
