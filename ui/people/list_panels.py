"""What opens between the filters and the list, in the page: another filter, the columns, a name to save a filter by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.arrivals import DeskContext, FieldProblem, check_field
from intake_app.domain.languages import language_name
from intake_app.i18n import _, interface_language
from intake_app.messages import explain_field
from ui.models.words import say_iso
from ui.people.list_columns import CHOICE, column_title
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.field import BLEED, Field
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.person_lists import ListQuery

_COLUMNS_ACROSS = 5


class ListPanel(QWidget):
    """A panel with its buttons at the end; `closed` asks for it to go."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.close_button = Button(_("Close"), flat=True)
        self.content = QVBoxLayout()
        self._buttons = bare(QHBoxLayout(), px(8))
        self._build_panel()
        self.close_button.clicked.connect(self.closed)

    def take_focus(self) -> None:
        """Go to the first field."""

    def add_buttons(self, *buttons: Button) -> None:
        """What the panel does, at its end."""
        for button in buttons:
            self._buttons.addWidget(button)

    def _build_panel(self) -> None:
        column = bare(QVBoxLayout(self), px(8))
        bare(self.content, px(8)).setContentsMargins(BLEED, 0, BLEED, 0)
        column.addLayout(self.content)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.close_button)
        self._buttons.setContentsMargins(BLEED, 0, BLEED, px(4))
        column.addLayout(self._buttons)
        column.addWidget(Hairline())


