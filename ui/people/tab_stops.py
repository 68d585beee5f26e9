"""In which order Tab goes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def order_tabs(stops: Sequence[QWidget]) -> None:
    """Let Tab go through these in their order; what stands elsewhere keeps its place."""
    for widget, following in pairwise(stops):
        QWidget.setTabOrder(widget, following)
