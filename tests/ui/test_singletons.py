from __future__ import annotations

import subprocess
import sys

# More calls than None has references at the start, each of a kind that takes one away in PySide 6.12 on Python 3.11.
PROGRAM = """
from ui.singletons import keep_singletons
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QApplication, QWidget

class Sender(QObject):
    sent = Signal()

app = QApplication([])
widget, sender, item = QWidget(), Sender(), QStandardItem()
keep_singletons()
for _call in range(100_000):
    widget.layout(), item.data(300), sender.sent.emit()
print("alive")
"""


def test_the_process_outlives_any_number_of_calls_into_qt() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "alive\n"), ran.stderr
