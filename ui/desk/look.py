"""How the desk's page looks: everything on it as the form stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from ui.desk.answers import may_be_held
from ui.desk.bands import ask_above, band_of
from ui.desk.dates import date_rows
from ui.desk.decisions import decide_what, word_card, word_put_aside
from ui.desk.form import SPEAK_ALONE
from ui.desk.saver import say_held
from ui.desk.slots import FIRST, NOTICE
from ui.resources.theme import px
from ui.widgets.side_panel import PANEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.desk.decisions import CardWords
    from ui.desk.form import DeskForm
    from ui.desk.page import DeskPage
    from ui.desk.saving import Saved
    from ui.desk.scans import ScanLine


_ROOMY = 760  # pixels at 100 %; a title's row narrower than that is left to words


class DeskLook:
    """Shows; it decides nothing and changes no form."""

    def __init__(self, page: DeskPage) -> None:
        self._page = page
        self._held_card = ""

    def show_form(self) -> None:
        """Make everything look as the form stands."""
        form, right = self._page.work.form, self._page.right
        if form is None or right is None:
            return
        self._page.token.show_slot(form.slots[FIRST])
        self._page.fields.show_form(form)
        self._show_party(form)
        outlook = self._page.work.outlook.outlook
        decision = decide_what(form, outlook)
        self._show_band(form)
        words = word_card(decision, form.slots[FIRST].raw.strip())
        if words is not None and decision.kind == "lead":
            right.lead.show_words(words)
        else:
            right.show_card(words, word_put_aside(decision), decision.take_back_keys)
        is_held = may_be_held(form)
        self._show_acts(form, words if decision.kind == "lead" else None, is_held=is_held)
        self._page.fields.say_held(is_held=is_held)
        right.notice.answers.show_answer(form.notice, is_fixed=bool(form.notice) and form.has_answers())
        right.parked.show_tokens(form.facts.parked if not form.has_typed() else ())
        right.dates.show_dates(
            date_rows(outlook, form.facts.today), is_guessed=form.slots["entered_on"].state == "guess"
        )
        right.sheet.show_sheet(outlook.language, outlook.waiting, is_held=is_held)

    def _show_band(self, form: DeskForm) -> None:
        """The line under the title; none where all it says is to give the notice, which stands just below."""
        decision, is_below = decide_what(form, self._page.work.outlook.outlook), self._page.is_panel_below
        is_unseen = is_below and not decision.is_taken
        said = ask_above(decision.hint) if is_unseen and decision.hint is not None else band_of(form)
        if form.has_typed():
            self._held_card = ""
        if self._held_card:
            said = (say_held(), "warning", _("The person before, {card}.").format(card=self._held_card))
        if self._page.token.said():
            said = (self._page.token.said(), "danger", "")
        if said[1] == "muted" and is_below and self._page.is_panel_first:
            self._page.band.clear()
        else:
            self._page.band.say(*said[:2], strong=said[2])

    def _show_acts(self, form: DeskForm, lead: CardWords | None, *, is_held: bool) -> None:
        """The buttons as the form stands; with a lead's card nothing is written, and the form is out of reach."""
        page = self._page
        page.fields.lay_aside(is_aside=lead is not None)
        for button in (page.save_next, page.park, page.read_back):
            button.setEnabled(lead is None)
        can_take_one = bool(form.facts.parked) and not form.has_typed()
        page.park.set_text(_("To the parked forms") if can_take_one else _("Park"))
        if lead is not None:
            page.save.set_text(lead.rows[0][1])
        elif form.known_as:
            page.save.set_text(_("Save, new stay"))
        else:
            page.save.set_text(_("Save, call the lead") if is_held else _("Save and print"))

    def return_to(self, name: str) -> None:
        """Put the focus back where it was: typing goes on behind what stands there."""
        self.go_to(name, is_selecting=False)

    def go_to(self, name: str, *, is_selecting: bool = True) -> None:
        """Put the focus on a field, the token or the notice; the panel shows what goes with it.

        With `is_selecting` typing replaces what was answered there already.
        """
        if self._page.right is not None and self._page.work.form is not None:
            is_lead = self._page.work.form.notice == SPEAK_ALONE
            is_notice = name == NOTICE or not self._page.work.form.notice
            self._page.right.show_page("lead" if is_lead else "notice" if is_notice else "outlook")
            self._page.put_panel_first(is_first=is_lead or is_notice)
            self._show_band(self._page.work.form)
        if name == FIRST:
            self._page.token.take_focus()
            if self._page.right is not None and self._page.right.page_shown() != "outlook":
                self._page.right.bring_answers_into_view()
        elif name == NOTICE:
            if self._page.right is not None:
                self._page.right.focus_answers()
        else:
            self._page.fields.focus(name, is_selecting=is_selecting)

    def restart(self) -> None:
        """Another form is in the place of the last one."""
        form, right = self._page.work.form, self._page.right
        if form is None or right is None:
            return
        right.show_scan(())
        right.notice.show_language(form.notice_language or form.slots["languages"].raw.partition(" ")[0])
        self._page.token.say("")

    def show_scan(self, lines: Sequence[ScanLine]) -> None:
        """What was found in a scan."""
        if self._page.right is not None:
            self._page.right.show_scan(lines)

    def say_held(self, saved: Saved) -> None:
        """Somebody was recorded whose bed and sheet wait for the lead: that stands until the next is typed."""
        self._held_card = saved.save.person.card_number if saved.save.person.is_held else ""
        self.show_form()

    def _show_party(self, form: DeskForm) -> None:
        recorded, total = len(form.party.cards), form.party.total
        self._page.dots.show_party(recorded, total)
        beside = 0 if self._page.is_panel_below else PANEL
        has_room = self._page.width() >= px(_ROOMY + beside)
        self._page.dots.setVisible(bool(recorded or total > 1) and has_room)
        self._page.dots.setToolTip("\n".join(form.party.cards))
        self._page.party.show_party(form.party.told, has_begun=recorded > 0, has_room=has_room)
        text = ""
        if total > 1:
            text = _("person {number} of {total} in the party").format(number=recorded + 1, total=total)
        elif recorded:
            text = _("person {number} of the party").format(number=recorded + 1)
        self._page.set_title(_("New arrival"), text)
