"""What the status line says when an adult's record has ended the hold of children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.children import Released


def say_released(saved: str, released: Sequence[Released]) -> str:
    """Behind what was saved: the bed that waited is given, or none was free for it; as it was where nobody waited."""
    if not released:
        return saved
    if all(child.has_bed for child in released):
        return _("{saved}. An adult is with the child now: the bed that was held is given").format(saved=saved)
    return _("{saved}. An adult is with the child now: give the child a bed").format(saved=saved)
