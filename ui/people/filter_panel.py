"""Another filter for the list of people, in the page: days, language, place, party, and filters that were saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.domain.arrivals import DeskContext, FieldProblem, check_field
from intake_app.domain.languages import language_name
from intake_app.i18n import _, interface_language
from intake_app.messages import explain_field
from intake_app.values import say_iso
from ui.people.field_grid import FieldGrid
from ui.people.list_panels import ListPanel
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.person_lists import ListQuery
    from ui.widgets.field_shell import FieldShell


class FilterPanel(ListPanel):
    """`asked_for(ListQuery)`: the list with these filters; `forgotten(name)`: a saved one is kept no longer.
    `asked_for_party(text)`: which parties have somebody like that (`show_parties` answers).

    Saved filters come first where there are any. Enter goes on, on a saved filter and in the last field it shows the
    list. Ctrl+Delete forgets the saved filter that is chosen.
    """

    asked_for = Signal(object)
    asked_for_party = Signal(str)
    forgotten = Signal(str)

    def __init__(self, query: ListQuery, context: DeskContext, saved: Mapping[str, ListQuery]) -> None:
        super().__init__()
        self._query = query
        self._context = context
        self._saved = saved
        self._asked = query
        self._party_text = ""
        self._kept_at_first = next((name for name, each in saved.items() if each == query), "")
        self.entered_from = Field(_("Entered from"), helper=_("a day, or -1 for yesterday"))
        self.entered_to = Field(_("Entered until"), helper=_("a day, or -1 for yesterday"))
        self.language = ChoiceField(_("Speaks"), [("", _("any language"))])
        self.place = ChoiceField(_("Sleeps in"), [("", _("any place"))])
        self.only = ChoiceField(_("Whom to show"), self._kinds())
        self.party = Field(_("In one party with"), helper=_("a name or card of anybody in it"))
        self.which = ChoiceField(_("Which party"), [])
        self.kept = ChoiceField(_("Saved filters"), [("", _("none"))], helper=_("Enter shows it"))
        self.forget_button = Button(_("Delete this saved filter"), "Ctrl+Del", flat=True)
        self.show_button = Button(_("Show"), "Ctrl+Enter", primary=True)
        self._grid = FieldGrid(self._all_fields())
        self._build()
        self._connect()

    def offer(self, languages: Sequence[str], places: Mapping[str, str]) -> None:
        """The languages people speak and the places there are (names by id)."""
        spoken = [(code, language_name(code, interface_language())) for code in languages]
        self.language.set_options([("", _("any language")), *spoken])
        self.place.set_options([("", _("any place")), *places.items()])
        self._fill()

    def ask(self) -> None:
        """Ask for the list, or first for whose party is meant; what cannot be read is said beside its field."""
        if self.kept.value() not in ("", self._kept_at_first):
            self._take_saved()
            return
        days: dict[str, str] = {}
        for name, field in (("entered_from", self.entered_from), ("entered_to", self.entered_to)):
            try:
                days[name] = check_field("entered_on", field.text(), self._context)["entered_on"]
                field.clear_helper()
            except FieldProblem as problem:
                field.set_helper(explain_field("entered_on", problem.code)[0], "error")
                field.focus()
                return
        only = self.only.value()
        self._asked = replace(
            self._query,
            language=self.language.value(),
            place=self.place.value(),
            is_overdue=only == "is_overdue",
            is_guarded=only == "is_guarded",
            is_unprinted=only == "is_unprinted",
            entered_from=days["entered_from"],
            entered_to=days["entered_to"],
        )
        self._ask_for_party()

    def show_party(self, words: str) -> None:
        """Whose party narrows the list now."""
        if not self.party.text():
            self.party.set_text(words)
            self.party.line.home(False)  # a long one from its beginning
            self._party_text = words

    def show_parties(self, parties: Sequence[tuple[str, str]], *, are_more: bool) -> None:
        """The parties (id, words) that were asked for: the only one is taken, of several one is chosen."""
        if len(parties) == 1:
            self.asked_for.emit(replace(self._asked, party=parties[0][0]))
        elif not parties:
            self.party.set_helper(_("Nobody like that travels in a party."), "error")
            self.party.focus()
        else:
            self.which.set_options(parties)
            self.which.set_helper(_("There are more: type a card number.") if are_more else "", "warning")
            self._grid.show_field(self.which, is_shown=True)
            self.which.focus()

    def take_focus(self) -> None:
        self._all_fields()[0].focus()

    def _fields(self) -> tuple[FieldShell, ...]:
        """In the order Enter goes; the last is only there where there are several parties."""
        return (
            *(self.entered_from, self.entered_to, self.language, self.place, self.only),
            *(self.party, self.which),
        )

    def _all_fields(self) -> tuple[FieldShell, ...]:
        return (self.kept, *self._fields()) if self._saved else self._fields()

    def _stops(self) -> list[QWidget]:
        return list(self._all_fields())

    def _ask_for_party(self) -> None:
        text = self.party.text().strip()
        if not text or text == self._party_text:
            self.asked_for.emit(replace(self._asked, party=self._query.party if text else ""))
        elif self.which.isVisibleTo(self) and self.which.value():
            self.asked_for.emit(replace(self._asked, party=self.which.value()))
        else:
            self.party.clear_helper()
            self.asked_for_party.emit(text)

    def _kinds(self) -> list[tuple[str, str]]:
        return [
            ("", _("everybody")),
            ("is_unprinted", _("no sheet printed")),
            ("is_overdue", _("overdue")),
            ("is_guarded", _("guarded")),
        ]

    def _build(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self._grid)
        self._grid.show_field(self.which, is_shown=False)
        if not self._saved:
            self.kept.setParent(self)
            self.kept.hide()
        self.kept.set_options([("", _("none")), *((name, name) for name in self._saved)])
        self.add_buttons(self.forget_button, self.show_button)
        self._fill()
        self._offer_to_forget()

    def _fill(self) -> None:
        query = self._query
        self.kept.set_value(self._kept_at_first, "done" if self._kept_at_first else "empty")
        self.entered_from.set_text(say_iso(query.entered_from))
        self.entered_to.set_text(say_iso(query.entered_to))
        self.language.set_value(query.language, "done" if query.language else "empty")
        self.place.set_value(query.place, "done" if query.place else "empty")
        only = next((name for name in ("is_overdue", "is_guarded", "is_unprinted") if getattr(query, name)), "")
        self.only.set_value(only, "done" if only else "empty")

    def _connect(self) -> None:
        fields = self._fields()[:-1]
        for field, following in zip(fields, (*fields[1:], None), strict=True):
            field.confirmed.connect(following.focus if following is not None else self.ask)
        self.which.confirmed.connect(self.ask)
        self.party.edited.connect(lambda _text: self._grid.show_field(self.which, is_shown=False))
        self.show_button.clicked.connect(self.ask)
        self.forget_button.clicked.connect(self._forget)
        self.kept.edited.connect(lambda _name: self._offer_to_forget())
        self.kept.confirmed.connect(self._take_saved)

    def _take_saved(self) -> None:
        """Enter on a saved filter shows it; on none it goes on."""
        if (name := self.kept.value()) in self._saved:
            self.asked_for.emit(self._saved[name])
        else:
            self.entered_from.focus()

    def _forget(self) -> None:
        if name := self.kept.value():
            self.forgotten.emit(name)

    def _offer_to_forget(self) -> None:
        self.forget_button.setVisible(bool(self.kept.value()))
