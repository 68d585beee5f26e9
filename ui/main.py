"""The window's door: find the folder, be the only window on it, show what comes first."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.dumps import keep_memory_private
from ui.platform_check import missing_libraries_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.opening import Doors
    from ui.locking.guard import LockGuard
    from ui.pages import PageSpec


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; answers the exit status."""
    keep_memory_private()
    parser = argparse.ArgumentParser(prog="intake-desktop", description="The registration desk of a reception centre.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep everything in this folder")
    options = parser.parse_args(arguments)
    if message := missing_libraries_message():
        sys.stderr.write(f"{message}\n")
        return 1
    return run(options.data)


def run(data: Path | None) -> int:
    """The window on a data folder, until it is closed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from intake_app.paths import data_folder
    from ui.crashes import catch_bugs
    from ui.dressing import dress
    from ui.locking.idle import read_clocks
    from ui.preferences import read_preferences
    from ui.resources.theme import style_arguments
    from ui.shell import House, Shell

    app = QApplication([*sys.argv[:1], *style_arguments()])
    folder = data_folder(data)
    preferences = read_preferences(folder)
    dress(preferences)
    house = House(
        folder,
        _doors,
        make_pages,
        backs_up_at_end=True,
        clocks=read_clocks,
        listens=listen_to_system,
        looks_ahead=True,
    )
    shell = Shell(house, preferences)
    catch_bugs(shell.say_crash)
    shell.start()
    shell.show()
    QTimer.singleShot(0, shell.claim)  # once the first picture is on the screen
    return app.exec()


def make_pages() -> tuple[PageSpec, ...]:
    """The pages there are, in the rail's order; what is not built yet is not shown."""
    from intake_app.i18n import _
    from intake_app.services.messages import count_unread
    from intake_app.services.print_queue import count_waiting
    from intake_app.services.retention import DueCount
    from ui.asks.messages_page import make_messages_page
    from ui.desk.page import make_desk_page
    from ui.duplicates.page import make_duplicates_page
    from ui.exchange.page import make_exchange_page
    from ui.handouts.page import make_handouts_page
    from ui.pages import PageSpec
    from ui.people.find_page import make_find_page
    from ui.people.page import make_people_page
    from ui.settings.page import make_settings_page
    from ui.tonight.page import make_tonight_page

    return (
        PageSpec("desk", _("Desk"), "clipboard-pen", "Ctrl+1", make_desk_page),
        PageSpec("tonight", _("Tonight"), "moon", "Ctrl+2", make_tonight_page),
        PageSpec("find", _("Find"), "search", "Ctrl+3", make_find_page),
        PageSpec("people", _("People"), "users", "Ctrl+4", make_people_page, is_apart=True),
        PageSpec("duplicates", _("Duplicates"), "copy", "Ctrl+9", make_duplicates_page),
        PageSpec("messages", _("Messages"), "mail", "Ctrl+5", make_messages_page, count=count_unread),
        PageSpec("handouts", _("Handouts"), "printer", "Ctrl+6", make_handouts_page, count=count_waiting),
        PageSpec("exchange", _("Exchange"), "arrow-left-right", "Ctrl+7", make_exchange_page, is_apart=True),
        PageSpec("settings", _("Settings"), "settings", "Ctrl+8", make_settings_page, count=DueCount()),
    )


def listen_to_system(guard: LockGuard) -> None:
    """Let the guard hear of sleeps and of the system's own lock, as this system tells them."""
    if sys.platform == "win32":
        guard.listen_on_windows()
    elif sys.platform.startswith("linux"):
        from PySide6.QtDBus import QDBusConnection

        guard.listen(QDBusConnection.systemBus())


def _doors() -> Doors:
    from intake_app.opening import production

    return production()


if __name__ == "__main__":
    sys.exit(main())
