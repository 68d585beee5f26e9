"""A burst at night: 320 pasted lines recorded as one act, read again, and a key typed below them in the window."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from benchmarks.people import CHEAP, PASSPHRASE, made_register
from benchmarks.rows import Row, median, ms, times
from benchmarks.shells import open_shell
from intake_app.clock import SystemClock
from intake_app.domain.arrivals import Arrival, DeskContext
from intake_app.domain.tonight_lines import group_parties, parse_list
from intake_app.opening import Doors, Unlocked, unlock
from intake_app.paths import data_folder
from intake_app.services.centres import read_centre
from intake_app.services.day_question import confirm_day
from intake_app.services.nights import keep_night, read_tonight
from intake_app.services.places import add_places
from intake_app.services.tonight import save_list
from tests.ui.keyboard import Keyboard
from ui.tonight.page import TonightPage

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES, FEW = 320, 200
SAVE_S, READ_S, OPEN_S, KEY_S = 2.0, 0.1, 0.1, 0.016
TYPED = "Лаптев Николай"


def run() -> list[Row]:
    """Record the list once, then read it, open its page and type into it again and again."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "centre"
        made_register(root, FEW).close()
        centre = unlock(data_folder(root), PASSPHRASE, Doors(SystemClock(), CHEAP))
        add_places(centre.register, f"Hall 2, mat 1-{LINES + 20}")
        confirm_day(centre.register)
        night = read_tonight(centre.register).night
        keep_night(centre.register, replace(night, notice_language="rus", notice_version="1"))  # else it is asked first
        parties = _parties(centre)
        start = perf_counter()
        save_list(centre.register, parties)
        saving = perf_counter() - start
        reading = times(lambda _number: read_tonight(centre.register), 20, 2)
        centre.close()
        return [
            _row(f"{LINES} lines of a night recorded as one act", [saving], SAVE_S),
            _row(f"{LINES} lines of a night read", reading, READ_S),
            *_at_the_window(root),
        ]


def _parties(centre: Unlocked) -> Sequence[Sequence[Arrival]]:
    text = "\n".join(
        f"Смирнов Павел\t{1950 + number % 50}\tм" + ("\n" if number % 4 == 3 else "") for number in range(LINES)
    )
    day = DeskContext(centre.register.today(read_centre(centre.register)), "KZ")
    return [
        tuple(replace(each, token=str(100 + 4 * number + place)) for place, each in enumerate(party))
        for number, party in enumerate(group_parties(parse_list(text, day)))
    ]


def _at_the_window(root: Path) -> list[Row]:
    with open_shell(root) as (shell, _register):
        assert shell.window_ is not None
        context = shell.window_.context
        opened = times(lambda _number: TonightPage(context).deleteLater(), 10, 2)
        shell.window_.show_page("tonight")
        QApplication.processEvents()
        keys, typed = Keyboard(), []
        for letter in TYPED:
            start = perf_counter()
            keys.type(letter)
            QApplication.processEvents()  # its paint
            typed.append(perf_counter() - start)
        page = shell.window_.page()
        assert isinstance(page, TonightPage)
        assert page.work.board is not None
        assert page.work.board.entry.texts["name"] == TYPED  # it went where it is said to be typed
    return [
        _row(f"Tonight with {LINES} lines made", opened, OPEN_S),
        _row(f"a key typed below {LINES} lines, painted", sorted(typed), KEY_S),
    ]


def _row(what: str, taken: list[float], budget: float) -> Row:
    middle = median(taken)
    return Row(
        f"{what}, median of {len(taken)}",
        ms(middle),
        f"{budget * 1000:.0f} ms",
        f"longest {ms(taken[-1])}",
        middle <= budget,
    )
