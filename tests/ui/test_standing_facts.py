"""The status line's standing facts: counted right, and never twice at once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

import ui.facts
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.services.backups import remember_backup
from intake_app.services.corrections import correct_record
from intake_app.services.people import open_person
from intake_app.services.registration import register_party
from tests.made import arrival
from tests.ui.held import Held
from ui.bus import Bus
from ui.context import WindowContext
from ui.facts import NotExported
from ui.jobs import Jobs, _AtOnce
from ui.preferences import Preferences
from ui.standing_facts import StandingFacts
from ui.status_line import StatusLine

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.clock import FixedClock
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister


def counted_at_once(register: OpenRegister) -> int:
    with register.reading() as reading:
        mark = reading.last_export()
        return len(reading.people_changed_since(json.loads(mark[1]))) if mark else reading.count_people()


@pytest.mark.parametrize("few", [0, 500], ids=["sorted_in", "one_by_one"])
def test_what_is_counted_bit_by_bit_is_what_is_counted_at_once(
    unlocked: Unlocked, tmp_path: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.facts, "_FEW", few)
    register, people = unlocked.register, NotExported()
    counts = [people.count(register)]
    first = register_party(register, [arrival(unlocked) for _each in range(3)]).people[0]
    counts.append(people.count(register))
    for purpose in ("first", "second"):
        export_register(register, tmp_path / purpose, ExportRequest(purpose=purpose, is_plain=True))
        counts.append(people.count(register))
        register_party(register, [arrival(unlocked, given_name="Пётр")])
        counts.append(people.count(register))
        for reason in ("heard wrong", "heard better"):
            file = open_person(register, first.person_id)
            changed = replace(file.person, other_names=reason)
            correct_record(register, changed, file.seen[first.person_id], reason)
            counts.append(people.count(register))
        assert people.count(register) == counted_at_once(register)
    assert counts == [0, 3, 0, 1, 2, 2, 0, 1, 2, 2]


def test_of_many_changes_while_it_counts_one_more_count_is_enough(unlocked: Unlocked, qtbot: QtBot) -> None:
    patient, status = Held(), StatusLine()
    qtbot.addWidget(status)
    context = WindowContext(unlocked, Jobs(_AtOnce(), _AtOnce(), patient), Bus(), Preferences())
    facts = StandingFacts(context, status)
    facts.refresh()
    register_party(unlocked.register, [arrival(unlocked), arrival(unlocked, given_name="Пётр")])
    for _change in range(5):
        facts.refresh()
    assert len(patient.waiting) == 1
    patient.waiting.pop()()
    assert len(patient.waiting) == 1
    patient.waiting.pop()()
    assert (patient.waiting, status.fact("export")) == ([], "2 not exported")


def test_the_backups_age_is_counted_on_by_itself_without_reading_the_register(
    unlocked: Unlocked, qtbot: QtBot, clock: FixedClock
) -> None:
    remember_backup(unlocked.register, clock.now())
    patient, status = Held(), StatusLine()
    qtbot.addWidget(status)
    jobs = Jobs(_AtOnce(), _AtOnce(), patient)
    facts = StandingFacts(WindowContext(unlocked, jobs, Bus(), Preferences()), status)
    facts.refresh()
    jobs._reader = patient
    said = [status.fact("backup")]
    for minutes in (1, 1, 57, 60, 22 * 60):
        clock.instant += timedelta(minutes=minutes)
        facts.look()
        said.append(status.fact("backup"))
    assert said == [
        "Backed up just now", "Backed up 1 min ago", "Backed up 2 min ago", "Backed up 59 min ago",
        "Backed up 1 h ago", "Backed up 23 h ago",
    ]  # fmt: skip
    clock.instant += timedelta(hours=1)
    facts.look()
    assert (status.fact("backup"), status._facts["backup"].property("tone")) == ("Backed up 1 day ago", "warning")


def test_what_another_process_records_is_noticed_once(unlocked: Unlocked, qtbot: QtBot) -> None:
    status, heard = StatusLine(), []
    qtbot.addWidget(status)
    facts = StandingFacts(WindowContext(unlocked, Jobs.inline(), Bus(), Preferences()), status)
    facts.recorded_elsewhere.connect(lambda: heard.append(1))
    facts.look()
    facts.refresh()
    facts.look()
    assert heard == []
    register_party(unlocked.register, [arrival(unlocked)])
    facts.look()
    facts.look()
    assert heard == [1]


def test_a_problem_that_has_no_room_takes_that_of_facts_that_warn_of_nothing(qtbot: QtBot) -> None:
    status = StatusLine()
    qtbot.addWidget(status)
    status.set_fact("backup", "archive", "No backup yet", "warning")
    status.set_fact("export", "upload", "4 not exported")
    status.resize(1_000, status.height())
    status.show()
    problem = "Make a backup: the newest one still opens with that passphrase. " * 2

    def shown() -> tuple[bool, bool]:
        return status._parts["backup"].isVisible(), status._parts["export"].isVisible()

    seen = []
    for text, kind in (
        ("", "muted"),
        (problem, "good"),
        (problem, "warning"),
        ("Short", "danger"),
        (problem, "danger"),
    ):
        status.say(text, kind)
        seen.append(shown())
    assert seen == [(True, True), (True, True), (True, False), (True, True), (True, False)]
    status.resize(2_400, status.height())
    assert shown() == (True, True)
