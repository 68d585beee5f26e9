"""Pictures of every screen, light and dark, for eyes: `python -m tests.ui.shots build/shots [BEGINNING OF A NAME]...`.

A shot is a name and a function that brings the stage to what is to be seen. The shots of a part stand in a file of
its own, `tests/ui/shots_<part>.py`, with a tuple SHOTS of (name, prepare(stage), is_low); each is found by its name.
Each is taken in every variant: light and dark, in Russian and Kazakh, twice as long, from right to left, with text at
125, 150 and 200 %, and in a low window. Of each picture it is said what is cut, shortened, or lies over something else.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from intake_app.clock import FixedClock
from intake_app.i18n import PSEUDO_LONG, PSEUDO_MIRRORED
from intake_app.opening import Doors
from intake_app.paths import data_folder
from intake_app.services.centres import change_centre
from intake_app.services.places import add_places
from intake_app.vault.policy import KdfPolicy
from tests.moulds import pour_centre
from tests.ui.clipping import clipped_texts, shortened_texts
from tests.ui.crookedness import crooked_widgets
from tests.ui.day import answer_day
from tests.ui.made_up import NIGHT, PASSPHRASE, SETUP
from tests.ui.page_shots import PAGES
from ui.dressing import dress
from ui.first_run.screen import FirstRunScreen
from ui.first_run.step_view import StepView
from ui.jobs import Jobs
from ui.main import make_pages
from ui.preferences import Preferences
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen
from ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SIZE = (1366, 768)
LOW = (1366, 696)
SETTLED = 8  # turns of the event loop: a form that reflows changes the height of what it stands in
ENGLISH = Preferences("light", language="en")


@dataclass
class Stage:
    """A window on a folder of its own, at a fixed instant, with everything done at once."""

    root: Path
    preferences: Preferences = ENGLISH

    def __post_init__(self) -> None:
        self.clock = FixedClock(NIGHT)
        self.folder = data_folder(self.root)
        self.doors = Doors(self.clock, KdfPolicy(64, 1, 1, 64, 1))
        house = House(self.folder, lambda: self.doors, make_pages, Jobs.inline)
        self.shell = Shell(house, self.preferences)

    def start(self) -> FirstRunScreen | UnlockScreen:
        """What comes first on this folder."""
        self.shell.start()
        screen = self.shell.centralWidget()
        assert isinstance(screen, FirstRunScreen | UnlockScreen)
        return screen

    def found(self) -> None:
        """Set a centre up in the folder, without a window."""
        unlocked = pour_centre(self.folder, SETUP, PASSPHRASE, self.doors)
        add_places(unlocked.register, "Hall 1, mat 1-40\nHouse 4: 6")
        change_centre(unlocked.register, {"phone": "+7 711 200 00 00", "meals": ("08:00", "13:00", "19:00")})
        unlocked.close()

    def open(self, page: str = "desk") -> None:
        """Unlock the centre that was set up, and show a page."""
        self.found()
        screen = self.start()
        assert isinstance(screen, UnlockScreen)
        screen.passphrase.set_text(PASSPHRASE)
        screen.try_passphrase()
        assert self.shell.window_ is not None
        answer_day(self.shell)
        self.shell.window_.show_page(page)

    def let_a_second_pass(self) -> None:
        """The window says the time that the clock was moved to; somebody has said that it is right."""
        window = self.shell.window_
        if window is not None and window.covers.cover() is None:
            window.tick()
            answer_day(self.shell)


class Shot(NamedTuple):
    """A picture's name, what is done before it is taken, and its size."""

    name: str
    prepare: Callable[[Stage], object]
    size: tuple[int, int] = SIZE


class Variant(NamedTuple):
    """How a picture differs from the light one: what its name ends with, what the laptop prefers, its size."""

    name: str
    preferences: Preferences
    size: tuple[int, int] | None = None


VARIANTS = (
    Variant("light", ENGLISH),
    Variant("dark", Preferences("dark", language="en")),
    Variant("ru", Preferences("light", language="ru")),
    Variant("kk", Preferences("dark", language="kk")),
    Variant("long", Preferences("light", language=PSEUDO_LONG)),
    Variant("mirrored", Preferences("light", language=PSEUDO_MIRRORED)),
    Variant("125", Preferences("dark", 125, "kk")),
    Variant("150", Preferences("light", 150, "ru")),
    Variant("200", Preferences("light", 200, "en")),
    Variant("low", ENGLISH, LOW),
)


def _unlock(stage: Stage) -> None:
    stage.found()
    stage.start()


def _wrong_passphrase(stage: Stage) -> None:
    _unlock(stage)
    screen = stage.shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    screen.passphrase.set_text("something else")
    screen.try_passphrase()


