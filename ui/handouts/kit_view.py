"""The paper kit: how many people it is for, and which of its numbers nobody has typed in yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.services.paper_kit import MOST_AT_ONCE, USUAL_COUNT
from ui.handouts.queue import say_kit
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.labels import Hairline, label, unbroken
from ui.widgets.layouts import bare, empty, within

if TYPE_CHECKING:
    from intake_app.services.paper_kit import Kit

_SHOWN = 12
_WIDTH = 420


class KitView(QWidget):
    """`asked(count)` for a new kit; `asked_again(kit)` to print the unused part of one again. The page shows `make`."""

    asked = Signal(int)
    asked_again = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.count = Field(_("For how many people"), helper=_("each gets a slip with a number and a line to write on"))
        self.make = Button(_("Print the paper kit"), "Ctrl+P", primary=True)
        self.again: list[Button] = []
        self._kits = bare(QVBoxLayout(), px(8))
        self._build()
        self._connect()

    def show_kits(self, kits: tuple[Kit, ...], time_zone: str) -> None:
        """The kits there are, newest first."""
        empty(self._kits)
        self.again = []
        for kit in kits:
            self._kits.addWidget(self._line(kit, time_zone))

    def refuse(self, text: str) -> None:
        """Say below the field why no kit was made."""
        self.count.set_helper(text, "error")
        self.count.focus()

    def ask(self) -> None:
        """Ask for a kit for so many people as the field says."""
        typed = self.count.text().strip()
        if typed.isdecimal() and 1 <= int(typed) <= MOST_AT_ONCE:
            self.asked.emit(int(typed))
        else:
            self.refuse(_("A paper kit is for 1 to {most} people.").format(most=MOST_AT_ONCE))

    def _build(self) -> None:
        self.count.set_text(str(USUAL_COUNT))
        column = bare(QVBoxLayout(self), px(12))
        column.setContentsMargins(0, px(20), 0, 0)
        text = _(
            "Print it now and keep it beside the printer. When the laptop or the printer dies, go on by hand: the "
            "notice, numbered slips, sheets to write on. Later every line is typed in by the number on its slip."
        )
        column.addWidget(within(label(text, "lead", is_wrapped=True)))
        self.count.setFixedWidth(px(_WIDTH))
        column.addWidget(self.count)
        column.addSpacing(px(12))
        kits = QWidget()
        kits.setLayout(self._kits)
        column.addWidget(within(kits))
        column.addStretch(1)

    def _connect(self) -> None:
        self.make.clicked.connect(self.ask)
        self.count.confirmed.connect(self.ask)

    def _line(self, kit: Kit, time_zone: str) -> QWidget:
        holder = QWidget()
        column = bare(QVBoxLayout(holder), px(4))
        column.addWidget(Hairline())
        row = Flow(px(12), px(4))  # large words go on in the next row
        said = label(say_kit(kit, time_zone), "strong")
        row.addWidget(said)
        if kit.unused:
            button = Button(_("Print the unused numbers again"), icon="printer")
            button.clicked.connect(lambda: self.asked_again.emit(kit.kit))
            self.again.append(button)
            said.setMinimumHeight(button.sizeHint().height())  # in the middle beside it
            row.addWidget(button)
        column.addLayout(row)
        if kit.unused:
            column.addWidget(label(_list_numbers(kit.unused), "helper", is_wrapped=True))
        return holder


def _list_numbers(numbers: tuple[str, ...]) -> str:
    """The first of the numbers nobody has typed in, and how many more."""
    shown = ", ".join(map(unbroken, numbers[:_SHOWN]))
    if len(numbers) > _SHOWN:
        return _("Not typed in: {numbers} and {more} more").format(numbers=shown, more=len(numbers) - _SHOWN)
    return _("Not typed in: {numbers}").format(numbers=shown)
