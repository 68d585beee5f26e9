from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from intake_app.errors import UserError
from ui.crashes import keep_log, redacted_report
from ui.jobs import HANDED_OVER_S, Jobs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SECRET = "Иванов Сергей"


@pytest.fixture
def threaded(qapp: object) -> Iterator[Jobs]:
    made = Jobs.threaded()
    yield made
    made.close()


def test_work_is_done_beside_the_window_and_answered_on_its_thread(threaded: Jobs, qtbot: QtBot) -> None:
    threads: list[int] = []
    threaded.read(threading.get_ident, lambda ident: threads.extend((ident, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0] != threading.get_ident()
    assert threads[1] == threading.get_ident()


def test_no_thread_keeps_the_interpreter_from_the_window_for_long(threaded: Jobs) -> None:
    assert threaded is not None
    assert sys.getswitchinterval() == pytest.approx(HANDED_OVER_S)


def test_writes_are_done_in_the_order_they_were_asked_for(threaded: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        threaded.write(lambda number=number: number, done.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


def test_a_search_does_not_wait_behind_a_backup(threaded: Jobs, qtbot: QtBot) -> None:
    may_end, found = threading.Event(), list[str]()
    threaded.take_long(may_end.wait, lambda _is_set: found.append("backup"))
    threaded.read(lambda: "search", found.append)
    threaded.write(lambda: "save", found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert set(found) == {"search", "save"}
    may_end.set()
    qtbot.waitUntil(lambda: "backup" in found)


def test_of_several_searches_only_the_newest_answers(threaded: Jobs, qtbot: QtBot) -> None:
    may_start, answers = threading.Event(), list[str]()
    threaded.read(may_start.wait, lambda _is_set: None)
    for text in ("s", "se", "ser"):
        threaded.read(lambda text=text: text, answers.append, latest="search")  # type: ignore[misc]
    may_start.set()
    with qtbot.waitSignal(threaded.refused):
        threaded.read(_refuse, answers.append)
    assert answers == ["ser"]


def test_a_refusal_goes_to_whoever_asked_or_to_everybody(threaded: Jobs, qtbot: QtBot) -> None:
    refused: list[UserError] = []
    threaded.write(_refuse, _never, refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].code == "no"
    with qtbot.waitSignal(threaded.refused) as signal:
        threaded.write(_refuse, _never)
    assert signal.args[0].code == "no"


def test_a_bug_gets_a_reference_and_a_report_without_what_it_was_about(
    threaded: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "intake.window")
    with qtbot.waitSignal(threaded.crashed) as signal:
        threaded.write(_stumble, _never)
    assert signal.args[0] in caplog.text
    assert "KeyError" in caplog.text
    assert "_stumble" in caplog.text
    assert SECRET not in caplog.text


def test_work_under_way_is_ended_when_the_jobs_are_closed_and_answers_nobody(qapp: object) -> None:
    jobs, done, answers = Jobs.threaded(), list[str](), list[None]()
    jobs.write(lambda: done.append("saved"), answers.append)
    jobs.close()
    qapp.processEvents()  # type: ignore[attr-defined]
    assert done == ["saved"]
    assert answers == []
    jobs.write(lambda: done.append("too late"), answers.append)
    assert done == ["saved"]


def test_the_log_is_for_the_owner_alone(tmp_path: Path) -> None:
    log = logging.getLogger("intake.window")
    before = list(log.handlers)
    try:
        keep_log(tmp_path / "data")
        log.error("%s", redacted_report(KeyError(SECRET), "ABCD"))
        written = tmp_path / "data/window.log"
        assert "ABCD" in written.read_text(encoding="utf-8")
        assert SECRET not in written.read_text(encoding="utf-8")
        assert written.stat().st_mode & 0o077 == 0
    finally:
        for handler in [handler for handler in log.handlers if handler not in before]:
            log.removeHandler(handler)
            handler.close()
        log.propagate = True


def _refuse() -> str:
    raise UserError("no", "Not now.")


def _stumble() -> str:
    names: dict[str, str] = {}
    return names[SECRET]


def _never(_result: object) -> None:
    raise AssertionError("this work has no result")
