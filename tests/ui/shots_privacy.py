"""Pictures of what protects a person's record: erasing, handing out, how long names are kept, the trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QScrollArea

from intake_app.exchange.export import ExportRequest, export_register
from intake_app.services.departures import record_departure
from intake_app.services.erasing import erase_person
from intake_app.services.nights import Night, keep_night
from intake_app.services.registration import register_party
from intake_app.services.retention import set_retention
from tests.ui.day import answer_day
from tests.ui.people_stage import record
from tests.ui.shots_person import SERGEI, _arrival, _show, _tell
from ui.people.erase_view import EraseView
from ui.people.hand_out_view import HandOutView
from ui.settings.page import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.opening import Unlocked


def _unlocked(stage: Any) -> Unlocked:
    unlocked: Unlocked = stage.shell.window_.context.unlocked
    return unlocked


def _identity(stage: Any) -> Any:
    person_id = _tell(stage)
    unlocked = _unlocked(stage)
    export_register(unlocked.register, stage.folder.root / "out", ExportRequest(purpose="police", is_plain=True))
    unlocked.back_up()
    stage.shell.window_.context.bus.changed.emit(None, None)
    return _show(stage, person_id, "identity")


def _erase(stage: Any) -> EraseView:
    page = _identity(stage)
    page.ask("erase")
    assert isinstance(page.correction, EraseView)
    return page.correction


def _erase_wrong(stage: Any) -> None:
    view = _erase(stage)
    view.card.set_text("ORL-A-000002-7")
    view.from_backups.setChecked(True)
    view.erase.click()


def _erased(stage: Any) -> None:
    view = _erase(stage)
    QApplication.processEvents()  # the list behind is seen: it takes the focus back
    assert view.shown is not None
    view.card.set_text(view.shown.proof)
    view.erase.click()


def _hand_out(stage: Any) -> HandOutView:
    page = _identity(stage)
    page.ask("hand_out")
    assert isinstance(page.correction, HandOutView)
    page.correction.folder.set_text("/media/stick")
    return page.correction


def _preview(stage: Any) -> None:
    _hand_out(stage).preview.click()


def _settings(stage: Any) -> SettingsPage:
    window = stage.shell.window_
    window.covering.look()
    answer_day(stage.shell)
    window.show_page("settings")
    page = window.page()
    assert isinstance(page, SettingsPage)
    return page


def _due(stage: Any) -> SettingsPage:
    stage.open("people")
    register = _unlocked(stage).register
    gone = [record(register, family).people[0].person_id for family in ("Абаев", "Ким", "Лысенко")]
    record_departure(register, gone, "left")
    set_retention(register, 90)
    stage.clock.instant += timedelta(days=95)
    page = _settings(stage)
    assert page.retention is not None
    page.retention.read()
    _scroll_to(page, page.retention)
    return page


def _due_asked(stage: Any) -> None:
    page = _due(stage)
    assert page.retention is not None
    page.retention.nameless.setFocus()
    page.retention.nameless.click()  # it scrolls to what is said, and to the button that is to be pressed again


def _trail(stage: Any) -> None:
    _tell(stage)
    register = _unlocked(stage).register
    register_party(register, [_arrival(register, SERGEI | {"family_name": "Ким", "document_number": "77"})])
    page = _settings(stage)
    assert page.audit is not None
    page.audit.read()
    page.audit.check.click()
    _scroll_to(page, page.audit)


def _tonight(stage: Any) -> None:
    stage.open("people")
    register = _unlocked(stage).register
    keep_night(register, Night(what="Train 7", expected=2, notice_language="rus", notice_version="3"))
    made = _arrival(register, SERGEI)
    gone = register_party(register, [replace(made, token="46")]).people[0]
    other = _arrival(register, SERGEI | {"family_name": "Ким", "given_name": "Пётр", "document_number": "78"})
    register_party(register, [replace(other, token="47")])
    erase_person(register, gone.person_id)
    stage.shell.window_.show_page("tonight")


def _scroll_to(page: SettingsPage, widget: QWidget) -> None:
    QApplication.processEvents()
    area = next(area for area in page.findChildren(QScrollArea) if area.isAncestorOf(widget))
    inside = area.widget()
    assert inside is not None
    area.ensureWidgetVisible(widget, 0, 200)
    area.verticalScrollBar().setValue(widget.mapTo(inside, widget.rect().topLeft()).y() - 20)


SHOTS: tuple[tuple[str, Callable[[Any], object], bool], ...] = (
    ("rights_erase", _erase, False),
    ("rights_identity", _identity, False),
    ("rights_erase_wrong", _erase_wrong, True),
    ("rights_erased", _erased, False),
    ("rights_hand_out", _hand_out, False),
    ("rights_preview", _preview, False),
    ("rights_due", _due, False),
    ("rights_due_asked", _due_asked, True),
    ("rights_trail", _trail, False),
    ("rights_tonight", _tonight, False),
)
