"""The settings page: the centre, its places, people with keys, the backup, and how the window looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from intake_app.domain.changes import NO_CHANGES
from intake_app.i18n import _, ngettext, say_number
from intake_app.services.centres import change_centre, read_centre
from intake_app.services.deeds import Deed, may
from intake_app.services.places import add_places, list_places
from ui.pages import USERS
from ui.resources.theme import px
from ui.settings.answers import SettingsRefused, parse_settings, texts_of
from ui.settings.audit import AuditPart
from ui.settings.backup import BackupPart
from ui.settings.centre_form import CentreForm
from ui.settings.drafts import keep_half_typed, read_half_typed
from ui.settings.head_office import HeadOfficePart
from ui.settings.look_form import LookForm
from ui.settings.places import PlacesModel
from ui.settings.retention import RetentionPart
from ui.settings.users_part import UsersPart
from ui.widgets.buttons import Button
from ui.widgets.form import FormGrid, align
from ui.widgets.layouts import bring_into_view, left
from ui.widgets.page import Page
from ui.widgets.table import Table
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.changes import Changes
    from intake_app.domain.records import Centre
    from intake_app.errors import UserError
    from intake_app.services.places import PlaceLine
    from ui.context import WindowContext


def make_settings_page(context: WindowContext) -> SettingsPage:
    """The settings page of an open register."""
    return SettingsPage(context)


class SettingsPage(Page):
    """What is typed of the centre is kept with Ctrl+S; places, backup and look each have their own doing."""

    is_frugal = True
    low = 440  # its forms are high, and their buttons stand below them

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Settings"), has_actions=True)
        self._context = context
        self._is_edited = False
        self._came_to = ""
        self.centre = CentreForm()
        self.places = TextArea(_("Add places"), lines=4, placeholder=_("Hall 1, mat 1-40\nHouse 4: 6"))
        self.places_model = PlacesModel()
        self.users = UsersPart(context) if may(context.register.session, Deed.USERS) else None
        session = context.register.session
        self.head_office = HeadOfficePart(context) if may(session, Deed.USERS) else None
        self.backup = BackupPart(context)
        self.retention = RetentionPart(context) if may(session, Deed.RETENTION) else None
        self.audit = AuditPart(context) if may(session, Deed.AUDIT) else None
        self.look = LookForm(context.settings)
        self.save = Button(_("Save settings"), "Ctrl+S", primary=True)
        self.add_button = Button(_("Add places"), icon="plus")
        self._build()
        self._connect()
        self._read()
        register = context.register
        context.jobs.read(lambda: read_half_typed(register), self._take_half_typed)

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        if changes is None or changes.tables & {"centre", "place", "placement"}:
            self._read()
        if changes is NO_CHANGES and initiator is not self.backup:  # a backup that was made by itself
            self.backup.read()

    def keep_draft(self) -> None:
        texts = self.centre.texts() if self._is_edited else {}
        if places := self.places.text().strip():
            texts["places"] = places
        keep_half_typed(self._context.register, texts)

    def place(self) -> object:
        return self.look.focused()

    def show_argument(self, argument: object) -> None:
        """With the name of a field of the window's look that field gets the focus, with `users` their list."""
        self._came_to = str(argument or "")

    def take_focus(self) -> None:
        if self._came_to == USERS and self.users is not None:
            self.users.table.setFocus()
            QTimer.singleShot(0, self, lambda: _scroll_to(self, self.users))
        elif self._came_to:
            self.look.focus_on(self._came_to)
        else:
            super().take_focus()

    def save_settings(self) -> None:
        """Save what is typed of the centre; a refusal stands below its field."""
        register, texts = self._context.register, self.centre.texts()
        self._context.jobs.write(
            lambda: change_centre(register, parse_settings(texts)), self._say_saved, self._refuse_settings
        )

    def add_places(self) -> None:
        """Add the places that are typed."""
        register, text = self._context.register, self.places.text()
        if text.strip():
            self._context.jobs.write(lambda: add_places(register, text), self._say_added, self._refuse_places)
        else:
            self.places.focus()

    def _build(self) -> None:
        self.actions_right.addWidget(self.save)
        own = (self.users, self.head_office, self.backup, self.retention, self.audit)
        for part in filter(None, (self.centre, self._places_form(), *own, self.look)):
            self.body.addWidget(part)
            self.body.addSpacing(px(20))
        self.body.addStretch(1)
        align(self)

    def _places_form(self) -> FormGrid:
        form = FormGrid()
        form.begin_group(_("Places"))
        self.table = Table(_("Sleeping places"))
        self.table.setModel(self.places_model)
        self.table.set_widths([220, 124, 90])
        self.table.setFixedHeight(self.places.height())
        form.add(self.places, 0)
        form.add(self.table, 1, 2)
        form.begin_row()
        form.add(left(self.add_button), 0)
        return form

    def _connect(self) -> None:
        self.save.clicked.connect(self.save_settings)
        self.centre.edited.connect(self._note_edit)
        self.add_button.clicked.connect(self.add_places)
        if self.users is not None:
            self.users.asked_revoke.connect(self._context.bus.asked_to_revoke)
            # Of two bright buttons nobody knows which one is meant: it is that of the form that is open.
            self.users.turned.connect(lambda is_open: self.save.set_primary(is_primary=not is_open))
        self.look.chosen.connect(self._context.bus.chose_preferences)
        self._context.bus.chose_preferences.connect(self.look.show_look)

    def _note_edit(self) -> None:
        self._is_edited = True

    def _read(self) -> None:
        register = self._context.register
        self._context.jobs.read(lambda: read_centre(register), self._show_centre, latest="settings")
        self._context.jobs.read(lambda: list_places(register), self._show_places, latest="places")

    def _show_centre(self, centre: Centre) -> None:
        if not self._is_edited:
            self.centre.show_texts(texts_of(centre))

    def _take_half_typed(self, texts: dict[str, str]) -> None:
        if places := texts.pop("places", ""):
            self.places.set_text(places)
        if texts:
            self._is_edited = True
            self.centre.show_texts(texts)

    def _show_places(self, lines: tuple[PlaceLine, ...]) -> None:
        self.places_model.show_lines(lines)
        count, free = sum(line.place.capacity for line in lines), sum(line.free for line in lines)
        beds = ngettext("{count} bed", "{count} beds", count).format(count=say_number(count))
        self.places.set_helper(_("{beds}, {free} free tonight").format(beds=beds, free=say_number(free)))

    def _say_saved(self, changes: Changes) -> None:
        self._is_edited = False
        self._context.bus.said.emit(_("Settings saved"), "good")
        self._context.bus.changed.emit(changes, self)

    def _refuse_settings(self, error: UserError) -> None:
        if not self.centre.show_problem(error):
            self.band.say(str(error), "danger")
        count = len(error.problems) if isinstance(error, SettingsRefused) else 1
        told = ngettext("Not saved: {count} field to correct", "Not saved: {count} fields to correct", count)
        self._context.bus.said.emit(told.format(count=say_number(count)), "danger")

    def _say_added(self, changes: Changes) -> None:
        self.places.set_text("")
        count = len(changes.record_ids)
        words = ngettext("{count} place added", "{count} places added", count).format(count=say_number(count))
        self._context.bus.said.emit(words, "good")
        self._context.bus.changed.emit(changes, self)

    def _refuse_places(self, error: UserError) -> None:
        if do := self.places.refuse(error):
            self._context.bus.said.emit(do, "danger")


def _scroll_to(page: SettingsPage, part: QWidget | None) -> None:
    """To a part of a page that may have been made just now, so that nothing in it has its place yet."""
    page.body.activate()
    if part is not None:
        bring_into_view(part)
