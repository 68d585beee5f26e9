"""What opens between the filters and the list, in the page: the columns, a name to save a filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.people.list_columns import CHOICE, column_title
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.field import BLEED, Field
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_COLUMNS_ACROSS, _BETWEEN = 5, 16


class ListPanel(QWidget):
    """A panel with its buttons at the end; `closed` asks for it to go. `has_primary`: one of its buttons is bright."""

    closed = Signal()
    has_primary = True

    def __init__(self) -> None:
        super().__init__()
        self.close_button = Button(_("Close"), "Esc", flat=True, is_bound=False)
        self.content = QVBoxLayout()
        self._added: list[QWidget] = []
        self._buttons = bare(QHBoxLayout(), px(8))
        self._build_panel()
        self.close_button.clicked.connect(self.closed)

    def take_focus(self) -> None:
        """Go to the first field."""

    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in its order; the buttons come last."""
        return [*self._stops(), *self._added, self.close_button]

    def _stops(self) -> list[QWidget]:
        return []

    def add_buttons(self, *buttons: Button) -> None:
        """What the panel does, at its end."""
        self._added += buttons
        for button in buttons:
            self._buttons.addWidget(button)

    def add_note(self, note: QWidget) -> None:
        """A quiet sentence below the fields, in line with their frames."""
        row = QHBoxLayout()
        row.setContentsMargins(BLEED, 0, BLEED, 0)
        row.addWidget(note)
        self.content.addLayout(row)

    def _build_panel(self) -> None:
        column = bare(QVBoxLayout(self), px(8))
        bare(self.content, px(8)).setContentsMargins(BLEED, 0, BLEED, 0)
        column.addLayout(self.content)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.close_button)
        self._buttons.setContentsMargins(BLEED, 0, BLEED, px(4))
        column.addLayout(self._buttons)
        column.addWidget(within(Hairline()))


class ColumnPanel(ListPanel):
    """`chosen(keys)`: the columns to show, parted by blanks, at each change."""

    chosen = Signal(str)
    has_primary = False

    def __init__(self, shown: Sequence[str]) -> None:
        super().__init__()
        self.boxes = {key: CheckBox(column_title(key)) for key in CHOICE}
        self._grid = QGridLayout()
        self._across = _COLUMNS_ACROSS
        self._build(shown)

    def take_focus(self) -> None:
        next(iter(self.boxes.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _stops(self) -> list[QWidget]:
        return list(self.boxes.values())

    def _arrange(self) -> None:
        """As many beside each other as there is room for with all their words."""
        for number, box in enumerate(self.boxes.values()):
            self._grid.removeWidget(box)
            self._grid.addWidget(box, number // self._across, number % self._across)
        for column in range(_COLUMNS_ACROSS):
            self._grid.setColumnStretch(column, int(column < self._across))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        each = max(box.sizeHint().width() for box in self.boxes.values()) + px(_BETWEEN)
        across = max(1, min(_COLUMNS_ACROSS, (self.width() + px(_BETWEEN)) // each))
        if across != self._across:
            self._across = across
            self._arrange()

    def _build(self, shown: Sequence[str]) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)  # the boxes have room for their ring, as fields do
        self._grid.setHorizontalSpacing(px(_BETWEEN))
        for key, box in self.boxes.items():
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the panel grows no wider by it
            box.setChecked(key in shown)
            box.toggled.connect(self._tell)
        self._arrange()
        self.content.addLayout(self._grid)
        hint = _("In the list, Ctrl with the arrow keys sorts: left and right choose the column, up and down the way.")
        self.add_note(label(hint, "helper", is_wrapped=True))

    def _tell(self) -> None:
        self.chosen.emit(" ".join(key for key, box in self.boxes.items() if box.isChecked()))


class SavePanel(ListPanel):
    """`named(text)`: save the filter under this name."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = Field(_("Name of this filter"), helper=_("it is found under Filter from now on"))
        self.save = Button(_("Save this filter"), "Ctrl+Enter", primary=True)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self.name)
        self.add_buttons(self.save)
        self.name.confirmed.connect(self._tell)
        self.save.clicked.connect(self._tell)

    def take_focus(self) -> None:
        self.name.focus()

    def _stops(self) -> list[QWidget]:
        return [self.name]

    def _tell(self) -> None:
        if self.name.text().strip():
            self.named.emit(self.name.text())
        else:
            self.name.set_helper(_("Give it a name first."), "error")
            self.name.focus()
