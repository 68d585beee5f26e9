"""In the settings: how long names are kept, and who did and saw what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication

from intake_app.domain.records import PastStay, Person
from intake_app.opening import REGISTER_KEY
from intake_app.services.departures import record_departure
from intake_app.services.people import open_person
from intake_app.services.retention import DueCount, set_retention
from intake_app.storage.engine import open_connection
from tests.ui.people_stage import record, record_five
from ui.settings.page import SettingsPage

if TYPE_CHECKING:
    from intake_app.clock import FixedClock
    from intake_app.opening import Unlocked
    from ui.settings.audit import AuditPart
    from ui.settings.retention import RetentionPart
    from ui.window import MainWindow


def settings(window: MainWindow) -> SettingsPage:
    window.show_page("settings")
    QApplication.processEvents()
    page = window.page()
    assert isinstance(page, SettingsPage)
    return page


@pytest.fixture
def people(app_window: MainWindow, unlocked: Unlocked, clock: FixedClock) -> dict[str, str]:
    """Five people, of whom two left and were gone for 31 days when the window is looked at."""
    found = record_five(unlocked.register)
    record_departure(unlocked.register, [found["Ким"], found["Цой"]], "left")
    set_retention(unlocked.register, 30)
    unlocked.back_up()
    clock.instant += timedelta(days=31)
    return found


@pytest.fixture
def retention(app_window: MainWindow, people: dict[str, str]) -> RetentionPart:
    part = settings(app_window).retention
    assert part is not None
    part.read()
    return part


def rows(part: RetentionPart | AuditPart) -> list[list[str]]:
    model = part.model
    return [
        [str(model.data(model.index(row, column)) or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_who_is_due_is_shown_with_name_card_and_since_when(retention: RetentionPart) -> None:
    assert [(name.split()[0], since) for name, _card, since in rows(retention)] == [
        ("Ким", "25 November 2022"),
        ("Цой", "25 November 2022"),
    ]
    assert retention.nameless.text() == "Make 2 people nameless"
    assert retention.days.text() == "30"


def test_the_first_press_says_what_would_go_and_the_second_does_it(
    retention: RetentionPart, unlocked: Unlocked, people: dict[str, str]
) -> None:
    retention.nameless.click()
    assert retention.outcome.text() == "2 people would be nameless for ever."
    assert retention.nameless.text() == "Press again: make 2 people nameless"
    assert retention.outcome.y() < retention.nameless.mapTo(retention, QPoint()).y()
    assert retention.nameless.findChildren(QShortcut) == []  # no slip of a key takes a name away
    with unlocked.register.reading() as reading:
        assert reading.get(Person, people["Ким"]) is not None

    retention.nameless.click()
    QApplication.processEvents()

    with unlocked.register.reading() as reading:
        assert reading.get(Person, people["Ким"]) is None
        assert len(reading.all(PastStay)) == 2
    assert retention.outcome.text() == "2 people are nameless now."
    assert retention.outcome.advice() == "1 older backup removed."
    assert (rows(retention), retention.nameless.isVisibleTo(retention)) == ([], False)
    assert len(unlocked.list_backups()) == 1


def test_a_number_of_days_that_is_none_is_said_beside_its_field(retention: RetentionPart) -> None:
    for typed, told in (("soon", "Type a number of days."), ("3", "7 to 3650")):
        retention.days.set_text(typed)
        retention.keep.click()
        assert told in retention.days.helper()


def test_the_manager_sees_in_the_rail_that_somebody_is_due(unlocked: Unlocked, people: dict[str, str]) -> None:
    count = DueCount()

    assert count(unlocked.register) == 2


def trail(window: MainWindow) -> AuditPart:
    part = settings(window).audit
    assert part is not None
    part.read()
    return part


def test_the_trail_says_who_did_what_when_and_of_whom(app_window: MainWindow, unlocked: Unlocked) -> None:
    person_id = record(unlocked.register, "Ким").people[0].person_id
    card = open_person(unlocked.register, person_id).card_number

    part = trail(app_window)

    # That the file was opened above may be written by now, or a moment later.
    recorded = [row for row in rows(part) if row[2] == "recorded"]
    assert recorded == [["Fri 25 Nov 2022, 23:40", "Aigerim B.", "recorded", card]]


def test_the_trail_is_looked_at_page_by_page_and_by_kind(app_window: MainWindow, unlocked: Unlocked) -> None:
    for number in range(60):
        record(unlocked.register, f"Ким{chr(1072 + number % 30)}")
    part = trail(app_window)
    newest = rows(part)[0]
    assert len(rows(part)) == 50
    assert part.older.isEnabled()
    assert not part.newer.isEnabled()

    part.older.click()
    assert 0 < len(rows(part)) < 50
    part.newer.click()
    assert rows(part)[0] == newest

    part.kind.set_value("begun")
    part.kind.edited.emit("begun")
    assert [what for _at, _who, what, _whom in rows(part)] == ["the trail begins"]


def test_a_trail_that_holds_says_so_and_one_that_was_altered_says_where(
    app_window: MainWindow, unlocked: Unlocked
) -> None:
    record(unlocked.register, "Ким")
    part = trail(app_window)
    part.check.click()
    assert part.outcome.text() == "The trail is untouched."

    connection = open_connection(unlocked.folder.register, unlocked.data_key.subkey(REGISTER_KEY))
    connection.execute("UPDATE audit SET user_id = 'somebody else' WHERE audit_no = 2")
    connection.close()
    part.check.click()

    assert "entry 2" in part.outcome.text()
    assert part.check.isEnabled()
