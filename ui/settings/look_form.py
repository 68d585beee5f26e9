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
        self.scheme.set_value(self._preferences.scheme)
        self.scale.set_value(str(self._preferences.scale))
        self.language.set_value(self._preferences.language)
        for field in self._fields.values():
            field.edited.connect(self._choose)

    def _choose(self, _code: str) -> None:
        chosen = self._preferences.with_scheme(self.scheme.value()).with_scale(int(self.scale.value()))
        self.chosen.emit(chosen.with_language(self.language.value()))
