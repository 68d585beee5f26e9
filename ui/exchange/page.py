"""Exchange: an export out, an export of our own in, and where sheets go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.exchange.export import ExportResult, export_register
from intake_app.exchange.own_import import ImportReport, import_path
from intake_app.i18n import _
from intake_app.progress import Cancelled
from intake_app.services.centres import read_centre
from intake_app.services.print_targets import PrintTarget, keep_print_target, read_print_target
from ui.exchange.export_form import ExportForm
from ui.exchange.import_form import ImportForm
from ui.exchange.outcomes import BRING, EXPORT, LOOK, ExchangeState, Said, say_progress, say_result
from ui.exchange.request import PLAIN, ExportChoices
from ui.exchange.target_form import TargetForm
from ui.print_run import can_print
from ui.resources.theme import px
from ui.running import errand_of
from ui.widgets.buttons import Button
from ui.widgets.form import align
from ui.widgets.labels import Hairline
from ui.widgets.layouts import within
from ui.widgets.outcome import breakable
from ui.widgets.page import Page

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from ui.context import WindowContext

SHEETS = "sheets"
"""What the page is asked to show where somebody looks for a printer."""


def make_exchange_page(context: WindowContext) -> ExchangePage:
    """The page as the window's rail opens it."""
    return ExchangePage(context)


