"""A closed page in a cycle is freed on the window's thread, whatever the thread that saves allocates meanwhile."""

from __future__ import annotations

import subprocess
import sys

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