def _welcome(stage: Stage) -> None:
    stage.start()


def _first_run(stage: Stage, steps: int) -> FirstRunScreen:
    screen = stage.start()
    assert isinstance(screen, FirstRunScreen)
    screen.start_setup()
    answers = (
        {"name": "Oral, hall 1"},
        {"user_name": "Aigerim B."},
        {"passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE},
    )
    for given in answers[:steps]:
        assert screen.run is not None
        for name, text in given.items():
            screen.run.answer(name, text)
        assert isinstance(screen.view, StepView)
        screen.view.went_on.emit()
    return screen


def _centre_step(stage: Stage) -> None:
    screen = _first_run(stage, 0)
    assert isinstance(screen.view, StepView)
    screen.view.went_on.emit()


def _key_step(stage: Stage) -> None:
    _first_run(stage, 3)


def _key_back_step(stage: Stage) -> None:
    screen = _first_run(stage, 3)
    assert isinstance(screen.view, StepView)
    assert screen.run is not None
    screen.view.went_on.emit()
    groups = screen.run.recovery_key.split("-")
    groups[2] = groups[2][::-1]
    key_back = screen.view.fields["key_back"]
    assert isinstance(key_back, Field)
    key_back.set_text("-".join(groups))
    screen.run.answer("key_back", key_back.text())
    screen.view.went_on.emit()


def _places_step(stage: Stage) -> None:
    screen = _first_run(stage, 3)
    assert isinstance(screen.view, StepView)
    assert screen.run is not None
    screen.view.went_on.emit()
    screen.run.answer("key_back", screen.run.recovery_key)
    screen.view.went_on.emit()
    assert isinstance(screen.view, StepView)
    screen.view.places.area.setPlainText("Hall 1, mat 1-40\nHouse 4: 6")


def _restore(stage: Stage) -> None:
    screen = stage.start()
    assert isinstance(screen, FirstRunScreen)
    screen.start_restore()


OWN: tuple[Shot, ...] = (
    Shot("unlock", _unlock),
    Shot("unlock_wrong", _wrong_passphrase),
    Shot("welcome", _welcome),
    Shot("first_run_centre", _centre_step),
    Shot("first_run_desk", lambda stage: _first_run(stage, 1)),
    Shot("first_run_passphrase", lambda stage: _first_run(stage, 2)),
    Shot("first_run_key", _key_step),
    Shot("first_run_key_back", _key_back_step),
    Shot("first_run_places", _places_step),
    Shot("restore", _restore),
    Shot("settings", lambda stage: stage.open("settings")),
)


def find_shots() -> tuple[Shot, ...]:
    """Every shot there is."""
    shots = [*OWN, *_sized(PAGES)]
    for path in sorted(Path(__file__).parent.glob("shots_*.py")):
        shots += _sized(import_module(f"tests.ui.{path.stem}").SHOTS)
    return tuple(shots)


def _sized(rows: Iterable[tuple[str, Callable[[Stage], object], bool]]) -> tuple[Shot, ...]:
    return tuple(Shot(name, prepare, LOW if is_low else SIZE) for name, prepare, is_low in rows)


def take(app: QApplication, shot: Shot, variant: Variant, target: Path) -> list[str]:
    """One picture in one variant; answers what is wrong with it as far as it can be measured."""
    dress(variant.preferences)
    with tempfile.TemporaryDirectory() as root:
        stage = Stage(Path(root), variant.preferences)
        stage.shell.resize(*(variant.size or shot.size))
        stage.shell.show()
        stage.shell.activateWindow()
        shot.prepare(stage)
        if (window := stage.shell.window_) is not None:
            window._facts.refresh()  # a stage records behind the window's back, which looks only every second
        stage.let_a_second_pass()
        for _time in range(SETTLED):
            app.processEvents()
        stage.shell.grab().save(str(target / f"{shot.name}_{variant.name}.png"))
        faults = [*clipped_texts(stage.shell), *shortened_texts(stage.shell), *crooked_widgets(stage.shell)]
        if (shown := stage.shell.size().toTuple()) != (variant.size or shot.size):
            faults.append(f"the window has become {shown}")
        stage.shell.close()
        stage.shell.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return faults


def main(arguments: list[str]) -> int:
    """Take all pictures, or those whose names begin with the words after the folder."""
    target = Path(arguments[0] if arguments else "build/shots")
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    wanted = tuple(arguments[1:]) or ("",)
    for shot in find_shots():
        for variant in VARIANTS if shot.name.startswith(wanted) else ():
            for fault in take(app, shot, variant, target):
                print(f"{shot.name}_{variant.name}: {fault}", flush=True)
    print(f"pictures in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
