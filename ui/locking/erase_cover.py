"""Erasing the keys of this laptop: the centre's code is typed, then another key is pressed. Nothing else does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.centres import desk_code, read_centre
from ui.widgets.action_bar import ButtonRow
from ui.widgets.buttons import Button
from ui.widgets.cover import Cover
from ui.widgets.field import Field
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import bring_into_view, within

if TYPE_CHECKING:
    from ui.context import WindowContext

_WIDE = 520  # pixels at 100 %


class EraseCover(Cover):
    """`erased(Erased)` when the keys are gone, `left` when it is given up."""

    erased = Signal(object)
    left = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__(width=_WIDE)
        self._context = context
        register = context.register
        self._code = read_centre(register).code
        self.code = Field(_("Type the code of the centre: {code}").format(code=self._code))
        self.go_on = Button(_("Go on"), "Enter", primary=True)
        desk = desk_code(register)
        self.erase = Button(
            _("Erase the keys of desk {code} now").format(code=desk), "Ctrl+Enter", primary=True, danger=True
        )
        self.back = Button(_("Back"), "Esc", flat=True)
        self.said = label("", "helper", tone="danger", is_wrapped=True)
        self._last = label(
            _("The last step: Ctrl+Enter erases. Esc goes back, and nothing has happened."), "lead", is_wrapped=True
        )
        self._step = QStackedWidget()  # as high as the higher one: the buttons below stay where they are
        self._build_cover()
        self._connect()

    def take_focus(self) -> None:
        """The code is typed first; then the button waits for its own key."""
        if self.code.isVisibleTo(self):
            self.code.focus()
        else:
            self.back.setFocus()  # Enter alone must not erase

    def confirm_code(self) -> None:
        """The first act: what is typed is this centre's code."""
        if self.code.text().strip().upper() != self._code.upper():
            self.code.set_helper(_("This is not the code of this centre."), "error")
            self.code.focus()
            return
        self._show_last(is_last=True)

    def erase_keys(self) -> None:
        """The second act. It takes less than a second, and waits behind nothing: it is done on the window's thread."""
        from intake_app.opening.quick_erase import quick_erase

        try:
            erased = quick_erase(self._context.unlocked)
        except UserError as error:
            self.said.setText(str(error))
            return
        self.erased.emit(erased)

    def _build_cover(self) -> None:
        title = label(_("Erase the keys of this laptop"), "hero", is_wrapped=True)
        self.add_title("triangle-alert", title, tone="danger")
        for text in (
            _(
                "Afterwards no passphrase, no recovery key and no backup on this laptop opens the register. "
                "This cannot be undone."
            ),
            _(
                "A backup that lies elsewhere still opens, on another laptop or here. "
                "Without one everything recorded is lost."
            ),
        ):
            line = label(text, "lead", is_wrapped=True)
            self.add(line, above=12)
        set_tone(self._last, "danger")
        self._last.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._step.addWidget(self.code)
        self._step.addWidget(within(self._last))
        self.add_field(self._step, above=20)
        self.add(ButtonRow((self.back,), (self.go_on, self.erase)), above=12)
        self.add(self.said, above=12)
        self.end()
        self._show_last(is_last=False)

    def _connect(self) -> None:
        self.code.confirmed.connect(self.confirm_code)
        self.go_on.clicked.connect(self.confirm_code)
        self.erase.clicked.connect(self.erase_keys)
        self.back.clicked.connect(self.left)

    def _show_last(self, *, is_last: bool) -> None:
        self._step.setCurrentIndex(int(is_last))
        self.go_on.setVisible(not is_last)
        self.erase.setVisible(is_last)
        self.take_focus()
        if is_last:
            self._take_no_click_yet()
            QTimer.singleShot(0, self, lambda: bring_into_view(self.erase))  # once it has its place

    def _take_no_click_yet(self) -> None:
        """The second click of a double click on "Go on" is no second act, wherever the red button comes to lie."""
        self.erase.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        QTimer.singleShot(QApplication.doubleClickInterval(), self, self._take_clicks)

    def _take_clicks(self) -> None:
        self.erase.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
