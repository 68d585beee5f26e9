"""A closed page in a cycle is freed on the window's thread, whatever the thread that saves allocates meanwhile."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from ui.jobs import Jobs
from ui.main import make_pages
from ui.preferences import Preferences
from ui.shell import House, Shell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from intake_app.opening import Doors
    from intake_app.paths import DataFolder

# Run apart: freed on the wrong thread, a widget ends the process or makes it wait for ever.
PROGRAM = """
import gc, threading
import ui
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QLineEdit, QWidget
from ui.jobs import Jobs

freed_on = []

class Page(QWidget):
    def __init__(self):
        super().__init__()
        self.self_ = self
        self.timer = QTimer(self)
        self.timer.start(1000)
        QVBoxLayout(self).addWidget(QLineEdit())

    def __del__(self):
        freed_on.append(threading.current_thread() is threading.main_thread())

app = QApplication([])
jobs, answers = Jobs.threaded(), []
Page().show()
jobs.write(lambda: len([[number] for number in range(200_000)]), answers.append)
while not answers:
    app.processEvents()
assert not freed_on, freed_on
Page().show()
jobs._garbage.look()
for _look in range(5):
    gc.get_count()[0] > 700 or [[number] for number in range(800)]
    jobs._garbage.look()
jobs.close()
assert freed_on == [True, True], freed_on
assert gc.isenabled()
print("freed by the window")
"""


def test_widgets_are_freed_by_the_windows_thread_alone() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout) == (0, "freed by the window\n"), ran.stderr


def test_a_shell_that_was_closed_is_let_go_with_all_that_it_showed(
    qapp: QApplication, folder: DataFolder, doors: Doors
) -> None:
    shell = Shell(House(folder, lambda: doors, make_pages, Jobs.inline), Preferences())
    shell.start()
    held = weakref.ref(shell)
    shell.close()
    shell.deleteLater()
    del shell
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert held() is None