class FilterPanel(ListPanel):
    """`asked_for(ListQuery)`: the list with these filters; `forgotten(name)`: a saved one is kept no longer.

    Enter goes on, in the last field it shows the list. Ctrl+Delete forgets the saved filter that is chosen.
    """

    asked_for = Signal(object)
    forgotten = Signal(str)

    def __init__(self, query: ListQuery, context: DeskContext, saved: Mapping[str, ListQuery]) -> None:
        super().__init__()
        self._query = query
        self._context = context
        self._saved = saved
        self.entered_from = Field(_("Entered from"), helper=_("a day, or -1 for yesterday"))
        self.entered_to = Field(_("Entered until"))
        self.language = ChoiceField(_("Speaks"), [("", _("any language"))])
        self.place = ChoiceField(_("Sleeps in"), [("", _("any place"))])
        self.only = ChoiceField(_("Only"), self._kinds())
        self.kept = ChoiceField(_("Saved filters"), [("", _("none"))])
        self.forget_button = Button(_("Delete this saved filter"), "Ctrl+Del", flat=True)
        self.show_button = Button(_("Show"), "Ctrl+Enter", primary=True)
        self._build()
        self._connect()

    def offer(self, languages: Sequence[str], places: Mapping[str, str]) -> None:
        """The languages people speak and the places there are (names by id)."""
        spoken = [(code, language_name(code, interface_language())) for code in languages]
        self.language.set_options([("", _("any language")), *spoken])
        self.place.set_options([("", _("any place")), *places.items()])
        self._fill()

    def ask(self) -> None:
        """Ask for the list; what cannot be read as a day is said beside its field."""
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
        self.asked_for.emit(
            replace(
                self._query,
                language=self.language.value(),
                place=self.place.value(),
                is_overdue=only == "is_overdue",
                is_guarded=only == "is_guarded",
                entered_from=days["entered_from"],
                entered_to=days["entered_to"],
            )
        )

    def take_focus(self) -> None:
        self.entered_from.focus()

    def _kinds(self) -> list[tuple[str, str]]:
        return [("", _("everybody")), ("is_overdue", _("overdue")), ("is_guarded", _("guarded"))]

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16) - 2 * BLEED)
        grid.setVerticalSpacing(px(4))
        fields = (self.entered_from, self.entered_to, self.language, self.place, self.only, self.kept)
        for number, field in enumerate(fields):
            grid.addWidget(field, number // 3, number % 3)
            grid.setColumnStretch(number % 3, 1)
        self.content.setContentsMargins(0, 0, 0, 0)  # frames stand in line with what is around, not their halo
        self.content.addLayout(grid)
        self.kept.set_options([("", _("none")), *((name, name) for name in self._saved)])
        self.add_buttons(self.forget_button, self.show_button)
        self._fill()
        self._offer_to_forget()

    def _fill(self) -> None:
        query = self._query
        kept = next((name for name, saved in self._saved.items() if saved == query), "")
        self.kept.set_value(kept, "done" if kept else "empty")
        self.entered_from.set_text(say_iso(query.entered_from))
        self.entered_to.set_text(say_iso(query.entered_to))
        self.language.set_value(query.language, "done" if query.language else "empty")
        self.place.set_value(query.place, "done" if query.place else "empty")
        only = next((name for name in ("is_overdue", "is_guarded") if getattr(query, name)), "")
        self.only.set_value(only, "done" if only else "empty")

    def _connect(self) -> None:
        fields = (self.entered_from, self.entered_to, self.language, self.place, self.only)
        for field, following in zip(fields, (*fields[1:], None), strict=True):
            field.confirmed.connect(following.focus if following is not None else self.ask)
        self.show_button.clicked.connect(self.ask)
        self.forget_button.clicked.connect(self._forget)
        self.kept.edited.connect(self._take_saved)
        self.kept.confirmed.connect(lambda: self._take_saved(self.kept.value()))

    def _take_saved(self, name: str) -> None:
        if name in self._saved:
            self.asked_for.emit(self._saved[name])

    def _forget(self) -> None:
        if name := self.kept.value():
            self.forgotten.emit(name)

    def _offer_to_forget(self) -> None:
        self.forget_button.setVisible(bool(self.kept.value()))


class ColumnPanel(ListPanel):
    """`chosen(keys)`: the columns to show, parted by blanks, at each change."""

    chosen = Signal(str)

    def __init__(self, shown: Sequence[str]) -> None:
        super().__init__()
        self.boxes = {key: QCheckBox(column_title(key)) for key in CHOICE}
        self._build(shown)

    def take_focus(self) -> None:
        next(iter(self.boxes.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self, shown: Sequence[str]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        for number, (key, box) in enumerate(self.boxes.items()):
            box.setChecked(key in shown)
            box.toggled.connect(self._tell)
            grid.addWidget(box, number // _COLUMNS_ACROSS, number % _COLUMNS_ACROSS)
        self.content.addLayout(grid)
        hint = _("In the list, Ctrl with the arrow keys sorts: left and right choose the column, up and down the way.")
        self.content.addWidget(label(hint, "helper", is_wrapped=True))

    def _tell(self) -> None:
        self.chosen.emit(" ".join(key for key, box in self.boxes.items() if box.isChecked()))


class SavePanel(ListPanel):
    """`named(text)`: save the filter under this name."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = Field(_("Name of this filter"), helper=_("it stands under Saved filters from now on"))
        self.save = Button(_("Save the filter"), "Ctrl+Enter", primary=True)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self.name)
        self.add_buttons(self.save)
        self.name.confirmed.connect(self._tell)
        self.save.clicked.connect(self._tell)

    def take_focus(self) -> None:
        self.name.focus()

    def _tell(self) -> None:
        if self.name.text().strip():
            self.named.emit(self.name.text())
        else:
            self.name.set_helper(_("Give it a name first."), "error")
            self.name.focus()


class LeavePanel(ListPanel):
    """`decided(departure)` about those who are checked: `left` or `presumed_left`."""

    decided = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.left = Button(_("They left the country today"), primary=True)
        self.presumed = Button(_("Presumed left: nobody saw them go"))
        self.content.addWidget(label(title, "strong", is_wrapped=True))
        freed = _("Their beds are free from now on, and their sheets out of date. It can be undone.")
        self.content.addWidget(label(freed, "helper", is_wrapped=True))
        self.add_buttons(self.presumed, self.left)
        self.left.clicked.connect(lambda: self.decided.emit("left"))
        self.presumed.clicked.connect(lambda: self.decided.emit("presumed_left"))

    def take_focus(self) -> None:
        self.presumed.setFocus()
