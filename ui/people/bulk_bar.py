"""What can be done to everybody who is checked; there only while somebody is, or something was just done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext, say_number
from ui.people.list_acts import shown_choice
from ui.resources.theme import px
from ui.widgets.bar_rows import BarRows
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, Hairline, label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.people.list_model import PeopleModel

_NAMES = 5
_EDGE, _GAP, _ABOVE = 12, 8, 10
_NAMES_WIDE = 240


class BulkBar(QWidget):
    """How many are checked and who; Clear, They belong together, Mark as left, Print, and of two Compare; where none of
    them is in the list the way to them alone. Else what was just done, and Take it back. Where one row is too narrow
    there are more.
    """

    def __init__(self, *, may_compare: bool = False, may_record: bool = True) -> None:
        super().__init__()
        self._may_compare = may_compare
        self.clear = Button(_("Clear"), "Esc", flat=True, is_bound=False)
        self.join = Button(_("They belong together"), "Ctrl+G")
        self.compare = Button(_("Compare the two"), "Ctrl+E")
        self.leave = Button(_("Mark as left"), "Ctrl+D")
        self.print = Button("", "Ctrl+P", primary=True)
        # The key is the page's own: it works too where the button cannot be seen.
        self.take_back = Button(_("Take it back"), "Ctrl+Z", icon="undo-2", is_bound=False)
        self.show_them = Button(_("Show them"))
        self._may_record = may_record  # else joining and leaving would be refused
        self._count = label("", "strong")
        self._names = ElidedLabel("", "muted")
        self._said = label("", is_wrapped=True)
        self._choice, self._done = QWidget(), QWidget()
        self._rows = BarRows(px(_GAP))
        self._is_choosing = False
        self._build()
        self._show()

    def show_choice(self, model: PeopleModel) -> None:
        """Say who is checked and can be seen to be; the others wait until they are shown again."""
        shown = shown_choice(model)
        self.show_chosen([model.chosen[row] for row in shown], len(model.chosen) - len(shown))

    def show_chosen(self, names: Sequence[str], hidden: int) -> None:
        """These people are checked and shown, names not read yet are empty; so many more are checked but not shown."""
        count = len(names)
        if not (count or hidden or self._is_choosing):
            return  # as after every key of a search
        known = [name for name in names if name][:_NAMES]
        more = "\u2026" if count > len(known) else ""
        self._count.setText(_say_count(count, hidden))
        self._names.setText(", ".join(known) + more)
        self.print.set_text(
            ngettext("Print {count} sheet", "Print {count} sheets", count).format(count=say_number(count))
        )
        self._show_acts(count, hidden)
        self._is_choosing = count + hidden > 0
        self._show()

    def _show_acts(self, count: int, hidden: int) -> None:
        """What can be done to so many; nobody of them shown: the way to them alone. The names give way to Compare, so
        that everything stands in the same row for two and for three.
        """
        for button in (self.leave, self.print):
            button.setEnabled(count > 0)
        self.join.setEnabled(count > 1)
        is_out_of_sight = hidden > 0 and not count
        self.show_them.setVisible(is_out_of_sight)
        self.print.setVisible(not is_out_of_sight)
        for button in (self.join, self.leave):
            button.setVisible(self._may_record and not is_out_of_sight)
        is_pair = self._may_compare and count == 2
        self.compare.setVisible(is_pair)
        self._names.setVisible(not is_pair)

    def show_done(self, said: str) -> None:
        """This was just done; empty for nothing any more. Who is checked comes first."""
        if said != self._said.text():
            self._said.setText(said)
            self._show()

    def _show(self) -> None:
        is_done = bool(self._said.text()) and not self._is_choosing
        self._choice.setVisible(self._is_choosing)
        self._done.setVisible(is_done)
        self.setVisible(self._is_choosing or is_done)

    def _build(self) -> None:
        column = bare(QVBoxLayout(self))
        column.addWidget(Hairline())
        column.addWidget(self._choice)
        column.addWidget(self._done)
        self._names.setMaximumWidth(px(_NAMES_WIDE))
        for widget in (self._count, self._names, self.clear):
            self._rows.add(widget, is_end=False)
        for button in (self.show_them, self.compare, self.join, self.leave, self.print):
            self._rows.add(button, is_end=True)
        self._rows.setContentsMargins(px(_EDGE), px(_ABOVE), px(_EDGE), px(_EDGE))
        self._choice.setLayout(self._rows)
        self._show_acts(0, 0)
        done = bare(QHBoxLayout(self._done), px(_GAP))
        done.setContentsMargins(px(_EDGE), px(_ABOVE), px(_EDGE), px(_EDGE))
        done.addWidget(self._said, 1)
        done.addWidget(self.take_back)


def _say_count(count: int, hidden: int) -> str:
    if not hidden:
        return ngettext("{count} selected", "{count} selected", count).format(count=say_number(count))
    if not count:
        text = ngettext("{count} selected, not in this list", "{count} selected, none in this list", hidden)
        return text.format(count=say_number(hidden))
    text = ngettext(
        "{count} selected, {hidden} more is not in this list",
        "{count} selected, {hidden} more are not in this list",
        hidden,
    )
    return text.format(count=say_number(count), hidden=say_number(hidden))