class ExchangePage(Page):
    """One thing runs at a time; what becomes of it is said beside what began it, in a place that is always kept."""

    is_frugal = True

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Exchange"), has_actions=True)
        self.context = context
        self.export = ExportForm()
        self.bring = ImportForm()
        self.target = TargetForm()
        self.stop = Button(_("Stop"), "Esc", flat=True)
        self.save = Button(_("Export"), "Ctrl+Enter", primary=True)
        self._errand = errand_of(context, "exchange")
        self._results: dict[str, object] = {}
        self._asked_twice: ExportChoices | None = None
        self._begins_at = ""
        self._build()
        self._connect()
        self._load()
        self._follow()

    def start_export(self) -> None:
        """Write the files that were asked for, beside the window; a plain export is asked for twice."""
        choices = self.export.choices()
        problems = choices.problems()
        self.export.show_problems(problems)
        if self._errand.is_running():
            self.context.bus.said.emit(_("Wait for what is running, or stop it."), "warning")
        elif problems:
            self.context.bus.said.emit(next(iter(problems.values())), "warning")
        elif choices.protection == PLAIN and choices != self._asked_twice:
            self._asked_twice = choices
            self.export.say(Said(_("Not written yet: it would be plain."), _("Ctrl+Enter once more writes it.")))
        else:
            register, folder, request = self.context.register, Path(choices.folder).expanduser(), choices.request()
            self._errand.start(
                self.context, EXPORT, lambda progress: export_register(register, folder, request, progress)
            )

    def start_import(self, path: str, passphrase: str, is_dry_run: bool) -> None:
        """Read an export of our own; a dry run changes nothing, and nobody's save waits behind it."""
        register = self.context.register
        self.bring.show_rows(())
        self._errand.start(
            self.context,
            LOOK if is_dry_run else BRING,
            lambda progress: import_path(
                register, Path(path).expanduser(), dry_run=is_dry_run, passphrase=passphrase, progress=progress
            ),
            is_writing=not is_dry_run,
        )

    def take_focus(self) -> None:
        if self._begins_at == SHEETS:
            self.target.printer.focus()
        else:
            self.export.purpose.focus()

    def show_argument(self, argument: object) -> None:
        """With `SHEETS`, where sheets go; with the state of a page before, everything as it stood there."""
        self._begins_at = SHEETS if argument == SHEETS else ""
        if isinstance(argument, ExchangeState):
            self.export.show_choices(argument.choices, has_fields=argument.has_fields)
            self.bring.show_typed(argument.path, argument.passphrase)
            for kind, result in argument.results.items():
                self._show_result(kind, result)
            self._follow()

    def place(self) -> object:
        return ExchangeState(
            self.export.choices(),
            self.export.has_fields(),
            self.bring.path.text(),
            self.bring.passphrase.text(),
            dict(self._results),
        )

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        if initiator is not self:
            self._load()

    def _build(self) -> None:
        for number, form in enumerate((self.export, self.bring, self.target)):
            if number:
                self.body.addWidget(within(Hairline()))
                self.body.addSpacing(px(4))  # no more: on the smallest screen nothing scrolls
            self.body.addWidget(form)
        self.body.addStretch(1)
        align(self)
        self.actions_left.addWidget(self.stop)
        self.actions_right.addWidget(self.save)

    def _connect(self) -> None:
        self.save.clicked.connect(self.start_export)
        self.stop.clicked.connect(self._errand.stop)
        self.export.changed.connect(self._follow)
        self.bring.asked.connect(self.start_import)
        self.target.chosen.connect(self._keep_target)
        self.target.settled.connect(self._say_target)
        self._errand.moved.connect(self._follow)
        self._errand.ended.connect(self._follow)
        self._errand.done.connect(self._finish)
        self._errand.failed.connect(self._fail)

    def _load(self) -> None:
        register = self.context.register
        self.context.jobs.read(lambda: read_print_target(register), self.target.show_target, latest="print_target")
        self.context.jobs.read(
            lambda: read_centre(register).recipients, self.export.set_recipients, latest="recipients"
        )

    def _keep_target(self, target: PrintTarget) -> None:
        register = self.context.register
        self.context.jobs.write(lambda: keep_print_target(register, target), lambda _done: None)

    def _say_target(self, target: PrintTarget) -> None:
        if target.folder:
            self.context.bus.said.emit(_("Sheets are written into {folder}").format(folder=target.folder), "good")
        elif can_print(target):
            self.context.bus.said.emit(_("Sheets go to the printer"), "good")

    def _follow(self) -> None:
        """What is under way, and what the primary button would do."""
        is_running, is_plain = self._errand.is_running(), self.export.protection.value() == PLAIN
        self.stop.setVisible(is_running)
        self.save.setEnabled(not is_running)
        self.bring.look.setEnabled(not is_running)
        self.bring.bring.setEnabled(not is_running)
        self.save.set_text(_("Export, plain") if is_plain else _("Export"))
        if is_running:
            self._form_of(self._errand.kind).say(say_progress(self._errand.kind, self._errand.percent))

    def _finish(self, kind: str, result: object) -> None:
        said = self._show_result(kind, result)
        if isinstance(result, ExportResult):
            self.export.clear_secrets()
            self._asked_twice = None
        self.context.bus.said.emit(said.what, said.kind)
        if kind != LOOK:
            self.context.bus.changed.emit(None, self)

    def _fail(self, kind: str, error: UserError) -> None:
        said = self._show_result(kind, error)
        self._asked_twice = None
        if not isinstance(error, Cancelled):
            self._form_of(kind).show_failure(error).focus()
            self.context.bus.said.emit(said.what, "danger")

    def _form_of(self, kind: str) -> ExportForm | ImportForm:
        return self.export if kind == EXPORT else self.bring

    def _show_result(self, kind: str, result: object) -> Said:
        """Say what became of it beside what began it, in the language of the moment."""
        is_export = kind == EXPORT
        for other in (EXPORT,) if is_export else (LOOK, BRING):
            self._results.pop(other, None)
        self._results[kind] = result
        said = say_result(kind, result)
        shown = Said(breakable(said.what), said.then, said.kind)
        self._form_of(kind).say(shown)
        if isinstance(result, UserError) and not isinstance(result, Cancelled):
            self._form_of(kind).show_failure(result)
        if not is_export:
            self.bring.show_rows(result.rows if isinstance(result, ImportReport) else ())
        return said
