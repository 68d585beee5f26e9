"""Progress and cancel of what takes long: one plain callable, handed into the work."""

from __future__ import annotations

from typing import Protocol

from intake_app.errors import UserError
from intake_app.i18n import _


class Progress(Protocol):
    """Told how much is done now and how much there is; it raises `Cancelled` to stop, and then nothing is kept."""

    def __call__(self, done: int, total: int, /) -> None: ...


class Cancelled(UserError):  # noqa: N818 - somebody's wish, not a fault
    """The person in front stopped the work."""

    def __init__(self) -> None:
        super().__init__("cancelled", _("It was stopped, and nothing was changed."))


def silent(done: int, total: int, /) -> None:
    """Nobody watches."""
