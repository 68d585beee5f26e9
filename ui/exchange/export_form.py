"""The export form on the screen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.messages import field_label
from ui.exchange.folder_field import FolderField
from ui.exchange.request import FIELDS, PASSPHRASE, PLAIN, RECIPIENTS, SENSITIVE, USUAL, ExportChoices
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.field import Field
from ui.widgets.form import FormGrid
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import bare
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_COLUMNS = 4


class ExportForm(QWidget):
    """`changed` on every choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.purpose = Field(_("What is it for"), helper=_("logged with the export"), needed=True)
        self.folder = FolderField(_("Folder"), helper=_("a stick, for example"))
        self.formats = ChoiceField(_("Files"), _format_options(), helper=_("CSV comes back in; XLSX opens in Excel"))
        self.since = ChoiceField(_("Who"), [("", _("everybody")), ("since", _("changed since the last export"))])
        self.protection = ChoiceField(_("Protection"), _protection_options())
        self.passphrase = SecretField(_("Passphrase for the file"), helper=_("tell it by phone, not on the stick"))
        self.recipients = Field(_("Recipients"), helper=_("keys that begin with age1, parted by spaces"))
        self.more = Button(_("Choose fields"), "F2", flat=True)
        self.boxes = {name: QCheckBox(field_label(name)) for name in FIELDS}
        self._fields = QWidget()
        self._warning = label("", "helper", "warning", is_wrapped=True)
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

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what hinders the export, and go to the first."""
        parts: dict[str, Field] = {
            "purpose": self.purpose,
            "folder": self.folder,
            "passphrase": self.passphrase,
            "recipients": self.recipients,
        }
        for name, field in parts.items():
            if name in problems:
                field.set_helper(problems[name], "error")
            elif field.value_state == "error":
                field.clear_helper()
        if "fields" in problems:
            self._fields.show()
        if first := next((field for name, field in parts.items() if name in problems), None):
            first.focus()

    def warning(self) -> str:
        """What is said about the risk of these choices; empty for none."""
        return self._warning.text()

    def clear_secrets(self) -> None:
        """The passphrase is not kept on the screen after the export."""
        self.passphrase.set_text("")

    def set_recipients(self, recipients: tuple[str, ...]) -> None:
        """The centre's own recipients: with them, encrypted to them is what is offered first."""
        if recipients and not self.recipients.text():
            self.recipients.set_text(" ".join(recipients))
            self.protection.set_value(RECIPIENTS)
            self._follow()

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
        grid.add(self.passphrase, 1, 2)
        grid.add(self.recipients, 1, 2)
        for field in (self.purpose, self.since, self.folder, self.formats, self.protection, self.passphrase):
            _fit(field)
        _fit(self.recipients)
        grid.begin_row()
        grid.add_wide(self._below())
        bare(QVBoxLayout(self)).addWidget(grid)

    def _below(self) -> QWidget:
        holder = QWidget()
        column = bare(QVBoxLayout(holder), px(6))
        column.addWidget(self._warning)
        column.addWidget(self.more)
        boxes = QGridLayout(self._fields)
        boxes.setContentsMargins(px(8), 0, 0, 0)
        boxes.setVerticalSpacing(px(6))
        for number, (name, box) in enumerate(self.boxes.items()):
            box.setChecked(name in USUAL)
            boxes.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        self._fields.hide()
        column.addWidget(self._fields)
        return holder

    def _connect(self) -> None:
        for field in (self.purpose, self.folder, self.passphrase, self.recipients):
            field.edited.connect(self.changed)
        for choice in (self.formats, self.since, self.protection):
            choice.edited.connect(self._follow)
        for box in self.boxes.values():
            box.toggled.connect(self._follow)
        self.more.clicked.connect(lambda: self._fields.setVisible(self._fields.isHidden()))
        order = (self.purpose, self.since, self.folder, self.formats, self.protection)
        for one, following in pairwise(order):
            one.confirmed.connect(following.focus)
        self.protection.confirmed.connect(lambda: self._secret().focus())

    def _secret(self) -> Field:
        return self.recipients if self.protection.value() == RECIPIENTS else self.passphrase

    def _follow(self) -> None:
        """What is asked for follows from what is chosen."""
        protection = self.protection.value()
        self.passphrase.setVisible(protection == PASSPHRASE)
        self.recipients.setVisible(protection == RECIPIENTS)
        chosen = [name for name in SENSITIVE if self.boxes[name].isChecked()]
        notes = [self.choices().warning()]
        if chosen:
            names = ", ".join(field_label(name) for name in chosen)
            notes.append(_("Left out unless really needed: {fields}.").format(fields=names))
        self._warning.setText("\n".join(filter(None, notes)))
        self._warning.setVisible(any(notes))
        set_tone(self._warning, "danger" if protection == PLAIN else "warning")
        self.changed.emit()


def _fit(field: Field | ChoiceField) -> None:
    field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)


def _format_options() -> list[tuple[str, str]]:
    return [("csv", "CSV"), ("xlsx", "XLSX"), ("both", _("CSV and XLSX"))]


def _protection_options() -> list[tuple[str, str]]:
    return [(PASSPHRASE, _("a passphrase")), (RECIPIENTS, _("recipients' keys")), (PLAIN, _("none, plain"))]


def said_files(files: tuple[Path, ...]) -> str:
    """Names of files without their folders, at most three."""
    names = [path.name for path in files]
    return ", ".join(names[:3]) + (_(" and {count} more").format(count=len(names) - 3) if len(names) > 3 else "")
