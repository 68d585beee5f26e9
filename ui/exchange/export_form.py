"""The export form on the screen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.messages import field_label
from ui.exchange.request import FIELDS, PASSPHRASE, PLAIN, RECIPIENTS, SENSITIVE, USUAL, ExportChoices
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choices import ChoiceField
from ui.widgets.field import Field
from ui.widgets.field_shell import BLEED, HEIGHT
from ui.widgets.flow import Columns
from ui.widgets.folder_field import FolderField
from ui.widgets.form import FormGrid
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label
from ui.widgets.layouts import bare, bring_into_view, within
from ui.widgets.outcome import Outcome
from ui.widgets.secret_field import SecretField
from ui.widgets.sides import Sides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.errors import UserError
    from ui.exchange.outcomes import Said
    from ui.widgets.field_shell import FieldShell

_COLUMNS = 4
_CLOSED, _OPEN = "chevron-right", "chevron-down"
_NARROWEST = 320  # of what became of it, beside the button


class ExportForm(QWidget):
    """`changed` on every choice. `outcome` says what became of it, and how far it is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.purpose = Field(_("What is it for"), helper=_("logged with the export"), needed=True)
        self.folder = FolderField(_("Folder"), helper=_("a stick, for example"))
        self.formats = ChoiceField(_("Files"), _format_options(), helper=_("XLSX is for Excel only"))
        self.since = ChoiceField(_("Who"), [("all", _("everybody")), ("since", _("changed since the last export"))])
        self.protection = ChoiceField(_("Protection"), _protection_options())
        self.passphrase = SecretField(_("Passphrase for the file"), helper=_("tell it by phone, not on the stick"))
        self.recipients = Field(_("Recipients"), helper=_("keys that begin with age1, parted by spaces"))
        self.more = Button(_("Choose fields"), "F2", icon=_CLOSED)
        self.boxes = {name: CheckBox(field_label(name)) for name in FIELDS}
        self.outcome = Outcome()
        self._fields = QWidget()
        self._plain = label("", "helper", "danger", is_wrapped=True)
        self._risk = QWidget()
        self._sensitive = label("", "helper", "warning", is_wrapped=True)
        self._build()
        self._connect()
        self._follow()

    def choices(self) -> ExportChoices:
        """What stands in the form."""
        return ExportChoices(
            purpose=self.purpose.text(),
            folder=self.folder.text(),
            formats=self.formats.value(),
            since_last=self.since.value() == "since",
            protection=self.protection.value(),
            passphrase=self.passphrase.text(),
            recipients=self.recipients.text(),
            fields=tuple(name for name, box in self.boxes.items() if box.isChecked()),
        )

    def show_choices(self, choices: ExportChoices, *, has_fields: bool) -> None:
        """Put all of it back, as it stood in a form before."""
        for field, text in (
            (self.purpose, choices.purpose),
            (self.folder, choices.folder),
            (self.passphrase, choices.passphrase),
            (self.recipients, choices.recipients),
        ):
            field.set_text(text)
        self.formats.set_value(choices.formats)
        self.since.set_value("since" if choices.since_last else "all")
        self.protection.set_value(choices.protection)
        for name, box in self.boxes.items():
            box.setChecked(name in choices.fields)
        self._open_fields(is_open=has_fields)
        self._follow()

    def has_fields(self) -> bool:
        """Whether the fields can be chosen now."""
        return not self._fields.isHidden()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what hinders the export, and go to the first."""
        parts = self._texts()
        for name, field in parts.items():
            if name in problems:
                field.set_helper(problems[name], "error")
            elif field.value_state == "error":
                field.clear_helper()
        if "fields" in problems:
            self._open_fields(is_open=True)
            self._sensitive.setText(problems["fields"])
        if first := next((field for name, field in parts.items() if name in problems), None):
            first.focus()

    def show_failure(self, error: UserError) -> FieldShell:
        """Nothing was written: mark the field in question, the folder where the error names none; answers which."""
        field = self._texts().get(error.field, self.folder)
        field.set_helper(error.what, "error")
        return field

    def say(self, said: Said) -> None:
        """Say how far it is, or what became of it, where it can be seen."""
        self.outcome.say(*said)
        if said.what:
            bring_into_view(self.outcome)

    def warning(self) -> str:
        """What is said about the risk of these choices; empty for none."""
        return "\n".join(filter(None, (self._plain.text(), self._sensitive.text())))

    def clear_secrets(self) -> None:
        """The passphrase is not kept on the screen after the export."""
        self.passphrase.set_text("")

    def set_recipients(self, recipients: tuple[str, ...]) -> None:
        """The centre's own recipients: with them, encrypted to them is what is offered first."""
        if recipients and not self.recipients.text():
            self.recipients.set_text(" ".join(recipients))
            self.protection.set_value(RECIPIENTS)
            self._follow()

    def _texts(self) -> dict[str, Field]:
        return {
            "purpose": self.purpose,
            "folder": self.folder,
            "passphrase": self.passphrase,
            "recipients": self.recipients,
        }

    def _build(self) -> None:
        grid = FormGrid()
        grid.begin_group(_("Export"))
        grid.add(self.purpose, 0, 2)
        grid.add(self.since, 2)
        grid.begin_row()
        grid.add(self.folder, 0, 2)
        grid.add(self.formats, 2)
        grid.begin_row()
        grid.add(self.protection, 0)
        risk = bare(QHBoxLayout(self._risk), px(5))
        self._risk.setMinimumHeight(px(HEIGHT))
        risk.addWidget(IconLabel("circle-alert", "danger", size=14))
        risk.addWidget(self._plain, 1)
        for part in (self.passphrase, self.recipients, self._risk):
            grid.add(part, 1, 2)
        for field in (*self._texts().values(), self.since, self.formats, self.protection):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.begin_row()
        grid.add_wide(self._below())
        bare(QVBoxLayout(self)).addWidget(grid)

    def _below(self) -> QWidget:
        holder = QWidget()
        column = bare(QVBoxLayout(holder), px(6))
        column.setContentsMargins(0, 0, 0, px(8))  # to the line below, as from a field with its helper
        holder.setProperty("hasHalo", True)  # of the boxes
        column.addWidget(within(Sides(self.more, self.outcome, gap=px(16), narrowest=px(_NARROWEST))))
        fields = bare(QVBoxLayout(self._fields), px(6))
        boxes = QWidget()
        columns = Columns(px(6), px(6), _COLUMNS, boxes)
        for name, box in self.boxes.items():
            box.setChecked(name in USUAL)
            columns.addWidget(box)
        fields.addWidget(boxes)
        self._sensitive.setMinimumHeight(px(20))
        self._sensitive.setContentsMargins(BLEED, 0, BLEED, 0)
        fields.addWidget(self._sensitive)
        self._fields.hide()
        column.addWidget(self._fields)
        return holder

    def _connect(self) -> None:
        for field in self._texts().values():
            field.edited.connect(self.changed)
        for choice in (self.formats, self.since, self.protection):
            choice.edited.connect(self._follow)
        for box in self.boxes.values():
            box.toggled.connect(self._follow)
        self.outcome.settled.connect(lambda: bring_into_view(self.outcome))
        self.more.clicked.connect(lambda: self._open_fields(is_open=not self.has_fields()))
        order = (self.purpose, self.since, self.folder, self.formats, self.protection)
        for one, following in pairwise(order):
            one.confirmed.connect(following.focus)
        self.protection.confirmed.connect(lambda: self._secret().focus())

    def _open_fields(self, *, is_open: bool) -> None:
        self._fields.setVisible(is_open)
        self.more.set_text(_("Choose fields"), icon=_OPEN if is_open else _CLOSED)

    def _secret(self) -> Field:
        return self.recipients if self.protection.value() == RECIPIENTS else self.passphrase

    def _follow(self) -> None:
        """What is asked for follows from what is chosen."""
        protection = self.protection.value()
        self.passphrase.setVisible(protection == PASSPHRASE)
        self.recipients.setVisible(protection == RECIPIENTS)
        self._plain.setText(self.choices().warning())
        self._risk.setVisible(protection == PLAIN)
        names = ", ".join(field_label(name) for name in SENSITIVE if self.boxes[name].isChecked())
        note = _("Left out unless really needed: {fields}.").format(fields=names) if names else ""
        self._sensitive.setText(note)
        self.changed.emit()


def _format_options() -> list[tuple[str, str]]:
    return [("csv", "CSV"), ("xlsx", "XLSX"), ("both", _("CSV and XLSX"))]


def _protection_options() -> list[tuple[str, str]]:
    return [(PASSPHRASE, _("a passphrase")), (RECIPIENTS, _("recipients' keys")), (PLAIN, _("none, plain"))]
