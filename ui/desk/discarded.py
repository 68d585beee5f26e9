"""A form that was thrown away comes back once, as long as nobody was saved since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.desk.form import DeskForm
    from ui.desk.slots import Slot


class Discarded:
    """Holds at most one form."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def turn(self, form: DeskForm) -> bool:
        """Empty a form in which something stands and keep that, or bring back what was kept; whether it was emptied."""
        if form.has_typed():
            self._kept = frozen(form)
            form.clear()  # a party that was begun goes on
            return True
        vars(form).update(self._kept)
        self._kept = {}
        return False

    def forget(self) -> None:
        """Somebody was saved since: what was thrown away before does not come back."""
        self._kept = {}


def frozen(form: DeskForm) -> dict[str, Any]:
    """All of a form as it stands; slots never change, so their dictionary is copied and they are not."""
    slots: dict[str, Slot] = dict(form.slots)
    return vars(form) | {"slots": slots}
