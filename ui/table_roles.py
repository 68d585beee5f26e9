"""What an item model may say of a cell beside its text; the tables' delegate paints it."""

from __future__ import annotations

from PySide6.QtCore import Qt

TONE_ROLE = Qt.ItemDataRole.UserRole + 1
"""A cell's tone: "" (text), strong, muted, danger, warning, good."""
ICON_ROLE = Qt.ItemDataRole.UserRole + 2
"""Name of an icon before the text; it has the tone's colour."""
NO_ICON = "none"
"""Instead of a name: none is shown, and its room is kept, so that the words of a column stand below each other."""
GUESS_ROLE = Qt.ItemDataRole.UserRole + 3
"""True for a guessed value: dotted underline."""
