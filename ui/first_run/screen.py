"""The first run: set up a centre, or restore a backup; ends with an open register."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QTimeZone, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from intake_app.errors import UserError
from intake_app.i18n import _, ngettext
from intake_app.opening.key_files import read_key_file
from ui.first_run.regions import load_regions
from ui.first_run.restore_view import RestoreView
from ui.first_run.step_view import StepView
from ui.first_run.steps import CREATING, PLACES, FirstRun
from ui.widgets.cover import WIDE, Cover
from ui.widgets.empty import EmptyRow, LinkRow
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.services.centres import CentreSetup
    from ui.jobs import Jobs

PAPER_KIT = ("handouts", "kits")
"""The page, and what it is to show: where a paper kit is printed."""


class FirstRunWork(NamedTuple):
    """What the first run has done for it, beside the window: both answer an open register."""

    create: Callable[[CentreSetup, str], tuple[Unlocked, str]]
    restore: Callable[[Path, str, str, bytes | None], Unlocked]


class FirstRunScreen(QWidget):
    """`finished(Unlocked, page, argument)` when a centre was set up and its recovery key typed back, or a backup was
    restored; the page to open is named as for `Bus.asked_to_show`, empty for the first.

    `chose_language(code)`: the window is to speak it; `rebuild` then shows the same step again.
    """

    finished = Signal(object, str, str)
    chose_language = Signal(str)

    def __init__(self, jobs: Jobs, work: FirstRunWork, *, zone: str = "") -> None:
        super().__init__()
        self._jobs = jobs
        self._work = work
        self._zone = zone or bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
        self.run: FirstRun | None = None
        self._unlocked: Unlocked | None = None
        self.view: QWidget = QWidget()
        self._holder = bare(QVBoxLayout(self))
        self._holder.addWidget(self.view)
        self._region = QLocale.territoryToCode(QLocale.system().territory())
        self._jobs.crashed.connect(self._say_crash)
        self._jobs.read(load_regions, lambda _done: None)  # while the choice is read, not when the step comes
        self.show_choice()

    def unfinished(self) -> Unlocked | None:
        """The register that was made but whose recovery key was not typed back yet, to be closed with the window."""
        return self._unlocked

    def show_choice(self) -> None:
        """Offer to set up a centre or to restore a backup."""
        choice = Cover(width=WIDE)
        choice.add_title("house", label(_("Welcome"), "hero"), label(_("There is no register on this laptop"), "muted"))
        rows = (
            EmptyRow(
                "clipboard-pen",
                _("Set up a centre"),
                _("Five short questions; the register is encrypted from the start"),
                self.start_setup,
            ),
            EmptyRow(
                "archive-restore", _("Restore a backup"), _("From a stick or a folder, with its passphrase"),
                self.start_restore,
            ),
        )  # fmt: skip
        for place, row in enumerate(rows):
            link = LinkRow(row, is_first=place == 0)
            link.clicked.connect(row.act)
            choice.add(link, above=28 if place == 0 else 0)
            if place == 0:
                choice.setFocusProxy(link)
        choice.end()
        self._show(choice)
        choice.setFocus()

    def start_setup(self) -> None:
        """Begin with the first question."""
        self.run = FirstRun(self._zone, self._region)
        self._show_step()

    def resume(self, unlocked: Unlocked, recovery_key: str) -> None:
        """Go on where a set-up ended before its recovery key was typed back, with a new key."""
        self._unlocked = unlocked
        self.run = FirstRun(self._zone, self._region, is_key_renewed=True)
        self.run.show_key(recovery_key)
        self._show_step()

    def start_restore(self) -> None:
        """Ask for the backup and its passphrase."""
        view = RestoreView()
        view.went_back.connect(self.show_choice)
        view.asked.connect(self._restore)
        self._show(view)
        view.start()

    def rebuild(self) -> None:
        """Show what is shown again, in the language in force now; what is typed stays."""
        old = self.view
        if isinstance(old, RestoreView):
            self.start_restore()
            if old.key_file.path is not None and isinstance(self.view, RestoreView):
                self.view.key_file.take(str(old.key_file.path))
        elif isinstance(old, StepView):
            self._show_step()
        else:
            self.show_choice()
        _copy_texts(old, self.view)

    def _show(self, view: Cover) -> None:
        self._holder.replaceWidget(self.view, view)
        self.view.hide()  # at once, so that its keys are not the new view's as well
        self.view.deleteLater()
        self.view = view
        self.setFocusProxy(view)
        view.offer_languages()
        view.chose_language.connect(self.chose_language)
        view.show()  # at once too: a key that comes now is the new view's

    def _show_step(self) -> None:
        if self.run is None:
            return
        view = StepView(self.run)
        view.went_on.connect(self._go_on)
        view.went_back.connect(self._go_back)
        view.places.edited.connect(self._count_places)
        view.asked_for_kit.connect(lambda: self._add_places(view.places.text(), *PAPER_KIT))
        self._show(view)
        view.start()

    def _go_on(self) -> None:
        run, view = self.run, self.view
        if run is None or not isinstance(view, StepView):
            return
        if run.key == PLACES:
            self._add_places(view.places.text())
        elif not run.advance():
            view.show_problems(run.problems())
        else:
            self._show_step()
            if run.key == CREATING:
                self._create()
            elif run.key == PLACES:
                self._confirm_key()

    def _go_back(self) -> None:
        if self.run is None or not self.run.has_back():
            self.show_choice()
            return
        self.run.back()
        self._show_step()

    def _create(self) -> None:
        if self.run is None:
            return
        setup, passphrase, create = self.run.setup(), self.run.answers["passphrase"], self._work.create
        self._jobs.write(lambda: create(setup, passphrase), self._take_created, self._refuse)

    def _confirm_key(self) -> None:
        if (unlocked := self._unlocked) is None:
            return

        def confirm() -> None:
            from intake_app.services.centres import confirm_recovery_key

            confirm_recovery_key(unlocked.register)

        # where that cannot be noted, the next start asks once more
        self._jobs.write(confirm, lambda _done: None, lambda error: _show_refusal(self.view, str(error)))

    def _take_created(self, made: tuple[Unlocked, str]) -> None:
        self._unlocked, recovery_key = made
        if self.run is not None:
            self.run.show_key(recovery_key)
            self._show_step()

    def _refuse(self, error: UserError) -> None:
        if self.run is not None:
            problems = self.run.refuse(error)
            self._show_step()
            if isinstance(self.view, StepView):
                self.view.show_problems(problems)

    def _count_places(self, text: str) -> None:
        if not isinstance(self.view, StepView):
            return
        capacities = _capacities(text)
        count, beds = len(capacities), sum(capacities)
        words = ngettext("Add {count} place ({beds}) and start", "Add {count} places ({beds}) and start", count)
        said = ngettext("{count} bed", "{count} beds", beds).format(count=beds)
        self.view.set_next(words.format(count=count, beds=said) if count else _("Start without places"))

    def _add_places(self, text: str, page: str = "", argument: str = "") -> None:
        unlocked = self._unlocked
        if unlocked is None:
            return
        if not text.strip():
            self._finish(unlocked, page, argument)
            return

        def add() -> None:
            from intake_app.services.places import add_places

            add_places(unlocked.register, text)

        self._jobs.write(
            add,
            lambda _done: self._finish(unlocked, page, argument),
            lambda error: _refuse_places(self.view, error),
        )

    def _restore(self, path: Path, passphrase: str, desk: str, key_file: Path | None) -> None:
        view, restore = self.view, self._work.restore
        if isinstance(view, RestoreView):
            view.show_running(is_running=True)
            self._jobs.write(
                lambda: restore(path, passphrase, desk, read_key_file(key_file)), self._finish, view.show_problem
            )

    def _finish(self, unlocked: Unlocked, page: str = "", argument: str = "") -> None:
        self._unlocked = None
        self.finished.emit(unlocked, page, argument)

    def _say_crash(self, reference: str) -> None:
        error = UserError(
            "bug", _("Something went wrong; reference {reference}.").format(reference=reference), _("Try once more.")
        )
        if isinstance(self.view, RestoreView):
            self.view.show_problem(error)
        elif self.run is not None and self.run.key == CREATING:
            self._refuse(error)


def _copy_texts(old: QWidget, new: QWidget) -> None:
    """What was typed into a view, into the same view in another language; its lines stand in the same order."""
    for kind in (QLineEdit, QPlainTextEdit):
        for had, line in zip(old.findChildren(kind), new.findChildren(kind), strict=True):
            if isinstance(had, QLineEdit) and isinstance(line, QLineEdit) and not line.text():
                line.setText(had.text())
            elif isinstance(had, QPlainTextEdit) and isinstance(line, QPlainTextEdit):
                line.setPlainText(had.toPlainText())


def _show_refusal(view: QWidget, text: str) -> None:
    if isinstance(view, StepView):
        view.show_problems({"": text})


def _refuse_places(view: QWidget, error: UserError) -> None:
    if isinstance(view, StepView):
        view.places.set_helper(error.what, "error")
        view.show_problems({"": error.do})


def _capacities(text: str) -> list[int]:
    """How many beds each place has that is typed; none where it cannot be read yet."""
    from intake_app.services.places import parse_places

    try:
        return [capacity for _name, capacity in parse_places(text)]
    except UserError:
        return []
