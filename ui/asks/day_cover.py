"""The daily question: whether the computer's clock is right. Until it is answered nothing can be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.messages import say_clock
from intake_app.services.day_question import DayQuestion, confirm_day
from ui.moments import moment_in_words
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.cover import Cover
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.context import WindowContext

_EVERY_MS = 1_000
_WIDE = 650  # pixels at 100 %: the question stands in one line, and at 200 % still off the edges


class DayCover(Cover):
    """`answered` once the clock is said to be right and that is kept; `No` tells how it is set."""

    answered = Signal()

    def __init__(self, context: WindowContext, question: DayQuestion) -> None:
        super().__init__(width=_WIDE)
        self._context = context
        self._question = question
        self._title = label("", "hero", is_wrapped=True)
        self._text = label("", "lead", is_wrapped=True)
        self.steps = QWidget()
        self.yes = Button(_("Yes, that is right"), "Enter", primary=True)
        self.no = Button(_("No, it is wrong"), "F8")
        self.again = Button(_("Look again"), "Enter", primary=True)
        self.said = label("", "helper", tone="danger", is_wrapped=True)
        self._timer = QTimer(self)
        self._build_screen()
        self._connect()
        self._tell()

    def take_focus(self) -> None:
        """Enter answers the question, or looks again."""
        (self.again if self.again.isVisibleTo(self) else self.yes).setFocus()

    def confirm(self) -> None:
        """The clock is right: remember who said so, then let recording begin."""
        register = self._context.register
        self.yes.setEnabled(False)
        self._context.jobs.write(lambda: confirm_day(register), lambda _done: self.answered.emit(), self._refuse)

    def show_steps(self) -> None:
        """The clock is wrong: say how it is set."""
        self._switch(is_wrong=True)

    def look_again(self) -> None:
        """Ask again, with what the clock says now."""
        self._switch(is_wrong=False)

    def _build_screen(self) -> None:
        self.add_title("calendar-check", self._title, self._text)
        self.add(self._steps_part(), above=20)
        holder = QWidget()
        row = bare(QHBoxLayout(holder), px(8))
        row.addStretch(1)
        for button in (self.no, self.yes, self.again):
            row.addWidget(button)
        row.addStretch(1)
        self.add(holder, above=20)
        self.add(self.said, above=12)
        self.end()
        self._switch(is_wrong=False)

    def _steps_part(self) -> QWidget:
        column = bare(QVBoxLayout(self.steps), px(6))
        for name, text in (
            ("Windows", _("Settings, Time and language, Date and time: set date, time and time zone.")),
            ("Linux", _("Settings, System, Date and time: set date, time and time zone.")),
        ):
            for line in (label(name, "label"), label(text, "row", is_wrapped=True)):
                line.setAlignment(Qt.AlignmentFlag.AlignHCenter)  # as what stands above and below
                column.addWidget(line)
            column.addSpacing(px(6))
        return self.steps

    def _connect(self) -> None:
        self.yes.clicked.connect(self.confirm)
        self.no.clicked.connect(self.show_steps)
        self.again.clicked.connect(self.look_again)
        self._timer.timeout.connect(self._tell)
        self._timer.start(_EVERY_MS)

    def _switch(self, *, is_wrong: bool) -> None:
        self.steps.setVisible(is_wrong)
        self.again.setVisible(is_wrong)
        self.yes.setVisible(not is_wrong)
        self.no.setVisible(not is_wrong)
        self.show_icon("clock" if is_wrong else "calendar-check", "warning" if is_wrong else "accent")
        self._tell()
        self.fit()
        self.take_focus()

    def _tell(self) -> None:
        """What the clock says at this moment; it goes on while the question stands."""
        zone = str(self._question.moment.tzinfo or "")
        moment = moment_in_words(self._context.register.clock.now(), zone, is_long=True)
        if self.again.isVisibleTo(self):
            self._title.setText(_("Set the computer's clock"))
            self._text.setText(_("It says {moment}. Nothing is recorded until it is right.").format(moment=moment))
            return
        self._title.setText(_("Today is {moment}. Right?").format(moment=moment))
        self._text.setText(say_clock(self._question.doubt) or _("Every deadline is counted from this clock."))

    def _refuse(self, error: UserError) -> None:
        self.yes.setEnabled(True)
        self.said.setText(str(error))
