"""Layouts without the style's own margins."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout

L = TypeVar("L", bound=QBoxLayout)


def bare(layout: L, spacing: int = 0) -> L:
    """The layout without margins, its parts `spacing` pixels apart."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
