"""The trail cannot be written: whoever works at the window is told, and told no longer once it can."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from intake_app.services.people import find_people
from intake_app.storage import witnessing

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from intake_app.opening import Unlocked
    from ui.window import MainWindow


def test_while_nobody_writes_down_who_looks_at_what_the_status_line_says_so(
    app_window: MainWindow, unlocked: Unlocked, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witnessing, "RETRY_S", 0.1)
    status = app_window.status
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # no file of this process takes a byte more
    try:
        find_people(unlocked.register, "Свинцова")
        qtbot.waitUntil(lambda: status.fact("trail") != "")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert status.fact("trail") == "The trail is not written"
    assert status.said().startswith("Who looks at what cannot be written down just now; it is tried again.")

    qtbot.waitUntil(lambda: status.fact("trail") == "")
    with unlocked.register.reading() as reading:
        kinds = [entry.kind for entry in reading.audit_entries(reading.audit_head().count)]
    assert "search" in kinds
