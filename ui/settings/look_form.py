"""How this laptop's window looks and what language it speaks; each change is taken at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import LANGUAGES, _
from ui.preferences import SCALES, SYSTEM_LANGUAGE
from ui.widgets.choices import ChoiceField
from ui.widgets.form import FormGrid

if TYPE_CHECKING:
    from ui.preferences import Preferences


class LookForm(FormGrid):
    """`chosen(Preferences)` on each change."""

    chosen = Signal(object)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.scheme = ChoiceField(
            _("Colours"), [("system", _("as the system")), ("light", _("light")), ("dark", _("dark"))]
        )
        self.scale = ChoiceField(_("Text size"), [(str(scale), f"{scale} %") for scale in SCALES])
        self.language = ChoiceField(_("Language"), [(SYSTEM_LANGUAGE, _("as the system")), *LANGUAGES.items()])
        self._fields = {"scheme": self.scheme, "scale": self.scale, "language": self.language}
        self._build_form()
        self._connect()

    def show_look(self, preferences: Preferences) -> None:
        """Show what is in force now, wherever it was chosen; nobody is told."""
        self._preferences = preferences
        self.scheme.set_value(preferences.scheme)
        self.scale.set_value(str(preferences.scale))
        self.language.set_value(preferences.language)

    def focused(self) -> str:
        """The name of the field that has the focus; empty where none has."""
        return next((name for name, field in self._fields.items() if field.editor.hasFocus()), "")

    def focus_on(self, name: str) -> None:
        """Give the field with this name the focus; an unknown one is nothing."""
        if name in self._fields:
            self._fields[name].focus()

    def _build_form(self) -> None:
        self.begin_group(_("Window"))
        for column, field in enumerate(self._fields.values()):
            self.add(field, column)

    def _connect(self) -> None:
        self.show_look(self._preferences)
        self.scheme.edited.connect(lambda code: self._choose(self._preferences.with_scheme(code)))
        self.scale.edited.connect(lambda code: self._choose(self._preferences.with_scale(int(code))))
        self.language.edited.connect(lambda code: self._choose(self._preferences.with_language(code)))

    def _choose(self, chosen: Preferences) -> None:
        """One thing was chosen: the others stay as they are in force, not as this form knew them once."""
        self._preferences = chosen
        self.chosen.emit(chosen)
