"""The keys below the table: what Enter and F6 do, and what the field that is typed in takes."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.keycap import Keycap
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.layouts import bare


class Hints(QWidget):
    """Changes with the field; as wide as there is room, never pushing the buttons away."""

    def __init__(self) -> None:
        super().__init__()
        self._enter = label("", "helper")
        self._party = label("", "helper")
        self._words = ElidedLabel("", "helper")
        self._caps: dict[str, Keycap] = {}
        self._build()

    def show_hint(self, keys: str, hint: str, *, is_correction: bool, ends_party: bool = False) -> None:
        """What the field takes, behind its keys if it has any; `ends_party`: F6 says that nobody more is with them."""
        self._enter.setText(_("save") if is_correction else _("next"))
        self._party.setText(_("another party") if ends_party else _("same party"))
        for name, cap in self._caps.items():
            cap.setVisible(name == keys)
        self._words.setText(hint)

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row = bare(QHBoxLayout(self), px(6))
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addSpacing(px(8))
        row.addWidget(Keycap("Enter"))
        row.addWidget(self._enter)
        row.addSpacing(px(6))
        row.addWidget(Keycap("F6"))
        row.addWidget(self._party)
        row.addSpacing(px(6))
        for keys in ("1+2+3", "3", "Esc"):
            self._caps[keys] = Keycap(keys)
            row.addWidget(self._caps[keys])
        row.addWidget(self._words, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
