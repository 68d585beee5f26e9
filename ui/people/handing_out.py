"""Everything held about somebody is read, worded in their language and drawn beside the window."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.errors import UserError
from intake_app.files import write_atomic
from intake_app.i18n import _
from intake_app.services.centres import read_centre
from intake_app.services.copy_words import word_copy
from intake_app.services.print_targets import read_print_target
from intake_app.services.subject_access import read_held
from ui.people.hand_out_view import HandOutView
from ui.preview import show_preview
from ui.printing import Document, print_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.services.open_register import OpenRegister
    from intake_app.services.print_targets import PrintTarget
    from ui.context import WindowContext


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy as a PDF and as JSON, and the name of both files without ending: a card, never a person."""

    pdf: bytes
    data: bytes
    name: str


def make_copy(register: OpenRegister, person_id: str) -> Copy:
    """Everything held about a person; UserError `lead_only` where it is not this session's to hand out."""
    # Imported on first use: only printing needs the engine of the reports.
    from reports.record_copy import render_copy

    held = read_held(register, person_id)
    model = word_copy(held, read_centre(register).time_zone)
    data = json.dumps(held.as_object(), ensure_ascii=False, indent=1, default=list).encode()
    return Copy(render_copy(model), data, held.file.card_number or person_id)


def save_copy(copy: Copy, folder: str) -> tuple[str, ...]:
    """Write both files; answers their names. UserError `folder_missing`, or that the disk refused."""
    place = Path(folder).expanduser()
    if not place.is_dir():
        raise UserError("folder_missing", _("There is no such folder."), _("Plug the stick in, or choose another."))
    files = {f"{copy.name}.pdf": copy.pdf, f"{copy.name}.json": copy.data}
    for name, content in files.items():
        write_atomic(place / name, content)
    return tuple(files)


class HandingOut(QObject):
    """Works for one view and goes with it; `host` is what the preview lies over."""

    def __init__(self, context: WindowContext, view: HandOutView, host: QWidget, person_id: str) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._host = host
        self._person_id = person_id
        view.asked_preview.connect(self._preview)
        view.asked_print.connect(self._print)
        view.asked_save.connect(self._save)
        register = context.register
        context.jobs.read(lambda: read_print_target(register), self._offer_folder, latest="copy_folder")

    def _offer_folder(self, target: PrintTarget) -> None:
        if target.folder and not self._view.folder.text():
            self._view.folder.set_text(target.folder)

    def _preview(self) -> None:
        self._take(lambda copy: copy, self._show)

    def _show(self, copy: Copy) -> None:
        self._view.set_busy(is_busy=False)
        title = _("Everything we hold about {card}").format(card=copy.name)
        show_preview(self._host, copy.pdf, title=title, print_text=_("Print"), printed=self._print)

    def _save(self, folder: str) -> None:
        self._take(lambda copy: save_copy(copy, folder), self._say_saved)

    def _say_saved(self, names: tuple[str, ...]) -> None:
        self._view.set_busy(is_busy=False)
        said = _("Written: {files}").format(files=", ".join(names))
        self._view.outcome.say(said, _("Not encrypted: for the person alone."), "good")
        self._context.bus.said.emit(said, "good")

    def _print(self) -> None:
        register, person_id = self._context.register, self._person_id

        def make() -> Document:
            copy = make_copy(register, person_id)
            said = _("Everything we hold about {card}").format(card=copy.name)
            return Document(copy.pdf, f"{copy.name}-copy.pdf", said)

        print_document(self._context, make)

    def _take(self, then: Callable[[Copy], object], done: Callable[..., None]) -> None:
        register, person_id = self._context.register, self._person_id
        self._view.set_busy(is_busy=True)
        self._context.jobs.take_long(lambda: then(make_copy(register, person_id)), done, self._refuse)

    def _refuse(self, error: UserError) -> None:
        self._view.refuse(str(error), is_of_folder=error.code == "folder_missing")


def make_handing_out(context: WindowContext, host: QWidget, person_id: str, card: str) -> HandOutView:
    """The view in which it is handed out, at work."""
    view = HandOutView(card)
    HandingOut(context, view, host, person_id)
    return view
