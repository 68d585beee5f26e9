"""The fields of the form on the screen, in the grid of the design; they know slots and nothing of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.messages import say_word
from intake_app.values import say_country
from ui.desk.carried import places_to_choose
from ui.desk.slots import HERE, KIND, KINDS, MORE, ORDER, label_of
from ui.resources.theme import Size, colour, px
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField, SegmentField
from ui.widgets.field import Field
from ui.widgets.field_shell import BLEED
from ui.widgets.form import FormGrid, align
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.desk.facts import DeskFacts
    from ui.desk.form import DeskForm
    from ui.desk.slots import DocumentKind, Slot

AnyField = Field | ChoiceField | SegmentField

_GROUPS = (
    ("document", ((KIND, 0, 1), ("document_number", 1, 1), ("citizenship", 2, 1))),
    ("person", (("family_name", 0, 1), ("given_name", 1, 1), ("patronymic", 2, 1))),
    ("", (("birth_date", 0, 1), ("sex", 1, 1))),
    ("stay", (("entered_on", 0, 1), ("sleeps", 1, 2))),
    ("contact", (("phone", 0, 1), ("languages", 1, 1), ("need_code", 2, 1))),
)
_KEYCAPS = {KIND: "F3", "document_number": "F4"}
_NARROWEST = 120
_LOW_BUTTON, _FLAT_INSET = 28, 8
_HAZE = 0.55
_INTENTIONS = ("", "stay", "onward", "return", "unknown")


class FormFields(QWidget):
    """`edited(name, text or code)`, `confirmed(name)` for Enter, `left(name)`."""

    edited = Signal(str, str)
    confirmed = Signal(str)
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, AnyField] = {}
        self.more = FormGrid()
        self.more_button = Button("", "F2", flat=True)
        self.more_button.set_height(_LOW_BUTTON)
        self._facts: DeskFacts | None = None
        self._came_from = ""
        self._resting: dict[str, str] = {}
        self._kinds: tuple[DocumentKind, str] | None = None
        self._offered: dict[str, list[tuple[str, str]]] = {}
        self._build()
        self._haze = _Haze(self)
        self._connect()

    def show_form(self, form: DeskForm) -> None:
        """Make every field look as its slot stands."""
        if form.facts is not self._facts:
            self._facts = form.facts
            self.offer_places(form)
            country = say_country(form.facts.country)
            self.fields["entered_on"].set_label(_("Entered {country}").format(country=country))
        self._offer_kinds(form)
        for name, slot in form.slots.items():
            if name in self.fields:
                self._show_slot(name, slot)
        self._show_scanned_names(form)
        if form.is_as_told and form.slots["document_number"].state != "error":
            self.fields["document_number"].set_helper(_("no paper seen"))

    def say_held(self, *, is_held: bool) -> None:
        """The bed that is guessed waits for the lead."""
        sleeps = self.fields["sleeps"]
        if is_held and sleeps.value_state == "guess":
            sleeps.set_helper(_("held until the lead decides"))

    def offer_places(self, form: DeskForm) -> None:
        """The free places, the next one first, then the other ways to sleep."""
        here = _("here")
        options = [(f"{HERE}:{place_id}", f"{here}: {name}") for place_id, name in places_to_choose(form)]
        options = options or [(HERE, _("here, no free place"))]
        options += [(code, say_word("sleeps", code)) for code in ("own", "host", "leaving")]
        self._offer("sleeps", [*options, ("", _("not said"))])

    def lay_aside(self, *, is_aside: bool) -> None:
        """Out of reach and faint while nothing may be written; everything keeps its place."""
        if is_aside == self.isEnabled():
            self.setEnabled(not is_aside)
            self._haze.setVisible(is_aside)
            self._haze.raise_()

    def open_more(self, *, is_open: bool) -> None:
        """Show or hide the further fields, and say what F2 does then."""
        self.more.setVisible(is_open)
        more = _("More: Latin name, issuer, expiry, birth place, messenger, contact")
        words, icon = (_("Less"), "chevron-up") if is_open else (more, "chevron-down")
        self.more_button.set_text(words, icon=icon)

    def is_more_open(self) -> bool:
        """Whether the further fields are shown."""
        return not self.more.isHidden()

    def focus(self, name: str, *, is_selecting: bool = False) -> None:
        """Go to a field; opens what it lies in. What was answered or is wrong is selected, if asked for: typing
        replaces it. What is half typed never is.
        """
        if name in MORE:
            self.open_more(is_open=True)
        field = self.fields[name]
        field.focus()
        if is_selecting and isinstance(field, Field) and field.value_state in ("done", "error"):
            field.line.selectAll()

    def focused(self) -> str:
        """The field that has the focus; empty where none has it."""
        return next((name for name, field in self.fields.items() if field.editor.hasFocus()), "")

    def _build(self) -> None:
        grid = FormGrid()
        titles = {"document": _("Document"), "person": _("Person"), "stay": _("Stay"), "contact": _("Contact")}
        for group, places in _GROUPS:
            if group:
                grid.begin_group(titles[group])
            else:
                grid.begin_row()
            for name, column, span in places:
                grid.add(self._make(name), column, span)
        for number, name in enumerate(MORE):
            if number == 0:
                self.more.begin_group(_("More"))
            elif number % 3 == 0:
                self.more.begin_row()
            self.more.add(self._make(name), number % 3)
        rows = bare(QVBoxLayout(self))
        rows.addWidget(grid)
        row = self._more_row = bare(QVBoxLayout())
        row.addWidget(self.more_button)
        rows.addLayout(row)
        rows.addWidget(self.more)
        rows.addStretch(1)
        align(self)
        self.open_more(is_open=False)

    def _make(self, name: str) -> AnyField:
        helpers = {
            "birth_date": _("25, 1997, 051997 or 25051997"),
            "entered_on": _("25, 2511, 25112022; -1 is yesterday"),
            "phone": _("by choice"),
            "need_code": _("1 doctor, 2 child alone, 3 lead"),
        }
        label, helper, keycap = label_of(name), helpers.get(name, ""), _KEYCAPS.get(name, "")
        field: AnyField
        if name == KIND:
            options = [(kind.code, kind.label("")) for kind in KINDS]
            field = ChoiceField(_("Kind"), options, keycap=keycap)
            field.set_text_sizes(Size.ROW, Size.LABEL)  # a kind and its country are long
        elif name == "sleeps":
            field = ChoiceField(label, [("", _("not said"))])
        elif name == "need_code":
            field = ChoiceField(label, _need_options(), helper=helper)
        elif name == "intention":
            field = ChoiceField(label, [(code, say_word("intention", code) if code else "") for code in _INTENTIONS])
        elif name == "sex":
            field = SegmentField(label, [("M", _("M"), "mм"), ("F", _("F"), "fж"), ("X", _("X"), "xх")])
        else:
            field = Field(label, helper=helper, keycap=keycap, needed=name == "family_name")
        if name == "document_number":
            field.set_keycap_word(_("none"))
        # Equal columns whatever stands in them.
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        field.setMinimumWidth(px(_NARROWEST))
        self._resting[name] = helper
        self.fields[name] = field
        return field

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.edited.connect(lambda text, name=name: self.edited.emit(name, text))
            field.confirmed.connect(lambda name=name: self.confirmed.emit(name))
            field.left.connect(lambda name=name: self.left.emit(name))
        self.more_button.clicked.connect(self._turn_more)
        self.fields["phone"].installEventFilter(self)

    def _turn_more(self) -> None:
        """F2 leads into the further fields and back to where it was pressed; there it closes them and stays."""
        at = self.focused()
        if not self.is_more_open():
            self._came_from = at
            self.focus(MORE[0])
            return
        if at in MORE or not at:
            self.focus(self._came_from or ORDER[-1])
        self.open_more(is_open=False)

    def _offer_kinds(self, form: DeskForm) -> None:
        offered = (form.kind, form.slots["document_country"].raw)
        kinds = self.fields[KIND]
        if offered != self._kinds:
            self._kinds = offered
            self._offer(KIND, [(kind.code, kind.label(offered[1] if kind == form.kind else "")) for kind in KINDS])
        if isinstance(kinds, ChoiceField) and (kinds.value(), kinds.value_state) != (form.kind.code, "done"):
            kinds.set_value(form.kind.code)

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        """New options only where they differ: setting them anew would close an open list."""
        field = self.fields[name]
        if isinstance(field, ChoiceField) and options != self._offered.get(name):
            field.set_options(options)
            self._offered[name] = options

    def _show_slot(self, name: str, slot: Slot) -> None:
        field = self.fields[name]
        if isinstance(field, Field):
            if field.text() != slot.shown:
                field.set_text(slot.shown, slot.state)
        elif field.value() != slot.raw:
            field.set_value(slot.raw, slot.state)
        if field.value_state != slot.state:
            field.set_state(slot.state)
        helper = slot.helper or self._resting[name]
        if field.helper() != helper or slot.state == "error":
            field.set_helper(helper, slot.kind, slot.icon)

    def _show_scanned_names(self, form: DeskForm) -> None:
        """A name that a scan gives in Latin letters only stands quietly where the name would: nothing is missing."""
        for name in ("family_name", "given_name"):
            field, slot = self.fields[name], form.slots[name]
            latin = form.slots[f"{name}_latin"].raw.upper() if slot.is_scanned and not slot.raw else ""
            if isinstance(field, Field) and field.line.placeholderText() != latin:
                field.line.setPlaceholderText(latin)
                field.set_needed(is_needed=name == "family_name" and not latin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._haze.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        first = self.fields["phone"]
        if watched is first and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            # In line with the frames, whose gutter is as wide as the longest group's name of the language.
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            start = self.width() - first.geometry().right() if is_mirrored else first.x()
            inset = max(0, start + BLEED - px(_FLAT_INSET))
            self._more_row.setContentsMargins(*margins(self, inset, 0, 0, 0))
        return False


class _Haze(QWidget):
    """Over what is out of reach: it can be read still, and stands back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        haze = colour("surface")
        haze.setAlphaF(_HAZE)
        QPainter(self).fillRect(self.rect(), haze)


def _need_options() -> list[tuple[str, str]]:
    return [
        ("", _("none")),
        ("doctor", _("1 doctor tonight")),
        ("child_alone", _("2 child alone")),
        ("speak_alone", _("3 lead")),  # the screen faces the queue
    ]
