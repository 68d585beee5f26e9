"""The backups in the settings: where they go, when the last one was verified, which there are, and one button."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain.changes import NO_CHANGES
from intake_app.errors import UserError
from intake_app.i18n import _, ngettext, say_number
from intake_app.messages import say_backup_problem
from intake_app.services.backups import read_status, set_second_place
from intake_app.services.centres import read_centre
from intake_app.services.deeds import Deed, may
from ui.facts import backup_in_words
from ui.resources.theme import px
from ui.running import Run
from ui.settings.backups_model import BackupsModel
from ui.widgets.buttons import Button
from ui.widgets.folder_field import FolderField
from ui.widgets.form import ROOMY, FormGrid
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import left
from ui.widgets.table import HEAD, ROW, Table

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.opening import Unlocked
    from intake_app.opening.backups import BackupResult, ListedBackup
    from intake_app.services.backups import BackupStatus
    from ui.context import WindowContext

_WHOLE = 100  # per cent copied; what comes then is reading it back
_ROWS = 5


@dataclass(frozen=True)
class _Shown:
    """What the part says."""

    status: BackupStatus
    backups: tuple[ListedBackup, ...]
    time_zone: str
    open_to_revoked: int


class BackupPart(FormGrid):
    """Backups are made by themselves; here one is made now, beside whatever else is done, and a second place is set."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(roomy=ROOMY)
        self._context = context
        self.folder = FolderField(_("Second place"), helper=_("a stick, best kept away from this laptop"))
        self.button = Button(_("Back up now"), "Ctrl+B", icon="hard-drive-download")
        self.stop = Button(_("Stop"), "Esc", flat=True)
        self.age = label("", "helper", is_wrapped=True)
        self.older = label("", "helper", is_wrapped=True)
        self.remove = Button("", danger=True)
        self._is_asked = False
        self._left_open = 0
        self.model = BackupsModel()
        self._run: Run | None = None
        self._kept_place = ""
        self._build()
        self._connect()
        self.read()

    def read(self) -> None:
        """Show what is known of the backups now; beside the window, since a stick may be slow."""
        unlocked = self._context.unlocked
        self._context.jobs.take_long(lambda: _read(unlocked), self._show, lambda _error: None)

    def back_up(self) -> None:
        """Keep the second place that is typed, and write a backup into both."""
        if not self.button.isEnabled():
            return
        self._run = Run(self)
        self._run.moved.connect(self._say_percent)
        self.stop.show()
        self.button.setEnabled(False)
        self._say_percent(0)
        unlocked, place, progress = self._context.unlocked, self.folder.text().strip(), self._run.progress()

        def work() -> BackupResult:
            _keep_place(unlocked, place)
            return unlocked.back_up(progress)

        self._context.jobs.take_long(work, self._say_done, self._refuse)

    def remove_older(self) -> None:
        """Remove what somebody revoked can still open, after a new backup; the second press does it."""
        from intake_app.opening.revoked_backups import remove_open_to_revoked

        if not self._is_asked:
            self._is_asked = True
            self.remove.set_text(_("Press once more to remove them"))
            return
        self._is_asked = False
        self.remove.setEnabled(False)
        self.remove.set_text(_("A new backup first"))
        unlocked = self._context.unlocked
        self._context.jobs.take_long(lambda: remove_open_to_revoked(unlocked), self._say_removed, self._refuse)

    def _build(self) -> None:
        self.begin_group(_("Backup"))
        self.add(self.folder, 0, 2)
        self.add_beside((self.button, self.stop), 2)
        self.stop.hide()
        self.begin_row()
        self.add_wide(self.age)
        self.begin_row()
        self.table = Table(_("Backups that there are"))
        self.table.setModel(self.model)
        self.table.set_widths([215, 185, 100])
        self.add_wide(self.table)
        self.begin_row()
        self.add_wide(self.older)
        self.begin_row()
        self.add_wide(left(self.remove))
        set_tone(self.older, "warning")
        self.begin_row()
        self.add_wide(
            label(
                _(
                    "Backups are automatic: each day, after 200 changes and before an import. Each is one "
                    "encrypted file, read back and counted before it is called done. To restore one, start Intake on a "
                    "laptop without a register and choose “Restore a backup”."
                ),
                "helper",
                is_wrapped=True,
            )
        )

    def _connect(self) -> None:
        self.button.clicked.connect(self.back_up)
        self.stop.clicked.connect(lambda: self._run.stop() if self._run is not None else None)
        self.folder.confirmed.connect(self.back_up)
        self.remove.clicked.connect(self.remove_older)

    def _show(self, shown: _Shown) -> None:
        status = shown.status
        if self.folder.text().strip() == self._kept_place:  # what is typed just now stays
            self.folder.set_text(status.second_place)
        self._kept_place = status.second_place
        told, kind = _say_age(status, self._context.register.clock.now())
        self.age.setText(" ".join(filter(None, (told, say_backup_problem(status.problem)))))
        set_tone(self.age, "warning" if kind == "warning" or status.problem else "")
        self.model.show_lines(shown.backups, shown.time_zone)
        self.table.setVisible(bool(shown.backups))
        self.table.setFixedHeight(px(HEAD + ROW * min(max(len(shown.backups), 1), _ROWS)))
        self._show_older(shown.open_to_revoked)

    def _show_older(self, count: int) -> None:
        text = ngettext(
            "{count} backup was made before somebody was revoked and opens with their passphrase.",
            "{count} backups were made before somebody was revoked and open with their passphrase.",
            count,
        )
        self._left_open = count
        self.older.setText(text.format(count=say_number(count)))
        self._is_asked = False
        self.remove.set_text(ngettext("Remove this backup", "Remove these backups", count))
        self.remove.setEnabled(True)
        is_shown = count > 0 and may(self._context.register.session, Deed.USERS)
        for each in (self.older, self.remove):
            each.setVisible(is_shown)

    def _say_removed(self, count: int) -> None:
        words = ngettext("{count} older backup removed.", "{count} older backups removed.", count)
        self._context.bus.said.emit(words.format(count=say_number(count)), "good")
        self._context.bus.changed.emit(NO_CHANGES, self)
        self.read()

    def _say_percent(self, percent: int) -> None:
        is_copied = percent >= _WHOLE
        self.button.set_text(_("Checking the copy") if is_copied else _("Copying: {percent} %").format(percent=percent))
        self.stop.setEnabled(not is_copied)

    def _end(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self.stop.hide()
        self.stop.setEnabled(True)
        self.button.setEnabled(True)
        self.button.set_text(_("Back up now"))

    def _say_done(self, result: BackupResult) -> None:
        self._end()
        self._context.bus.said.emit(_("Backed up and checked: {name}").format(name=result.file.name), "good")
        self._context.bus.changed.emit(NO_CHANGES, self)
        self.read()

    def _refuse(self, error: UserError) -> None:
        self._end()
        self._show_older(self._left_open)
        if do := self.folder.refuse(error):
            self._context.bus.said.emit(do, "danger")


def _say_age(status: BackupStatus, now: datetime) -> tuple[str, str]:
    """How old the last backup is, of each place where they differ: the list below shows both."""
    words, kind = backup_in_words(status.last, now, awaits_second=status.awaits_second)
    if status.second_place and status.second and status.inside and status.second < status.inside:
        here, _kind = backup_in_words(status.inside, now)
        return _("Second place: {age}. This laptop: {here}.").format(age=_inside(words), here=_inside(here)), kind
    return f"{words}.", kind


def _inside(sentence: str) -> str:
    """As it stands behind a colon."""
    return sentence[:1].lower() + sentence[1:]


def _read(unlocked: Unlocked) -> _Shown:
    from intake_app.opening.revoked_backups import list_open_to_revoked

    register = unlocked.register
    older = len(list_open_to_revoked(unlocked))
    return _Shown(read_status(register), unlocked.list_backups(), read_centre(register).time_zone, older)


def _keep_place(unlocked: Unlocked, place: str) -> None:
    """Take another second place; UserError where there is no such folder, and the one before stays."""
    if place == read_status(unlocked.register).second_place:
        return
    folder = Path(place).expanduser().absolute()
    if place and not folder.is_dir():
        raise UserError(
            "folder_missing",
            _("The folder for the backup does not exist."),
            _("Create it, or plug the stick in again."),
        )
    set_second_place(unlocked.register, str(folder) if place else "")
