"""Exchange: an export out, an export of our own in, and where sheets go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from intake_app.exchange.export import ExportResult, export_register
from intake_app.exchange.own_import import ImportReport, import_path
from intake_app.i18n import _, ngettext, say_number
from intake_app.services.centres import read_centre
from intake_app.services.print_targets import PrintTarget, keep_print_target, read_print_target
from ui.exchange.export_form import ExportForm, said_files
from ui.exchange.import_form import ImportForm
from ui.exchange.target_form import TargetForm
from ui.resources.theme import px
from ui.running import Run
from ui.widgets.buttons import Button
from ui.widgets.field_shell import BLEED
from ui.widgets.labels import Hairline
from ui.widgets.layouts import bare
from ui.widgets.page import Page

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from ui.context import WindowContext

_WHOLE = 100  # per cent; what comes then is sealing and putting in place


def make_exchange_page(context: WindowContext) -> ExchangePage:
    """The page as the window's rail opens it."""
    return ExchangePage(context)


class ExchangePage(Page):
    """One thing runs at a time; the band says how far it is, Esc stops it."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Exchange"), has_actions=True)
        self.context = context
        self.export = ExportForm()
        self.bring = ImportForm()
        self.target = TargetForm()
        self.stop = Button(_("Stop"), "Esc", flat=True)
        self.save = Button(_("Export"), "Ctrl+Enter", primary=True)
        self._run: Run | None = None
        self._build()
        self._connect()
        self._load()

    def start_export(self) -> None:
        """Write the files that were asked for, beside the window."""
        choices = self.export.choices()
        problems = choices.problems()
        self.export.show_problems(problems)
        if self._run is not None or problems:
            self.context.bus.said.emit(
                next(iter(problems.values()), _("Wait for what is running, or stop it.")), "warning"
            )
            return
        register, folder, request = self.context.register, Path(choices.folder).expanduser(), choices.request()
        progress = self._begin(_("Exporting: {percent} %"), _("Finishing the files")).progress()
        self.context.jobs.take_long(
            lambda: export_register(register, folder, request, progress), self._exported, self._failed
        )

    def start_import(self, path: str, passphrase: str, is_dry_run: bool) -> None:
        """Read an export of our own; a dry run changes nothing."""
        if self._run is not None:
            return
        register = self.context.register
        progress = self._begin(_("Reading: {percent} %"), _("Putting it in order")).progress()
        # A dry run only reads: nobody's save waits behind it.
        start = self.context.jobs.take_long if is_dry_run else self.context.jobs.write
        start(
            lambda: import_path(
                register, Path(path).expanduser(), dry_run=is_dry_run, passphrase=passphrase, progress=progress
            ),
            lambda report: self._imported(report, is_dry_run=is_dry_run),
            self._failed,
        )

    def take_focus(self) -> None:
        self.export.purpose.focus()

    def say_crash(self, reference: str) -> None:
        self._end()
        super().say_crash(reference)

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        if initiator is not self:
            self._load()

    def _build(self) -> None:
        for number, form in enumerate((self.export, self.bring, self.target)):
            if number:
                rule = bare(QHBoxLayout())
                rule.setContentsMargins(0, 0, BLEED, 0)  # it ends where the frames end
                rule.addWidget(Hairline())
                self.body.addLayout(rule)
                self.body.addSpacing(px(16))
            self.body.addWidget(form)
            self.body.addSpacing(px(12))
        self.body.addStretch(1)
        self.actions_left.addWidget(self.stop)
        self.actions_right.addWidget(self.save)
        self.stop.hide()

    def _connect(self) -> None:
        self.save.clicked.connect(self.start_export)
        self.stop.clicked.connect(self._stop)
        self.bring.asked.connect(self.start_import)
        self.target.chosen.connect(self._keep_target)

    def _load(self) -> None:
        register = self.context.register
        self.context.jobs.read(lambda: read_print_target(register), self.target.show_target, latest="print_target")
        self.context.jobs.read(
            lambda: read_centre(register).recipients, self.export.set_recipients, latest="recipients"
        )

    def _keep_target(self, target: PrintTarget) -> None:
        register = self.context.register
        self.context.jobs.write(lambda: keep_print_target(register, target), lambda _done: None)

    def _begin(self, going: str, ending: str) -> Run:
        def say(percent: int) -> None:
            self.band.say(going.format(percent=percent) if percent < _WHOLE else ending, "muted")

        self._run = Run(self)
        self._run.moved.connect(say)
        say(0)
        self.stop.show()
        self.save.setEnabled(False)
        return self._run

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()

    def _end(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self.band.clear()
        self.stop.hide()
        self.save.setEnabled(True)

    def _exported(self, result: ExportResult) -> None:
        self._end()
        self.export.clear_secrets()
        people = result.counts.get("people", 0)
        said = ngettext("Exported {count} person: {files}", "Exported {count} people: {files}", people)
        self.context.bus.said.emit(said.format(count=say_number(people), files=said_files(result.files)), "good")
        self.context.bus.changed.emit(None, self)

    def _imported(self, report: ImportReport, *, is_dry_run: bool) -> None:
        self._end()
        said = self.bring.show_report(report, is_dry_run=is_dry_run)
        self.context.bus.said.emit(said, "warning" if report.rows else "good")
        if not is_dry_run:
            self.context.bus.changed.emit(None, self)

    def _failed(self, error: UserError) -> None:
        self._end()
        self.band.say(str(error), "danger")
        self.context.bus.said.emit(error.what, "danger")
