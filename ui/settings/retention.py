"""How long the names of those who left are kept: the days, who is due, and making them nameless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from intake_app.i18n import _, ngettext, say_number
from intake_app.opening.erasures import Nameless, make_nameless
from intake_app.progress import Cancelled
from intake_app.services.centres import read_centre
from intake_app.services.retention import LONGEST_DAYS, SHORTEST_DAYS, DueLine, Forgettable, read_due, set_retention
from ui.resources.theme import px
from ui.running import errand_of
from ui.settings.retention_model import RetentionModel
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.form import FormGrid
from ui.widgets.labels import label
from ui.widgets.layouts import bring_into_view, left
from ui.widgets.outcome import Outcome
from ui.widgets.table import HEAD, ROW, Table

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from intake_app.progress import Progress
    from ui.context import WindowContext

ERRAND = "retention"
_SHOWN = 200
_ROWS = 5
_Due = tuple[int, tuple[DueLine, ...], tuple[Forgettable, ...]]


class RetentionPart(FormGrid):
    """Nobody is forgotten by a clock alone: the manager looks at the list, and the button is pressed twice."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        helper = _("after they left; {least} to {most}, 0 for ever").format(least=SHORTEST_DAYS, most=LONGEST_DAYS)
        self.days = Field(_("Days"), helper=helper)
        self.keep = Button(_("Keep these days"), icon="check")
        self.nameless = Button("", danger=True, icon="eye-off")
        self.stop = Button(_("Stop"), "Esc", flat=True)
        self.model = RetentionModel()
        self.table = Table(_("Who is due"))
        self.said = label("", "helper", is_wrapped=True)
        self.outcome = Outcome()
        self._due: tuple[Forgettable, ...] = ()
        self._is_asked = False
        self._errand = errand_of(context, ERRAND)
        self._build_part()
        self._connect()
        self.read()

    def read(self) -> None:
        """Read the days and who is due; beside the window, since everybody is looked at."""
        register = self._context.register

        def look() -> _Due:
            return read_centre(register).retention_days, *read_due(register, _SHOWN)

        self._context.jobs.take_long(look, self._show, self._refuse)

    def _build_part(self) -> None:
        self.begin_group(_("Names"))
        self.add_wide(label(_("How long names are kept"), "head"))
        self.begin_row()
        self.add(self.days, 0)
        self.add_beside((self.keep,), 1)
        self.stop.hide()
        self.nameless.hide()
        self.begin_row()
        self.add_wide(self.said)
        self.begin_row()
        self.table.setModel(self.model)
        self.table.set_widths([200, 160, 180])
        self.add_wide(self.table)
        self.table.hide()
        self.begin_row()
        self.add_wide(self.outcome)  # what the button does is read before the button, and both are in sight
        self.begin_row()
        self.add_wide(left(self.nameless, self.stop, spacing=px(8)))

    def _connect(self) -> None:
        self.keep.clicked.connect(self._keep_days)
        self.days.confirmed.connect(self._keep_days)
        self.nameless.clicked.connect(self._ask)
        self.stop.clicked.connect(self._errand.stop)
        self._errand.moved.connect(self._follow)
        self._errand.ended.connect(self._follow)
        self._errand.done.connect(self._finish)
        self._errand.failed.connect(self._fail)

    def _show(self, read: _Due) -> None:
        days, lines, self._due = read
        self._is_asked = False
        if not self.days.line.hasFocus():
            self.days.set_text(str(days))
        count = len(self._due)
        self.model.show_lines(lines)
        self.table.setVisible(bool(count))
        self.table.setFixedHeight(px(HEAD + ROW * min(max(len(lines), 1), _ROWS)))
        self.nameless.setVisible(bool(count))
        self._say_button()
        self.said.setText(_say_due(days, count, len(lines)))

    def _keep_days(self) -> None:
        text, register = self.days.text().strip(), self._context.register
        if not text.isdecimal():
            self._refuse_days(_("Type a number of days."))
            return
        self._context.jobs.write(
            lambda: set_retention(register, int(text)), self._say_kept, lambda error: self._refuse_days(error.what)
        )

    def _say_kept(self, changes: Changes) -> None:
        self._context.bus.said.emit(_("Settings saved"), "good")
        self._context.bus.changed.emit(changes, self)
        self.read()

    def _refuse_days(self, what: str) -> None:
        self.days.set_helper(what, "error")
        self.days.focus()

    def _ask(self) -> None:
        """The second press does it."""
        if not self._is_asked:
            self._is_asked = True
            count = len(self._due)
            told = ngettext(
                "{count} person would be nameless for ever.", "{count} people would be nameless for ever.", count
            )
            then = _("All we hold about them is erased, and a nameless stay is counted for each. Nobody can undo this.")
            self.outcome.say(told.format(count=say_number(count)), then, "warning")
            self._say_button()
            QTimer.singleShot(0, self, lambda: bring_into_view(self.nameless))  # once all has its height
            return
        unlocked, person_ids = self._context.unlocked, [each.person_id for each in self._due]

        def work(progress: Progress) -> Nameless:
            return make_nameless(unlocked, person_ids, progress)

        self._errand.start(self._context, ERRAND, work, is_writing=True)

    def _say_button(self) -> None:
        """How many it is about; once it was asked for, that the next press does it."""
        count = len(self._due)
        words = ngettext("Make {count} person nameless", "Make {count} people nameless", count)
        last = ngettext("Press again: make {count} person nameless", "Press again: make {count} people nameless", count)
        self.nameless.set_text((last if self._is_asked else words).format(count=say_number(count)))

    def _follow(self) -> None:
        is_running = self._errand.is_running()
        for each in (self.keep, self.nameless):
            each.setEnabled(not is_running)
        self.stop.setVisible(is_running)
        if is_running:
            self.outcome.say(_("Making them nameless: {percent} %").format(percent=self._errand.percent))

    def _finish(self, _kind: str, done: Nameless) -> None:
        told = ngettext("{count} person is nameless now.", "{count} people are nameless now.", done.count)
        gone = ngettext("{count} older backup removed.", "{count} older backups removed.", done.removed)
        then = done.refusal or gone.format(count=say_number(done.removed))
        self.outcome.say(told.format(count=say_number(done.count)), then, "warning" if done.refusal else "good")
        self._context.bus.changed.emit(done.changes, self)
        self.read()

    def _fail(self, _kind: str, error: UserError) -> None:
        if isinstance(error, Cancelled):
            self._is_asked = False
            self._say_button()
            self.outcome.say(_("Stopped: nobody was made nameless."), "", "muted")
        else:
            self._refuse(error)

    def _refuse(self, error: UserError) -> None:
        self.outcome.say(error.what, error.do, "danger")


def _say_due(days: int, count: int, shown: int) -> str:
    if not days:
        return _("Names are kept for ever. Say after how many days nobody needs them any more.")
    if not count:
        return _("Nobody is due. Backups that are older than that go with the next one.")
    told = ngettext("{count} person left longer ago.", "{count} people left longer ago.", count)
    told = told.format(count=say_number(count))
    if shown < count:
        return _("{told} The {shown} who are gone longest:").format(told=told, shown=say_number(shown))
    return told
